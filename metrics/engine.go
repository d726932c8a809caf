package metrics

import (
	"slices"
	"time"

	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// Engine takes events and answers questions. It reads no clock: the same events give the same numbers for ever. It is
// used by one goroutine; Board lets many look at one.
//
//	batch ─► ledger ─► facts ─► sums of the standing questions
//	                     └────► log ─► sums of any other question
type Engine struct {
	rules  *Rules
	dict   *fact.Dictionary
	ledger *ledger.Ledger
	log    *tally.Log
	views  []*view
	known  known

	history  bool // whether snapshots carry curves
	seq      uint64
	sources  []feed.Status
	rejects  []feed.Reject
	comments []Comment
	book     *caseBook // nil where nobody will ask
}

// NewEngine returns an empty engine. With questions it answers just those, and keeps no more of the past than they need. Without,
// it answers any question over the last two days, and those over all time of which it was told by Stand.
func NewEngine(rules *Rules, qs ...Question) *Engine {
	e := &Engine{rules: rules, dict: fact.NewDictionary()}
	e.ledger = ledger.New(e.dict, ledger.Options{Lateness: rules.Lateness.Milliseconds(), Expiry: rules.Expiry.Milliseconds(), LastIDs: rules.LastIDs})
	keep := reach("today")
	if len(qs) > 0 {
		keep = 0
		for _, q := range qs {
			keep = max(keep, reach(q.Window))
		}
	}
	if len(qs) == 0 || slices.ContainsFunc(qs, func(q Question) bool { return q.Cases != "" }) {
		e.book = newCaseBook()
	}
	e.log = tally.NewLog(keep.Milliseconds())
	e.history = len(qs) == 0
	if len(qs) == 0 {
		qs = []Question{{Window: "all"}}
	}
	for _, q := range qs {
		e.Stand(q)
	}
	return e
}

// Stand makes the engine keep the answer to a question from now on. One over all time should stand before the first event:
// asked later, it reaches back no further than the log.
func (e *Engine) Stand(q Question) { e.view(q) }

// Rules returns the definitions in force.
func (e *Engine) Rules() *Rules { return e.rules }

// SetLimit makes the engine ignore events after now.
func (e *Engine) SetLimit(now time.Time) { e.ledger.Limit(now.UnixMilli()) }

// Fold takes the events of a batch, which may be released afterwards.
func (e *Engine) Fold(b *feed.Batch) {
	if b.Reset {
		e.reset()
	}
	e.note(b)
	e.keepComments(b.Events)
	e.ledger.Take(b)
	e.ledger.Drain(e.settled)
}

// Prepare does the part of Fold's work that knows no order. It may be called by several goroutines, for a batch each, also while
// another one folds.
func (e *Engine) Prepare(b *feed.Batch) { e.ledger.Prepare(b) }

// settled distributes facts that will not change any more. It goes through them once for each who wants them: what one of them
// touches stays in the processor's cache meanwhile.
func (e *Engine) settled(facts []fact.Fact) {
	for i := range facts {
		e.known.mark(&facts[i].Key)
		e.log.Add(&facts[i])
	}
	for _, v := range e.views {
		if v.standing {
			v.now.addAll(facts)
		}
	}
	if e.book == nil {
		return
	}
	for i := range facts {
		e.book.note(&facts[i], e.views[0].now.cell(facts[i].Queue, facts[i].Channel).limits, e.ledger)
	}
}

// reset forgets all events, and keeps the questions.
func (e *Engine) reset() {
	fresh := NewEngine(e.rules)
	fresh.history, fresh.seq = e.history, e.seq
	for _, v := range e.views {
		fresh.Stand(v.q)
	}
	*e = *fresh
}

// note keeps how the source is, and what it rejected.
func (e *Engine) note(b *feed.Batch) {
	for len(e.sources) <= b.Status.Index {
		e.sources = append(e.sources, feed.Status{Index: len(e.sources)})
	}
	if b.Status.Source != "" {
		e.sources[b.Status.Index] = b.Status
	}
	e.rejects = append(e.rejects, b.Rejected...)
	if n := len(e.rejects) - feed.KeptRejects; n > 0 {
		e.rejects = append(e.rejects[:0], e.rejects[n:]...)
	}
}

// view is what is kept to answer a question.
type view struct {
	q           Question
	sieve       *sieve
	standing    bool // its sums are fed by each fact, not from the log
	now         *sums
	before      *sums
	extra       *sums // what is not settled yet, over now's stretch; made anew at each look
	extraBefore *sums
	drawn       map[string]*History // the curves, and the slot in which they were drawn
	drawnAt     int64
	drawnOf     int64  // events that had come by then
	late        bool   // it stood up after the first event
	used        uint64 // when it was last asked, by Engine.seq
}

// maxViews bounds how many questions are remembered that nobody asked at the start.
const maxViews = 32

// view finds or makes the view of a question.
func (e *Engine) view(q Question) *view {
	key := q.key()
	for _, v := range e.views {
		if v.q.key() == key {
			return v
		}
	}
	s := newSieve(q.Filter, e.dict)
	v := &view{q: q, sieve: s, now: newSums(s, e.limits), before: newSums(s, e.limits), extra: newSums(s, e.limits), extraBefore: newSums(s, e.limits)}
	v.standing = q.Window == "all"
	if v.standing && e.ledger.Events > 0 { // too late for the beginning: what the log still has
		v.late = true
		v.now.catchUp(e.log, always, never)
	}
	e.views = append(e.views, v)
	e.dropIdleView()
	return v
}

// dropIdleView forgets the question that was asked longest ago, when there are too many.
func (e *Engine) dropIdleView() {
	if len(e.views) <= maxViews {
		return
	}
	idle := 1
	for i := 1; i < len(e.views)-1; i++ {
		if e.views[i].used < e.views[idle].used {
			idle = i
		}
	}
	e.views = append(e.views[:idle], e.views[idle+1:]...)
}

// limits returns the definitions for one queue and channel.
func (e *Engine) limits(queue, channel uint16) tally.Limits {
	q, c := e.dict.Queue.Name(uint32(queue)), e.dict.Channel.Name(uint32(channel))
	return tally.Limits{Threshold: e.rules.ThresholdFor(q, c).Milliseconds(), Short: e.rules.ShortFor(q).Milliseconds()}
}

// known is which numbers of the dictionary were met in facts, and so stand for groups.
type known struct {
	queues, channels, topics, stages []bool
}

func (k *known) clone() known {
	return known{slices.Clone(k.queues), slices.Clone(k.channels), slices.Clone(k.topics), slices.Clone(k.stages)}
}

func (k *known) mark(key *fact.Key) {
	mark(&k.queues, key.Queue)
	mark(&k.channels, key.Channel)
	mark(&k.topics, key.Topic)
	mark(&k.stages, key.Stage)
}

func mark(list *[]bool, id uint16) {
	for len(*list) <= int(id) {
		*list = append(*list, false)
	}
	(*list)[id] = true
}

// ended says whether every source was read to its end. One that failed may come back.
func (e *Engine) ended() bool {
	for _, s := range e.sources {
		if s.State != feed.Done {
			return false
		}
	}
	return e.ledger.Events > 0 && len(e.sources) > 0
}

// newest is the time of the newest event, the zero time when there was none.
func (e *Engine) newest() time.Time {
	if e.ledger.Events == 0 {
		return time.Time{}
	}
	return time.UnixMilli(e.ledger.Last)
}
