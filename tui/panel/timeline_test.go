package panel

import (
	"strings"
	"testing"
	"time"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// TestSpeeds: the header and the time line say how fast a replay goes, however slow that is.
func TestSpeeds(t *testing.T) {
	at := time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)
	for speed, want := range map[float64]string{0.01: "0.01x", 0.03125: "0.031x", 0.5: "0.5x", 1: "1x", 1.5: "1.5x", 60: "60x", 3600: "3600x"} {
		p := &Player{Speed: speed, Now: at, First: at.Add(-time.Hour), Last: at.Add(time.Hour)}
		v := New(&metrics.Snapshot{AsOf: at, Feed: metrics.Feed{Sources: []metrics.SourceStatus{{Word: "replaying"}}}}, sheet(t, style.Unicode()))
		v.Player = p
		v.Health = HealthOf(v.Snap, p, 0)
		b := cell.New(80, 1)
		Timeline(b.All(), v)
		if line := b.String(); v.Health.Detail != want || !strings.Contains(line, "  "+want+"  ") {
			t.Errorf("%v: %q, %q", speed, v.Health.Detail, line)
		}
	}
}
