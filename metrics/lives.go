package metrics

import (
	"time"

	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
)

// lives are the live numbers of all groups.
type lives struct {
	whole                            live
	queues, channels, topics, stages []live
	agents                           []live
	cells                            map[place]cellNow
	dueSoon                          int64 // promises
}

// soon is how far ahead those who may still keep a promise look.
const soon = time.Hour

// cellNow is what is so now in one queue on one channel.
type cellNow struct {
	live
	threshold int64 // of its service level, ms
}

// liveOf returns the live numbers of a group; they are only read.
func (l *look) liveOf(list []live, id uint32) *live {
	if int(id) < len(list) {
		return &list[id]
	}
	return &l.nobody
}

func (v *live) any() bool { return *v != live{} }

// gather counts what is so now: who waits, what is open, what the agents do, what was promised.
func (l *look) gather() {
	l.lives.reset()
	l.ledger.EachOpen(func(c *ledger.Conversation) {
		if !l.sieve.passes(&c.Key) {
			return
		}
		here := place{c.Key.Queue, c.Key.Channel}
		cell, met := l.lives.cells[here]
		if !met {
			cell.threshold = l.limits(here.queue, here.channel).Threshold
		}
		late := c.Waiting && l.at-c.Entered > cell.threshold
		cell.count(c, late)
		l.lives.cells[here] = cell
		l.lives.each(&c.Key, func(v *live) { v.count(c, late) })
	})
	l.ledger.EachPromise(func(key fact.Key, due int64, broken bool) {
		if l.sieve.passes(&key) {
			if !broken && due <= l.at+soon.Milliseconds() {
				l.lives.dueSoon++
			}
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

// reset empties the numbers and keeps their room.
func (ls *lives) reset() {
	ls.whole, ls.dueSoon = live{}, 0
	for _, list := range []*[]live{&ls.queues, &ls.channels, &ls.topics, &ls.stages, &ls.agents} {
		*list = (*list)[:0]
	}
	if ls.cells == nil {
		ls.cells = map[place]cellNow{}
	}
	clear(ls.cells)
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

// count adds an open conversation; a late one waits for longer than the threshold where it is.
func (v *live) count(c *ledger.Conversation, late bool) {
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
	if late {
		v.late++
	}
}
