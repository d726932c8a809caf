package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// The pages beside the floor: each function says where the panels of one stand. Parts without room are left out.

// queues is every queue with all its flow; below it the channels, and where there is room how the flow went.
func queues(r cell.Rect, v *panel.View, list *panel.Listing) []part {
	pitch := 1
	if r.W >= largeW && 4*(list.Need(v)+len(v.Snap.Channels)) <= r.H {
		pitch = 4 // large type in both lists, or in none
	}
	channels := pitch*len(v.Snap.Channels) + 3
	if channels > r.H/3 || len(v.Snap.Channels) == 0 {
		channels = 0
	}
	spare, airy := r.H-pitch*list.Need(v)-channels, len(v.Snap.Queues)
	if pitch > 1 {
		airy = 0
	}
	r, bottom := r.CutBottom(chartsBelow(spare, airy))
	r, middle := r.CutBottom(channels)
	flow, speed := charts(bottom)
	return []part{{r, list.Panel()}, {middle, panel.Channels}, {flow, panel.Flow}, {speed, panel.Replies}}
}

// charts are the places of two charts: side by side, or one above the other where they would be narrow and high.
func charts(r cell.Rect) (first, second cell.Rect) {
	if r.W < deskW && r.H >= 2*(minChart+2) {
		return r.CutTop(r.H / 2)
	}
	return r.CutLeft(r.W / 2)
}

// halves are the places of two panels on a small screen: one above the other, the first h rows high, or side by side where there is the width for it.
func halves(r cell.Rect, h int) (first, second cell.Rect) {
	if r.W >= wallW {
		return r.CutLeft(r.W / 2)
	}
	return r.CutTop(h)
}

// chartsBelow is how many of some spare rows charts get below a list of n rows: none where they are too few, and else those that are left when
// there is a blank line under each row of the list, which is worth more than taller charts.
func chartsBelow(spare, n int) int {
	switch {
	case spare-n >= minChart+2:
		return spare - n
	case spare >= minChart+2:
		return spare
	}
	return 0
}

// tableBelow is how many of h rows a table below charts gets: half of them, or a few more if it then has room for large type or a blank line
// under each row, which is worth more than taller charts.
func tableBelow(h int, need func(pitch int) int) int {
	for _, pitch := range [...]int{4, 2} {
		if n := need(pitch); n > h/2 && n <= h*11/20 {
			return n
		}
	}
	return (h + 1) / 2
}

// queue is one queue alone: its numbers, channels, speed and agents, and who waits in it.
func queue(r cell.Rect, v *panel.View) []part {
	strip, r := r.CutTop(stripHeight(r))
	parts := []part{{strip, panel.Strip(stripTiles(r))}}
	waiting := panel.WhoWaits("Waiting in " + v.Opened)
	if !v.Waiting {
		waiting = panel.WaitSpread
	}
	if r.H < 24 || r.W < deskW {
		top, rest := halves(r, r.H/2)
		return append(parts, part{top, panel.Replies}, part{rest, waiting})
	}
	pitch, channels := 1, max(len(v.Snap.Channels), 1)
	if r.W >= largeW && 4*channels+3 <= r.H/4 {
		pitch = 4 // large type
	}
	top, r := r.CutTop(min(pitch*channels+3, r.H/4))
	if r.W >= largeW {
		return append(append(parts, part{top, panel.Channels}), queueWall(r, v, waiting)...)
	}
	charts, r := r.CutTop(max(r.H*2/5, r.H-panel.SpreadNeed-16)) // the rest has all the room it can use
	flow, speed := charts.CutLeft(charts.W / 2)
	left, right := r.CutLeft(r.W / 2)
	spread, cases := right.CutTop(spreadHeight(right, v))
	return append(parts, part{top, panel.Channels}, part{flow, panel.Flow}, part{speed, panel.Replies},
		part{left, panel.Agents}, part{spread, panel.WaitSpread}, part{cases, waiting})
}

// queueWall is one queue where there is room for wide panels: its agents need few rows, so who waits stands below them.
func queueWall(r cell.Rect, v *panel.View, waiting panel.Panel) []part {
	charts, r := r.CutTop(max(r.H/2, r.H-panel.SpreadNeed))
	flow, speed := charts.CutLeft(charts.W / 2)
	left, right := r.CutLeft(r.W / 2)
	agents, cases := left, cell.Rect{}
	if v.Waiting {
		agents, cases = left.CutTop(min(2*panel.AgentsNeed(len(v.Present()), left.W, left.H)-2, left.H*2/3))
	}
	return []part{{flow, panel.Flow}, {speed, panel.Replies}, {agents, panel.Agents}, {right, panel.WaitSpread}, {cases, waiting}}
}

// agent is one agent alone: the numbers that matter most, all others, the parts of the score, and the speed over time.
func agent(r cell.Rect, v *panel.View) []part {
	if r.H < 30 || r.W < deskW {
		top, rest := halves(r, r.H/2)
		return []part{{top, panel.ScoreParts}, {rest, panel.Numbers}}
	}
	strip, r := r.CutTop(stripHeight(r))
	parts := []part{{strip, panel.AgentStrip(stripTiles(r))}}
	if r.W >= largeW {
		top, r := r.CutTop(max(panel.NumbersNeed(r.W/2), panel.ScorePartsNeed(v)))
		numbers, ofScore := top.CutLeft(top.W / 2)
		chart, spread := r.CutTop(max(r.H/2, r.H-panel.SpreadNeed))
		return append(parts, part{numbers, panel.Numbers}, part{ofScore, panel.ScoreParts}, part{chart, panel.Replies}, part{spread, panel.ReplySpread})
	}
	left, right := r.CutLeft(r.W * 9 / 20)
	numbers, spread := left, cell.Rect{}
	if r.W >= wallW {
		numbers, spread = left.CutTop(min(panel.NumbersNeed(left.W), r.H*3/5))
	}
	up, low := right.CutTop(min(panel.ScorePartsNeed(v), r.H/2))
	return append(parts, part{numbers, panel.Numbers}, part{spread, panel.ReplySpread}, part{up, panel.ScoreParts}, part{low, panel.Replies})
}

// replies is how fast customers are answered: over time, by channel and queue, within what time, and who waits longest.
func replies(r cell.Rect, v *panel.View, _ *panel.Listing) []part {
	if r.H < 30 || r.W < deskW {
		top, rest := halves(r, max(r.H*2/5, minChart))
		table, low := rest.CutTop(panel.ReplyTableNeed(v, 2))
		if low.H < minChart || !v.Waiting {
			table, low = rest, cell.Rect{}
		}
		return []part{{top, panel.Replies}, {table, panel.ReplyTable}, {low, panel.WhoWaits("Waiting longest")}}
	}
	top, rest := r.CutBottom(tableBelow(r.H, func(pitch int) int { return panel.ReplyTableNeed(v, pitch) }))
	left, right := rest.CutLeft(rest.W / 2)
	up, low := right.CutTop(spreadHeight(right, v))
	return []part{{top, panel.Replies}, {left, panel.ReplyTable}, {up, panel.ReplySpread}, {low, panel.WhoWaits("Waiting longest")}}
}

// spreadHeight is how many rows distributions get above those who wait: half, or all where those are not shown.
func spreadHeight(r cell.Rect, v *panel.View) int {
	if !v.Waiting {
		return r.H
	}
	return min(max(r.H/2, 7), panel.SpreadNeed)
}

// agents is the list of agents, with air between them where there is room; below it, where they leave room, how the teams stand and
// which queues need them, and where few agents leave still more, how it went.
func agents(r cell.Rect, v *panel.View, list *panel.Listing) []part {
	teams, n := panel.TeamsNeed(v), len(v.Snap.Agents)
	if r.W < deskW {
		r, low := r.CutBottom(chartsBelow(r.H-list.Need(v), n))
		flow, speed := charts(low)
		return []part{{r, list.Panel()}, {flow, panel.Flow}, {speed, panel.Replies}}
	}
	band, charts := 0, 0
	for _, pitch := range [...]int{2, 1} {
		if spare := r.H - 3 - pitch*n; n > 0 && spare >= max(teams, minChart) {
			band = min(spare, max(r.H*2/5, teams))
			break
		}
	}
	pitch := 2
	if r.W >= largeW {
		pitch = 5 // large type
	}
	need := max(teams, panel.QueuesNeed(len(v.Snap.Queues), pitch))
	if spare := r.H - 3 - 2*n - need; band > 0 && spare >= minChart+2 {
		band, charts = need, spare
	}
	r, low := r.CutBottom(charts)
	r, bottom := r.CutBottom(band)
	flow, speed := low.CutLeft(low.W / 2)
	if bottom.W < wallW {
		return []part{{r, list.Panel()}, {bottom, panel.Teams}, {flow, panel.Flow}, {speed, panel.Replies}}
	}
	if r.W >= largeW && charts == 0 {
		left, right := bottom.CutLeft(bottom.W * 2 / 5)
		middle, right := right.CutLeft(right.W * 2 / 3)
		return []part{{r, list.Panel()}, {left, panel.Teams}, {middle, panel.Queues}, {right, panel.Flow}}
	}
	left, right := bottom.CutLeft(bottom.W / 2)
	return []part{{r, list.Panel()}, {left, panel.Teams}, {right, panel.Queues}, {flow, panel.Flow}, {speed, panel.Replies}}
}

// experience is what customers say: the scores, how they went, where they come from, and their words.
func experience(r cell.Rect, v *panel.View, _ *panel.Listing) []part {
	if !v.Heard() {
		return []part{{r, panel.Unheard}}
	}
	strip, r := r.CutTop(stripHeight(r))
	parts := []part{{strip, panel.ExperienceStrip(stripTiles(r))}}
	if r.H < 24 || r.W < deskW {
		top, rest := halves(r, r.H/2)
		score := panel.NPS
		if !v.Seen.Surveys && v.Seen.Ratings {
			score = panel.Satisfaction
		}
		return append(parts, part{top, score}, part{rest, panel.Comments})
	}
	top, rest := r.CutBottom(tableBelow(r.H, func(pitch int) int { return panel.ExperienceTableNeed(v, pitch) }))
	left, right := top.CutLeft(top.W / 2)
	switch { // what the feed never tells of gives its room away
	case v.Seen.Ratings && !v.Seen.Surveys:
		left, right = cell.Rect{}, top
	case v.Seen.Surveys && !v.Seen.Ratings:
		left, right = top, cell.Rect{}
	}
	parts = append(parts, part{left, panel.NPS}, part{right, panel.Satisfaction})
	left, right = rest.CutLeft(rest.W / 2)
	return append(parts, part{left, panel.ExperienceTable}, part{right, panel.Comments})
}

// journey is the customers' way: its stages, what contacts are about, and what was promised.
func journey(r cell.Rect, v *panel.View, _ *panel.Listing) []part {
	if !v.Travels() {
		return []part{{r, panel.Untold}}
	}
	strip, r := r.CutTop(stripHeight(r))
	pitch := 2
	if r.H >= 90 && r.W >= largeW {
		pitch = 5
	}
	top, rest := r.CutTop(max(min(max(len(v.Snap.Stages)*pitch, panel.PromisesNeed)+3, r.H/2), 4))
	if rest.H < 5 {
		top, rest = r, cell.Rect{} // no room for a row below the heads
	}
	topics, words := rest, cell.Rect{}
	need := len(v.Snap.Topics) + 3
	switch airy := need + len(v.Snap.Topics); {
	case !v.Heard():
	case r.W >= largeW:
		topics, words = rest.CutLeft(rest.W * 7 / 10)
	case r.W < wallW && rest.H-airy >= minChart: // on a wall the rest is for large type
		topics, words = rest.CutTop(airy)
	case 2*need > rest.H && rest.H-need >= minChart:
		topics, words = rest.CutTop(need) // too few rows for air between the topics, but enough for what is said of them
	}
	parts := []part{{strip, panel.JourneyStrip(stripTiles(r))}, {topics, panel.Topics}, {words, panel.Comments}}
	if top.W < deskW {
		return append(parts, part{top, panel.Stages})
	}
	left, right := top.CutLeft(top.W * 7 / 10)
	return append(parts, part{left, panel.Stages}, part{right, panel.Promises})
}

// incoming is what comes in: the sources, what was wrong with it, and whether the board's own sums agree.
func incoming(r cell.Rect, v *panel.View, _ *panel.Listing) []part {
	const notes = 88 // columns in which the notes of the counters have room
	counters := 12   // rows
	if v.Memory.Heap > 0 {
		counters++
	}
	top, r := r.CutTop(2 + max(min(2*len(v.Snap.Feed.Sources), r.H/3), 1))
	check, r := r.CutTop(2 + max(min(len(v.Snap.Feed.Faults), 4), 1))
	parts := []part{{top, panel.Sources}, {check, panel.Identity}}
	if r.W >= 2*notes-16 {
		up, low := r.CutTop(min(max(counters, r.H/4), r.H))
		left, right := up.CutLeft(max(r.W*2/5, notes))
		return append(parts, part{left, panel.Counters}, part{right, panel.Rejects}, part{low, panel.Flow})
	}
	rejects := 7
	if v.Snap.Feed.Rejected == 0 {
		rejects = 3
	}
	up, r := r.CutTop(max(min(counters, r.H-min(rejects, 5)), 0))
	mid, low := r.CutTop(r.H)
	if r.H >= minChart+rejects {
		mid, low = r.CutTop(rejects)
	}
	return append(parts, part{up, panel.Counters}, part{mid, panel.Rejects}, part{low, panel.Flow})
}

// stripHeight is how many rows a strip of large numbers gets at the top of a page that has other things to show.
func stripHeight(r cell.Rect) int {
	switch {
	case r.H >= 100 && r.W >= largeW:
		return 16
	case r.H >= 50 && r.W >= wallW:
		return 10
	case r.H >= 34:
		return 7
	}
	return 6
}

// stripTiles is how many large numbers have room side by side.
func stripTiles(r cell.Rect) int { return max(min(r.W/19, 6), 3) }
