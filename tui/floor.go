package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// Columns from which on a page is laid out as for a desk, for a wall, and for a wall in larger type.
const (
	deskW  = 100
	wallW  = 160
	largeW = 360
)

// floorPlan says where the panels of the floor page stand. What has no cells is not drawn.
type floorPlan struct {
	tiles                                           int
	strip, queues, flow, replies, nps, agents, line cell.Rect
}

// crowd is what of a snapshot decides where panels stand: counts, so that the panels keep their places while values change.
type crowd struct {
	queues, agents int
	seen           panel.Seen
}

// floor is the page for the wall: a pocket board, a desk or a wall, as there is room.
func floor(r cell.Rect, v *panel.View, _ *panel.Listing) []part {
	c := crowd{len(v.Queues), len(v.Present()), v.Seen}
	var p floorPlan
	switch {
	case r.W >= wallW && r.H >= 42:
		p = planWall(r, c)
	case r.W >= deskW && r.H >= 30:
		p = planDesk(r, c)
	default:
		p = planPocket(r, c)
	}
	return []part{
		{p.strip, panel.Strip(p.tiles)}, {p.queues, panel.Queues}, {p.flow, panel.Flow}, {p.replies, panel.Replies}, {p.nps, panel.NPS},
		{p.agents, panel.Agents}, {p.line, panel.Summary},
	}
}

// minAgents and minChart are the rows below which such a panel is not worth its border.
const (
	minAgents = 5
	minChart  = 8
)

func planPocket(r cell.Rect, c crowd) floorPlan {
	p := floorPlan{tiles: max(r.W/19, 3)}
	stripH := 6
	if r.H < 18 {
		stripH = 4
	}
	p.strip, r = r.CutTop(stripH)
	agents := panel.AgentsNeed(c.agents, r.W, r.H/2)
	const both = 2 * (minChart + 2) // rows for two charts
	pitch := panel.QueuePitch(c.queues, r.W, r.H, agents+both)
	if need := panel.QueuesNeed(c.queues, pitch); r.H-need-agents >= both { // as high as few screens are: charts instead of the line
		p.queues, r = r.CutTop(need)
		p.replies, r = r.CutTop((r.H - agents) / 2)
		low := &p.flow
		if c.seen.Surveys {
			low = &p.nps
		}
		*low, p.agents = r.CutTop(r.H - agents)
		return p
	}
	if r.H > 6 {
		r, p.line = r.CutBottom(1)
	}
	p.queues = r
	if need := panel.QueuesNeed(c.queues, 1); c.agents > 0 && r.H-need >= minAgents {
		p.queues, p.agents = r.CutTop(need)
	}
	return p
}

func planDesk(r cell.Rect, c crowd) floorPlan {
	p := floorPlan{tiles: max(r.W/19, 4)}
	p.strip, r = r.CutTop(7)
	p.queues, r = r.CutTop(min(max(panel.QueuesNeed(c.queues, 1), 5), r.H*2/5))
	charts := r
	if c.agents > 0 {
		charts, p.agents = r.CutBottom(max(min(panel.AgentsNeed(c.agents, r.W, r.H), r.H-10), minAgents))
	}
	p.replies = charts
	if c.seen.Surveys {
		p.replies, p.nps = charts.CutLeft(charts.W * 11 / 20)
	} else {
		p.replies, p.flow = charts.CutLeft(charts.W / 2)
	}
	return p
}

func planWall(r cell.Rect, c crowd) floorPlan {
	p := floorPlan{tiles: 6}
	stripH := 10
	if r.H >= 90 && r.W >= largeW {
		stripH = 16
	}
	p.strip, r = r.CutTop(stripH)
	if c.agents > 0 {
		r, p.agents = r.CutBottom(max(panel.AgentsNeed(c.agents, r.W, r.H*2/5), minAgents))
	}
	left, right := r.CutLeft(r.W / 2)
	p.queues = left
	pitch := panel.QueuePitch(c.queues, left.W, left.H, minChart+2)
	if need := max(panel.QueuesNeed(c.queues, pitch), 6); left.H-need >= minChart {
		p.queues, p.flow = left.CutTop(need)
	}
	p.replies = right
	if c.seen.Surveys {
		p.replies, p.nps = right.CutTop(right.H * 11 / 20)
	}
	return p
}
