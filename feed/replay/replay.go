// Package replay plays a recording: its events are handed over at the pace of their own times, on a virtual clock
// that can be sped up, paused and set.
package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"floorboard/feed"
)

// Options say how a recording is played.
type Options struct {
	Format string    // of the recording; "" goes by its content
	Speed  float64   // how much faster than life: 60 plays an hour in a minute
	From   time.Time // what is before comes all at once, so that the state is right; zero is the beginning
	To     time.Time // where playing ends; zero is the end of the recording
	Loop   bool      // begin again at the end
	Hold   bool      // at the end, wait for a Seek, rather than return
}

// atEnd is for how long the end can be seen before a loop begins again.
const atEnd = 3 * time.Second

// File returns what New opens for a recording on disk.
func File(path string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// Player plays one recording. Its methods may be called by any goroutine, at any time; Run is called once.
type Player struct {
	name        string
	open        func() (io.ReadCloser, error)
	o           Options
	first, last time.Time // of the recording
	from, end   time.Time // what is played
	size        int64

	clock   clock
	changed chan struct{} // has a word when the clock or target was changed from outside
	due     atomic.Int64  // when the next event is, Unix milliseconds: all before has been handed over

	mu     sync.Mutex
	target *time.Time // where somebody wants to go
}

// New prepares to play what open returns, as often as it is called: a native recording or any other format
// of package source, compressed or not. It reads all of it once, to know its span. The name is for people.
func New(name string, open func() (io.ReadCloser, error), o Options) (*Player, error) {
	if err := checkSpeed(o.Speed); err != nil {
		return nil, err
	}
	t, err := newTape(name, open, o.Format)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer t.close()
	first, last, size, err := t.skim()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &Player{name: name, open: open, o: o, size: size, changed: make(chan struct{}, 1)}
	p.first, p.last = time.UnixMilli(first).UTC(), time.UnixMilli(last).UTC()
	if err := p.cut(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p.clock = clock{at: p.from, since: time.Now(), speed: o.Speed, held: true, end: p.end}
	p.due.Store(math.MaxInt64)
	return p, nil
}

// ErrOutside is that the recording holds nothing between the instants that were asked for.
var ErrOutside = errors.New("nothing to play")

// cut finds out which part of the recording is played.
func (p *Player) cut() error {
	p.from, p.end = p.first, p.last
	if !p.o.From.IsZero() && p.o.From.After(p.first) {
		p.from = p.o.From.UTC()
	}
	if !p.o.To.IsZero() && p.o.To.Before(p.last) {
		p.end = p.o.To.UTC()
	}
	if p.from.After(p.end) {
		return fmt.Errorf("%w from %s to %s: the recording goes from %s to %s", ErrOutside, stamp(p.from), stamp(p.end), stamp(p.first), stamp(p.last))
	}
	return nil
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// Span returns the times of the first and the last event.
func (p *Player) Span() (first, last time.Time) { return p.first, p.last }

// Now returns the instant being played.
func (p *Player) Now() time.Time { return p.clock.now() }

// Given returns the instant up to which all events have been handed over: Now, or where an event is due since, just before that.
func (p *Player) Given() time.Time {
	now := p.Now()
	if due := p.due.Load(); now.UnixMilli() >= due {
		return time.UnixMilli(due - 1).UTC()
	}
	return now
}

// Pause stops the virtual clock.
func (p *Player) Pause() { p.turn(func() { p.clock.paused = true }) }

// Resume lets it go on.
func (p *Player) Resume() { p.turn(func() { p.clock.paused = false }) }

// Paused says whether the virtual clock is stopped.
func (p *Player) Paused() bool {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	return p.clock.paused
}

// Speed returns how much faster than life it goes.
func (p *Player) Speed() float64 {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	return p.clock.speed
}

// SetSpeed changes the speed, or says which ones there are.
func (p *Player) SetSpeed(x float64) error {
	if err := checkSpeed(x); err != nil {
		return err
	}
	p.turn(func() { p.clock.speed = x })
	return nil
}

// Seek goes to an instant, or as far as the recording goes. Forward, what is between is handed over at once. Back, a batch
// with Reset says that all is void, and everything up to t is handed over again at once.
func (p *Player) Seek(t time.Time) {
	if t.Before(p.first) {
		t = p.first
	}
	if t.After(p.end) {
		t = p.end
	}
	p.mu.Lock()
	p.target = &t
	p.mu.Unlock()
	p.wake()
}

// turn changes how the clock goes.
func (p *Player) turn(f func()) {
	p.clock.change(f)
	p.wake()
}

func (p *Player) wake() {
	select {
	case p.changed <- struct{}{}:
	default:
	}
}

// takeTarget returns where somebody wants to go, and forgets it.
func (p *Player) takeTarget() (time.Time, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.target == nil {
		return time.Time{}, false
	}
	t := *p.target
	p.target = nil
	return t, true
}

// Run plays until the end, or until ctx ends, and returns nil or why it ended. Batches up to the instant at which playing
// starts, or to which it was set, say that the source is Reading; then it is Replaying, and at last Done.
func (p *Player) Run(ctx context.Context, out chan<- *feed.Batch) error {
	r := &run{Player: p, ctx: ctx, out: out}
	defer r.close()
	err := r.goTo(p.from)
	for err == nil {
		err = r.step()
	}
	switch {
	case err == errEnded:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	err = fmt.Errorf("%s: %w", p.name, err)
	r.status.State, r.status.Err = feed.Failed, err.Error()
	r.send(&feed.Batch{})
	return err
}
