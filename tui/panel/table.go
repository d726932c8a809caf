package panel

import (
	"math"
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
	large bool   // in tall rows the value of its KPI is in large type
	rank  int    // where there is no room, the columns of the highest rank go first; rank 0 stays
	draw  func(a cell.Area, v *View, g *metrics.Group)
	kpi   metrics.Key // what it shows, if it is a KPI
	isKPI bool
	order func(g *metrics.Group) float64 // by what rows are sorted, NaN last; nil if they cannot be
}

// table is rows of groups under a line of heads.
type table struct {
	columns []column
	rows    []*metrics.Group
	total   *metrics.Group // a last line that stays in sight; nil for none
	pitch   int            // lines of the screen to a row
	cursor  int            // the row that keys act on, always in sight; below 0 for none
	sorted  string         // the head of the column by which the rows are sorted
	down    bool           // the largest first
}

// Blank columns between two columns of a table: as few as this, and as many more where there is room that no column can use. With still more
// it would be hard to stay in a row.
const gap, moreGap = 2, 6

// table draws t; more rows than have room are cut off below, or above the cursor.
func (v *View) table(a cell.Area, t table) {
	columns, spans := t.fit(v, a.W())
	for i, c := range columns {
		v.head(a, c, spans[i], t)
	}
	_, body := a.Bounds().CutTop(1)
	row := func(at cell.Rect, g *metrics.Group) {
		for n, c := range columns {
			c.draw(a.Sub(cell.Rect{X: spans[n].X, Y: at.Y, W: spans[n].W, H: at.H}), v, g)
		}
	}
	pitch := max(t.pitch, 1)
	if t.total != nil && body.H > 1 {
		y := min(len(t.rows)*pitch, body.H-1)
		at := cell.Rect{Y: body.Y + y, W: body.W, H: min(pitch, body.H-y)}
		row(at, t.total)
		a.Restyle(at, strong)
		body, _ = body.CutTop(at.Y - body.Y)
	}
	top, shown := t.inSight(body.H)
	for i := top; i < min(top+shown, len(t.rows)); i++ {
		at := cell.Rect{Y: body.Y + (i-top)*pitch, W: body.W, H: pitch}
		row(at, t.rows[i])
		if i == t.cursor {
			a.Restyle(at, func(cell.Style) cell.Style { return style.Selected })
		}
	}
}

// rows draws groups as a table without a cursor, with large type or air where there is room.
func (v *View) rows(a cell.Area, columns []column, rows []*metrics.Group) {
	v.table(a, table{columns: columns, rows: rows, pitch: pitchFor(len(rows), a.H()-1, v.anyLarge(columns, a.W())), cursor: -1})
}

// fit are the columns that have room in w columns, and where they stand; in tall rows those that matter most are in large type.
func (t *table) fit(v *View, w int) ([]column, []cell.Rect) {
	columns := slices.Clone(t.columns)
	if t.pitch >= largePitch {
		for i, c := range columns {
			if v.hasLarge(c, columns, w) {
				columns[i].width = v.largeWidth(c)
				columns[i].draw = func(a cell.Area, v *View, g *metrics.Group) { v.kpi(a, g, c.kpi, c.sign, largePitch-1) }
			}
		}
	}
	return fitColumns(columns, w)
}

// largePitch is how tall rows are that hold large type.
const largePitch = 4

// largeWidth is how wide a column is whose values are in large type, with some air.
func (v *View) largeWidth(c column) int {
	widest := "0000"
	switch c.kpi.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		widest = "00:00"
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		widest = "000%"
	case metrics.NetScore:
		widest = "+00"
	}
	return 2*gap + digits.Width(widest, largePitch-1) + v.signWidth()
}

// inLargeType marks the columns of these KPIs: few, or none would stand out.
func inLargeType(columns []column, keys ...metrics.Key) []column {
	for i := range columns {
		columns[i].large = columns[i].isKPI && slices.Contains(keys, columns[i].kpi) && columns[i].grow == 0
	}
	return columns
}

// pitchFor is how many lines each of n rows gets of h lines: one, two for air, or where there is room for it four or five for large type.
func pitchFor(n, h int, large bool) int {
	for _, pitch := range [...]int{5, 4, 2} {
		if pitch >= largePitch && !large {
			continue
		}
		if n*pitch <= h {
			return pitch
		}
	}
	return 1
}

// minLarge is how wide a list is at least that has large type.
const minLarge = 150

// anyLarge says whether a column has room for large type where all of them have w columns.
func (v *View) anyLarge(columns []column, w int) bool {
	return w >= minLarge && slices.ContainsFunc(columns, func(c column) bool { return v.hasLarge(c, columns, w) })
}

// hasLarge says whether one of some columns has room for large type where all of them have w columns.
func (v *View) hasLarge(c column, columns []column, w int) bool {
	return c.large && v.largeWidth(c)-c.width <= w-need(columns)
}

// inSight is the first row that is shown where the rows have h lines of the screen, and how many rows those can hold.
func (t *table) inSight(h int) (top, shown int) {
	shown = h / max(t.pitch, 1)
	return max(min(t.cursor-shown/2, len(t.rows)-shown), 0), shown
}

// strong makes plain values bold.
func strong(s cell.Style) cell.Style {
	if s == style.Text {
		return style.Bold
	}
	return s
}

// head draws the head of a column, over the numbers and not over their signs, with an arrow if the rows are sorted by it.
func (v *View) head(a cell.Area, c column, at cell.Rect, t table) {
	s, st, room := c.head, style.Dim, at.W
	if cell.Width(s) > at.W && c.short != "" {
		s = c.short
	}
	end := at.X + at.W
	if c.sign && cell.Width(s)+v.signWidth() <= at.W {
		end -= v.signWidth()
	}
	if t.sorted != "" && t.sorted == c.head {
		arrow := v.glyphs().Up
		if t.down {
			arrow = v.glyphs().Down
		}
		st = style.Text
		if !c.left && at.X > 0 {
			room++ // of the gap before it
		}
		if cell.Width(s)+cell.Width(arrow) <= room {
			s = arrow + s
		}
	}
	s = v.fit(s, room)
	if c.left {
		a.Text(at.X, 0, st, s)
	} else {
		a.TextRight(end, 0, st, s)
	}
}

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
	for _, width := range widths {
		room -= width
	}
	for _, c := range columns {
		room += c.width
	}
	between := gap + min(max(room, 0)/max(len(columns)-1, 1), moreGap)
	x := 0
	for i := range columns {
		spans[i] = cell.Rect{X: x, W: max(min(widths[i], w-x), 0)}
		x += widths[i] + between
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
	sign := k.Info().Better != metrics.None
	return column{head: k.Info().Short, kpi: k, isKPI: true, width: width, rank: rank, sign: sign, order: byHead(k), draw: func(a cell.Area, v *View, g *metrics.Group) {
		v.kpi(a, g, k, sign, 1)
	}}
}

// column is a kpiColumn as wide as its values, with room for signs only where there are targets.
func (v *View) column(k metrics.Key, rank int) column {
	c := kpiColumn(k, 0, rank)
	c.sign = slices.ContainsFunc(v.Snap.Rules.Targets, func(r metrics.TargetRule) bool { return r.KPI == k })
	c.width = max(cell.Width(c.head), v.valueWidth(k))
	if c.sign {
		c.width += v.signWidth()
	}
	sign := c.sign
	c.draw = func(a cell.Area, v *View, g *metrics.Group) {
		v.kpi(a, g, k, sign, 1)
		a.Restyle(a.Bounds(), func(s cell.Style) cell.Style { // many numbers side by side are calmer in plain type
			if s == style.Bold {
				return style.Text
			}
			return s
		})
	}
	return c
}

// valueWidth is how wide values of k are, but for rare ones.
func (v *View) valueWidth(k metrics.Key) int {
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return 7
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		return 4 + 2*v.Decimals
	case metrics.NetScore:
		return 4
	case metrics.Rating5, metrics.Rating7:
		return 3
	}
	return 5
}

func byHead(k metrics.Key) func(g *metrics.Group) float64 {
	return func(g *metrics.Group) float64 {
		if val := told(g, k); val.Known() && !format.TooFew(k, val) {
			return val.Head
		}
		return math.NaN()
	}
}

// largeColumn is a kpiColumn in type of the given height.
func largeColumn(k metrics.Key, width, rank, height int) column {
	c := kpiColumn(k, width, rank)
	c.draw = func(a cell.Area, v *View, g *metrics.Group) { v.kpi(a, g, k, c.sign, height) }
	return c
}

// signWidth is how many columns at the right of a KPI are kept for its sign.
func (v *View) signWidth() int {
	return 1 + max(cell.Width(v.glyphs().OK), cell.Width(v.glyphs().Critical))
}

// kpi draws a value at the right of a, in type of at most this height, and right of it its sign if there is room for signs.
func (v *View) kpi(a cell.Area, g *metrics.Group, k metrics.Key, sign bool, height int) {
	val := told(g, k)
	s, st := v.text(k, val), styleOf(k, val)
	end := a.W()
	if sign {
		end -= v.signWidth()
	}
	y := middle(a)
	if big, h := v.big(k, val, end, min(a.H()-1, height)); h > 1 {
		top := (a.H() - h) / 2
		digits.Draw(a, end-digits.Width(big, h), top, large(st), big, h, v.glyphs())
		y = top + h - 1
	} else {
		a.TextRight(end, y, st, s)
	}
	if sign {
		v.signAt(a, end, y, g, k)
	}
}

// signAt draws the sign of a value of a list that ends before column x of row y.
func (v *View) signAt(a cell.Area, x, y int, g *metrics.Group, k metrics.Key) {
	mark, st := v.mark(g, k)
	if val := told(g, k); val.Level == metrics.LevelOK || weak(k, val) {
		st = style.Dim // what is met, or says little, stays quiet in a list
	}
	a.Text(x+1, y, st, mark)
}

// big writes a value for large type, for the far end of the room: without decimals, and briefly if it has no room otherwise; h is the
// height of the type, below 2 for none.
func (v *View) big(k metrics.Key, val metrics.Value, w, most int) (s string, h int) {
	if most < 2 {
		return "", 0
	}
	whole := *v
	whole.Decimals = 0
	for _, s = range [...]string{whole.text(k, val), whole.brief(k, val)} {
		if h = digits.Fit(s, w, most); h > 1 && s != format.Missing {
			return s, h
		}
	}
	return "", 0
}
