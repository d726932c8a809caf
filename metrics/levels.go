package metrics

import (
	"cmp"
	"math"

	"floorboard/metrics/fact"
)

// A queue often serves several channels, and a mail may wait where a call may not. So a KPI that has targets of its own for some
// queue or channel is judged where both are known, each cell against its own target; a queue, a channel and the whole are as bad as
// the worst of their cells.

// aims are the targets of the rules, looked up once for each place.
type aims struct {
	rules *Rules
	dict  *fact.Dictionary
	split [NumKeys]bool // whether a queue or a channel has a target of its own
	at    map[place]*targets
}

// targets are those of all KPIs in one place.
type targets [NumKeys]struct {
	Target
	set bool
}

func newAims(r *Rules, d *fact.Dictionary) *aims {
	a := &aims{rules: r, dict: d, at: map[place]*targets{}}
	for _, t := range r.Targets {
		if t.Queue != "" || t.Channel != "" {
			a.split[t.KPI] = true
		}
	}
	return a
}

// targetsAt returns the targets of a queue on a channel; 0 is any.
func (l *look) targetsAt(p place) *targets {
	a := l.view.aims
	t := a.at[p]
	if t == nil {
		t = &targets{}
		queue, channel := a.dict.Queue.Name(uint32(p.queue)), a.dict.Channel.Name(uint32(p.channel))
		for i := range a.rules.Targets {
			if rule := &a.rules.Targets[i]; rule.holds(queue, channel) { // later ones win, as in TargetFor
				t[rule.KPI].Target, t[rule.KPI].set = rule.Target, true
			}
		}
		a.at[p] = t
	}
	return t
}

// judge sets the levels of KPIs that must be judged cell by cell. An agent was judged by the targets of the place where it was
// last seen.
func (l *look) judge() {
	if l.view.terms.partial {
		return
	}
	for p := range l.lives.cells {
		l.view.inWindow.cell(p) // who waits in one where nothing was counted counts too
	}
	queues, channels := byName(l.s.Queues), byName(l.s.Channels)
	for _, c := range l.view.inWindow.cells {
		now := l.lives.cells[c.place].live
		if !now.any() && c.tally.AvailableMs == 0 && !c.tally.Counted() {
			continue // it was there in another window
		}
		heads := l.heads(c, &now)
		q, ch := l.dict.Queue.Name(uint32(c.queue)), l.dict.Channel.Name(uint32(c.channel))
		targets := l.targetsAt(c.place)
		for k, split := range l.view.aims.split {
			v, t := heads[k], targets[k]
			if !split || !t.set || !v.Known() {
				continue
			}
			level := t.LevelOf(v.Head, table[k].Better)
			var judged *Judgement
			if level >= LevelWarn || Key(k) == LongestWait {
				judged = &Judgement{Queue: q, Channel: ch, Head: v.Head, N: v.N, Limit: t.Limit(max(level, LevelWarn)), Target: t.Target}
			}
			for _, g := range []*Group{&l.s.Total, queues[q], channels[ch]} {
				if g != nil {
					g.Values[k].worsen(level, judged)
				}
			}
		}
	}
}

// heads reads the KPIs that are judged cell by cell.
func (l *look) heads(c *merged, now *live) []Value {
	fresh := c.heads == nil || c.readFrom != c.version || c.terms != l.view.terms
	if c.heads == nil {
		c.heads = make([]Value, NumKeys)
	}
	c.readFrom, c.terms = c.version, l.view.terms
	r := l.reading(&c.tally, whole, now)
	r.arena = l.aside[:0]
	for k, split := range l.view.aims.split {
		if split && (fresh || moves[k]) {
			c.heads[k] = table[k].read(r)
			c.heads[k].Parts, r.arena = nil, r.arena[:0] // nobody wants them
		}
	}
	l.aside = r.arena
	return c.heads
}

// worsen takes the level of a part of the group into account. While all is fine no part is named, but the one that waits longest: its target is the
// one to show beside the wait.
func (v *Value) worsen(level Level, judged *Judgement) {
	if level < LevelWarn && judged != nil && judged.Head != v.Head {
		judged = nil
	}
	if level > v.Level || level == v.Level && judged != nil && (v.Judged == nil || judged.worse(v.Judged)) {
		v.Level, v.Judged = level, judged
	}
}

// worse says whether j, of two parts of the same level, is the one to name.
func (j *Judgement) worse(o *Judgement) bool {
	return cmp.Or(cmp.Compare(o.excess(), j.excess()), cmp.Compare(j.Queue, o.Queue), cmp.Compare(j.Channel, o.Channel)) < 0
}

// excess is how far the part is beyond its limit, as a share of it.
func (j *Judgement) excess() float64 { return math.Abs(j.Head-j.Limit) / math.Abs(j.Limit) }

func byName(groups []Group) map[string]*Group {
	m := make(map[string]*Group, len(groups))
	for i := range groups {
		m[groups[i].Name] = &groups[i]
	}
	return m
}
