package metrics_test

import (
	"math"
	"strings"
	"testing"

	"floorboard/feed"
	"floorboard/feed/jsonl"
	"floorboard/metrics"
)

// fold decodes native lines and folds them into an engine that answers q.
func fold(t testing.TB, lines string, qs ...metrics.Question) *metrics.Engine {
	t.Helper()
	return foldBy(t, metrics.DefaultRules(), lines, qs...)
}

// foldBy is fold by other rules.
func foldBy(t testing.TB, rules *metrics.Rules, lines string, qs ...metrics.Question) *metrics.Engine {
	t.Helper()
	e := metrics.NewEngine(rules, qs...)
	var b feed.Batch
	jsonl.Format().New().Decode([]byte(strings.TrimLeft(lines, "\n")), &b)
	for _, r := range b.Rejected {
		t.Fatalf("line %d: %s", r.Line, r.Reason)
	}
	e.Fold(&b)
	return e
}

var allTime = metrics.Question{Window: "all"}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 || math.IsNaN(a) && math.IsNaN(b) }
