package ledger

import (
	"cmp"
	"slices"

	"floorboard/feed"
)

// waitingRoom holds the ops of which the order is not settled yet. The tickets are a binary heap: an event that comes
// late finds its place in a few steps, whatever else waits.
type waitingRoom struct {
	tickets []ticket
	ops     []op // by ticket.place
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

func (w *waitingRoom) len() int { return len(w.tickets) }

func (w *waitingRoom) op(t ticket) *op { return &w.ops[t.place] }

func (w *waitingRoom) put(o *op) {
	t := ticket{at: o.at, arrived: w.arrived}
	w.arrived++
	if n := len(w.free); n > 0 {
		t.place, w.free = w.free[n-1], w.free[:n-1]
		w.ops[t.place] = *o
	} else {
		t.place = uint32(len(w.ops))
		w.ops = append(w.ops, *o)
	}
	w.tickets = append(w.tickets, t)
	w.rise(len(w.tickets) - 1)
}

// remove takes out the i-th ticket; the 0th is the one whose turn it is. Its op is valid until the next put.
func (w *waitingRoom) remove(i int) *op {
	t, n := w.tickets[i], len(w.tickets)-1
	w.tickets[i] = w.tickets[n]
	w.tickets = w.tickets[:n]
	if i < n {
		w.sink(i)
		w.rise(i)
	}
	w.free = append(w.free, t.place)
	return w.op(t)
}

func (w *waitingRoom) rise(i int) {
	t := w.tickets[i]
	for i > 0 {
		above := (i - 1) / 2
		if !t.before(w.tickets[above]) {
			break
		}
		w.tickets[i] = w.tickets[above]
		i = above
	}
	w.tickets[i] = t
}

func (w *waitingRoom) sink(i int) {
	t, n := w.tickets[i], len(w.tickets)
	for {
		below := 2*i + 1
		if below >= n {
			break
		}
		if right := below + 1; right < n && w.tickets[right].before(w.tickets[below]) {
			below = right
		}
		if !w.tickets[below].before(t) {
			break
		}
		w.tickets[i] = w.tickets[below]
		i = below
	}
	w.tickets[i] = t
}

// inOrder returns all tickets as their turns come.
func (w *waitingRoom) inOrder() []ticket {
	list := slices.Clone(w.tickets)
	slices.SortFunc(list, func(a, b ticket) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.arrived, b.arrived)) })
	return list
}

// queuedLater finds among the tickets the queuing that o should have followed, -1 when there is none. A contact that is
// answered and after that queued, for the first time both and while the agent still has it, was stamped by clocks that
// disagree: it was queued first, and how long it waited is not known.
func (l *Ledger) queuedLater(o *op, tickets []ticket) int {
	if o.kind != feed.Answered || o.conv == 0 || l.convs.status[o.conv]&seen != 0 || l.convs.at(o.conv).entered == 0 {
		return -1
	}
	first := -1
	for i, t := range tickets {
		p := l.room.op(t)
		if p.conv != o.conv || first >= 0 && !t.before(tickets[first]) {
			continue
		}
		switch p.kind {
		case feed.Queued, feed.Abandoned, feed.FlowedOut, feed.Transferred, feed.Ended, feed.Resolved, feed.Closed:
			first = i
		}
	}
	if first >= 0 && l.room.op(tickets[first]).kind != feed.Queued {
		return -1
	}
	return first
}
