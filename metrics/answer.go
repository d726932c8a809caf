package metrics

import (
	"math"
	"slices"

	"floorboard/feed"
	"floorboard/metrics/tally"
)

// answer is what was read of a group over one stretch. It holds for the next look too, unless something was counted since, and
// snapshots share it: once published, it is never written to.
type answer struct {
	values    []Value
	counted   bool // whether anything was
	look      uint64
	available int64
	live      live
	targets   *targets
	terms     *terms
}

// terms are what all answers of a view depend on, beside what was counted. When they change, everything is read anew.
type terms struct {
	carried    [feed.NumTypes]bool
	currencies int
	partial    bool // what is there is still being read: nothing has a level
}

// asking is what a group's KPIs are read with.
type asking struct {
	of      kind
	targets *targets
	now     *live
	before  bool // over the window before: nothing is known of its instant any more
}

// ofNow are the KPIs of the instant. Of the window before, nobody knows them any more.
var ofNow = [...]Key{Waiting, LongestWait, Open, Agents}

// moves are the KPIs that may change although nothing was counted but available time.
var moves = [NumKeys]bool{Waiting: true, LongestWait: true, Promises: true, Open: true, Agents: true, Occupancy: true}

// single answers for a group that is counted in one place.
func (l *look) single(g *single, s *side, a asking, settled, unsettled *tally.Tally) *answer {
	now, ms := stampOf(s.settled, settled, g.unsettled), available(settled)+available(unsettled)
	if now != g.was || g.values == nil || g.targets != a.targets || g.terms != l.view.terms {
		g.was = now
		t := &l.scratch
		switch {
		case unsettled == nil || !unsettled.Counted() && settled != nil: // most agents at most looks: spare the merge
			t = l.sharing(settled, ms)
		case settled == nil:
			t = unsettled
		default:
			add(t, settled, unsettled)
		}
		g.answer = l.read(t, a)
		return &g.answer
	}
	if g.available != ms || g.live != *a.now || a.of != byAgent && a.now.waiting > 0 {
		l.refresh(&g.answer, l.sumsOf(settled, unsettled), a)
	}
	return &g.answer
}

// sharing returns a tally that shares the distributions of t, with another available time.
func (l *look) sharing(t *tally.Tally, availableMs int64) *tally.Tally {
	l.shallow = tally.Tally{}
	if t != nil {
		l.shallow = *t
	}
	l.shallow.AvailableMs = availableMs
	return &l.shallow
}

// sumsOf returns the counts and sums of two tallies, without their distributions.
func (l *look) sumsOf(a, b *tally.Tally) *tally.Tally {
	t := l.sharing(a, available(a)+available(b))
	if b == nil {
		return t
	}
	for k, n := range b.Count {
		t.Count[k] += n
	}
	for i := range b.Spans {
		t.Spans[i].Sum += b.Spans[i].Sum
	}
	return t
}

// past answers for a merged group over the window before.
func (l *look) past(m *merged, a asking) []Value {
	if m.values == nil || m.readFrom != m.version || m.available != m.tally.AvailableMs || m.terms != l.view.terms {
		m.answer, m.readFrom = l.read(&m.tally, a), m.version
	}
	return m.values
}

// read reads all KPIs.
func (l *look) read(t *tally.Tally, a asking) answer {
	r := l.reading(t, a.of, a.now)
	r.arena = make([]float64, 0, l.room[a.of])
	values := make([]Value, NumKeys)
	for k := range table {
		v := table[k].read(r)
		v.Level = l.level(Key(k), &a, &v)
		values[k] = v
	}
	l.room[a.of] = max(l.room[a.of], len(r.arena))
	if a.before {
		blank(values)
	}
	return answer{values: values, counted: t.Counted(), look: l.seq, available: t.AvailableMs, live: *a.now, targets: a.targets, terms: l.view.terms}
}

// refresh reads again what moves although nothing was counted.
func (l *look) refresh(g *answer, t *tally.Tally, a asking) {
	l.own(g)
	r := l.reading(t, a.of, a.now)
	r.arena = make([]float64, 0, len(PromiseBook.Parts()))
	for k, moving := range moves {
		if moving {
			g.values[k] = table[k].read(r)
			g.values[k].Level = l.level(Key(k), &a, &g.values[k])
		}
	}
	if a.before {
		blank(g.values)
	}
	g.available, g.live = t.AvailableMs, *a.now
}

// own makes the values those of this look alone, so that they may be written to.
func (l *look) own(g *answer) {
	if g.look != l.seq {
		g.values, g.look = slices.Clone(g.values), l.seq
	}
}

func blank(values []Value) {
	for _, k := range ofNow {
		values[k] = Value{Head: math.NaN(), Has: values[k].Has}
	}
}

// reading is valid until the next call.
func (l *look) reading(t *tally.Tally, of kind, now *live) *reading {
	f := &l.q.Filter
	taken := of == byAgent || f.ofPeople()
	l.r = reading{t: t, live: now, of: of, taken: taken, now: l.at, rules: l.rules, seen: &l.view.terms.carried, currencies: l.currencies}
	return &l.r
}

// level is how a value stands to its target. Where that must be judged cell by cell, judge does it. Half a log is not judged: by the clock of
// now, whoever waits at its middle has waited since then.
func (l *look) level(k Key, a *asking, v *Value) Level {
	t := &a.targets[k]
	if l.view.terms.partial || !v.Known() || !t.set || a.of <= byChannel && l.view.aims.split[k] {
		return LevelUnknown
	}
	return t.LevelOf(v.Head, table[k].Better)
}
