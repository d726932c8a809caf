package ledger

import (
	"cmp"
	"slices"

	"floorboard/feed"
)

// waitingRoom holds the ops of which the order is not settled yet. Nearly all come in order and stand in line. Those that
// come late wait apart, in a binary heap, where each finds its place in a few steps, whatever else waits.
type waitingRoom struct {
	line       []op // a ring; its length is a power of two
	head, tail place
	late       []ticket // a heap
	apart      []op     // those that come late
	free       []place  // among them
	arrived    uint64   // how many came late
}

// place is where an op waits: its number in the line, counted from the first that ever stood there, or, above, one apart.
type place uint64

const apart place = 1 << 46 // a place and one fit into an instant, see conv.held

// ticket says whose turn comes before whose among those who wait apart.
type ticket struct {
	at      int64
	arrived uint64 // equal times: as they arrived
	place   place
}

func (t ticket) before(u ticket) bool { return t.at < u.at || t.at == u.at && t.arrived < u.arrived }

func (w *waitingRoom) len() int { return int(w.tail-w.head) + len(w.late) }

func (w *waitingRoom) op(p place) *op {
	if p >= apart {
		return &w.apart[p-apart]
	}
	return &w.line[p&place(len(w.line)-1)]
}

func (w *waitingRoom) put(o *op) place {
	if w.tail > w.head && o.at < w.op(w.tail-1).at {
		return w.putApart(o)
	}
	if int(w.tail-w.head) == len(w.line) {
		w.lengthen()
	}
	p := w.tail
	w.tail++
	*w.op(p) = *o
	return p
}

func (w *waitingRoom) lengthen() {
	longer := waitingRoom{line: make([]op, max(2*len(w.line), 64))}
	for p := w.head; p < w.tail; p++ {
		*longer.op(p) = *w.op(p)
	}
	w.line = longer.line
}

func (w *waitingRoom) putApart(o *op) place {
	p := apart + place(len(w.apart))
	if n := len(w.free); n > 0 {
		p, w.free = w.free[n-1], w.free[:n-1]
		*w.op(p) = *o
	} else {
		w.apart = append(w.apart, *o)
	}
	w.late = append(w.late, ticket{o.at, w.arrived, p})
	w.arrived++
	w.rise(len(w.late) - 1)
	return p
}

// take hands out the op of a place before its turn, which then comes to nothing.
func (w *waitingRoom) take(p place) op {
	o := *w.op(p)
	*w.op(p) = op{at: o.at, typ: feed.Heartbeat}
	return o
}

// lateFirst says whether it is the turn of one who waits apart. At equal times whoever stands in line was there first, or would have come
// late as well.
func (w *waitingRoom) lateFirst() bool {
	return len(w.late) > 0 && (w.head == w.tail || w.late[0].at < w.op(w.head).at)
}

// first returns the op whose turn it is. There must be one.
func (w *waitingRoom) first() *op {
	if w.lateFirst() {
		return w.op(w.late[0].place)
	}
	return w.op(w.head)
}

// call takes out the op whose turn it is. It is valid until the next put.
func (w *waitingRoom) call() *op {
	if !w.lateFirst() {
		w.head++
		return w.op(w.head - 1)
	}
	p := w.late[0].place
	w.leave(0)
	w.free = append(w.free, p)
	return w.op(p)
}

// leave takes the i-th ticket out of the heap.
func (w *waitingRoom) leave(i int) {
	n := len(w.late) - 1
	w.late[i] = w.late[n]
	w.late = w.late[:n]
	if i < n {
		w.sink(i)
		w.rise(i)
	}
}

func (w *waitingRoom) rise(i int) {
	t := w.late[i]
	for i > 0 {
		above := (i - 1) / 2
		if !t.before(w.late[above]) {
			break
		}
		w.late[i] = w.late[above]
		i = above
	}
	w.late[i] = t
}

func (w *waitingRoom) sink(i int) {
	t, n := w.late[i], len(w.late)
	for {
		below := 2*i + 1
		if below >= n {
			break
		}
		if right := below + 1; right < n && w.late[right].before(w.late[below]) {
			below = right
		}
		if !w.late[below].before(t) {
			break
		}
		w.late[i] = w.late[below]
		i = below
	}
	w.late[i] = t
}

// inOrder returns all places as their turns come.
func (w *waitingRoom) inOrder() []place {
	late := slices.SortedFunc(slices.Values(w.late), func(a, b ticket) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.arrived, b.arrived))
	})
	list := make([]place, 0, w.len())
	for p := w.head; p < w.tail; p++ {
		for len(late) > 0 && late[0].at < w.op(p).at {
			list, late = append(list, late[0].place), late[1:]
		}
		list = append(list, p)
	}
	for _, t := range late {
		list = append(list, t.place)
	}
	return list
}

// maxSkew is by how much, in ms, clocks may disagree that stamp one contact. It is well under the lateness bound, so that by the
// time an event is settled it is known whether they do.
const maxSkew = 10_000

// lookedThrough bounds how many ops are looked through for one of the same contact.
const lookedThrough = 1 << 14

// skewed says whether o may be stamped by another clock than the queuing of its contact, and until when that is to be looked for.
// A contact that is answered and soon after that queued, for the first time both and while the agent still has it, was queued first,
// and how long it waited is not known.
func (l *Ledger) skewed(o *op) (until int64, ok bool) {
	if o.typ != feed.Answered || o.conv == 0 || l.convs.status[o.conv]&seen != 0 {
		return 0, false
	}
	queued := l.convs.at(o.conv).entered.ms()
	return queued, queued != 0 && queued <= o.at+maxSkew
}

// decides says whether an op tells, if it is the first that does, whether a contact is still to be queued: by being the queuing.
func (o *op) decides(conv handle, until int64) bool {
	if o.conv != conv || o.at > until {
		return false
	}
	switch o.typ {
	case feed.Queued, feed.Abandoned, feed.FlowedOut, feed.Transferred, feed.Ended, feed.Resolved, feed.Closed:
		return true
	}
	return false
}

// queuedLater finds the queuing that o should have followed, among all that wait.
func (l *Ledger) queuedLater(o *op) (p place, ok bool) {
	until, ok := l.skewed(o)
	if !ok {
		return 0, false
	}
	w := &l.room
	first, found := ticket{}, false
	for p, end := w.head, min(w.tail, w.head+lookedThrough); p < end && !found && w.op(p).at <= until; p++ {
		if u := w.op(p); u.decides(o.conv, until) {
			first, found = ticket{at: u.at, place: p}, true
		}
	}
	for _, t := range w.late[:min(len(w.late), lookedThrough)] {
		if w.op(t.place).decides(o.conv, until) && (!found || t.at < first.at || first.place >= apart && t.before(first)) {
			first, found = t, true
		}
	}
	return first.place, found && w.op(first.place).typ == feed.Queued
}

// queuedAmong does so among turns in their order, and returns which of them it is.
func (l *Ledger) queuedAmong(o *op, turns []place) (i int, ok bool) {
	until, ok := l.skewed(o)
	if !ok {
		return 0, false
	}
	i = slices.IndexFunc(turns[:min(len(turns), lookedThrough)], func(p place) bool { return l.room.op(p).decides(o.conv, until) })
	return i, i >= 0 && l.room.op(turns[i]).typ == feed.Queued
}
