package replay

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// clock is a virtual clock: it runs at a speed, can be stopped and set, and never goes beyond its end.
type clock struct {
	mu     sync.Mutex
	at     time.Time // the virtual instant
	since  time.Time // the real one to which it belongs
	speed  float64
	paused bool // by the user
	held   bool // until everything up to now has been handed over
	end    time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.instant()
}

// instant is now; the lock is held.
func (c *clock) instant() time.Time {
	if c.paused || c.held {
		return c.at
	}
	passed := float64(time.Since(c.since)) * c.speed
	if passed >= float64(c.end.Sub(c.at)) {
		return c.end
	}
	return c.at.Add(time.Duration(passed))
}

// change settles the virtual instant, and then changes how the clock goes on.
func (c *clock) change(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since = c.instant(), time.Now()
	f()
}

// set sets the clock and holds it there.
func (c *clock) set(t time.Time) { c.change(func() { c.at, c.held = t, true }) }

// release lets a clock that was set go on.
func (c *clock) release() { c.change(func() { c.held = false }) }

// wait returns how long it takes until the end of the step in which t comes; stopped says that it never comes.
func (c *clock) wait(t time.Time) (d time.Duration, stopped bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.paused || c.held {
		return 0, true
	}
	passed := time.Since(c.since)
	d = passed + time.Duration(min(max(float64(t.Sub(c.instant())), 0)/c.speed, float64(time.Hour)))
	if d = (d + step - 1).Truncate(step) - passed; d <= 0 {
		d = step
	}
	return d, false
}

// step bounds how often events are handed over: those that are due within a step go together. It is a tenth of the time between two looks at a
// board, of which each then begins at the same place in a step.
const step = 100 * time.Millisecond

// Speeds that make sense: a day in a second at most, and not so slow that nothing ever moves.
const (
	minSpeed = 0.01
	maxSpeed = 86_400
)

// ParseSpeed reads a speed, as in 60, 60x or 0.5x.
func ParseSpeed(s string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "x"), 64)
	if err != nil {
		return 0, fmt.Errorf("speed %q is no number: write 60 or 60x for sixty times as fast", s)
	}
	return x, checkSpeed(x)
}

func checkSpeed(x float64) error {
	if x >= minSpeed && x <= maxSpeed { // not NaN either
		return nil
	}
	return fmt.Errorf("speed %v is out of range: %v to %v; to stop, pause", x, minSpeed, maxSpeed)
}
