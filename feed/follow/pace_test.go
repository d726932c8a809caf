package follow

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Looks by the clock begin when two that found something follow closely on each other, and end with the first that finds nothing.
func TestRest(t *testing.T) {
	var clock time.Time
	var slept []time.Duration
	w := newWatcher(func() time.Time { return clock }, func(d time.Duration) {
		slept = append(slept, d)
		clock = clock.Add(d)
	})
	s := w.Subscribe("feed")
	for i, look := range []struct {
		after time.Duration
		found bool
		sleep time.Duration // 0: waits for a notice
		deaf  bool
	}{
		{after: time.Hour, found: true},
		{after: time.Second, found: true},
		{after: cycle, found: true, sleep: cycle / 2},
		{found: false},
		{after: cycle / 2, found: false}, // a notice of what was read already
		{after: cycle, found: true},      // one line in more than a cycle
		{after: cycle / 4, found: true, sleep: cycle - cycle/4},
		{after: cycle / 8, found: true, sleep: cycle - cycle/8},
		{after: time.Second, found: true, sleep: cycle / 2}, // a slow consumer
		{found: true, sleep: cycle, deaf: true},
		{found: true, sleep: cycle, deaf: true},
		{found: false},
	} {
		clock = clock.Add(look.after)
		slept = nil
		s.c <- struct{}{}
		again := s.Rest(look.found)
		if again != (look.sleep > 0) || s.deaf != look.deaf {
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

// hurry makes s look by the clock, and need no notices.
func hurry(s *Wake) {
	s.Rest(true)
	for range deafAfter {
		s.Rest(true)
	}
}

// While everybody looks by the clock notices are left where they are; none is lost.
func TestNoticesWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(time.Now, time.Sleep)
		events, errs := make(chan fsnotify.Event), make(chan error)
		go w.dispatch(events, errs)
		one, two := w.Subscribe("/log/one"), w.Subscribe("/log/two")
		hurry(one)
		hurry(two)
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
		two.Rest(false)
		<-two.C

		// With one that needs notices and one that does not, all come.
		hurry(one)
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
		hurry(one)
		if precise != deafAfter {
			t.Errorf("one slept %d times precisely", precise)
		}
		w.precise.Lock() // as one does while it sleeps
		hurry(two)
		if precise != deafAfter {
			t.Errorf("both sleep precisely")
		}
	})
}
