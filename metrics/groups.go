package metrics

import (
	"math"
	"slices"
	"strings"

	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// kind is what a group is a group of.
type kind uint8

// The kinds, from the one that has every KPI to those that have few: read.go goes by this order.
const (
	whole kind = iota
	byQueue
	byChannel
	byAgent
	byTopic
	byStage
)

// groups fills in the KPIs of the whole and of every group.
func (l *look) groups() {
	s := l.s
	n := 1 + l.dict.Queue.Len() + l.dict.Channel.Len() + l.dict.Agent.Len() + l.dict.Topic.Len() + l.dict.Stage.Len()
	if l.hasBefore {
		n *= 2
	}
	l.values = make([]Value, 0, n*int(NumKeys))
	l.parts = make([]float64, 0, n*80)
	s.Total = l.group(whole, "", &l.lives.whole, pick{cells: func(*cell) bool { return true }})
	s.Queues = l.named(byQueue, l.dict.Queue, l.known.queues, l.lives.queues, func(id uint32) pick {
		return pick{cells: func(c *cell) bool { return uint32(c.queue) == id }}
	})
	s.Channels = l.named(byChannel, l.dict.Channel, l.known.channels, l.lives.channels, func(id uint32) pick {
		return pick{cells: func(c *cell) bool { return uint32(c.channel) == id }}
	})
	s.Topics = l.named(byTopic, l.dict.Topic, l.known.topics, l.lives.topics, func(id uint32) pick {
		return pick{one: func(m *sums) *tally.Tally { return one(m.topics, id) }}
	})
	s.Stages = l.named(byStage, l.dict.Stage, l.known.stages, l.lives.stages, func(id uint32) pick {
		return pick{one: func(m *sums) *tally.Tally { return one(m.stages, id) }}
	})
	s.Agents = l.agentGroups()
	l.judge()
	scoreAgents(s, l.rules)
	flagComplaints(s)
	l.journey()
}

// pick says where a group's tally is: in one place, or the merge of some cells.
type pick struct {
	cells func(*cell) bool
	one   func(*sums) *tally.Tally // nil when nothing was counted
}

func one(list []*tally.Tally, id uint32) *tally.Tally {
	if int(id) < len(list) {
		return list[id]
	}
	return nil
}

// named makes the groups of one dimension, sorted by name. With a filter, only groups of which something passes it are shown.
func (l *look) named(of kind, names *fact.Names, known []bool, lives []live, picker func(id uint32) pick) []Group {
	var groups []Group
	for id := uint32(1); int(id) < max(len(known), len(lives)); id++ {
		var now live
		if int(id) < len(lives) {
			now = lives[id]
		}
		if !now.any() && (int(id) >= len(known) || !known[id]) {
			continue
		}
		g := l.group(of, names.Name(id), &now, picker(id))
		if l.sieve.open() || now.any() || g.counted {
			groups = append(groups, g)
		}
	}
	slices.SortFunc(groups, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return groups
}

// group reads the KPIs of one group.
func (l *look) group(of kind, name string, now *live, p pick) Group {
	t := l.tally(p, l.view.now, l.view.extra)
	g := Group{Name: name, Values: l.read(t, of, name, now), counted: t.Counted()}
	if l.history && of <= byChannel {
		g.Spreads = spreadsOf(t)
	}
	if l.hasBefore {
		g.Before = l.read(l.tally(p, l.view.before, l.view.extraBefore), of, name, &live{})
		for _, k := range ofNow {
			g.Before[k] = Value{Head: math.NaN(), Has: g.Before[k].Has}
		}
	}
	return g
}

// ofNow are the KPIs of the instant. Of the window before, nobody knows them any more.
var ofNow = [...]Key{Waiting, LongestWait, Open, Agents}

// tally returns the tally of a group: what is settled and what is not yet. It is valid until the next call.
func (l *look) tally(p pick, settled, unsettled *sums) *tally.Tally {
	l.scratch.Reset()
	if p.one == nil {
		merge := func(c *cell) {
			if p.cells(c) {
				l.scratch.Merge(&c.Tally)
			}
		}
		settled.eachCell(merge)
		unsettled.eachCell(merge)
		return &l.scratch
	}
	a, b := p.one(settled), p.one(unsettled)
	switch {
	case a != nil && (b == nil || b.OnlyTime()): // most agents at most looks: spare the merge
		if b != nil {
			l.shallow = *a
			l.shallow.AvailableMs += b.AvailableMs
			return &l.shallow
		}
		return a
	case a != nil:
		l.scratch.Merge(a)
	}
	if b != nil {
		l.scratch.Merge(b)
	}
	return &l.scratch
}

func (l *look) read(t *tally.Tally, of kind, name string, now *live) []Value {
	r := l.reading(t, of, now)
	begin := len(l.values)
	for k := range table {
		v := table[k].read(&r)
		v.Level = l.level(Key(k), of, name, v)
		l.values = append(l.values, v)
	}
	l.parts = r.arena
	return l.values[begin:len(l.values):len(l.values)]
}

func (l *look) reading(t *tally.Tally, of kind, now *live) reading {
	return reading{t: t, live: now, of: of, now: l.at, rules: l.rules, seen: &l.ledger.Carried, currencies: l.currencies, arena: l.parts}
}

func (l *look) level(k Key, of kind, name string, v Value) Level {
	if !v.Known() {
		return LevelUnknown
	}
	queue, channel := "", ""
	switch of {
	case byQueue:
		queue = name
	case byChannel:
		channel = name
	}
	if queue == "" && channel == "" {
		if !l.targeted[k] {
			return LevelUnknown
		}
		return l.targets[k].LevelOf(v.Head, table[k].Better)
	}
	t, ok := l.rules.TargetFor(k, queue, channel)
	if !ok {
		return LevelUnknown
	}
	return t.LevelOf(v.Head, table[k].Better)
}

// agentGroups makes the groups of the agents, sorted by name.
func (l *look) agentGroups() []Group {
	infos, here := map[uint32]*Agent{}, map[uint32]bool{}
	l.ledger.EachAgent(func(a ledger.Agent) {
		here[a.ID] = l.sieve.passes(&fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: a.ID})
		infos[a.ID] = &Agent{Team: l.dict.Team.Name(uint32(a.Team)), State: a.State, Since: l.time(a.Since), Reason: l.dict.Reason.Name(uint32(a.Reason)),
			Queue: l.dict.Queue.Name(uint32(a.Queue)), Channel: l.dict.Channel.Name(uint32(a.Channel))}
	})
	var groups []Group
	for id := uint32(1); int(id) < l.dict.Agent.Len(); id++ {
		var now live
		if int(id) < len(l.lives.agents) {
			now = l.lives.agents[id]
		}
		if !here[id] && !now.any() && !l.view.now.hasAgent(id) && !l.view.extra.hasAgent(id) {
			continue
		}
		g := l.group(byAgent, l.dict.Agent.Name(id), &now, pick{one: func(m *sums) *tally.Tally { return one(m.agents, id) }})
		if !here[id] && !now.any() && !g.counted {
			continue // only passed by
		}
		if g.Agent = infos[id]; g.Agent == nil {
			g.Agent = &Agent{Team: l.dict.Team.Name(uint32(l.ledger.TeamOf(id)))}
		}
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return groups
}

func (s *sums) hasAgent(id uint32) bool { return int(id) < len(s.agents) && s.agents[id] != nil }
