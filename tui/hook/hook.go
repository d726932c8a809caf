// Package hook runs a command of the user's for each change of an alert: to page somebody, or to write a ticket. It never lets
// anybody wait: changes queue, a few commands run at a time, and one that takes too long is ended.
package hook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"floorboard/feed"
	"floorboard/tui/alert"
)

// Options are a hook's. The zero value of a field is its default.
type Options struct {
	Limit  time.Duration     // a command that runs longer is killed; 10 s
	Failed func(text string) // is told when a command failed, by several goroutines at a time; nil for nobody
}

// Hook runs a command for each change that it is told.
type Hook struct {
	argv  atomic.Pointer[[]string]
	o     Options
	lanes [lanes]chan alert.Change
	seed  maphash.Seed
}

// Bounds of what a hook takes.
const (
	lanes      = 4   // commands at a time; all changes of an alert go through the same lane, so that they come in order
	waiting    = 64  // changes that a lane keeps while its command runs; more are dropped, and said to be
	keptStderr = 512 // bytes of what a command that failed said, the last
)

// New returns a hook that runs argv: a program and its arguments, as they are. No shell reads them. Without a program it runs nothing.
func New(argv []string, o Options) *Hook {
	if o.Limit == 0 {
		o.Limit = 10 * time.Second
	}
	if o.Failed == nil {
		o.Failed = func(string) {}
	}
	h := &Hook{o: o, seed: maphash.MakeSeed()}
	h.SetCommand(argv)
	for i := range h.lanes {
		h.lanes[i] = make(chan alert.Change, waiting)
	}
	return h
}

// SetCommand makes the hook run another command from now on, also for changes that wait.
func (h *Hook) SetCommand(argv []string) { h.argv.Store(&argv) }

// Tell has the command run for a change, and returns at once.
func (h *Hook) Tell(c alert.Change) {
	argv := *h.argv.Load()
	if len(argv) == 0 {
		return
	}
	lane := maphash.String(h.seed, c.Alert.ID) % lanes
	select {
	case h.lanes[lane] <- c:
	default:
		h.o.Failed(fmt.Sprintf("%s was not run for %q: %d changes wait for it already; is it too slow?", argv[0], c.Text(), waiting))
	}
}

// Run runs commands until ctx ends, which kills those that still run.
func (h *Hook) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, lane := range h.lanes {
		all.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case c := <-lane:
					if err := h.run(ctx, &c); err != nil && ctx.Err() == nil {
						h.o.Failed(err.Error())
					}
				}
			}
		})
	}
	all.Wait()
}

// run runs the command once.
func (h *Hook) run(ctx context.Context, c *alert.Change) error {
	argv := *h.argv.Load()
	if len(argv) == 0 {
		return nil
	}
	message, err := messageOf(c)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, h.o.Limit)
	defer stop()
	said := tail{most: keptStderr}
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(message), &said
	cmd.WaitDelay = time.Second // for what a killed command has started itself, and which holds its pipes open
	alone(cmd)
	err = cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%s was killed after %v: it must be done by then", argv[0], h.o.Limit)
	case errors.Is(err, exec.ErrWaitDelay): // it went well, but left something running
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w%s", argv[0], err, said.words())
	}
	return nil
}

// tail keeps the end of what is written to it.
type tail struct {
	most int
	kept []byte
}

// Write never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p[max(len(p)-t.most, 0):]...)
	t.kept = t.kept[max(len(t.kept)-t.most, 0):]
	return len(p), nil
}

// words is the last line of it, cleaned, for the end of a sentence.
func (t *tail) words() string {
	text := strings.TrimSpace(string(t.kept))
	text = text[strings.LastIndexByte(text, '\n')+1:]
	if text = feed.Clean(text, keptStderr); text == "" {
		return ""
	}
	return ": " + text
}
