// Package metrics is what events mean. An Engine takes batches of events and answers a Question with a Snapshot, in which every KPI of the
// table (table.go) stands for the whole and for each queue, channel, agent, topic and stage; a Board lets many viewers ask one engine while
// it is fed. README.md shows the way from an event to a number, and which file is about what.
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
	rules    *Rules
	dict     *fact.Dictionary
	preparer *ledger.Preparer
	keep     time.Duration // how far back the log reaches
	limit    time.Time     // events after it are ignored; the zero time for none
	horizon  time.Time     // events after it are held back; the zero time for none
	history  bool          // whether snapshots carry curves and comments
	seq      uint64
	counting counting
	floor
}

// floor is what the engine knows of what happened.
type floor struct {
	ledger *ledger.Ledger
	log    *tally.Log
	views  []*view
	known  known
	met    met

	sources  []feed.Status
	liveWord string    // what is said of the sources that are live, where that is another word
	came     time.Time // when something came last; the zero time where that is not known
	rejects  []feed.Reject
	comments []Comment
	book     *caseBook // nil where nobody will ask
	noted    int       // facts that are not counted yet, but noted in the book
}

// NewEngine returns an empty engine. With questions it answers just those, without curves and comments, and keeps no more of the past
// than they need. Without, it answers any question over the last two days, and those over all time of which it was told by Stand.
func NewEngine(rules *Rules, qs ...Question) *Engine {
	dict := fact.NewDictionary()
	e := &Engine{rules: rules, dict: dict, preparer: ledger.NewPreparer(dict), keep: reach("today"), history: len(qs) == 0}
	if len(qs) > 0 {
		e.keep = 0
		for _, q := range qs {
			e.keep = max(e.keep, reach(q.Window))
		}
	}
	e.clear()
	var sieves []*sieve
	for _, q := range qs {
		if q.Cases != "" {
			sieves = append(sieves, newSieve(q.Filter, dict))
		}
	}
	if len(qs) == 0 || len(sieves) > 0 {
		e.book = newCaseBook(sieves)
	}
	if len(qs) == 0 {
		qs = []Question{{Window: "all"}}
	}
	for _, q := range qs {
		e.Stand(q)
	}
	return e
}

// boardPending is how many events may wait on a board for their order to settle, because it goes through them at each look. A floor with
// more than five hundred events a second has less than the minute of lateness.
const boardPending = 1 << 15

// clear makes the floor an empty one.
func (e *Engine) clear() {
	r := e.rules
	o := ledger.Options{Lateness: r.Lateness.Milliseconds(), Expiry: r.Expiry.Milliseconds(), Recontact: r.Recontact.Milliseconds(), LastIDs: r.LastIDs}
	if e.history {
		o.Pending = boardPending
	}
	e.floor = floor{
		ledger: ledger.New(e.preparer, o),
		log:    tally.NewLog(e.keep.Milliseconds()),
	}
	if !e.limit.IsZero() {
		e.SetLimit(e.limit)
	}
	if !e.horizon.IsZero() {
		e.SetHorizon(e.horizon)
	}
}

// reset forgets all events, and keeps the questions.
func (e *Engine) reset() {
	e.counting.wait()
	old := e.floor
	e.clear()
	if old.book != nil {
		e.book = newCaseBook(old.book.sieves)
	}
	for _, v := range old.views {
		e.Stand(v.q)
	}
}

// Stand makes the engine keep the answer to a question from now on. One over all time should stand before the first event:
// asked later, it reaches back no further than the log. Only where many others are asked after it (maxViews), it may be forgotten.
func (e *Engine) Stand(q Question) {
	e.countAll()
	e.view(q)
	if of, others := q.ofMates(); others {
		e.view(of)
	}
}

// SetLimit makes the engine ignore events after now.
func (e *Engine) SetLimit(now time.Time) {
	e.limit = now
	e.ledger.Limit(now.UnixMilli())
}

// SetHorizon says how far ahead the time of an event may be, the newest known one being within. What is after that is not counted
// until the horizon has come to it: one broken clock shall not make everybody's present the past.
func (e *Engine) SetHorizon(at time.Time) {
	e.horizon = at
	e.ledger.SetHorizon(at.UnixMilli())
}

// Prepare does the part of Fold's work that knows no order. It may be called by several goroutines, for a batch each, also while
// another one folds.
func (e *Engine) Prepare(b *feed.Batch) { e.preparer.Prepare(b) }

// Fold takes the events of a batch, which may be released afterwards. The facts that it brings about are counted when they are many,
// while the caller goes on, or before the next look.
func (e *Engine) Fold(b *feed.Batch) {
	if b.Reset {
		e.reset()
	}
	e.note(b)
	e.keepComments(b)
	e.ledger.Take(b)
	facts := e.ledger.Facts()
	if e.book != nil {
		e.book.noteAll(facts[e.noted:], e)
		e.noted = len(facts)
	}
	if len(facts) >= manyFacts {
		e.counting.wait()
		e.counting.start(e.drain(), e.count)
	}
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

// limits returns the definitions for one queue and channel.
func (e *Engine) limits(queue, channel uint16) tally.Limits {
	q, c := e.dict.Queue.Name(uint32(queue)), e.dict.Channel.Name(uint32(channel))
	return tally.Limits{Threshold: e.rules.ThresholdFor(q, c).Milliseconds(), Short: e.rules.ShortFor(q).Milliseconds()}
}

// ended says whether every source was read to its end. One that failed may come back, unless all is over.
func (e *Engine) ended(over bool) bool {
	for _, s := range e.sources {
		if s.State != feed.Done && !(over && s.State == feed.Failed) {
			return false
		}
	}
	return e.ledger.Events > 0 && len(e.sources) > 0
}

// reading says whether some source is still catching up with what is there.
func (e *Engine) reading() bool {
	return slices.ContainsFunc(e.sources, func(s feed.Status) bool { return s.Source != "" && s.State == feed.Reading })
}

// news is since when nothing is new: the time of the newest event, or when something came last, if a clock was ahead of that.
func (e *Engine) news() time.Time {
	if newest := e.newest(); e.came.IsZero() || newest.Before(e.came) {
		return newest
	}
	return e.came
}

// newest is the time of the newest event, the zero time when there was none.
func (e *Engine) newest() time.Time {
	if e.ledger.Events == 0 {
		return time.Time{}
	}
	return time.UnixMilli(e.ledger.Last)
}
