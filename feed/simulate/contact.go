package simulate

import "floorboard/feed"

// contact is one conversation with a customer.
type contact struct {
	id, customer string
	topic        topic
	channel      channel
	queue        int32
	agent        int32 // who holds it or held it last; -1 before
	rings        int32 // at which agent, while it does
	told         bool  // its fields have been said (Options.Terse)

	phase   phase
	step    uint32 // grows whenever the timers set before are void
	timers  int32  // timers set and not yet due, places in a line included
	entered int64  // the queue it waits in

	// What the customer went through.
	waited    int64
	tries     int // contacts about the same before this one
	turns     int // answers of the agent still to come
	rounds    int // times it came to an agent
	transfers int
	escalated bool
	held      bool
	solved    bool
	reopened  bool
	byOutage  bool
	asked     bool // a survey was sent
}

type phase uint8

const (
	waiting phase = iota
	ringing
	live
	wrapping
	over
	gone // its place is free for another
)

// set sets a timer of a contact that is void as soon as the contact moves on.
func (f *floor) set(k kind, i int32, in int64) {
	c := &f.contacts[i]
	c.timers++
	f.push(timer{at: f.now + in, kind: k, who: i, step: c.step})
}

// later sets a timer of a contact that is valid whatever happens until then.
func (f *floor) later(k kind, i int32, in int64) {
	f.contacts[i].timers++
	f.push(timer{at: f.now + in, kind: k, who: i})
}

// meet makes a new contact, which has not entered a queue yet.
func (f *floor) meet(customer string, q int32, ch channel, t topic, tries int) int32 {
	var i int32
	if n := len(f.spare); n > 0 {
		i, f.spare = f.spare[n-1], f.spare[:n-1]
	} else {
		f.contacts = append(f.contacts, contact{})
		i = int32(len(f.contacts) - 1)
	}
	f.seen++
	f.contacts[i] = contact{id: number("c", f.seen), customer: customer, queue: q, channel: ch, topic: t, agent: -1, step: 1, tries: tries}
	return i
}

// release forgets a contact that is over and has nothing to come.
func (f *floor) release(i int32) {
	if c := &f.contacts[i]; c.phase == over && c.timers == 0 {
		c.phase = gone
		f.spare = append(f.spare, i)
	}
}

// arrival lets a new customer come, and sets the timer of the next.
func (f *floor) arrival(t *timer) {
	f.customers++
	customer := number("u", f.customers)
	if t.kind == floodArrives {
		ch := channel(f.pick(outageMix))
		f.nextInFlood(f.now)
		c := f.meet(customer, f.trouble, ch, outage, 0)
		f.contacts[c].byOutage = true
		f.welcome(c)
		return
	}
	s := &f.streams[t.who]
	f.next(t.who, f.now)
	f.welcome(f.meet(customer, s.queue, s.channel, f.drawTopic(s.queue), 0))
}

// drawTopic draws the topic of a contact.
func (f *floor) drawTopic(q int32) topic {
	shares := f.queues[q].profile.topics
	sum := 0.0
	for _, s := range shares {
		sum += s.share
	}
	x := f.Float64() * sum
	for _, s := range shares {
		if x -= s.share; x < 0 {
			return s.topic
		}
	}
	return shares[0].topic
}

// welcome begins a conversation: into the queue, the first words, a bot's greeting.
func (f *floor) welcome(i int32) {
	c := &f.contacts[i]
	ch := c.channel
	f.enter(i, feed.Queued)
	if ch == voice {
		return
	}
	f.customerWrites(i)
	if ch == chat && f.chance(0.75) {
		f.set(botSays, i, f.between(900, 1800))
		if f.chance(0.35) {
			f.set(botSays, i, f.between(9*second, 25*second))
		}
	}
	if ch == email {
		f.set(botSays, i, f.between(1500, 9000))
	}
}

// enter puts a contact into its queue. The event is what brings it there: queued, or a transfer's.
func (f *floor) enter(i int32, by feed.Type) {
	c := &f.contacts[i]
	c.step++
	c.phase, c.entered = waiting, f.now
	if by == feed.Queued {
		f.tell(feed.Queued, i)
		f.send()
	}
	f.losePatience(i)
	if !f.offer(i) {
		f.queues[c.queue].waiting[c.channel].push(i, c.step)
		c.timers++
	}
}

// losePatience sets the timers that end a wait without an answer.
func (f *floor) losePatience(i int32) {
	c := &f.contacts[i]
	m := &manners[c.channel]
	switch c.channel {
	case voice:
		f.set(overflow, i, f.between(100*second, 260*second))
	case chat:
		f.set(overflow, i, f.between(5*minute, 9*minute))
	case email:
		if f.chance(0.07) {
			f.set(nudges, i, f.between(40*minute, 150*minute))
		}
	}
	if m.patience == 0 {
		return
	}
	wait := f.about(m.patience, m.spread)
	if f.chance(0.012) {
		wait = f.between(1500, 6*second) // dialled wrong, or thought better of it
	}
	f.set(giveUp, i, max(wait, 1200))
}

// leaveQueue ends a wait, and frees an agent at whom it rang.
func (f *floor) leaveQueue(i int32) {
	c := &f.contacts[i]
	rang := c.phase == ringing
	c.step++
	c.phase = over
	c.waited += f.now - c.entered
	if rang {
		f.stopRinging(c.rings)
	}
}

func (f *floor) abandon(i int32) {
	f.tell(feed.Abandoned, i)
	f.send()
	f.leaveQueue(i)
	c := &f.contacts[i]
	if c.tries < 3 && f.chance(0.42) {
		f.later(comesBack, i, f.about(5*minute, 0.8))
	}
}

// flowOut sends a contact that waits too long elsewhere: callers to voicemail, chats to a form.
func (f *floor) flowOut(i int32) {
	c := &f.contacts[i]
	if c.phase != waiting || f.chance(0.4) {
		return
	}
	e := f.tell(feed.FlowedOut, i)
	e.Reason = "voicemail"
	if c.channel == chat {
		e.Reason = "timeout"
	}
	f.send()
	f.leaveQueue(i)
	if f.chance(0.2) {
		f.later(comesBack, i, f.about(25*minute, 0.6))
	}
}

// comeBack lets the customer try again about the same: a new conversation, often on another channel.
func (f *floor) comeBack(i int32) {
	if f.now >= f.close {
		return
	}
	c := f.contacts[i]
	ch := c.channel
	if f.chance(0.45) {
		ch = channel(f.pick(f.queues[c.queue].profile.mix[:]))
	}
	n := f.meet(c.customer, c.queue, ch, c.topic, c.tries+1)
	f.contacts[n].byOutage = c.byOutage
	f.welcome(n)
}

// customerWrites is a message of the customer; some of what is public has its text.
func (f *floor) customerWrites(i int32) {
	c := &f.contacts[i]
	e := f.tell(feed.Replied, i)
	e.By = feed.ByCustomer
	if c.channel == social && c.rounds == 0 {
		e.Text = f.fill(f.voices.post(c.byOutage), i)
	}
	f.send()
}

// line is the contacts that wait in one queue on one channel, the longest waiting first. Who has left since is
// skipped when it is their turn.
type line struct {
	places []place
	head   int
}

type place struct {
	contact int32
	step    uint32
}

func (l *line) push(c int32, step uint32) {
	if l.head > 64 && l.head*2 > len(l.places) {
		l.places = l.places[:copy(l.places, l.places[l.head:])]
		l.head = 0
	}
	l.places = append(l.places, place{c, step})
}

// pushFront puts a contact back to the head.
func (l *line) pushFront(c int32, step uint32) {
	if l.head == 0 {
		l.places = append([]place{{}}, l.places...)
		l.head = 1
	}
	l.head--
	l.places[l.head] = place{c, step}
}

// first returns the contact that waits longest, or -1.
func (f *floor) first(l *line) int32 {
	for l.head < len(l.places) {
		p := l.places[l.head]
		c := &f.contacts[p.contact]
		if c.phase == waiting && c.step == p.step {
			return p.contact
		}
		f.advance(l)
	}
	l.places, l.head = l.places[:0], 0
	return -1
}

// advance takes the head out of a line.
func (f *floor) advance(l *line) {
	i := l.places[l.head].contact
	l.head++
	f.contacts[i].timers--
	f.release(i)
}
