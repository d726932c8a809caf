package panel

import (
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/digits"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// column is one column of a table of groups.
type column struct {
	head  string
	short string // the head where it has no room
	width int    // columns it takes; of a flexible one the least
	grow  int    // its share of the room that is left, 0 for none
	most  int    // the most that a flexible one takes, 0 for any
	left  bool   // its head stands at the left
	sign  bool   // its values keep room for a sign at their right
	rank  int    // where there is no room, the columns of the highest rank go first; rank 0 stays
	draw  func(a cell.Area, v *View, g *metrics.Group, place int)
}

const gap = 2 // blank columns between two columns of a table

// table draws rows of groups under a line of heads, pitch rows of the screen each, from the View's Scroll on.
func (v *View) table(a cell.Area, columns []column, rows []*metrics.Group, pitch int) {
	columns, spans := fitColumns(columns, a.W())
	for i, c := range columns {
		head, end := c.head, spans[i].X+spans[i].W
		if cell.Width(head) > spans[i].W && c.short != "" {
			head = c.short
		}
		head = v.fit(head, spans[i].W)
		switch {
		case c.left:
			a.Text(spans[i].X, 0, style.Dim, head)
		case c.sign && cell.Width(head)+v.signWidth() <= spans[i].W:
			a.TextRight(end-v.signWidth(), 0, style.Dim, head)
		default:
			a.TextRight(end, 0, style.Dim, head)
		}
	}
	_, body := a.Bounds().CutTop(1)
	pitch = max(pitch, 1)
	top := clampScroll(v.Scroll, len(rows), body.H/pitch)
	for i := top; i < len(rows) && body.H >= pitch; i++ {
		var row cell.Rect
		row, body = body.CutTop(pitch)
		for n, c := range columns {
			c.draw(a.Sub(cell.Rect{X: spans[n].X, Y: row.Y, W: spans[n].W, H: row.H}), v, rows[i], i)
		}
	}
}

// clampScroll is the first row shown, so that the last page is full.
func clampScroll(scroll, rows, shown int) int { return max(min(scroll, rows-shown), 0) }

// fitColumns leaves out columns that have no room and says where the others stand.
func fitColumns(columns []column, w int) ([]column, []cell.Rect) {
	columns = slices.Clone(columns)
	for need(columns) > w && len(columns) > 1 {
		out := 0
		for i, c := range columns {
			if c.rank >= columns[out].rank {
				out = i
			}
		}
		if columns[out].rank == 0 {
			break
		}
		columns = slices.Delete(columns, out, out+1)
	}
	spans := make([]cell.Rect, len(columns))
	room := max(w-need(columns), 0)
	widths := grow(columns, room)
	x := 0
	for i := range columns {
		spans[i] = cell.Rect{X: x, W: max(min(widths[i], w-x), 0)}
		x += widths[i] + gap
	}
	return columns, spans
}

// grow shares the room that is left among the flexible columns, up to what each can use.
func grow(columns []column, room int) []int {
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	for room > 0 {
		shares := 0
		for i, c := range columns {
			if c.grow > 0 && (c.most == 0 || widths[i] < c.most) {
				shares += c.grow
			}
		}
		if shares == 0 {
			break
		}
		left := room
		for i, c := range columns {
			if c.grow == 0 || c.most > 0 && widths[i] >= c.most {
				continue
			}
			more := min(max(room*c.grow/shares, 1), left)
			if c.most > 0 {
				more = min(more, c.most-widths[i])
			}
			widths[i] += more
			left -= more
		}
		room = left
	}
	return widths
}

func need(columns []column) int {
	n := gap * (len(columns) - 1)
	for _, c := range columns {
		n += c.width
	}
	return n
}

// middle is the row on which the one line of a tall row stands.
func middle(a cell.Area) int { return (a.H() - 1) / 2 }

// kpiColumn shows a KPI with its sign where a level is known.
func kpiColumn(k metrics.Key, width, rank int) column {
	return column{head: k.Info().Short, width: width, rank: rank, sign: k.Info().Better != metrics.None, draw: func(a cell.Area, v *View, g *metrics.Group, _ int) {
		v.kpi(a, k, g.Value(k), 1)
	}}
}

// largeColumn is a kpiColumn in type of the given height.
func largeColumn(k metrics.Key, width, rank, height int) column {
	c := kpiColumn(k, width, rank)
	c.draw = func(a cell.Area, v *View, g *metrics.Group, _ int) { v.kpi(a, k, g.Value(k), height) }
	return c
}

// signWidth is how many columns at the right of a KPI are kept for its sign.
func (v *View) signWidth() int {
	return 1 + max(cell.Width(v.glyphs().OK), cell.Width(v.glyphs().Critical))
}

// kpi draws a value at the right of a, in type of at most this height, and its sign.
func (v *View) kpi(a cell.Area, k metrics.Key, val metrics.Value, height int) {
	s, st := v.text(k, val), look(k, val)
	end := a.W()
	if k.Info().Better != metrics.None {
		end -= v.signWidth()
	}
	y := middle(a)
	if h := digits.Fit(s, end, min(a.H()-1, height)); h > 1 && s != format.Missing {
		top := (a.H() - h) / 2
		digits.Draw(a, end-digits.Width(s, h), top, st, s, h, v.glyphs())
		y = top + h - 1
	} else {
		a.TextRight(end, y, st, s)
	}
	if mark, ms := v.sign(val.Level); end < a.W() && !hidden(k, val) {
		if val.Level == metrics.LevelOK {
			ms = style.Dim // what is met stays quiet in a list
		}
		a.Text(end+1, y, ms, mark)
	}
}
