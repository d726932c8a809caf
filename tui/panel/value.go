package panel

import (
	"math"
	"slices"
	"strings"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// smallN is the number of cases below which a share or a rating is dimmed, because it says not much. Net promoter scores have
// numbers of their own: format.SmallScoreN, and format.MinScoreN below which they are not shown.
const smallN = 10

// text writes the headline number of a value.
func (v *View) text(k metrics.Key, val metrics.Value) string {
	if !val.Known() || format.TooFew(k, val) {
		return format.Missing
	}
	return v.number(k, val.Head)
}

// brief is text in as few characters as can be.
func (v *View) brief(k metrics.Key, val metrics.Value) string {
	if !val.Known() {
		return v.text(k, val)
	}
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return format.Brief(val.Head)
	case metrics.Plain:
		return format.BriefCount(val.Head)
	}
	return v.text(k, val)
}

// number writes x as a value of k is written, be it the value or its target.
func (v *View) number(k metrics.Key, x float64) string {
	return format.KPI(k.Info().Shape, x, v.Decimals)
}

// told is the value of k that is shown of a group. A longest wait is that of the part that gave the group its level: a mail that may wait for an hour
// does not stand beside the sign, and in the place, of a caller who may not.
func told(g *metrics.Group, k metrics.Key) metrics.Value {
	val := g.Value(k)
	if j := val.Judged; j != nil && k == metrics.LongestWait {
		val.Head = j.Head
	}
	return val
}

// weak says whether a value stands on so few cases that it is dimmed. What the floor can act on at once never is.
func weak(k metrics.Key, val metrics.Value) bool {
	switch k.Info().Shape {
	case metrics.NetScore:
		return val.N < format.SmallScoreN
	case metrics.Ratio, metrics.Share, metrics.Rating5, metrics.Rating7:
		return val.N > 0 && val.N < smallN && k.Info().Better != metrics.None && !slices.Contains(needs[:], k)
	}
	return false
}

// styleOf is the style in which a value is written: plain unless it deviates.
func styleOf(k metrics.Key, val metrics.Value) cell.Style {
	switch {
	case !val.Known() || format.TooFew(k, val) || weak(k, val):
		return style.Dim
	case val.Level == metrics.LevelWarn:
		return style.Warn
	case val.Level == metrics.LevelCritical:
		return style.Critical
	}
	return style.Bold
}

// large is a style in large type.
func large(st cell.Style) cell.Style {
	if st == style.Warn {
		return style.WarnBold
	}
	return st
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

// trend writes how a value changed on the window before: ▲3, ▼0:11, ±0; "" where that is not known, or nobody came in that window.
func (v *View) trend(group *metrics.Group, k metrics.Key) string {
	d, known := group.Change(k)
	if !known || format.TooFew(k, group.Value(k)) || format.TooFew(k, group.Before[k]) || v.firstDay() {
		return ""
	}
	shape := k.Info().Shape
	s := strings.TrimPrefix(format.KPIChange(shape, math.Abs(d), v.Decimals), "+")
	g := v.glyphs()
	switch same := s == format.KPIChange(shape, 0, v.Decimals); {
	case same && g.ASCII:
		return g.Same + s
	case same:
		return "±" + s
	case d > 0:
		return g.Up + s
	}
	return g.Down + s
}

// firstDay says whether there was nothing yet in the window before: then everything grew from nothing, which is no news.
func (v *View) firstDay() bool {
	before := v.total().Before
	return int(metrics.Offered) < len(before) && before[metrics.Offered].Head == 0
}

// targetOf is the target of k for a group, NaN where there is none: the strictest, where channels have targets of their own.
func (v *View) targetOf(g *metrics.Group, k metrics.Key) float64 {
	t, _ := v.targetsOf(g, k)
	return t
}

// targetsOf are the strictest and the loosest target of k for a group over all channels.
func (v *View) targetsOf(g *metrics.Group, k metrics.Key) (strictest, loosest float64) {
	if j := g.Value(k).Judged; j != nil && k == metrics.LongestWait {
		return j.Target.Target, j.Target.Target // that of the channel whose wait is told
	}
	for i := range v.Snap.Channels {
		if g == &v.Snap.Channels[i] {
			t, ok := v.Snap.Rules.TargetFor(k, "", g.Name)
			if !ok {
				t.Target = math.NaN()
			}
			return t.Target, t.Target
		}
	}
	return v.Snap.Rules.TargetsFor(k, g.Name, v.Snap.Channels)
}

// targetText writes the target of k for a group, or between which those of its channels lie; "" where there is none.
func (v *View) targetText(g *metrics.Group, k metrics.Key) string {
	strictest, loosest := v.targetsOf(g, k)
	switch {
	case math.IsNaN(strictest):
		return ""
	case strictest == loosest:
		return v.number(k, strictest)
	case k.Info().Shape == metrics.Seconds || k.Info().Shape == metrics.Duration:
		return format.Limit(strictest) + "–" + format.Limit(loosest)
	}
	return v.number(k, strictest) + "–" + v.number(k, loosest)
}

// bound is the target of k for a group as it stands beside the value: behind the sign of how it is met, and where there is none behind a sign
// of its own, so that it is not read as a second value.
func (v *View) bound(g *metrics.Group, k metrics.Key) string {
	s := v.targetText(g, k)
	if mark, _ := v.mark(g, k); s == "" || mark != "" {
		return s
	}
	if k.Info().Better == metrics.Up {
		return v.glyphs().AtLeast + s
	}
	return v.glyphs().AtMost + s
}

// mark is the sign of a group's value. A value that misses its target, but not by so much that it is a warning, has none.
func (v *View) mark(g *metrics.Group, k metrics.Key) (string, cell.Style) {
	val := told(g, k)
	if !val.Known() || format.TooFew(k, val) || backlogWorkedOff(k, val) {
		return "", style.Dim
	}
	if t := v.targetOf(g, k); val.Level == metrics.LevelOK && (val.Head-t)*float64(k.Info().Better) < 0 {
		return "", style.Dim
	}
	return v.sign(val.Level)
}

// backlogWorkedOff says whether more was resolved than came: then the share says nothing of how well that goes which came, and meets no
// target.
func backlogWorkedOff(k metrics.Key, val metrics.Value) bool {
	return k == metrics.ResolutionRate && val.Known() && val.Head > 1
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

// lowest is the least number of vals, infinity if there is none.
func lowest(vals []float64) float64 {
	low := math.Inf(1)
	for _, x := range vals {
		if x < low {
			low = x
		}
	}
	return low
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
