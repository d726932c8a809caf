package metrics

import (
	"fmt"
	"slices"
	"strings"

	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// lives are the live numbers of all groups.
type lives struct {
	whole                            live
	queues, channels, topics, stages []live
	agents                           []live
	cells                            map[place]live
}

func (v *live) any() bool { return *v != live{} }

// gather counts what is so now: who waits, what is open, what the agents do, what was promised.
func (l *look) gather() {
	l.lives = lives{cells: map[place]live{}}
	l.ledger.EachOpen(func(c *ledger.Conversation) {
		if l.sieve.passes(&c.Key) {
			l.lives.each(&c.Key, func(v *live) { v.count(c) })
			here := place{c.Key.Queue, c.Key.Channel}
			v := l.lives.cells[here]
			v.count(c)
			l.lives.cells[here] = v
		}
	})
	l.ledger.EachPromise(func(key fact.Key, broken bool) {
		if l.sieve.passes(&key) {
			l.lives.each(&key, func(v *live) {
				if broken {
					v.overdue++
				} else {
					v.promisesOpen++
				}
			})
		}
	})
	l.ledger.EachAgent(func(a ledger.Agent) {
		key := fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: a.ID}
		if l.sieve.passes(&key) {
			l.lives.each(&key, func(v *live) { v.states[a.State]++ })
		}
	})
}

// each calls f for the live numbers of every group that the key belongs to.
func (ls *lives) each(k *fact.Key, f func(*live)) {
	f(&ls.whole)
	in := func(list *[]live, id uint32) {
		if id == 0 {
			return
		}
		for len(*list) <= int(id) {
			*list = append(*list, live{})
		}
		f(&(*list)[id])
	}
	in(&ls.queues, uint32(k.Queue))
	in(&ls.channels, uint32(k.Channel))
	in(&ls.topics, uint32(k.Topic))
	in(&ls.stages, uint32(k.Stage))
	in(&ls.agents, k.Agent)
}

func (v *live) count(c *ledger.Conversation) {
	if c.Open {
		v.open++
	}
	if !c.Waiting {
		return
	}
	if v.waiting == 0 || c.Entered < v.oldest {
		v.oldest = c.Entered
	}
	v.waiting++
}

func fault(what string, off int64) string {
	return fmt.Sprintf("%s: offered - answered - abandoned - flowed out - waiting = %d, and must be 0", what, off)
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
