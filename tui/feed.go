package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// drawFeed draws what comes in: the sources, what was wrong with it, and whether the board's own sums agree.
func drawFeed(a cell.Area, v *panel.View, _ *panel.Listing) {
	r := a.Bounds()
	sources := 2 + max(min(2*len(v.Snap.Feed.Sources), r.H/3), 1)
	const counters = 12
	top, r := r.CutTop(sources)
	panel.Sources(a.Sub(top), v)
	check, r := r.CutTop(2 + max(min(len(v.Snap.Feed.Faults), 4), 1))
	panel.Identity(a.Sub(check), v)
	if r.W >= 140 {
		left, right := r.CutLeft(r.W * 2 / 5)
		panel.Counters(a.Sub(left), v)
		panel.Rejects(a.Sub(right), v)
		return
	}
	up, low := r.CutTop(max(min(counters, r.H-5), 0))
	panel.Counters(a.Sub(up), v)
	panel.Rejects(a.Sub(low), v)
}
