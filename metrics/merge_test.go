package metrics

import (
	"cmp"
	"fmt"
	"slices"
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
	e.countAll()
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

// describe writes down all that a tally has counted.
func describe(c *tally.Tally) string {
	s := fmt.Sprint(c.Count, c.AvailableMs, c.AnsweredWithin, c.AbandonedWithin, c.ShortAbandoned, fmt.Sprint(c.Threshold()), c.Satisfied, c.CSATSum, c.CESSum, c.Promoters, c.Passives, c.Detractors)
	for _, a := range c.Amounts {
		if a != 0 {
			s += fmt.Sprint(" ", a)
		}
	}
	for i := range c.Spans {
		d := &c.Spans[i]
		q := make([]float64, 3)
		d.Quantiles(percentiles, q)
		s += fmt.Sprintln(d.N, d.Sum, d.Min, d.Max, q)
	}
	return s
}

// Many machines are the merge of their tallies: a feed split over several engines adds up to one engine's. It is split so that
// what belongs together stays together, as on floors that share queues but nobody's agents: a wrap-up ends when its agent
// answers something else.
func TestMergedPartsEqualOneEngine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []feed.Event
		merged, one := map[string]*tally.Tally{}, map[string]*tally.Tally{}
		floors := rapid.IntRange(2, 4).Draw(t, "floors")
		parts := make([][]feed.Event, floors)
		for i := range parts {
			o := simulate.Default()
			o.Seed = rapid.Uint64().Draw(t, "seed")
			o.Agents, o.Queues, o.Hours = rapid.IntRange(2, 9).Draw(t, "agents"), rapid.IntRange(1, 4).Draw(t, "queues"), 1.5
			for e := range simulate.Day(o) {
				own := *e
				for _, name := range []*string{&own.ID, &own.Conversation, &own.Agent, &own.ToAgent, &own.Customer} {
					if *name != "" {
						*name = fmt.Sprint(*name, " of floor ", i)
					}
				}
				parts[i] = append(parts[i], own)
			}
			all = append(all, parts[i]...)
		}
		slices.SortStableFunc(all, func(a, b feed.Event) int { return cmp.Compare(a.Time, b.Time) })
		end := feed.NewEvent(feed.Heartbeat, all[len(all)-1].Time+time.Hour.Milliseconds())
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
