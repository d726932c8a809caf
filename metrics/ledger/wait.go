package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// entryKey is where the present wait counts: an entry ends where it began, so that offered = answered + abandoned +
// flowed out + waiting holds for each queue.
func (l *Ledger) entryKey(o *op, c *conv) fact.Key {
	k := l.keyAt(o, c)
	k.Queue, k.Channel = c.entryQueue, c.entryChannel
	return k
}

func (l *Ledger) waits(o *op) bool { return l.convs.status[o.conv]&waiting != 0 }

func (l *Ledger) enter(o *op, c *conv, at int64) {
	c.entered.set(at)
	c.entryQueue, c.entryChannel = c.queue, c.channel
	c.unset(owesWrapUp) // whoever gives up from here on is no call of the agent before
	l.emit(fact.Offered, l.keyAt(o, c), at, 0)
}

func (l *Ledger) queued(o *op, c *conv) {
	c.unset(resolved)
	status := &l.convs.status[o.conv]
	*status |= open
	if *status&waiting != 0 {
		if c.entryQueue == c.queue {
			return
		}
		l.leave(o, c, false, false)
	}
	if !c.is(clockRuns) {
		c.set(clockRuns)
		c.clock.set(o.at)
	}
	l.enter(o, c, o.at)
	*status |= waiting
}

// leave ends a wait without an answer.
func (l *Ledger) leave(o *op, c *conv, abandoned, unseen bool) {
	if !l.waits(o) {
		return
	}
	l.convs.status[o.conv] &^= waiting
	wait := int64(fact.Unknown)
	if o.typ == feed.Abandoned || o.typ == feed.FlowedOut {
		wait = o.first
	}
	if wait < 0 && !unseen {
		wait = l.span(c.entered.ms(), o.at)
	}
	kind := fact.FlowedOut
	if abandoned {
		kind = fact.Abandoned
	}
	l.emit(kind, l.entryKey(o, c), o.at, wait)
}

func (l *Ledger) answered(o *op, c *conv, unseen bool) {
	id := o.who(c)
	if l.waits(o) {
		l.convs.status[o.conv] &^= waiting
		wait := int64(fact.Unknown)
		if o.typ == feed.Answered {
			wait = o.first
		}
		if wait < 0 && !unseen {
			wait = l.span(c.entered.ms(), o.at)
		}
		l.emit(fact.Answered, l.entryKey(o, c), o.at, wait)
	}
	l.convs.status[o.conv] |= open
	if l.takeOver(o, c); c.is(live) {
		return
	}
	l.begin(c, id, o.at)
	if l.dict.Channel.Name(uint32(c.channel)) == "voice" && !c.is(replied) {
		l.firstReply(o, c)
	}
}

// takeOver ends the segment of whoever holds a conversation that another agent answers: a transfer, though nobody said so. It counts
// where the contact was until then, which is why it comes before an answer's own queue is noted.
func (l *Ledger) takeOver(o *op, c *conv) {
	if c.is(live) && o.who(c) != c.agent {
		l.countTransfer(c, o.at, c.agent)
		l.end(o.conv, c, o.at, fact.Unknown, fact.Unknown)
	}
}

func (l *Ledger) firstReply(o *op, c *conv) {
	c.set(replied)
	c.asked.set(0)
	if !c.is(clockRuns) {
		return
	}
	if ms := l.span(c.clock.ms(), o.at); ms >= 0 {
		l.emit(fact.FirstReply, l.keyAt(o, c), o.at, ms)
	}
}

func (l *Ledger) repliedBy(o *op, c *conv) {
	switch o.by {
	case feed.ByCustomer:
		if c.is(replied) && c.asked.ms() == 0 {
			c.asked.set(o.at)
		}
	case feed.ByAgent:
		if l.waits(o) {
			l.answered(o, c, false)
		}
		switch {
		case !c.is(replied):
			l.firstReply(o, c)
		case c.asked.ms() != 0:
			if ms := l.span(c.asked.ms(), o.at); ms >= 0 {
				l.emit(fact.Reply, l.keyAt(o, c), o.at, ms)
			}
			c.asked.set(0)
		}
	}
}
