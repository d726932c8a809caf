package chart

import (
	"math"
	"strconv"
	"time"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Series is one line of a chart: a value for each step of time, NaN where there is none.
type Series struct {
	Name   string // written beside the last value where there is room
	Values []float64
	Style  cell.Style
}

// LineOptions says what a time series shows.
type LineOptions struct {
	Start    time.Time      // of the first value of each series
	Step     time.Duration  // from one value to the next
	Zone     *time.Location // of the clock times below; nil for Start's own
	Min, Max float64        // the range shown, values beyond it lie on its edge; if Min is not below Max it is taken from the values
	Target   float64        // drawn as a dashed line; NaN for none
	Seconds  bool           // the values are seconds: the scale has round minutes rather than round hundreds
	Log      bool           // and so is the distance of twice as long always the same; Min is above zero, and what is below it lies on the edge
	Format   func(float64) string
	Series   []Series // at most three are drawn, the first on top
}

// maxSeries is how many lines a chart has: more are not read but admired.
const maxSeries = 3

// Lines draws a time series: the scale at the left, clock times below, each series as a line that breaks where values are missing,
// the target as a dashed line, and the last value of each series marked, and named at the right if there is room. The smaller the
// area, the less of this there is; the lines come last to go.
func Lines(a cell.Area, o LineOptions, s *style.Sheet) {
	o.Series = o.Series[:min(len(o.Series), maxSeries)]
	n := 0
	for _, line := range o.Series {
		n = max(n, len(line.Values))
	}
	if a.W() < 1 || a.H() < 1 || n == 0 {
		return
	}
	o.settle()
	l := layOut(a, o)
	p := plot{a.Sub(l.field), s, n, o.Min, o.Max, o.Log}
	p.scale(a.Sub(l.scale), o)
	p.clock(a.Sub(l.clock), o)
	p.names(a.Sub(l.names), o)
	if finite(o.Target) {
		p.dash(o.Target)
	}
	for i := len(o.Series) - 1; i >= 0; i-- {
		st := thin
		if len(o.Series) > 1 {
			st = strokeOf(o.Series[i].Style, s)
		}
		p.draw(o.Series[i], st)
	}
	for i := len(o.Series) - 1; i >= 0; i-- {
		p.mark(o.Series[i])
	}
}

// settle makes the range of o finite and not empty.
func (o *LineOptions) settle() {
	if o.Format == nil {
		o.Format = func(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
	}
	if finite(o.Min) && finite(o.Max) && o.Min < o.Max {
		o.Log = o.Log && o.Min > 0
		return
	}
	o.Log = false
	low, high := math.Inf(1), math.Inf(-1)
	see := func(vals ...float64) {
		for _, v := range vals {
			if finite(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	for _, line := range o.Series {
		see(line.Values...)
	}
	see(o.Target)
	if low > high {
		low, high = 0, 1
	}
	if low > 0 {
		low = 0
	}
	if high < 0 {
		high = 0
	}
	if low == high {
		high = low + 1
	}
	o.Min, o.Max = low, high
	if step := niceStep(high/8-low/8, o.Seconds); finite(step) && step > 0 {
		o.Min, o.Max = math.Floor(low/step)*step, math.Ceil(high/step)*step
	}
	if !finite(o.Min) || !finite(o.Max) || o.Min >= o.Max {
		o.Min, o.Max = -math.MaxFloat64, math.MaxFloat64
	}
}

// plot is the field the lines are drawn in, and how values come to lie on it.
type plot struct {
	area      cell.Area
	sheet     *style.Sheet
	n         int // how many values there are across
	low, high float64
	log       bool
}

// share is how far up v lies, 0 to 1.
func (p plot) share(v float64) float64 {
	if p.log {
		return share(math.Log(max(v, p.low)), math.Log(p.low), math.Log(p.high))
	}
	return share(v, p.low, p.high)
}

// at is the dot of the i-th value v.
func (p plot) at(i int, v float64) (x, y int) {
	across, down := grain(p.sheet.Glyphs)
	width, height := p.area.W()*across, p.area.H()*down
	x = width - 1
	if p.n > 1 {
		x = int(math.Round(float64(i) * float64(width-1) / float64(p.n-1)))
	}
	return x, height - 1 - int(math.Round(p.share(v)*float64(height-1)))
}

// cell is the cell of the i-th value v.
func (p plot) cell(i int, v float64) (x, y int) {
	across, down := grain(p.sheet.Glyphs)
	x, y = p.at(i, v)
	return x / across, y / down
}

// dash draws the target.
func (p plot) dash(v float64) {
	r := newRaster(p.area.W(), p.area.H(), p.sheet.Glyphs)
	_, y := p.at(0, v)
	across, _ := grain(p.sheet.Glyphs)
	for x := range p.area.W() * across {
		if x%(3*across) < 2*across-1 {
			r.set(x, y)
		}
	}
	p.put(r, style.Target)
}

// draw draws one line. Values that fall on the same column make one stroke from the least to the greatest of them, so that no peak
// is lost; a value alone between gaps is drawn twice as wide, to be seen.
func (p plot) draw(s Series, st stroke) {
	r := newRaster(p.area.W(), p.area.H(), p.sheet.Glyphs)
	pen := r
	if st != thin {
		pen = stroked{r, st, p.sheet.Glyphs}
	}
	across, _ := grain(p.sheet.Glyphs)
	for i, v := range s.Values {
		if !finite(v) {
			continue
		}
		x, y := p.at(i, v)
		fromX, fromY := x-x%across, y
		switch after := i+1 < len(s.Values) && finite(s.Values[i+1]); {
		case i > 0 && finite(s.Values[i-1]):
			fromX, fromY = p.at(i-1, s.Values[i-1])
		case after:
			fromX = x
		default:
			line(r, fromX, y, fromX+across-1, y) // not with the pen: where that leaves a gap it would not be seen
			continue
		}
		line(pen, fromX, fromY, x, y)
	}
	p.put(pen, s.Style)
}

// put copies a raster into the field. It covers what is there: the dots of two lines in one cell could only have one colour, and
// would read as a third line.
func (p plot) put(r raster, st cell.Style) {
	for y, row := range r.runes() {
		for x, char := range row {
			if char != 0 {
				p.area.Set(x, y, st, char)
			}
		}
	}
}

// last is the last value of a line and its place.
func last(s Series) (i int, v float64, ok bool) {
	for i := len(s.Values) - 1; i >= 0; i-- {
		if finite(s.Values[i]) {
			return i, s.Values[i], true
		}
	}
	return 0, 0, false
}

func (p plot) mark(s Series) {
	if i, v, ok := last(s); ok {
		x, y := p.cell(i, v)
		p.area.Text(x, y, s.Style, p.sheet.Glyphs.Live)
	}
}
