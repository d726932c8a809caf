package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"floorboard/feed"
	"floorboard/feed/source"
	"floorboard/metrics"
	"floorboard/tui/suggest"
	"floorboard/tui/summary"
)

// errInterrupted ends what was told to end before it had read all.
var errInterrupted = errors.New("interrupted: not all that is there was read")

// readAll reads sources, or standard input where none is named, into an engine, to the end of what is there. It returns those that could not be read.
func (w *World) readAll(ctx context.Context, names []string, f *flags, engine *metrics.Engine) ([]feed.Status, error) {
	if len(names) == 0 {
		names = []string{"-"}
	}
	reader, err := source.Open(names, source.Options{Format: f.input, Stdin: w.In, Prepare: engine.Prepare})
	if err != nil {
		return nil, &exit{badUsage, err}
	}
	batches := make(chan *feed.Batch, 2)
	var ended error
	go func() {
		defer close(batches)
		ended = reader.Run(ctx, batches)
	}()
	for b := range batches {
		engine.Fold(b)
		b.Release()
	}
	if ended != nil {
		return nil, errInterrupted
	}
	return reader.Failed(), nil
}

// ahead says that the numbers are of an instant that has not come yet, "" where they are not, or where it was asked for. A feed that is all
// of the future is no slip of a clock: somebody made it up.
func (w *World) ahead(snap *metrics.Snapshot, f *flags) string {
	horizon := w.Now().Add(metrics.FarAhead)
	if !f.now.IsZero() || !snap.AsOf.After(horizon) || snap.Feed.First.After(horizon) {
		return ""
	}
	return fmt.Sprintf("the newest event is dated %s, far after this machine's clock, and so are the numbers: if a clock was wrong, name an earlier instant by --now",
		snap.AsOf.Format(time.RFC3339))
}

// doubt says what ahead has found.
func (w *World) doubt(ahead string) {
	if ahead != "" {
		fmt.Fprintf(w.Err, "floorboard: %s\n", ahead)
	}
}

// warn says why numbers that are true are probably not those that were meant: what was read is no feed, or names were asked for in vain.
func (w *World) warn(s *metrics.Snapshot) {
	for _, why := range summary.NoEvents(&s.Feed) {
		fmt.Fprintf(w.Err, "floorboard: %s\n", why)
	}
	for _, u := range s.Unmet {
		fmt.Fprintf(w.Err, "floorboard: --%s: %s; %s\n", u.What, suggest.Missing(u), suggest.Instead(u))
	}
}

// complain says which sources could not be read.
func (w *World) complain(unread []feed.Status) error {
	for _, u := range unread {
		fmt.Fprintf(w.Err, "floorboard: %s\n", summary.Unread(u))
	}
	if len(unread) > 0 {
		return &exit{status: unreadable}
	}
	return nil
}

// theLast says what was wrong with the newest line that was rejected, "" where none was.
func theLast(rejects []feed.Reject) string {
	if len(rejects) == 0 {
		return ""
	}
	r := &rejects[len(rejects)-1]
	return fmt.Sprintf(", the last at %s:%d: %s", r.Source, r.Line, r.Reason)
}
