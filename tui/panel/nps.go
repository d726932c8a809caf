package panel

import (
	"math"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/digits"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// npsColumns are what is shown of a channel's score.
var npsColumns = [...]column{
	nameColumn("Channel", 8, 16),
	{head: "NPS", width: 9, draw: drawScoreMargin},
	{head: "n", width: 5, rank: 2, draw: drawAnswers},
	{head: "Answers", width: 10, grow: 2, most: 30, rank: 3, left: true, draw: drawGroups},
	{head: "Over time", width: 10, grow: 3, rank: 1, left: true, draw: drawScoreLine},
}

// NPS draws the net promoter score of the whole, with its margin, its parts and its course, and that of each channel.
func NPS(a cell.Area, v *View) {
	t := v.total()
	val := t.Value(metrics.NPS)
	context := v.window()
	if val.N > 0 {
		context = v.words("n "+format.Count(float64(val.N)), context)
	}
	in := v.box(a, "NPS", context)
	if val.N == 0 && !anyNumber(line(t, metrics.LineNPS)) {
		v.say(in, "No survey came back in this window yet.")
		return
	}
	rows := v.scored()
	head := 2
	if in.H() >= 6+len(rows) {
		head = 4
	}
	top, rest := in.Bounds().CutTop(min(head, in.H()))
	v.npsHead(in.Sub(top), t)
	if rest.H < 2 || len(rows) == 0 {
		return
	}
	if rest.H > len(rows)+2 {
		_, rest = rest.CutTop(1)
	}
	pitch := 1
	if rest.H > 3*len(rows) {
		pitch = 2
	}
	w := *v
	w.Scroll = 0
	w.table(in.Sub(rest), npsColumns[:], rows, pitch)
}

// npsLine draws the score in one line.
func (v *View) npsLine(a cell.Area) {
	val := v.total().Value(metrics.NPS)
	x := a.Text(0, 0, style.Text, "NPS") + 1
	x = a.Text(x, 0, look(metrics.NPS, val), npsText(val)) + 1
	if mark, st := v.sign(val.Level); mark != "" && !hidden(metrics.NPS, val) {
		x = a.Text(x, 0, st, mark) + 1
	}
	x = a.Text(x, 0, style.Dim, "n "+format.Count(float64(val.N))) + 2
	v.groupsBar(a.Sub(cell.Rect{X: x, W: min(a.W()-x, 20), H: 1}), val, slim)
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
	if !val.Known() || hidden(metrics.NPS, val) {
		return format.Missing
	}
	return format.NPS(val.Head, val.Part(metrics.PartMargin))
}

// npsHead draws the whole: the score in large type where there is room, its course beside it, its parts below.
func (v *View) npsHead(a cell.Area, t *metrics.Group) {
	val := t.Value(metrics.NPS)
	score, st := v.text(metrics.NPS, val), look(metrics.NPS, val)
	up, low := a.Bounds().CutBottom(1)
	x := 0
	if h := digits.Fit(score, a.W()/3, up.H); h > 1 {
		x = digits.Draw(a, 0, 0, st, score, h, v.glyphs()) + 1
		if m := val.Part(metrics.PartMargin); !math.IsNaN(m) && !hidden(metrics.NPS, val) {
			a.Text(x, h-1, style.Dim, "±"+format.Number(m, 0))
		}
		mark, ms := v.sign(val.Level)
		if hidden(metrics.NPS, val) {
			mark = ""
		}
		a.Text(x, 0, ms, mark)
		if tt := v.targetText(metrics.NPS, "", ""); tt != "" {
			a.Text(x+cell.Width(mark)+min(cell.Width(mark), 1), 0, style.Dim, tt)
		}
		a.Text(x, 1, style.Dim, v.trend(t, metrics.NPS))
		x += 7
	} else {
		x = a.Text(0, 0, st, npsText(val)) + 1
		if mark, ms := v.sign(val.Level); mark != "" && !hidden(metrics.NPS, val) {
			x = a.Text(x, 0, ms, mark) + 1
		}
		if tt := v.targetText(metrics.NPS, "", ""); tt != "" {
			x = a.Text(x, 0, style.Dim, tt) + 1
		}
		x++
	}
	v.scoreLine(a.Sub(cell.Rect{X: x, W: a.W() - x, H: up.H}), t)
	v.npsParts(a.Sub(low), val)
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
	v.groupsBar(a.Sub(cell.Rect{X: x, W: end - x, H: 1}), val, wide)
}

// The strokes of promoters, passives and detractors: told apart even without colour, as a slim line or as a bar.
var (
	slim = [...]rune{'━', '─', '╍'}
	wide = [...]rune{'█', '▒', '░'}
)

// groupsBar draws promoters, passives and detractors in proportion.
func (v *View) groupsBar(a cell.Area, val metrics.Value, strokes [3]rune) {
	p, q, d := val.Part(metrics.PartPromoters), val.Part(metrics.PartPassives), val.Part(metrics.PartDetractors)
	n := p + q + d
	if !(n > 0) || a.W() <= 0 {
		return
	}
	w := float64(a.W())
	first := int(math.Round(w * p / n))
	second := int(math.Round(w * (p + q) / n))
	a.Fill(cell.Rect{W: first, H: 1}, style.Good, strokes[0])
	a.Fill(cell.Rect{X: first, W: second - first, H: 1}, style.Neutral, strokes[1])
	a.Fill(cell.Rect{X: second, W: a.W() - second, H: 1}, style.Bad, strokes[2])
}

// scoreLine draws the course of a score. The lowest score there is is its baseline, so that its height can be compared.
func (v *View) scoreLine(a cell.Area, g *metrics.Group) {
	vals := line(g, metrics.LineNPS)
	if vals == nil || a.W() < 3 || a.H() < 1 {
		return
	}
	const lowest, highest = -100, 100
	up := make([]float64, len(vals))
	for i, x := range vals {
		up[i] = min(max(x, lowest), highest) - lowest
	}
	chart.Sparkline(a, style.Spark, style.Accent, up, highest-lowest, v.glyphs())
}

func drawScoreMargin(a cell.Area, v *View, g *metrics.Group, _ int) {
	val := g.Value(metrics.NPS)
	a.TextRight(a.W(), middle(a), look(metrics.NPS, val), v.fit(npsText(val), a.W()))
}

func drawAnswers(a cell.Area, v *View, g *metrics.Group, _ int) {
	a.TextRight(a.W(), middle(a), style.Dim, format.Count(float64(g.Value(metrics.NPS).N)))
}

func drawGroups(a cell.Area, v *View, g *metrics.Group, _ int) {
	v.groupsBar(a.Sub(cell.Rect{Y: middle(a), W: a.W(), H: 1}), g.Value(metrics.NPS), slim)
}

func drawScoreLine(a cell.Area, v *View, g *metrics.Group, _ int) {
	v.scoreLine(a.Sub(cell.Rect{Y: middle(a), W: a.W(), H: 1}), g)
}
