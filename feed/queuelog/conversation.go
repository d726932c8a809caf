package queuelog

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"floorboard/feed"
)

// callEvent translates a line about a call: it enters a queue and waits, rings at members, talks to one, and
// ends or leaves.
func (d *decoder) callEvent() (problem string) {
	l := &d.line
	if none(l.call) || none(l.queue) {
		return fmt.Sprintf("%s of call %q in queue %q: it must name a call and a queue", l.event, l.call, l.queue)
	}
	d.id = d.calls.means(l.call, l.queue)
	d.hash = d.calls.active.hash(d.id)
	d.queue, d.agent = d.staff.queue(l.queue), nil
	if !none(l.agent) {
		d.agent = d.staff.agent(l.agent)
	}
	switch l.event {
	case "ENTERQUEUE": // url, caller's number[, original position[, caller's name]]
		d.enter()
	case "RINGNOANSWER": // milliseconds that it rang
		d.rang(l.ringMillis())
		d.missed()
	case "RINGCANCELED": // milliseconds that it rang: the caller left, which is not the member's fault
		d.rang(l.ringMillis())
	case "AGENTDUMP": // the member hung up during the announcement; the caller waits on
		d.missed()
	case "CONNECT": // holding time[, member's channel[, seconds that it rang]]
		d.rang(l.seconds(2))
		d.connect(l.seconds(0))
	case "COMPLETEAGENT": // holding time, talk time[, original position]
		d.complete(feed.Closed, feed.ByAgent, l.seconds(0), l.seconds(1))
	case "COMPLETECALLER":
		d.complete(feed.Closed, feed.ByCustomer, l.seconds(0), l.seconds(1))
	case "TRANSFER", "BLINDTRANSFER": // extension, context[, holding time, talk time[, original position]]
		d.complete(feed.Transferred, feed.ByNobody, l.seconds(2), l.seconds(3))
	case "ATTENDEDTRANSFER": // one to three words on where to, holding time, talk time, original position
		d.complete(feed.Transferred, feed.ByNobody, l.seconds(l.data()-3), l.seconds(l.data()-2))
	case "ABANDON": // position, original position, waiting time
		d.leave(feed.Abandoned, "", l.seconds(2))
	case "EXITWITHTIMEOUT": // position[, original position, waiting time]
		d.leave(feed.FlowedOut, "timeout", l.seconds(2))
	case "EXITWITHKEY": // key, position[, original position, waiting time]
		d.leave(feed.FlowedOut, "key", l.seconds(3))
	case "EXITEMPTY": // position, original position, waiting time
		d.leave(feed.FlowedOut, "empty", l.seconds(2))
	case "WITHDRAW": // position, original position, waiting time, words
		d.leave(feed.FlowedOut, "withdrawn", l.seconds(2))
	case "SYSCOMPAT": // the codecs did not fit
		d.leave(feed.FlowedOut, "codec", feed.Absent)
	}
	d.announce()
	return ""
}

// find returns the call that the line is about, nil unless it waits or talks, and whether it does in the line's queue.
func (d *decoder) find() (c *call, here bool) {
	c = d.calls.active.get(d.hash)
	return c, c != nil && c.queue.is(d.queue)
}

// over says whether the call that find returned is nil because it is over, and whether it ended in the line's queue.
func (d *decoder) over(c *call) (over, here bool) {
	if c != nil {
		return false, false
	}
	q := d.calls.over.find(d.hash)
	return q != nil, q != nil && q.is(d.queue)
}

// about emits an event about the call that the line means.
func (d *decoder) about(t feed.Type) *feed.Event { return d.tell(t, d.id, d.queue) }

// aboutOf emits an event about c, which the line need not mean.
func (d *decoder) aboutOf(t feed.Type, c *call) *feed.Event {
	id := d.id
	if c.hash != d.hash {
		id = string(c.id)
	}
	return d.tell(t, id, c.queue)
}

// tell emits an event about a call, after what the line has told of agents.
func (d *decoder) tell(t feed.Type, id string, q *queue) *feed.Event {
	d.announce()
	e := d.emit(t)
	e.Conversation, e.Queue, e.Channel = id, q.name, channel
	return e
}

func (d *decoder) enter() {
	l := &d.line
	if d.calls.unalias(l.call, l.queue) {
		d.id, d.hash = l.call, d.calls.active.hash(l.call)
	}
	c, here := d.find()
	switch {
	case c == nil:
	case c.phase == talking: // passed on without a line about it: https://github.com/FreePBX/issue-tracker/issues/124
		d.endTalk(c, feed.Transferred, feed.ByNobody, l.at-c.since)
	case !here:
		d.flowOut(c, "overflow", l.at-c.since)
	case c.entered == l.at:
		return // said twice
	default:
		d.flowOut(c, "lost", l.at-c.since) // it had left, and has come back
	}
	c = d.calls.add(d.id, d.hash)
	d.calls.move(c, waiting, d.queue, l.at)
	c.entered = l.at
	d.bound()
	e := d.about(feed.Queued)
	e.Customer = l.text(1)
}

// missed says that the agent did not take the call. An agent whom nobody has seen before is a member who is
// signed in.
func (d *decoder) missed() {
	e := d.about(feed.Missed)
	if d.agent != nil {
		e.Agent = d.agent.name
	}
}

// connect takes the call from waiting to talking. hold is the stated wait.
func (d *decoder) connect(hold int64) {
	l := &d.line
	a := d.agent
	c, here := d.find()
	if here && c.phase == talking && c.agent == a {
		return // said twice
	}
	if hold != feed.Absent && !(here && c.phase == waiting) {
		if m := d.calls.match(d.queue, l.at-hold); m != nil {
			d.calls.rename(l.call, l.queue, m)
			c, here, d.id, d.hash = m, true, string(m.id), m.hash
		}
	}
	// Members take one call at a time (but for ringinuse=yes), so the end of the older one got lost.
	if a != nil && a.talk != nil && a.talk != c {
		d.endTalk(a.talk, feed.Closed, feed.ByNobody, l.at-a.talk.since)
	}
	switch {
	case c == nil:
	case c.phase == waiting && !here:
		d.flowOut(c, "overflow", l.at-c.since)
	case c.phase == talking:
		d.endTalk(c, feed.Transferred, feed.ByNobody, l.at-c.since)
	}
	d.answered(c, a, hold)
}

func (d *decoder) answered(c *call, a *agent, wait int64) {
	d.talk(c, a)
	e := d.about(feed.Answered)
	e.Wait = wait
	if a != nil {
		e.Agent = a.name
	}
}

// talk moves c to talking with a, in the queue and from the time of the line. A call that is over, or nil, begins anew.
func (d *decoder) talk(c *call, a *agent) *call {
	if c == nil || c.phase == done {
		c = d.calls.add(d.id, d.hash)
		c.entered = d.line.at
	}
	d.calls.move(c, talking, d.queue, d.line.at)
	if c.agent = a; a != nil && a.talk == nil {
		a.talk = c
	}
	d.bound()
	return c
}

// complete ends the talk that the line is about: hold is the stated wait before it, talk its stated length.
//
// A line that names no talk of that queue ends the one that its agent has there: after an attended transfer
// it may carry the call id of the other leg. What is over already stays over.
func (d *decoder) complete(t feed.Type, by feed.By, hold, talk int64) {
	a := d.agent
	c, here := d.find()
	over, overHere := d.over(c)
	switch {
	case here && c.phase == talking:
	case overHere:
		return
	case a != nil && a.talk != nil && a.talk.queue.is(d.queue):
		c = a.talk
	case here: // its CONNECT got lost
		d.answered(c, a, hold)
	case c == nil && !over: // it began before the log did
		c = d.talk(nil, a)
	default:
		return // a call that is elsewhere now
	}
	d.endTalk(c, t, by, talk)
}

// endTalk says that c, which talks, has ended or was passed on after talk milliseconds. After that the agent
// is free: app_queue's wrap-up time holds back calls, but is not written down.
func (d *decoder) endTalk(c *call, t feed.Type, by feed.By, talk int64) {
	e := d.aboutOf(t, c)
	e.By = by
	if talk != feed.Absent {
		e.Talk = max(talk, 0)
	}
	if c.agent != nil {
		e.Agent = c.agent.name
	}
	d.calls.end(c)
}

// leave ends the wait of the call unanswered. wait is as stated.
func (d *decoder) leave(t feed.Type, reason string, wait int64) {
	l := &d.line
	c, here := d.find()
	over, overHere := d.over(c)
	if overHere {
		return
	}
	if !here && wait != feed.Absent {
		if m := d.calls.match(d.queue, l.at-wait); m != nil {
			c, here, d.id = m, true, string(m.id)
		}
	}
	switch {
	case c == nil && !over: // it began before the log did
		d.calls.over.add(d.hash, d.queue)
	case here && c.phase == waiting:
		d.calls.end(c)
	case here: // a caller who is gone talks no more
		d.endTalk(c, feed.Closed, feed.ByCustomer, l.at-c.since)
		return
	default:
		return
	}
	e := d.about(t)
	e.Wait, e.Reason = wait, reason
}

// flowOut says that c, which waits, left the queue in a way that the log does not tell.
func (d *decoder) flowOut(c *call, reason string, wait int64) {
	e := d.aboutOf(feed.FlowedOut, c)
	e.Reason = reason
	if wait != feed.Absent {
		e.Wait = max(wait, 0)
	}
	d.calls.end(c)
}

// restart ends every call: Asterisk was started anew. It writes nothing when it stops, and so they have lasted
// until the line before at least.
func (d *decoder) restart() {
	var all []*call
	for c := d.calls.order.first; c != nil; c = c.next {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *call) int {
		return cmp.Or(cmp.Compare(a.entered, b.entered), bytes.Compare(a.id, b.id))
	})
	for _, c := range all {
		if c.phase == waiting {
			d.flowOut(c, "restart", d.last-c.since)
		} else {
			d.endTalk(c, feed.Closed, feed.BySystem, d.last-c.since)
		}
	}
	d.staff.complete = true
}

// maxAge is how long a call waits or talks before its end is taken for lost, in milliseconds.
const maxAge = 24 * 60 * 60 * 1000

// age gives up the calls whose end got lost. One line with a wild time must not end them all, so the line
// before has to agree.
func (d *decoder) age() {
	for {
		c := d.calls.order.first
		if c == nil {
			return
		}
		past := min(d.line.at, d.last) - c.since
		ahead := c.since - max(d.line.at, d.last)
		if past <= maxAge && ahead <= maxAge {
			return
		}
		d.lose(c)
	}
}

// bound keeps the calls that wait or talk below their bound.
func (d *decoder) bound() {
	if d.calls.active.len > maxActive {
		d.lose(d.calls.order.first)
	}
}

// lose ends a call of which nobody knows how long it lasted. A talk must state some length, or it would be
// taken to have lasted until now; 0 does the least harm to the mean.
func (d *decoder) lose(c *call) {
	if c.phase == waiting {
		d.flowOut(c, "lost", feed.Absent)
		return
	}
	d.endTalk(c, feed.Closed, feed.BySystem, 0)
}
