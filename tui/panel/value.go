package panel

import (
	"math"
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Samples of surveys below which a score says little (hidden) or not much (dimmed).
const (
	minScoreN   = 10
	smallScoreN = 30
)

// text writes the headline number of a value.
func (v *View) text(k metrics.Key, val metrics.Value) string {
	if !val.Known() || hidden(k, val) {
		return format.Missing
	}
	return v.number(k, val.Head)
}

// brief is text in as few characters as can be.
func (v *View) brief(k metrics.Key, val metrics.Value) string {
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		if val.Known() {
			return format.Brief(val.Head)
		}
	}
	return v.text(k, val)
}

// number writes x as a value of k is written, be it the value or its target.
func (v *View) number(k metrics.Key, x float64) string {
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return format.Duration(x)
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		return format.Percent(x, v.Decimals)
	case metrics.NetScore:
		return format.Signed(x)
	case metrics.Rating5, metrics.Rating7:
		return format.Number(x, 1)
	}
	return format.Count(x)
}

// hidden says whether a score stands on too few answers to be shown.
func hidden(k metrics.Key, val metrics.Value) bool {
	return k.Info().Shape == metrics.NetScore && val.N < minScoreN
}

// weak says whether a score stands on so few answers that it is dimmed.
func weak(k metrics.Key, val metrics.Value) bool {
	return k.Info().Shape == metrics.NetScore && val.N < smallScoreN
}

// look is the style in which a value is written: plain unless it deviates.
func look(k metrics.Key, val metrics.Value) cell.Style {
	switch {
	case !val.Known() || hidden(k, val) || weak(k, val):
		return style.Dim
	case val.Level == metrics.LevelWarn:
		return style.Warn
	case val.Level == metrics.LevelCritical:
		return style.Critical
	}
	return style.Bold
}

// sign is the mark that goes with a level, so that colour never speaks alone. What has no target has no sign.
func (v *View) sign(l metrics.Level) (string, cell.Style) {
	g := v.glyphs()
	switch l {
	case metrics.LevelOK:
		return g.OK, style.OK
	case metrics.LevelWarn:
		return g.Warn, style.Warn
	case metrics.LevelCritical:
		return g.Critical, style.Critical
	}
	return "", style.Dim
}

// trend writes how a value changed on the window before: ▲3, ▼0:11, ±0; "" where that is not known.
func (v *View) trend(group *metrics.Group, k metrics.Key) string {
	d, known := group.Change(k)
	if !known || hidden(k, group.Value(k)) || hidden(k, group.Before[k]) {
		return ""
	}
	s := ""
	switch k.Info().Shape {
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		s = format.Number(100*math.Abs(d), v.Decimals)
	case metrics.NetScore:
		s = format.Count(math.Abs(d))
	default:
		s = v.number(k, math.Abs(d))
	}
	g := v.glyphs()
	switch {
	case s == v.zero(k) && g.ASCII:
		return g.Same + s
	case s == v.zero(k):
		return "±" + s
	case d > 0:
		return g.Up + s
	}
	return g.Down + s
}

// zero is how no change is written.
func (v *View) zero(k metrics.Key) string {
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return format.Duration(0)
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		return format.Number(0, v.Decimals)
	case metrics.Rating5, metrics.Rating7:
		return format.Number(0, 1)
	}
	return "0"
}

// targetOf is the target of k for a group, NaN where there is none.
func (v *View) targetOf(g *metrics.Group, k metrics.Key) float64 {
	queue, channel := g.Name, ""
	for i := range v.Snap.Channels {
		if g == &v.Snap.Channels[i] {
			queue, channel = "", g.Name
		}
	}
	t, ok := v.Snap.Rules.TargetFor(k, queue, channel)
	if !ok {
		return math.NaN()
	}
	return t.Target
}

// targetText writes the target of k for a group; "" where there is none.
func (v *View) targetText(g *metrics.Group, k metrics.Key) string {
	if t := v.targetOf(g, k); !math.IsNaN(t) {
		return v.number(k, t)
	}
	return ""
}

// mark is the sign of a group's value. A value that misses its target, but not by so much that it is a warning, has none.
func (v *View) mark(g *metrics.Group, k metrics.Key) (string, cell.Style) {
	val := g.Value(k)
	if !val.Known() || hidden(k, val) {
		return "", style.Dim
	}
	if t := v.targetOf(g, k); val.Level == metrics.LevelOK && (val.Head-t)*float64(k.Info().Better) < 0 {
		return "", style.Dim
	}
	return v.sign(val.Level)
}

// part is a part of the group's value; unknown where it has none.
func part(g *metrics.Group, k metrics.Key, i int) float64 { return g.Value(k).Part(i) }

// largest is the largest finite number of vals, 0 if there is none above it.
func largest(vals []float64) float64 {
	top := 0.0
	for _, x := range vals {
		if x > top && !math.IsInf(x, 1) {
			top = x
		}
	}
	return top
}

// stretch repeats values where they are fewer than w columns, so that the curve begins where the columns do.
func stretch(vals []float64, w int) []float64 {
	if len(vals) == 0 || len(vals) >= w {
		return vals
	}
	out := make([]float64, w)
	for i := range out {
		out[i] = vals[i*len(vals)/w]
	}
	return out
}

// line is one curve of a group's history; nil where it has none.
func line(g *metrics.Group, l metrics.Line) []float64 {
	if g.History == nil {
		return nil
	}
	return g.History.Lines[l]
}

// anyNumber says whether there is one number in vals.
func anyNumber(vals []float64) bool {
	return slices.ContainsFunc(vals, func(x float64) bool { return !math.IsNaN(x) })
}
