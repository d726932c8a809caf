package chart

import (
	"cmp"
	"math"
	"slices"
	"time"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// layout is where the parts of a time series lie. Each but the field may be empty.
type layout struct{ field, scale, clock, names cell.Rect }

// What a time series needs to have more than its lines.
const (
	clockHeight = 4  // rows, for a row of clock times
	namesWidth  = 44 // columns, for names at the right
	fieldWidth  = 10 // columns that stay for the lines beside the scale
)

func layOut(a cell.Area, o LineOptions) layout {
	l := layout{field: a.Bounds()}
	if l.field.H >= clockHeight && o.Step > 0 {
		l.field, l.clock = l.field.CutBottom(1)
	}
	if w := o.scaleWidth(l.field.H); a.W() >= w+fieldWidth {
		l.scale, l.field = l.field.CutLeft(w)
	}
	if w := o.namesWidth(); a.W() >= namesWidth && w <= a.W()/4 {
		l.field, l.names = l.field.CutRight(w)
	}
	l.clock.X, l.clock.W = l.field.X, min(l.field.W, l.clock.W)
	return l
}

// decades are the times that a logarithmic scale names, the roundest first: those that come later give way.
var decades = [...]float64{1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 5, 30, 300, 1800, 3 * 3600, 12 * 3600, 3 * 86400}

// ticks are the values the scale names: round ones, about one every three rows, and where it ends if there is room for that.
func (o LineOptions) ticks(rows int) []float64 {
	ticks := o.roundTicks(rows)
	if all := append(ticks, o.Max); !o.alike(all) {
		return all
	}
	return ticks
}

func (o LineOptions) roundTicks(rows int) []float64 {
	if o.Log {
		var ticks []float64
		for _, v := range decades {
			if v >= o.Min && v <= o.Max {
				ticks = append(ticks, v)
			}
		}
		return ticks
	}
	for count := max(rows/3, 1); ; count /= 2 {
		if ticks := o.evenTicks(count); count == 1 || !o.alike(ticks) {
			return ticks
		}
	}
}

// evenTicks are round values, count of them and one more at most.
func (o LineOptions) evenTicks(count int) []float64 {
	step := niceStep(o.Max/float64(count)-o.Min/float64(count), o.Seconds)
	var ticks []float64
	first := math.Ceil(o.Min / step)
	for i := range count + 1 {
		if v := (first + float64(i)) * step; finite(v) && v <= o.Max {
			ticks = append(ticks, v+0) // no negative zero
		}
	}
	return ticks
}

// alike says whether two of some ticks are written the same, as halves are in whole numbers.
func (o LineOptions) alike(ticks []float64) bool {
	return len(slices.CompactFunc(slices.Clone(ticks), func(a, b float64) bool { return o.Format(a) == o.Format(b) })) < len(ticks)
}

// scaleWidth is the width of the widest label, and one column for the axis.
func (o LineOptions) scaleWidth(rows int) int {
	w := 0
	for _, v := range o.ticks(rows) {
		w = max(w, cell.Width(o.Format(v)))
	}
	if finite(o.Target) {
		w = max(w, cell.Width(o.Format(o.Target)))
	}
	return w + 1
}

// scale draws the labels and the axis; the target has its label, and those of its neighbours give way.
func (p plot) scale(a cell.Area, o LineOptions) {
	if a.W() == 0 {
		return
	}
	x := a.W() - 1
	for y := range a.H() {
		a.Text(x, y, style.Border, p.sheet.Glyphs.Vertical)
	}
	taken := make([]bool, a.H()+2) // each row with the rows above and below it
	label := func(v float64, st cell.Style) {
		_, y := p.cell(0, v)
		if taken[y] || taken[y+1] || taken[y+2] {
			return
		}
		taken[y+1] = true
		a.TextRight(x, y, st, o.Format(v))
		a.Text(x, y, style.Border, p.sheet.Glyphs.TeeRight)
	}
	if finite(o.Target) && o.Target >= o.Min && o.Target <= o.Max {
		label(o.Target, style.Text)
	}
	for _, v := range o.ticks(a.H()) {
		label(v, style.Dim)
	}
}

// caption is what stands beside the last value of a line.
func (o LineOptions) caption(s Series, v float64) string {
	if s.Name == "" {
		return o.Format(v)
	}
	return o.Format(v) + " " + s.Name
}

func (o LineOptions) namesWidth() int {
	w := 0
	for _, s := range o.Series {
		if _, v, ok := last(s); ok {
			w = max(w, cell.Width(o.caption(s, v))+1)
		}
	}
	return w
}

// names writes the captions in the rows of the last values, or as near to them as they find room: one below the other in the order of the
// values.
func (p plot) names(a cell.Area, o LineOptions) {
	if a.W() == 0 {
		return
	}
	type name struct {
		y       int
		v       float64
		style   cell.Style
		caption string
	}
	var names []name
	for _, s := range o.Series {
		if i, v, ok := last(s); ok {
			_, y := p.cell(i, v)
			names = append(names, name{y, v, s.Style, o.caption(s, v)})
		}
	}
	names = names[:min(len(names), a.H())]
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Compare(b.v, a.v) })
	for i := range names {
		if i > 0 {
			names[i].y = max(names[i].y, names[i-1].y+1)
		}
	}
	room := a.H()
	for i := len(names) - 1; i >= 0; i-- {
		names[i].y = min(names[i].y, room-1)
		room = names[i].y
		a.Text(1, names[i].y, names[i].style, names[i].caption)
	}
}

// niceStep is the least round number that is not below v: 1, 2 or 5 times a power of ten, or if these are seconds, a part of a
// minute, an hour or a day.
func niceStep(v float64, seconds bool) float64 {
	if !(v > 0) {
		return 1
	}
	if seconds && v >= 5 && v <= 86400 {
		for _, step := range []float64{5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400} {
			if step >= v {
				return step
			}
		}
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 2, 5, 10} {
		if step*power >= v*(1-1e-9) {
			return step * power
		}
	}
	return 10 * power
}

// clock writes the clock times below the field, on round minutes, hours or days of the zone.
func (p plot) clock(a cell.Area, o LineOptions) {
	zone := o.Zone
	if zone == nil {
		zone = o.Start.Location()
	}
	span := float64(p.n-1) * float64(o.Step)
	if a.W() == 0 || p.n < 2 || span > float64(math.MaxInt64/2) {
		return
	}
	start, end := o.Start.In(zone), o.Start.In(zone).Add(time.Duration(span))
	across, _ := grain(p.sheet.Glyphs)
	free := 0 // the first column a label may begin in
	for _, t := range clockTicks(start, end, a.W()) {
		text := t.Format(clockForm(start, end, a.W()))
		at := float64(t.Sub(start)) / span * float64(p.area.W()*across-1)
		x := int(math.Round(at))/across - cell.Width(text)/2
		if x >= free && x+cell.Width(text) <= a.W() {
			a.Text(x, 0, style.Dim, text)
			free = x + cell.Width(text) + 2
		}
	}
}

// clockSteps are the distances clock times may have, all of them parts or multiples of an hour or a day.
var clockSteps = [...]time.Duration{
	time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, day, 2 * day, 7 * day, 14 * day, 28 * day,
}

const day = 24 * time.Hour

// clockStep is the least distance at which labels in w columns do not crowd, or 0 if even the longest is too short.
func clockStep(start, end time.Time, w int) time.Duration {
	for _, step := range clockSteps {
		if room := float64(w) * float64(step) / float64(end.Sub(start)); room >= 9 || step < time.Minute && room >= 12 {
			return step
		}
	}
	return 0
}

// clockForm is how times at these distances are written.
func clockForm(start, end time.Time, w int) string {
	switch step := clockStep(start, end, w); {
	case step < time.Minute:
		return "15:04:05"
	case step < day:
		return "15:04"
	}
	return "Jan 2"
}

// clockTicks are the round times from start to end, as many as w columns have room for. They are counted on the zone's wall clock,
// so that they stay round when summer time begins or ends.
func clockTicks(start, end time.Time, w int) []time.Time {
	step := clockStep(start, end, w)
	if step == 0 {
		return nil
	}
	y, m, d := start.Date()
	hour, minute, second := start.Clock()
	seconds, sinceMidnight := int(step/time.Second), (hour*60+minute)*60+second
	var ticks []time.Time
	for at := sinceMidnight / seconds * seconds; len(ticks) <= w; at += seconds {
		t := time.Date(y, m, d, 0, 0, at, 0, start.Location())
		if t.After(end) {
			break
		}
		if !t.Before(start) && (len(ticks) == 0 || t.After(ticks[len(ticks)-1])) {
			ticks = append(ticks, t)
		}
	}
	return ticks
}
