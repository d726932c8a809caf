package panel

import (
	"math"
	"time"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Flow draws what came, what was lost and how many waited, over time.
var Flow = Panel{Draw: drawFlow, Reads: Reads{Keys: []metrics.Key{metrics.Waiting, metrics.Offered, metrics.Abandoned}, Lines: []metrics.Line{metrics.LineWaiting, metrics.LineOffered, metrics.LineAbandoned}, Time: true}}

// noneDrawn says why a group has no curve of k, which counts such things: as none says where there were none, else that they were before the curve
// begins, which does not reach as far back as long windows do.
func (v *View) noneDrawn(g *metrics.Group, k metrics.Key, thing, none string) string {
	if val := g.Value(k); g.History == nil || !(val.Head > 0) {
		return none
	}
	return "No " + thing + " since " + g.History.Start.In(v.Snap.AsOf.Location()).Format("2 Jan 15:04") + ", where the curve begins."
}

func drawFlow(a cell.Area, v *View) {
	t, context := v.total(), v.window()
	if t.History != nil && t.History.Step > 0 {
		context = v.words("per "+format.Limit(t.History.Step.Seconds()), context)
	}
	in := v.box(a, "Flow", context)
	if t.History == nil || largest(line(t, metrics.LineOffered)) == 0 && largest(line(t, metrics.LineWaiting)) == 0 {
		v.say(in, v.noneDrawn(t, metrics.Offered, "contact", "The curves begin with the first contact."))
		return
	}
	top, rest := in.Bounds().CutTop(1)
	lines := [...]struct {
		label string
		key   metrics.Key
		line  metrics.Line
		style cell.Style
	}{
		{"waiting", metrics.Waiting, metrics.LineWaiting, style.Series1},
		{"offered", metrics.Offered, metrics.LineOffered, style.Series3},
		{"lost", metrics.Abandoned, metrics.LineAbandoned, style.Series2},
	}
	var series []chart.Series
	var names []legendEntry
	limit := float64(fewWaiting)
	for _, l := range lines {
		vals := line(t, l.line)
		if !v.Shows(l.key) || !anyNumber(vals) {
			continue
		}
		if l.key != metrics.Waiting {
			vals = wholeSteps(t.History, vals, v.Snap.AsOf)
		}
		limit = max(limit, largest(vals))
		series = append(series, chart.Series{Name: l.label, Values: vals, Style: l.style})
		names = append(names, v.lineEntry(l.style, l.label, v.text(l.key, t.Value(l.key))))
	}
	drawLegend(in.Sub(top), 0, names, nil)
	v.lines(in.Sub(rest), chart.LineOptions{
		Start: t.History.Start, Step: t.History.Step, Zone: v.Snap.Rules.Zone,
		Max: niceCount(limit), Target: math.NaN(), Format: format.Count, Series: series,
	})
}

// wholeSteps are the counts of the steps that are over at an instant: that of a step which has only begun would look like a fall.
func wholeSteps(h *metrics.History, vals []float64, at time.Time) []float64 {
	if end := h.Start.Add(time.Duration(len(vals)) * h.Step); len(vals) > 1 && end.After(at) {
		return append(vals[:len(vals)-1:len(vals)-1], math.NaN())
	}
	return vals
}

// niceCount is the next round number at or above n: near enough to fill the field, and far enough that a scale seldom changes.
func niceCount(n float64) float64 {
	for step := 5.0; step < 1e15; step *= 10 {
		for _, m := range [...]float64{1, 2, 4, 6, 8, 12, 16} {
			if n <= step*m {
				return step * m
			}
		}
	}
	return n
}
