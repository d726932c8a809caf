package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// op is an event with its names turned into numbers: what is kept of it until its turn comes.
type op struct {
	at    int64 // its own time
	order int64 // its place in the order
	conv  handle

	agent, toAgent                              uint32
	queue, channel, topic, stage, team, toQueue uint16
	reason                                      uint16
	kind                                        feed.Type
	by                                          feed.By
	state                                       feed.AgentState
	csat, nps, ces                              int8
	currency                                    uint8
	first, second                               int64  // see stated
	visit                                       uint64 // the customer and the topic; 0 when not both are known
}

// stated puts the numbers that an event of this type may carry into the op's two fields.
func (o *op) stated(e *feed.Event) {
	switch e.Type {
	case feed.Answered, feed.Abandoned, feed.FlowedOut:
		o.first = e.Wait
	case feed.Ended, feed.Transferred, feed.Closed:
		o.first, o.second = e.Talk, e.Hold
	case feed.WrappedUp:
		o.first = e.WrapUp
	case feed.Promised:
		o.first = e.Due
	case feed.Sold:
		o.first = e.Amount
	case feed.Rated:
		o.csat, o.nps, o.ces = e.CSAT, e.NPS, e.CES
	default:
		o.first, o.second = feed.Absent, feed.Absent
	}
}

// translate makes an op of an event. Most names are those that the conversation has already.
func (l *Ledger) translate(e *feed.Event, conv uint64) op {
	o := op{at: e.Time, order: e.Time, kind: e.Type, by: e.By, state: e.State}
	o.stated(e)
	var near fact.Key
	if e.Conversation != "" {
		o.conv = l.conversation(&o, e.Conversation, uint32(conv))
		near = l.convs.at(o.conv).key
	}
	d := l.dict
	o.agent = named(d.Agent, near.Agent, e.Agent)
	o.queue = uint16(named(d.Queue, uint32(near.Queue), e.Queue))
	o.channel = uint16(named(d.Channel, uint32(near.Channel), e.Channel))
	o.topic = uint16(named(d.Topic, uint32(near.Topic), e.Topic))
	o.stage = uint16(named(d.Stage, uint32(near.Stage), e.Stage))
	o.team = uint16(named(d.Team, uint32(near.Team), e.Team))
	if e.Type == feed.Queued && e.Customer != "" && e.Topic != "" {
		o.visit = l.visits.key(e.Customer, e.Topic)
	}
	switch e.Type {
	case feed.Transferred:
		o.toQueue, o.toAgent = uint16(d.Queue.ID(e.ToQueue)), d.Agent.ID(e.ToAgent)
	case feed.AgentStateChanged:
		o.reason = uint16(d.Reason.ID(e.Reason))
	case feed.Sold:
		o.currency = uint8(d.Currency.ID(e.Currency))
	}
	return o
}

func named(n *fact.Names, guess uint32, name string) uint32 {
	if name == "" {
		return 0
	}
	return n.Near(guess, name)
}

// conversation finds or makes the op's conversation. A new one remembers when it was first queued, because no
// other event of it comes before that: where a clock says so, the clock is wrong, and the duration is left out.
func (l *Ledger) conversation(o *op, id string, hash uint32) handle {
	h, isNew := l.convs.find(id, hash)
	c := l.convs.at(h)
	switch {
	case isNew && o.kind == feed.Queued:
		c.entered = o.at
	case isNew:
		l.retire(h)
	case l.convs.status[h]&seen == 0 && o.kind != feed.Queued && c.entered > o.at:
		o.order = c.entered
	}
	return h
}

// waitingRoom holds the ops of which the order is not settled yet, in order; equal ones as they arrived.
type waitingRoom struct {
	ops  []op
	head int
}

func (w *waitingRoom) len() int { return len(w.ops) - w.head }

func (w *waitingRoom) put(o op) {
	if w.head > 1024 && w.head > len(w.ops)/2 {
		w.ops = w.ops[:copy(w.ops, w.ops[w.head:])]
		w.head = 0
	}
	w.ops = append(w.ops, o)
	i := len(w.ops) - 1
	for ; i > w.head && w.ops[i-1].order > o.order; i-- {
		w.ops[i] = w.ops[i-1]
	}
	w.ops[i] = o
}

func (w *waitingRoom) pending() []op { return w.ops[w.head:] }
