package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// touch returns a conversation, to be changed.
func (l *Ledger) touch(h handle) *conv {
	if l.journal != nil {
		l.journal.conv(l, h)
	}
	return l.convs.at(h)
}

// apply does what an event means.
func (l *Ledger) apply(o *op) {
	l.about = o.conv
	if o.kind == feed.AgentStateChanged {
		l.said(o)
		return
	}
	if o.agent != 0 && o.team != 0 {
		l.agent(o.agent).team = o.team
	}
	if o.conv == 0 {
		l.remark(o, nil)
		return
	}
	c := l.touch(o.conv)
	c.unset(awaited)
	if c.last != 0 && o.at-c.last >= l.opt.Expiry {
		l.forget(o.conv, c)
	}
	c.last = max(c.last, o.at)
	l.oldest = min(l.oldest, c.last)
	if o.kind == feed.Surveyed || o.kind == feed.Rated || o.kind == feed.Complained || o.kind == feed.Sold {
		l.remark(o, c)
		return
	}
	c.place(o)
	unseen := l.convs.status[o.conv]&seen == 0
	if unseen {
		l.convs.status[o.conv] |= seen | open
		l.emit(fact.Request, l.keyAt(o, c), o.at, 0)
		l.visit(o, c)
		if o.kind == feed.Answered || o.kind == feed.Abandoned || o.kind == feed.FlowedOut {
			l.enter(o, c, o.at) // the feed was joined in the middle: the entry counts, how long it was is unknown
			l.convs.status[o.conv] |= waiting
		}
	}
	if isWork(o.kind) {
		c.servedBy(o.agent)
	}
	l.step(o, c, unseen)
	if l.convs.status[o.conv]&open == 0 {
		l.retire(o.conv)
	}
}

// visit counts a customer who comes again about the same topic on another channel.
func (l *Ledger) visit(o *op, c *conv) {
	if o.visit == 0 {
		return
	}
	last := l.visits.last(o.visit)
	if l.journal != nil {
		last = l.journal.visit(o.visit, c.key.Channel, last)
	} else {
		l.visits.put(o.visit, c.key.Channel)
	}
	if last != 0 && last != c.key.Channel {
		l.emit(fact.Switched, l.keyAt(o, c), o.at, 0)
	}
}

// place notes where the conversation is now, as far as the event says.
func (c *conv) place(o *op) {
	k := &c.key
	if o.queue != 0 {
		k.Queue = o.queue
	}
	if o.channel != 0 {
		k.Channel = o.channel
	}
	if o.topic != 0 {
		k.Topic = o.topic
	}
	if o.stage != 0 {
		k.Stage = o.stage
	}
	if o.team != 0 {
		k.Team = o.team
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
		c.key.Agent = agent
	}
}

func (l *Ledger) step(o *op, c *conv, unseen bool) {
	switch o.kind {
	case feed.Queued:
		l.queued(o, c)
	case feed.Answered:
		l.answered(o, c, unseen)
	case feed.Abandoned, feed.FlowedOut:
		l.leave(o, c, o.kind == feed.Abandoned, unseen)
		l.shut(o)
	case feed.Replied:
		l.repliedBy(o, c)
	case feed.Missed:
		l.emit(fact.Missed, l.keyAt(o, c), o.at, 0)
	case feed.Held:
		if c.is(live) && !c.is(onHold) {
			c.set(onHold)
			c.held = o.at
		}
	case feed.Resumed:
		if c.is(onHold) {
			l.resume(c, o.at)
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

// who is the agent that an event is about: its own or, without one, the conversation's present or last agent.
func (l *Ledger) who(o *op, c *conv) uint32 {
	if o.agent != 0 {
		return o.agent
	}
	return c.key.Agent
}

func (l *Ledger) keyAt(o *op, c *conv) fact.Key { return l.keyOf(c, l.who(o, c)) }

func (l *Ledger) keyOf(c *conv, agent uint32) fact.Key {
	k := c.key
	k.Agent = agent
	if t := l.TeamOf(agent); t != 0 {
		k.Team = t
	}
	return k
}

// entryKey is where the present wait counts: an entry ends where it began, so that offered = answered + abandoned +
// flowed out + waiting holds for each queue.
func (l *Ledger) entryKey(o *op, c *conv) fact.Key {
	k := l.keyAt(o, c)
	k.Queue, k.Channel = c.entryQueue, c.entryChannel
	return k
}

func (l *Ledger) shut(o *op) { l.convs.status[o.conv] &^= open }

func (l *Ledger) waits(o *op) bool { return l.convs.status[o.conv]&waiting != 0 }

func (l *Ledger) enter(o *op, c *conv, at int64) {
	c.entered, c.entryQueue, c.entryChannel = at, c.key.Queue, c.key.Channel
	l.emit(fact.Offered, l.keyAt(o, c), at, 0)
}

func (l *Ledger) queued(o *op, c *conv) {
	c.unset(resolved)
	status := &l.convs.status[o.conv]
	*status |= open
	if *status&waiting != 0 {
		if c.entryQueue == c.key.Queue {
			return
		}
		l.leave(o, c, false, false)
	}
	if !c.is(clockRuns) {
		c.set(clockRuns)
		c.clock = o.at
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
	if o.kind == feed.Abandoned || o.kind == feed.FlowedOut {
		wait = o.first
	}
	if wait < 0 && !unseen {
		wait = l.span(c.entered, o.at)
	}
	kind := fact.FlowedOut
	if abandoned {
		kind = fact.Abandoned
	}
	l.emit(kind, l.entryKey(o, c), o.at, wait)
}

func (l *Ledger) answered(o *op, c *conv, unseen bool) {
	id := l.who(o, c)
	if l.waits(o) {
		l.convs.status[o.conv] &^= waiting
		wait := int64(fact.Unknown)
		if o.kind == feed.Answered {
			wait = o.first
		}
		if wait < 0 && !unseen {
			wait = l.span(c.entered, o.at)
		}
		l.emit(fact.Answered, l.entryKey(o, c), o.at, wait)
	}
	l.convs.status[o.conv] |= open
	if c.is(live) {
		if id == c.key.Agent {
			return
		}
		l.countTransfer(c, o.at, c.key.Agent)
		l.end(c, o.at, fact.Unknown, fact.Unknown)
	}
	l.begin(c, id, o.at)
	if l.dict.Channel.Name(uint32(c.key.Channel)) == "voice" && !c.is(replied) {
		l.firstReply(o, c)
	}
}

// countTransfer counts a transfer for the agent and the queue left.
func (l *Ledger) countTransfer(c *conv, at int64, agent uint32) {
	c.set(transferred)
	l.Carried[feed.Transferred] = true
	l.emit(fact.Transferred, l.keyOf(c, agent), at, 0)
}

func (l *Ledger) firstReply(o *op, c *conv) {
	c.set(replied)
	c.asked = 0
	if !c.is(clockRuns) {
		return
	}
	if ms := l.span(c.clock, o.at); ms >= 0 {
		l.emit(fact.FirstReply, l.keyAt(o, c), o.at, ms)
	}
}

func (l *Ledger) repliedBy(o *op, c *conv) {
	switch o.by {
	case feed.ByCustomer:
		if c.is(replied) && c.asked == 0 {
			c.asked = o.at
		}
	case feed.ByAgent:
		if l.waits(o) {
			l.answered(o, c, false)
		}
		switch {
		case !c.is(replied):
			l.firstReply(o, c)
		case c.asked != 0:
			if ms := l.span(c.asked, o.at); ms >= 0 {
				l.emit(fact.Reply, l.keyAt(o, c), o.at, ms)
			}
			c.asked = 0
		}
	}
}

func (l *Ledger) transferredTo(o *op, c *conv) {
	l.countTransfer(c, o.at, l.who(o, c))
	l.leave(o, c, false, false)
	if c.is(live) {
		l.end(c, o.at, o.first, o.second)
	}
	switch {
	case o.toQueue != 0:
		c.key.Queue = o.toQueue
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
	if o.kind == feed.Ended || o.kind == feed.Closed {
		talk, hold = o.first, o.second
	}
	l.end(c, o.at, talk, hold)
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

func (l *Ledger) resolve(o *op, c *conv) {
	if c.is(resolved) {
		return
	}
	if l.over(o, c, false) {
		c.set(owesWrapUp)
	}
	c.servedBy(o.agent)
	c.set(resolved)
	l.shut(o)
	key := l.keyAt(o, c)
	l.emit(fact.Resolved, key, o.at, 0)
	if c.is(clockRuns) {
		if ms := l.span(c.clock, o.at); ms >= 0 {
			l.emit(fact.Resolution, key, o.at, ms)
		}
	}
	if c.segments == 1 && !c.is(transferred|escalated|reopened) {
		c.set(firstContact)
		c.solved, c.won = o.at, key
		l.emit(fact.FirstContact, key, o.at, 1)
	}
	l.keep(o, c)
}

func (l *Ledger) reopen(o *op, c *conv) {
	l.emit(fact.Reopened, l.keyAt(o, c), o.at, 0)
	if c.is(firstContact) {
		l.emit(fact.FirstContact, c.won, c.solved, -1)
	}
	c.unset(firstContact | resolved | replied | owesWrapUp)
	c.set(reopened | clockRuns)
	c.clock, c.asked = o.at, 0
	l.convs.status[o.conv] |= open
}

// remark counts what is said about a conversation from outside. It opens nothing; about one that was never seen
// it counts with what it carries.
func (l *Ledger) remark(o *op, c *conv) {
	var about conv
	if c != nil && l.convs.status[o.conv]&seen != 0 {
		c.place(o)
		about = *c
	} else {
		about.place(o)
	}
	key := l.keyAt(o, &about)
	switch o.kind {
	case feed.Surveyed:
		l.emit(fact.Surveyed, key, o.at, 0)
	case feed.Complained:
		l.emit(fact.Complaint, key, o.at, 0)
	case feed.Sold:
		l.emit(fact.Sale, key, o.at, o.first)
		l.facts[len(l.facts)-1].Aux = o.currency
	case feed.Rated:
		l.emit(fact.Rated, key, o.at, 0)
		for _, r := range [...]struct {
			kind  fact.Kind
			score int8
		}{{fact.CSAT, o.csat}, {fact.NPS, o.nps}, {fact.CES, o.ces}} {
			if r.score >= 0 {
				l.emit(r.kind, key, o.at, int64(r.score))
			}
		}
	}
}
