package metrics

import (
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
	numKinds
)

// groups fills in the KPIs of the whole and of every group.
func (l *look) groups() {
	s, now, before := l.s, l.view.inWindow, l.view.inBefore
	s.Total = l.merged(whole, "", place{}, &l.lives.whole, &now.whole, &before.whole)
	s.Queues = l.named(l.dict.Queue, l.met.queues, l.lives.queues, func(id uint32, name string, live *live) Group {
		return l.merged(byQueue, name, place{queue: uint16(id)}, live, entry(&now.queues, id), entry(&before.queues, id))
	})
	s.Channels = l.named(l.dict.Channel, l.met.channels, l.lives.channels, func(id uint32, name string, live *live) Group {
		return l.merged(byChannel, name, place{channel: uint16(id)}, live, entry(&now.channels, id), entry(&before.channels, id))
	})
	s.Topics = l.named(l.dict.Topic, l.met.topics, l.lives.topics, func(id uint32, name string, live *live) Group {
		return l.counted(byTopic, name, place{}, live, func(s *side) (*single, *tally.Tally, *tally.Tally) {
			return entry(&s.topics, id), one(s.settled.topics, id), one(s.unsettled.topics, id)
		})
	})
	s.Stages = l.named(l.dict.Stage, l.met.stages, l.lives.stages, func(id uint32, name string, live *live) Group {
		return l.counted(byStage, name, place{}, live, func(s *side) (*single, *tally.Tally, *tally.Tally) {
			return entry(&s.stages, id), one(s.settled.stages, id), one(s.unsettled.stages, id)
		})
	})
	l.agentGroups()
	l.judge()
	mates := l.mates
	if mates == nil {
		mates = s.Agents
	}
	l.scoreAgents(mates)
	flagComplaints(s.Agents, mates)
	l.journey()
}

// named makes the groups of one dimension, sorted by name. With a filter, only groups of which something passes it are shown.
func (l *look) named(names *fact.Names, known []bool, lives []live, group func(id uint32, name string, now *live) Group) []Group {
	var groups []Group
	for id := uint32(1); int(id) < max(len(known), len(lives)); id++ {
		now := l.liveOf(lives, id)
		if !now.any() && (int(id) >= len(known) || !known[id]) {
			continue
		}
		g := group(id, names.Name(id), now)
		if l.sieve.open() || now.any() || g.counted {
			groups = append(groups, g)
		}
	}
	slices.SortFunc(groups, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return groups
}

// merged makes the group of the whole, a queue or a channel. What it counts over the window hardly ever stays the same.
func (l *look) merged(of kind, name string, at place, now *live, m, before *merged) Group {
	targets := l.targetsAt(at)
	read := l.read(&m.tally, asking{of: of, targets: targets, now: now})
	g := Group{Name: name, Values: read.values, Late: now.late, counted: read.counted}
	if l.history {
		g.Spreads = spreadsOf(&m.tally)
	}
	if l.hasBefore {
		g.Before = l.past(before, asking{of: of, targets: targets, now: &l.nobody, before: true})
	}
	return g
}

// counted makes the group of an agent, a topic or a stage; find tells what is known of it on a side.
func (l *look) counted(of kind, name string, at place, now *live, find func(*side) (last *single, settled, unsettled *tally.Tally)) Group {
	targets := l.targetsAt(at)
	last, settled, unsettled := find(l.view.inWindow)
	read := l.single(last, l.view.inWindow, asking{of: of, targets: targets, now: now}, settled, unsettled)
	g := Group{Name: name, Values: read.values, counted: read.counted}
	if l.hasBefore {
		last, settled, unsettled = find(l.view.inBefore)
		g.Before = l.single(last, l.view.inBefore, asking{of: of, targets: targets, now: &l.nobody, before: true}, settled, unsettled).values
	}
	return g
}

// agentGroups makes the groups of the agents, sorted by name.
func (l *look) agentGroups() {
	n := l.dict.Agent.Len() // more may become known meanwhile, to who prepares the next events
	seen, infos := make([]ledger.Agent, n), make([]Agent, 0, n)
	l.ledger.EachAgent(func(a ledger.Agent) { seen[a.ID] = a })
	l.s.Agents = make([]Group, 0, n)
	for _, id := range l.view.agentsByName(l.dict.Agent, n) {
		a, now := &seen[id], l.liveOf(l.lives.agents, id)
		here := a.ID != 0 && l.sieve.passes(&fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: id})
		if !here && !now.any() && !l.view.now.hasAgent(id) && !l.view.extra.hasAgent(id) {
			continue
		}
		g := l.counted(byAgent, l.dict.Agent.Name(id), place{a.Queue, a.Channel}, now, func(s *side) (*single, *tally.Tally, *tally.Tally) {
			return entry(&s.agents, id), one(s.settled.agents, id), one(s.unsettled.agents, id)
		})
		if !here && !now.any() && !g.counted {
			continue // only passed by
		}
		infos = append(infos, l.agent(a, id))
		g.Agent = &infos[len(infos)-1]
		l.s.Agents = append(l.s.Agents, g)
		l.team = append(l.team, l.view.inWindow.agents[id])
	}
}

// agent is what is known of an agent; of one that was only spoken of, the team.
func (l *look) agent(a *ledger.Agent, id uint32) Agent {
	if a.ID == 0 {
		return Agent{Team: l.dict.Team.Name(uint32(l.ledger.TeamOf(id)))}
	}
	return Agent{Team: l.dict.Team.Name(uint32(a.Team)), State: a.State, Since: l.time(a.Since), Reason: l.dict.Reason.Name(uint32(a.Reason)),
		Queue: l.dict.Queue.Name(uint32(a.Queue))}
}

// agentsByName returns the numbers of agents below n, sorted by name.
func (v *view) agentsByName(names *fact.Names, n int) []uint32 {
	if len(v.byName) != n-1 {
		v.byName = v.byName[:0]
		for id := uint32(1); int(id) < n; id++ {
			v.byName = append(v.byName, id)
		}
		slices.SortFunc(v.byName, func(a, b uint32) int { return strings.Compare(names.Name(a), names.Name(b)) })
	}
	return v.byName
}
