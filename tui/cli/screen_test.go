//go:build unix

package cli

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"floorboard/metrics"
)

// screen is a session seen as a terminal shows it.
type screen struct {
	*session
	vt   *vt.Emulator
	w, h int
}

func onScreen(t *testing.T, args ...string) *screen {
	t.Helper()
	s := &screen{begin(t, args...), vt.NewEmulator(100, 30), 100, 30}
	go io.Copy(io.Discard, s.vt) // what the terminal would answer; the board asks nothing
	return s
}

// take lets the terminal show what came. It says whether the program goes on.
func (s *screen) take(b []byte, more bool) bool {
	s.seen.Write(b)
	s.vt.Write(b)
	return more
}

// sees waits until the screen is as it should be.
func (s *screen) sees(what string, is func(lines []string) bool) {
	s.t.Helper()
	give := time.After(patience)
	for !is(s.lines()) {
		select {
		case b, more := <-s.reads:
			if !s.take(b, more) {
				s.t.Fatalf("it ended without %s:\n%s", what, s.vt)
			}
		case <-give:
			s.t.Fatalf("waited in vain for %s:\n%s", what, s.vt)
		}
	}
}

func (s *screen) words(words string) {
	s.t.Helper()
	s.sees("the words "+words, func(lines []string) bool { return strings.Contains(strings.Join(lines, "\n"), words) })
}

// lines are the rows of the terminal, without the blanks at their ends.
func (s *screen) lines() []string {
	lines := strings.Split(strings.ReplaceAll(s.vt.String(), "\r", ""), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}

// calm waits until nothing has come for a moment.
func (s *screen) calm() {
	s.t.Helper()
	const moment = 250 * time.Millisecond // longer than the time between two frames
	for {
		select {
		case b, more := <-s.reads:
			if !s.take(b, more) {
				s.t.Fatalf("it ended:\n%s", s.vt)
			}
		case <-time.After(moment):
			return
		}
	}
}

// drain shows what has come so far.
func (s *screen) drain() {
	s.t.Helper()
	for {
		select {
		case b, more := <-s.reads:
			if !s.take(b, more) {
				s.t.Fatalf("it ended:\n%s", s.seen.String()[max(0, s.seen.Len()-2000):])
			}
		default:
			return
		}
	}
}

func (s *screen) resize(w, h int) {
	s.t.Helper()
	s.drain()
	s.w, s.h = w, h
	s.vt.Resize(w, h)
	if err := pty.Setsize(s.tty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		s.t.Fatal(err)
	}
}

// frame is what shot draws of the same.
func frame(t *testing.T, size string, args ...string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "frame.ans") // lines in a chart look otherwise where there are no colours
	if got := run(t, "", append([]string{"shot", "-o", file, "--size", size}, args...)...); got.status != ok {
		t.Fatal(got.err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(ansi.Strip(string(text)), "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}

// day is a file with an hour of a made-up floor.
func day(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "day.jsonl")
	if got := run(t, "", "simulate", "--seed", "3", "--hours", "1", "-o", file); got.status != ok {
		t.Fatal(got.err)
	}
	return file
}

const (
	escape = "\x1b"
	enter  = "\r"
)

// TestSizes resizes at random, down to a single cell: in the end the screen is the frame.
func TestSizes(t *testing.T) {
	file := day(t)
	want := frame(t, "100x30", "--tz", "UTC", file)[1:] // but for the header, whose clock says that the day was another one
	s := onScreen(t, "--no-follow", "--tz", "UTC", file)
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		s.sees("the frame", func(lines []string) bool { return slices.Equal(lines[1:], want) })
		for range 20 {
			s.resize(1+random.IntN(220), 1+random.IntN(70))
		}
		s.resize(1, 1)
		s.resize(100, 30)
	}
}

// TestAnyKeys presses 1,000 keys, clicks and resizes at random: the board never ends by itself, and in the end the screen is the frame, not
// torn by anything that was on it before.
func TestAnyKeys(t *testing.T) {
	keys := strings.Split("1 2 3 4 5 6 7 8 9 a b c d f g G h j k l m n o p r s S t u v w W x y z / ? + - = . , ü 客", " ")
	keys = append(keys, " ", enter, escape, "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x7f", "\x15",
		"\x1b[<0;20;5M", "\x1b[<0;40;30M", "\x1b[<0;60;3M", "\x1b[<0;50;14M", "\x1b[<0;2;4M", "\x1b[<64;9;9M", "\x1b[<65;9;9M", "\x1b[200~pasted\x1b[201~")
	file := day(t)
	want := frame(t, "120x40", "--window", "5m", file)[1:37] // the panels: shot keeps no watch
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		s := onScreen(t, "--no-follow", file)
		s.words("billing")
		for range 500 {
			if random.IntN(12) == 0 {
				s.resize(1+random.IntN(220), 1+random.IntN(70))
			}
			s.send(keys[random.IntN(len(keys))])
			s.drain()
		}
		s.resize(1, 1)
		s.resize(120, 40)
		for range 3 { // out of whatever it is in
			s.calm()
			s.send(escape)
		}
		s.settle()
		s.sees("the frame that shot draws", func(lines []string) bool { return slices.Equal(lines[1:37], want) })
		s.send("q")
		s.until("")
		if strings.Contains(s.seen.String(), "panic") || !strings.Contains(s.seen.String(), "events read") {
			t.Errorf("seed %d: it ended with %q", seed, s.seen.String()[max(0, s.seen.Len()-500):])
		}
	}
}

// settle brings the board to the floor page of everything in the last five minutes, whatever it shows, on a screen of 120x40.
func (s *screen) settle() {
	s.t.Helper()
	s.calm()
	s.sees("the pages", func(lines []string) bool { return strings.Contains(lines[39], "7 Feed") })
	if strings.Contains(s.lines()[0], "paused") {
		s.send("p")
	}
	s.send("t")
	s.words("high-contrast")
	s.send("g" + enter) // the first theme, which has colours
	s.send("1")
	s.send("f")
	s.words("nothing checked is everything")
	s.send("x" + enter)
	s.send(strings.Repeat("W", len(metrics.Windows())))
	s.words("5 min")
	s.calm() // the header is drawn before what is below it
	if strings.Contains(strings.Join(s.lines(), "\n"), "by name") {
		s.send("s")
	}
}
