package ledger

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// maxEarly bounds the events that are held back. So many are no slip of a clock: it is another one.
const maxEarly = 1000

// early are the events of a time that has not come yet. Taken as they come, one of them would make all others late ones, break every
// promise and let everything expire that is open.
type early struct {
	horizon int64 // events after it are early
	trusted bool  // so many were early that they are taken as they come
	held    []earlyEvent
}

// earlyEvent is what Take knows of an event.
type earlyEvent struct {
	op
	hashes
	conversation string
}

// SetHorizon says how far ahead, in Unix ms, the time of an event may be. Those after it are held back until the horizon has come to them.
// Where all are, it is the horizon that is wrong: when it is set anew and no other has come, they are taken, and none is held back as long
// as the newest of those taken is after it.
func (l *Ledger) SetHorizon(at int64) {
	l.early.horizon = at
	l.setBound()
	if l.Events == 0 && len(l.early.held) > 0 {
		l.takeEarly(math.MaxInt64)
	} else if slices.ContainsFunc(l.early.held, func(e earlyEvent) bool { return e.op.at <= at }) {
		l.takeEarly(at)
	}
}

// Early returns how many events are held back, and the time of the one that comes first, Unix ms.
func (l *Ledger) Early() (n int, first int64) {
	first = math.MaxInt64
	for i := range l.early.held {
		first = min(first, l.early.held[i].op.at)
	}
	return len(l.early.held), first
}

// setBound makes one bound of the limit and the horizon, so that nearly every event is compared with one number only.
func (l *Ledger) setBound() { l.bound = min(l.limit, l.early.horizon) }

// isEarly says whether an event of this time, which is after the bound, is to be held back.
func (l *Ledger) isEarly(at int64) bool {
	return at > l.early.horizon && !l.early.trusted && (l.Events == 0 || l.Last <= l.early.horizon)
}

// hold holds an event back.
func (l *Ledger) hold(o *op, known hashes, conversation *string) {
	e := &l.early
	e.held = append(e.held, earlyEvent{*o, known, strings.Clone(*conversation)})
	if len(e.held) > maxEarly {
		e.trusted = true
		l.takeEarly(math.MaxInt64)
	}
}

// takeEarly takes what was held back up to an instant, in order.
func (l *Ledger) takeEarly(until int64) {
	l.goBack()
	e := &l.early
	slices.SortStableFunc(e.held, func(a, b earlyEvent) int { return cmp.Compare(a.op.at, b.op.at) })
	due := 0
	for due < len(e.held) && e.held[due].op.at <= until {
		due++
	}
	now := slices.Clone(e.held[:due])
	e.held = slices.Delete(e.held, 0, due)
	trusted := e.trusted
	e.trusted = true // for now: or they would be held back again
	for i := range now {
		l.take(&now[i].op, now[i].hashes, 0, &now[i].conversation, false)
	}
	e.trusted = trusted
}
