package simulate

import (
	"slices"

	"floorboard/feed"
)

// state says what an agent does now.
func (f *floor) state(i int32, s feed.AgentState, reason string) {
	a := &f.agents[i]
	e := f.begin(feed.AgentStateChanged)
	e.Agent, e.State, e.Reason = a.name, s, reason
	if !f.o.Terse || !a.told {
		e.Team, a.told = a.team, true
	}
	f.send()
}

// canTake says whether an agent is free for one more contact of a channel.
func (a *agent) canTake(ch channel) bool {
	if !a.here || a.away || a.ringing || a.leaving || a.wants != nil || a.wrapping > 0 || !a.handles[ch] {
		return false
	}
	return a.load == 0 || a.whole == 0 && a.load < manners[ch].together
}

// offer rings a contact at the agent who has been idle longest, if one is free.
func (f *floor) offer(c int32) bool {
	best := f.freest(f.contacts[c].queue, f.contacts[c].channel)
	if best < 0 {
		return false
	}
	f.ring(c, best)
	return true
}

// freest returns the agent who should get the next contact: without work rather than with some, idle for long
// rather than for short; -1 when nobody is free.
func (f *floor) freest(q int32, ch channel) int32 {
	best := int32(-1)
	for _, i := range f.queues[q].skilled {
		a := &f.agents[i]
		if !a.canTake(ch) {
			continue
		}
		if best >= 0 {
			b := &f.agents[best]
			if a.load > b.load || a.load == b.load && a.idle >= b.idle {
				continue
			}
		}
		best = i
	}
	return best
}

// seekWork lets an agent who may have a hand free go home, go on a break, or take the most urgent contact.
func (f *floor) seekWork(i int32) {
	a := &f.agents[i]
	if !a.here || a.ringing {
		return
	}
	if a.load == 0 {
		switch {
		case a.leaving:
			a.here, a.away, a.wants = false, false, nil
			f.state(i, feed.Offline, "")
			return
		case a.wants != nil && !a.away:
			p := a.wants
			a.wants = nil
			f.goAway(i, feed.Away, p.reason, p.length)
			return
		}
	}
	if l := f.mostUrgent(a); l != nil {
		c := f.first(l)
		f.advance(l)
		f.ring(c, i)
	}
}

// mostUrgent returns the line whose first contact has waited longest, measured by what its channel finds
// acceptable and weighed by priority; nil when nothing waits that the agent can take.
func (f *floor) mostUrgent(a *agent) *line {
	var best *line
	most := 0.0
	for _, q := range a.skills {
		for ch := range numChannels {
			l := &f.queues[q].waiting[ch]
			if len(l.places) == 0 || !a.canTake(ch) {
				continue
			}
			c := f.first(l)
			if c < 0 {
				continue
			}
			urgency := float64(f.now-f.contacts[c].entered+second) / float64(manners[ch].target)
			if f.queues[q].profile.priority > 0 {
				urgency *= 3
			}
			if urgency > most {
				best, most = l, urgency
			}
		}
	}
	return best
}

// ring offers a contact to an agent. Letters and posts are taken from a list and cannot be missed.
func (f *floor) ring(c, i int32) {
	ct, a := &f.contacts[c], &f.agents[i]
	ct.phase, ct.rings = ringing, i
	a.ringing = true
	var takes int64
	switch ct.channel {
	case voice:
		f.state(i, feed.Ringing, "")
		takes = f.between(1500, 7*second)
	case chat:
		takes = f.between(1200, 6*second)
	default:
		takes = f.between(800, 4*second)
	}
	if (ct.channel == voice || ct.channel == chat) && f.chance(a.misses) {
		f.set(ringsOut, c, 20*second)
		return
	}
	f.set(picksUp, c, takes)
}

// stopRinging frees an agent whose caller is gone.
func (f *floor) stopRinging(i int32) {
	f.agents[i].ringing = false
	f.rest(i)
}

// rest is an agent with a hand free again.
func (f *floor) rest(i int32) {
	a := &f.agents[i]
	if a.load == 0 {
		a.idle = f.now
		if !a.leaving && a.wants == nil && !a.away {
			f.state(i, feed.Available, "")
		}
	}
	f.seekWork(i)
}

// miss is a contact that the agent did not take: it goes to another, and the agent is taken out for a moment.
func (f *floor) miss(c int32) {
	ct := &f.contacts[c]
	i := ct.rings
	a := &f.agents[i]
	f.by(f.tell(feed.Missed, c), i)
	f.send()
	ct.phase = waiting
	a.ringing = false
	if a.load == 0 && !a.leaving && a.wants == nil {
		f.goAway(i, feed.Away, "missed", f.between(40*second, 100*second))
	}
	if !f.offer(c) {
		f.queues[ct.queue].waiting[ct.channel].pushFront(c, ct.step)
		ct.timers++
	}
	f.seekWork(i)
}

func (f *floor) goAway(i int32, s feed.AgentState, reason string, length int64) {
	f.agents[i].away = true
	f.state(i, s, reason)
	f.push(timer{at: f.now + length, kind: returns, who: i})
}

// comeToWork ends a break.
func (f *floor) comeToWork(i int32) {
	a := &f.agents[i]
	if !a.here || !a.away {
		return
	}
	a.away = false
	f.rest(i)
}

// drop loses the connection of an agent for some minutes.
func (f *floor) drop(i int32) {
	if a := &f.agents[i]; a.here && !a.away && !a.ringing && a.load == 0 {
		f.goAway(i, feed.Unreachable, "", f.between(2*minute, 9*minute))
	}
}

// lend lets a third of the others help where the trouble is: the supervisors' answer to an outage.
func (f *floor) lend() {
	q := &f.queues[f.trouble]
	own := len(q.skilled)
	for i := range f.agents {
		a := &f.agents[i]
		if i%3 == 0 && !a.handles[email] && !slices.Contains(q.skilled[:own], int32(i)) {
			a.skills = append(a.skills, f.trouble)
			q.skilled = append(q.skilled, int32(i))
		}
	}
	f.lent = q.skilled[own:]
	for _, i := range f.lent {
		f.seekWork(i)
	}
}

// takeBack ends the help.
func (f *floor) takeBack() {
	for _, i := range f.lent {
		a := &f.agents[i]
		a.skills = a.skills[:len(a.skills)-1]
	}
	q := &f.queues[f.trouble]
	q.skilled = q.skilled[:len(q.skilled)-len(f.lent)]
}

// turnAway empties the lines of calls and chats when the floor closes.
func (f *floor) turnAway() {
	for q := range f.queues {
		for _, ch := range []channel{voice, chat} {
			l := &f.queues[q].waiting[ch]
			for c := f.first(l); c >= 0; c = f.first(l) {
				f.tell(feed.FlowedOut, c).Reason = "closed"
				f.send()
				f.leaveQueue(c)
			}
		}
	}
}
