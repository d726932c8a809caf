package metrics_test

import (
	"math"
	"strings"
	"testing"
	"time"

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

func TestOneChatFromFirstWordToSurvey(t *testing.T) {
	e := fold(t, `
{"time":"2026-03-02T09:00:00.000Z","type":"agent_state","agent":"amira","team":"red","state":"available"}
{"time":"2026-03-02T09:00:04.120Z","id":"e1","type":"queued","conversation":"c1","queue":"billing","channel":"chat","topic":"refund","stage":"purchase","customer":"u7"}
{"time":"2026-03-02T09:00:31.500Z","id":"e2","type":"answered","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:00:45.000Z","id":"e3","type":"replied","conversation":"c1","by":"agent"}
{"time":"2026-03-02T09:02:10.000Z","id":"e4","type":"replied","conversation":"c1","by":"customer"}
{"time":"2026-03-02T09:02:50.000Z","id":"e5","type":"replied","conversation":"c1","by":"agent"}
{"time":"2026-03-02T09:05:00.000Z","id":"e6","type":"ended","conversation":"c1","by":"customer"}
{"time":"2026-03-02T09:05:20.000Z","id":"e7","type":"wrapped_up","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:05:20.000Z","id":"e8","type":"resolved","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:09:00.000Z","id":"e9","type":"rated","conversation":"c1","csat":5,"nps":9,"ces":6,"text":"quick and kind"}
`, allTime)
	s := e.Snapshot(allTime, time.Time{})
	for name, g := range map[string]*metrics.Group{"total": &s.Total, "queue": &s.Queues[0], "channel": &s.Channels[0], "topic": &s.Topics[0], "stage": &s.Stages[0]} {
		for k, want := range map[metrics.Key]float64{
			metrics.Requests: 1, metrics.Offered: 1, metrics.Answered: 1, metrics.Waiting: 0, metrics.Wait: 27.38, metrics.FirstReply: 40.88,
			metrics.Reply: 40, metrics.Talk: 268.5, metrics.WrapUp: 20, metrics.Handle: 288.5, metrics.Resolution: 315.88,
			metrics.ServiceLevel: 1, metrics.FirstContactResolution: 1, metrics.CSAT: 5, metrics.NPS: 100, metrics.CES: 6, metrics.Open: 0,
		} {
			if got := g.Value(k).Head; !near(got, want) {
				t.Errorf("%s: %s = %v, want %v", name, k.Info().Name, got, want)
			}
		}
	}
	a := s.Agents[0]
	if a.Name != "amira" || a.Agent.Team != "red" || a.Agent.State != feed.Available {
		t.Errorf("agent %+v", a.Agent)
	}
	// Available 31.5 s before the contact and 220 s after the wrap-up.
	if want := 288.5 / (288.5 + 31.5 + 220); !near(a.Value(metrics.Occupancy).Head, want) {
		t.Errorf("occupancy %v, want %v", a.Value(metrics.Occupancy).Head, want)
	}
	if len(s.Feed.Faults) > 0 {
		t.Error(s.Feed.Faults)
	}
}
