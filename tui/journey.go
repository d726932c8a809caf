package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// drawJourney draws the customers' way: its stages, what contacts are about, and what was promised.
func drawJourney(a cell.Area, v *panel.View, _ *panel.Listing) {
	strip, r := a.Bounds().CutTop(stripHeight(a))
	panel.JourneyStrip(a.Sub(strip), v, max(min(a.W()/19, 6), 3))
	top, rest := r.CutTop(max(min(len(v.Snap.Stages)*2+3, r.H/2), 4))
	panel.Stages(a.Sub(top), v)
	if rest.W < 100 {
		panel.Topics(a.Sub(rest), v)
		return
	}
	left, right := rest.CutLeft(rest.W * 7 / 10)
	panel.Topics(a.Sub(left), v)
	panel.Promises(a.Sub(right), v)
}

// stripHeight is how many rows a strip of large numbers gets at the top of a page that has other things to show.
func stripHeight(a cell.Area) int {
	switch {
	case a.H() >= 100 && a.W() >= 360:
		return 16
	case a.H() >= 50 && a.W() >= 160:
		return 10
	case a.H() >= 34:
		return 7
	}
	return 6
}
