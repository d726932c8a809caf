package tui

import (
	"reflect"

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
func (m *Model) renew(msg reloadMsg) {
	if m.trouble = ""; msg.err != nil {
		m.trouble = "kept as it was: " + msg.err.Error()
		return
	}
	was, now := &m.o, &msg.o
	if !reflect.DeepEqual(was.Sheet.Theme, now.Sheet.Theme) || was.Sheet.Glyphs.ASCII != now.Sheet.Glyphs.ASCII {
		m.sheet = now.Sheet
		if _, previews := m.over.(*themeMenu); previews {
			m.over = nil
		}
	}
	was.Sheet, was.Themes, was.Title, was.Names, was.Profile = now.Sheet, now.Themes, now.Title, now.Names, now.Profile
	if was.Rotate != now.Rotate {
		was.Rotate = now.Rotate
		m.stay()
	}
	m.order.unsettle()
	m.say(msg.note)
}
