package ledger

import (
	"container/heap"

	"floorboard/metrics/fact"
)

// promise is a resolution promised by a time.
type promise struct {
	due    int64
	key    fact.Key // where the conversation was when it was broken
	broken bool
}

// due says when the promises of a conversation must be looked at.
type due struct {
	at   int64
	conv handle
}

type dueHeap []due

func (h dueHeap) Len() int { return len(h) }
func (h dueHeap) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].conv < h[j].conv
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
	l.setPromises(o.conv, append(l.promises.of[o.conv][:len(l.promises.of[o.conv]):len(l.promises.of[o.conv])], promise{due: o.first, key: key}))
	l.addDue(due{o.first, o.conv})
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
	l.setPromises(o.conv, nil)
	c.unset(hasPromise)
}

// breakPromises counts as broken what was due before now.
func (l *Ledger) breakPromises(now int64) {
	for len(l.promises.next) > 0 && l.promises.next[0].at < now {
		d := l.takeDue()
		l.about = d.conv
		list := l.promises.of[d.conv]
		for i, p := range list {
			if p.broken || p.due != d.at {
				continue
			}
			c := l.convs.at(d.conv)
			p.key, p.broken = l.keyOf(c, c.key.Agent), true
			list = append(append(list[:i:i], p), list[i+1:]...)
			l.setPromises(d.conv, list)
			l.emit(fact.PromiseBroken, p.key, p.due, 1)
		}
	}
}

func (l *Ledger) setPromises(h handle, list []promise) {
	if l.journal != nil {
		l.journal.promise(h, l.promises.of[h])
	}
	if len(list) == 0 {
		delete(l.promises.of, h)
		return
	}
	l.promises.of[h] = list
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
