// Package follow follows files by their names, as `tail -F` does, through rotation, truncation, deletion and
// return. It knows files and bytes, and nothing of lines.
//
// A Watcher says at once when something may have happened to a file; a File says what it was. Notices are a
// convenience: everything is also found by looking now and then, so that network file systems work as well.
package follow

import (
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watcher wakes whoever waits for a file to change. It watches directories, because a watch on a file goes
// deaf when the file is renamed. Its methods may be called by several goroutines.
type Watcher struct {
	notify *fsnotify.Watcher // nil when the system has no notices to give
	now    func() time.Time
	sleep  func(time.Duration)
	napped time.Time // until when, for dispatch alone

	precise sync.Mutex // held by who uses sleep

	mu      sync.Mutex
	changed sync.Cond // who needs notices, or closed
	subs    map[*Wake]bool
	closed  bool
}

// Wake is somebody's wish to be woken.
type Wake struct {
	C     <-chan struct{} // something may have happened; several happenings may be one
	c     chan struct{}
	w     *Watcher
	path  string
	paths []string // a change of a file whose path begins with one of these wakes; guarded by Watcher.mu
	deaf  bool     // looks come by the clock, and need no notices; changed by Rest, guarded by Watcher.mu

	woken time.Time     // when the last look was over, or, if Rest slept after it, when the next one began
	late  time.Duration // how much longer than asked for sleeping has lasted lately
	run   int           // how many looks have found something, each closely on the one before
	empty int           // how many looks in a row found nothing
}

// NewWatcher returns a watcher. On a system that gives no notices (too many watches, an odd file system) it
// never wakes anybody, and looking now and then has to do.
func NewWatcher() *Watcher {
	w := newWatcher(time.Now, sleep)
	if n, err := fsnotify.NewWatcher(); err == nil {
		w.notify = n
		go w.dispatch(n.Events, n.Errors)
	}
	return w
}

func newWatcher(now func() time.Time, sleep func(time.Duration)) *Watcher {
	w := &Watcher{now: now, sleep: sleep, subs: map[*Wake]bool{}}
	w.changed.L = &w.mu
	return w
}

// Close ends all notices.
func (w *Watcher) Close() error {
	w.mu.Lock()
	w.closed = true
	w.changed.Broadcast()
	w.mu.Unlock()
	if w.notify == nil {
		return nil
	}
	return w.notify.Close()
}

// Subscribe wakes for changes of the file at path, of the file it links to, and of files whose names begin
// like theirs, which is what rotation makes of them.
func (w *Watcher) Subscribe(path string) *Wake {
	c := make(chan struct{}, 1)
	s := &Wake{C: c, c: c, w: w, path: absolute(path)}
	w.mu.Lock()
	w.subs[s] = true
	w.changed.Broadcast()
	w.mu.Unlock()
	w.Rearm(s)
	return s
}

// Unsubscribe ends a subscription.
func (w *Watcher) Unsubscribe(s *Wake) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.subs, s)
	w.changed.Broadcast()
}

// Rearm watches the directories of s again, after one of them was missing or another took its place, or after
// the file turned into a link to another one.
func (w *Watcher) Rearm(s *Wake) {
	paths := []string{s.path}
	if target, err := filepath.EvalSymlinks(s.path); err == nil && target != s.path {
		paths = append(paths, target)
	}
	w.mu.Lock()
	s.paths = paths
	w.mu.Unlock()
	if w.notify == nil {
		return
	}
	for _, p := range paths {
		// A failure means that the directory is not there now; whoever polls calls again.
		_ = w.notify.Add(filepath.Dir(p))
	}
}

// dispatch wakes the subscribers until the watcher is closed. An error of the watcher (an overflow of its
// queue) wakes everybody, since anything may have been missed.
func (w *Watcher) dispatch(events <-chan fsnotify.Event, errs <-chan error) {
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return
			}
			if e.Op != fsnotify.Chmod {
				w.wake(e.Name)
			}
		case _, ok := <-errs:
			if !ok {
				return
			}
			w.wake("")
		}
		w.attend()
	}
}

func (w *Watcher) wake(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for s := range w.subs {
		if name == "" || s.matches(name) {
			select {
			case s.c <- struct{}{}:
			default: // woken already
			}
		}
	}
}

func (s *Wake) matches(name string) bool {
	for _, p := range s.paths {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
