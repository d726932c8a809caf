package queuelog

// maxOver is how many calls that are over are remembered at least, and half of how many at most.
const maxOver = 1 << 13

// endings remember which queue a call was in that is over, for lines about it that come late. There are few of those, but each call ends:
// to put one of them in its place waits for memory, and so they are put there many at a time, which waits for them all at once.
type endings struct {
	young, old table[queue] // old is full
	last       []ending     // in neither of them yet
	touched    uint64       // without it, the compiler would leave the reading ahead out
}

// ending is a call that is over.
type ending struct {
	hash  uint64 // of its id
	queue *queue // the one it was in last
}

func newEndings() endings {
	return endings{young: newTable[queue](), old: newTable[queue](), last: make([]ending, 0, 64)}
}

// add remembers that a call has ended in a queue. When it ends again, the last time counts.
func (e *endings) add(hash uint64, q *queue) {
	if len(e.last) == cap(e.last) {
		e.store()
	}
	e.last = append(e.last, ending{hash, q})
}

// find returns the queue in which a call has ended, nil when none is remembered.
func (e *endings) find(hash uint64) *queue {
	e.store()
	if q := e.young.get(hash); q != nil {
		return q
	}
	return e.old.get(hash)
}

// store puts the last ones into the young table. When that is full it gets old, and what was old is forgotten.
func (e *endings) store() {
	mask := uint64(len(e.young.slots) - 1)
	for _, l := range e.last {
		e.touched += e.young.slots[l.hash&mask].hash
	}
	for _, l := range e.last {
		if e.young.len >= maxOver {
			e.young, e.old = e.old, e.young
			e.young.clear()
		}
		e.young.put(l.hash, l.queue)
	}
	e.last = e.last[:0]
}
