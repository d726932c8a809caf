package source

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorboard/feed"
)

// seen is what a consumer got, copied out of the batches.
type seen struct {
	Events   []feed.Event
	Rejected []feed.Reject
	Lines    int
	Rejects  int
	Unknown  int
	states   []feed.Status // one for each change
}

func (s *seen) take(b *feed.Batch) {
	for _, e := range b.Events {
		e.ID, e.Conversation, e.Queue = strings.Clone(e.ID), strings.Clone(e.Conversation), strings.Clone(e.Queue)
		e.Agent, e.Text, e.Channel = strings.Clone(e.Agent), strings.Clone(e.Text), strings.Clone(e.Channel)
		s.Events = append(s.Events, e)
	}
	s.Rejected = append(s.Rejected, b.Rejected...)
	s.Lines += b.Lines
	s.Rejects += b.Rejects
	s.Unknown += b.Unknown
	st := b.Status
	if n := len(s.states); n == 0 || s.states[n-1].State != st.State || s.states[n-1].Index != st.Index || s.states[n-1].Err != st.Err {
		s.states = append(s.states, st)
	}
	s.states[len(s.states)-1] = st
}

func (s *seen) ids() string {
	var ids []string
	for _, e := range s.Events {
		ids = append(ids, e.Conversation)
	}
	return strings.Join(ids, " ")
}

// newest is what was said last of a source.
func (s *seen) newest(name string) (st feed.Status) {
	for _, x := range s.states {
		if x.Source == name {
			st = x
		}
	}
	return st
}

func (s *seen) last() feed.Status { return s.states[len(s.states)-1] }

// readAll reads sources that end.
func readAll(t testing.TB, o Options, names ...string) (*seen, *Reader) {
	t.Helper()
	s := new(seen)
	return s, eachBatch(t, o, s.take, names...)
}

// live is a consumer of sources that are followed.
type live struct {
	t      testing.TB
	out    chan *feed.Batch
	ended  chan error
	cancel context.CancelFunc
	seen
}

func startLive(t testing.TB, o Options, names ...string) *live {
	t.Helper()
	o.Follow = true
	r, err := Open(names, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	l := &live{t: t, out: make(chan *feed.Batch), ended: make(chan error, 1), cancel: cancel}
	go func() { l.ended <- r.Run(ctx, l.out) }()
	t.Cleanup(l.stop)
	return l
}

func (l *live) stop() {
	l.cancel()
	for {
		select {
		case b := <-l.out:
			l.take(b)
			b.Release()
		case err := <-l.ended:
			if err != nil && err != context.Canceled {
				l.t.Error(err)
			}
			l.ended <- err
			return
		}
	}
}

// until takes batches until ok; the test's own time limit is the only one.
func (l *live) until(ok func() bool) {
	for !ok() {
		select {
		case b := <-l.out:
			l.take(b)
			b.Release()
		case err := <-l.ended:
			l.t.Fatalf("ended early: %v", err)
		}
	}
}

func (l *live) untilEvents(n int) {
	l.t.Helper()
	l.until(func() bool { return len(l.Events) >= n })
}

func (l *live) untilState(s feed.State) {
	l.t.Helper()
	l.until(func() bool { return len(l.states) > 0 && l.last().State == s })
}

func (l *live) want(ids string) {
	l.t.Helper()
	if got := l.ids(); got != ids || l.Rejects != 0 {
		l.t.Fatalf("got events %q and %d rejects %v, want %q", got, l.Rejects, l.Rejected, ids)
	}
}

// line is an event of the given conversation.
func line(id string) string {
	return fmt.Sprintf(`{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"%s","queue":"billing"}`+"\n", id)
}

func lines(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(line(fmt.Sprint(i)))
	}
	return b.String()
}

func write(t testing.TB, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func appendTo(t testing.TB, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.WriteString(f, text); err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func temp(t testing.TB, name string) string { return filepath.Join(t.TempDir(), name) }

// count reads a file and throws the events away.
func count(t testing.TB, path string, o Options) (n int) {
	t.Helper()
	eachBatch(t, o, func(b *feed.Batch) { n += len(b.Events) }, path)
	return n
}

// eachBatch reads sources that end, and releases each batch when f has seen it.
func eachBatch(t testing.TB, o Options, f func(*feed.Batch), names ...string) *Reader {
	t.Helper()
	r, err := Open(names, o)
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan *feed.Batch)
	ended := make(chan error, 1)
	go func() {
		ended <- r.Run(context.Background(), out)
		close(out)
	}()
	for b := range out {
		f(b)
		b.Release()
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	return r
}
