package metrics_test

import (
	"math"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// A board looks before it has read anything; what it then reads must show at once, not with the next slot.
func TestCurvesFillWhileThePastIsRead(t *testing.T) {
	now := time.Date(2026, 3, 2, 14, 0, 3, 0, time.UTC)
	e := metrics.NewEngine(metrics.DefaultRules())
	q := metrics.Question{Window: "today"}
	e.Snapshot(q, now)
	e.Fold(&feed.Batch{Events: bigFloor(5000)})
	h := e.Snapshot(q, now).Total.History
	var offered float64
	for _, n := range h.Lines[metrics.LineOffered] {
		if !math.IsNaN(n) {
			offered += n
		}
	}
	if want := e.Snapshot(q, now).Total.Value(metrics.Offered).N; offered != float64(want) || want == 0 {
		t.Errorf("the curve holds %v of %d entries", offered, want)
	}
}
