package queuelog

import "strings"

// Bounds of the state, so that a log that loses its ends, or a hostile one, cannot fill the memory.
const (
	maxActive  = 1 << 16 // calls that wait or talk; beyond it the oldest is given up
	maxDone    = 1 << 13 // calls that are over and remembered, for what comes late
	maxAliases = 1 << 10
)

// phase is where a call is.
type phase uint8

const (
	done phase = iota
	waiting
	talking
)

// call is one call id. A caller's channel is in one queue at a time, so it has one phase, in one queue.
type call struct {
	id      string
	queue   string // the queue it is in, or was in last
	phase   phase
	entered int64  // when it entered the queue, Unix milliseconds
	since   int64  // when its phase began
	agent   *agent // who talks, nil when the log does not say
	aliased bool   // an alias may lead here

	hash       uint64 // of the id, in calls.byID
	prev, next *call  // in calls.active or calls.over
}

// calls are the calls that are known.
type calls struct {
	byID   table[call]
	active list    // waiting and talking, by since
	over   list    // done, by when they ended
	free   []*call // forgotten, for reuse

	// aliases lead from a (call id, queue) that was seen to be another call to that call; see match.
	aliases    map[alias]*call
	aliasOrder []alias // a ring
	nextAlias  int
}

type alias struct{ call, queue string }

func newCalls() calls {
	return calls{byID: newTable[call](), aliases: map[alias]*call{}}
}

// find returns the call that a line about (id, queue) means, nil when it is not known, and whether
// that call is in this queue, or was in it last.
func (cs *calls) find(id, queue string) (c *call, here bool) {
	if len(cs.aliases) > 0 {
		if c := cs.aliases[alias{id, queue}]; c != nil && c.queue == queue && cs.byID.find(c.id) == c {
			return c, true
		}
	}
	c = cs.byID.find(id)
	return c, c != nil && c.queue == queue
}

// add makes a call known; it is done until move says otherwise.
func (cs *calls) add(id string) *call {
	var c *call
	if n := len(cs.free); n > 0 {
		c, cs.free = cs.free[n-1], cs.free[:n-1]
	} else {
		c = new(call)
	}
	*c = call{id: strings.Clone(id), hash: cs.byID.put(id, c)}
	cs.over.push(c)
	return c
}

// move puts c into a phase. The caller has said what this means.
func (cs *calls) move(c *call, p phase, queue string, at int64) {
	if c.phase == done {
		cs.over.remove(c)
	} else {
		cs.active.remove(c)
	}
	if c.agent != nil && c.agent.talk == c {
		c.agent.talk = nil
	}
	c.phase, c.queue, c.since, c.agent = p, queue, at, nil
	if p == done {
		cs.over.push(c)
	} else {
		cs.active.push(c)
	}
}

// forget makes the calls unknown that are beyond the bound of those remembered. It is for the time between two lines: nobody
// has such a call in hand.
func (cs *calls) forget() {
	for cs.over.len > maxDone {
		oldest := cs.over.first
		cs.over.remove(oldest)
		cs.byID.drop(oldest.hash)
		if !oldest.aliased {
			cs.free = append(cs.free, oldest)
		}
	}
}

// slack is how far two times of the log, in whole seconds, may be apart though they mean the same, in
// milliseconds.
const slack = 1000

// match finds the call that has been waiting in queue since entered, for a line whose own call does not.
//
// After an attended transfer two channels are merged (a masquerade), and what was queued under one call id is
// connected, or leaves, under another: https://github.com/asterisk/asterisk/issues/759. Only the holding
// time still tells which one it is.
func (cs *calls) match(queue string, entered int64) *call {
	var best *call
	off := int64(slack + 1)
	for c := cs.active.first; c != nil; c = c.next {
		if c.phase == waiting && c.queue == queue {
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
	cs.aliases[a] = c
	c.aliased = true
}

// unalias makes lines about (id, queue) mean the call of that id again.
func (cs *calls) unalias(id, queue string) {
	if a := (alias{id, queue}); len(cs.aliases) > 0 && cs.aliases[a] != nil {
		cs.aliases[a] = nil // its place in the ring stays
	}
}

// list is a doubly linked list of calls; a call is in one at a time.
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
