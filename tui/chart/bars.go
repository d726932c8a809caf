package chart

import (
	"math"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Bar is one row of a bar chart.
type Bar struct {
	Label string
	Value float64 // how long it is; below zero counts as zero, and NaN has no bar
	Count string  // what is written at its end
	Style cell.Style
}

// Bars draws horizontal bars, one a row, as many as there are rows: the labels at the left, the counts at the right, and between them
// the bars, over the whole width at limit, or at the largest of them if limit is not above 0. A value above zero never vanishes.
func Bars(a cell.Area, bars []Bar, limit float64, s *style.Sheet) {
	bars = bars[:min(len(bars), a.H())]
	var labels, counts int
	vals := make([]float64, 0, len(bars))
	for _, b := range bars {
		labels, counts, vals = max(labels, cell.Width(b.Label)), max(counts, cell.Width(b.Count)), append(vals, b.Value)
	}
	counts = min(counts, a.W())
	if labels = min(labels, a.W()-counts-1, max(a.W()*2/5, 4)); labels < 0 {
		labels = 0
	}
	if !finite(limit) || limit <= 0 {
		limit = greatest(vals)
	}
	field := cell.Rect{X: labels, W: a.W() - labels - counts, H: 1}
	if labels > 0 {
		_, field = field.CutLeft(1)
	}
	if counts > 0 {
		field, _ = field.CutRight(1)
	}
	for y, b := range bars {
		a.Text(0, y, style.Text, s.Fit(b.Label, labels))
		a.TextRight(a.W(), y, style.Dim, s.Fit(b.Count, counts))
		field.Y = y
		if !math.IsNaN(b.Value) {
			bar(a.Sub(field), b.Style, share(b.Value, 0, limit), s.Glyphs)
		}
	}
}

// bar fills a share of the first row of an area, to a part of a column where the characters allow it.
func bar(a cell.Area, st cell.Style, share float64, g *style.Glyphs) {
	parts := len(g.Bar)
	n := int(math.Round(share * float64(a.W()*parts)))
	if n == 0 && share > 0 {
		n = 1
	}
	for x := range n / parts {
		a.Text(x, 0, st, g.Bar[parts-1])
	}
	if n%parts > 0 {
		a.Text(n/parts, 0, st, g.Bar[n%parts-1])
	}
}
