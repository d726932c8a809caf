package panel

import (
	"cmp"
	"math"
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// journeyTiles are what the way of the customers shows, in large type: those that matter most first.
var journeyTiles = [...]tile{
	{key: metrics.Requests, note: noteRequests},
	{key: metrics.Resolution, title: "Resolution", note: noteResolution},
	{key: metrics.ResolutionRate, title: "Resolved", note: noteResolved},
	{key: metrics.FirstContactResolution, title: "First contact", note: noteN(metrics.FirstContactResolution, "resolved")},
	{key: metrics.ReopenRate, title: "Reopened", note: noteN(metrics.ReopenRate, "resolved")},
	{key: metrics.Open, note: noteOpen},
}

// JourneyStrip draws the n numbers of the customers' way that matter most.
func JourneyStrip(n int) Panel { return firstOf(journeyTiles[:], n) }

func noteRequests(v *View, g *metrics.Group) string {
	return v.text(metrics.Offered, g.Value(metrics.Offered)) + " offered"
}

func noteOpen(v *View, g *metrics.Group) string {
	if !v.Shows(metrics.Waiting) {
		return ""
	}
	return v.text(metrics.Waiting, g.Value(metrics.Waiting)) + " waiting"
}

func noteResolution(_ *View, g *metrics.Group) string {
	if !g.Value(metrics.Resolution).Known() {
		return "nothing resolved"
	}
	return "mean, median " + format.Duration(part(g, metrics.Resolution, metrics.PartP50))
}

// noteResolved tells a share above 1 for what it is: no target well met, but requests of before that were resolved beside those that came.
func noteResolved(v *View, g *metrics.Group) string {
	val := g.Value(metrics.ResolutionRate)
	if !backlogWorkedOff(metrics.ResolutionRate, val) {
		return noteN(metrics.ResolutionRate, "requests")(v, g)
	}
	n := format.Count(float64(val.N))
	return v.text(metrics.Resolved, g.Value(metrics.Resolved)) + " to " + n + " requests, with older ones"
}

// Untold is for a feed that tells nothing of the customers' way.
var Untold = Panel{Draw: func(a cell.Area, v *View) {
	v.say(v.box(a, "Journey", v.window()), "This feed tells nothing of the customers' way: topics, stages, resolutions and promises show here.")
}}

// Travels says whether anything is known of the customers' way.
func (v *View) Travels() bool {
	t := v.total()
	return len(v.Snap.Stages)+len(v.Snap.Topics) > 0 || t.Value(metrics.Resolution).N > 0 || t.Value(metrics.Promises).Part(metrics.PartMade) > 0
}

// Stages draws the stages of the customers' way, and where it is stuck.
var Stages = Panel{Draw: drawStages}

func drawStages(a cell.Area, v *View) {
	context := v.window()
	if n := v.Snap.Journey.Switched; n > 0 {
		context = v.words(format.Grouped(n)+" came back on another channel", context)
	}
	in := v.box(a, "Stages", context)
	if len(v.Snap.Stages) == 0 {
		v.say(in, "The feed names no stages of the customers' way.")
		return
	}
	columns := v.columnsOf(nameColumn("Stage", 12, 30), metrics.Requests)
	columns = append(columns,
		column{head: "", width: 12, left: true, rank: 3, draw: drawBottleneck},
		partColumn(metrics.Resolution, metrics.PartP50, "Median", 2),
		partColumn(metrics.Resolution, metrics.PartP90, "p90", 7))
	for i, k := range [...]metrics.Key{metrics.FirstReply, metrics.CSAT, metrics.NPS, metrics.ResolutionRate, metrics.EscalationRate, metrics.ReopenRate, metrics.CES, metrics.Open} {
		columns = append(columns, v.column(k, 4+i))
	}
	columns = inLargeType(columns, metrics.Requests, metrics.CSAT, metrics.NPS)
	rows := all(v.Snap.Stages)
	v.more(a, len(rows)-(in.H()-1))
	v.rows(in, columns, rows)
}

func drawBottleneck(a cell.Area, v *View, g *metrics.Group) {
	if g.Name == v.Snap.Journey.Bottleneck && g.Name != "" {
		mark, st := v.sign(metrics.LevelWarn)
		x := a.Text(0, middle(a), st, mark) + 1
		a.Text(x, middle(a), st, v.fit("bottleneck", a.W()-x))
	}
}

// Topics draws what contacts are about, the most frequent first, each with its trend and where it hurts.
var Topics = Panel{Draw: drawTopics}

func drawTopics(a cell.Area, v *View) {
	in := v.box(a, "Topics", v.words(format.Count(float64(len(v.Snap.Topics))), v.window()))
	rows := all(v.Snap.Topics)
	if len(rows) == 0 {
		v.say(in, "The feed names no topics.")
		return
	}
	slices.SortStableFunc(rows, func(a, b *metrics.Group) int {
		return cmp.Compare(known(b, metrics.Requests), known(a, metrics.Requests))
	})
	most := known(rows[0], metrics.Requests)
	columns := []column{nameColumn("Topic", 12, 30), v.column(metrics.Requests, 1)}
	if len(v.total().Before) > 0 && !v.firstDay() { // else there is nothing to compare with
		columns = append(columns, column{head: "Trend", width: 6, rank: 2, draw: func(a cell.Area, v *View, g *metrics.Group) {
			a.TextRight(a.W(), middle(a), style.Dim, v.fit(v.trend(g, metrics.Requests), a.W()))
		}})
	}
	columns = append(columns, column{head: "Share", width: 8, grow: 3, most: 80, rank: 5, left: true, draw: func(a cell.Area, v *View, g *metrics.Group) {
		gauge(a.Sub(cell.Rect{Y: middle(a), W: a.W(), H: 1}), style.Bar, known(g, metrics.Requests)/max(most, 1))
	}})
	for i, k := range [...]metrics.Key{metrics.EscalationRate, metrics.CSAT, metrics.FirstContactResolution, metrics.Complaints, metrics.Resolution, metrics.NPS} {
		columns = append(columns, v.column(k, 3+i))
	}
	v.more(a, len(rows)-(in.H()-1))
	v.rows(in, inLargeType(columns, metrics.Requests, metrics.CSAT, metrics.NPS), rows)
}

// known is the headline number of k, 0 where it is not known.
func known(g *metrics.Group, k metrics.Key) float64 {
	if val := g.Value(k); val.Known() && !math.IsInf(val.Head, 0) {
		return val.Head
	}
	return 0
}

// PromisesNeed is how many rows the promises need inside of their box.
const PromisesNeed = 8

// Promises draws what became of the promises made to customers.
var Promises = Panel{Draw: drawPromises}

func drawPromises(a cell.Area, v *View) {
	val := v.total().Value(metrics.Promises)
	in := v.box(a, "Promises", v.window())
	if made := val.Part(metrics.PartMade) + val.Part(metrics.PartOpen); !(made > 0) && !(val.Part(metrics.PartBroken) > 0) {
		v.say(in, "No promise was made yet.")
		return
	}
	bar := func(label string, n float64, st cell.Style) chart.Bar {
		return chart.Bar{Label: label, Value: n, Count: format.Count(n), Style: st}
	}
	bars := []chart.Bar{
		bar("made", val.Part(metrics.PartMade), style.Bar),
		bar("kept", val.Part(metrics.PartKept), style.Good),
		bar("broken", val.Part(metrics.PartBroken), style.Bad),
		bar("open", val.Part(metrics.PartOpen), style.Neutral),
		bar("due in 1h", float64(v.Snap.Journey.DueSoon), style.Neutral),
		bar("overdue", val.Part(metrics.PartOverdue), style.Bad),
	}
	chart.Bars(in, bars, 0, v.Sheet)
	if y := len(bars) + 1; y < in.H() {
		mark, st := v.mark(v.total(), metrics.Promises)
		label, share := "kept of those decided", v.text(metrics.Promises, val)
		if cell.Width(label)+1+cell.Width(share)+1+cell.Width(mark) > in.W() {
			label = "kept"
		}
		x := in.Text(0, y, style.Dim, label) + 1
		x = in.Text(x, y, styleOf(metrics.Promises, val), share) + 1
		in.Text(x, y, st, mark)
	}
}
