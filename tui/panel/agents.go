package panel

import (
	"math"
	"strconv"
	"strings"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// states names the states of agents: a sign that tells them apart without colour, and the word.
var states = [feed.NumAgentStates]struct{ sign, word string }{
	feed.StateUnknown: {"?", "unknown"},
	feed.Available:    {"●", "available"},
	feed.Ringing:      {"◎", "ringing"},
	feed.Busy:         {"■", "busy"},
	feed.WrapUp:       {"◧", "wrap-up"},
	feed.Away:         {"○", "away"},
	feed.Offline:      {"·", "offline"},
	feed.Unreachable:  {"✕", "unreachable"},
}

// agentColumns are what the floor needs to know of an agent.
var agentColumns = [...]column{
	{head: "Agent", width: 10, grow: 3, most: 26, left: true, draw: drawAgentName},
	{head: "State", width: 11, left: true, rank: 3, draw: drawState},
	{head: "For", width: 7, draw: drawTimeInState},
	{head: "", width: 8, rank: 4, left: true, draw: drawLimit},
	{head: "Handled", short: "Done", width: 5, rank: 2, draw: drawHandled},
	{head: "Score", width: 5, rank: 1, draw: drawScore},
}

// Widths of an agent's cell.
const (
	agentMin  = 35
	agentBest = 58
	agentGap  = 3
)

// Present returns the agents to be shown on the floor: those not offline.
func (v *View) Present() []*metrics.Group {
	var out []*metrics.Group
	for _, g := range v.Agents {
		if g.Agent != nil && g.Agent.State != feed.Offline {
			out = append(out, g)
		}
	}
	return out
}

// AgentsNeed is how many rows the panel needs at width w to show n agents, of at most limit.
func AgentsNeed(n, w, limit int) int {
	if n == 0 {
		return 0
	}
	rows := max(limit-3, 1)
	cols := agentCols(n, w-4, rows)
	return min((n+cols-1)/cols+3, limit)
}

// agentCols is in how many columns n agents stand, w wide and at most rows high.
func agentCols(n, w, rows int) int {
	fit := max((w+agentGap)/(agentMin+agentGap), 1)
	best := max((w+agentGap)/(agentBest+agentGap), 1)
	if best > 3 {
		best = 4
	}
	return min(max((n+rows-1)/max(rows, 1), best), fit, n)
}

// Agents draws who is there: state, time in it, contacts handled and score, column by column.
func Agents(a cell.Area, v *View) {
	rows := v.Present()
	in := v.box(a, "Agents", v.legend(a.W()-14))
	if len(rows) == 0 {
		v.say(in, "Nobody is signed in.")
		return
	}
	if in.Bounds().Empty() {
		return
	}
	height := max(in.H()-1, 1)
	cols := agentCols(len(rows), in.W(), height)
	each := min((len(rows)+cols-1)/cols, height)
	cols = min(cols, (len(rows)+each-1)/each)
	parts := in.Bounds().Columns(cols, agentGap)
	if more := len(rows) - cols*height; more > 0 {
		v.foot(a, strconv.Itoa(more)+" more")
	}
	w := *v
	w.Scroll = 0
	for i, r := range parts {
		from := min(i*each, len(rows))
		w.table(in.Sub(r), agentColumns[:], rows[from:min(from+each, len(rows))], 1)
	}
}

// legend counts the agents by state, in at most w columns.
func (v *View) legend(w int) string {
	counts := v.total().Value(metrics.Agents)
	if !counts.Known() {
		return ""
	}
	order := [...]feed.AgentState{feed.Available, feed.Ringing, feed.Busy, feed.WrapUp, feed.Away, feed.Unreachable}
	full, short := []string{}, []string{}
	for _, s := range order {
		n := counts.Part(int(s) - 1)
		if n > 0 {
			full = append(full, states[s].sign+" "+format.Count(n)+" "+states[s].word)
			short = append(short, states[s].sign+" "+format.Count(n))
		}
	}
	if s := strings.Join(full, "  "); cell.Width(s) <= w {
		return s
	}
	return strings.Join(short, "  ")
}

func drawAgentName(a cell.Area, v *View, g *metrics.Group, place int) {
	x := 0
	if a.W() > 3 {
		x = a.Text(0, middle(a), v.stateStyle(g), states[g.Agent.State%feed.NumAgentStates].sign) + 1
	}
	a.Text(x, middle(a), style.Text, v.fit(v.agentName(g, place), a.W()-x))
}

func drawState(a cell.Area, v *View, g *metrics.Group, _ int) {
	word := states[g.Agent.State%feed.NumAgentStates].word
	if g.Agent.State == feed.Away && g.Agent.Reason != "" {
		word = g.Agent.Reason
	}
	a.Text(0, middle(a), v.stateStyle(g), v.fit(word, a.W()))
}

// stateStyle is quiet for everybody who is where the work is, and bright for the one who is free.
func (v *View) stateStyle(g *metrics.Group) cell.Style {
	switch g.Agent.State {
	case feed.Available:
		return style.Bold
	case feed.Unreachable:
		return style.Warn
	case feed.Away, feed.Offline, feed.StateUnknown:
		return style.Dim
	}
	return style.Text
}

func drawTimeInState(a cell.Area, v *View, g *metrics.Group, _ int) {
	if g.Agent.Since.IsZero() {
		a.TextRight(a.W(), middle(a), style.Dim, format.Missing)
		return
	}
	st := style.Text
	switch v.Limits.level(g.Agent, v.Snap.AsOf) {
	case metrics.LevelWarn:
		st = style.Warn
	case metrics.LevelCritical:
		st = style.Critical
	}
	a.TextRight(a.W(), middle(a), st, v.fit(format.Elapsed(max(v.Snap.AsOf.Sub(g.Agent.Since), 0)), a.W()))
}

// drawLimit draws how much of the limit of the state is used up, and a sign when it is passed.
func drawLimit(a cell.Area, v *View, g *metrics.Group, _ int) {
	limit := v.Limits[g.Agent.State%feed.NumAgentStates]
	if limit == 0 || g.Agent.Since.IsZero() {
		return
	}
	y, w := middle(a), a.W()-2
	spent := float64(v.Snap.AsOf.Sub(g.Agent.Since)) / float64(limit)
	level := v.Limits.level(g.Agent, v.Snap.AsOf)
	full, st := int(math.Round(min(max(spent, 0), 1)*float64(w))), style.Bar
	if level >= metrics.LevelWarn {
		_, st = v.sign(level)
	}
	a.Text(0, y, st, strings.Repeat("━", full))
	a.Text(full, y, style.BarDim, strings.Repeat("─", max(w-full, 0)))
	if level >= metrics.LevelWarn {
		mark, ms := v.sign(level)
		a.Text(w+1, y, ms, mark)
	}
}

func drawHandled(a cell.Area, v *View, g *metrics.Group, _ int) {
	a.TextRight(a.W(), middle(a), style.Text, v.text(metrics.Answered, g.Value(metrics.Answered)))
}

func drawScore(a cell.Area, v *View, g *metrics.Group, _ int) {
	val := g.Value(metrics.Score)
	a.TextRight(a.W(), middle(a), look(metrics.Score, val), v.text(metrics.Score, val))
}
