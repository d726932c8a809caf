package panel

import (
	"math"
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Numbers draws every KPI of one agent that there is, in columns: name, value, sign, target and trend.
var Numbers = Panel{Draw: drawNumbers}

func drawNumbers(a cell.Area, v *View) {
	in := v.box(a, "All numbers", v.window())
	keys := v.numbersKnown()
	if len(keys) == 0 {
		v.say(in, "Nothing has been counted in this window yet.")
		return
	}
	cols := numberCols(in.W())
	each := (len(keys) + cols - 1) / cols
	v.more(a, len(keys)-cols*in.H())
	for i, r := range in.Bounds().Columns(cols, 3) {
		for y, k := range keys[min(i*each, len(keys)):min((i+1)*each, len(keys))] {
			v.numberLine(in.Sub(cell.Rect{X: r.X, Y: y, W: r.W, H: 1}), k)
		}
	}
}

// ofQueues are the KPIs that say nothing of an agent: nobody is offered to, lost by or waits for one alone.
var ofQueues = [...]metrics.Key{metrics.Requests, metrics.Offered, metrics.Abandoned, metrics.ShortAbandoned, metrics.AbandonRate, metrics.FlowedOut,
	metrics.Waiting, metrics.LongestWait, metrics.Agents}

// NumbersNeed is how many rows the numbers need at width w: as many as if all were known, so that nothing moves when one comes to be.
func NumbersNeed(w int) int {
	cols := numberCols(w - 4)
	return (int(metrics.NumKeys)-len(ofQueues)+cols-1)/cols + 2
}

func numberCols(w int) int {
	const width = 36
	return max(w/width, 1)
}

// numbersKnown are the KPIs of an agent that there are numbers of.
func (v *View) numbersKnown() []metrics.Key {
	var keys []metrics.Key
	for k := range metrics.NumKeys {
		if val := v.total().Value(k); val.Known() && !slices.Contains(ofQueues[:], k) && v.Shows(k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// numberLine draws one KPI of the whole in a line.
func (v *View) numberLine(a cell.Area, k metrics.Key) {
	const value = 10
	name := max(a.W()-value-15, 8)
	title := k.Info().Title
	if cell.Width(title) > name {
		title = k.Info().Short
	}
	a.Text(0, 0, style.Dim, v.fit(title, name))
	val := v.total().Value(k)
	a.TextRight(name+value, 0, styleOf(k, val), v.text(k, val))
	x := name + value + 1
	if rest := a.W() - x; rest > 0 {
		x += v.standing(a.Sub(cell.Rect{X: x, W: rest, H: 1}), 0, v.total(), k, v.bound(v.total(), k)) + 1
	}
	if n := "n " + format.Count(float64(val.N)); val.N > 0 && k.Info().Shape != metrics.Plain && x+cell.Width(n) <= a.W() {
		a.TextRight(a.W(), 0, style.Dim, n)
	}
}

// agentTiles are what one agent's work shows, in large type: those that matter most first.
var agentTiles = [...]tile{
	{key: metrics.Score, group: (*View).openedAgent},
	{key: metrics.Answered},
	{key: metrics.Handle, title: "Handle", note: noteN(metrics.Handle, "contacts")},
	{key: metrics.FirstReply, note: noteFirstReply},
	{key: metrics.ResolutionRate, title: "Resolved", note: noteN(metrics.ResolutionRate, "answered")},
	{key: metrics.CSAT, note: noteCSAT},
}

// AgentStrip draws the n numbers of one agent that matter most.
func AgentStrip(n int) Panel { return firstOf(agentTiles[:], n) }

// openedAgent is the agent that is shown alone, else the whole: a score is of an agent.
func (v *View) openedAgent() *metrics.Group {
	for i := range v.Snap.Agents {
		if v.Snap.Agents[i].Name == v.Opened {
			return &v.Snap.Agents[i]
		}
	}
	return v.total()
}

// ScoreParts draws the parts of the score of the agent that is shown alone: what was measured, between which values it counts, how much it
// gives, and how much weight that has.
var ScoreParts = Panel{Draw: drawScoreParts}

func drawScoreParts(a cell.Area, v *View) {
	g := v.openedAgent()
	in := v.box(a, "Score", v.window())
	if !v.Ranking {
		v.say(in, "Scores are not shown here.")
		return
	}
	if g.Agent == nil || len(g.Agent.Score) == 0 {
		v.say(in, "No score yet.")
		return
	}
	val := g.Value(metrics.Score)
	if !val.Known() {
		in.Text(0, 0, style.Dim, v.fit("With so few contacts no score is shown. Its parts:", in.W()))
	} else {
		x := in.Text(0, 0, styleOf(metrics.Score, val), v.text(metrics.Score, val)) + 2
		x += v.standing(in.Sub(cell.Rect{X: x, W: in.W() - x, H: 1}), 0, g, metrics.Score, v.bound(g, metrics.Score)) + 3
		if raw := g.Agent.Raw; !math.IsNaN(raw) && raw != val.Head {
			in.Text(x, 0, style.Dim, v.fit(format.Number(raw, 0)+" by itself, drawn to the team's mean of "+format.Number(g.Agent.TeamMean, 0), in.W()-x))
		}
	}
	names := 12
	for _, p := range g.Agent.Score {
		names = max(names, min(cell.Width(partTitle(p.KPI)), 24))
	}
	spans := 0
	for _, p := range g.Agent.Score {
		spans = max(spans, cell.Width(v.scoreSpan(p)))
	}
	for i, p := range g.Agent.Score {
		v.scorePart(in.Sub(cell.Rect{Y: i + 2, W: in.W(), H: 1}), p, names, spans)
	}
}

// ScorePartsNeed is how many rows those parts need.
func ScorePartsNeed(v *View) int {
	if a := v.openedAgent().Agent; a != nil {
		return len(a.Score) + 4
	}
	return 12
}

func partTitle(kpi string) string {
	if k, ok := metrics.Lookup(kpi); ok {
		return k.Info().Title
	}
	return kpi
}

// scoreWords is how the values of a part of a score are written.
func (v *View) scoreWords(p metrics.ScorePart, x float64) string {
	switch k, known := metrics.Lookup(p.KPI); {
	case !known:
		return format.Number(x, 1)
	case math.IsNaN(x):
		return format.Missing
	default:
		return v.number(k, x)
	}
}

// scoreSpan says from which value on a part counts, and at which in full.
func (v *View) scoreSpan(p metrics.ScorePart) string {
	return v.scoreWords(p, p.Floor) + " " + v.glyphs().Arrow + " " + v.scoreWords(p, p.Target)
}

// scorePart draws a part of a score in a line, with so many columns for its name and for the span in which it counts.
func (v *View) scorePart(a cell.Area, p metrics.ScorePart, names, spans int) {
	a.Text(0, 0, style.Text, v.fit(partTitle(p.KPI), names))
	x := names + 9
	if math.IsNaN(p.Value) {
		a.TextRight(x, 0, style.Dim, format.Missing)
	} else {
		a.TextRight(x, 0, style.Bold, v.scoreWords(p, p.Value))
	}
	a.TextRight(a.W(), 0, style.Dim, "x"+format.Number(p.Weight, 0))
	x += 2
	a.Text(x, 0, style.Dim, v.scoreSpan(p))
	x += spans + 2
	if math.IsNaN(p.Value) {
		return
	}
	w := a.W() - x - 10
	if w >= 4 {
		gauge(a.Sub(cell.Rect{X: x, W: w, H: 1}), style.Bar, p.Scaled)
	}
	if end := a.W() - 5; end-4 > x-4 {
		a.TextRight(end, 0, style.Text, format.Number(100*p.Scaled, 0))
	}
}
