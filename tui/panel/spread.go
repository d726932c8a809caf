package panel

import (
	"math"
	"slices"
	"strings"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// ReplySpread draws within what time how many replies came.
var ReplySpread = Panel{Draw: func(a cell.Area, v *View) {
	var keys []metrics.Key
	for _, s := range v.speeds() {
		keys = append(keys, s.key)
	}
	v.spreads(a, keys)
}}

// WaitSpread draws within what time how many were answered, and got their first reply.
var WaitSpread = Panel{Draw: func(a cell.Area, v *View) { v.spreads(a, []metrics.Key{metrics.Wait, metrics.FirstReply}) }}

// SpreadNeed is how many rows distributions need in their finest steps.
const SpreadNeed = 2 + 1 + metrics.SpreadSteps + 1

// spreads draws distributions side by side, or one below the other where they would be too narrow.
func (v *View) spreads(a cell.Area, keys []metrics.Key) {
	in := v.box(a, "Within what time", v.window())
	for i, r := range in.Bounds().Columns(len(keys), 3) {
		if in.W() < 44 {
			r = in.Bounds().Rows(len(keys), 1)[i]
		}
		v.spread(in.Sub(r), keys[i])
	}
}

// spread draws the distribution of a duration as bars below its name: how many cases took how long, and where the target lies;
// where the cases were not kept apart, within what time which share of them came.
func (v *View) spread(a cell.Area, k metrics.Key) {
	g := v.total()
	val := g.Value(k)
	top, rest := a.Bounds().CutTop(1)
	x := a.Sub(top).Text(0, 0, style.Text, v.fit(k.Info().Title, a.W()))
	if n := "n " + format.Count(float64(val.N)); x+2+cell.Width(n) <= a.W() {
		a.Sub(top).Text(x+2, 0, style.Dim, n)
	}
	switch s := g.Spread(k); {
	case val.N == 0 || math.IsNaN(val.Part(metrics.PartP50)):
		v.say(a.Sub(rest), "No case yet.")
	case s != nil && rest.H >= 4:
		v.histogram(a.Sub(rest), s, v.promised(k))
	default:
		v.quantiles(a.Sub(rest), val)
	}
}

// promised is within what time the cases of a duration should be: the target of its mean, or of waits the threshold of the service level.
func (v *View) promised(k metrics.Key) float64 {
	if k == metrics.Wait {
		return part(v.total(), metrics.ServiceLevel, metrics.PartThreshold)
	}
	return v.targetOf(v.total(), k)
}

// quantiles draws within what time which share of the cases came.
func (v *View) quantiles(a cell.Area, val metrics.Value) {
	var bars []chart.Bar
	for _, p := range [...]struct {
		label string
		part  int
	}{{"half", metrics.PartP50}, {"90%", metrics.PartP90}, {"95%", metrics.PartP95}, {"all", metrics.PartMax}} {
		bars = append(bars, chart.Bar{Label: p.label, Value: val.Part(p.part), Count: format.Duration(val.Part(p.part)), Style: style.Bar})
	}
	chart.Bars(a, bars, 0, v.Sheet)
}

// bin is one bar of a histogram: the cases of some steps of a Spread.
type bin struct {
	end float64 // the longest time that counts in it, in seconds
	n   int64
}

// binEnds are where bins may end, the finest first: about as much wider as they stand for longer.
var binEnds = [...][]float64{
	nil, // every step
	{1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 86400},
	{3, 10, 30, 60, 180, 600, 1800, 2 * 3600, 8 * 3600},
	{5, 20, 60, 180, 600, 3600, 8 * 3600},
	{10, 60, 600, 3600, 8 * 3600},
	{60, 3600},
	{60},
}

// binsOf puts the steps of a spread together, so that at most rows bins hold all cases, and one of them ends at the target.
func binsOf(s *metrics.Spread, rows int, target float64) []bin {
	var bins []bin
	for _, ends := range binEnds {
		bins = bins[:0]
		var n int64
		for i, more := range s {
			n += more
			end := metrics.StepEnd(i)
			if ends == nil || end == target || math.IsInf(end, 1) || slices.Contains(ends, end) {
				bins = append(bins, bin{end, n})
				n = 0
			}
		}
		for len(bins) > 1 && bins[len(bins)-1].n == 0 && !(bins[len(bins)-2].end < target) {
			bins = bins[:len(bins)-1]
		}
		for len(bins) > 1 && bins[0].n == 0 && !(bins[0].end >= target) {
			bins = bins[1:]
		}
		if len(bins) <= rows {
			break
		}
	}
	return bins[:min(len(bins), rows)]
}

// histogram draws the cases of a spread, and a rule below those that met the target, with their share.
func (v *View) histogram(a cell.Area, s *metrics.Spread, target float64) {
	rows := a.H()
	if !math.IsNaN(target) {
		rows--
	}
	bins := binsOf(s, rows, target)
	within, all, most, met := int64(0), int64(0), int64(0), 0
	exact := false
	for i, b := range bins {
		all, most = all+b.n, max(most, b.n)
		if b.end <= target {
			within, met = within+b.n, i+1
			exact = b.end == target
		}
	}
	bars := v.bars(bins, met)
	if math.IsNaN(target) {
		chart.Bars(a, bars, float64(most), v.Sheet)
		return
	}
	up, low := a.Bounds().CutTop(met)
	rule, low := low.CutTop(1)
	chart.Bars(a.Sub(up), bars[:met], float64(most), v.Sheet)
	chart.Bars(a.Sub(low), bars[met:], float64(most), v.Sheet)
	words := " target " + format.Limit(target)
	if exact && all > 0 {
		words = " " + format.Percent(float64(within)/float64(all), v.Decimals) + " within " + format.Limit(target)
	}
	words += " "
	a.Text(0, rule.Y, style.Target, strings.Repeat(v.glyphs().Dash, max(a.W(), 0)))
	if w := cell.Width(words); w+4 <= a.W() {
		a.TextRight(a.W()-2, rule.Y, style.Text, words)
	}
}

// bars are the bars of bins, of which the first met the target: labels and counts of one width each.
func (v *View) bars(bins []bin, met int) []chart.Bar {
	labels, counts := make([]string, len(bins)), make([]string, len(bins))
	label, count := 0, 0
	for i, b := range bins {
		labels[i], counts[i] = format.Limit(b.end), format.Count(float64(b.n))
		if math.IsInf(b.end, 1) {
			labels[i] = "more"
		}
		label, count = max(label, cell.Width(labels[i])), max(count, cell.Width(counts[i]))
	}
	out := make([]chart.Bar, len(bins))
	pad := func(s string, w int) string { return strings.Repeat(" ", w-cell.Width(s)) + s }
	for i, b := range bins {
		st := style.Bar
		if i >= met && met > 0 {
			st = style.Neutral
		}
		out[i] = chart.Bar{Label: pad(labels[i], label), Value: float64(b.n), Count: pad(counts[i], count), Style: st}
	}
	return out
}
