package metrics

import (
	"math"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// Snapshot answers a question at an instant; the zero instant is that of the newest event. The snapshot is the caller's.
func (e *Engine) Snapshot(q Question, now time.Time) *Snapshot {
	at := e.ledger.Last
	if !now.IsZero() {
		at = now.UnixMilli()
	}
	v := e.view(q)
	e.seq++
	v.used = e.seq
	l := &look{Engine: e, view: v, at: at, stretch: stretchOf(q.Window, at, e.rules)}
	e.ledger.Look(at, l.take)
	return l.s
}

// look is one answer in the making.
type look struct {
	*Engine
	*view
	at int64
	stretch
	s *Snapshot

	lives     lives
	targets   [NumKeys]Target // of groups that are neither a queue nor a channel
	targeted  [NumKeys]bool
	scratch   tally.Tally
	shallow   tally.Tally // shares its distributions with another one: only read
	values    []Value     // where values are cut from
	parts     []float64   // where their parts are cut from
	unsettled []fact.Fact
}

// take builds the snapshot while the ledger stands at the look's instant.
func (l *look) take(unsettled []fact.Fact) {
	l.unsettled = unsettled
	for k := range table {
		l.targets[k], l.targeted[k] = l.rules.TargetFor(Key(k), "", "")
	}
	l.sum()
	l.gather()
	l.s = &Snapshot{
		Seq: l.seq, AsOf: l.time(l.at), Filter: l.q.Filter, Feed: l.feed(), Rules: l.rules,
		Window: Window{Name: l.q.Window, To: l.time(l.at)}, Comments: l.said(),
	}
	if l.from != always {
		l.s.Window.From = l.time(l.from)
	}
	for i := 1; i < l.dict.Currency.Len(); i++ {
		l.s.Currencies = append(l.s.Currencies, l.dict.Currency.Name(uint32(i)))
	}
	l.groups()
	l.s.Cases = l.cases()
	if l.history {
		l.curves()
	}
	l.s.Feed.Faults = l.faults()
}

// time is an instant in the board's zone; the zero time where there was no event yet to take it from.
func (l *look) time(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	if l.rules.Zone == nil {
		return time.UnixMilli(ms).UTC()
	}
	return time.UnixMilli(ms).In(l.rules.Zone)
}

// sum brings the sums of the window and of the one before it up to date.
func (l *look) sum() {
	v := l.view
	if !v.standing {
		v.now.catchUp(l.log, l.from, never)
	}
	v.extra.reset(l.from, never)
	if l.hasBefore {
		v.before.catchUp(l.log, l.beforeFrom, l.beforeTo)
		v.extraBefore.reset(l.beforeFrom, l.beforeTo)
	}
	for i := range l.unsettled {
		f := &l.unsettled[i]
		l.known.mark(&f.Key)
		v.extra.add(f)
		if l.hasBefore {
			v.extraBefore.add(f)
		}
	}
	l.ledger.EachAgent(func(a ledger.Agent) { // who is available now has been so since
		if a.State != feed.Available {
			return
		}
		f := fact.Fact{Kind: fact.AvailableTime, At: l.at, Value: max(l.at-a.Since, 0), Key: fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: a.ID}}
		v.extra.add(&f)
		if l.hasBefore {
			v.extraBefore.add(&f)
		}
	})
}

func (l *look) feed() Feed {
	st := &l.ledger.Stats
	f := Feed{
		Events: st.Events, Rejected: st.Rejected, Duplicates: st.Duplicates, OutOfOrder: st.OutOfOrder, UnknownTypes: st.UnknownTypes,
		Expired: st.Expired, Open: l.ledger.Conversations(), Rate: l.ledger.Rate(l.at), Rejects: slices.Clone(l.rejects),
	}
	if st.Events > 0 {
		f.First, f.Last = l.time(st.First), l.time(st.Last)
	}
	for _, s := range l.sources {
		f.Sources = append(f.Sources, SourceStatus{Status: s, Word: s.State.String()})
	}
	return f
}

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
	return reading{t: t, live: now, of: of, now: l.at, rules: l.rules, seen: &l.ledger.Carried, currencies: len(l.s.Currencies), arena: l.parts}
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

// minForMedian is how many resolutions a stage needs before its median says something.
const minForMedian = 5

func (l *look) journey() {
	longest := 0.0
	for i := range l.s.Stages {
		if v := l.s.Stages[i].Values[Resolution]; v.N >= minForMedian && v.Part(PartP50) > longest {
			longest, l.s.Journey.Bottleneck = v.Part(PartP50), l.s.Stages[i].Name
		}
	}
	count := func(c *cell) { l.s.Journey.Switched += c.Count[fact.Switched] }
	l.view.now.eachCell(count)
	l.view.extra.eachCell(count)
}

// faults checks what must always hold: every entry ended once, or is still waiting. It can be checked over all time, and not
// of some agents: who waits has none.
func (l *look) faults() []string {
	if l.q.Window != "all" || !l.standing || l.late || l.sieve.agents != nil || l.sieve.teams != nil {
		return nil
	}
	var out []string
	check := func(what string, g *Group) {
		n := func(k Key) int64 { return g.Values[k].N }
		if off := n(Offered) - n(Answered) - n(Abandoned) - n(FlowedOut) - n(Waiting); off != 0 {
			out = append(out, fault(what, off))
		}
	}
	check("the whole", &l.s.Total)
	for i := range l.s.Queues {
		check("queue "+l.s.Queues[i].Name, &l.s.Queues[i])
	}
	for i := range l.s.Channels {
		check("channel "+l.s.Channels[i].Name, &l.s.Channels[i])
	}
	return out
}
