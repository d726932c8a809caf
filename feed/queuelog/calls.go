package queuelog

import "strings"

// Bounds of the state, so that a log that loses its ends, or a hostile one, cannot fill the memory.
const (
	maxActive  = 1 << 16 // calls that wait or talk; beyond it the oldest is given up
	maxAliases = 1 << 10
)

// phase is where a call is.
type phase uint8

const (
	done phase = iota
	waiting
	talking
)

// call is one that waits or talks. A caller's channel is in one queue at a time, so it has one phase, in one queue.
type call struct {
	id      []byte // the memory of which is used again, and so nobody may keep it
	hash    uint64 // of the id
	queue   *queue // that it is in
	agent   *agent // who talks, nil when the log does not say
	phase   phase
	entered int64 // when it entered the queue, Unix milliseconds
	since   int64 // when its phase began

	prev, next *call // in calls.order
}

// calls are the calls that are known.
type calls struct {
	active table[call] // those that wait or talk
	order  list        // the same, by since
	over   endings     // those that are over, for what comes late
	free   []*call     // for reuse

	// aliases lead from a (call id, queue) that was seen to be another call to the id of that call; see match.
	aliases    map[alias]string
	aliasOrder []alias // a ring
	nextAlias  int
}

type alias struct{ call, queue string }

func newCalls() calls {
	return calls{active: newTable[call](), over: newEndings(), aliases: map[alias]string{}}
}

// means returns the id of the call that a line about (id, queue) means.
func (cs *calls) means(id, queue string) string {
	if len(cs.aliases) == 0 {
		return id
	}
	other := cs.aliases[alias{id, queue}]
	if other == "" {
		return id
	}
	hash := cs.active.hash(other)
	in := cs.over.find(hash)
	if c := cs.active.get(hash); c != nil {
		in = c.queue
	}
	if in == nil || in.name != queue {
		return id
	}
	return other
}

// add makes a call known that is not active. Until move says otherwise it is done, and so the caller has to.
func (cs *calls) add(id string, hash uint64) *call {
	var c *call
	if n := len(cs.free); n > 0 {
		c, cs.free = cs.free[n-1], cs.free[:n-1]
	} else {
		c = new(call)
	}
	c.id, c.hash = append(c.id[:0], id...), hash
	cs.active.put(hash, c)
	return c
}

// move puts c into a phase, waiting or talking. The caller has said what this means.
func (cs *calls) move(c *call, p phase, queue *queue, at int64) {
	if c.phase != done {
		cs.order.remove(c)
		c.hangUp()
	}
	c.phase, c.queue, c.since = p, queue, at
	cs.order.push(c)
}

// end makes c one that is over. It is void until it is used for another.
func (cs *calls) end(c *call) {
	cs.order.remove(c)
	c.hangUp()
	c.phase = done
	cs.active.drop(c.hash)
	cs.over.add(c.hash, c.queue)
	cs.free = append(cs.free, c)
}

// hangUp lets the agent go who talks.
func (c *call) hangUp() {
	if c.agent != nil && c.agent.talk == c {
		c.agent.talk = nil
	}
	c.agent = nil
}

// slack is how far two times of the log, in whole seconds, may be apart though they mean the same, in
// milliseconds.
const slack = 1000

// match finds the call that has been waiting in queue since entered, for a line whose own call does not.
//
// After an attended transfer two channels are merged (a masquerade), and what was queued under one call id is
// connected, or leaves, under another: https://github.com/asterisk/asterisk/issues/759. Only the holding
// time still tells which one it is.
func (cs *calls) match(queue *queue, entered int64) *call {
	var best *call
	off := int64(slack + 1)
	for c := cs.order.first; c != nil; c = c.next {
		if c.phase == waiting && c.queue.is(queue) {
			if o := max(c.entered-entered, entered-c.entered); o < off {
				best, off = c, o
			}
		}
	}
	return best
}

// rename makes later lines about (id, queue) mean c.
func (cs *calls) rename(id, queue string, c *call) {
	a := alias{strings.Clone(id), strings.Clone(queue)}
	if _, known := cs.aliases[a]; !known {
		if len(cs.aliasOrder) < maxAliases {
			cs.aliasOrder = append(cs.aliasOrder, a)
		} else {
			delete(cs.aliases, cs.aliasOrder[cs.nextAlias])
			cs.aliasOrder[cs.nextAlias] = a
			cs.nextAlias = (cs.nextAlias + 1) % maxAliases
		}
	}
	cs.aliases[a] = string(c.id)
}

// unalias makes lines about (id, queue) mean the call of that id again. It returns whether they did not.
func (cs *calls) unalias(id, queue string) bool {
	a := alias{id, queue}
	if len(cs.aliases) == 0 || cs.aliases[a] == "" {
		return false
	}
	cs.aliases[a] = "" // its place in the ring stays
	return true
}

// list is a doubly linked list of calls.
type list struct {
	first, last *call
	len         int
}

func (l *list) push(c *call) {
	c.prev, c.next = l.last, nil
	if l.last != nil {
		l.last.next = c
	} else {
		l.first = c
	}
	l.last = c
	l.len++
}

func (l *list) remove(c *call) {
	if c.prev != nil {
		c.prev.next = c.next
	} else {
		l.first = c.next
	}
	if c.next != nil {
		c.next.prev = c.prev
	} else {
		l.last = c.prev
	}
	c.prev, c.next = nil, nil
	l.len--
}
