// Package chart draws numbers as lines, sparklines and bars. It is the only one that knows github.com/NimbleMarkets/ntcharts, of
// which it uses the drawing parts below its chart models: the grid of braille dots and the points of a line. The models themselves
// join the two ends of a gap, loop on NaN, and cannot mark a last value; here numbers are made finite and brought into a fixed range
// before any of it sees them.
package chart

import (
	"math"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Sparkline draws the last a.W() of vals, the newest at the right, as columns over a baseline of zero, over the whole height of a
// at limit, or at the largest of them if limit is not above 0. What is missing (NaN, or an infinity) stays blank, zero is a faint
// baseline, a value above zero never vanishes, one below it counts as zero, and the newest is drawn in the style last.
func Sparkline(a cell.Area, st, last cell.Style, vals []float64, limit float64, g *style.Glyphs) {
	vals = vals[max(len(vals)-a.W(), 0):]
	if !finite(limit) || limit <= 0 {
		limit = greatest(vals)
	}
	for i, v := range vals {
		if !finite(v) {
			continue
		}
		used := st
		if i == len(vals)-1 {
			used = last
		}
		column(a, a.W()-len(vals)+i, used, share(v, 0, limit), g)
	}
}

// column draws one column of a sparkline, of a share of the area's height.
func column(a cell.Area, x int, st cell.Style, share float64, g *style.Glyphs) {
	levels := len(g.Spark)
	height := int(math.Round(share * float64(a.H()*levels)))
	if height == 0 {
		if share == 0 && st == style.Spark {
			st = style.BarDim
		}
		height = 1
	}
	for y := a.H() - 1; y >= 0 && height > 0; y-- {
		a.Text(x, y, st, g.Spark[min(height, levels)-1])
		height -= levels
	}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// greatest is the greatest of the finite ones among vals, 0 if none is above it.
func greatest(vals []float64) float64 {
	top := 0.0
	for _, v := range vals {
		if finite(v) {
			top = max(top, v)
		}
	}
	return top
}

// share is how far v lies from low to high, 0 to 1; that of NaN is 0. It does not overflow, however far apart they are.
func share(v, low, high float64) float64 {
	if !(low < high) || !(v > low) {
		return 0
	}
	if v >= high {
		return 1
	}
	return (v/2 - low/2) / (high/2 - low/2)
}
