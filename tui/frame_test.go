package tui

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/encoding/charmap"
	"gotest.tools/v3/golden"
	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// TestGolden compares every page at every designed size with the frame that was looked at and found good.
func TestGolden(t *testing.T) {
	plain := testSheet(t, style.NoColor, style.Unicode())
	for _, page := range Pages() {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 56}, {400, 120}} {
			b := Frame(paneltest.Floor(), FrameOptions{W: size[0], H: size[1], Sheet: plain, Page: page, Title: "Acme Care"})
			golden.Assert(t, b.String()+"\n", fmt.Sprintf("%s_%dx%d.txt", page, size[0], size[1]))
		}
		b := Frame(paneltest.Floor(), FrameOptions{W: 120, H: 40, Sheet: plain, Page: page, Title: "Acme Care"})
		color := testSheet(t, style.TrueColor, style.Unicode())
		golden.Assert(t, string(color.Write(nil, b))+"\n", page+"_120x40.ans")
	}
}

// TestGoldenStates compares the floor page in the states that a feed can be in.
func TestGoldenStates(t *testing.T) {
	plain := testSheet(t, style.NoColor, style.Unicode())
	stale := paneltest.Floor()
	stale.Feed.Sources[0].Word = "stale"
	stale.AsOf = stale.AsOf.Add(4 * time.Minute)
	reading := paneltest.Floor()
	paneltest.Reading(reading)
	calm := paneltest.Floor()
	paneltest.Calm(calm)
	for name, snap := range map[string]*metrics.Snapshot{"stale": stale, "reading": reading, "calm": calm, "first": nil} {
		b := Frame(snap, FrameOptions{W: 80, H: 24, Sheet: plain, Title: "Acme Care"})
		golden.Assert(t, string(plain.Write(nil, b))+"\n", name+"_80x24.ans")
	}
	ascii := testSheet(t, style.NoColor, style.ASCII())
	b := Frame(paneltest.Floor(), FrameOptions{W: 120, H: 40, Sheet: ascii, Title: "Acme Care"})
	golden.Assert(t, b.String()+"\n", "ascii_120x40.txt")
	for _, size := range [][2]int{{50, 14}, {30, 20}, {24, 6}, {19, 4}, {200, 12}} {
		b := Frame(paneltest.Floor(), FrameOptions{W: size[0], H: size[1], Sheet: plain, Title: "Acme Care"})
		golden.Assert(t, b.String()+"\n", fmt.Sprintf("small_%dx%d.txt", size[0], size[1]))
	}
	for _, page := range []string{"floor", "queues"} { // a screen that stands on its side
		b := Frame(paneltest.Floor(), FrameOptions{W: 80, H: 100, Sheet: plain, Page: page, Title: "Acme Care"})
		golden.Assert(t, b.String()+"\n", page+"_80x100.txt")
	}
}

// TestGoldenOpened compares one queue alone, and one agent.
func TestGoldenOpened(t *testing.T) {
	for page, name := range map[string]string{"2": "queue", "4": "agent"} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 56}, {400, 120}} {
			b := newBench(t)
			b.m.o.Player = nil
			b.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			b.snapshot(b.m.look())
			b.keys(page, "j", "enter")
			golden.Assert(t, b.m.buf.String()+"\n", fmt.Sprintf("%s_%dx%d.txt", name, size[0], size[1]))
		}
	}
}

// TestConsoleHasEverySign: on the Linux console nothing is drawn that its fonts may lack, but for what names and words bring. Code page 437 has signs
// below the blank, too: those are what the kernel's own font (drivers/tty/vt/cp437.uni) shows for them.
func TestConsoleHasEverySign(t *testing.T) {
	const low = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼"
	sheet := testSheet(t, style.ANSI16, style.Console())
	for _, word := range []string{"live", "reading", "stale", "failed", "replaying", "ended"} {
		snap := paneltest.Floor()
		snap.Feed.Sources[0].Word = word
		for i := range snap.Agents {
			snap.Agents[i].Agent.State = feed.AgentState(i) % feed.NumAgentStates
		}
		for _, page := range Pages() {
			Frame(snap, FrameOptions{W: 200, H: 56, Sheet: sheet, Page: page}).Each(func(_, _ int, g string, _ cell.Style) {
				r, _ := utf8.DecodeRuneInString(g)
				if _, ok := charmap.CodePage437.EncodeRune(r); !ok && !strings.ContainsRune(low, r) && !unicode.IsLetter(r) {
					t.Fatalf("%s, %s: %q", word, page, g)
				}
			})
		}
	}
}

// TestNothingAlarmsBeforeAllIsRead: a board that starts on a long log stays calm, on every page, until it knows how things are.
func TestNothingAlarmsBeforeAllIsRead(t *testing.T) {
	alarms := func(snap *metrics.Snapshot) (n int) {
		snap.Agents[0].Agent.State, snap.Agents[0].Agent.Since = feed.WrapUp, snap.AsOf.Add(-time.Hour)
		for _, page := range Pages() {
			Frame(snap, FrameOptions{W: 200, H: 56, Sheet: testSheet(t, style.TrueColor, style.Unicode()), Page: page}).Each(func(_, _ int, _ string, st cell.Style) {
				switch st {
				case style.Warn, style.WarnBold, style.Critical, style.CriticalTile:
					n++
				}
			})
		}
		return n
	}
	reading := paneltest.Floor()
	paneltest.Reading(reading)
	if n := alarms(reading); n > 0 {
		t.Errorf("%d cells alarm while the log is read", n)
	}
	if n := alarms(paneltest.Floor()); n == 0 {
		t.Error("nothing alarms when it is read")
	}
}

// TestFewRows: the room that few agents or queues leave on their page goes to the curves, and is not blank.
func TestFewRows(t *testing.T) {
	s := paneltest.Floor()
	s.Agents, s.Queues = s.Agents[:3], s.Queues[:1]
	for _, c := range []struct {
		page   string
		w, h   int
		panels []string
	}{
		{"agents", 80, 24, []string{"Flow", "Reply speed"}},
		{"agents", 120, 40, []string{"Teams", "Flow", "Reply speed"}},
		{"agents", 200, 56, []string{"Teams", "Flow", "Reply speed"}},
		{"agents", 400, 120, []string{"Teams", "Queues", "Flow", "Reply speed"}},
		{"queues", 80, 24, []string{"Flow", "Reply speed"}},
	} {
		frame := Frame(s, FrameOptions{W: c.w, H: c.h, Sheet: testSheet(t, style.NoColor, style.Unicode()), Page: c.page}).String()
		for _, panel := range c.panels {
			if !strings.Contains(frame, "╭─ "+panel+" ─") {
				t.Errorf("no %s on %s at %dx%d:\n%s", panel, c.page, c.w, c.h, frame)
			}
		}
	}
}

// TestPlainLetters: where nothing but ASCII can be shown, names stay readable.
func TestPlainLetters(t *testing.T) {
	b := cell.New(40, 1)
	b.All().Text(0, 0, style.Text, "Andrés Sørensen Łucja Zoë e\u0301 Ωμ 見")
	toASCII(b)
	if got := strings.TrimRight(b.String(), " "); got != "Andres Sorensen Lucja Zoe e ?? ??" {
		t.Errorf("got %q", got)
	}
}

// TestFrameFills draws any page of any snapshot at any size: the frame has exactly that size, and only ASCII where
// nothing else can be shown.
func TestFrameFills(t *testing.T) {
	sheets := map[bool]*style.Sheet{false: testSheet(t, style.NoColor, style.Unicode()), true: testSheet(t, style.NoColor, style.ASCII())}
	rapid.Check(t, func(t *rapid.T) {
		snap := paneltest.Hostile().Draw(t, "snapshot")
		if rapid.IntRange(0, 9).Draw(t, "none") == 0 {
			snap = nil
		}
		o := FrameOptions{W: rapid.IntRange(0, 250).Draw(t, "w"), H: rapid.IntRange(0, 70).Draw(t, "h"), Sheet: sheets[rapid.Bool().Draw(t, "ascii")],
			Page: rapid.SampledFrom(Pages()).Draw(t, "page"), Title: "Acme 客服"}
		fills(t, Frame(snap, o), o)
	})
}

func fills(t interface{ Fatalf(string, ...any) }, b *cell.Buffer, o FrameOptions) {
	frame := b.String()
	if o.W == 0 || o.H == 0 {
		return
	}
	rows := strings.Split(frame, "\n")
	if len(rows) != o.H {
		t.Fatalf("%d rows at %dx%d", len(rows), o.W, o.H)
	}
	for y, row := range rows {
		if got := ansi.StringWidth(row); got != o.W {
			t.Fatalf("row %d is %d columns wide at %dx%d: %q", y, got, o.W, o.H, row)
		}
		if o.Sheet.Glyphs.ASCII && strings.ContainsFunc(row, func(r rune) bool { return r > 126 }) {
			t.Fatalf("row %d is not ASCII: %q", y, row)
		}
	}
}

// BenchmarkFrame200x56 draws and writes whole frames, everything anew.
func BenchmarkFrame200x56(b *testing.B) {
	snap, sheet := paneltest.Floor(), testSheet(b, style.TrueColor, style.Unicode())
	for _, page := range Pages() {
		b.Run(page, func(b *testing.B) {
			b.ReportAllocs()
			var bytes []byte
			for b.Loop() {
				buf := Frame(snap, FrameOptions{W: 200, H: 56, Sheet: sheet, Page: page})
				bytes = sheet.Write(bytes[:0], buf)
			}
		})
	}
}

// TestSmallSummaryKeepsTheJudgedNumber: where the line below the queues has no room for all, the mean stays, which the sign is of.
func TestSmallSummaryKeepsTheJudgedNumber(t *testing.T) {
	for w, want := range map[int]string{60: "First reply  mean 1:14 ✓ ", 80: "First reply  p90 2:21  mean 1:14 ✓ "} {
		b := Frame(paneltest.Floor(), FrameOptions{W: w, H: 24, Sheet: testSheet(t, style.NoColor, style.Unicode())})
		if got := b.String(); !strings.Contains(got, want) {
			t.Errorf("no %q at %d columns:\n%s", want, w, got)
		}
	}
}

// TestOneTileIsTheWorst: a screen with room for one number shows the one that deviates most, not the one that matters most.
func TestOneTileIsTheWorst(t *testing.T) {
	s := paneltest.Floor()
	paneltest.Calm(s)
	s.Total.Values[metrics.AbandonRate].Level = metrics.LevelCritical
	b := Frame(s, FrameOptions{W: 20, H: 5, Sheet: testSheet(t, style.NoColor, style.Unicode())})
	if got := b.String(); !strings.Contains(got, "Abandoned") {
		t.Errorf("it does not show what is abandoned:\n%s", got)
	}
}

// TestTilesInEvenRows: six numbers on a small screen stand three above three, so that all are as large as one of them can be.
func TestTilesInEvenRows(t *testing.T) {
	b := Frame(paneltest.Floor(), FrameOptions{W: 70, H: 15, Sheet: testSheet(t, style.NoColor, style.Unicode())})
	rows := strings.Split(b.String(), "\n")
	if a, b := strings.Count(rows[1], "╭"), strings.Count(rows[8], "╭"); a != 3 || b != 3 {
		t.Errorf("%d tiles above %d:\n%s", a, b, strings.Join(rows, "\n"))
	}
}

// TestOneKindOfSurvey: a feed that knows of one kind of survey alone shows its course over the whole width of the page.
func TestOneKindOfSurvey(t *testing.T) {
	for title, never := range map[string]metrics.Key{"─ CSAT ─": metrics.NPS, "─ NPS ─": metrics.CSAT} {
		s := paneltest.Floor()
		s.Total.Values[never] = metrics.Value{Head: math.NaN()}
		s.Total.History.Lines[map[metrics.Key]metrics.Line{metrics.NPS: metrics.LineNPS, metrics.CSAT: metrics.LineCSAT}[never]] = nil
		rows := strings.Split(Frame(s, FrameOptions{W: 120, H: 40, Page: "experience", Sheet: testSheet(t, style.NoColor, style.Unicode())}).String(), "\n")
		if row := rows[8]; !strings.Contains(row, title) || strings.Count(row, "╭") != 1 {
			t.Errorf("without %s: %s", never.Info().Title, row)
		}
	}
}
