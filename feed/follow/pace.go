package follow

import (
	"runtime"
	"time"
)

const (
	// cycle is the time from one look to the next at a file to which lines come without pause, a little less than that since sleeping lasts a little
	// longer than asked for. A line then waits for half a cycle on average, however many there are.
	cycle = 780 * time.Microsecond

	// deafAfter is after how many looks in a row that found something by the clock no more notices are taken. A file to which about one line
	// a cycle is written is looked at now by the clock and now upon a notice, and turning deaf and back is not worth while.
	deafAfter = 4

	// nap is how long no notices are taken when some files are looked at by the clock and others are not, and awake for how long they all are
	// taken between two naps: what has gathered is then dealt with at once, however many files it is of.
	nap   = 500 * time.Microsecond
	awake = 20 * time.Microsecond
)

// Rest is to be called after each look at the file, and told whether that found anything new. It says whether to look again now; if not, C says
// when to.
//
// Notices are the fastest way to learn of a line that comes after a while of silence, and a costly one when thousands a second
// come: each passes through several threads. So once two looks within a cycle have found something, and while every further one
// does, Rest does not send back to C but sleeps for a moment, and meanwhile notices are left with the system, which makes one of
// many. Nothing is lost by that: the first look that finds nothing ends it, and what was left with the system comes through C then.
//
// Rest is for one goroutine.
func (s *Wake) Rest(found bool) bool {
	w := s.w
	if !found {
		s.run = 0
		w.setDeaf(s, false)
		return false
	}
	now := w.now()
	since := now.Sub(s.found)
	s.found = now
	if s.run == 0 && since > cycle {
		return false
	}
	if s.run++; s.run == deafAfter {
		w.setDeaf(s, true)
	}
	runtime.Gosched() // to whoever takes what was found: while this thread sleeps, so may the processor that they are queued at
	w.rest(max(cycle-since, cycle/2))
	s.found = w.now()
	select {
	case <-s.c: // of what the next look will see
	default:
	}
	return true
}

// rest sleeps for d. One goroutine at a time does so in a way that keeps to d, since that may cost it a thread and others a processor.
func (w *Watcher) rest(d time.Duration) {
	if !w.precise.TryLock() {
		time.Sleep(d)
		return
	}
	defer w.precise.Unlock()
	w.sleep(d)
}

// setDeaf says whether s needs no notices.
func (w *Watcher) setDeaf(s *Wake, deaf bool) {
	if s.deaf == deaf {
		return // only the goroutine of s changes it
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	s.deaf = deaf
	w.changed.Broadcast()
}

// attend waits until somebody needs notices.
func (w *Watcher) attend() {
	w.mu.Lock()
	for !w.closed && w.deaf() > 0 && w.deaf() == len(w.subs) {
		w.changed.Wait()
	}
	some := w.deaf() > 0
	w.mu.Unlock()
	if some && w.now().Sub(w.napped) > awake {
		time.Sleep(nap)
		w.napped = w.now()
	}
}

// deaf returns how many subscribers need no notices now. The caller holds mu.
func (w *Watcher) deaf() int {
	n := 0
	for s := range w.subs {
		if s.deaf {
			n++
		}
	}
	return n
}
