package tui

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// reloadMsg is what a changed configuration or theme makes of the board.
type reloadMsg struct {
	o    Options
	note string
	err  error
}

// reload waits for a change of the configuration or the theme.
func (m *Model) reload() tea.Cmd {
	if m.o.Reload == nil {
		return nil
	}
	ctx, wait := m.ctx, m.o.Reload
	return func() tea.Msg {
		o, note, err := wait(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return reloadMsg{o, note, err}
	}
}

// renew takes over how a changed configuration wants the board to look. What cannot be read changes nothing, and the board says why until
// it can be read. A theme that somebody chose by hand stays, unless it is the theme that was changed.
func (m *Model) renew(msg reloadMsg) tea.Cmd {
	if m.trouble = ""; msg.err != nil {
		m.trouble, m.note = "kept as it was: "+msg.err.Error(), ""
		return nil
	}
	was, now := &m.o, &msg.o
	if !reflect.DeepEqual(was.Sheet.Theme, now.Sheet.Theme) || was.Sheet.Glyphs.ASCII != now.Sheet.Glyphs.ASCII {
		m.sheet = now.Sheet
		if _, previews := m.over.(*themeMenu); previews {
			m.over = nil
		}
	}
	was.Bell, was.Sheet, was.Themes, was.Title, was.Names, was.Profile = now.Bell, now.Sheet, now.Themes, now.Title, now.Names, now.Profile
	if was.Rotate != now.Rotate {
		was.Rotate = now.Rotate
		m.stay()
	}
	m.order.unsettle()
	m.sayFor(msg.note, 10*time.Second) // nobody at the keyboard waits for it
	return tea.Batch(m.turnOver(now.Pages), m.countFrom(now.Window))
}

// turnOver makes these the pages that can be turned to. Who looks at one that is none of them any more sees the first.
func (m *Model) turnOver(names []string) tea.Cmd {
	m.o.Pages, m.pages = names, pagesNamed(names)
	m.keys = bindings(len(m.pages))
	if slices.Contains(m.pages, m.page) {
		return nil
	}
	return m.show(m.pages[0])
}

// countFrom asks for the window that the configuration names now, if it named another one before. One that somebody chose stays otherwise.
func (m *Model) countFrom(window string) tea.Cmd {
	window = cmp.Or(window, defaultWindow)
	if m.o.Window == window {
		return nil
	}
	m.o.Window = window
	q := m.question
	q.Window = window
	return m.ask(q)
}
