package metrics

import (
	"fmt"
	"hash/fnv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/feed/simulate"
	"floorboard/metrics/fact"
	"floorboard/metrics/tally"
)

// tallies returns the tallies of an engine by the names of what they are of.
func tallies(e *Engine, into map[string]*tally.Tally) {
	add := func(name string, t *tally.Tally) {
		if into[name] == nil {
			into[name] = &tally.Tally{}
		}
		into[name].Merge(t)
	}
	now := e.views[0].now
	now.eachCell(func(c *cell) {
		add("cell "+e.dict.Queue.Name(uint32(c.queue))+"/"+e.dict.Channel.Name(uint32(c.channel)), &c.Tally)
	})
	for what, list := range map[string][]*tally.Tally{"agent": now.agents, "topic": now.topics, "stage": now.stages} {
		names := map[string]*fact.Names{"agent": e.dict.Agent, "topic": e.dict.Topic, "stage": e.dict.Stage}[what]
		for id, t := range list {
			if t != nil {
				add(what+" "+names.Name(uint32(id)), t)
			}
		}
	}
}

// describe writes down all that a tally has counted, but for what no conversation knows by itself: how long agents were
// available, when a wrap-up was cut short by another contact, and whether a customer came on another channel before.
func describe(t *tally.Tally) string {
	c := *t
	c.Count[fact.AvailableTime], c.Count[fact.Switched] = 0, 0
	s := fmt.Sprint(c.Count, c.AnsweredWithin, c.AbandonedWithin, c.ShortAbandoned, c.Threshold, c.Satisfied, c.CSATSum, c.CESSum, c.Promoters, c.Passives, c.Detractors)
	for _, a := range c.Amounts {
		if a != 0 {
			s += fmt.Sprint(" ", a)
		}
	}
	for i := range c.Spans {
		d := &c.Spans[i]
		if tally.Span(i) == tally.WrapUp {
			continue
		}
		q := make([]float64, 3)
		d.Quantiles(percentiles, q)
		s += fmt.Sprintln(d.N, d.Sum, d.Min, d.Max, q)
	}
	return s
}

// Many machines are the merge of their tallies: a feed split by conversation over several engines adds up to one engine's.
func TestMergedPartsEqualOneEngine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := simulate.Default()
		o.Seed = rapid.Uint64().Draw(t, "seed")
		o.Agents, o.Queues, o.Hours = rapid.IntRange(2, 9).Draw(t, "agents"), rapid.IntRange(1, 4).Draw(t, "queues"), 1.5
		parts := make([][]feed.Event, rapid.IntRange(2, 4).Draw(t, "parts"))
		var all []feed.Event
		for e := range simulate.Day(o) {
			all = append(all, *e)
			if e.Conversation == "" {
				for i := range parts { // what is said of agents concerns all
					parts[i] = append(parts[i], *e)
				}
				continue
			}
			h := fnv.New32a()
			h.Write([]byte(e.Conversation))
			i := h.Sum32() % uint32(len(parts))
			parts[i] = append(parts[i], *e)
		}
		end := feed.NewEvent(feed.Heartbeat, all[len(all)-1].Time+time.Hour.Milliseconds())
		merged, one := map[string]*tally.Tally{}, map[string]*tally.Tally{}
		for _, p := range parts {
			e := NewEngine(DefaultRules(), Question{Window: "all"})
			e.Fold(&feed.Batch{Events: append(p, end)})
			tallies(e, merged)
		}
		e := NewEngine(DefaultRules(), Question{Window: "all"})
		e.Fold(&feed.Batch{Events: append(all, end)})
		tallies(e, one)
		for name, want := range one {
			got := merged[name]
			if got == nil {
				got = &tally.Tally{}
			}
			if a, b := describe(got), describe(want); a != b {
				t.Fatalf("%s\n got %s\nwant %s", name, a, b)
			}
		}
	})
}
