package metrics_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"floorboard/metrics"
)

// What is only counted took no time, a refund is less than nothing, and of a contact that nobody holds the first entry or the reopening is
// when it began, if that was seen.
func TestValuesOfCases(t *testing.T) {
	const contact = `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"shop","channel":"chat"}
{"time":"2026-03-02T09:00:05Z","type":"missed","conversation":"c1","agent":"bela"}
{"time":"2026-03-02T09:00:10Z","type":"answered","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:00:11Z","type":"escalated","conversation":"c1"}
{"time":"2026-03-02T09:00:12Z","type":"promised","conversation":"c1","due":"2026-03-02T09:10:00Z"}
{"time":"2026-03-02T09:00:13Z","type":"transferred","conversation":"c1","to_agent":"bela"}
{"time":"2026-03-02T09:00:14Z","type":"complained","conversation":"c1"}
{"time":"2026-03-02T09:20:00Z","type":"resolved","conversation":"c1"}
{"time":"2026-03-02T09:20:01Z","type":"sold","conversation":"c1","amount":-90.5,"currency":"EUR"}
{"time":"2026-03-02T09:30:00Z","type":"reopened","conversation":"c1"}
{"time":"2026-03-02T09:31:00Z","type":"escalated","conversation":"c2"}
`
	for name, want := range map[string]struct {
		at    string
		value float64
	}{
		"missed": {"09:00:05", math.NaN()}, "escalated": {"09:31:00", math.NaN()}, "promises": {"09:10:00", math.NaN()},
		"transferred": {"09:00:13", math.NaN()}, "complaints": {"09:00:14", math.NaN()}, "reopened": {"09:30:00", math.NaN()},
		"sales": {"09:20:01", -90.5}, "resolved": {"09:20:00", 1200}, "talk_seconds": {"09:20:00", 1187}, "wait_seconds": {"09:00:10", 10},
	} {
		q := metrics.Question{Window: "all", Cases: name}
		cases := fold(t, contact, q).Snapshot(q, time.Time{}).Cases
		if len(cases) == 0 || cases[0].At.Format(time.TimeOnly) != want.at || !near(cases[0].Value, want.value) {
			t.Errorf("%s: %+v, want %+v", name, cases, want)
		}
	}
	q := metrics.Question{Window: "all", Cases: "open"}
	open := fold(t, contact, q).Snapshot(q, time.Time{}).Cases
	if len(open) != 2 || !open[0].At.IsZero() || !near(open[0].Value, math.NaN()) || open[1].At.Format(time.TimeOnly) != "09:30:00" || open[1].Value != 60 {
		t.Errorf("open: %+v", open)
	}
}

// What was resolved of which the beginning was not seen is a case too: there are as many as are counted.
func TestCasesOfUnknownLength(t *testing.T) {
	q := metrics.Question{Window: "all", Cases: "resolved"}
	s := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"shop","channel":"chat"}
{"time":"2026-03-02T09:05:00Z","type":"resolved","conversation":"c1"}
{"time":"2026-03-02T09:06:00Z","type":"resolved","conversation":"c2"}
`, q).Snapshot(q, time.Time{})
	if n := s.Total.Value(metrics.Resolved).N; n != 2 || len(s.Cases) != 2 {
		t.Fatalf("%d resolved, and as cases %+v", n, s.Cases)
	}
	if newest := s.Cases[0]; newest.ID != "c2" || !near(newest.Value, math.NaN()) || s.Cases[1].Value != 300 {
		t.Errorf("%+v", s.Cases)
	}
}

// An answer whose wait is not known, because the feed was joined in the middle, is no answer in time: it is behind the service level as well.
func TestCasesOfAnUnknownWait(t *testing.T) {
	q := metrics.Question{Window: "all", Cases: "service_level"}
	s := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"answered","conversation":"c1","agent":"amira","queue":"shop","channel":"chat"}
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c2","queue":"shop","channel":"chat"}
{"time":"2026-03-02T09:00:10Z","type":"answered","conversation":"c2","agent":"amira"}
`, q).Snapshot(q, time.Time{})
	if level := s.Total.Value(metrics.ServiceLevel); level.Head != 0.5 || len(s.Cases) != 1 || s.Cases[0].ID != "c1" || !near(s.Cases[0].Value, math.NaN()) {
		t.Errorf("a level of %v, and as cases %+v", level.Head, s.Cases)
	}
}

// Who asks beforehand for the cases of one queue gets them all, however many the others have.
func TestCasesOfAFilterAreNotPushedOut(t *testing.T) {
	var feed strings.Builder
	lost := func(queue string, n int) {
		for i := range n {
			fmt.Fprintf(&feed, `{"time":1772442000,"type":"queued","conversation":"%s%d","queue":%[1]q}`+"\n", queue, i)
			fmt.Fprintf(&feed, `{"time":1772442009,"type":"abandoned","conversation":"%s%d"}`+"\n", queue, i)
		}
	}
	lost("small", 3)
	lost("large", metrics.KeptCases+1)
	for queue, want := range map[string]int{"small": 3, "large": metrics.KeptCases} {
		q := metrics.Question{Window: "all", Cases: "abandoned", Filter: metrics.Filter{Queues: []string{queue}}}
		if got := fold(t, feed.String(), q).Snapshot(q, time.Time{}).Cases; len(got) != want {
			t.Errorf("%s: %d cases, want %d", queue, len(got), want)
		}
	}
}
