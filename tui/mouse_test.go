package tui

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"floorboard/tui/paneltest"
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
	s := paneltest.Floor()
	s.AsOf = s.AsOf.Add(time.Hour)
	b.send(lookMsg{look: b.m.lookout.n, snap: s})
	if got := line(); !strings.HasPrefix(got, " ‖ 15:02:37  60x") || strings.Index(got, "│") <= before {
		t.Errorf("got %q an hour later", got)
	}
	b.m.o.Player = nil
	b.send(tickMsg{})
	if got := line(); strings.Contains(got, "60x") {
		t.Errorf("got %q without a replay", got)
	}
}

// clickBeside clicks beside whatever lies over the page.
func (b *bench) clickBeside(t *testing.T) {
	t.Helper()
	b.send(tea.MouseMsg{X: 0, Y: 2, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	if b.m.over != nil {
		t.Errorf("a click beside %T does not close it", b.m.over)
	}
}

func TestClicksInMenus(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 40}, {Width: 80, Height: 24}, {Width: 200, Height: 56}} {
		b.send(size)
		b.key("f")
		b.clickOn(t, "[ ] billing")
		b.clickOn(t, "[ ] orders")
		b.clickOn(t, "[x] billing")
		b.clickOn(t, "Queues  ") // a head
		if got := b.m.over.(*picker).filter(); len(got.Queues) != 1 || got.Queues[0] != "orders" {
			t.Errorf("%v: clicks check %+v", size, got)
		}
		b.clickBeside(t)
		if !b.m.question.Filter.Empty() {
			t.Errorf("%v: a click beside the menu looks at %+v", size, b.m.question.Filter)
		}

		all, before := b.m.o.Themes, b.m.sheet.Theme
		b.key("t")
		b.clickOn(t, all[2].Name)
		if b.m.sheet.Theme != all[2] {
			t.Errorf("%v: a click on %s shows %s", size, all[2].Name, b.m.sheet.Theme.Name)
		}
		b.clickBeside(t)
		if b.m.sheet.Theme != before {
			t.Errorf("%v: a click beside the menu keeps the theme", size)
		}
		b.key("t")
		b.clickOn(t, all[1].Name)
		b.clickOn(t, all[1].Name)
		if b.m.over != nil || b.m.sheet.Theme != all[1] {
			t.Errorf("%v: a second click does not keep the theme", size)
		}
		b.m.wear(0)

		b.key("?")
		b.clickOn(t, "Look ") // a head
		b.sees(t, "this help")
		b.clickOn(t, "hold the picture")
		if b.m.over != nil || !b.m.paused {
			t.Errorf("%v: a click on a line of the help does not do what it says", size)
		}
		b.key("p")
		b.key("?")
		b.clickBeside(t)
		if b.m.paused {
			t.Errorf("%v: a click beside the help does something", size)
		}
	}
}

func TestClicksOnCases(t *testing.T) {
	b := newBench(t)
	var copied string
	b.m.o.Copy = func(text string) error { copied = text; return nil }
	b.snapshot(b.m.look())
	for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 40}, {Width: 80, Height: 24}} {
		b.send(size)
		b.send(b.key("c")())
		for i, c := range paneltest.Floor().Cases {
			b.clickOn(t, c.ID)
			if got := b.m.over.(*cases); got.cursor != i {
				t.Errorf("%v: a click on case %d goes to %d", size, i, got.cursor)
			}
		}
		copied = ""
		if cmd := b.clickOn(t, paneltest.Floor().Cases[4].ID); cmd != nil {
			cmd()
		}
		if copied != paneltest.Floor().Cases[4].ID {
			t.Errorf("%v: a second click copies %q", size, copied)
		}
		b.clickBeside(t)
	}
}

func TestClicksOnAlerts(t *testing.T) {
	g := newGuarded(t, "desk")
	g.see(time.Minute, nil)
	for _, size := range []tea.WindowSizeMsg{{Width: 200, Height: 56}, {Width: 130, Height: 40}} {
		g.send(size)
		g.key("A")
		active := g.watch.State().Active
		for row := range active {
			l := g.m.over.(*alertLog)
			g.send(tea.MouseMsg{X: 60, Y: 2 + row, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
			if l.on != active[row].ID {
				t.Errorf("%v: a click on line %d goes to %q, want %q", size, row, l.on, active[row].ID)
			}
		}
		g.clickOn(t, "What happened")
		g.clickOn(t, " raised ")
		if l := g.m.over.(*alertLog); l.on != "" || l.list.Cursor != len(active) {
			t.Errorf("%v: a click on the log goes to row %d, %q", size, l.list.Cursor, l.on)
		}
		g.send(tea.MouseMsg{X: 0, Y: 2, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
		if g.m.over != nil {
			t.Errorf("%v: a click beside the log does not close it", size)
		}
	}
	g.key("A")
	for range 2 {
		g.send(tea.MouseMsg{X: 60, Y: 3, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	}
	for _, a := range g.watch.State().Active[2:] {
		if a.Acked {
			t.Errorf("one click acknowledges %s", a.ID)
		}
	}
	if acked := g.watch.State().Active[1]; !acked.Acked {
		t.Errorf("a second click does not acknowledge %s", acked.ID)
	}
}

// TestClicksWhileTyping: a click keeps the text and does what it does else.
func TestClicksWhileTyping(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.key("2")
	b.key("/")
	b.key("o")
	b.clickOn(t, "outage ")
	if rows := pages[b.m.page].list.Rows(b.m.view()); b.m.over != nil || b.m.order.list.Match != "o" || rows[b.m.order.list.Cursor].Name != "outage" {
		t.Errorf("over %T, match %q, cursor %d", b.m.over, b.m.order.list.Match, b.m.order.list.Cursor)
	}
}
