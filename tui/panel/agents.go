package panel

import (
	"math"
	"slices"
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
	{head: "For", width: 8, draw: drawTimeInState},
	{head: "", width: 8, rank: 4, left: true, draw: drawLimit},
	{head: "Handled", short: "Done", width: 4, rank: 2, draw: drawHandled},
	{head: "Score", width: 8, rank: 1, sign: true, kpi: metrics.Score, isKPI: true, draw: drawScore},
}

// agentColumns are those of them that are for those who look.
func (v *View) agentColumns() []column { return v.shown(slices.Clone(agentColumns[:])) }

// Widths of an agent's cell.
const (
	agentMin  = 36
	agentBest = 58
	agentGap  = 3
)

// Present returns the agents to be shown on the floor: those not offline, and where states are told at all, those whose state is known.
func (v *View) Present() []*metrics.Group {
	told := slices.ContainsFunc(v.Agents, func(g *metrics.Group) bool { return g.Agent != nil && g.Agent.State != feed.StateUnknown })
	var out []*metrics.Group
	for _, g := range v.Agents {
		if g.Agent == nil || g.Agent.State == feed.Offline || told && g.Agent.State == feed.StateUnknown {
			continue
		}
		out = append(out, g)
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
var Agents = Panel{Draw: drawAgents, Reads: Reads{Keys: []metrics.Key{metrics.Agents}, Lists: ReadAgents,
	Each: []metrics.Key{metrics.Answered, metrics.Score}, Time: true}}

func drawAgents(a cell.Area, v *View) {
	rows := v.Present()
	in := v.box(a, "Agents", v.legendBy(a.W()-14))
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
	pitch := 1
	if 2*each <= height {
		pitch = 2 // air
	}
	parts := in.Bounds().Columns(cols, agentGap)
	v.more(a, len(rows)-cols*height)
	for i, r := range parts {
		from := min(i*each, len(rows))
		v.table(in.Sub(r), table{columns: v.agentColumns(), rows: rows[from:min(from+each, len(rows))], pitch: pitch, cursor: -1})
	}
}

// legendBy is the legend and, where that does not go without saying, by the numbers of which instant the rows stand.
func (v *View) legendBy(w int) string {
	if v.sortedSince() == "" {
		return v.legend(w)
	}
	by := v.sortedBy(ByNeed)
	return v.words(v.legend(w-cell.Width(by)-3), by)
}

// legend counts the agents by state, in at most w columns.
func (v *View) legend(w int) string {
	var counts [feed.NumAgentStates]float64
	for i := range v.Snap.Agents { // those that are listed: of one queue, also those who are elsewhere at present
		if a := v.Snap.Agents[i].Agent; a != nil {
			counts[a.State%feed.NumAgentStates]++
		}
	}
	order := [...]feed.AgentState{feed.Available, feed.Ringing, feed.Busy, feed.WrapUp, feed.Away, feed.Unreachable}
	full, short := []string{}, []string{}
	for _, s := range order {
		if n := counts[s]; n > 0 {
			full = append(full, states[s].sign+" "+format.Count(n)+" "+states[s].word)
			short = append(short, states[s].sign+" "+format.Count(n))
		}
	}
	if s := strings.Join(full, "  "); cell.Width(s) <= w {
		return s
	}
	return strings.Join(short, "  ")
}

func drawAgentName(a cell.Area, v *View, g *metrics.Group) {
	x := 0
	if g.Agent == nil {
		a.Text(0, middle(a), style.Text, v.fitName(v.NameOf(g.Name), a.W()))
		return
	}
	if a.W() > 3 {
		x = a.Text(0, middle(a), v.stateStyle(g), states[g.Agent.State%feed.NumAgentStates].sign) + 1
	}
	a.Text(x, middle(a), style.Text, v.fitName(v.NameOf(g.Name), a.W()-x))
}

func drawState(a cell.Area, v *View, g *metrics.Group) {
	if g.Agent == nil {
		return
	}
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

func drawTimeInState(a cell.Area, v *View, g *metrics.Group) {
	if g.Agent == nil || g.Agent.Since.IsZero() {
		a.TextRight(a.W(), middle(a), style.Dim, format.Missing)
		return
	}
	st := style.Text
	if level := v.limits().Level(g.Agent, v.Snap.AsOf); level >= metrics.LevelWarn {
		var mark string
		mark, st = v.sign(level)
		a.Text(0, middle(a), st, mark) // at the left, so that it stands there however long the time is
	}
	a.TextRight(a.W(), middle(a), st, v.fit(format.Elapsed(format.Coarse(max(v.Snap.AsOf.Sub(g.Agent.Since), 0))), a.W()))
}

// drawLimit draws how much of the limit of the state is used up, and where there is room what is left of it.
func drawLimit(a cell.Area, v *View, g *metrics.Group) {
	if g.Agent == nil || g.Agent.Since.IsZero() {
		return
	}
	limit := v.limits().Of(g.Agent.State)
	if limit == 0 {
		return
	}
	y, w := middle(a), min(a.W()-2, 6)
	left := limit - v.Snap.AsOf.Sub(g.Agent.Since)
	st := style.Bar
	if level := v.limits().Level(g.Agent, v.Snap.AsOf); level >= metrics.LevelWarn {
		_, st = v.sign(level)
	}
	gauge(a.Sub(cell.Rect{Y: y, W: w, H: 1}), st, 1-float64(left)/float64(limit))
	if left > 0 && a.W() >= w+6 {
		a.Text(w+1, y, style.Dim, v.fit(format.Elapsed(format.Coarse(left)), a.W()-w-1))
	}
}

func drawHandled(a cell.Area, v *View, g *metrics.Group) {
	a.TextRight(a.W(), middle(a), style.Text, v.text(metrics.Answered, g.Value(metrics.Answered)))
}

func drawScore(a cell.Area, v *View, g *metrics.Group) { v.kpi(a, g, metrics.Score, true, 1) }

// AllAgents lists the agents with their states and all their numbers.
func AllAgents() *Listing {
	return &Listing{Title: "Agents", Unit: "agent", Empty: "No agent yet: the first one shows when the feed names one.",
		Groups:  func(v *View) []metrics.Group { return v.Snap.Agents },
		Only:    func(name string) metrics.Filter { return metrics.Filter{Agents: []string{name}} },
		columns: allAgentColumns,
		need:    func(v *View) []string { return v.agentsByNeed() },
		context: (*View).legend,
	}
}

func allAgentColumns(v *View) []column {
	known := func(value func(a *metrics.Agent) float64) func(g *metrics.Group) float64 {
		return func(g *metrics.Group) float64 {
			if g.Agent == nil {
				return math.NaN()
			}
			return value(g.Agent)
		}
	}
	columns := []column{
		{head: "Agent", width: 12, grow: 3, most: 30, left: true, draw: drawAgentName},
		{head: "State", width: 11, left: true, rank: 2, draw: drawState, order: known(func(a *metrics.Agent) float64 { return float64(stateRank[a.State%feed.NumAgentStates]) })},
		{head: "For", width: 9, rank: 1, draw: drawTimeInState, order: known(func(a *metrics.Agent) float64 { return v.Snap.AsOf.Sub(a.Since).Seconds() })},
		{head: "Left", width: 14, rank: 6, left: true, draw: drawLimit},
		{head: "Team", width: 8, grow: 1, most: 14, left: true, rank: 12, draw: drawWord(func(a *metrics.Agent) string { return a.Team })},
		{head: "Queue", width: 10, grow: 1, most: 16, left: true, rank: 13, draw: drawWord(func(a *metrics.Agent) string { return a.Queue })},
	}
	for i, k := range [...]metrics.Key{metrics.Answered, metrics.Score, metrics.Handle, metrics.FirstReply, metrics.Reply, metrics.ResolutionRate, metrics.CSAT, metrics.Missed,
		metrics.Occupancy, metrics.WrapUp, metrics.Transferred, metrics.Complaints, metrics.EscalationRate, metrics.Talk, metrics.Hold, metrics.NPS, metrics.Sales} {
		columns = append(columns, v.column(k, 3+i))
	}
	return v.shown(columns)
}

// drawWord draws a word about an agent.
func drawWord(word func(a *metrics.Agent) string) func(cell.Area, *View, *metrics.Group) {
	return func(a cell.Area, v *View, g *metrics.Group) {
		if g.Agent != nil {
			a.Text(0, middle(a), style.Dim, v.fitName(word(g.Agent), a.W()))
		}
	}
}
