package panel

import (
	"math"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// speed is one reply time with its curves.
type speed struct {
	key         metrics.Key
	median, p90 metrics.Line
}

var speeds = [...]speed{
	{metrics.FirstReply, metrics.LineFirstReply, metrics.LineFirstReplyP90},
	{metrics.Reply, metrics.LineReply, metrics.LineReplyP90},
}

// Replies draws how fast customers are answered over time: first replies and, where the feed tells them, all others.
var Replies = Panel{Draw: drawReplies, Reads: Reads{Keys: []metrics.Key{metrics.FirstReply, metrics.Reply},
	Lines: []metrics.Line{metrics.LineFirstReply, metrics.LineFirstReplyP90, metrics.LineReply, metrics.LineReplyP90}}}

func drawReplies(a cell.Area, v *View) {
	shown := v.speeds()
	title := "Reply speed"
	if len(shown) == 1 {
		title = "First reply"
	}
	in := v.box(a, title, v.window())
	if in.H() < 4 {
		for i, s := range shown {
			v.speedLine(in.Sub(cell.Rect{Y: i, W: in.W(), H: 1}), v.total(), s)
		}
		return
	}
	if v.total().History == nil {
		v.say(in, "The curves begin with the first reply.")
		return
	}
	parts := in.Bounds().Columns(1, 0)
	switch {
	case len(shown) == 2 && in.W() >= 84:
		parts = in.Bounds().Columns(2, 3)
	case len(shown) == 2 && in.H() >= 14:
		parts = in.Bounds().Rows(2, 1)
	case len(shown) == 2:
		up, low := in.Bounds().CutBottom(1)
		v.speedLine(in.Sub(low), v.total(), shown[1])
		parts[0] = up
	}
	for i, r := range parts {
		name := ""
		if len(shown) > 1 {
			name = shown[i].key.Info().Title
		}
		v.speedChart(in.Sub(r), v.total(), shown[i], name)
	}
}

// Summary draws the reply speeds and the net promoter score in one line, where there is no room for panels.
var Summary = Panel{Draw: drawSummary, Reads: Reads{Keys: []metrics.Key{metrics.FirstReply, metrics.Reply, metrics.NPS}}}

func drawSummary(a cell.Area, v *View) {
	all := a.Bounds().Inset(1, 0)
	parts := all.Columns(1, 3)
	switch {
	case v.Seen.Replies && v.Seen.Surveys && all.W >= 100:
		parts = all.Columns(3, 3)
		v.speedLine(a.Sub(parts[1]), v.total(), speeds[1])
	case v.Seen.Surveys:
		parts = all.Columns(2, 3)
	case v.Seen.Replies:
		parts = all.Columns(2, 3)
		v.speedLine(a.Sub(parts[1]), v.total(), speeds[1])
	}
	v.speedLine(a.Sub(parts[0]), v.total(), speeds[0])
	if v.Seen.Surveys {
		v.npsLine(a.Sub(parts[len(parts)-1]))
	}
}

// speedLine names a reply time, its median, p90 and mean, and how the mean stands. Where there is no room for all, the mean stays, as it is
// what the sign and the target speak of.
func (v *View) speedLine(a cell.Area, g *metrics.Group, s speed) {
	type entry struct {
		label, value string
		style        cell.Style
	}
	val := g.Value(s.key)
	mark, st := v.mark(g, s.key)
	shown := []entry{
		{"median", format.Duration(val.Part(metrics.PartP50)), style.Bold},
		{"p90", format.Duration(val.Part(metrics.PartP90)), style.Bold},
		{"mean", format.Duration(val.Part(metrics.PartMean)), styleOf(s.key, val)},
	}
	title := s.key.Info().Title
	need := func() int {
		n := cell.Width(title) + min(cell.Width(mark), 1) + cell.Width(mark)
		for _, e := range shown {
			n += 2 + cell.Width(e.label) + 1 + cell.Width(e.value)
		}
		return n
	}
	for len(shown) > 1 && need() > a.W() {
		shown = shown[1:]
	}
	x := a.Text(0, 0, style.Text, v.fit(title, a.W()))
	if need() > a.W() {
		return
	}
	for _, e := range shown {
		x = a.Text(x+2, 0, style.Dim, e.label)
		x = a.Text(x+1, 0, e.style, e.value)
	}
	if mark != "" {
		x = a.Text(x+1, 0, st, mark)
	}
	if t := v.targetText(g, s.key); t != "" && x+2+cell.Width("target "+t) <= a.W() {
		a.Text(x+2, 0, style.Dim, "target "+t)
	}
}

// speedChart draws a reply time with its numbers above and its curves below.
func (v *View) speedChart(a cell.Area, g *metrics.Group, s speed, name string) {
	top, rest := a.Bounds().CutTop(1)
	v.speedLegend(a.Sub(top), g, s, name)
	target := v.targetOf(g, s.key)
	median, p90 := line(g, s.median), line(g, s.p90)
	if !anyNumber(median) && !anyNumber(p90) {
		v.say(a.Sub(rest), v.noneDrawn(g, s.key, "reply", "No reply in this window yet."))
		return
	}
	low, high := spanOf(target, median, p90)
	v.lines(a.Sub(rest), chart.LineOptions{
		Start: g.History.Start, Step: g.History.Step, Zone: v.Snap.Rules.Zone,
		Min: low, Max: high, Target: target, Seconds: true, Log: true, Format: format.Duration,
		Series: []chart.Series{{Name: "p90", Values: p90, Style: style.Series2}, {Name: "median", Values: median, Style: style.Series1}},
	})
}

// spanOf are the round times between which all that is drawn lies. Replies take seconds in a chat and hours by mail: only on
// a logarithmic scale both can be read.
func spanOf(target float64, lines ...[]float64) (low, high float64) {
	least, most := math.Inf(1), 1.0
	see := func(x float64) {
		if x > 0 && !math.IsInf(x, 1) {
			least, most = min(least, x), max(most, x)
		}
	}
	see(target)
	for _, l := range lines {
		for _, x := range l {
			see(x)
		}
	}
	low = 1
	for _, step := range [...]float64{10, 60, 600, 3600, 6 * 3600, 86400} {
		if step <= least {
			low = step
		}
	}
	return low, max(niceDuration(most), 10*low)
}

// speedLegend says which line is which, with the number of the whole window for each, and where there is room the target and n.
func (v *View) speedLegend(a cell.Area, g *metrics.Group, s speed, name string) {
	val := g.Value(s.key)
	x := 0
	if name != "" {
		x = a.Text(0, 0, style.Text, v.fit(name, a.W())) + 2
	}
	lines := []legendEntry{
		v.lineEntry(style.Series1, "median", format.Duration(val.Part(metrics.PartP50))),
		v.lineEntry(style.Series2, "p90", format.Duration(val.Part(metrics.PartP90))),
	}
	var more []legendEntry
	if t := v.targetText(g, s.key); t != "" {
		more = append(more, legendEntry{v.glyphs().Dash + v.glyphs().Dash, style.Target, "target", t})
	}
	drawLegend(a, x, lines, append(more, legendEntry{name: "n", value: format.Count(float64(val.N))}))
}

// niceDuration is the next round time at or above s, so that a scale seldom changes.
func niceDuration(s float64) float64 {
	steps := [...]float64{10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200, 86400}
	for _, step := range steps {
		if s <= step {
			return step
		}
	}
	return math.Ceil(s/86400) * 86400
}
