package metrics_test

import (
	"math"
	"testing"
	"time"

	"floorboard/metrics"
)

// Two were answered, one of them in time; one gave up. At 09:10:00 three wait: a call for 21 s and another for 20 s, of which the
// threshold is 20 s, and a mail for five minutes, which has an hour.
const someWait = `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"a","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:00:10Z","type":"answered","conversation":"a","agent":"amira"}
{"time":"2026-03-02T09:00:10Z","type":"queued","conversation":"b","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:00:40Z","type":"answered","conversation":"b","agent":"amira"}
{"time":"2026-03-02T09:01:00Z","type":"queued","conversation":"c","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:01:30Z","type":"abandoned","conversation":"c"}
{"time":"2026-03-02T09:05:00Z","type":"queued","conversation":"m","queue":"billing","channel":"email"}
{"time":"2026-03-02T09:09:39Z","type":"queued","conversation":"d","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:09:40Z","type":"queued","conversation":"e","queue":"sales","channel":"voice"}
{"time":"2026-03-02T09:10:00Z","type":"heartbeat"}
`

// TestCommittedServiceLevel: who has been waiting for longer than the threshold of their queue and channel counts as missed.
func TestCommittedServiceLevel(t *testing.T) {
	e := fold(t, someWait, allTime)
	check := func(name string, g *metrics.Group, late int64, want float64) {
		t.Helper()
		if got := g.Committed(); g.Late != late || !near(got, want) {
			t.Errorf("%s: %v, %d late; want %v, %d late", name, got, g.Late, want, late)
		}
	}
	s := e.Snapshot(allTime, time.Time{})
	check("the whole", &s.Total, 1, 1.0/4)
	check("billing", find(s.Queues, "billing"), 1, 1.0/4)
	check("sales, where nobody is late and nobody was answered", find(s.Queues, "sales"), 0, math.NaN())
	check("email", find(s.Channels, "email"), 0, math.NaN())
	check("voice", find(s.Channels, "voice"), 1, 1.0/4)
	for i := range s.Agents {
		check("an agent", &s.Agents[i], 0, s.Agents[i].Value(metrics.ServiceLevel).Head)
	}
	if got := s.Total.Value(metrics.ServiceLevel).Head; !near(got, 1.0/3) {
		t.Errorf("the service level itself is %v, want 1/3", got)
	}

	s = e.Snapshot(allTime, s.AsOf.Add(time.Millisecond))
	check("a moment later", &s.Total, 2, 1.0/5)
	check("sales, where the first one is late", find(s.Queues, "sales"), 1, 0)
	s = e.Snapshot(allTime, s.AsOf.Add(time.Hour))
	check("an hour later", &s.Total, 3, 1.0/6)

	only := metrics.Question{Window: "5m", Filter: metrics.Filter{Queues: []string{"sales"}}}
	s = e.Snapshot(only, time.Date(2026, 3, 2, 9, 20, 0, 0, time.UTC))
	check("sales alone, in a window in which nothing happened", &s.Total, 1, 0)
}

// TestCommittedByAnyFormula: the late ones are added to what is divided by, whatever that is made of.
func TestCommittedByAnyFormula(t *testing.T) {
	for formula, want := range map[metrics.Formula]float64{
		metrics.AllAbandons: 1.0 / 4, metrics.WithoutShort: 1.0 / 4, metrics.EarlyAbandonsCount: 1.0 / 4, metrics.WithoutEarly: 1.0 / 4,
		metrics.AnsweredOnly: 1.0 / 3, metrics.WithFlowOuts: 1.0 / 4,
	} {
		rules := metrics.DefaultRules()
		rules.Formula = formula
		s := foldBy(t, rules, someWait, allTime).Snapshot(allTime, time.Time{})
		if got := s.Total.Committed(); !near(got, want) {
			t.Errorf("%v: %v, want %v", formula, got, want)
		}
	}
}

// TestCommittedByOwnThreshold: a queue's own threshold goes before that of the channel.
func TestCommittedByOwnThreshold(t *testing.T) {
	rules := metrics.DefaultRules()
	rules.QueueThreshold = map[string]time.Duration{"billing": 22 * time.Second, "sales": 5 * time.Second}
	s := foldBy(t, rules, someWait, allTime).Snapshot(allTime, time.Time{})
	if b, s := find(s.Queues, "billing").Late, find(s.Queues, "sales").Late; b != 1 || s != 1 {
		t.Errorf("%d late in billing, where the mail is; %d in sales; want 1 each", b, s)
	}
}
