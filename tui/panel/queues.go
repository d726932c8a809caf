package panel

import (
	"strconv"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// queueColumns are what the floor needs to know of a queue.
var queueColumns = [...]column{
	nameColumn("Queue", 10, 28),
	kpiColumn(metrics.Waiting, 9, 0),
	kpiColumn(metrics.LongestWait, 11, 0),
	kpiColumn(metrics.ServiceLevel, 8, 1),
	kpiColumn(metrics.Abandoned, 7, 3),
	{head: "Ready", width: 7, rank: 2, draw: drawReady},
	{head: "Waiting over time", width: 10, grow: 4, rank: 4, left: true, draw: drawWaiting},
}

// QueuesNeed is how many rows the panel needs to show n queues, each in pitch rows.
func QueuesNeed(n, pitch int) int { return 3 + n*pitch }

// Queues draws the queues of the floor, one to a row, rows as tall as there is room for.
func Queues(a cell.Area, v *View) {
	rows := v.Queues
	in := v.box(a, "Queues", v.words(format.Count(float64(len(rows))), "by "+v.Sort))
	if len(rows) == 0 {
		v.say(in, "No queue yet: the first one shows when somebody enters it.")
		return
	}
	pitch := max(min((in.H()-1)/len(rows), 5), 1)
	if more := len(rows) - (in.H() - 1); more > 0 {
		v.foot(a, strconv.Itoa(more)+" more")
	}
	v.table(in, queueColumns[:], rows, pitch)
}

func nameColumn(head string, width, most int) column {
	return column{head: head, width: width, grow: 3, most: most, left: true, draw: func(a cell.Area, v *View, g *metrics.Group, _ int) {
		name := g.Name
		if name == "" {
			name = format.Missing
		}
		a.Text(0, middle(a), style.Text, v.fit(name, a.W()))
	}}
}

func drawReady(a cell.Area, v *View, g *metrics.Group, _ int) {
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

func drawWaiting(a cell.Area, v *View, g *metrics.Group, _ int) {
	vals := line(g, metrics.LineWaiting)
	if vals == nil {
		return
	}
	h := min(max(a.H()-1, 1), 3)
	y := middle(a) - (h-1)/2
	if h == 2 {
		y = middle(a) - 1
	}
	chart.Sparkline(a.Sub(cell.Rect{Y: max(y, 0), W: a.W(), H: h}), style.Spark, style.Accent, vals, max(largest(vals), fewWaiting), v.glyphs())
}
