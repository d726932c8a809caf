//go:build unix

package cli

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
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
	file := filepath.Join(t.TempDir(), "frame.txt")
	if got := run(t, "", append([]string{"shot", "-o", file, "--size", size}, args...)...); got.status != ok {
		t.Fatal(got.err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
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

// TestEveryKey presses the keys of the help one by one, and looks at what they do.
func TestEveryKey(t *testing.T) {
	s := onScreen(t, "demo", "--speed", "1", "--window", "today")
	s.resize(120, 40)
	s.words("billing")
	for _, k := range []struct{ key, shows, hides string }{
		{"2", "Channels", ""}, {"j", "enter open", ""}, {enter, "Waiting in ", ""}, {escape, "by need", "Waiting in "},
		{"s", "by name", ""}, {"S", "by need", ""}, {"G", "", ""}, {"g", "", ""}, {"r", "", ""}, {"r", "", ""},
		{"/", "/_", ""}, {"ret", "1 of 6", ""}, {enter, "esc all rows", "/ret_"}, {escape, "enter open", "1 of 6"},
		{"c", "waiting now", ""}, {"\t", "", "waiting now"}, {escape, "", "other cases"},
		{"y", "copied ", ""},
		{"f", "nothing checked is everything", ""}, {" ", "[x]", ""}, {"x", "", "[x]"}, {escape, "", "nothing checked"},
		{"t", "Theme", ""}, {"j", "", ""}, {escape, "", "Theme"},
		{"W", "8 h ", ""}, {"w", "today ", "8 h "},
		{"?", "this help", ""}, {escape, "", "this help"},
		{"3", "Waiting longest", ""}, {"4", "Left", ""}, {"5", "Voice of the customer", ""}, {"6", "Stages", ""}, {"7", "Sources", ""},
		{"\t", "", "Sources"}, {"\x1b[Z", "Sources", ""}, {"1", "by need", ""},
		{"s", "by name", ""}, {"s", "by need", ""},
		{"p", "paused at", ""}, {"p", "replaying", "paused at"},
		{" ", "replay paused", ""}, {" ", "replaying 1x", ""}, {"+", "replaying 2x", ""}, {"-", "replaying 1x", ""},
		{"\x1b[1;2C", "▶ 14:3", ""}, {"\x1b[1;2D", "▶ 13:3", ""}, {"\x1b[C", "▶ 13:31", ""}, {"\x1b[D", "▶ 13:30", ""},
		{"\x1b[<0;13;40M", "Channels", ""}, {"\x1b[<65;10;10M", "enter open", ""},
	} {
		s.send(k.key)
		s.sees(k.shows+" after "+strconv.Quote(k.key), func(lines []string) bool {
			text := strings.Join(lines, "\n")
			return strings.Contains(text, k.shows) && (k.hides == "" || !strings.Contains(text, k.hides))
		})
	}
	s.send("q")
	if status := s.end(); status != ok {
		t.Errorf("status %d", status)
	}
}

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

// TestAnyKeys presses keys, clicks and resizes at random: the board never ends by itself, and what is on the screen in the end is what
// comes when it is drawn anew.
func TestAnyKeys(t *testing.T) {
	keys := strings.Split("1 2 3 4 5 6 7 8 9 a b c d f g G h j k l m n o p r s S t u v w W x y z / ? + - = . , ü 客", " ")
	keys = append(keys, " ", enter, escape, "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x7f", "\x15",
		"\x1b[<0;20;5M", "\x1b[<0;40;30M", "\x1b[<0;60;3M", "\x1b[<64;9;9M", "\x1b[<65;9;9M", "\x1b[200~pasted\x1b[201~")
	file := day(t)
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		s := onScreen(t, "--no-follow", file)
		s.words("billing")
		for range 300 {
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
		s.calm()
		s.sees("the pages", func(lines []string) bool { return strings.Contains(lines[39], "7 Feed") })
		s.calm()
		before := s.lines()
		s.resize(90, 25)
		s.calm()
		s.resize(120, 40)
		s.calm()
		if after := s.lines(); !slices.Equal(before, after) {
			t.Errorf("seed %d: the screen was torn:\n%s\nit should be\n%s", seed, strings.Join(before, "\n"), strings.Join(after, "\n"))
		}
		s.send("q")
		s.until("")
		if strings.Contains(s.seen.String(), "panic") || !strings.Contains(s.seen.String(), "events read") {
			t.Errorf("seed %d: it ended with %q", seed, s.seen.String()[max(0, s.seen.Len()-500):])
		}
	}
}
