package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// drawQueues draws every queue with all its flow; below it the channels, and where there is room how the flow went.
func drawQueues(a cell.Area, v *panel.View, list *panel.Listing) {
	r := a.Bounds()
	charts, channels := 0, len(v.Snap.Channels)+3
	if channels > r.H/3 || channels == 3 {
		channels = 0
	}
	if spare := r.H - list.Need(v) - channels; spare >= minChart+2 {
		charts = min(spare, max(r.H/2, minChart+2))
		if air := spare - charts; air < len(v.Snap.Queues) && spare-len(v.Snap.Queues) >= minChart+2 {
			charts = spare - len(v.Snap.Queues) // a blank line under each queue is worth more than a taller chart
		}
	}
	r, bottom := r.CutBottom(charts)
	r, middle := r.CutBottom(channels)
	list.Draw(a.Sub(r), v)
	if channels > 0 {
		panel.Channels(a.Sub(middle), v)
	}
	if charts > 0 {
		left, right := bottom.CutLeft(bottom.W / 2)
		panel.Flow(a.Sub(left), v)
		panel.Replies(a.Sub(right), v)
	}
}
