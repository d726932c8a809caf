package replay

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"syscall"
	"time"

	"floorboard/feed"
	"floorboard/feed/source"
)

const (
	// ahead is how many events are looked at to see whether a clock was wrong.
	ahead = 8

	// wrong is by how much an event has to be ahead of most of those that follow for its clock to be
	// taken as wrong, in milliseconds.
	wrong = int64(time.Hour / time.Millisecond)
)

// tape reads a recording in the order of its lines, and says when each event is due.
//
// The events stand in the order of their arrival, which their times need not follow: an event is due when the
// latest time up to it is. A time far ahead of what follows was a clock that was wrong, and holds nothing up.
type tape struct {
	closer    io.Closer
	scanner   *source.Scanner
	cur, next *feed.Batch // the events being played and those that follow; nil at the end
	from, i   int         // of cur: the first event not handed over, and the one looked at
	due       int64       // when that is due, Unix milliseconds
	latest    int64
}

// start is the time before all times.
const start = math.MinInt64

func newTape(name string, open func() (io.ReadCloser, error), format string) (*tape, error) {
	r, err := open()
	if err != nil {
		return nil, unreadable("open", err)
	}
	sc, err := source.NewScanner(name, r, source.Options{Format: format})
	if err != nil {
		r.Close()
		return nil, err
	}
	t := &tape{closer: r, scanner: sc, latest: start}
	if t.next, err = t.chunk(); err == nil {
		err = t.turn()
	}
	if err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// unreadable says why a recording cannot be read, and what to do.
func unreadable(doing string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file; check the name")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied: let this user read it (chmod o+r)")
	case errors.Is(err, syscall.EISDIR):
		return errors.New("is a directory: name one of the files in it")
	}
	return fmt.Errorf("%s recording: %w", doing, err)
}

func (t *tape) close() {
	t.scanner.Close()
	t.closer.Close()
}

// chunk returns the next batch, nil at the end.
func (t *tape) chunk() (*feed.Batch, error) {
	b, err := t.scanner.Next()
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable("read", err)
	}
	return b, nil
}

// turn goes on to the next chunk.
func (t *tape) turn() (err error) {
	t.cur, t.from, t.i = t.next, 0, 0
	if t.cur == nil {
		return nil
	}
	if t.next, err = t.chunk(); err == nil && len(t.cur.Events) > 0 {
		t.look()
	}
	return err
}

// look finds out when the event looked at is due.
func (t *tape) look() {
	if at := t.cur.Events[t.i].Time; at > t.latest && !t.clockWrong(at) {
		t.latest = at
	}
	t.due = t.latest
}

// clockWrong says whether most of the events that follow are much earlier.
func (t *tape) clockWrong(at int64) bool {
	seen, earlier := 0, 0
	count := func(events []feed.Event) {
		for k := 0; k < len(events) && seen < ahead; k++ {
			seen++
			if at-events[k].Time > wrong {
				earlier++
			}
		}
	}
	count(t.cur.Events[t.i+1:])
	if t.next != nil {
		count(t.next.Events)
	}
	return 2*earlier > seen
}

// take returns what is due at the given time: the rest of a chunk at most, nil when nothing is. Ended says that
// there is nothing more at all.
func (t *tape) take(now int64) (b *feed.Batch, ended bool, err error) {
	if t.cur == nil {
		return nil, true, nil
	}
	for t.i < len(t.cur.Events) && t.due <= now {
		if t.i++; t.i < len(t.cur.Events) {
			t.look()
		}
	}
	whole := t.i == len(t.cur.Events)
	if t.i == t.from && !whole {
		return nil, false, nil
	}
	b = &feed.Batch{Events: t.cur.Events[t.from:t.i:t.i], Ordered: t.cur.Ordered, Status: t.cur.Status}
	if t.from == 0 {
		b.Lines, b.Rejects, b.Unknown, b.Rejected = t.cur.Lines, t.cur.Rejects, t.cur.Unknown, t.cur.Rejected
	}
	t.from = t.i
	if whole {
		err = t.turn()
	}
	return b, false, err
}

// skim reads the recording from end to end, and returns when it begins and ends and what there is to read.
func (t *tape) skim() (first, last, bytes int64, err error) {
	first = start
	var lines, rejects int
	var reason string
	for {
		for first == start && t.cur != nil && t.i < len(t.cur.Events) {
			if first = t.due; first == start {
				if t.i++; t.i < len(t.cur.Events) {
					t.look()
				}
			}
		}
		b, ended, err := t.take(math.MaxInt64)
		if err != nil {
			return 0, 0, 0, err
		}
		if ended {
			break
		}
		lines, rejects, bytes = lines+b.Lines, rejects+b.Rejects, b.Status.Read
		if reason == "" && len(b.Rejected) > 0 {
			reason = fmt.Sprintf(": line %d: %s", b.Rejected[0].Line, b.Rejected[0].Reason)
		}
	}
	if first == start {
		return 0, 0, 0, fmt.Errorf("no events in %d lines%s", lines, reason)
	}
	return first, t.latest, bytes, nil
}
