package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// helpGroup is what the help says of one group of keys.
type helpGroup struct {
	title string
	lines [][2]string // keys, and what they do
}

// help is the screen of keys.
type help struct {
	groups []helpGroup
}

func (h *help) draw(a cell.Area, v *panel.View) { drawHelp(a, v, h.groups) }

func (h *help) line() string { return "" }

func (h *help) hints() [][2]string { return [][2]string{{"?", "close"}} }

// press closes the help. What is no key of the help itself does what it is said to do.
func (h *help) press(m *Model, key tea.KeyMsg) (tea.Cmd, bool) {
	m.over = nil
	return nil, slices.Contains([]string{"?", "esc"}, key.String())
}

// helpGroups are the keys that do something on the page at hand.
func (m *Model) helpGroups() []helpGroup {
	var out []helpGroup
	for _, b := range m.keys {
		if b.on != nil && !b.on(m) {
			continue
		}
		at := -1
		for i := range out {
			if out[i].title == b.group {
				at = i
			}
		}
		if at < 0 {
			out, at = append(out, helpGroup{title: b.group}), len(out)
		}
		out[at].lines = append(out[at].lines, [2]string{b.show, b.help})
	}
	return out
}

// drawHelp lays one screen of help over the page, its groups in as many columns as are needed.
func drawHelp(a cell.Area, v *panel.View, groups []helpGroup) {
	const keyW = 12
	colW := min(max((a.W()-4)/2, 36), 42)
	cols, high := 1, columnHeight(groups)
	if most := max((a.W()-4)/colW, 1); high > a.H()-2 || most > 1 {
		cols = min(2, most)
	}
	columns := intoColumns(groups, cols)
	high = 0
	for _, c := range columns {
		high = max(high, columnHeight(c))
	}
	w, h := min(len(columns)*colW+4, a.W()), min(high+2, a.H())
	at := cell.Rect{X: (a.W() - w) / 2, Y: (a.H() - h) / 2, W: w, H: h}
	a.Fill(at, style.Text, ' ')
	in := panel.Box(a.Sub(at), v, "Keys", "? closes")
	for i, c := range columns {
		y := 0
		for _, g := range c {
			in.Text(i*colW, y, style.Title, g.title)
			for n, l := range g.lines {
				in.Text(i*colW, y+1+n, style.Key, l[0])
				in.TextFit(i*colW+keyW, y+1+n, colW-keyW-2, style.Text, l[1])
			}
			y += len(g.lines) + 2
		}
	}
}

// intoColumns lays groups into n columns in order, so that the highest is as low as that goes.
func intoColumns(groups []helpGroup, n int) [][]helpGroup {
	for limit := columnHeight(groups) / n; ; limit++ {
		columns := [][]helpGroup{nil}
		for _, g := range groups {
			last := &columns[len(columns)-1]
			if len(*last) > 0 && columnHeight(append((*last)[:len(*last):len(*last)], g)) > limit {
				columns = append(columns, nil)
				last = &columns[len(columns)-1]
			}
			*last = append(*last, g)
		}
		if len(columns) <= n {
			return columns
		}
	}
}

// columnHeight is how many rows groups take one above the other, a blank row between them.
func columnHeight(groups []helpGroup) int {
	h := -1
	for _, g := range groups {
		h += len(g.lines) + 2
	}
	return max(h, 0)
}
