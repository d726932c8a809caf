package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// overlay is what lies over the page, and takes the keys while it does: the help, a list to choose from, a line to type in.
type overlay interface {
	// press takes a key. One that it does not take does on the board what it always does.
	press(m *Model, key tea.KeyMsg) (cmd tea.Cmd, taken bool)
	// draw lays it over the page in a.
	draw(a cell.Area, v *panel.View)
	// line is what stands in the line of the keys instead of the pages; "" for the pages.
	line() string
	// hints are its keys for that line, and what they do.
	hints() [][2]string
}

// Keys that close an overlay, as they leave a screen of less or htop.
func closes(key tea.KeyMsg) bool { return key.String() == "esc" || key.String() == "q" }

// choice is one line of a menu.
type choice struct {
	text    string
	head    bool // it names what follows, and cannot be chosen
	checked bool
}

// menu is a list to choose from.
type menu struct {
	title, context string
	rows           []choice
	cursor         int
	boxes          bool // rows can be checked
	page           int  // rows that were in sight
}

// newMenu begins with the cursor on the first row that can be chosen.
func newMenu(title, context string, rows []choice) menu {
	n := menu{title: title, context: context, rows: rows, cursor: -1, page: 1}
	n.move(1)
	return n
}

// move takes the cursor by rows that can be chosen, as far as there are any.
func (n *menu) move(by int) {
	step := 1
	if by < 0 {
		step, by = -1, -by
	}
	for at := n.cursor + step; by > 0 && at >= 0 && at < len(n.rows); at += step {
		if !n.rows[at].head {
			n.cursor, by = at, by-1
		}
	}
}

// section takes the cursor to the first row below the next head, round to the first.
func (n *menu) section() {
	for i := range n.rows {
		at := (n.cursor + 1 + i) % len(n.rows)
		if n.rows[at].head && at+1 < len(n.rows) {
			n.cursor = at + 1
			return
		}
	}
}

// steer moves the cursor by the keys that move in lists.
func (n *menu) steer(key string) bool {
	all := len(n.rows)
	switch key {
	case "down", "j":
		n.move(1)
	case "up", "k":
		n.move(-1)
	case "pgdown", "ctrl+f":
		n.move(n.page)
	case "pgup", "ctrl+b":
		n.move(-n.page)
	case "home", "g":
		n.move(-all)
	case "end", "G":
		n.move(all)
	default:
		return false
	}
	return true
}

func (n *menu) line() string { return "" }

// draw lays the menu over the middle of a, in a box as large as its rows need.
func (n *menu) draw(a cell.Area, v *panel.View) {
	w := cell.Width(n.title) + cell.Width(n.context) + 10
	for _, r := range n.rows {
		w = max(w, cell.Width(r.text)+8)
	}
	in := overlayBox(a, v, min(w, 60), len(n.rows), n.title, n.context)
	n.page = max(in.H()-1, 1)
	top := max(min(n.cursor-in.H()/2, len(n.rows)-in.H()), 0)
	for y := 0; y < in.H() && top+y < len(n.rows); y++ {
		r := n.rows[top+y]
		if r.head {
			in.Text(0, y, style.Title, v.Sheet.Fit(r.text, in.W()))
			continue
		}
		text := "  " + r.text
		switch {
		case n.boxes && r.checked:
			text = "[x] " + r.text
		case n.boxes:
			text = "[ ] " + r.text
		}
		st := style.Text
		if top+y == n.cursor {
			st = style.Selected
			in.Fill(cell.Rect{Y: y, W: in.W(), H: 1}, st, ' ')
		}
		in.Text(0, y, st, v.Sheet.Fit(text, in.W()))
	}
}

// overlayBox clears a box in the middle of a with room for w by h inside, and returns that room.
func overlayBox(a cell.Area, v *panel.View, w, h int, title, context string) cell.Area {
	w, h = min(w+4, a.W()), min(h+2, a.H())
	at := cell.Rect{X: (a.W() - w) / 2, Y: (a.H() - h) / 2, W: w, H: h}
	a.Fill(at, style.Text, ' ')
	return panel.Box(a.Sub(at), v, title, context)
}
