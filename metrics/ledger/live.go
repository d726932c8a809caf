package ledger

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
)

// Conversation is an open conversation at the moment of a look.
type Conversation struct {
	Key     fact.Key // where it is; of a waiting one, where it waits
	Open    bool
	Waiting bool
	Entered int64  // when its wait began, ms; of a waiting one
	Since   int64  // when the holding began or, where nobody holds it, its clock of first reply and resolution, ms; 0 when unknown
	Handle  uint32 // for IDOf
}

// EachOpen calls f for every open conversation.
func (l *Ledger) EachOpen(f func(*Conversation)) {
	var view Conversation
	for h, status := range l.convs.status {
		if status&(open|waiting) == 0 {
			continue
		}
		c := l.convs.at(handle(h))
		view = Conversation{Key: l.keyNow(handle(h)), Open: status&open != 0, Handle: uint32(h)}
		if status&waiting != 0 {
			view.Waiting, view.Entered = true, c.entered.ms()
		}
		switch {
		case c.is(live):
			if c.is(beganKnown) {
				view.Since = c.began.ms()
			}
		case c.is(clockRuns):
			view.Since = c.clock.ms()
		}
		f(&view)
	}
}

// keyNow is where a conversation is now; a waiting one is where it waits.
func (l *Ledger) keyNow(h handle) fact.Key {
	c := l.convs.at(h)
	k := l.keyOf(c, c.agent)
	if l.convs.status[h]&waiting != 0 {
		k.Queue, k.Channel = c.entryQueue, c.entryChannel
	}
	return k
}

// IDOf returns the identifier of a conversation, by its number in facts and looks.
func (l *Ledger) IDOf(conv uint32) string { return string(l.AppendID(nil, conv)) }

// AppendID appends that identifier to dst.
func (l *Ledger) AppendID(dst []byte, conv uint32) []byte {
	if conv == 0 {
		return dst
	}
	return append(dst, l.convs.ids.get(l.convs.at(handle(conv)).id)...)
}

// Where returns where a conversation is, by its identifier; false when it is not in memory.
func (l *Ledger) Where(id string) (fact.Key, bool) {
	_, h := l.convs.lookup(l.prep.hash(id))
	if h == 0 || l.convs.status[h]&seen == 0 {
		return fact.Key{}, false
	}
	return l.convs.at(h).key(), true
}

// Conversations returns how many conversations are in memory, open or not.
func (l *Ledger) Conversations() int { return l.convs.used }

// Agent is an agent at the moment of a look.
type Agent struct {
	ID                   uint32
	State                feed.AgentState
	Since                int64 // ms
	Counted              int64 // until when its available time is in facts, ms
	Reason               uint16
	Team, Queue, Channel uint16 // where last seen
}

// EachAgent calls f for every agent ever seen at work or spoken of.
func (l *Ledger) EachAgent(f func(Agent)) {
	for id := range l.agents {
		a := &l.agents[id]
		if id == 0 || a.now == feed.StateUnknown {
			continue
		}
		f(Agent{ID: uint32(id), State: a.now, Since: a.since, Counted: a.counted, Reason: a.reasonNow(), Team: a.team, Queue: a.queue, Channel: a.channel})
	}
}

// reasonNow is why the agent is in the state that was said of it.
func (a *agent) reasonNow() uint16 {
	if a.now == a.said {
		return a.reason
	}
	return 0
}

// TeamOf returns the team of an agent, 0 when unknown.
func (l *Ledger) TeamOf(id uint32) uint16 {
	if int(id) < len(l.agents) {
		return l.agents[id].team
	}
	return 0
}

// EachPromise calls f for every promise that is not kept: open ones, due at so many ms, and broken ones that are still unresolved. The key is
// where its conversation is now.
func (l *Ledger) EachPromise(f func(key fact.Key, due int64, broken bool)) {
	for h, list := range l.promises.of {
		key := l.keyNow(h)
		for i := range list {
			f(key, list[i].due, list[i].broken)
		}
	}
}
