package panel

import (
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// queueColumns are what the floor needs to know of a queue; in tall rows, in large type.
func (v *View) queueColumns(pitch int) []column {
	height := max(pitch-2, 1)
	widths := map[int][3]int{5: {26, 42, 32}, 3: {17, 27, 21}}[height]
	if widths[0] == 0 {
		sign := v.signWidth()
		widths, height = [3]int{7 + sign, 9 + sign, 6 + sign}, 1
	}
	return v.shown([]column{
		nameColumn("Queue", 10, 28),
		largeColumn(metrics.Waiting, widths[0], 0, height),
		largeColumn(metrics.LongestWait, widths[1], 0, height),
		largeColumn(metrics.ServiceLevel, widths[2], 1, height),
		{head: metrics.Abandoned.Info().Short, width: 8, rank: 3, sign: true, kpi: metrics.Abandoned, isKPI: true, draw: drawLost},
		{head: "Ready", width: v.readyWidth(7), rank: 2, draw: drawReady},
		{head: "Waiting over time", short: "Over time", width: 10, grow: 4, rank: 4, left: true, kpi: metrics.Waiting, isKPI: true, draw: drawWaiting},
	})
}

// shown leaves out the columns that are not for those who look.
func (v *View) shown(columns []column) []column {
	return slices.DeleteFunc(columns, func(c column) bool { return c.isKPI && !v.Shows(c.kpi) })
}

// QueuesNeed is how many rows the panel needs to show n queues, each in pitch rows.
func QueuesNeed(n, pitch int) int { return 3 + n*pitch }

// QueuePitch is how many rows each of n queues gets in a panel of w by h that leaves spare rows for others: two give air, five
// and seven give large type.
func QueuePitch(n, w, h, spare int) int {
	for _, pitch := range [...]int{7, 5, 3, 2} {
		if pitch >= 7 && w < 190 || pitch >= 5 && w < 150 {
			continue
		}
		if QueuesNeed(n, pitch)+spare <= h {
			return pitch
		}
	}
	return 1
}

// Queues draws the queues of the floor, one to a row, rows as tall as there is room for.
var Queues = Panel{Draw: drawQueues, Reads: Reads{Lists: ReadQueues,
	Each:      []metrics.Key{metrics.Waiting, metrics.LongestWait, metrics.ServiceLevel, metrics.Abandoned, metrics.AbandonRate, metrics.Agents},
	EachLines: []metrics.Line{metrics.LineWaiting}}}

func drawQueues(a cell.Area, v *View) {
	rows := v.Queues
	in := v.box(a, "Queues", v.words(format.Count(float64(len(rows))), v.sortedBy(v.Sort)))
	if len(rows) == 0 {
		v.say(in, v.orFilter("No queue yet: the first one shows when somebody enters it."))
		return
	}
	pitch := QueuePitch(len(rows), a.W(), a.H(), 0)
	v.more(a, len(rows)-(in.H()-1))
	v.table(in, table{columns: v.queueColumns(pitch), rows: rows, pitch: pitch, cursor: -1})
}

// nameColumn names the group; rows are sorted by it in the order in which they come, which is that of names.
func nameColumn(head string, width, most int) column {
	return column{head: head, width: width, grow: 3, most: most, left: true, draw: func(a cell.Area, v *View, g *metrics.Group) {
		name := g.Name
		if name == "" {
			name = format.Missing
		}
		st := style.Text
		if a.H() >= largePitch {
			st = style.Bold // beside large type
		}
		a.Text(0, middle(a), st, v.fitName(name, a.W()))
	}}
}

// drawLost draws how many gave up, with the level of their share.
func drawLost(a cell.Area, v *View, g *metrics.Group) {
	val, rate := g.Value(metrics.Abandoned), g.Value(metrics.AbandonRate)
	end := a.W() - v.signWidth()
	val.Level = rate.Level
	a.TextRight(end, middle(a), styleOf(metrics.Abandoned, val), v.text(metrics.Abandoned, val))
	if rate.Level >= metrics.LevelWarn {
		mark, st := v.sign(rate.Level)
		a.Text(end+1, middle(a), st, mark)
	}
}

// readyWidth is how wide the column of those who are ready is: where all could be, at least so wide.
func (v *View) readyWidth(least int) int {
	all := format.Count(part(v.total(), metrics.Agents, metrics.PartStaffed))
	return max(least, 2*cell.Width(all)+1)
}

func drawReady(a cell.Area, v *View, g *metrics.Group) {
	agents := g.Value(metrics.Agents)
	s := format.Missing
	if agents.Known() {
		s = format.Count(agents.Part(metrics.PartAvailable)) + "/" + format.Count(agents.Part(metrics.PartStaffed))
	}
	a.TextRight(a.W(), middle(a), style.Text, v.fit(s, a.W()))
}

// fewWaiting is the least that the full height of a sparkline of waiting contacts stands for, so that one or two
// do not look like a flood.
const fewWaiting = 5

func drawWaiting(a cell.Area, v *View, g *metrics.Group) {
	vals := line(g, metrics.LineWaiting)
	v.spark(a, vals, max(largest(vals), fewWaiting))
}

// spark draws a curve in a row of a table, on the line on which the numbers stand. Its highest point stays below the row above.
func (v *View) spark(a cell.Area, vals []float64, limit float64) {
	if len(vals) == 0 {
		return
	}
	chart.Sparkline(a.Sub(cell.Rect{W: a.W(), H: max(a.H()-1, 1)}), style.Spark, style.Accent, stretch(vals, a.W()), limit*8/7, v.glyphs())
}
