package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// drawExperience draws what customers say: the scores, how they went, where they come from, and their words.
func drawExperience(a cell.Area, v *panel.View, _ *panel.Listing) {
	strip, r := a.Bounds().CutTop(stripHeight(a))
	panel.ExperienceStrip(a.Sub(strip), v, max(min(a.W()/19, 6), 3))
	if r.H < 24 || r.W < 100 {
		top, rest := r.CutTop(r.H / 2)
		panel.NPS(a.Sub(top), v)
		panel.Comments(a.Sub(rest), v)
		return
	}
	top, rest := r.CutTop(r.H / 2)
	left, right := top.CutLeft(top.W / 2)
	panel.NPS(a.Sub(left), v)
	panel.Satisfaction(a.Sub(right), v)
	left, right = rest.CutLeft(rest.W / 2)
	panel.ExperienceTable(a.Sub(left), v)
	panel.Comments(a.Sub(right), v)
}
