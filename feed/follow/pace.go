package follow

import (
	"runtime"
	"time"
)

const (
	// cycle is the time from one look to the next at a file to which lines come without pause. A line then waits for half a cycle on average,
	// however many there are.
	cycle = 800 * time.Microsecond

	// patience is how many looks by the clock in a row may find nothing before notices are waited for again. Together they cost about as much as one
	// notice.
	patience = 6

	// hurry is how many looks in a row, each within two cycles of the one before, have to find something before looks come by the clock.
	hurry = 4

	// nap is how long no notices are taken when some files are looked at by the clock and others are not, and awake for how long they all are
	// taken between two naps: what has gathered is then dealt with at once, however many files it is of.
	nap   = 500 * time.Microsecond
	awake = 20 * time.Microsecond
)

// Rest is to be called after each look at the file, and told whether that found anything new. It says whether to look again now; if not, C says
// when to.
//
// Notices are the fastest way to learn of a line that comes after a while of silence, and a costly one when many hundreds a second
// come: each passes through several threads. So once a few looks close on each other have found something, and until a few in a row find
// nothing, Rest does not send back to C but sleeps for a moment, and meanwhile notices are left with the system, which makes one of
// many. Nothing is lost by that: the look that ends it finds nothing, and what was left with the system comes through C then.
//
// Rest is for one goroutine.
func (s *Wake) Rest(found bool) bool {
	w := s.w
	now := w.now()
	since := now.Sub(s.woken)
	s.woken = now
	if !s.byClock(found, since) {
		w.setDeaf(s, false)
		return false
	}
	w.setDeaf(s, true)
	runtime.Gosched() // to whoever takes what was found: while this thread sleeps, so may the processor that they are queued at
	d := max(cycle-since-s.late, cycle/4)
	w.rest(d)
	s.woken = w.now()
	s.late += (min(s.woken.Sub(now)-d, cycle) - s.late) / 8 // bounded, since one long pause foretells nothing
	select {
	case <-s.c: // of what the next look will see
	default:
	}
	return true
}

// byClock says whether to look again by the clock, after a look that came since the one before.
func (s *Wake) byClock(found bool, since time.Duration) bool {
	if !found {
		if s.empty++; s.empty > patience {
			s.run = 0
		}
		return s.deaf && s.empty <= patience
	}
	s.empty = 0
	if since > 2*cycle {
		s.run = 0
	}
	s.run++
	return s.deaf || s.run >= hurry
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
