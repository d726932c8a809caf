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
	reading, busy, calm := paneltest.Floor(), paneltest.Floor(), paneltest.Floor()
	paneltest.Reading(reading)
	paneltest.Calm(calm)
	var o order
	for _, c := range []struct {
		how   string
		snap  *metrics.Snapshot
		first string
	}{{"reading", reading, "billing"}, {"busy", busy, "outage"}, {"calm at once after that", calm, "outage"}} {
		v := panel.New(c.snap, sheet)
		if o.settle(v, paneltest.Now(), 0); v.Queues[0].Name != c.first {
			t.Errorf("%s: %s stands first, want %s", c.how, v.Queues[0].Name, c.first)
		}
	}
}
