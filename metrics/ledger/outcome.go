package ledger

import (
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
	l.emit(fact.Resolved, key, o.at, 0)
	if c.is(clockRuns) {
		if ms := l.span(c.clock.ms(), o.at); ms >= 0 {
			l.emit(fact.Resolution, key, o.at, ms)
		}
	}
	if c.segments == 1 && !c.is(transferred|escalated|reopened) {
		c.set(firstContact)
		r := l.convs.rest(o.conv)
		r.solved, r.won = o.at, key
		l.emit(fact.FirstContact, key, o.at, 1)
	}
	l.keep(o, c)
}

func (l *Ledger) reopen(o *op, c *conv) {
	l.emit(fact.Reopened, l.keyAt(o, c), o.at, 0)
	if c.is(firstContact) {
		r := l.convs.rest(o.conv)
		l.emit(fact.FirstContact, r.won, r.solved, -1)
	}
	c.unset(firstContact | resolved | replied | owesWrapUp)
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
