package tui

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"floorboard/metrics"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
)

func TestFirstFrameComesAtOnce(t *testing.T) {
	b := newBench(t)
	b.sees(t, "waiting for the first events")
	b.sees(t, "14:02:37")
}

func TestOneLookIsUnderWay(t *testing.T) {
	b := newBench(t)
	first := b.m.look()
	next := b.snapshot(first)
	b.snapshot(next)
	if got := b.board.after; len(got) != 2 || got[0] != 0 || got[1] != 1 {
		t.Errorf("asked for snapshots after %v, want [0 1]", got)
	}
	// A new question makes the answer to the old one late: it is dropped, and asks for nothing.
	late := b.m.look()
	widened := b.key("w")
	if cmd := b.snapshot(late); cmd != nil {
		t.Error("a late answer began another look")
	}
	b.snapshot(widened)
	if q := b.board.asked[len(b.board.asked)-1]; q.Window != "1h" || b.board.after[len(b.board.after)-1] != 0 {
		t.Errorf("asked %+v after %d, want window 1h after 0", q, b.board.after[len(b.board.after)-1])
	}
	b.sees(t, "1 h")
}

func TestPauseHoldsThePicture(t *testing.T) {
	b := newBench(t)
	look := b.snapshot(b.m.look())
	b.key("p")
	b.sees(t, "paused at 14:02:37")
	held := b.m.View()
	b.snapshot(look)
	if b.m.View() != held {
		t.Error("the picture changed while it was held")
	}
	if b.m.latest.Seq != 2 {
		t.Error("the board stopped counting behind the picture")
	}
	b.key("p")
	b.missing(t, "paused")
	if b.m.shown.Seq != 2 {
		t.Errorf("shows snapshot %d after the pause, want 2", b.m.shown.Seq)
	}
}

func TestErrorsAreSaidAndAskedAgain(t *testing.T) {
	b := newBench(t)
	b.board.err = errors.New("the engine has stopped")
	if cmd := b.snapshot(b.m.look()); cmd != nil {
		t.Error("asked again at once after an error")
	}
	b.sees(t, "the engine has stopped")
	b.board.err = nil
	if b.send(tickMsg{}) == nil || b.m.lookout.n != 2 {
		t.Error("the next tick did not ask again")
	}
}

// TestRowsSettle changes which queue is worst: its row moves, but not before ten seconds have passed.
func TestRowsSettle(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	before := b.m.order.queues
	worse := paneltest.Floor()
	for i := range worse.Queues {
		worse.Queues[i].Values[metrics.LongestWait].Level = metrics.LevelOK
		worse.Queues[i].Values[metrics.ServiceLevel].Level = metrics.LevelOK
	}
	worse.Queues[len(worse.Queues)-1].Values[metrics.LongestWait].Level = metrics.LevelCritical
	b.now = b.now.Add(9 * time.Second)
	b.send(lookMsg{look: b.m.lookout.n, snap: worse})
	if got := b.m.order.queues; got[0] != before[0] {
		t.Errorf("%s is first after 9 seconds, %s was", got[0], before[0])
	}
	b.now = b.now.Add(time.Second)
	b.send(tickMsg{})
	if got := b.m.order.queues; got[0] != "vip" {
		t.Errorf("%s is first after 10 seconds, want vip", got[0])
	}
	b.key("s")
	if got := b.m.order.queues; got[0] != "billing" {
		t.Errorf("%s is first by name, want billing", got[0])
	}
	b.sees(t, "by name")
}

func TestOpenOneRow(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.key("2")
	if cmd := b.key("enter"); cmd != nil {
		t.Error("enter opens a row that nobody chose")
	}
	b.sees(t, "enter ") // the first row is chosen now
	look := b.key("enter")
	if look == nil {
		t.Fatal("enter does not open the row")
	}
	b.sees(t, "by need") // until the numbers are there, the list stays
	b.snapshot(look)
	if q := b.board.asked[len(b.board.asked)-1]; len(q.Filter.Queues) != 1 || q.Filter.Queues[0] != "outage" || q.Cases != "longest_wait_seconds" {
		t.Errorf("asked %+v", q)
	}
	b.sees(t, "Waiting in outage")
	b.snapshot(b.key("esc"))
	if q := b.board.asked[len(b.board.asked)-1]; !q.Filter.Empty() || q.Cases != "" {
		t.Errorf("asked %+v after esc", q)
	}
	b.sees(t, "by need")
	b.key("4")
	b.key("j")
	b.snapshot(b.key("enter"))
	b.sees(t, "drawn to the team's mean")
	b.snapshot(b.key("tab"))
	if q := b.board.asked[len(b.board.asked)-1]; !q.Filter.Empty() {
		t.Errorf("asked %+v on another page", q)
	}
}

func TestHelpSaysWhatKeysDo(t *testing.T) {
	b := newBench(t)
	b.m.o.Copy = func(string) error { return nil }
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.snapshot(b.m.look())
	for page := range pages {
		b.key(strconv.Itoa(page + 1))
		b.key("j")
		if pages[page].list != nil { // esc does something now, and makes the longest help
			b.key("/")
			b.key("a")
			b.key("enter")
		}
		b.key("?")
		for _, g := range b.m.helpGroups() {
			for _, l := range g.lines {
				b.sees(t, l.help)
			}
		}
		b.key("?")
	}
	b.missing(t, "this help")
	b.send(tea.WindowSizeMsg{Width: 60, Height: 16})
	b.key("1")
	b.key("?")
	b.sees(t, "quit")
	b.missing(t, "on a larger screen")
	b.key("?")
	b.key("4")
	b.key("?")
	b.sees(t, " more on a larger screen, ? closes")
	b.key("?")
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.m.o.Player = nil
	b.key("?")
	b.missing(t, "faster")
}

func TestQuit(t *testing.T) {
	b := newBench(t)
	for _, k := range []string{"q", "ctrl+c"} {
		if cmd := b.key(k); cmd == nil || cmd() != tea.Quit() {
			t.Errorf("%s does not quit", k)
		}
	}
}

// TestReadingRate shows how fast sources are read, and how long it takes.
func TestReadingRate(t *testing.T) {
	b := newBench(t)
	s := paneltest.Floor()
	s.Feed.Sources[0].Word, s.Feed.Sources[0].State = "reading", 0
	s.Feed.Sources[0].Read, s.Feed.Sources[0].Size = 100_000_000, 1_000_000_000
	b.send(lookMsg{look: b.m.lookout.n, snap: s})
	b.sees(t, "reading 10%")
	next := *s
	next.Feed.Sources = append(next.Feed.Sources[:0:0], s.Feed.Sources...)
	next.Feed.Sources[0].Read = 300_000_000
	b.now = b.now.Add(2 * time.Second)
	b.send(lookMsg{look: b.m.lookout.n, snap: &next})
	b.sees(t, "reading 30%  100 MB/s  0:07 left")
}

// TestAnyKeysAnySizes presses keys and resizes at random: the frame is always as large as the screen.
func TestAnyKeysAnySizes(t *testing.T) {
	keys := []string{"1", "2", "3", "4", "5", "6", "7", "9", "tab", "shift+tab", "up", "down", "j", "k", "g", "G", "pgup", "pgdown", "home", "end",
		"w", "W", "s", "p", "t", " ", "left", "right", "+", "-", "?", "esc", "enter", "x", "/", "ü"}
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t)
		look := b.m.look()
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				b.send(tea.WindowSizeMsg{Width: rapid.IntRange(0, 210).Draw(rt, "w"), Height: rapid.IntRange(0, 60).Draw(rt, "h")})
			case 1:
				if next := b.snapshot(look); next != nil {
					look = next
				}
			default:
				if cmd := b.key(rapid.SampledFrom(keys).Draw(rt, "key")); cmd != nil {
					look = cmd
				}
			}
			b.now = b.now.Add(time.Second)
		}
		if b.m.h > 0 {
			if rows := strings.Count(b.m.View(), "\n") + 1; rows != b.m.h {
				rt.Fatalf("%d rows on a screen of %dx%d", rows, b.m.w, b.m.h)
			}
		}
	})
}

func TestFilterWords(t *testing.T) {
	plain := func(agent string) string { return agent }
	got := filterWords(metrics.Filter{Queues: []string{"billing"}, Channels: []string{"chat"}}, plain)
	if got != "billing+chat" {
		t.Errorf("got %q", got)
	}
	if got := filterWords(metrics.Filter{Agents: []string{"a", "b", "c", "d"}}, plain); got != "a+b+c+…" {
		t.Errorf("got %q", got)
	}
	if got := panel.WindowName("30m"); got != "30 min" {
		t.Errorf("got %q", got)
	}
}

// TestMemory: the page of the feed tells what the board uses, asked where it is shown and no more than once a second; a frame by itself has none.
func TestMemory(t *testing.T) {
	b := newBench(t)
	asked := 0
	b.m.o.Memory = func() panel.Memory { asked++; return panel.Memory{Heap: 34_000_000, Resident: 52_000_000} }
	look := b.m.look()
	b.tick(time.Second)
	if asked > 0 {
		t.Error("asked where it is not shown")
	}
	b.key("7")
	for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 40}, {Width: 200, Height: 56}} {
		b.send(size)
		look = b.snapshot(look)
		b.sees(t, "34 MB")
		b.sees(t, "Newest event")
	}
	b.sees(t, "in use, 52 MB resident")
	if asked != 1 {
		t.Errorf("asked %d times in less than a second", asked)
	}
	if frame := Frame(paneltest.Floor(), FrameOptions{W: 200, H: 56, Sheet: b.m.sheet, Page: "feed"}).String(); strings.Contains(frame, "Memory") {
		t.Errorf("a frame by itself tells of memory:\n%s", frame)
	}
}

// TestOverlayOnASmallScreen: what takes the keys is seen on every screen.
func TestOverlayOnASmallScreen(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	b.missing(t, "Theme")
	b.key("t")
	for _, want := range []string{"Theme", "floor-light", "keep"} {
		b.sees(t, want)
	}
	b.key("q") // closes it, and not the board
	b.missing(t, "Theme")
}

// TestNoteBesideTyping: a word on the last key does not hide what is typed next, and loses phrases before it is cut.
func TestNoteBesideTyping(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.keys("2")
	b.m.say("copied 2026-03-02, " + strings.Repeat("service level 100.0%, ", 9) + "first reply 0:04")
	b.m.compose()
	lines := strings.Split(strings.TrimRight(b.m.buf.String(), "\n"), "\n")
	if last := lines[len(lines)-1]; strings.Contains(last, "…") || !strings.Contains(last, "100.0%  ") {
		t.Errorf("the note is cut: %q", last)
	}
	b.typed("/bi")
	b.sees(t, "/bi_")
}
