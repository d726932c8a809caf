package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

func testSheet(tb testing.TB, d style.Depth, g *style.Glyphs) *style.Sheet {
	tb.Helper()
	theme, err := themes.Load(themes.Default)
	if err != nil {
		tb.Fatal(err)
	}
	return style.New(theme, d, g)
}

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

func (p *player) Speed() float64 { return p.speed }

func (p *player) Paused() bool { return p.paused }

func (p *player) Pause() { p.paused = true }

func (p *player) Resume() { p.paused = false }

func (p *player) Seek(t time.Time) { p.at = t }

func (p *player) SetSpeed(x float64) error {
	if x > 200 {
		return errors.New("speed 240: the most is 200")
	}
	p.speed = x
	return nil
}

// bench is a board whose keys are pressed, and whose clock goes on, by hand.
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
	b.m = newModel(context.Background(), Options{Viewer: b.board, Player: b.play, Clock: func() time.Time { return b.now },
		Display: Display{Window: "30m", Title: "Acme Care", Themes: all, Sheet: style.New(all[0], style.NoColor, style.Unicode())}})
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
	key := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
	if t, ok := names[k]; ok {
		key.Type = t
	}
	return b.send(key)
}

// sees looks for words on the frame, whatever their styles.
func (b *bench) sees(t *testing.T, want string) {
	t.Helper()
	if frame := b.m.buf.String(); !strings.Contains(frame, want) {
		t.Errorf("no %q in\n%s", want, frame)
	}
}

func (b *bench) missing(t *testing.T, unwanted string) {
	t.Helper()
	if frame := b.m.buf.String(); strings.Contains(frame, unwanted) {
		t.Errorf("%q in\n%s", unwanted, frame)
	}
}

// keys presses keys, and runs the look that each begins.
func (b *bench) keys(keys ...string) {
	for _, k := range keys {
		b.snapshot(b.key(k))
	}
}

// typed types a text.
func (b *bench) typed(text string) {
	for _, r := range text {
		b.key(string(r))
	}
}

// lastAsked is the newest question.
func (b *bench) lastAsked() metrics.Question { return b.board.asked[len(b.board.asked)-1] }

// tick lets the clock go on, and the board notice it.
func (b *bench) tick(d time.Duration) {
	b.now = b.now.Add(d)
	b.send(tickMsg{})
}
