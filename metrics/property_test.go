package metrics_test

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/feed/simulate"
	"floorboard/metrics"
	"floorboard/metrics/report"
)

// smallDay draws an hour or two of a small floor: everything that happens on a large one happens there.
func smallDay(t *rapid.T) []feed.Event {
	o := simulate.Default()
	o.Seed = rapid.Uint64().Draw(t, "seed")
	o.Agents, o.Queues, o.Hours = rapid.IntRange(2, 9).Draw(t, "agents"), rapid.IntRange(1, 4).Draw(t, "queues"), 1.5
	o.Start = o.Start.Add(3 * time.Hour)
	o.Outage = 0
	var events []feed.Event
	for e := range simulate.Day(o) {
		events = append(events, *e)
	}
	return events
}

var someQuestions = []metrics.Question{
	{Window: "all"}, {Window: "15m"}, {Window: "1h"}, {Window: "today"},
	{Window: "all", Filter: metrics.Filter{Channels: []string{"voice", "chat"}}},
}

// engineOf folds events, some at a time.
func engineOf(events []feed.Event, cut int, qs ...metrics.Question) *metrics.Engine {
	e := metrics.NewEngine(metrics.DefaultRules(), qs...)
	for _, part := range slices.Collect(slices.Chunk(events, cut)) {
		e.Fold(&feed.Batch{Events: part})
	}
	return e
}

// answer is what a program would read.
func answer(t *rapid.T, e *metrics.Engine, q metrics.Question) string {
	var b bytes.Buffer
	if err := report.JSON(&b, e.Snapshot(q, time.Time{})); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sameAnswers(t *rapid.T, what string, got, want *metrics.Engine) {
	t.Helper()
	for _, q := range someQuestions {
		a, b := answer(t, got, q), answer(t, want, q)
		if a != b {
			diff(t, what+", "+q.Window, a, b)
		}
	}
}

// diff fails with the first line in which two reports differ.
func diff(t *rapid.T, what, a, b string) {
	t.Helper()
	al, bl := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(al), len(bl)) {
		if al[i] != bl[i] {
			at := 0
			for at < min(len(al[i]), len(bl[i])) && al[i][at] == bl[i][at] {
				at++
			}
			from := max(0, at-300)
			t.Fatalf("%s: line %d, %.40s …\n got … %.600s\nwant … %.600s", what, i+1, al[i], al[i][from:], bl[i][from:])
		}
	}
	t.Fatalf("%s: %d and %d lines", what, len(al), len(bl))
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		late := make([]int64, len(events))
		for i := range late {
			if i > 0 && events[i].Time == events[i-1].Time {
				late[i] = late[i-1] // events of one instant count in the order of arrival
			} else if rapid.IntRange(0, 4).Draw(t, "is late") == 0 {
				late[i] = rapid.Int64Range(0, 29_000).Draw(t, "how late")
			}
		}
		places := make([]int, len(events))
		for i := range places {
			places[i] = i
		}
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(events[a].Time+late[a], events[b].Time+late[b]) })
		var arrived []feed.Event
		for _, p := range places {
			arrived = append(arrived, events[p])
		}
		sameAnswers(t, "in disorder", engineOf(arrived, 7, someQuestions...), engineOf(events, 1000, someQuestions...))
	})
}

// An agent may have calls that one feed tells of, a log written in order, and chats that another one tells of.
func TestLogInOrderBesideAnotherFeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		both := metrics.NewEngine(metrics.DefaultRules(), someQuestions...)
		for i := range events {
			both.Fold(&feed.Batch{Events: events[i : i+1], Ordered: events[i].Channel == "voice"})
		}
		sameAnswers(t, "in two feeds", both, engineOf(events, 1000, someQuestions...))
	})
}

// base is Monday, 2026-03-02 07:00 UTC.
const base = 1772434800000

func TestRepetitionsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		var twice []feed.Event
		var repeated int64
		for i := range events {
			twice = append(twice, events[i])
			for range rapid.IntRange(0, 2).Draw(t, "again") {
				twice = append(twice, events[rapid.IntRange(max(0, i-40), i).Draw(t, "which")])
				repeated++
			}
		}
		got, want := engineOf(twice, 100, someQuestions...), engineOf(events, 100, someQuestions...)
		if n := got.Snapshot(allTime, time.Time{}).Feed.Duplicates; n != repeated {
			t.Fatalf("%d duplicates, want %d", n, repeated)
		}
		for _, q := range someQuestions {
			a, b := got.Snapshot(q, time.Time{}), want.Snapshot(q, time.Time{})
			a.Feed.Duplicates = 0
			var x, y bytes.Buffer
			_, _ = report.JSON(&x, a), report.JSON(&y, b)
			if x.String() != y.String() {
				t.Fatalf("%s: repetitions changed the numbers", q.Window)
			}
		}
	})
}

func TestLookingOnTheWayChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		step := metrics.NewEngine(metrics.DefaultRules(), someQuestions...)
		for rest := events; len(rest) > 0; {
			n := min(rapid.IntRange(1, 200).Draw(t, "events"), len(rest))
			step.Fold(&feed.Batch{Events: rest[:n]})
			rest = rest[n:]
			ahead := time.UnixMilli(events[len(events)-len(rest)-1].Time).Add(time.Duration(rapid.IntRange(0, 7200).Draw(t, "seconds ahead")) * time.Second)
			for _, q := range someQuestions {
				s := step.Snapshot(q, ahead)
				if len(s.Feed.Faults) > 0 {
					t.Fatal(s.Feed.Faults)
				}
			}
		}
		sameAnswers(t, "step by step", step, engineOf(events, 1000, someQuestions...))
	})
}

// added are KPIs of which a whole is the sum over its queues, its channels or its agents.
var added = []metrics.Key{metrics.Offered, metrics.Answered, metrics.Abandoned, metrics.FlowedOut, metrics.Waiting, metrics.Missed, metrics.Resolved,
	metrics.Reopened, metrics.Transferred, metrics.Escalated, metrics.Complaints, metrics.Sales, metrics.Talk, metrics.Hold, metrics.FirstReply, metrics.Reply}

func TestGroupsSumToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := engineOf(smallDay(t), 500)
		all := e.Snapshot(metrics.Question{Window: "today"}, time.Time{})
		if len(all.Queues) == 0 || len(all.Channels) == 0 {
			t.Skip("nothing happened")
		}
		for _, q := range []metrics.Question{
			{Window: "today"},
			{Window: "today", Filter: metrics.Filter{Queues: []string{all.Queues[0].Name}}},
			{Window: "1h", Filter: metrics.Filter{Channels: []string{all.Channels[0].Name}}},
		} {
			s := e.Snapshot(q, time.Time{})
			for name, groups := range map[string][]metrics.Group{"queues": s.Queues, "channels": s.Channels} {
				for _, k := range added {
					var n int64
					for i := range groups {
						n += groups[i].Value(k).N
					}
					if want := s.Total.Value(k).N; n != want {
						t.Fatalf("%v: %s of all %s is %d, of the whole %d", q, k.Info().Name, name, n, want)
					}
				}
			}
		}
		// Filtering by each queue in turn parts the whole.
		for _, k := range added {
			var n int64
			for i := range all.Queues {
				n += e.Snapshot(metrics.Question{Window: "today", Filter: metrics.Filter{Queues: []string{all.Queues[i].Name}}}, time.Time{}).Total.Value(k).N
			}
			if want := all.Total.Value(k).N; n != want {
				t.Fatalf("%s filtered by each queue is %d, of the whole %d", k.Info().Name, n, want)
			}
		}
	})
}
