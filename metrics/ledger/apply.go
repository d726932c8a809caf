package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// conv returns a conversation, to be changed.
func (l *Ledger) conv(h handle) *conv {
	if l.journal != nil {
		l.journal.conv(l, h)
	}
	return l.convs.at(h)
}

// apply does what an event means.
func (l *Ledger) apply(o *op) {
	l.about = o.conv
	if o.typ == feed.AgentStateChanged {
		l.said(o)
		return
	}
	if o.agent != 0 {
		l.join(o.agent, o.team, o.at)
	}
	if o.conv == 0 {
		l.remark(o, nil)
		return
	}
	c := l.conv(o.conv)
	c.unset(awaited)
	if last := c.last.ms(); o.at-last >= l.opt.Expiry && l.goesOn(o.conv) {
		l.forget(o.conv, c)
	}
	last := max(c.last.ms(), o.at)
	c.last.set(last)
	l.oldest = min(l.oldest, last)
	if o.typ == feed.Surveyed || o.typ == feed.Rated || o.typ == feed.Complained || o.typ == feed.Sold {
		l.remark(o, c)
		return
	}
	if o.typ == feed.Answered && c.is(live) {
		l.takeOver(o, c)
	}
	c.place(o)
	unseen := l.convs.status[o.conv]&seen == 0
	if unseen {
		l.convs.status[o.conv] |= seen | open
		l.emit(fact.Request, l.keyAt(o, c), o.at, 0)
		l.visit(o, c)
		if o.typ == feed.Answered || o.typ == feed.Abandoned || o.typ == feed.FlowedOut {
			l.enter(o, c, o.at) // the feed was joined in the middle: the entry counts, how long it was is unknown
			l.convs.status[o.conv] |= waiting
		}
	}
	if isWork(o.typ) {
		c.servedBy(o.agent)
	}
	l.step(o, c, unseen)
	if l.convs.status[o.conv]&open == 0 {
		l.retire(o.conv)
	}
}

// visit counts a customer who comes again about the same topic on another channel.
func (l *Ledger) visit(o *op, c *conv) {
	visit := o.visit()
	if visit == 0 {
		return
	}
	last := l.visits.last(visit)
	if l.journal != nil {
		last = l.journal.visit(visit, c.channel, last)
	} else {
		l.visits.put(visit, c.channel)
	}
	if last != 0 && last != c.channel {
		l.emit(fact.Switched, l.keyAt(o, c), o.at, 0)
	}
}

// place notes where the conversation is now, as far as the event says.
func (c *conv) place(o *op) {
	if o.queue != 0 {
		c.queue = o.queue
	}
	if o.channel != 0 {
		c.channel = o.channel
	}
	if o.topic != 0 {
		c.topic = o.topic
	}
	if o.stage != 0 {
		c.stage = o.stage
	}
	if o.team != 0 {
		c.team = o.team
	}
}

// isWork says whether the agent of an event of this type has to do with the conversation. One to whom it was merely
// offered has not.
func isWork(t feed.Type) bool {
	switch t {
	case feed.Queued, feed.Abandoned, feed.FlowedOut, feed.Missed:
		return false
	}
	return true
}

// servedBy notes who worked on a conversation that nobody holds. A live one has its holder.
func (c *conv) servedBy(agent uint32) {
	if agent != 0 && !c.is(live) {
		c.agent = agent
	}
}

func (l *Ledger) step(o *op, c *conv, unseen bool) {
	switch o.typ {
	case feed.Queued:
		l.queued(o, c)
	case feed.Answered:
		l.answered(o, c, unseen)
	case feed.Abandoned, feed.FlowedOut:
		l.leave(o, c, o.typ == feed.Abandoned, unseen)
		l.shut(o)
	case feed.Replied:
		l.repliedBy(o, c)
	case feed.Missed:
		l.emit(fact.Missed, l.keyAt(o, c), o.at, 0)
	case feed.Held:
		if c.is(live) && !c.is(onHold) {
			c.set(onHold)
			l.convs.rest(o.conv).hold = o.at
		}
	case feed.Resumed:
		if c.is(onHold) {
			l.resume(o.conv, c, o.at)
		}
	case feed.Transferred:
		l.transferredTo(o, c)
	case feed.Escalated:
		if !c.is(escalated) {
			c.set(escalated)
			l.emit(fact.Escalated, l.keyAt(o, c), o.at, 0)
		}
	case feed.Ended:
		l.ended(o, c)
	case feed.WrappedUp:
		l.wrappedUp(o, c)
	case feed.Resolved:
		l.resolve(o, c)
	case feed.Reopened:
		l.reopen(o, c)
	case feed.Closed:
		l.over(o, c, false)
		l.shut(o)
	case feed.Promised:
		l.promised(o, c)
	}
}

// who is the agent that the event is about: its own or, without one, the conversation's present or last agent.
func (o *op) who(c *conv) uint32 {
	if o.agent != 0 {
		return o.agent
	}
	return c.agent
}

func (l *Ledger) keyAt(o *op, c *conv) fact.Key { return l.keyOf(c, o.who(c)) }

func (l *Ledger) keyOf(c *conv, agent uint32) (k fact.Key) {
	k.Queue, k.Channel, k.Topic, k.Stage, k.Team, k.Agent = c.queue, c.channel, c.topic, c.stage, c.team, agent
	if t := l.TeamOf(agent); t != 0 {
		k.Team = t
	}
	return k
}

func (l *Ledger) shut(o *op) { l.convs.status[o.conv] &^= open }

// countTransfer counts a transfer for the agent and the queue left.
func (l *Ledger) countTransfer(c *conv, at int64, agent uint32) {
	c.set(transferred)
	l.Carried[feed.Transferred] = true
	l.emit(fact.Transferred, l.keyOf(c, agent), at, 0)
}

func (l *Ledger) transferredTo(o *op, c *conv) {
	l.countTransfer(c, o.at, o.who(c))
	l.leave(o, c, false, false)
	if c.is(live) {
		l.end(o.conv, c, o.at, o.first, o.second)
	}
	switch {
	case o.toQueue != 0:
		c.queue = o.toQueue
		c.unset(resolved)
		l.enter(o, c, o.at)
		l.convs.status[o.conv] |= open | waiting
	case o.toAgent != 0:
		l.convs.status[o.conv] |= open
		l.begin(c, o.toAgent, o.at)
	default:
		l.shut(o)
	}
}

// over ends what there is of a wait and of a live segment.
func (l *Ledger) over(o *op, c *conv, byCustomer bool) (hadSegment bool) {
	l.leave(o, c, byCustomer, false)
	if !c.is(live) {
		return false
	}
	talk, hold := int64(fact.Unknown), int64(fact.Unknown)
	if o.typ == feed.Ended || o.typ == feed.Closed {
		talk, hold = o.first, o.second
	}
	l.end(o.conv, c, o.at, talk, hold)
	return true
}

func (l *Ledger) ended(o *op, c *conv) {
	owes := c.is(owesWrapUp)
	c.unset(owesWrapUp)
	hadSegment := l.over(o, c, o.by == feed.ByCustomer)
	if hadSegment || owes {
		l.wrap(o.conv, c, o.at)
	}
	l.shut(o)
}
