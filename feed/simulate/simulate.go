// Package simulate makes up a day on a support floor: a discrete-event simulation of customers who arrive,
// wait, lose patience and come back, and of agents with shifts, skills and breaks who take what has waited longest. The
// numbers on a board are consequences: service level comes out of staffing, and ratings out of what the
// customer went through.
//
// The simulation reads no clock and no global randomness: equal options give equal events.
package simulate

import (
	"iter"
	"strconv"

	"floorboard/feed"
)

// Day returns the events of the day that o describes, in the order of their times. The event that is yielded is
// overwritten by the next one; its strings stay valid.
func Day(o Options) iter.Seq[*feed.Event] {
	return func(yield func(*feed.Event) bool) {
		newFloor(o.orDefaults(), yield).run()
	}
}

// kind is what a timer is for.
type kind uint8

const (
	// of a stream
	arrives      kind = iota // a contact comes
	floodArrives             // one comes because of the outage

	// of a contact that waits
	giveUp   // the customer leaves
	overflow // the queue sends it elsewhere
	botSays  // a bot answers
	nudges   // the customer asks again

	// of a contact that rings at an agent
	picksUp
	ringsOut

	// of a contact that an agent holds
	agentSays
	customerSays
	holds
	resumes
	diverts // to another queue or to a superior
	finishes
	wrapsUp

	// of a contact that is over
	writesBack
	comesBack
	solves
	recurs
	asked
	rates
	complains
	forgotten

	// of an agent
	signsIn
	leaves
	wantsPause
	returns
	drops

	// of the floor
	allHands
	handsBack
	closes
)

// floor is the state of the simulation.
type floor struct {
	dice
	timers
	o     Options
	yield func(*feed.Event) bool
	done  bool // the reader has enough

	now, start, end int64
	close           int64   // when the lines close: calls and chats that wait are turned away
	dawn            float64 // the hour of the clock at start
	outage          int64   // when the outage begins; after end without one
	floodRate       float64 // arrivals a millisecond at its height
	trouble         int32   // the queue that it floods

	queues  []queue
	shares  []float64 // of each queue in all contacts
	streams []stream
	agents  []agent
	lent    []int32 // agents who help out in the trouble
	pauses  []pause

	contacts  []contact
	spare     []int32 // contacts that are over and forgotten
	customers int64

	event  feed.Event
	events int64
	seen   int64 // conversations so far
	voices voices
}

// queue is one queue with its contacts that wait.
type queue struct {
	name    string
	profile *profile
	skilled []int32 // agents
	waiting [numChannels]line
}

func newFloor(o Options, yield func(*feed.Event) bool) *floor {
	f := &floor{dice: newDice(o.Seed, 0), o: o, yield: yield}
	f.voices.dice = newDice(o.Seed, 1)
	f.start = o.Start.UnixMilli()
	f.end = f.start + int64(o.Hours*hour)
	f.close = f.end - min(20*minute, (f.end-f.start)/10)
	f.dawn = dawnOf(o.Start)
	f.timers = newTimers(f.start, f.end)
	f.now = f.start
	f.open()
	f.hire(f.plan())
	f.arrange()
	return f
}

// open makes the queues and their streams of arrivals.
func (f *floor) open() {
	f.queues = make([]queue, f.o.Queues)
	f.shares = make([]float64, f.o.Queues)
	total := 0.0
	for i := range f.queues {
		p := &profiles[i%len(profiles)]
		f.queues[i] = queue{name: queueName(i), profile: p}
		f.shares[i] = p.share
		total += p.share
	}
	for i := range f.shares {
		f.shares[i] /= total
		for ch := range numChannels {
			if f.queues[i].profile.mix[ch] > 0 {
				f.streams = append(f.streams, stream{queue: int32(i), channel: ch})
			}
		}
	}
	f.trouble = int32(min(troubled, f.o.Queues-1))
}

// arrange sets the timers that the day begins with.
func (f *floor) arrange() {
	for i := range f.streams {
		f.next(int32(i), f.start)
		if int(f.streams[i].queue) == int(f.trouble) {
			f.floodRate += f.streams[i].rate * outageMore
		}
	}
	f.outage = f.end + floodEnd
	if f.o.Outage > 0 && f.start+f.o.Outage.Milliseconds() < f.end {
		f.outage = f.start + f.o.Outage.Milliseconds()
		f.nextInFlood(f.outage)
		f.push(timer{at: f.outage + 32*minute, kind: allHands})
		f.push(timer{at: f.outage + 85*minute, kind: handsBack})
	}
	f.push(timer{at: f.close, kind: closes})
}

// run lets the day happen.
func (f *floor) run() {
	for !f.done {
		t, ok := f.pop()
		if !ok || t.at >= f.end {
			return
		}
		f.now = t.at
		switch {
		case t.kind < giveUp:
			f.arrival(&t)
		case t.kind < signsIn:
			f.contactTimer(&t)
		case t.kind < allHands:
			f.agentTimer(&t)
		default:
			f.floorTimer(&t)
		}
	}
}

func (f *floor) contactTimer(t *timer) {
	c := &f.contacts[t.who]
	c.timers--
	if t.step == 0 || t.step == c.step {
		f.contactAct(t.kind, t.who)
	}
	f.release(t.who)
}

func (f *floor) contactAct(k kind, c int32) {
	switch k {
	case giveUp:
		f.abandon(c)
	case overflow:
		f.flowOut(c)
	case botSays:
		f.tell(feed.Replied, c).By = feed.ByBot
		f.send()
	case nudges:
		f.customerWrites(c)
	case picksUp:
		f.answer(c)
	case ringsOut:
		f.miss(c)
	case agentSays:
		f.agentReplies(c)
	case customerSays:
		f.customerReplies(c)
	case holds:
		f.hold(c)
	case resumes:
		f.tell(feed.Resumed, c)
		f.send()
	case diverts:
		f.divert(c)
	case finishes:
		f.finish(c)
	case wrapsUp:
		f.wrapUp(c)
	case writesBack:
		f.customerWrites(c)
		f.enter(c, feed.Queued)
	case comesBack:
		f.comeBack(c)
	case solves:
		f.solve(c)
	case recurs:
		f.reopen(c)
	case asked:
		f.survey(c)
	case rates:
		f.rate(c)
	case complains:
		f.complain(c)
	case forgotten:
		f.tell(feed.Closed, c)
		f.send()
	}
}

func (f *floor) agentTimer(t *timer) {
	a := &f.agents[t.who]
	switch t.kind {
	case signsIn:
		a.here, a.leaving, a.wants = true, false, nil
		f.state(t.who, feed.Available, "")
		f.seekWork(t.who)
	case leaves:
		a.leaving = true
		f.seekWork(t.who)
	case wantsPause:
		a.wants = &f.pauses[t.step]
		f.seekWork(t.who)
	case returns:
		f.comeToWork(t.who)
	case drops:
		f.drop(t.who)
	}
}

func (f *floor) floorTimer(t *timer) {
	switch t.kind {
	case allHands:
		f.lend()
	case handsBack:
		f.takeBack()
	case closes:
		f.turnAway()
	}
}

// tell begins an event about a contact, with what it says of it; send ends it.
func (f *floor) tell(t feed.Type, i int32) *feed.Event {
	c := &f.contacts[i]
	e := f.begin(t)
	e.Conversation = c.id
	if f.o.Terse && c.told {
		return e
	}
	c.told = true
	e.Queue = f.queues[c.queue].name
	e.Channel = manners[c.channel].name
	e.Customer = c.customer
	e.Topic = topics[c.topic].name
	e.Stage = topics[c.topic].stage
	if p := f.queues[c.queue].profile.priority; p > 0 && t == feed.Queued {
		e.Priority, e.HasPriority = p, true
	}
	if c.agent >= 0 && t != feed.Queued && t != feed.Abandoned && t != feed.FlowedOut {
		f.by(e, c.agent)
	}
	return e
}

// by names the agent of an event, where tell does not.
func (f *floor) by(e *feed.Event, i int32) {
	e.Agent = f.agents[i].name
	if !f.o.Terse {
		e.Team = f.agents[i].team
	}
}

func (f *floor) begin(t feed.Type) *feed.Event {
	e := &f.event
	e.Reset()
	f.events++
	e.Type, e.Time, e.ID = t, f.now, number("e", f.events)
	return e
}

func (f *floor) send() {
	if !f.done && !f.yield(&f.event) {
		f.done = true
	}
}

// number writes an identifier with at least six digits: c000123.
func number(prefix string, n int64) string {
	var b [24]byte
	s := append(b[:0], prefix...)
	for limit := int64(100_000); limit > n && limit > 1; limit /= 10 {
		s = append(s, '0')
	}
	return string(strconv.AppendInt(s, n, 10))
}
