// Package ledger knows the open conversations and the agents. It takes events as they come, puts them in order, and
// turns them into facts.
//
//	events ─► translate ─► waiting room ─► apply ─► facts
//	          names and     in order, for   what it
//	          conversation  `Lateness`      means
//
// An event counts as settled once nothing can come before it any more: when the feed has moved on by the lateness
// bound. What is not settled yet is applied at a look (look.go), shown, and taken back before more is taken (journal.go), so that
// a number never waits for the bound, and does not depend on the order of arrival within it.
package ledger

import (
	"math"
	"slices"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// Options are the bounds of a ledger's memory. Times are in ms.
type Options struct {
	Lateness  int64 // within it, the order of arrival does not matter
	Expiry    int64 // a conversation without any event for this long is forgotten
	Recontact int64 // until this long after it, a reopening takes a first contact resolution back
	LastIDs   int   // how many event ids are remembered
	Retained  int   // how many conversations are remembered that are not open; 0 is a default
	Pending   int   // how many events may wait for their order to settle; 0 is a default
}

const (
	defaultRetained = 1 << 18
	defaultPending  = 1 << 18
)

// Stats is what came in.
type Stats struct {
	Events, Rejected, Duplicates, OutOfOrder, UnknownTypes, Expired int64

	First, Last int64               // times of the earliest and the newest event, ms; valid when Events > 0
	Carried     [feed.NumTypes]bool // types that the feed has carried at least once
}

// Ledger is the state. It is used by one goroutine.
type Ledger struct {
	Stats

	opt      Options
	prep     *Preparer
	dict     *fact.Dictionary
	convs    convs
	agents   []agent
	promises promises
	earlier  map[handle][]solution // see setEarlier
	ids      seenIDs
	room     waitingRoom
	retired  retired
	visits   visits
	settled  int64 // what comes at or before this is late
	oldest   int64 // no conversation has been silent for longer than since then
	expired  int64 // when it was last seen who has been silent for too long
	limit    int64 // events after it are ignored
	bound    int64 // events after it are ignored, or early
	early    early
	facts    []fact.Fact
	about    handle   // the conversation that facts are about
	journal  *journal // during a look
	ahead    ahead
	touched  uint32 // see warm
	pace     pace
}

// New returns an empty ledger for batches that p prepares.
func New(p *Preparer, o Options) *Ledger {
	if o.Retained == 0 {
		o.Retained = defaultRetained
	}
	if o.Pending == 0 {
		o.Pending = defaultPending
	}
	return &Ledger{
		opt: o, prep: p, dict: p.dict, convs: newConvs(), promises: promises{of: map[handle][]promise{}}, earlier: map[handle][]solution{}, ids: newSeenIDs(o.LastIDs), visits: newVisits(),
		settled: math.MinInt64, expired: math.MinInt64, oldest: math.MaxInt64, limit: math.MaxInt64,
		bound: math.MaxInt64, early: early{horizon: math.MaxInt64}, agents: make([]agent, 1), ahead: ahead{journal: newJournal()},
	}
}

// Limit makes the ledger ignore events after this instant (Unix ms).
func (l *Ledger) Limit(at int64) {
	l.limit = at
	l.setBound()
}

// Ignores says whether an event of this time (Unix ms) is beyond the limit, or held back for now.
func (l *Ledger) Ignores(at int64) bool { return at > l.bound && (at > l.limit || l.isEarly(at)) }

// Take takes the events of a batch. The batch may be released afterwards.
//
// The events were decoded on other processors. What was prepared of them lies closer together, and so the events themselves are
// left alone as long as no conversation begins.
func (l *Ledger) Take(b *feed.Batch) {
	l.goBack()
	l.trim()
	l.Rejected += int64(b.Rejects)
	l.UnknownTypes += int64(b.Unknown)
	p := l.prep.made(b)
	for _, i := range p.new {
		l.name(&b.Events[i], &p.ops[i])
	}
	for first := 0; first < len(b.Events); first += group {
		last := min(first+group, len(b.Events))
		found := l.warm(p.hashes[first:last])
		for i := first; i < last; i++ {
			l.take(&p.ops[i], p.hashes[i], found[i-first], &b.Events[i].Conversation, b.Ordered)
		}
	}
	p.by = nil
}

func (l *Ledger) take(o *op, known hashes, found handle, conversation *string, ordered bool) {
	if o.at > l.bound {
		if o.at > l.limit {
			return
		}
		if l.isEarly(o.at) {
			l.hold(o, known, conversation)
			return
		}
	}
	if known.id != 0 && l.ids.repeated(known.id) {
		l.Duplicates++
		return
	}
	if l.Events == 0 || o.at < l.First {
		l.First = o.at
	}
	if l.Events == 0 || o.at > l.Last {
		l.Last = o.at
	}
	l.Events++
	l.pace.add(o.at)
	l.Carried[o.typ] = true
	if o.typ == feed.Heartbeat {
		l.settle(o.at - l.opt.Lateness)
		return
	}
	if known.conv != 0 {
		o.conv = l.conversation(o, conversation, known.conv, found)
	}
	if ordered && l.room.len() == 0 || o.at <= l.settled { // beside a feed of which events wait, a log written in order waits as well
		l.breakPromises(o.at)
		l.catchUp(o)
		l.apply(o)
		l.settle(o.at - l.opt.Lateness)
		return
	}
	place := l.room.put(o)
	if o.conv != 0 {
		c := l.convs.at(o.conv)
		c.set(awaited)
		if o.typ == feed.Queued && l.convs.status[o.conv]&seen == 0 && o.at == c.entered.ms() && c.held() == 0 {
			c.hold(place + 1)
		}
	}
	l.settle(o.at - l.opt.Lateness)
}

// settle applies, in order, what is not younger than the given instant, and what there is no room for.
func (l *Ledger) settle(until int64) {
	was := l.settled
	l.settled = max(was, until)
	for l.room.len() > 0 {
		if at := l.room.first().at; at > l.settled {
			if l.room.len() <= l.opt.Pending {
				break
			}
			l.settled = at
		}
		o := l.room.call()
		l.breakPromises(o.at)
		if o.typ == feed.Answered {
			if p, ok := l.queuedLater(o); ok {
				queued := l.room.take(p)
				l.apply(&queued)
			}
		}
		l.apply(o)
	}
	if l.settled == was { // what a late event begins, the next one may end
		return
	}
	l.breakPromises(l.settled)
	if l.settled-l.opt.Expiry >= l.oldest && l.settled >= l.expired+expireEvery {
		l.expired = l.settled
		l.expire(l.settled)
	}
}

// catchUp applies the queuing of a contact that was not seen yet, before o, which comes too late to be put in order: of such
// events the order of arrival is the truth.
func (l *Ledger) catchUp(o *op) {
	if o.conv == 0 || l.convs.status[o.conv]&seen != 0 {
		return
	}
	if c := l.convs.at(o.conv); c.held() > 0 {
		queued := l.room.take(c.held() - 1)
		l.apply(&queued)
	}
}

// Facts returns the facts settled since the last Drain. They are valid until the ledger takes more.
func (l *Ledger) Facts() []fact.Fact { return l.facts }

// Drain hands out the facts settled since the last call. The ledger writes the next ones into the list that it is given in turn.
func (l *Ledger) Drain(next []fact.Fact) []fact.Fact {
	facts := l.facts
	l.facts = next[:0]
	return facts
}

// emit notes a fact. It writes it in place and field by field: a processor waits when it copies as a whole what it has just written
// in pieces.
func (l *Ledger) emit(k fact.Kind, key fact.Key, at, value int64) {
	n := len(l.facts)
	if n == cap(l.facts) {
		l.facts = slices.Grow(l.facts, 1)
	}
	l.facts = l.facts[:n+1]
	f := &l.facts[n]
	f.At, f.Value, f.Conv, f.Kind, f.Aux = at, value, uint32(l.about), k, 0
	f.Queue, f.Channel, f.Topic, f.Stage, f.Team, f.Agent = key.Queue, key.Channel, key.Topic, key.Stage, key.Team, key.Agent
}

// span returns the time between two instants. A negative one is counted as out of order and not known.
func (l *Ledger) span(from, to int64) int64 {
	if to < from {
		l.Stats.OutOfOrder++
		return fact.Unknown
	}
	return to - from
}
