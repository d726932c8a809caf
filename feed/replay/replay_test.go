package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorboard/feed"
)

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// at is an event so many seconds after nine.
func at(seconds float64) string {
	t := nine.Add(time.Duration(seconds * float64(time.Second)))
	return fmt.Sprintf(`{"time":%q,"type":"queued","conversation":"%g","queue":"q"}`+"\n", t.Format(time.RFC3339Nano), seconds)
}

func recording(seconds ...float64) func() (io.ReadCloser, error) {
	var b strings.Builder
	for _, s := range seconds {
		b.WriteString(at(s))
	}
	return text(b.String())
}

func text(s string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }
}

// show plays in the background and writes down what comes, and after how many real seconds.
type show struct {
	*Player

	mu    sync.Mutex // guards all that follows
	began time.Time
	log   []string
	state feed.State
	err   error
	ended bool
}

// play must be called in a bubble.
func play(t *testing.T, open func() (io.ReadCloser, error), o Options) *show {
	t.Helper()
	p, err := New("tape", open, o)
	if err != nil {
		t.Fatal(err)
	}
	s := &show{Player: p, began: time.Now()}
	out := make(chan *feed.Batch)
	go func() {
		err := s.Run(t.Context(), out)
		s.mu.Lock()
		s.err = err
		s.mu.Unlock()
		close(out)
	}()
	go func() {
		for b := range out {
			s.take(b)
		}
		s.mu.Lock()
		s.ended = true
		s.mu.Unlock()
	}()
	return s
}

func (s *show) take(b *feed.Batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	passed := time.Since(s.began).Seconds()
	if b.Reset {
		s.log = append(s.log, fmt.Sprintf("%g reset", passed))
	}
	for _, e := range b.Events {
		s.log = append(s.log, fmt.Sprintf("%g: %s", passed, e.Conversation))
	}
	if s.state = b.Status.State; s.state == feed.Done {
		s.log = append(s.log, fmt.Sprintf("%g done", passed))
	}
}

func (s *show) want(t *testing.T, lines ...string) {
	t.Helper()
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if got, want := strings.Join(s.log, ", "), strings.Join(lines, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.log = nil
}

func (s *show) wantState(t *testing.T, state feed.State, ended bool) {
	t.Helper()
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != state || s.ended != ended || s.err != nil {
		t.Errorf("it is %s, ended %t: %v; want %s, ended %t", s.state, s.ended, s.err, state, ended)
	}
}

func (s *show) wantNow(t *testing.T, seconds float64) {
	t.Helper()
	if got := s.Now().Sub(nine).Seconds(); got != seconds {
		t.Errorf("the virtual clock says %g seconds after nine, want %g", got, seconds)
	}
}

func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 30, 60, 180), Options{Speed: 60})
		s.want(t, "0: 0")
		s.wantState(t, feed.Replaying, false)
		time.Sleep(time.Second)
		s.wantNow(t, 60)
		s.want(t, "0.5: 30", "1: 60")
		time.Sleep(time.Hour)
		s.want(t, "3: 180", "3 done")
		s.wantNow(t, 180)
		s.wantState(t, feed.Done, true)
	})
}

// TestSteps: events that are due within a step come together at its end, and what was given until then goes to before the first of them.
func TestSteps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 61, 62, 64, 65, 90), Options{Speed: 60})
		s.want(t, "0: 0")
		given := func(after time.Duration, seconds float64) {
			t.Helper()
			time.Sleep(after)
			if got := s.Given().Sub(nine).Seconds(); got != seconds {
				t.Errorf("given until %g seconds after nine, want %g", got, seconds)
			}
		}
		given(time.Second, 60)
		given(50*time.Millisecond, 60.999)
		s.want(t)
		time.Sleep(50 * time.Millisecond)
		s.want(t, "1.1: 61", "1.1: 62", "1.1: 64", "1.1: 65")
		given(0, 66)
		time.Sleep(time.Hour)
		given(0, 90)
	})
}

// Events come in the order of their lines; a late one comes with those before it.
func TestDisorder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 10, 5, 20, 19, 21), Options{Speed: 1})
		time.Sleep(time.Minute)
		s.want(t, "0: 0", "10: 10", "10: 5", "20: 20", "20: 19", "21: 21", "21 done")
	})
}

// A clock that was hours ahead for a line, or at the very beginning, holds nothing up and hurries nothing.
func TestWrongClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(18_000, 0, 1, 2, 3, 9_000, 4, 5, 6, 7, 8, 9), Options{Speed: 1})
		if first, last := s.Span(); !first.Equal(nine) || last.Sub(nine) != 9*time.Second {
			t.Errorf("span %s to %s", first, last)
		}
		time.Sleep(time.Minute)
		s.want(t, "0: 18000", "0: 0", "1: 1", "2: 2", "3: 3", "3: 9000", "4: 4", "5: 5", "6: 6", "7: 7", "8: 8", "9: 9", "9 done")
	})
}

func TestFromAndTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 10, 20, 30, 40), Options{Speed: 10, From: nine.Add(20 * time.Second), To: nine.Add(35 * time.Second)})
		s.want(t, "0: 0", "0: 10", "0: 20")
		s.wantNow(t, 20)
		time.Sleep(time.Minute)
		s.want(t, "1: 30", "1.5 done")
		s.wantNow(t, 35)
	})
}

func TestPauseAndSpeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 10, 20, 30), Options{Speed: 1})
		time.Sleep(5 * time.Second)
		s.Pause()
		time.Sleep(time.Hour)
		s.want(t, "0: 0")
		s.wantNow(t, 5)
		if !s.Paused() {
			t.Error("not paused")
		}
		s.mu.Lock()
		s.began = time.Now()
		s.mu.Unlock()
		s.Resume()
		time.Sleep(5 * time.Second)
		s.want(t, "5: 10")
		if err := s.SetSpeed(10); err != nil || s.Speed() != 10 {
			t.Errorf("speed %v: %v", s.Speed(), err)
		}
		time.Sleep(time.Second)
		s.want(t, "6: 20")
		if err := s.SetSpeed(0); err == nil {
			t.Error("speed 0 is no speed")
		}
	})
}

func TestSeek(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 10, 20, 30, 40), Options{Speed: 1, Hold: true})
		s.want(t, "0: 0")
		s.Seek(nine.Add(25 * time.Second))
		s.want(t, "0: 10", "0: 20")
		s.wantNow(t, 25)
		time.Sleep(5 * time.Second)
		s.want(t, "5: 30")
		s.Seek(nine.Add(12 * time.Second))
		s.want(t, "5 reset", "5: 0", "5: 10")
		s.wantNow(t, 12)
		time.Sleep(8 * time.Second)
		s.want(t, "13: 20")
		s.Pause()
		s.Seek(nine.Add(time.Hour)) // beyond the end is the end
		s.want(t, "13: 30", "13: 40", "13 done")
		time.Sleep(time.Hour)
		s.Seek(nine.Add(-time.Hour)) // before the beginning is the beginning, even from the end
		s.want(t, "3613 reset", "3613: 0")
		s.wantNow(t, 0)
		s.wantState(t, feed.Replaying, false)
	})
}

func TestLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(0, 10), Options{Speed: 10, Loop: true})
		time.Sleep(9 * time.Second)
		s.want(t, "0: 0", "1: 10", "1 done", "4 reset", "4: 0", "5: 10", "5 done", "8 reset", "8: 0", "9: 10", "9 done")
	})
}

// A long recording is read in pieces; what is due at once comes without a pause, and in order.
func TestManyChunks(t *testing.T) {
	var seconds []float64
	for i := range 20_000 {
		seconds = append(seconds, float64(i))
	}
	synctest.Test(t, func(t *testing.T) {
		s := play(t, recording(seconds...), Options{Speed: 1, From: nine.Add(19_990 * time.Second)})
		want := make([]string, 19_991)
		for i := range want {
			want[i] = fmt.Sprintf("0: %g", float64(i))
		}
		s.want(t, want...)
		time.Sleep(2 * time.Second)
		s.want(t, "1: 19991", "2: 19992")
	})
}

func TestRejectsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := New("tape", text(at(0)+"no event\n\n"+at(1)+"nor this"), Options{Speed: 1})
		if err != nil {
			t.Fatal(err)
		}
		out := make(chan *feed.Batch, 100)
		if err := p.Run(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		close(out)
		var lines, rejects int
		var where []int64
		for b := range out {
			lines, rejects = lines+b.Lines, rejects+b.Rejects
			for _, r := range b.Rejected {
				where = append(where, r.Line)
			}
		}
		if lines != 4 || rejects != 2 || fmt.Sprint(where) != "[2 5]" {
			t.Errorf("%d lines, %d rejects at %v", lines, rejects, where)
		}
	})
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		open func() (io.ReadCloser, error)
		o    Options
		want string
	}{
		{recording(0), Options{}, "speed 0 is out of range"},
		{recording(0), Options{Speed: -1}, "speed -1 is out of range"},
		{text("hello\n"), Options{Speed: 1}, "no events in 1 lines: line 1: "},
		{text(""), Options{Speed: 1}, "no events in 0 lines"},
		{recording(0), Options{Speed: 1, Format: "fax"}, "no input format"},
		{recording(0, 9), Options{Speed: 1, From: nine.Add(time.Hour)}, "nothing to play"},
		{func() (io.ReadCloser, error) { return nil, broken }, Options{Speed: 1}, "tape: open recording: broken"},
		{func() (io.ReadCloser, error) { return io.NopCloser(failing{broken}), nil }, Options{Speed: 1}, "tape: read recording: broken"},
	} {
		if _, err := New("tape", c.open, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.o, err, c.want)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestRecordingGoesAway(t *testing.T) {
	calls := 0
	open := func() (io.ReadCloser, error) {
		if calls++; calls > 1 {
			return nil, errors.New("gone")
		}
		return recording(0)()
	}
	p, err := New("tape", open, Options{Speed: 1})
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan *feed.Batch, 10)
	if err := p.Run(context.Background(), out); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("err %v", err)
	}
	if b := <-out; b.Status.State != feed.Failed || b.Status.Err == "" {
		t.Errorf("status %+v", b.Status)
	}
}

func TestParseSpeed(t *testing.T) {
	for s, want := range map[string]float64{"60": 60, "60x": 60, " 0.5x": 0.5, "1e2": 100} {
		if got, err := ParseSpeed(s); err != nil || got != want {
			t.Errorf("ParseSpeed(%q) = %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "x", "fast", "0", "-1", "NaN", "Inf", "60xx", "1e9"} {
		if _, err := ParseSpeed(s); err == nil {
			t.Errorf("ParseSpeed(%q) gives no error", s)
		}
	}
}

func BenchmarkFastForward(b *testing.B) {
	var seconds []float64
	for i := range 20_000 {
		seconds = append(seconds, float64(i))
	}
	open := recording(seconds...)
	p, err := New("tape", open, Options{Speed: maxSpeed, From: nine.Add(19_999 * time.Second)})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		out := make(chan *feed.Batch, 1000)
		if err := p.Run(context.Background(), out); err != nil {
			b.Fatal(err)
		}
	}
}
