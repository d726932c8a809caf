package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// op is an event with its names turned into numbers: what is kept of it until its turn comes. It fills a line of the processor's cache.
type op struct {
	at   int64 // its own time
	conv handle

	agent, toAgent                              uint32
	queue, channel, topic, stage, team, toQueue uint16
	reason                                      uint16
	typ                                         feed.Type
	by                                          feed.By
	state                                       feed.AgentState
	csat, nps, ces                              int8
	currency                                    uint8
	first, second                               int64 // see stated
}

// visit is the customer and the topic of a queuing, 0 when not both are known.
func (o *op) visit() uint64 {
	if o.typ != feed.Queued {
		return 0
	}
	return uint64(o.first)
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

// translate makes an op of an event; which conversation it is about is not looked up yet. It returns false if a name has no number.
func (p *Preparer) translate(e *feed.Event, o *op) bool {
	*o = op{}
	o.at, o.typ, o.by, o.state = e.Time, e.Type, e.By, e.State
	o.stated(e)
	d := p.dict
	o.agent = d.Agent.Known(e.Agent)
	o.queue = uint16(d.Queue.Known(e.Queue))
	o.channel = uint16(d.Channel.Known(e.Channel))
	o.topic = uint16(d.Topic.Known(e.Topic))
	o.stage = uint16(d.Stage.Known(e.Stage))
	o.team = uint16(d.Team.Known(e.Team))
	highest := max(o.agent, uint32(o.queue), uint32(o.channel), uint32(o.topic), uint32(o.stage), uint32(o.team)) // Missing is above all numbers
	switch e.Type {
	case feed.Queued:
		o.first = int64(p.visit(e.Customer, e.Topic))
	case feed.Transferred:
		o.toQueue, o.toAgent = uint16(d.Queue.Known(e.ToQueue)), d.Agent.Known(e.ToAgent)
		highest = max(highest, uint32(o.toQueue), o.toAgent)
	case feed.AgentStateChanged:
		o.reason = uint16(d.Reason.Known(e.Reason))
		highest = max(highest, uint32(o.reason))
	case feed.Sold:
		currency := d.Currency.Known(e.Currency)
		o.currency = uint8(currency)
		highest = max(highest, currency)
	}
	return highest < fact.Missing
}

// name gives numbers to the op's names that have none. Names get their numbers in the order of the feed: where there are more than a
// dimension may have, it is always the same ones that count as others.
func (l *Ledger) name(e *feed.Event, o *op) {
	d := l.dict
	for _, n := range [...]struct {
		of   *fact.Names
		name string
		id   *uint16
	}{{d.Queue, e.Queue, &o.queue}, {d.Channel, e.Channel, &o.channel}, {d.Topic, e.Topic, &o.topic}, {d.Stage, e.Stage, &o.stage},
		{d.Team, e.Team, &o.team}, {d.Queue, e.ToQueue, &o.toQueue}, {d.Reason, e.Reason, &o.reason}} {
		if *n.id == fact.Missing {
			*n.id = uint16(n.of.ID(n.name))
		}
	}
	for _, agent := range [...]struct {
		name string
		id   *uint32
	}{{e.Agent, &o.agent}, {e.ToAgent, &o.toAgent}} {
		if *agent.id == fact.Missing {
			*agent.id = d.Agent.ID(agent.name)
		}
	}
	if o.typ == feed.Sold {
		o.currency = uint8(d.Currency.ID(e.Currency))
	}
}

// conversation finds or makes the op's conversation, which may be this one. One that is not seen yet remembers when it will be queued.
func (l *Ledger) conversation(o *op, id *string, hash uint64, h handle) handle {
	isNew := false
	if !l.convs.is(h, hash) {
		h, isNew = l.convs.find(id, hash)
	}
	c := l.convs.at(h)
	unseen := l.convs.status[h]&seen == 0
	switch {
	case unseen && o.typ == feed.Queued && (c.entered.ms() == 0 || c.entered.ms() > o.at):
		c.entered.set(o.at)
		c.hold(0)
	case isNew:
		l.retire(h)
	}
	return h
}
