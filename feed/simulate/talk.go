package simulate

import "floorboard/feed"

// paced is how long something takes an agent.
func (f *floor) paced(length int64, a *agent) int64 {
	return int64(float64(length) * a.tempo / f.o.Pace)
}

// take gives a contact into an agent's hands.
func (f *floor) take(c, i int32) {
	ct, a := &f.contacts[c], &f.agents[i]
	ct.step++
	ct.phase, ct.agent = live, i
	ct.rounds++
	a.load++
	if manners[ct.channel].together == 1 {
		a.whole++
	}
}

// letGo takes a contact out of its agent's hands.
func (f *floor) letGo(c int32) {
	ct := &f.contacts[c]
	a := &f.agents[ct.agent]
	a.load--
	if manners[ct.channel].together == 1 {
		a.whole--
	}
}

// answer is an agent who picks up.
func (f *floor) answer(c int32) {
	ct := &f.contacts[c]
	i := ct.rings
	f.agents[i].ringing = false
	ct.waited += f.now - ct.entered
	f.take(c, i)
	f.by(f.tell(feed.Answered, c), i)
	f.send()
	f.converse(c)
	f.seekWork(i)
}

// converse sets the timers of what an agent and a customer do together.
func (f *floor) converse(c int32) {
	ct := &f.contacts[c]
	a := &f.agents[ct.agent]
	switch ct.channel {
	case voice:
		f.call(c)
	case chat:
		ct.turns = 2 + f.IntN(6)
		if ct.byOutage {
			ct.turns = 2 + f.IntN(2)
		}
		f.set(agentSays, c, 3*second+f.paced(f.about(9*second, 0.6), a))
	case email:
		ct.turns = 1
		f.set(agentSays, c, f.paced(f.about(mailWork, 0.5), a))
	case social:
		ct.turns = 1
		f.set(agentSays, c, f.paced(f.about(postWork, 0.5), a))
	}
}

// call sets the timers of a call: perhaps a hold, perhaps a transfer, the end.
func (f *floor) call(c int32) {
	ct := &f.contacts[c]
	p := f.queues[ct.queue].profile
	median := p.talk
	if ct.byOutage {
		median = median * 6 / 10 // there is not much to say
	}
	if ct.rounds > 1 {
		median = median * 8 / 10
	}
	talk := max(f.paced(f.about(median, 0.5), &f.agents[ct.agent]), 12*second)
	part := func(from, to float64) int64 { return int64((from + (to-from)*f.Float64()) * float64(talk)) }
	switch {
	case ct.transfers < 2 && f.chance(p.transfer+p.escalate):
		f.set(diverts, c, part(0.15, 0.45))
	case f.chance(0.17):
		at := part(0.2, 0.6)
		length := f.paced(f.about(38*second, 0.6), &f.agents[ct.agent])
		f.set(holds, c, at)
		f.set(resumes, c, at+length)
		talk += length
	}
	f.set(finishes, c, talk)
}

func (f *floor) hold(c int32) {
	f.contacts[c].held = true
	f.tell(feed.Held, c)
	f.send()
}

// agentReplies is an agent's message, and what follows it.
func (f *floor) agentReplies(c int32) {
	f.tell(feed.Replied, c).By = feed.ByAgent
	f.send()
	ct := &f.contacts[c]
	ct.turns--
	p := f.queues[ct.queue].profile
	switch {
	case ct.channel != chat:
		f.set(finishes, c, f.between(800, 4*second))
	case ct.turns <= 0:
		f.set(finishes, c, f.about(14*second, 0.6))
	case ct.turns == 1 && ct.transfers < 2 && f.chance(p.transfer+p.escalate):
		f.set(diverts, c, f.between(4*second, 20*second))
	default:
		f.set(customerSays, c, f.about(chatTyping, 0.7))
	}
}

// customerReplies is a customer's message in a chat. An agent with two chats needs longer to answer.
func (f *floor) customerReplies(c int32) {
	f.customerWrites(c)
	ct := &f.contacts[c]
	a := &f.agents[ct.agent]
	takes := f.paced(f.about(chatTurn, 0.6), a)
	if a.load > 1 {
		takes = takes * 5 / 4
	}
	f.set(agentSays, c, max(takes, 3*second))
}

// divert is a contact that its agent cannot solve: to a superior, or into another queue.
func (f *floor) divert(c int32) {
	ct := &f.contacts[c]
	p := f.queues[ct.queue].profile
	if f.chance(p.escalate / (p.escalate + p.transfer)) {
		f.escalate(c)
		return
	}
	to := f.elsewhere(ct.queue, ct.channel)
	if to < 0 {
		f.carryOn(c)
		return
	}
	i := ct.agent
	e := f.tell(feed.Transferred, c)
	f.by(e, i)
	e.ToQueue = f.queues[to].name
	f.send()
	f.letGo(c)
	ct.transfers++
	ct.queue = to
	f.enter(c, feed.Transferred)
	f.rest(i)
}

// elsewhere draws another queue that has the channel; -1 when there is none.
func (f *floor) elsewhere(from int32, ch channel) int32 {
	weights := make([]float64, len(f.queues))
	n := 0
	for q := range f.queues {
		if int32(q) != from && f.queues[q].profile.mix[ch] > 0 {
			weights[q] = f.shares[q]
			n++
		}
	}
	if n == 0 {
		return -1
	}
	return int32(f.pick(weights))
}

var reasons = []string{"asks for a supervisor", "outside guidelines", "repeat contact", "goodwill", "technical fault"}

// escalate asks a superior, who takes over when one is free, and advises otherwise.
func (f *floor) escalate(c int32) {
	ct := &f.contacts[c]
	e := f.tell(feed.Escalated, c)
	f.by(e, ct.agent)
	e.Reason, e.Level = reasons[f.IntN(len(reasons))], "supervisor"
	if ct.queue == f.trouble || ct.topic == setup || ct.topic == connection {
		e.Level = "tier 2"
	}
	f.send()
	ct.escalated = true
	to := f.freest(ct.queue, ct.channel)
	if to < 0 || to == ct.agent || f.chance(0.4) {
		f.carryOn(c)
		return
	}
	from := ct.agent
	e = f.tell(feed.Transferred, c)
	f.by(e, from)
	e.ToAgent = f.agents[to].name
	f.send()
	f.letGo(c)
	ct.transfers++
	f.take(c, to)
	f.converse(c)
	f.rest(from)
}

// carryOn lets a chat go on with the same agent; a call does by itself.
func (f *floor) carryOn(c int32) {
	if f.contacts[c].channel == chat {
		f.set(customerSays, c, f.about(chatTyping, 0.7))
	}
}

// finish ends the live part; the agent has work to do after it.
func (f *floor) finish(c int32) {
	ct := &f.contacts[c]
	a := &f.agents[ct.agent]
	e := f.tell(feed.Ended, c)
	e.By = feed.ByAgent
	if (ct.channel == voice || ct.channel == chat) && f.chance(0.65) {
		e.By = feed.ByCustomer
	}
	f.send()
	ct.step++
	ct.phase = wrapping
	a.wrapping++
	after := int64(mailWrapUp)
	switch ct.channel {
	case voice:
		after = f.queues[ct.queue].profile.wrapUp
	case chat:
		after = f.queues[ct.queue].profile.wrapUp / 2
	}
	f.set(wrapsUp, c, max(f.paced(f.about(after, 0.6), a), second))
}

// wrapUp ends the work after a contact, and settles what becomes of it.
func (f *floor) wrapUp(c int32) {
	ct := &f.contacts[c]
	i := ct.agent
	f.by(f.tell(feed.WrappedUp, c), i)
	f.send()
	ct.step++
	ct.phase = over
	f.agents[i].wrapping--
	f.letGo(c)
	f.settle(c)
	f.rest(i)
}
