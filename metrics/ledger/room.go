package ledger

import (
	"cmp"
	"slices"

	"floorboard/feed"
)

// waitingRoom holds the ops of which the order is not settled yet. Nearly all come in order and stand in line. Those that
// come late wait apart, in a binary heap, where each finds its place in a few steps, whatever else waits.
type waitingRoom struct {
	line    []ticket // in order, from head on
	head    int
	late    []ticket // a heap
	ops     []op     // by ticket.place
	free    []uint32
	arrived uint64
}

// ticket says whose turn comes before whose.
type ticket struct {
	at      int64
	arrived uint64 // equal times: as they arrived
	place   uint32
}

func (t ticket) before(u ticket) bool { return t.at < u.at || t.at == u.at && t.arrived < u.arrived }

func (w *waitingRoom) len() int { return len(w.line) - w.head + len(w.late) }

func (w *waitingRoom) op(t ticket) *op { return &w.ops[t.place] }

func (w *waitingRoom) put(o *op) (place uint32) {
	t := ticket{at: o.at, arrived: w.arrived}
	w.arrived++
	if n := len(w.free); n > 0 {
		t.place, w.free = w.free[n-1], w.free[:n-1]
		w.ops[t.place] = *o
	} else {
		t.place = uint32(len(w.ops))
		w.ops = append(w.ops, *o)
	}
	if n := len(w.line); n > w.head && t.before(w.line[n-1]) {
		w.late = append(w.late, t)
		w.rise(len(w.late) - 1)
		return t.place
	}
	if w.head > 1024 && w.head > len(w.line)/2 {
		w.line = w.line[:copy(w.line, w.line[w.head:])]
		w.head = 0
	}
	w.line = append(w.line, t)
	return t.place
}

// take hands out the op of a place before its turn, which then comes to nothing.
func (w *waitingRoom) take(place uint32) op {
	o := w.ops[place]
	w.ops[place] = op{at: o.at, typ: feed.Heartbeat}
	return o
}

// first returns the ticket whose turn it is. There must be one.
func (w *waitingRoom) first() ticket {
	if w.head == len(w.line) || len(w.late) > 0 && w.late[0].before(w.line[w.head]) {
		return w.late[0]
	}
	return w.line[w.head]
}

// call takes out the op whose turn it is. It is valid until the next put.
func (w *waitingRoom) call() *op {
	t := w.first()
	if w.head < len(w.line) && w.line[w.head] == t {
		w.head++
	} else {
		w.leave(0)
	}
	w.free = append(w.free, t.place)
	return w.op(t)
}

// remove takes out an op before its turn. It is valid until the next put.
func (w *waitingRoom) remove(t ticket) *op {
	if i := slices.Index(w.line[w.head:], t); i >= 0 {
		copy(w.line[w.head+1:], w.line[w.head:w.head+i]) // it stands near the head
		w.head++
	} else {
		w.leave(slices.Index(w.late, t))
	}
	w.free = append(w.free, t.place)
	return w.op(t)
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

// inOrder returns all tickets as their turns come.
func (w *waitingRoom) inOrder() []ticket {
	list := slices.Concat(w.line[w.head:], w.late)
	if len(w.late) > 0 {
		slices.SortFunc(list, func(a, b ticket) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.arrived, b.arrived)) })
	}
	return list
}

// maxSkew is by how much, in ms, clocks may disagree that stamp one contact. It is well under the lateness bound, so that by the
// time an event is settled it is known whether they do.
const maxSkew = 10_000

// lookedThrough bounds how many tickets are looked through for one of the same contact.
const lookedThrough = 1 << 14

// queuedLater finds among the tickets, in the order of turns and in that of a heap, the queuing that o should have followed.
// A contact that is answered and soon after that queued, for the first time both and while the agent still has it, was stamped by
// clocks that disagree: it was queued first, and how long it waited is not known.
func (l *Ledger) queuedLater(o *op, line, late []ticket) (t ticket, ok bool) {
	if o.typ != feed.Answered || o.conv == 0 || l.convs.status[o.conv]&seen != 0 {
		return ticket{}, false
	}
	return l.findQueued(o, line, late)
}

func (l *Ledger) findQueued(o *op, line, late []ticket) (t ticket, ok bool) {
	queued := l.convs.at(o.conv).entered.ms()
	if queued == 0 || queued > o.at+maxSkew {
		return ticket{}, false
	}
	for _, list := range [...][]ticket{line, late} {
		for _, u := range list[:min(len(list), lookedThrough)] {
			p := l.room.op(u)
			if u.at > queued || p.conv != o.conv || ok && !u.before(t) {
				continue
			}
			switch p.typ {
			case feed.Queued, feed.Abandoned, feed.FlowedOut, feed.Transferred, feed.Ended, feed.Resolved, feed.Closed:
				t, ok = u, true
			}
		}
	}
	return t, ok && l.room.op(t).typ == feed.Queued
}
