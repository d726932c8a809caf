package ledger

import (
	"cmp"
	"slices"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// agent is what is known of one agent.
type agent struct {
	said   feed.AgentState // what was last said of the agent
	reason uint16
	saidAt int64

	live  int      // segments that the agent holds
	wraps []wrapUp // contacts that are over but for the work after them

	now     feed.AgentState // what the agent is doing, all told; StateUnknown before the first sight
	since   int64
	counted int64 // until when available time was counted

	team, queue, channel uint16 // last seen
	joined               int64  // when the team was last named

	noted bool // it is in the journal
}

// wrapUp is the work after a contact that has begun.
type wrapUp struct {
	conv handle
	at   int64
}

// agent returns the agent of this number, to be changed.
func (l *Ledger) agent(id uint32) *agent {
	for len(l.agents) <= int(id) {
		l.agents = append(l.agents, agent{})
	}
	a := &l.agents[id]
	if l.journal != nil {
		l.journal.agent(id, a)
	}
	return a
}

// doing works out what the agent is doing. Holding a live contact is being busy, whatever was last said; one who
// worked, and of whom nothing was ever said, is there.
func (a *agent) doing() feed.AgentState {
	switch {
	case a.live > 0:
		return feed.Busy
	case len(a.wraps) > 0:
		return feed.WrapUp
	case a.said == feed.StateUnknown:
		return feed.Available
	}
	return a.said
}

// turn notes what agent id is doing from at on.
func (l *Ledger) turn(id uint32, at int64) {
	if id == 0 {
		return
	}
	a := l.agent(id)
	now := a.doing()
	if now == a.now {
		return
	}
	l.countAvailable(id, a, at)
	a.now, a.since = now, max(at, a.since)
	a.counted = a.since
}

// countAvailable counts the time that agent id was available until at, where the agent was.
func (l *Ledger) countAvailable(id uint32, a *agent, at int64) {
	if a.now == feed.Available && at > a.counted {
		l.emit(fact.AvailableTime, fact.Key{Queue: a.queue, Channel: a.channel, Team: a.team, Agent: id}, at, at-a.counted)
		a.counted = at
	}
}

// move notes that agent id is in this queue and on this channel from at on. Who was nowhere yet has been there all the time.
func (l *Ledger) move(id uint32, a *agent, queue, channel uint16, at int64) {
	if a.queue != 0 && a.queue != queue || a.channel != 0 && a.channel != channel {
		l.countAvailable(id, a, at)
	}
	a.queue, a.channel = queue, channel
}

// join notes that agent id is in this team from at on: the latest word wins. Who was in none yet has been in it all the time.
func (l *Ledger) join(id uint32, team uint16, at int64) {
	if team == 0 {
		return
	}
	a := l.agent(id)
	if a.team != 0 && at < a.joined {
		return
	}
	if a.team != 0 && a.team != team {
		l.countAvailable(id, a, at)
	}
	a.team, a.joined = team, at
}

// said notes what the feed says of an agent: the latest word wins.
func (l *Ledger) said(o *op) {
	a := l.agent(o.agent)
	l.join(o.agent, o.team, o.at)
	if o.at < a.saidAt {
		return
	}
	l.move(o.agent, a, cmp.Or(o.queue, a.queue), cmp.Or(o.channel, a.channel), o.at)
	if o.state != feed.Busy && o.state != feed.WrapUp {
		l.endWrapUps(o.agent, o.at)
	}
	fresh := a.said == o.state && a.reason != o.reason && a.now == o.state
	a.said, a.reason, a.saidAt = o.state, o.reason, o.at
	if fresh && a.now != feed.Available {
		a.since = max(a.since, o.at)
	}
	l.turn(o.agent, o.at)
}

// begin starts a segment of agent id.
func (l *Ledger) begin(c *conv, id uint32, at int64) {
	if id != 0 {
		l.endWrapUps(id, at)
	}
	c.set(live | beganKnown)
	c.unset(onHold | owesWrapUp | wrapCounted | unnamedWrapUp)
	c.began.set(at)
	c.heldMs, c.agent = 0, id
	c.segments = min(c.segments+1, 200)
	if id == 0 {
		return
	}
	a := l.agent(id)
	a.live++
	l.move(id, a, c.queue, c.channel, at)
	l.turn(id, at)
}

// end ends the live segment, whose talk and hold the feed may have stated.
func (l *Ledger) end(h handle, c *conv, at, talk, hold int64) {
	id := c.agent
	if c.is(onHold) {
		l.resume(h, c, at)
	}
	if hold < 0 {
		hold = int64(c.heldMs)
	}
	if talk < 0 && c.is(beganKnown) {
		talk = l.span(c.began.ms(), at)
		if talk >= 0 {
			if talk -= hold; talk < 0 {
				l.Stats.OutOfOrder++
				talk = fact.Unknown
			}
		}
	}
	key := l.keyOf(c, id)
	l.emit(fact.SegmentEnded, key, at, max(talk, fact.Unknown))
	if hold > 0 {
		l.emit(fact.Hold, key, at, hold)
	}
	l.release(c, at)
}

// release lets the agent go whose segment is over.
func (l *Ledger) release(c *conv, at int64) {
	c.unset(live | onHold | beganKnown)
	if id := c.agent; id != 0 {
		l.agent(id).live--
		l.turn(id, at)
	}
}

func (l *Ledger) resume(h handle, c *conv, at int64) {
	c.unset(onHold)
	if ms := l.span(l.convs.rest(h).hold, at); ms > 0 {
		c.heldMs += uint32(min(ms, 1<<31))
	}
}

// wrap begins the work after a contact, which goes on where the agent is at it already.
func (l *Ledger) wrap(h handle, c *conv, at int64) {
	id := c.agent
	if id == 0 { // what else the agent does is not known
		c.set(unnamedWrapUp)
		c.began.set(at)
		return
	}
	a := l.agent(id)
	if c.wrapUps > 0 && slices.ContainsFunc(a.wraps, func(w wrapUp) bool { return w.conv == h }) {
		return
	}
	a.wraps = append(a.wraps, wrapUp{conv: h, at: at})
	c.wrapUps++
	l.turn(id, at)
}

// endWrapUps ends all wrap-ups of an agent.
func (l *Ledger) endWrapUps(id uint32, at int64) {
	a := l.agent(id)
	for _, w := range a.wraps {
		l.wrapped(id, w, at, fact.Unknown)
	}
	if l.journal != nil {
		a.wraps = nil // the journal still holds the list
		return
	}
	a.wraps = a.wraps[:0]
}

// wrapped counts a wrap-up of agent id that is over.
func (l *Ledger) wrapped(id uint32, w wrapUp, at, stated int64) {
	c := l.conv(w.conv)
	c.wrapUps--
	c.wrappedUpBy(id)
	if stated < 0 {
		stated = l.span(w.at, at)
	}
	if stated >= 0 {
		l.emit(fact.WrapUp, l.keyOf(c, id), at, stated)
		l.facts[len(l.facts)-1].Conv = uint32(w.conv)
	}
}

// wrappedUp ends the wrap-up of one conversation.
func (l *Ledger) wrappedUp(o *op, c *conv) {
	id := o.who(c)
	a := l.agent(id)
	for i, w := range a.wraps {
		if w.conv == o.conv {
			if l.journal != nil {
				a.wraps = slices.Clone(a.wraps)
			}
			a.wraps = slices.Delete(a.wraps, i, i+1)
			l.wrapped(id, w, o.at, o.first)
			l.turn(id, o.at)
			return
		}
	}
	took := o.first // the feed may say so even if it was joined in the middle
	if took < 0 && c.is(unnamedWrapUp) {
		took = l.span(c.began.ms(), o.at)
	}
	if took >= 0 && !c.is(wrapCounted) {
		l.emit(fact.WrapUp, l.keyOf(c, id), o.at, took)
		c.wrappedUpBy(id)
	}
	c.unset(unnamedWrapUp)
}

// wrappedUpBy notes that the wrap-up of an agent was counted. Where another one holds the contact, it was not that of the last segment.
func (c *conv) wrappedUpBy(id uint32) {
	if !c.is(live) || id == c.agent {
		c.set(wrapCounted)
	}
}
