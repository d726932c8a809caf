package follow

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Looks by the clock begin when some that follow closely on each other have found something, and end when some in a row find nothing.
func TestRest(t *testing.T) {
	type look struct {
		after time.Duration
		found bool
		sleep time.Duration // 0: waits for a notice
	}
	often := func(n int, l look) []look { return slices.Repeat([]look{l}, n) }
	looks := slices.Concat(
		often(1, look{after: time.Hour, found: true}),
		often(20, look{after: time.Second, found: true}),
		often(100, look{after: 3 * cycle, found: true}),
		often(hurry-2, look{after: cycle, found: true}),
		often(1, look{after: 3 * cycle, found: true}), // too seldom: from the start
		often(1, look{after: cycle, found: true}),
		often(1, look{after: cycle / 4}), // a notice of what was read already
		often(hurry-3, look{after: cycle, found: true}),
		often(1, look{after: cycle / 4, found: true, sleep: cycle - cycle/4}),
		often(1, look{after: cycle / 8, found: true, sleep: cycle - cycle/8}),
		often(1, look{after: time.Second, found: true, sleep: cycle / 4}), // a slow consumer
		often(patience, look{sleep: cycle}),
		often(1, look{found: true, sleep: cycle}),
		often(patience, look{sleep: cycle}),
		often(2, look{}),
		often(hurry-1, look{after: cycle, found: true}),
		often(1, look{after: cycle, found: true, sleep: cycle / 4}),
	)
	var clock time.Time
	var slept []time.Duration
	w := newWatcher(func() time.Time { return clock }, func(d time.Duration) {
		slept = append(slept, d)
		clock = clock.Add(d)
	})
	s := w.Subscribe("feed")
	for i, look := range looks {
		clock = clock.Add(look.after)
		slept = nil
		s.c <- struct{}{}
		again := s.Rest(look.found)
		if again != (look.sleep > 0) || s.deaf != again {
			t.Errorf("look %d: again %t, deaf %t, want %+v", i, again, s.deaf, look)
		}
		if again && !slices.Equal(slept, []time.Duration{look.sleep}) || !again && slept != nil {
			t.Errorf("look %d: slept %v, want %+v", i, slept, look)
		}
		if again != (len(s.c) == 0) {
			t.Errorf("look %d: again %t, and %d notices left", i, again, len(s.c))
		}
		for len(s.c) > 0 {
			<-s.c
		}
	}
}

// Looks are a cycle apart also where sleeping lasts longer than asked for.
func TestSleepingTooLong(t *testing.T) {
	for _, over := range []time.Duration{0, cycle / 10, cycle / 2} {
		var clock time.Time
		w := newWatcher(func() time.Time { return clock }, func(d time.Duration) { clock = clock.Add(d + over) })
		s := w.Subscribe("feed")
		press(s)
		for range 50 {
			s.Rest(true)
		}
		before := clock
		s.Rest(true)
		if took := clock.Sub(before); (took - cycle).Abs() > cycle/20 {
			t.Errorf("sleeping %v too long, looks are %v apart", over, took)
		}
	}
}

// press makes s look by the clock, and need no notices.
func press(s *Wake) {
	for range hurry {
		s.Rest(true)
	}
}

// calm makes s wait for notices.
func calm(s *Wake) {
	for s.Rest(false) {
	}
}

// While everybody looks by the clock notices are left where they are; none is lost.
func TestNoticesWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(time.Now, time.Sleep)
		events, errs := make(chan fsnotify.Event), make(chan error)
		go w.dispatch(events, errs)
		one, two := w.Subscribe("/log/one"), w.Subscribe("/log/two")
		press(one)
		press(two)
		events <- fsnotify.Event{Name: "/log/one", Op: fsnotify.Write} // dispatch waits with this one in its hands
		<-one.C
		taken := false
		go func() {
			events <- fsnotify.Event{Name: "/log/two", Op: fsnotify.Write}
			taken = true
		}()
		time.Sleep(time.Minute)
		if synctest.Wait(); taken {
			t.Fatal("a notice that nobody needs was taken")
		}
		calm(two)
		<-two.C

		// With one that needs notices and one that does not, all come.
		press(one)
		for range 100 {
			events <- fsnotify.Event{Name: "/log/two", Op: fsnotify.Write}
			<-two.C
		}
		w.Unsubscribe(two)
		events <- fsnotify.Event{Name: "/log/one", Op: fsnotify.Write}
		<-one.C
		if err := w.Close(); err != nil { // ends the waiting
			t.Fatal(err)
		}
		close(events)
	})
}

// One at a time sleeps in the way that keeps to the time.
func TestOneKeepsToTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		precise := 0
		w := newWatcher(time.Now, func(d time.Duration) { precise++; time.Sleep(d) })
		one, two := w.Subscribe("one"), w.Subscribe("two")
		press(one)
		if precise != 1 {
			t.Errorf("one slept %d times precisely", precise)
		}
		w.precise.Lock() // as one does while it sleeps
		press(two)
		if precise != 1 {
			t.Errorf("both sleep precisely")
		}
	})
}
