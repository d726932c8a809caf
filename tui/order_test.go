package tui

import (
	"testing"

	"floorboard/metrics"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// TestOrderAfterReading: rows keep their places, but not those where half a log has put them.
func TestOrderAfterReading(t *testing.T) {
	sheet := testSheet(t, style.NoColor, style.Unicode())
	calm, busy := paneltest.Floor(), paneltest.Floor()
	paneltest.Calm(calm)
	var o order
	for _, c := range []struct {
		word  string
		snap  *metrics.Snapshot
		first string
	}{{"reading", calm, "billing"}, {"live", busy, "outage"}, {"live", calm, "outage"}} {
		v := panel.New(c.snap, sheet)
		v.Health.Word = c.word
		if o.settle(v, paneltest.Now(), 0); v.Queues[0].Name != c.first {
			t.Errorf("%s: %s stands first, want %s", c.word, v.Queues[0].Name, c.first)
		}
	}
}
