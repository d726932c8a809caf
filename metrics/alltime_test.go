package metrics_test

import (
	"fmt"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// week returns a contact every half minute over six days.
func week() (events []feed.Event) {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for i := range 6 * 2880 {
		at := start.Add(time.Duration(i) * 30 * time.Second).UnixMilli()
		for k, typ := range []feed.Type{feed.Queued, feed.Answered, feed.Ended} {
			e := feed.NewEvent(typ, at+int64(k)*7_000)
			e.Conversation, e.Queue, e.Channel, e.Topic = fmt.Sprint("c", i), fmt.Sprint("q", i%3), "voice", "refund"
			if typ != feed.Queued {
				e.Agent = fmt.Sprint("agent ", i%7)
			}
			events = append(events, e)
		}
	}
	return events
}

// What is counted of all time is counted when somebody asks, or before the log forgets it.
func TestAllTimeOutlivesTheLog(t *testing.T) {
	all := metrics.Question{Window: "all"}
	atOnce, board, lookedAt := metrics.NewEngine(metrics.DefaultRules(), all), metrics.NewEngine(metrics.DefaultRules()), metrics.NewEngine(metrics.DefaultRules())
	events := week()
	for i := 0; i < len(events); i += 500 {
		batch := &feed.Batch{Events: events[i:min(i+500, len(events))]}
		for _, e := range []*metrics.Engine{atOnce, board, lookedAt} {
			e.Fold(batch)
		}
		lookedAt.Snapshot(all, time.Time{})
	}
	want := atOnce.Snapshot(all, time.Time{})
	if want.Total.Values[metrics.Offered].N != 6*2880 {
		t.Fatalf("%d were offered", want.Total.Values[metrics.Offered].N)
	}
	for name, e := range map[string]*metrics.Engine{"asked at the end": board, "asked again and again": lookedAt} {
		got := e.Snapshot(all, time.Time{})
		for k := range want.Total.Values {
			if !alike(got.Total.Values[k], want.Total.Values[k]) {
				t.Errorf("%s: %s is %+v, want %+v", name, metrics.Key(k).Info().Name, got.Total.Values[k], want.Total.Values[k])
			}
		}
	}
}

// A filter that is first asked for while the log is whole is answered over all time.
func TestAFilterChosenLateKnowsAllThatTheLogHas(t *testing.T) {
	e := metrics.NewEngine(metrics.DefaultRules())
	e.Fold(&feed.Batch{Events: week()[:6000]})
	s := e.Snapshot(metrics.Question{Window: "all", Filter: metrics.Filter{Queues: []string{"q1"}}}, time.Time{})
	if n := s.Total.Values[metrics.Offered].N; n != 667 {
		t.Errorf("%d were offered", n)
	}
	if len(s.Feed.Faults) > 0 {
		t.Errorf("the answer is taken for faulty: %v", s.Feed.Faults)
	}
}
