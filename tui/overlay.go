package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// overlay is what lies over the page, and takes the keys while it does: the help, a list to choose from, a line to type in.
type overlay interface {
	// press takes a key: any but ctrl+c, which quits whatever lies over the page.
	press(m *Model, key tea.KeyMsg) tea.Cmd
	// draw lays it over the page in a.
	draw(a cell.Area, v *panel.View)
	// place is the part of the page r that it covers; without cells where it covers nothing.
	place(r cell.Rect, v *panel.View) cell.Rect
	// click does what a click does in the y-th row of the page r, at column x, both within its place.
	click(m *Model, r cell.Rect, x, y int) tea.Cmd
	// line is what stands in the line of the keys instead of the pages; "" for the pages.
	line() string
	// hints are its keys for that line.
	hints() []hint
}

// closes says whether a key closes a menu, as it leaves a screen of less or htop.
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
	by := rowsBy(key, n.page)
	n.move(by)
	return by != 0
}

func (n *menu) line() string { return "" }

// place is a box in the middle of r, as large as the rows need.
func (n *menu) place(r cell.Rect, _ *panel.View) cell.Rect {
	w := cell.Width(n.title) + cell.Width(n.context) + 10
	for _, row := range n.rows {
		w = max(w, cell.Width(row.text)+8)
	}
	return centred(r, min(w, 60)+4, len(n.rows)+2)
}

// top is the first row in sight where h rows are.
func (n *menu) top(h int) int { return max(min(n.cursor-h/2, len(n.rows)-h), 0) }

// at is the row in the y-th row of the page r; below 0 for none that can be chosen.
func (n *menu) at(r cell.Rect, y int) int {
	in := n.place(r, nil).Inset(2, 1)
	row := n.top(in.H) + y - in.Y
	if y < in.Y || y >= in.Y+in.H || row >= len(n.rows) || n.rows[row].head {
		return -1
	}
	return row
}

func (n *menu) draw(a cell.Area, v *panel.View) {
	at := n.place(a.Bounds(), v)
	a.Fill(at, style.Text, ' ')
	in := panel.Box(a.Sub(at), v, n.title, n.context)
	n.page = max(in.H()-1, 1)
	top := n.top(in.H())
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

// centred is a rectangle of at most w by h in the middle of r.
func centred(r cell.Rect, w, h int) cell.Rect {
	w, h = min(w, r.W), min(h, r.H)
	return cell.Rect{X: r.X + (r.W-w)/2, Y: r.Y + (r.H-h)/2, W: w, H: h}
}
