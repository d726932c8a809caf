package metrics

import (
	"floorboard/metrics/fact"
	"floorboard/metrics/tally"
)

// side is one of the two stretches of a question, the window or the one before it: its sums, and what they merge to. From look
// to look only what was counted in is merged anew.
//
//	settled ──┐
//	          ├─► cells ─► queues, channels ─► the whole
//	unsettled ┘
type side struct {
	settled, unsettled *sums

	at                     map[place]*merged
	cells                  []*merged // the same, in the order in which they were met
	queues, channels       []*merged // by number; 0 is none
	whole                  merged
	agents, topics, stages []*single // by number
}

// place is a queue and a channel.
type place struct{ queue, channel uint16 }

// merged is the tally of a cell, settled and not, or of several cells.
type merged struct {
	place
	tally tally.Tally
	parts []*merged // what it is the merge of; nil of a cell

	unsettled uint64  // of a cell: a sum over its facts that are not settled
	was       stamp   // of a cell: when it was merged
	version   uint64  // grows whenever more changed than available time
	heads     []Value // of a cell: see judge
	readFrom  uint64  // the version that the answer or the heads were read from
	answer
}

// single is a group that is counted in one place: an agent, a topic or a stage.
type single struct {
	unsettled uint64 // a sum over its facts that are not settled
	was       stamp  // when it was read
	answer

	score []ScorePart // of an agent
	raw   float64
}

// stamp tells the contents of tallies apart, but for available time. What is settled is added to for good, and each fact moves a
// count; what is not settled yet may become something else with the same counts.
type stamp struct {
	from, to  int64
	counts    [fact.NumKinds]int64
	unsettled uint64
}

func stampOf(s *sums, t *tally.Tally, unsettled uint64) stamp {
	out := stamp{from: s.from, to: s.to, unsettled: unsettled}
	if t != nil {
		out.counts = t.Count
		out.counts[fact.AvailableTime] = 0
	}
	return out
}

func newSide(settled, unsettled *sums) *side {
	return &side{settled: settled, unsettled: unsettled, at: map[place]*merged{}}
}

// cell returns what is merged of a cell, made when it is the first time.
func (s *side) cell(p place) *merged {
	c := s.at[p]
	if c == nil {
		c = &merged{place: p}
		s.at[p] = c
		s.cells = append(s.cells, c)
		queue, channel := entry(&s.queues, uint32(p.queue)), entry(&s.channels, uint32(p.channel))
		queue.parts, channel.parts = append(queue.parts, c), append(channel.parts, c)
	}
	return c
}

// entry returns the entry of a number, made when it is the first time.
func entry[T any](list *[]*T, id uint32) *T {
	for len(*list) <= int(id) {
		*list = append(*list, nil)
	}
	if (*list)[id] == nil {
		(*list)[id] = new(T)
	}
	return (*list)[id]
}

// unmark forgets what was not settled at the last look.
func (s *side) unmark() {
	for _, c := range s.cells {
		c.unsettled = 0
	}
	for _, list := range [][]*single{s.agents, s.topics, s.stages} {
		for _, g := range list {
			if g != nil {
				g.unsettled = 0
			}
		}
	}
}

func (s *side) markAll(facts []fact.Fact) {
	for i := range facts {
		s.mark(&facts[i])
	}
}

// mark notes for all of its groups that a fact is there which is not settled.
func (s *side) mark(f *fact.Fact) {
	if f.Kind == fact.AvailableTime || f.At < s.unsettled.from || f.At >= s.unsettled.to || !s.unsettled.sieve.passes(&f.Key) {
		return
	}
	h := mix(mix(mix(uint64(f.Kind)<<8|uint64(f.Aux))^uint64(f.Value)) ^ (uint64(f.Queue)<<16 | uint64(f.Channel)))
	s.cell(place{f.Queue, f.Channel}).unsettled += h
	for _, g := range [...]struct {
		list *[]*single
		id   uint32
	}{{&s.agents, f.Agent}, {&s.topics, uint32(f.Topic)}, {&s.stages, uint32(f.Stage)}} {
		if g.id != 0 {
			entry(g.list, g.id).unsettled += h
		}
	}
}

// mix makes a hash of a number: the finalizer of SplitMix64 (Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators",
// OOPSLA 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// merge brings the cells, queues, channels and the whole up to date.
func (s *side) merge() {
	known := func(c *cell) { s.cell(place{c.queue, c.channel}) }
	s.settled.eachCell(known)
	s.unsettled.eachCell(known)
	for _, c := range s.cells {
		a, b := s.settled.peek(c.place), s.unsettled.peek(c.place)
		if now := stampOf(s.settled, a, c.unsettled); now != c.was {
			c.was = now
			c.version++
			add(&c.tally, a, b)
		}
		c.tally.AvailableMs = available(a) + available(b)
	}
	for _, list := range [][]*merged{s.queues, s.channels} {
		for _, g := range list {
			if g != nil {
				g.merge()
			}
		}
	}
	s.whole.parts = s.whole.parts[:0]
	for _, g := range s.channels {
		if g != nil {
			s.whole.parts = append(s.whole.parts, g)
		}
	}
	s.whole.merge()
}

// merge merges the parts, if any of them has changed.
func (m *merged) merge() {
	version, ms := uint64(0), int64(0)
	for _, p := range m.parts {
		version += p.version
		ms += p.tally.AvailableMs
	}
	if version != m.version {
		m.version = version
		m.tally.Reset()
		for _, p := range m.parts {
			m.tally.Merge(&p.tally)
		}
	}
	m.tally.AvailableMs = ms
}

// add makes t the merge of two tallies, each of which may be nil.
func add(t, a, b *tally.Tally) {
	t.Reset()
	if a != nil {
		t.Merge(a)
	}
	if b != nil {
		t.Merge(b)
	}
}

func available(t *tally.Tally) int64 {
	if t == nil {
		return 0
	}
	return t.AvailableMs
}

// peek returns the tally of a cell, nil when there is none.
func (s *sums) peek(p place) *tally.Tally {
	if int(p.queue) >= len(s.cells) || int(p.channel) >= len(s.cells[p.queue]) || s.cells[p.queue][p.channel] == nil {
		return nil
	}
	return &s.cells[p.queue][p.channel].Tally
}

func (s *sums) hasAgent(id uint32) bool { return int(id) < len(s.agents) && s.agents[id] != nil }

// one returns the tally of a number, nil when nothing was counted.
func one(list []*tally.Tally, id uint32) *tally.Tally {
	if int(id) < len(list) {
		return list[id]
	}
	return nil
}
