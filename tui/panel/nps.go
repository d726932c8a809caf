package panel

import (
	"math"
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// npsColumns are what is shown of a channel's score, its course in a range shared by all.
func (v *View) npsColumns(scale [2]float64) []column {
	return []column{
		nameColumn("Channel", 8, 16),
		{head: "NPS", width: 7 + v.signWidth(), sign: true, draw: drawScoreMargin},
		{head: "n", width: 5, rank: 2, draw: drawAnswers},
		{head: "Answers", width: 9, grow: 2, rank: 3, left: true, draw: drawGroups},
		{head: "Over time", width: 10, grow: 2, rank: 1, left: true, draw: func(a cell.Area, v *View, g *metrics.Group) {
			chart.Course(a, style.Spark, style.Accent, scoreLine(g), scale[0], scale[1], v.Sheet)
		}},
	}
}

// NPS draws the net promoter score of the whole, with its margin, its parts and its course, and that of each channel.
var NPS = Panel{Draw: drawNPS, Reads: Reads{Keys: []metrics.Key{metrics.NPS}, Lines: []metrics.Line{metrics.LineNPS},
	Lists: ReadChannels, Each: []metrics.Key{metrics.NPS}, EachLines: []metrics.Line{metrics.LineNPS}}}

func drawNPS(a cell.Area, v *View) {
	t := v.total()
	val := t.Value(metrics.NPS)
	context := v.window()
	if val.N > 0 {
		context = v.words("n "+format.Count(float64(val.N)), context)
	}
	in := v.box(a, "NPS", context)
	if val.N == 0 && !anyNumber(line(t, metrics.LineNPS)) {
		v.say(in, "No NPS answer in this window yet.")
		return
	}
	rows := v.scored()
	var lines [][]float64
	for _, g := range append(rows[:len(rows):len(rows)], t) {
		lines = append(lines, scoreLine(g))
	}
	scale := scoreRange(lines...)
	head, curve := npsPlan(in.H(), len(rows))
	if !anyNumber(scoreLine(t)) {
		head, curve = min(2, in.H()), 0
	}
	top, rest := in.Bounds().CutTop(head)
	v.npsHead(in.Sub(top), t, scale, curve == 0)
	if curve > 0 {
		var at cell.Rect
		at, rest = rest.CutTop(curve)
		v.npsChart(in.Sub(at), t)
		_, rest = rest.CutTop(1)
	}
	if rest.H < 2 || len(rows) == 0 {
		return
	}
	v.more(a, len(rows)-(rest.H-1))
	pitch := max(min((rest.H-1)/len(rows), 2), 1)
	v.table(in.Sub(rest), table{columns: v.npsColumns(scale), rows: rows, pitch: pitch, cursor: -1})
}

// npsPlan says how many rows the score with its parts gets, and how many a curve with a scale of its own, of h rows with n channels
// below.
func npsPlan(h, n int) (head, curve int) {
	const least, course = 7, 5 // rows of a curve that can be read, and at most of a course beside the score
	for _, pitch := range [...]int{2, 1} {
		if spare := h - 2 - 2 - pitch*n; spare >= least {
			return 2, spare
		}
	}
	return min(2+max(min(h-2-1-n, course), 0), h), 0
}

// scoreRange is a range that holds all of some courses, and zero, so that their heights can be compared. It is round, and wide enough that it
// seldom changes.
func scoreRange(lines ...[]float64) [2]float64 {
	const step = 25
	low, high := 0.0, 2.0*step
	for _, vals := range lines {
		for _, x := range vals {
			if x >= -100 && x <= 100 {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	return [2]float64{step * math.Floor(low/step), step * math.Ceil(high/step)}
}

// scoreLine is the course of a group's score.
func scoreLine(g *metrics.Group) []float64 {
	return steady(line(g, metrics.LineNPS), g.Value(metrics.NPS).N)
}

// steady is a course without its beginning, as long as it stood on about as few of its n answers as make that no score is shown: the first
// ones swing it from end to end.
func steady(vals []float64, n int64) []float64 {
	vals = slices.Clone(vals)
	for i := range vals {
		if float64(max(n, 0))*float64(i+1)/float64(len(vals)) < format.MinScoreN {
			vals[i] = math.NaN()
		}
	}
	return vals
}

// npsChart draws the course of the whole score with its scale and target.
func (v *View) npsChart(a cell.Area, t *metrics.Group) {
	if t.History == nil {
		return
	}
	vals, target := scoreLine(t), v.targetOf(t, metrics.NPS)
	scale := scoreRange(vals, []float64{target})
	v.lines(a, chart.LineOptions{
		Start: t.History.Start, Step: t.History.Step, Zone: v.Snap.Rules.Zone, Min: scale[0], Max: scale[1], Target: target, Format: format.Signed,
		Series: []chart.Series{{Name: "NPS", Values: vals, Style: style.Series1}},
	})
}

// npsLine draws the score in one line.
func (v *View) npsLine(a cell.Area) {
	val := v.total().Value(metrics.NPS)
	x := a.Text(0, 0, style.Text, "NPS") + 1
	x = a.Text(x, 0, styleOf(metrics.NPS, val), npsText(val)) + 1
	if mark, st := v.mark(v.total(), metrics.NPS); mark != "" {
		x = a.Text(x, 0, st, mark) + 1
	}
	x = a.Text(x, 0, style.Dim, "n "+format.Count(float64(val.N))) + 2
	v.groupsBar(a.Sub(cell.Rect{X: x, W: min(a.W()-x, 20), H: 1}), val)
}

// scored returns the channels from which answers came.
func (v *View) scored() []*metrics.Group {
	var out []*metrics.Group
	for i := range v.Snap.Channels {
		g := &v.Snap.Channels[i]
		if g.Value(metrics.NPS).N > 0 || anyNumber(line(g, metrics.LineNPS)) {
			out = append(out, g)
		}
	}
	return out
}

// npsText writes a score with its margin, or that it stands on too few answers.
func npsText(val metrics.Value) string {
	if !val.Known() || format.TooFew(metrics.NPS, val) {
		return format.Missing
	}
	return format.NPS(val.Head, val.Part(metrics.PartMargin))
}

// npsHead draws the whole: the score and how it stands, its course beside it if wanted, and its parts in the last line.
func (v *View) npsHead(a cell.Area, t *metrics.Group, scale [2]float64, course bool) {
	val := t.Value(metrics.NPS)
	up, low := a.Bounds().CutBottom(1)
	v.npsParts(a.Sub(low), val)
	if up.H == 0 {
		return
	}
	x := a.Text(0, 0, styleOf(metrics.NPS, val), npsText(val)) + 1
	if end := v.standing(a.Sub(cell.Rect{X: x, W: a.W() - x, H: 1}), 0, t, metrics.NPS, v.bound(t, metrics.NPS)); end > 0 {
		x += end + 1
	}
	if up.H >= 5 && course {
		_, below := up.CutTop(1)
		v.npsChart(a.Sub(below), t)
		return
	}
	if x++; course && a.W()-x > 12 {
		v.npsCourse(a.Sub(cell.Rect{X: x, W: a.W() - x, H: up.H}), t, scale)
	}
}

// npsCourse draws the course of the whole score as a line, with its range at the right where that can be told.
func (v *View) npsCourse(a cell.Area, t *metrics.Group, scale [2]float64) {
	all := a.Bounds()
	if a.H() > 1 {
		high, low := format.Signed(scale[1]), format.Signed(scale[0])
		a.TextRight(a.W(), 0, style.Dim, high)
		a.TextRight(a.W(), a.H()-1, style.Dim, low)
		all, _ = all.CutRight(max(cell.Width(high), cell.Width(low)) + 1)
	}
	chart.Course(a.Sub(all), style.Spark, style.Accent, scoreLine(t), scale[0], scale[1], v.Sheet)
}

// npsParts draws the three groups as one bar between their counts.
func (v *View) npsParts(a cell.Area, val metrics.Value) {
	p, q, d := val.Part(metrics.PartPromoters), val.Part(metrics.PartPassives), val.Part(metrics.PartDetractors)
	left := "promoters " + format.Count(p)
	right := "passives " + format.Count(q) + "  detractors " + format.Count(d)
	if cell.Width(left)+cell.Width(right)+12 > a.W() {
		left, right = "9-10: "+format.Count(p), "7-8: "+format.Count(q)+"  0-6: "+format.Count(d)
	}
	x := a.Text(0, 0, style.Dim, v.fit(left, a.W())) + 1
	end := a.W() - cell.Width(right) - 1
	if end-x < 6 {
		return
	}
	a.Text(end+1, 0, style.Dim, right)
	v.groupsBar(a.Sub(cell.Rect{X: x, W: end - x, H: 1}), val)
}

// slim are the strokes of promoters, passives and detractors: told apart even without colour.
var slim = [...]rune{'━', '─', '╍'}

// groupsBar draws promoters, passives and detractors in proportion.
func (v *View) groupsBar(a cell.Area, val metrics.Value) {
	p, q, d := val.Part(metrics.PartPromoters), val.Part(metrics.PartPassives), val.Part(metrics.PartDetractors)
	n := p + q + d
	if !(n > 0) || a.W() <= 0 {
		return
	}
	w := float64(a.W())
	first := int(math.Round(w * p / n))
	second := int(math.Round(w * (p + q) / n))
	a.Fill(cell.Rect{W: first, H: 1}, style.Good, slim[0])
	a.Fill(cell.Rect{X: first, W: second - first, H: 1}, style.Neutral, slim[1])
	a.Fill(cell.Rect{X: second, W: a.W() - second, H: 1}, style.Bad, slim[2])
}

func drawScoreMargin(a cell.Area, v *View, g *metrics.Group) {
	val := g.Value(metrics.NPS)
	end := a.W() - v.signWidth()
	a.TextRight(end, middle(a), styleOf(metrics.NPS, val), v.fit(npsText(val), end))
	v.signAt(a, end, middle(a), g, metrics.NPS)
}

func drawAnswers(a cell.Area, v *View, g *metrics.Group) {
	a.TextRight(a.W(), middle(a), style.Dim, format.Count(float64(g.Value(metrics.NPS).N)))
}

func drawGroups(a cell.Area, v *View, g *metrics.Group) {
	v.groupsBar(a.Sub(cell.Rect{Y: middle(a), W: a.W(), H: 1}), g.Value(metrics.NPS))
}
