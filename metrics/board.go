package metrics

import (
	"context"
	"errors"
	"time"

	"floorboard/feed"
)

// Viewer is who can be looked at: viewers pull snapshots at their own pace, and skip what they missed.
type Viewer interface {
	// Look returns the newest answer to q. It waits until there is one with Seq greater than after, or ctx ends. Answers come
	// at the board's pace, so that a viewer may simply look again and again.
	Look(ctx context.Context, q Question, after uint64) (*Snapshot, error)
}

// Options are a board's.
type Options struct {
	Clock func() time.Time // the instant that live numbers are taken at: the wall's clock, or a replay's

	// CaughtUp is called when all that was there is read, or a pipe brings no more than what happens, and who waited has been answered: from
	// now on little comes at a time. It may be called again, when a source was added.
	CaughtUp func()
}

const (
	pace       = time.Second     // between two snapshots of the same question
	staleAfter = 2 * time.Minute // without an event, a live feed is stale
)

// Board lets any number of viewers look at one engine while it is fed. One goroutine owns the engine; the others ask.
type Board struct {
	engine *Engine
	opt    Options
	asks   chan ask
	aims   chan *Rules
	done   chan struct{}
}

// ErrClosed is what Look returns when the board's Run has ended.
var ErrClosed = errors.New("the board is closed")

type ask struct {
	q     Question
	after uint64
	reply chan *Snapshot
	ctx   context.Context
}

// NewBoard returns a board on an engine, which from now on is the board's.
func NewBoard(e *Engine, o Options) *Board {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.CaughtUp == nil {
		o.CaughtUp = func() {}
	}
	return &Board{engine: e, opt: o, asks: make(chan ask), aims: make(chan *Rules), done: make(chan struct{})}
}

// Look asks for a snapshot: see Viewer.
func (b *Board) Look(ctx context.Context, q Question, after uint64) (*Snapshot, error) {
	a := ask{q: q, after: after, reply: make(chan *Snapshot, 1), ctx: ctx}
	select {
	case b.asks <- a:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-b.done:
		return nil, ErrClosed
	}
	select {
	case s := <-a.reply:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-b.done:
		return nil, ErrClosed
	}
}

// Run folds what comes in and answers who asks, until ctx ends. When in is closed it goes on answering: waits grow,
// windows move.
func (b *Board) Run(ctx context.Context, in <-chan *feed.Batch) error {
	defer close(b.done)
	d := &desk{Board: b, last: map[string]*Snapshot{}}
	tick := time.NewTicker(pace)
	defer tick.Stop()
	patience := time.After(firstLook)
	b.lookAhead()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case batch, ok := <-in:
			if !ok {
				in, d.over = nil, true
				continue
			}
			d.take(batch)
			d.begin()
		case a := <-b.asks:
			d.ask(a)
		case r := <-b.aims:
			b.engine.Aim(r)
		case <-patience:
			d.begin()
		case <-tick.C:
			b.lookAhead()
			d.gauge()
			d.serve()
		}
	}
}

// FarAhead is by how much an event may be ahead of the clock before it is that clock, or the event's, which is wrong. What is in another time
// zone by mistake is less ahead.
const FarAhead = 24 * time.Hour

func (b *Board) lookAhead() { b.engine.SetHorizon(b.opt.Clock().Add(FarAhead)) }

// desk answers the questions of one Run. Equal questions are answered once per tick.
type desk struct {
	*Board
	begun   bool
	waiting []ask
	last    map[string]*Snapshot // by question, since the last tick

	caughtUp bool      // live sources bring what happens, and no longer what had happened
	gauged   time.Time // the time of what had come last at the last tick
	pulse    pulse
	brokeOff bool // a pipe has ended while it told of what happens
	over     bool // nothing more will come
}

// firstLook is for how long the first look waits for something to see: a file that is being read is better than nothing at all.
const firstLook = 100 * time.Millisecond

// take folds a batch and releases it.
func (d *desk) take(batch *feed.Batch) {
	reading := d.engine.reading()
	if batch.Reset {
		d.pulse, d.brokeOff = pulse{}, false
	}
	d.pulse.hear(batch, d.opt.Clock())
	if batch.Status.State == feed.Done && batch.Status.Err != "" && d.pulse.live() {
		batch.Status.State, d.brokeOff = feed.Failed, true // what it told of goes on
	}
	d.engine.Fold(batch)
	batch.Release()
	if reading && !d.engine.reading() { // what was there is read: nobody has to wait for the tick to see it
		d.caughtUp = true
		d.serve()
		d.opt.CaughtUp()
	}
}

// begin answers who asked before there was anything to see.
func (d *desk) begin() {
	if !d.begun {
		d.begun = true
		d.serve()
	}
}

// ask answers at once who has seen nothing of this question yet, and lets the others wait for the tick.
func (d *desk) ask(a ask) {
	last, ok := d.last[a.q.key()]
	switch {
	case !d.begun:
		d.waiting = append(d.waiting, a)
	case ok && last.Seq > a.after:
		a.reply <- last
	case !ok || a.after == 0:
		a.reply <- d.answer(a.q)
	default:
		d.waiting = append(d.waiting, a)
	}
}

// serve forgets the answers so far, and gives new ones to all who wait.
func (d *desk) serve() {
	clear(d.last)
	for _, a := range d.waiting {
		if a.ctx.Err() != nil {
			continue
		}
		s := d.last[a.q.key()]
		if s == nil {
			s = d.answer(a.q)
		}
		a.reply <- s
	}
	d.waiting = d.waiting[:0]
}

// answer makes a snapshot. Live numbers are of the clock's instant; a feed that is a little ahead of it takes it along, and so does what a replay has
// handed over. When nothing more will come, time stands still at the newest event.
func (d *desk) answer(q Question) *Snapshot {
	now, newest := d.opt.Clock(), d.engine.newest()
	switch {
	case d.engine.ended(d.over) && !d.brokeOff:
		now = newest
	case d.pulse.n > 0:
		now = d.pulse.now(now)
	case newest.After(now) && newest.Sub(now) < farOff:
		now = newest
	}
	d.engine.came = d.pulse.heard.Add(d.pulse.lead())
	d.engine.liveWord = d.liveWord(now)
	s := d.engine.Snapshot(q, now)
	d.last[q.key()] = s
	return s
}

// hurry is how much faster than life a live source must bring what had happened, or it is not that which it brings.
const hurry = 10

// gauge finds out whether live sources bring what happens by now. A pipe does not say when the log ends that it begins with.
func (d *desk) gauge() {
	if !d.caughtUp && !d.engine.reading() && !d.gauged.IsZero() && d.pulse.last.Sub(d.gauged) < hurry*pace {
		d.caughtUp = true
		d.opt.CaughtUp()
	}
	d.gauged = d.pulse.last
}

// liveWord says how live sources are: stale where no event has come for too long.
func (d *desk) liveWord(now time.Time) string {
	news := d.engine.news()
	switch {
	case news.IsZero() || now.Sub(news) < staleAfter:
		return feed.Live.String()
	case !d.caughtUp:
		return feed.Reading.String()
	}
	return "stale"
}
