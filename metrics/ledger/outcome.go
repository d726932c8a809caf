package ledger

import (
	"slices"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

func (l *Ledger) resolve(o *op, c *conv) {
	if c.is(resolved) {
		return
	}
	if l.over(o, c, false) {
		c.set(owesWrapUp)
	}
	c.servedBy(o.agent)
	c.set(resolved)
	l.shut(o)
	key := l.keyAt(o, c)
	took := int64(fact.Unknown)
	if c.is(clockRuns) {
		took = l.span(c.clock.ms(), o.at)
	}
	l.emit(fact.Resolved, key, o.at, took)
	if c.segments == 1 && !c.is(transferred|escalated|reopened) {
		l.solvedAtFirst(o, c, key)
	}
	l.keep(o, c)
}

// solution is a first contact resolution: when it was, and where it was counted.
type solution struct {
	at  int64
	key fact.Key
}

// solvedAtFirst counts a resolution at first contact, and remembers it, because a reopening takes it back.
func (l *Ledger) solvedAtFirst(o *op, c *conv, key fact.Key) {
	r := l.convs.rest(o.conv)
	var earlier []solution
	if c.is(firstContact) { // queued since, and resolved without another segment
		earlier = l.earlier[o.conv]
		if l.journal != nil {
			earlier = slices.Clip(earlier) // the journal still holds the list
		}
		earlier = append(earlier, r.solved)
	}
	l.setEarlier(o.conv, earlier)
	c.set(firstContact)
	r.solved = solution{o.at, key}
	l.emit(fact.FirstContact, key, o.at, 1)
}

// takeBack takes back the first contact resolutions that were counted for a conversation, but for those that are final by now.
func (l *Ledger) takeBack(h handle, c *conv, now int64) {
	if !c.is(firstContact) {
		return
	}
	c.unset(firstContact)
	for _, s := range append([]solution{l.convs.rest(h).solved}, l.earlier[h]...) {
		if now-s.at <= l.opt.Recontact {
			l.emit(fact.FirstContact, s.key, s.at, -1)
		}
	}
}

// setEarlier notes the first contact resolutions of a conversation before its last one. Hardly any has one.
func (l *Ledger) setEarlier(h handle, list []solution) {
	was := l.earlier[h]
	if was == nil && list == nil {
		return
	}
	if l.journal != nil {
		l.journal.solutions(h, was)
	}
	setList(l.earlier, h, list)
}

// setList makes a list the one of a conversation; nil is none.
func setList[T any](of map[handle][]T, h handle, list []T) {
	if list == nil {
		delete(of, h)
	} else {
		of[h] = list
	}
}

func (l *Ledger) reopen(o *op, c *conv) {
	l.emit(fact.Reopened, l.keyAt(o, c), o.at, 0)
	l.takeBack(o.conv, c, o.at)
	c.unset(resolved | replied | owesWrapUp)
	c.set(reopened | clockRuns)
	c.clock.set(o.at)
	c.asked.set(0)
	l.convs.status[o.conv] |= open
}

// remark counts what is said about a conversation from outside. It opens nothing; about one that was never seen
// it counts with what it carries, and about one that has expired where that was.
func (l *Ledger) remark(o *op, c *conv) {
	var about conv
	if c != nil {
		if l.convs.status[o.conv]&seen != 0 {
			c.place(o)
		}
		about = *c
	}
	about.place(o)
	key := l.keyAt(o, &about)
	switch o.typ {
	case feed.Surveyed:
		l.emit(fact.Surveyed, key, o.at, 0)
	case feed.Complained:
		l.emit(fact.Complaint, key, o.at, 0)
	case feed.Sold:
		l.emit(fact.Sale, key, o.at, o.first)
		if o.first != feed.NoAmount {
			l.facts[len(l.facts)-1].Aux = o.currency
		}
	case feed.Rated:
		l.emit(fact.Rated, key, o.at, 0)
		for _, r := range [...]struct {
			kind  fact.Kind
			score int8
		}{{fact.CSAT, o.csat}, {fact.NPS, o.nps}, {fact.CES, o.ces}} {
			if r.score >= 0 {
				l.emit(r.kind, key, o.at, int64(r.score))
			}
		}
	}
}
