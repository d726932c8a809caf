package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// clickOn clicks on the first place of some words on the screen.
func (b *bench) clickOn(t *testing.T, words string) tea.Cmd {
	t.Helper()
	for y, line := range strings.Split(ansi.Strip(b.m.View()), "\n") {
		if before, _, there := strings.Cut(line, words); there {
			return b.send(tea.MouseMsg{X: ansi.StringWidth(before), Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
		}
	}
	t.Fatalf("no %q to click on in\n%s", words, b.m.View())
	return nil
}

func (b *bench) turnWheel(button tea.MouseButton) {
	b.send(tea.MouseMsg{X: 5, Y: 5, Action: tea.MouseActionPress, Button: button})
}

func TestClicks(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 40}, {Width: 80, Height: 24}, {Width: 200, Height: 56}} {
		b.send(size)
		b.key("1")
		b.snapshot(b.clickOn(t, "3 Replies"))
		if got := pages[b.m.page].name; got != "replies" {
			t.Errorf("%v: a click on the third page shows %s", size, got)
		}
		b.key("2")
		for _, want := range b.m.view().List.Order {
			b.clickOn(t, want+" ")
			if got := pages[b.m.page].list.Rows(b.m.view())[b.m.order.list.Cursor].Name; got != want {
				t.Errorf("%v: a click on %s goes to %s", size, want, got)
			}
		}
		b.clickOn(t, "Longest")
		if got := b.m.order.list; !strings.HasPrefix(got.By, "Longest") || !got.Down {
			t.Errorf("%v: a click on a head sorts by %s", size, got.By)
		}
		b.clickOn(t, b.m.sheet.Glyphs.Down+"Longest")
		if got := b.m.order.list; got.Down {
			t.Errorf("%v: a second click does not turn the order round", size)
		}
		b.clickOn(t, "Queue ")
		if got := b.m.order.list; got.By != "name" {
			t.Errorf("%v: a click on the head of the names sorts by %s", size, got.By)
		}
		b.clickOn(t, "billing ")
		if cmd := b.clickOn(t, "billing "); cmd == nil || b.m.opened != "billing" {
			t.Errorf("%v: a second click does not open the row", size)
		} else {
			b.snapshot(cmd)
		}
		b.snapshot(b.key("esc"))
	}
}

func TestWheel(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.turnWheel(tea.MouseButtonWheelDown) // nothing to move in
	b.key("4")
	b.turnWheel(tea.MouseButtonWheelDown)
	b.turnWheel(tea.MouseButtonWheelDown)
	b.turnWheel(tea.MouseButtonWheelUp)
	if got := b.m.order.list.Cursor; got != 2 {
		t.Errorf("the cursor is on row %d, want 2", got)
	}
	b.key("t")
	b.turnWheel(tea.MouseButtonWheelDown)
	if got := b.m.over.(*themeMenu).cursor; got != 3 {
		t.Errorf("the menu is at %d, want 3", got)
	}
	b.key("esc")
	b.key("?")
	b.turnWheel(tea.MouseButtonWheelDown)
	if b.m.over == nil {
		t.Error("the wheel closes the help")
	}
}

func TestTimeline(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	line := func() string {
		lines := strings.Split(ansi.Strip(b.m.View()), "\n")
		return lines[len(lines)-2]
	}
	if got := line(); !strings.HasPrefix(got, " ▶ 14:02:37  60x  08:02 ━") || !strings.HasSuffix(strings.TrimRight(got, " "), "─ 18:02") {
		t.Errorf("got %q", got)
	}
	before := strings.Index(line(), "│")
	b.key("shift+right")
	b.key(" ")
	if got := line(); !strings.HasPrefix(got, " ‖ 15:02:37  60x") || strings.Index(got, "│") <= before {
		t.Errorf("got %q an hour later", got)
	}
	b.m.o.Player = nil
	b.send(tickMsg{})
	if got := line(); strings.Contains(got, "60x") {
		t.Errorf("got %q without a replay", got)
	}
}
