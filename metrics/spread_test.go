package metrics_test

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
)

// A spread holds each case once, its median is where half of the cases are, and the queues add up to the whole.
func TestSpreadsHoldAllCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		q := metrics.Question{Window: "today"}
		s := engineOf(events, 500).Snapshot(q, time.Time{})
		for _, k := range []metrics.Key{metrics.Wait, metrics.FirstReply, metrics.Reply} {
			var queues metrics.Spread
			check := func(g *metrics.Group) *metrics.Spread {
				spread, v := g.Spread(k), g.Value(k)
				var n int64
				middle := -1
				for i, c := range spread {
					if n += c; middle < 0 && 2*n >= v.N {
						middle = i
					}
				}
				if n != v.N {
					t.Fatalf("%s of %q: %d in the spread, of %d", k.Info().Name, g.Name, n, v.N)
				}
				from := 0.0
				if middle > 0 {
					from = metrics.StepEnd(middle - 1)
				}
				if p50 := v.Part(metrics.PartP50); n > 0 && (p50 < 0.98*from || p50 > 1.02*metrics.StepEnd(middle)) {
					t.Fatalf("%s of %q: the median %v is not in step %d of %v", k.Info().Name, g.Name, p50, middle, *spread)
				}
				return spread
			}
			total := check(&s.Total)
			for i := range s.Queues {
				for step, c := range check(&s.Queues[i]) {
					queues[step] += c
				}
			}
			for i := range s.Channels {
				check(&s.Channels[i])
			}
			if queues != *total {
				t.Fatalf("%s: the queues add up to %v, the whole is %v", k.Info().Name, queues, *total)
			}
		}
		if len(s.Agents) > 0 && s.Agents[0].Spread(metrics.Wait) != nil || s.Total.Spread(metrics.Talk) != nil {
			t.Fatal("a spread that nobody keeps")
		}
		if engineOf(events, 500, q).Snapshot(q, time.Time{}).Total.Spread(metrics.Wait) != nil {
			t.Fatal("a spread without a board")
		}
	})
}

func TestStepsAscend(t *testing.T) {
	for i := 1; i < metrics.SpreadSteps; i++ {
		if metrics.StepEnd(i) <= metrics.StepEnd(i-1) {
			t.Errorf("step %d ends at %v s, the one before it at %v s", i, metrics.StepEnd(i), metrics.StepEnd(i-1))
		}
	}
	if metrics.StepEnd(0) != 1 || !math.IsInf(metrics.StepEnd(metrics.SpreadSteps-1), 1) {
		t.Error("the steps begin or end elsewhere")
	}
}

// Waits of whole seconds are in the step that ends with them.
func TestSpreadOfWholeSeconds(t *testing.T) {
	e := metrics.NewEngine(metrics.DefaultRules())
	var events []feed.Event
	for i, wait := range []int64{0, 1000, 2000, 20_000, 21_000, 60_000, 100_000_000} {
		a := feed.NewEvent(feed.Answered, base)
		a.Conversation, a.Queue, a.Channel, a.Wait = string(rune('a'+i)), "billing", "voice", wait
		events = append(events, a)
	}
	e.Fold(&feed.Batch{Events: events})
	got := e.Snapshot(allTime, time.Time{}).Queues[0].Spread(metrics.Wait)
	want := metrics.Spread{0: 2, 1: 1, 7: 1, 8: 1, 10: 1, 23: 1}
	if *got != want {
		t.Errorf("got %v, want %v", *got, want)
	}
}
