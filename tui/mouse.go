package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
)

const wheelRows = 3 // that one click of the wheel moves

// click does what a press of a mouse button or a turn of the wheel does.
func (m *Model) click(e tea.MouseMsg) tea.Cmd {
	m.stay()
	switch e.Button {
	case tea.MouseButtonWheelDown:
		return m.wheel(tea.KeyDown)
	case tea.MouseButtonWheelUp:
		return m.wheel(tea.KeyUp)
	case tea.MouseButtonLeft:
		if m.w >= minPageW && m.h >= minPageH {
			return m.point(e.X, e.Y)
		}
	}
	return nil
}

// wheel moves in what lies over the page, else in the list of the page.
func (m *Model) wheel(key tea.KeyType) tea.Cmd {
	var cmd tea.Cmd
	if _, typing := m.over.(*search); typing {
		return nil
	}
	if _, reading := m.over.(*help); reading {
		return nil
	}
	for range wheelRows {
		cmd = m.press(tea.KeyMsg{Type: key})
	}
	return cmd
}

// point does what a click on a cell does: turn to a page, sort by a column, go to a row, open it. A click beside what lies over the page
// closes that, as esc does; one on a text being typed keeps the text.
func (m *Model) point(x, y int) tea.Cmd {
	_, page, _ := bands(cell.Rect{W: m.w, H: m.h}, m.o.Player != nil)
	if m.over != nil {
		at := m.over.place(page, m.view())
		switch _, typing := m.over.(*search); {
		case typing:
			m.over = nil
		case x >= at.X && x < at.X+at.W && y >= at.Y && y < at.Y+at.H:
			return m.over.click(m, page, x, y)
		default:
			return m.press(tea.KeyMsg{Type: tea.KeyEsc})
		}
	}
	if y == m.h-1 {
		c := m.chrome()
		if c.words(m.w-2) != "" {
			return nil
		}
		for _, t := range c.tabs(m.w) {
			if x >= t.x && x < t.x+t.w {
				return m.show(t.page)
			}
		}
		return nil
	}
	v := m.view()
	for _, p := range partsOf(m.page, cell.Rect{W: page.W, H: page.H}, v) {
		if p.panel.List == nil {
			continue
		}
		at := p.at
		at.X, at.Y = at.X+page.X, at.Y+page.Y
		row, head := p.panel.List.At(v, at, x, y)
		switch {
		case head == m.order.list.By && head != "":
			return reverse(m, "")
		case head != "":
			m.order.sortByHead(head)
		case row >= 0 && row == m.order.list.Cursor:
			return open(m, "")
		case row >= 0:
			m.moveTo(row)
		}
	}
	return nil
}
