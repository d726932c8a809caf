package metrics_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// queuedAt is a batch of one contact that begins to wait, from a live source.
func queuedAt(at time.Time, id string) *feed.Batch {
	e := feed.NewEvent(feed.Queued, at.UnixMilli())
	e.Conversation, e.Queue, e.Channel = id, "billing", "voice"
	return &feed.Batch{Events: []feed.Event{e}, Status: feed.Status{Source: "test", State: feed.Live}}
}

func TestBoardServesViewersAtItsPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		in := make(chan *feed.Batch)
		b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
		go b.Run(ctx, in)
		in <- queuedAt(time.Now(), "c1")
		first, err := b.Look(ctx, allTime, 0)
		if err != nil || first.Total.Value(metrics.Waiting).N != 1 {
			t.Fatalf("first look: %v, %v", first, err)
		}
		in <- queuedAt(time.Now(), "c2")
		before := time.Now()
		second, err := b.Look(ctx, allTime, first.Seq)
		if err != nil || second.Total.Value(metrics.Waiting).N != 2 {
			t.Fatalf("second look: %v, %v", second, err)
		}
		if waited := time.Since(before); waited != time.Second {
			t.Errorf("the second look came after %v", waited)
		}
		if first.Total.Value(metrics.Waiting).N != 1 {
			t.Error("a published snapshot changed")
		}
		other, _ := b.Look(ctx, allTime, 0)
		if other != second {
			t.Error("equal questions in one tick got different answers")
		}
		close(in)
		third, err := b.Look(ctx, allTime, second.Seq)
		if err != nil || third.Total.Value(metrics.LongestWait).Head != 2 {
			t.Errorf("waits do not grow after the feed's end: %v, %v", third.Total.Value(metrics.LongestWait).Head, err)
		}
		cancel()
		synctest.Wait()
		if _, err := b.Look(context.Background(), allTime, 0); err != metrics.ErrClosed {
			t.Errorf("look at a closed board: %v", err)
		}
	})
}

func TestWhatIsReadIsShownAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := make(chan *feed.Batch)
		b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
		go b.Run(t.Context(), in)
		begin := queuedAt(time.Now(), "c1")
		begin.Status.State = feed.Reading
		in <- begin
		s, _ := b.Look(t.Context(), allTime, 0)
		go func() {
			time.Sleep(300 * time.Millisecond)
			in <- queuedAt(time.Now(), "c2")
		}()
		before := time.Now()
		s, _ = b.Look(t.Context(), allTime, s.Seq)
		if n, waited := s.Total.Value(metrics.Waiting).N, time.Since(before); n != 2 || waited != 300*time.Millisecond {
			t.Errorf("%d are seen waiting after %v", n, waited)
		}
	})
}

func TestSilenceMakesALiveFeedStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := make(chan *feed.Batch)
		b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
		go b.Run(t.Context(), in)
		in <- queuedAt(time.Now(), "c1")
		s, _ := b.Look(t.Context(), allTime, 0)
		if got := s.Feed.Sources[0].Word; got != "live" {
			t.Errorf("at once it is %q", got)
		}
		for range 125 {
			s, _ = b.Look(t.Context(), allTime, s.Seq)
		}
		if got := s.Feed.Sources[0].Word; got != "stale" {
			t.Errorf("after two minutes it is %q", got)
		}
	})
}

func TestAnEndedFeedStandsStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := make(chan *feed.Batch)
		b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
		go b.Run(t.Context(), in)
		old := queuedAt(time.Now().Add(-48*time.Hour), "c1")
		old.Status.State = feed.Done
		in <- old
		s, _ := b.Look(t.Context(), allTime, 0)
		if got := s.Total.Value(metrics.LongestWait).Head; got != 0 {
			t.Errorf("the wait of a recording grew to %v s", got)
		}
	})
}
