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

// Who came is of no team until somebody answers: what a team answered does not say how many had waited.
func TestNobodyKnowsWhoWaitedForATeam(t *testing.T) {
	now := time.Date(2026, 3, 2, 14, 0, 3, 0, time.UTC)
	e := metrics.NewEngine(metrics.DefaultRules())
	events := bigFloor(5000)
	e.Fold(&feed.Batch{Events: events})
	for _, f := range []metrics.Filter{{}, {Agents: []string{agentOf(events)}}} {
		for _, n := range e.Snapshot(metrics.Question{Window: "today", Filter: f}, now).Total.History.Lines[metrics.LineWaiting] {
			if math.IsNaN(n) != (len(f.Agents) > 0) {
				t.Fatalf("%v waited in %+v", n, f)
			}
		}
	}
}
