package metrics_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
)

// wildFeed draws events of a few contacts that need not make sense together: answered before they are queued, held by
// nobody, reopened while open, in whatever queue. Their times differ.
func wildFeed(t *rapid.T) []feed.Event {
	name := func(what, of string, n int) string {
		return of + string(rune('a'+rapid.IntRange(0, n-1).Draw(t, what)))
	}
	maybe := func(what string) bool { return rapid.IntRange(0, 3).Draw(t, what) == 0 }
	at := int64(base)
	events := make([]feed.Event, rapid.IntRange(1, 80).Draw(t, "events"))
	for i := range events {
		at += rapid.Int64Range(1, 20_000).Draw(t, "ms later")
		e := feed.NewEvent(feed.Type(rapid.IntRange(int(feed.Queued), int(feed.NumTypes)-1).Draw(t, "type")), at)
		if e.Type != feed.Heartbeat && e.Type != feed.AgentStateChanged {
			e.Conversation = name("contact", "contact ", 5)
		}
		if e.Type == feed.AgentStateChanged || e.Type == feed.Answered || maybe("names an agent") {
			e.Agent = name("agent", "agent ", 3)
		}
		if e.Type == feed.Queued || maybe("names a queue") {
			e.Queue = name("queue", "queue ", 3)
		}
		if maybe("names a channel") {
			e.Channel = rapid.SampledFrom([]string{"voice", "chat", "email"}).Draw(t, "channel")
		}
		if maybe("names a topic") {
			e.Topic, e.Stage, e.Team = name("topic", "topic ", 2), name("stage", "stage ", 2), name("team", "team ", 2)
		}
		if maybe("states durations") {
			d := rapid.Int64Range(0, 60_000).Draw(t, "ms")
			switch e.Type {
			case feed.Answered, feed.Abandoned, feed.FlowedOut:
				e.Wait = d
			case feed.Ended, feed.Transferred:
				e.Talk, e.Hold = d, d/3
			case feed.WrappedUp:
				e.WrapUp = d
			}
		}
		switch e.Type {
		case feed.Replied:
			e.By = feed.By(rapid.IntRange(int(feed.ByAgent), int(feed.ByBot)).Draw(t, "by"))
		case feed.Ended:
			e.By = feed.By(rapid.IntRange(int(feed.ByNobody), int(feed.ByCustomer)).Draw(t, "by"))
		case feed.Transferred:
			if maybe("to an agent") {
				e.ToAgent = name("agent", "agent ", 3)
			}
			if maybe("to a queue") {
				e.ToQueue = name("queue", "queue ", 3)
			}
		case feed.Promised:
			e.Due = at + rapid.Int64Range(-60_000, 600_000).Draw(t, "due in")
		case feed.Rated:
			e.CSAT, e.NPS, e.CES = int8(rapid.IntRange(1, 5).Draw(t, "csat")), int8(rapid.IntRange(0, 10).Draw(t, "nps")), int8(rapid.IntRange(1, 7).Draw(t, "ces"))
		case feed.Sold:
			e.Amount, e.Currency = 1000, rapid.SampledFrom([]string{"EUR", "USD"}).Draw(t, "currency")
		case feed.AgentStateChanged:
			e.State = feed.AgentState(rapid.IntRange(int(feed.Available), int(feed.NumAgentStates)-1).Draw(t, "state"))
			e.Reason = name("reason", "reason ", 2)
		}
		events[i] = e
	}
	return events
}

func TestOrderOfArrivalDoesNotMatterInAWildFeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := wildFeed(t)
		type late struct {
			feed.Event
			arrives int64
		}
		var arrived []late
		for _, e := range events {
			arrived = append(arrived, late{e, e.Time + rapid.Int64Range(0, 45_000).Draw(t, "how late")})
		}
		slices.SortStableFunc(arrived, func(a, b late) int { return cmp.Compare(a.arrives, b.arrives) })
		var disorder []feed.Event
		for _, a := range arrived {
			disorder = append(disorder, a.Event)
		}
		sameAnswers(t, "in disorder", engineOf(disorder, 3, someQuestions...), engineOf(events, 1000, someQuestions...))
	})
}

func TestStepsDoNotMatterInAWildFeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := wildFeed(t)
		step := metrics.NewEngine(metrics.DefaultRules(), someQuestions...)
		for i := range events {
			step.Fold(&feed.Batch{Events: events[i : i+1]})
			ahead := time.UnixMilli(events[i].Time).Add(time.Duration(rapid.IntRange(0, 7200).Draw(t, "seconds ahead")) * time.Second)
			// Every entry has ended once or still waits, at all times.
			if s := step.Snapshot(rapid.SampledFrom(someQuestions).Draw(t, "question"), ahead); len(s.Feed.Faults) > 0 {
				t.Fatal(s.Feed.Faults)
			}
		}
		sameAnswers(t, "step by step", step, engineOf(events, 1000, someQuestions...))
	})
}
