package metrics

import (
	"math"
	"runtime"
	"sync"

	"floorboard/metrics/fact"
	"floorboard/metrics/tally"
)

// sums adds facts up over one stretch of time, for one filter, in groups. Queues and channels share cells; the whole, each
// queue and each channel is a merge of cells.
type sums struct {
	from, to int64 // ms; a fact at from is in, one at to is not
	pos      tally.Position

	cells  [][]*cell // by queue, then channel
	filled []*cell   // all that there are
	agents []*tally.Tally
	topics []*tally.Tally
	stages []*tally.Tally
	sieve  *sieve
	limits func(queue, channel uint16) tally.Limits
	adder  tally.Adder
	lent   []fact.Fact // see lend
}

// cell is what happened in one queue on one channel.
type cell struct {
	tally.Tally
	queue, channel uint16
	limits         tally.Limits
}

// The stretch that has neither beginning nor end.
const (
	always = math.MinInt64
	never  = math.MaxInt64
)

func newSums(s *sieve, limits func(queue, channel uint16) tally.Limits) *sums {
	return &sums{from: always, to: never, sieve: s, limits: limits}
}

// addAll counts the facts that are within the stretch and pass the filter. Those of one event follow each other and mostly count in the
// same tallies.
func (s *sums) addAll(facts []fact.Fact) {
	bounded := s.from != always || s.to != never
	open := s.sieve.open()
	var to tally.Destination
	var last *fact.Fact
	for i := range facts {
		f := &facts[i]
		if bounded && f.Kind == fact.AvailableTime {
			s.available(f)
			continue
		}
		if bounded && (f.At < s.from || f.At >= s.to) || !open && !s.sieve.passes(&f.Key) {
			continue
		}
		if last == nil || last.Key != f.Key {
			s.find(&f.Key, &to)
			last = f
		}
		s.adder.Add(f, &to)
	}
	s.adder.Flush()
}

// find finds where facts of a key count.
func (s *sums) find(k *fact.Key, to *tally.Destination) {
	c := s.cell(k.Queue, k.Channel)
	to.Reset(&c.limits)
	to.Into(&c.Tally)
	if k.Agent != 0 {
		to.Into(at(&s.agents, k.Agent))
	}
	if k.Topic != 0 {
		to.Into(at(&s.topics, uint32(k.Topic)))
	}
	if k.Stage != 0 {
		to.Into(at(&s.stages, uint32(k.Stage)))
	}
}

func (s *sums) count(f *fact.Fact) {
	var to tally.Destination
	s.find(&f.Key, &to)
	to.Add(f)
}

// available counts time in which an agent was available: the part of it within the stretch.
func (s *sums) available(f *fact.Fact) {
	if part, ok := s.within(f); ok {
		s.count(&part)
	}
}

// within returns the part of an available time that lies within the stretch, if it passes the filter.
func (s *sums) within(f *fact.Fact) (part fact.Fact, ok bool) {
	begin, end := max(f.At-f.Value, s.from), min(f.At, s.to)
	part = *f
	part.Value = end - begin
	return part, begin < end && s.sieve.passes(&f.Key)
}

// lend counts an available time that is not over, until reclaim.
func (s *sums) lend(f *fact.Fact) {
	if part, ok := s.within(f); ok {
		s.count(&part)
		s.lent = append(s.lent, part)
	}
}

// reclaim takes back what was lent.
func (s *sums) reclaim() {
	for i := range s.lent {
		part := &s.lent[i]
		s.cell(part.Queue, part.Channel).Lose(part)
		at(&s.agents, part.Agent).Lose(part)
	}
	s.lent = s.lent[:0]
}

func (s *sums) cell(queue, channel uint16) *cell {
	for len(s.cells) <= int(queue) {
		s.cells = append(s.cells, nil)
	}
	row := &s.cells[queue]
	for len(*row) <= int(channel) {
		*row = append(*row, nil)
	}
	c := (*row)[channel]
	if c == nil {
		c = &cell{queue: queue, channel: channel, limits: s.limits(queue, channel)}
		(*row)[channel] = c
		s.filled = append(s.filled, c)
	}
	return c
}

// eachCell calls f for every cell.
func (s *sums) eachCell(f func(*cell)) {
	for _, c := range s.filled {
		f(c)
	}
}

// at returns the tally of a number, made when it is the first time.
func at(list *[]*tally.Tally, id uint32) *tally.Tally {
	for len(*list) <= int(id) {
		*list = append(*list, nil)
	}
	t := (*list)[id]
	if t == nil {
		t = &tally.Tally{}
		(*list)[id] = t
	}
	return t
}

// reset empties the sums and sets a new stretch.
func (s *sums) reset(from, to int64) {
	s.from, s.to, s.pos, s.lent = from, to, tally.Position{}, s.lent[:0]
	s.eachCell(func(c *cell) { c.Reset() })
	for _, list := range [][]*tally.Tally{s.agents, s.topics, s.stages} {
		for _, t := range list {
			if t != nil {
				t.Reset()
			}
		}
	}
}

// catchUp makes the sums those of a stretch, from the log. A stretch that only grows at its end costs what is new; one that
// moved is added up afresh, which happens once a slot.
func (s *sums) catchUp(log *tally.Log, from, to int64) {
	if s.from != from || s.to != to {
		s.reset(from, to)
		s.pos = log.Start()
	}
	parts := 1
	if log.After(s.pos) >= muchLog {
		parts = min(runtime.GOMAXPROCS(0), mostParts)
	}
	s.addParts(log, log.Split(s.pos, parts, from, to))
	s.pos = log.End()
}

const (
	muchLog   = 1 << 17 // facts that are worth being added up by several processors
	mostParts = 8       // more would take longer to merge than they save
)

// addParts adds the parts of the log that begin and end at these places, each on a goroutine of its own.
func (s *sums) addParts(log *tally.Log, places []tally.Position) {
	others := make([]*sums, len(places)-2)
	var adding sync.WaitGroup
	for i := range others {
		others[i] = newSums(s.sieve, s.limits)
		others[i].from, others[i].to = s.from, s.to
		adding.Go(func() { log.Each(places[i+1], places[i+2], s.from, s.to, others[i].addAll) })
	}
	log.Each(places[0], places[1], s.from, s.to, s.addAll)
	adding.Wait()
	for _, o := range others {
		s.merge(o)
	}
}

// merge adds all that o has counted.
func (s *sums) merge(o *sums) {
	for _, c := range o.filled {
		s.cell(c.queue, c.channel).Merge(&c.Tally)
	}
	mergeAll(&s.agents, o.agents)
	mergeAll(&s.topics, o.topics)
	mergeAll(&s.stages, o.stages)
}

func mergeAll(into *[]*tally.Tally, from []*tally.Tally) {
	for id, t := range from {
		if t != nil {
			at(into, uint32(id)).Merge(t)
		}
	}
}

// sieve is a filter in numbers.
type sieve struct {
	queues, channels, teams, agents map[uint32]bool // nil: all pass
}

func newSieve(f Filter, d *fact.Dictionary) *sieve {
	set := func(names *fact.Names, wanted []string) map[uint32]bool {
		if len(wanted) == 0 {
			return nil
		}
		m := map[uint32]bool{}
		for _, w := range wanted {
			m[names.ID(w)] = true
		}
		return m
	}
	return &sieve{set(d.Queue, f.Queues), set(d.Channel, f.Channels), set(d.Team, f.Teams), set(d.Agent, f.Agents)}
}

func (s *sieve) passes(k *fact.Key) bool {
	return (s.queues == nil || s.queues[uint32(k.Queue)]) && (s.channels == nil || s.channels[uint32(k.Channel)]) &&
		(s.teams == nil || s.teams[uint32(k.Team)]) && (s.agents == nil || s.agents[k.Agent])
}

func (s *sieve) open() bool {
	return s.queues == nil && s.channels == nil && s.teams == nil && s.agents == nil
}
