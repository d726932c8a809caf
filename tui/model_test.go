package tui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// board is a viewer that answers at once, with a snapshot that names the window it was asked for.
type board struct {
	asked []metrics.Question
	after []uint64
	seq   uint64
	err   error
}

func (b *board) Look(ctx context.Context, q metrics.Question, after uint64) (*metrics.Snapshot, error) {
	b.asked, b.after = append(b.asked, q), append(b.after, after)
	if b.err != nil {
		return nil, b.err
	}
	b.seq++
	s := paneltest.Floor()
	s.Seq, s.Window.Name, s.Filter = b.seq, q.Window, q.Filter
	s.Total.Values[metrics.Waiting].Head = float64(b.seq)
	return s, nil
}

// player is a replay that only remembers what it was told.
type player struct {
	speed  float64
	paused bool
	at     time.Time
}

func (p *player) Now() time.Time { return p.at }
func (p *player) Span() (time.Time, time.Time) {
	return paneltest.Now().Add(-6 * time.Hour), paneltest.Now().Add(4 * time.Hour)
}
func (p *player) Speed() float64   { return p.speed }
func (p *player) Paused() bool     { return p.paused }
func (p *player) Pause()           { p.paused = true }
func (p *player) Resume()          { p.paused = false }
func (p *player) Seek(t time.Time) { p.at = t }

func (p *player) SetSpeed(x float64) error {
	if x > 200 {
		return errors.New("speed 240: the most is 200")
	}
	p.speed = x
	return nil
}

type bench struct {
	m     *Model
	board *board
	play  *player
	now   time.Time
}

func newBench(tb testing.TB) *bench {
	tb.Helper()
	b := &bench{board: &board{}, play: &player{speed: 60, at: paneltest.Now()}, now: paneltest.Now()}
	var all []*themes.Theme
	for _, name := range themes.Builtin() {
		t, err := themes.Load(name)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, t)
	}
	b.m = New(Options{Viewer: b.board, Window: "30m", Title: "Acme Care", Player: b.play, Themes: all,
		Sheet: style.New(all[0], style.NoColor, style.Unicode()), Clock: func() time.Time { return b.now }})
	b.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	return b
}

func (b *bench) send(msg tea.Msg) tea.Cmd {
	_, cmd := b.m.Update(msg)
	return cmd
}

// snapshot runs a look and hands its answer over, as the program does; it returns the next look.
func (b *bench) snapshot(look tea.Cmd) tea.Cmd {
	if look == nil {
		return nil
	}
	return b.send(look())
}

func (b *bench) key(k string) tea.Cmd {
	names := map[string]tea.KeyType{"tab": tea.KeyTab, "esc": tea.KeyEsc, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown,
		"shift+left": tea.KeyShiftLeft, "shift+right": tea.KeyShiftRight, "shift+tab": tea.KeyShiftTab, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"home": tea.KeyHome, "end": tea.KeyEnd, "ctrl+c": tea.KeyCtrlC, "ctrl+f": tea.KeyCtrlF, "ctrl+b": tea.KeyCtrlB, " ": tea.KeySpace, "enter": tea.KeyEnter}
	if t, ok := names[k]; ok {
		return b.send(tea.KeyMsg{Type: t, Runes: []rune(strings.TrimPrefix(k, "\x00"))})
	}
	return b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)})
}

func (b *bench) sees(t *testing.T, want string) {
	t.Helper()
	if !strings.Contains(b.m.View(), want) {
		t.Errorf("no %q in\n%s", want, b.m.View())
	}
}

func (b *bench) missing(t *testing.T, unwanted string) {
	t.Helper()
	if strings.Contains(b.m.View(), unwanted) {
		t.Errorf("%q in\n%s", unwanted, b.m.View())
	}
}

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
	look = b.snapshot(look)
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
	_ = look
}

func TestErrorsAreSaidAndAskedAgain(t *testing.T) {
	b := newBench(t)
	b.board.err = errors.New("the engine has stopped")
	if cmd := b.snapshot(b.m.look()); cmd != nil {
		t.Error("asked again at once after an error")
	}
	b.sees(t, "the engine has stopped")
	b.board.err = nil
	if b.send(tickMsg{}) == nil || b.m.looking != 2 {
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
	b.send(lookMsg{look: b.m.looking, snap: worse})
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

func TestReplayKeys(t *testing.T) {
	b := newBench(t)
	b.key(" ")
	if !b.play.paused {
		t.Error("space did not stop the replay")
	}
	b.key(" ")
	b.key("+")
	b.key("right")
	b.key("shift+left")
	if moved := b.play.at.Sub(paneltest.Now()); b.play.paused || b.play.speed != 120 || moved != time.Minute-time.Hour {
		t.Errorf("paused %v, speed %v, moved %v", b.play.paused, b.play.speed, moved)
	}
	b.key("+")
	b.sees(t, "the most is 200")
	b.m.o.Player = nil
	if b.key("+") != nil || b.play.speed != 120 {
		t.Error("a key of the replay did something without a replay")
	}
}

// TestHelpSaysWhatKeysDo shows that every key of the help is bound, and that help fits the smallest page.
// TestReplaySpeaksOfOneInstant: the tape runs ahead of the numbers, but the header and the time line both say what instant these are of.
func TestReplaySpeaksOfOneInstant(t *testing.T) {
	b := newBench(t)
	s := paneltest.Floor()
	s.Feed.Sources[0].Word = "replaying"
	b.play.at = paneltest.Now().Add(50 * time.Second)
	b.send(lookMsg{look: b.m.looking, snap: s})
	b.sees(t, "▶ 14:02:37  60x")
	b.missing(t, "14:03:27")
	b.key("shift+right")
	b.sees(t, "to 15:03:27")
}

// TestOrderInAReplay: rows say by the numbers of which instant they stand, who will soon be over a limit stands before those who will not,
// and after a jump they are sorted at once.
func TestOrderInAReplay(t *testing.T) {
	b := newBench(t)
	snapshot := func(at time.Duration, since map[string]time.Duration) {
		s := paneltest.Floor()
		s.AsOf = s.AsOf.Add(at)
		s.Rules.AgentLimits[feed.Busy] = 20 * time.Minute
		s.Agents = s.Agents[:0:0]
		for _, name := range []string{"Amira", "Ben", "Carla"} {
			s.Agents = append(s.Agents, metrics.Group{Name: name, Agent: &metrics.Agent{State: feed.Busy, Since: s.AsOf.Add(-since[name])}})
		}
		s.Agents[0].Agent.State = feed.Away
		b.send(lookMsg{look: b.m.looking, snap: s})
	}
	order := func() (names []string) {
		for _, g := range b.m.view().Agents {
			names = append(names, g.Name)
		}
		return names
	}
	snapshot(0, map[string]time.Duration{"Amira": time.Minute, "Ben": 5 * time.Minute, "Carla": 15 * time.Minute})
	if got := order(); !slices.Equal(got, []string{"Carla", "Amira", "Ben"}) {
		t.Errorf("%v: Carla will be over the limit within ten minutes, which is as long as rows stay where they are at 60x", got)
	}
	b.sees(t, "by need at 14:02")
	snapshot(8*time.Minute, map[string]time.Duration{"Amira": time.Minute, "Ben": 25 * time.Minute, "Carla": time.Minute})
	if got := order(); got[0] != "Carla" {
		t.Errorf("%v: rows are to keep their places", got)
	}
	b.sees(t, "by need at 14:02")
	snapshot(-time.Hour, map[string]time.Duration{"Amira": time.Minute, "Ben": 25 * time.Minute, "Carla": time.Minute})
	if got := order(); got[0] != "Ben" {
		t.Errorf("%v: after a jump the old order says nothing", got)
	}
	b.sees(t, "by need at 13:02")
	b.play.speed = 1
	b.send(tickMsg{})
	b.missing(t, "by need at")
}

func TestHelpSaysWhatKeysDo(t *testing.T) {
	b := newBench(t)
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.snapshot(b.m.look())
	for page := range pages {
		b.key(strconv.Itoa(page + 1))
		b.key("j")
		b.key("?")
		for _, g := range b.m.helpGroups() {
			for _, l := range g.lines {
				b.sees(t, l.help)
			}
		}
		b.key("?")
	}
	b.missing(t, "this help")
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
	b.send(lookMsg{look: b.m.looking, snap: s})
	b.sees(t, "reading 10%")
	next := *s
	next.Feed.Sources = append(next.Feed.Sources[:0:0], s.Feed.Sources...)
	next.Feed.Sources[0].Read = 300_000_000
	b.now = b.now.Add(2 * time.Second)
	b.send(lookMsg{look: b.m.looking, snap: &next})
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

// TestOnlyWhatChangedIsDrawn shows that a frame drawn over the last one is the frame drawn from nothing, whatever changed in between.
func TestOnlyWhatChangedIsDrawn(t *testing.T) {
	sizes := []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 56}}
	keys := []string{"?", "s", "t", "1", "1", "1", "2", "tab", "p", "j"}
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t)
		b.send(rapid.SampledFrom(sizes).Draw(rt, "size"))
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 5).Draw(rt, "step") {
			case 0:
				b.key(rapid.SampledFrom(keys).Draw(rt, "key"))
			case 1:
				b.now = b.now.Add(time.Duration(rapid.IntRange(0, 11).Draw(rt, "seconds")) * time.Second)
				b.send(tickMsg{})
			default:
				snap := paneltest.Floor()
				paneltest.Change(rt, snap)
				b.send(lookMsg{look: b.m.looking, snap: snap})
			}
			fresh := cell.New(b.m.w, b.m.h)
			new(memo).draw(fresh, b.m.view(), b.m.chrome())
			if want := string(b.m.sheet.Write(nil, fresh)); b.m.View() != want {
				rt.Fatalf("%s", firstDifference(b.m.View(), want))
			}
		}
	})
}

// TestEveryNumberIsRead changes each number of a snapshot by itself: a panel that shows it is drawn again.
func TestEveryNumberIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine draws a thousand frames: there is no race to be found")
	}
	var changes []func(s *metrics.Snapshot)
	lists := []func(s *metrics.Snapshot) *metrics.Group{
		func(s *metrics.Snapshot) *metrics.Group { return &s.Total },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Queues[3] },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Channels[1] },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Agents[2] },
	}
	for _, g := range lists {
		for k := range metrics.NumKeys {
			changes = append(changes,
				func(s *metrics.Snapshot) { g(s).Values[k].Head = 7 },
				func(s *metrics.Snapshot) { g(s).Values[k].N = 12 },
				func(s *metrics.Snapshot) { g(s).Values[k].Level = metrics.LevelCritical },
				func(s *metrics.Snapshot) { g(s).Values[k].Has = false },
				func(s *metrics.Snapshot) { g(s).Before[k].Head = 99 })
			for p := range paneltest.Floor().Total.Values[k].Parts {
				changes = append(changes, func(s *metrics.Snapshot) {
					if parts := g(s).Values[k].Parts; p < len(parts) {
						parts[p] = 5
					}
				})
			}
		}
		for l := range metrics.NumLines {
			changes = append(changes, func(s *metrics.Snapshot) {
				if h := g(s).History; h != nil {
					h.Lines[l][len(h.Lines[l])-1] = 90
				}
			})
		}
		changes = append(changes, func(s *metrics.Snapshot) { g(s).Name = "another" })
	}
	changes = append(changes,
		func(s *metrics.Snapshot) { s.Agents[2].Agent.State = feed.Away },
		func(s *metrics.Snapshot) { s.Agents[2].Agent.Reason = "training" },
		func(s *metrics.Snapshot) { s.Agents[2].Agent.Since = s.AsOf.Add(-time.Hour) },
		func(s *metrics.Snapshot) { s.AsOf = s.AsOf.Add(time.Second) },
		func(s *metrics.Snapshot) { s.Total.History.Start = s.Total.History.Start.Add(time.Minute) },
		func(s *metrics.Snapshot) { s.Total.History.Step *= 2 },
		func(s *metrics.Snapshot) { s.Total.History = nil },
		func(s *metrics.Snapshot) { s.Window.Name = "1h" },
		func(s *metrics.Snapshot) { s.Rules = metrics.DefaultRules() },
		func(s *metrics.Snapshot) { s.Queues = s.Queues[:4] })
	b := newBench(t)
	rules := paneltest.Floor().Rules
	floor := func() *metrics.Snapshot {
		s := paneltest.Floor()
		s.Rules = rules
		return s
	}
	before := floor()
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 200, Height: 56}} {
		b.send(size)
		for i, change := range changes {
			if size.Height == 24 && i > len(changes)/len(lists) {
				break // the small page shows more of the whole than the large one, and less of the rest
			}
			b.send(lookMsg{look: b.m.looking, snap: before})
			snap := floor()
			change(snap)
			b.send(lookMsg{look: b.m.looking, snap: snap})
			fresh := cell.New(b.m.w, b.m.h)
			new(memo).draw(fresh, b.m.view(), b.m.chrome())
			if want := string(b.m.sheet.Write(nil, fresh)); b.m.View() != want {
				t.Errorf("change %d at %dx%d is not seen: %s", i, size.Width, size.Height, firstDifference(b.m.View(), want))
			}
		}
	}
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

// BenchmarkUpdate200x56 takes in snapshots as a live board does: with everything changed, with one number changed, and a second later.
func BenchmarkUpdate200x56(b *testing.B) {
	for _, c := range []struct {
		name string
		next func(s *metrics.Snapshot, turn int)
	}{
		{"everything", func(s *metrics.Snapshot, turn int) {
			change := func(g *metrics.Group) {
				for k := range g.Values {
					g.Values[k].Head += float64(turn%2)/10 + 0.01
				}
				if g.History != nil {
					for l := range g.History.Lines {
						line := g.History.Lines[l]
						copy(line, line[1:])
						line[len(line)-1] = float64(turn % 7)
					}
				}
			}
			change(&s.Total)
			for _, list := range [][]metrics.Group{s.Queues, s.Channels, s.Agents} {
				for i := range list {
					change(&list[i])
				}
			}
			s.AsOf = s.AsOf.Add(time.Second)
		}},
		{"one number", func(s *metrics.Snapshot, turn int) { s.Total.Values[metrics.Waiting].Head = float64(turn % 10) }},
		{"one number of a queue", func(s *metrics.Snapshot, turn int) { s.Queues[2].Values[metrics.Waiting].Head = float64(turn % 10) }},
		{"one agent", func(s *metrics.Snapshot, turn int) { s.Agents[7].Agent.State = feed.AgentState(1 + turn%3) }},
		{"the clock", func(s *metrics.Snapshot, _ int) { s.AsOf = s.AsOf.Add(time.Second) }},
		{"nothing", func(*metrics.Snapshot, int) {}},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := newBench(b)
			theme, err := themes.Load(themes.Default)
			if err != nil {
				b.Fatal(err)
			}
			w.m.sheet = style.New(theme, style.TrueColor, style.Unicode())
			w.send(tea.WindowSizeMsg{Width: 200, Height: 56})
			snap, turn := paneltest.Floor(), 0
			var writer cell.Writer
			var bytes []byte
			b.ReportAllocs()
			for b.Loop() {
				turn++
				c.next(snap, turn)
				w.m.latest, w.m.shown = snap, snap
				w.m.compose()
				bytes = writer.Changes(bytes[:0], &w.m.buf, w.m.sheet)
			}
		})
	}
}
