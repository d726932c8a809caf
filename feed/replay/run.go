package replay

import (
	"context"
	"errors"
	"math"
	"time"

	"floorboard/feed"
)

// errEnded says that playing is over.
var errEnded = errors.New("ended")

// run is one call of Player.Run.
type run struct {
	*Player
	ctx    context.Context
	out    chan<- *feed.Batch
	tape   *tape // nil before the first goTo
	status feed.Status
}

// goTo sets the clock to an instant and hands over everything up to it.
func (r *run) goTo(t time.Time) error {
	back := r.tape != nil && t.Before(r.Now())
	r.clock.set(t)
	r.status = feed.Status{Source: r.name, Format: r.status.Format, State: feed.Reading, Size: r.size}
	if back {
		r.close()
		if err := r.send(&feed.Batch{Reset: true}); err != nil {
			return err
		}
	}
	if r.tape == nil {
		tape, err := newTape(r.name, r.open, r.o.Format)
		if err != nil {
			return err
		}
		r.tape = tape
	}
	if err := r.hand(t); err != nil {
		return err
	}
	r.status.State = feed.Replaying
	r.clock.release()
	return r.send(&feed.Batch{})
}

// step does what is to be done now, and waits for the next thing.
func (r *run) step() error {
	if t, ok := r.takeTarget(); ok {
		return r.goTo(t)
	}
	now := r.Now()
	if err := r.hand(now); err != nil {
		return err
	}
	if !now.Before(r.end) {
		return r.atEnd()
	}
	d, stopped := r.clock.wait(r.next())
	return r.wait(d, stopped)
}

// noteDue notes when the next event is due, for Given.
func (r *run) noteDue() {
	due := int64(math.MaxInt64)
	if r.tape.cur != nil {
		due = r.tape.due
	}
	r.due.Store(due)
}

// next is when the next event is due, at the end of what is played at the latest.
func (r *run) next() time.Time {
	if r.tape.cur != nil {
		if due := time.UnixMilli(r.tape.due); due.Before(r.end) {
			return due
		}
	}
	return r.end
}

// hand hands over everything that is due at t.
func (r *run) hand(t time.Time) error {
	for {
		b, _, err := r.tape.take(t.UnixMilli())
		if err != nil {
			return err
		}
		if b == nil {
			r.noteDue()
			return nil
		}
		r.status.Format, r.status.Read = b.Status.Format, b.Status.Read
		if err := r.send(b); err != nil {
			return err
		}
	}
}

// atEnd says that the end is reached, and waits for what comes then.
func (r *run) atEnd() error {
	if r.status.State != feed.Done {
		r.status.State = feed.Done
		if err := r.send(&feed.Batch{}); err != nil {
			return err
		}
	}
	switch {
	case r.o.Loop && !r.Paused():
		return r.loop()
	case r.o.Loop || r.o.Hold:
		return r.wait(0, true)
	}
	return errEnded
}

// loop begins again, unless somebody does something before.
func (r *run) loop() error {
	again := time.NewTimer(atEnd)
	defer again.Stop()
	select {
	case <-again.C:
		return r.goTo(r.from)
	case <-r.changed:
		return nil
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

// wait waits for d, for ever if the clock is stopped, or until something is changed.
func (r *run) wait(d time.Duration, stopped bool) error {
	var timer <-chan time.Time
	if !stopped {
		t := time.NewTimer(d)
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-timer:
	case <-r.changed:
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
	return nil
}

// send hands over b.
func (r *run) send(b *feed.Batch) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	b.Status = r.status
	select {
	case r.out <- b:
		return nil
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

func (r *run) close() {
	if r.tape != nil {
		r.tape.close()
		r.tape = nil
	}
}
