package metrics_test

import (
	"context"
	"fmt"
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

// running returns a board that runs until the context ends, and what feeds it.
func running(ctx context.Context, o metrics.Options) (*metrics.Board, chan *feed.Batch) {
	b, in := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), o), make(chan *feed.Batch)
	go b.Run(ctx, in)
	return b, in
}

func TestBoardServesViewersAtItsPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b, in := running(ctx, metrics.Options{})
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
		said := 0
		b, in := running(t.Context(), metrics.Options{CaughtUp: func() { said++ }})
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
		in <- queuedAt(time.Now(), "c3")
		synctest.Wait()
		if said != 1 {
			t.Errorf("it was said %d times that what was there is read", said)
		}
	})
}

// TestAPipeBeginsWithALog: what a live source brings much faster than it happened is a log that is being read. When it brings no more of that, and
// nothing new, it is stale; from then on a burst of the past is no log.
func TestAPipeBeginsWithALog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, in := running(t.Context(), metrics.Options{})
		begin := time.Now()
		seq := uint64(0)
		for i, step := range []struct {
			ago  time.Duration // of the event that comes; 0 for none
			want string
		}{{9 * time.Hour, "reading"}, {8 * time.Hour, "reading"}, {7 * time.Hour, "reading"}, {0, "stale"}, {6 * time.Hour, "stale"}, {time.Second, "live"}} {
			if step.ago > 0 {
				in <- queuedAt(begin.Add(-step.ago), fmt.Sprint("c", i))
			}
			s, err := b.Look(t.Context(), allTime, seq)
			if err != nil {
				t.Fatal(err)
			}
			seq = s.Seq
			level := s.Total.Value(metrics.LongestWait).Level
			if got := s.Feed.Sources[0].Word; got != step.want || (level == metrics.LevelUnknown) != (got == "reading") {
				t.Errorf("step %d: %s, level %v; want %s", i, got, level, step.want)
			}
		}
	})
}

// A file that is empty at first, or a pipe, was never read before it was live: it is caught up with once it brings what happens.
func TestWhatIsLiveFromTheStartIsCaughtUpWith(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		said := 0
		_, in := running(t.Context(), metrics.Options{CaughtUp: func() { said++ }})
		past := time.Now().Add(-time.Hour)
		for i, want := range []int{0, 0, 0, 1, 1} {
			in <- queuedAt(past.Add(time.Duration(min(i, 2))*time.Minute), fmt.Sprint("c", i))
			time.Sleep(time.Second)
			synctest.Wait()
			if said != want {
				t.Errorf("after %d s it was said %d times", i+1, said)
			}
		}
	})
}

func TestSilenceMakesALiveFeedStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, in := running(t.Context(), metrics.Options{})
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

// A pipe that ends while it tells of what happens, as when its ssh has lost the connection, leaves a board that goes on and says so. One that told of a
// past day has ended.
func TestAPipeThatBreaksOff(t *testing.T) {
	for _, c := range []struct {
		age  time.Duration
		word string
		wait float64 // of the contact that waits, an hour later
	}{{time.Second, "failed", 3601}, {48 * time.Hour, "ended", 0}} {
		synctest.Test(t, func(t *testing.T) {
			b, in := running(t.Context(), metrics.Options{})
			in <- queuedAt(time.Now().Add(-c.age), "c1")
			in <- &feed.Batch{Status: feed.Status{Source: "test", State: feed.Done, Err: "test: whoever wrote to this pipe has ended"}}
			time.Sleep(time.Hour)
			s, _ := b.Look(t.Context(), allTime, 0)
			if wait := s.Total.Value(metrics.LongestWait).Head; s.Feed.Sources[0].Word != c.word || wait != c.wait {
				t.Errorf("last told of %v ago: %q, and a wait of %v s", c.age, s.Feed.Sources[0].Word, wait)
			}
		})
	}
}

func TestAnEndedFeedStandsStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, in := running(t.Context(), metrics.Options{})
		old := queuedAt(time.Now().Add(-48*time.Hour), "c1")
		old.Status.State = feed.Done
		in <- old
		s, _ := b.Look(t.Context(), allTime, 0)
		if got := s.Total.Value(metrics.LongestWait).Head; got != 0 {
			t.Errorf("the wait of a recording grew to %v s", got)
		}
	})
}

// A clock that is broken, and says 2099 once, makes nobody's call expire, no promise broken, and no live feed look fresh for ever. What is
// ahead by a time zone counts at once, what is ahead by two days counts when its time comes.
func TestOneBrokenClockDoesNotStopTheBoard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, in := running(t.Context(), metrics.Options{})
		begin := time.Now()
		promised := feed.NewEvent(feed.Promised, begin.UnixMilli())
		promised.Conversation, promised.Due = "c1", begin.Add(20*time.Hour).UnixMilli()
		first := queuedAt(begin.AddDate(80, 0, 0), "broken from the start")
		first.Events = append(first.Events, queuedAt(begin, "c1").Events...)
		in <- first
		in <- &feed.Batch{Events: []feed.Event{promised}}
		in <- queuedAt(begin.AddDate(70, 0, 0), "broken")
		in <- queuedAt(begin.Add(14*time.Hour), "abroad")
		in <- queuedAt(begin.Add(48*time.Hour), "later")
		time.Sleep(5 * time.Minute)
		in <- queuedAt(begin.Add(-30*time.Second), "c2")

		s, err := b.Look(t.Context(), allTime, 0)
		if err != nil {
			t.Fatal(err)
		}
		promises := s.Total.Value(metrics.Promises)
		if n := s.Total.Value(metrics.Waiting).N; n != 3 || s.Feed.Expired != 0 || promises.Part(2) != 0 || promises.Part(3) != 1 || s.Feed.OutOfOrder != 0 {
			t.Errorf("waiting %d, want 3; expired %d, promises %v, %d out of order", n, s.Feed.Expired, promises.Parts, s.Feed.OutOfOrder)
		}
		if !s.AsOf.Equal(time.Now()) || s.Feed.Last.Sub(begin) != 14*time.Hour || s.Feed.Events != 4 {
			t.Errorf("%d events, the newest of %v, seen at %v", s.Feed.Events, s.Feed.Last, s.AsOf)
		}
		if s.Feed.Early != 3 || s.Feed.FirstEarly.Sub(begin) != 48*time.Hour {
			t.Errorf("%d are held back, the first of %v", s.Feed.Early, s.Feed.FirstEarly)
		}
		time.Sleep(25 * time.Hour)
		s, err = b.Look(t.Context(), allTime, s.Seq)
		if n := s.Total.Value(metrics.Waiting).N; err != nil || n != 4 || s.Feed.Early != 2 || s.Feed.Expired != 0 {
			t.Errorf("a day later %d wait, want 4; %d are held back, %d expired, %v", n, s.Feed.Early, s.Feed.Expired, err)
		}
		close(in)
	})
}

// One event that is ahead, by minutes or by hours, makes nobody's wait longer, and a feed that falls silent no less silent.
func TestOneClockThatIsAheadIsNotTheFeeds(t *testing.T) {
	for _, ahead := range []time.Duration{2 * time.Minute, 50 * time.Minute, 5 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			in := make(chan *feed.Batch)
			b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
			go b.Run(t.Context(), in)
			begin := time.Now()
			in <- queuedAt(begin, "c1")
			in <- queuedAt(begin.Add(ahead), "ahead")
			var seq uint64
			for _, want := range []string{"live", "stale"} {
				time.Sleep(90 * time.Second)
				s, err := b.Look(t.Context(), allTime, seq)
				if err != nil {
					t.Fatal(err)
				}
				seq = s.Seq
				if got := s.Feed.Sources[0].Word; got != want || !s.AsOf.Equal(time.Now()) || s.Total.Value(metrics.LongestWait).Head != time.Since(begin).Seconds() {
					t.Errorf("ahead by %v: %s, want %s; at %v as of %v, longest wait %v", ahead, got, want, time.Now(), s.AsOf, s.Total.Value(metrics.LongestWait).Head)
				}
				if !s.Feed.News.Equal(begin) {
					t.Errorf("ahead by %v: news of %v, want %v", ahead, s.Feed.News, begin)
				}
			}
			close(in)
		})
	}
}

// A feed whose clock is a little ahead takes the board along: its time goes on by itself, and not back where an event comes late.
func TestAFeedThatIsAheadTakesTheBoardAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := make(chan *feed.Batch)
		b := metrics.NewBoard(metrics.NewEngine(metrics.DefaultRules()), metrics.Options{})
		go b.Run(t.Context(), in)
		const ahead = 3 * time.Minute
		var seq uint64
		var before time.Time
		for i, late := range []time.Duration{0, 0, 0, 40 * time.Second, 0} {
			in <- queuedAt(time.Now().Add(ahead-late), fmt.Sprint("c", i))
			time.Sleep(10 * time.Second)
			s, err := b.Look(t.Context(), allTime, seq)
			if err != nil {
				t.Fatal(err)
			}
			seq = s.Seq
			if s.AsOf.Before(before) || i < 3 && !s.AsOf.Equal(time.Now().Add(ahead)) {
				t.Errorf("event %d: at %v as of %v, before that %v", i, time.Now(), s.AsOf, before)
			}
			before = s.AsOf
		}
		time.Sleep(3 * time.Minute)
		if s, err := b.Look(t.Context(), allTime, seq); err != nil || s.Feed.Sources[0].Word != "stale" || s.Total.Value(metrics.LongestWait).Head < 180 {
			t.Errorf("%s, longest wait %v, %v", s.Feed.Sources[0].Word, s.Total.Value(metrics.LongestWait).Head, err)
		}
		close(in)
	})
}

// Where every event is ahead, it is the board's own clock that is wrong, as that of a small computer before it has asked for the time.
func TestABoardWhoseOwnClockIsWrongCountsAllTheSame(t *testing.T) {
	for _, ahead := range []time.Duration{2 * time.Hour, 50 * time.Hour, 30 * 365 * 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			b, in := running(t.Context(), metrics.Options{})
			both := queuedAt(time.Now().Add(ahead), "c1")
			both.Events = append(both.Events, queuedAt(time.Now().Add(ahead+time.Minute), "c2").Events...)
			in <- both
			time.Sleep(2 * time.Second)
			for _, window := range metrics.Windows() {
				s, err := b.Look(t.Context(), metrics.Question{Window: window}, 0)
				if n := s.Total.Value(metrics.Waiting).N; err != nil || n != 2 || s.Feed.Early != 0 || s.Total.History == nil {
					t.Errorf("ahead by %v, %s: %d wait, want 2; %d are held back, %v", ahead, window, n, s.Feed.Early, err)
				}
			}
			close(in)
		})
	}
}

// A thousand events ahead are no slip: they come from a place that has another clock, and count.
func TestManyEarlyEventsAreBelieved(t *testing.T) {
	e := metrics.NewEngine(metrics.DefaultRules(), allTime)
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	e.SetHorizon(now.Add(24 * time.Hour))
	e.Fold(queuedAt(now, "now"))
	for i := range 1001 {
		if i == 1000 {
			if s := e.Snapshot(allTime, now); s.Feed.Early != 1000 || s.Total.Value(metrics.Waiting).N != 1 {
				t.Errorf("%d are held back, %d wait", s.Feed.Early, s.Total.Value(metrics.Waiting).N)
			}
		}
		e.Fold(queuedAt(now.AddDate(0, 0, 3).Add(time.Duration(i)*time.Second), fmt.Sprint("c", i)))
	}
	if s := e.Snapshot(allTime, now); s.Feed.Early != 0 || s.Total.Value(metrics.Waiting).N != 1002 {
		t.Errorf("%d are held back, %d wait, want 1002", s.Feed.Early, s.Total.Value(metrics.Waiting).N)
	}
}
