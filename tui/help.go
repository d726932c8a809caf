package tui

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// helpGroup is what the help says of one group of keys.
type helpGroup struct {
	title string
	lines []helpLine
}

// helpLine is what the help says of one binding.
type helpLine struct {
	show, help string
	key        string // that a click on the line stands for
}

// help is the screen of keys.
type help struct {
	groups []helpGroup
}

func (h *help) place(r cell.Rect, _ *panel.View) cell.Rect { return planHelp(r, h.groups).at }

// click closes the help and does what the line says.
func (h *help) click(m *Model, r cell.Rect, x, y int) tea.Cmd {
	p := planHelp(r, h.groups)
	key := p.keyAt(x, y)
	if key == "" {
		return nil
	}
	m.over = nil
	if do := m.bound(key); do != nil {
		return do(m)
	}
	return nil
}

func (h *help) line() string { return "" }

func (h *help) hints() []hint { return []hint{{"?", "close"}} }

// press closes the help. What is no key of the help itself does what it is said to do.
func (h *help) press(m *Model, key tea.KeyMsg) tea.Cmd {
	m.over = nil
	if k := key.String(); k == "?" || k == "esc" {
		return nil
	}
	return m.press(key)
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
		out[at].lines = append(out[at].lines, helpLine{b.show, b.help, b.keys[0]})
	}
	return out
}

// helpPlan is where the help lies on a page, and what stands in its columns.
type helpPlan struct {
	at      cell.Rect
	columns [][]helpGroup
	width   int // of a column
	between int // blank rows between two groups
}

// planHelp lays one screen of help over the page, its groups in as many columns as are needed. On a small screen a key whose words are cut is
// better than one that is not there, and so is one without a blank row above.
func planHelp(r cell.Rect, groups []helpGroup) helpPlan {
	const narrow, whole, wide = 26, 36, 42
	p := helpPlan{width: min(max((r.W-4)/2, whole), wide), between: 1}
	cols, high := 1, columnHeight(groups, p.between)
	if high > r.H-2 && (r.W-4)/2 >= narrow {
		p.width = min((r.W-4)/2, wide)
	}
	if most := max((r.W-4)/p.width, 1); high > r.H-2 || most > 1 {
		cols = min(2, most)
	}
	for ; p.between >= 0; p.between-- {
		p.columns, high = intoColumns(groups, cols, p.between), 0
		for _, c := range p.columns {
			high = max(high, columnHeight(c, p.between))
		}
		if high <= r.H-2 || p.between == 0 {
			break
		}
	}
	p.at = centred(r, len(p.columns)*p.width+4, high+2)
	return p
}

// lines calls f for each title and each line, with its column and row inside the box. A title is a line without a key.
func (p *helpPlan) lines(f func(x, y int, l helpLine)) {
	for i, c := range p.columns {
		y := 0
		for _, g := range c {
			f(i*p.width, y, helpLine{help: g.title})
			for n, l := range g.lines {
				f(i*p.width, y+1+n, l)
			}
			y += len(g.lines) + 1 + p.between
		}
	}
}

// keyAt is the key of the line at a cell of the page; "" for none.
func (p *helpPlan) keyAt(x, y int) (key string) {
	in := p.at.Inset(2, 1)
	p.lines(func(left, row int, l helpLine) {
		if x >= in.X+left && x < in.X+left+p.width && y == in.Y+row && row < in.H {
			key = l.key
		}
	})
	return key
}

func (h *help) draw(a cell.Area, v *panel.View) {
	const keyW = 12
	p := planHelp(a.Bounds(), h.groups)
	a.Fill(p.at, style.Text, ' ')
	context, cut := "? closes", 0
	p.lines(func(_, y int, l helpLine) {
		if l.key != "" && y >= p.at.H-2 {
			cut++
		}
	})
	if cut > 0 && p.at.W < 50 {
		context = strconv.Itoa(cut) + " more, " + context
	} else if cut > 0 {
		context = strconv.Itoa(cut) + " more on a larger screen, " + context
	}
	in := panel.Box(a.Sub(p.at), v, "Keys", context)
	p.lines(func(x, y int, l helpLine) {
		if l.key == "" {
			in.Text(x, y, style.Title, l.help)
			return
		}
		in.Text(x, y, style.Key, l.show)
		in.TextFit(x+keyW, y, min(p.width-2, in.W()-x)-keyW, style.Text, l.help)
	})
}

// intoColumns lays groups into n columns in order, so that the highest is as low as that goes.
func intoColumns(groups []helpGroup, n, between int) [][]helpGroup {
	for limit := columnHeight(groups, between) / n; ; limit++ {
		columns := [][]helpGroup{nil}
		for _, g := range groups {
			last := &columns[len(columns)-1]
			if len(*last) > 0 && columnHeight(append((*last)[:len(*last):len(*last)], g), between) > limit {
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

// columnHeight is how many rows groups take one above the other, some blank rows between them.
func columnHeight(groups []helpGroup, between int) int {
	h := -between
	for _, g := range groups {
		h += len(g.lines) + 1 + between
	}
	return max(h, 0)
}
