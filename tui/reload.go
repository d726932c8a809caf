package tui

import (
	"reflect"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// reloadMsg is what a changed configuration or theme makes of the board.
type reloadMsg struct {
	display Display
	note    string
	err     error
}

// reload waits for a change of the configuration or the theme.
func (m *Model) reload() tea.Cmd {
	if m.o.Reload == nil {
		return nil
	}
	ctx, wait := m.ctx, m.o.Reload
	return func() tea.Msg {
		d, note, err := wait(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return reloadMsg{d, note, err}
	}
}

// renew takes over how a changed configuration wants the board to look. What cannot be read changes nothing, and the board says why until
// it can be read. A theme that somebody chose by hand stays, unless it is the theme that was changed.
func (m *Model) renew(msg reloadMsg) tea.Cmd {
	if m.trouble = ""; msg.err != nil {
		m.trouble, m.note = "kept as it was: "+msg.err.Error(), ""
		return nil
	}
	was, now := m.o.Display, msg.display.filled()
	m.o.Display = now
	if !reflect.DeepEqual(was.Sheet.Theme, now.Sheet.Theme) || was.Sheet.Glyphs.ASCII != now.Sheet.Glyphs.ASCII {
		m.sheet = now.Sheet
		if _, previews := m.over.(*themeMenu); previews {
			m.over = nil
		}
	}
	if was.Rotate != now.Rotate {
		m.stay()
	}
	m.order.unsettle()
	m.sayFor(msg.note, 10*time.Second) // nobody at the keyboard waits for it
	return tea.Batch(m.turnOver(now.Pages), m.countFrom(was.Window, now.Window))
}

// turnOver makes these the pages that can be turned to. Who looks at one that is none of them any more sees the first.
func (m *Model) turnOver(names []string) tea.Cmd {
	m.pages = pagesNamed(names)
	m.keys = bindings(len(m.pages))
	if slices.Contains(m.pages, m.page) {
		return nil
	}
	return m.show(m.pages[0])
}

// countFrom asks for the window that the configuration names now, if it named another one before. One that somebody chose stays otherwise.
func (m *Model) countFrom(was, now string) tea.Cmd {
	if was == now {
		return nil
	}
	q := m.question
	q.Window = now
	return m.ask(q)
}
