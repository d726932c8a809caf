package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// drawReplies draws how fast customers are answered: over time, by channel and queue, within what time, and who waits longest.
func drawReplies(a cell.Area, v *panel.View, _ *panel.Listing) {
	r := a.Bounds()
	slowest := func(a cell.Area) { panel.Cases(a, v, "Waiting longest", "Nobody waits.") }
	if r.H < 30 || r.W < 100 {
		top, rest := r.CutTop(max(r.H*2/5, 8))
		panel.Replies(a.Sub(top), v)
		panel.ReplyTable(a.Sub(rest), v)
		return
	}
	top, rest := r.CutTop(r.H / 2)
	panel.Replies(a.Sub(top), v)
	left, right := rest.CutLeft(rest.W / 2)
	panel.ReplyTable(a.Sub(left), v)
	up, low := right.CutTop(7)
	panel.ReplySpread(a.Sub(up), v)
	slowest(a.Sub(low))
}
