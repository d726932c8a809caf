package guard

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/alert"
)

// board is a viewer that gives out what it is handed.
type board struct {
	snaps chan *metrics.Snapshot
	asked []metrics.Question
	after []uint64
}

func (b *board) Look(ctx context.Context, q metrics.Question, after uint64) (*metrics.Snapshot, error) {
	b.asked, b.after = append(b.asked, q), append(b.after, after)
	select {
	case s, open := <-b.snaps:
		if !open {
			return nil, metrics.ErrClosed
		}
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// late is a floor whose first contact in billing waits for too long.
func late(seq int) *metrics.Snapshot {
	values := make([]metrics.Value, metrics.NumKeys)
	values[metrics.LongestWait] = metrics.Value{Head: 300, N: 1, Has: true, Level: metrics.LevelCritical}
	return &metrics.Snapshot{Seq: uint64(seq), AsOf: time.Date(2026, 3, 2, 14, seq, 0, 0, time.UTC), Rules: metrics.DefaultRules(),
		Queues: []metrics.Group{{Name: "billing", Values: values}},
		Feed:   metrics.Feed{Sources: []metrics.SourceStatus{{Status: feed.Status{Source: "queue_log", State: feed.Live}}}}}
}

func TestGuard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{snaps: make(chan *metrics.Snapshot)}
		q := metrics.Question{Window: "15m"}
		g := New(Options{Viewer: b, Question: q, Rules: alert.DefaultRules()})
		if st := g.State(); len(st.Active)+len(st.Log) != 0 {
			t.Errorf("begins with %+v", st)
		}
		done := make(chan error)
		go func() { done <- g.Run(t.Context()) }()
		b.snaps <- late(1)
		b.snaps <- late(2)
		synctest.Wait()
		st := g.State()
		first, ok := st.Unseen()
		if !ok || first.Text() != "billing: longest wait 5:00 over 4:00" || st.Told != 1 {
			t.Fatalf("stands %+v", st)
		}
		g.Ack(first.ID)
		g.Ack("nothing")
		if now := g.State(); !now.Active[0].Acked || st.Active[0].Acked || len(now.Log) != 2 {
			t.Errorf("after it was acknowledged: %+v; held from before: %+v", now, st)
		}
		close(b.snaps)
		if err := <-done; !errors.Is(err, metrics.ErrClosed) {
			t.Errorf("ended with %v", err)
		}
		if len(b.after) != 3 || b.after[0] != 0 || b.after[2] != 2 || b.asked[0].Window != "15m" {
			t.Errorf("asked %v after %v", b.asked, b.after)
		}
	})
}

// TestCommandThatFails: the log says so.
func TestCommandThatFails(t *testing.T) {
	b := &board{snaps: make(chan *metrics.Snapshot)}
	g := New(Options{Viewer: b, Rules: alert.DefaultRules(), Command: []string{"/nowhere/page"}})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- g.Run(ctx) }()
	for seq := 1; ; seq++ {
		b.snaps <- late(seq % 50)
		log := g.State().Log
		if n := len(log); n > 0 && log[n-1].Event == alert.Noted {
			if !strings.Contains(log[n-1].Text(), "/nowhere/page") {
				t.Errorf("says %q", log[n-1].Text())
			}
			break
		}
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// TestChange: other rules, another question and another command hold from the next look on, for what stands as well.
func TestChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{snaps: make(chan *metrics.Snapshot)}
		rules := alert.DefaultRules()
		g := New(Options{Viewer: b, Question: metrics.Question{Window: "15m"}, Rules: rules})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- g.Run(ctx) }()
		b.snaps <- late(1)
		b.snaps <- late(2)
		synctest.Wait()
		rules.KPIs = []metrics.Key{metrics.NPS}
		g.Change(Options{Question: metrics.Question{Window: "1h"}, Rules: rules, Command: []string{"/nowhere/page"}})
		b.snaps <- late(3)
		b.snaps <- late(5)
		synctest.Wait()
		if st := g.State(); len(st.Active) != 0 {
			t.Errorf("of a KPI that is not watched any more stands %+v", st.Active)
		}
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
		if last := b.asked[len(b.asked)-1]; last.Window != "1h" {
			t.Errorf("asks %v", b.asked)
		}
		log := g.State().Log
		if last := log[len(log)-1]; last.Event != alert.Noted || !strings.Contains(last.Text(), "/nowhere/page") {
			t.Errorf("the new command was not run: %+v", log)
		}
	})
}
