package ledger

import (
	"cmp"
	"container/heap"

	"floorboard/metrics/fact"
)

// promise is a resolution promised by a time.
type promise struct {
	due    int64
	key    fact.Key // where the conversation was when it was broken
	broken bool
}

// due says when a promise of a conversation must be looked at.
type due struct {
	at    int64
	conv  handle
	index uint32 // in the conversation's list
}

type dueHeap []due

func (h dueHeap) Len() int { return len(h) }
func (h dueHeap) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(h[i].at, h[j].at), cmp.Compare(h[i].conv, h[j].conv), cmp.Compare(h[i].index, h[j].index)) < 0
}
func (h dueHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *dueHeap) Push(x any)   { *h = append(*h, x.(due)) }
func (h *dueHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// promises are all that are not kept: open ones and broken ones that are unresolved.
type promises struct {
	of   map[handle][]promise
	next dueHeap
}

func (l *Ledger) promised(o *op, c *conv) {
	key := l.keyAt(o, c)
	l.emit(fact.PromiseMade, key, o.at, 0)
	if c.is(resolved) { // before it was promised
		l.emit(fact.PromiseKept, key, o.at, 0)
		return
	}
	c.set(hasPromise)
	list := l.promisesOf(o.conv)
	l.promises.of[o.conv] = append(list, promise{due: o.first, key: key})
	l.addDue(due{o.first, o.conv, uint32(len(list))})
}

// keep settles the promises of a conversation that was just resolved. One that was taken for broken, because the
// event comes late, was kept after all.
func (l *Ledger) keep(o *op, c *conv) {
	if !c.is(hasPromise) {
		return
	}
	for _, p := range l.promises.of[o.conv] {
		key := l.keyAt(o, c)
		switch {
		case o.at > p.due && !p.broken:
			l.emit(fact.PromiseBroken, key, p.due, 1)
		case o.at <= p.due && p.broken:
			l.emit(fact.PromiseBroken, p.key, p.due, -1)
			l.emit(fact.PromiseKept, key, o.at, 0)
		case o.at <= p.due:
			l.emit(fact.PromiseKept, key, o.at, 0)
		}
	}
	l.promisesOf(o.conv)
	delete(l.promises.of, o.conv)
	c.unset(hasPromise)
}

// breakPromises counts as broken what was due before now. It is called for every event and mostly has nothing to do.
func (l *Ledger) breakPromises(now int64) {
	if l.promises.overdue(now) {
		l.breakOverdue(now)
	}
}

// overdue says whether something was due before now.
func (p *promises) overdue(now int64) bool { return len(p.next) > 0 && p.next[0].at < now }

func (l *Ledger) breakOverdue(now int64) {
	for l.promises.overdue(now) {
		d := l.takeDue()
		l.about = d.conv
		list := l.promisesOf(d.conv)
		if int(d.index) >= len(list) || list[d.index].due != d.at || list[d.index].broken {
			continue // kept meanwhile
		}
		p, c := &list[d.index], l.convs.at(d.conv)
		p.key, p.broken = l.keyOf(c, c.agent), true
		l.emit(fact.PromiseBroken, p.key, p.due, 1)
	}
}

// promisesOf returns the promises of a conversation, to be changed.
func (l *Ledger) promisesOf(h handle) []promise {
	list := l.promises.of[h]
	if l.journal != nil {
		list = l.journal.promise(h, list)
		if list != nil {
			l.promises.of[h] = list
		}
	}
	return list
}

func (l *Ledger) addDue(d due) {
	if l.journal != nil {
		l.journal.copyDues(l.promises.next)
	}
	heap.Push(&l.promises.next, d)
}

func (l *Ledger) takeDue() due {
	if l.journal != nil {
		l.journal.copyDues(l.promises.next)
	}
	return heap.Pop(&l.promises.next).(due)
}
