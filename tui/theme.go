package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// themeMenu shows each theme as one goes through the list, and keeps the one that is chosen.
type themeMenu struct {
	menu
	before *style.Sheet
}

func pickTheme(m *Model, _ string) tea.Cmd {
	t := &themeMenu{before: m.sheet}
	var rows []choice
	at := 0
	for i, theme := range m.o.Themes {
		rows = append(rows, choice{text: theme.Name})
		if theme.Name == m.sheet.Theme.Name {
			at = i
		}
	}
	t.menu = newMenu("Theme", "", rows)
	t.cursor = at
	m.over = t
	return nil
}

func (t *themeMenu) hints() []hint { return []hint{{"enter", "keep"}, {"esc", "as before"}} }

func (t *themeMenu) press(m *Model, key tea.KeyMsg) tea.Cmd {
	switch k := key.String(); {
	case t.steer(k):
		m.wear(t.cursor)
	case k == "t": // as before there was a list: the next one
		t.cursor = (t.cursor + 1) % len(t.rows)
		m.wear(t.cursor)
	case k == "enter":
		m.over = nil
		m.say("theme: " + m.sheet.Theme.Name)
	case closes(key):
		m.sheet, m.over = t.before, nil
	}
	return nil
}

// click shows a theme; a second click keeps it.
func (t *themeMenu) click(m *Model, r cell.Rect, _, y int) tea.Cmd {
	switch row := t.at(r, y); {
	case row < 0:
	case row == t.cursor:
		return m.press(tea.KeyMsg{Type: tea.KeyEnter})
	default:
		t.cursor = row
		m.wear(row)
	}
	return nil
}

// wear shows the board in a theme.
func (m *Model) wear(theme int) {
	m.sheet = style.New(m.o.Themes[theme], m.sheet.Terminal, m.sheet.Glyphs)
}
