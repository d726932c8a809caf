package panel

import (
	"math"

	"floorboard/tui/cell"
	"floorboard/tui/chart"
)

// Kept remembers what the dearest parts of panels looked like, so that a part of which nothing changed is put where it was instead of being
// drawn anew: the curves, while the numbers beside them move. It holds for as long as the view's Setting stays the same. The zero value
// remembers nothing; one goroutine at a time may use it.
type Kept struct{ parts map[cell.Rect]*kept }

type kept struct {
	sum     hash
	picture cell.Buffer
}

// Forget forgets everything.
func (k *Kept) Forget() { clear(k.parts) }

// keep draws a part of a panel on blank ground, or puts it there as it was drawn at this place before: sum is a hash of all that it is drawn of
// beside the view's Setting.
func (v *View) keep(a cell.Area, sum hash, draw func()) {
	if v.Kept == nil || a.Bounds().Empty() {
		draw()
		return
	}
	at := a.Place()
	old := v.Kept.parts[at]
	if old != nil && old.sum == sum {
		a.Paste(&old.picture)
		return
	}
	draw()
	if old == nil {
		if v.Kept.parts == nil {
			v.Kept.parts = map[cell.Rect]*kept{}
		}
		old = &kept{}
		v.Kept.parts[at] = old
	}
	old.sum = sum
	a.Save(&old.picture)
}

// lines draws a time series.
func (v *View) lines(a cell.Area, o chart.LineOptions) {
	v.keep(a, sumOf(&o), func() { chart.Lines(a, o, v.Sheet) })
}

// sumOf is a hash of a chart. Lines whose numbers are written differently have different names.
func sumOf(o *chart.LineOptions) hash {
	h := newHash()
	h.word(uint64(o.Start.UnixNano()))
	h.text(o.Start.Location().String())
	h.word(uint64(o.Step))
	h.text(o.Zone.String())
	h.word(uint64(boolInt(o.Seconds)<<1 | boolInt(o.Log)))
	for _, x := range [...]float64{o.Min, o.Max, o.Target} {
		h.word(math.Float64bits(x))
	}
	for _, s := range o.Series {
		h.text(s.Name)
		h.word(uint64(s.Style))
		h.floats(s.Values)
	}
	return h
}
