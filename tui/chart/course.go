package chart

import (
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Course draws how a number that stays about the same went, such as a score: a thin line from the left to the right that breaks where
// values are missing, its last value marked in the style last. The range from low to high is that of the area's height, without a
// scale; values beyond it lie on its edge.
func Course(a cell.Area, st, last cell.Style, vals []float64, low, high float64, s *style.Sheet) {
	if a.W() < 1 || a.H() < 1 || !finite(low) || !finite(high) {
		return
	}
	p := plot{a, s, len(vals), low, high, false}
	p.draw(Series{Values: vals, Style: st}, thin)
	p.mark(Series{Values: vals, Style: last})
}
