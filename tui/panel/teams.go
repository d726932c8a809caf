package panel

import (
	"cmp"
	"slices"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/digits"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Teams draws how many of each team do what at present, and for each agent who is there the sign of the state.
var Teams = Panel{Draw: drawTeams}

// team is a number of agents.
type team struct {
	name   string
	whole  bool             // all of them
	agents []*metrics.Group // those not offline, by state
}

// TeamsNeed is how many rows the panel needs; it is not worth its border without agents.
func TeamsNeed(v *View) int {
	n := len(v.teams())
	switch n {
	case 0:
		return 0
	case 1:
		return 4
	}
	return n + 4 // with a line for all
}

// teams are all teams by name; those whose agents are all offline stay, so that no row moves when they come.
func (v *View) teams() []team {
	byName := map[string]*team{}
	var names []string
	for i := range v.Snap.Agents {
		g := &v.Snap.Agents[i]
		if g.Agent == nil {
			continue
		}
		t := byName[g.Agent.Team]
		if t == nil {
			t = &team{name: g.Agent.Team}
			byName[t.name], names = t, append(names, t.name)
		}
		if g.Agent.State != feed.Offline && g.Agent.State != feed.StateUnknown {
			t.agents = append(t.agents, g)
		}
	}
	slices.Sort(names)
	out := make([]team, len(names))
	for i, name := range names {
		out[i] = *byName[name]
		slices.SortStableFunc(out[i].agents, func(a, b *metrics.Group) int {
			return cmp.Compare(teamRank[a.Agent.State%feed.NumAgentStates], teamRank[b.Agent.State%feed.NumAgentStates])
		})
	}
	return out
}

// teamRank is the order of the states in a team: from those who are free to those who are not there.
var teamRank = [feed.NumAgentStates]int{feed.Available: 0, feed.Ringing: 1, feed.Busy: 2, feed.WrapUp: 3, feed.Away: 4, feed.Unreachable: 5}

// teamCount is a number of agents of a team.
type teamCount struct {
	head  string
	rank  int // where there is no room the highest go first
	count func(v *View, g *metrics.Group) bool
}

func inState(s feed.AgentState) func(*View, *metrics.Group) bool {
	return func(_ *View, g *metrics.Group) bool { return g.Agent.State == s }
}

var teamCounts = [...]teamCount{
	{"Staffed", 1, func(*View, *metrics.Group) bool { return true }},
	{"Ready", 0, inState(feed.Available)},
	{"Ringing", 6, inState(feed.Ringing)},
	{"Busy", 3, inState(feed.Busy)},
	{"Wrap-up", 4, inState(feed.WrapUp)},
	{"Away", 5, inState(feed.Away)},
	{"Over limit", 2, func(v *View, g *metrics.Group) bool { return v.overLimit(g) }},
}

func (v *View) overLimit(g *metrics.Group) bool {
	return v.limits().Level(g.Agent, v.Snap.AsOf) >= metrics.LevelWarn
}

func drawTeams(a cell.Area, v *View) {
	teams := v.teams()
	in := v.box(a, "Teams", "now")
	if len(teams) == 0 {
		v.say(in, v.orFilter("No agent yet: the first one shows when the feed names one."))
		return
	}
	rows := teams
	if len(teams) > 1 {
		all := team{name: "all", whole: true}
		for _, t := range teams {
			all.agents = append(all.agents, t.agents...)
		}
		rows = append(teams[:len(teams):len(teams)], all)
	}
	pitch := pitchFor(len(rows), in.H()-1, in.W() >= minLarge)
	v.more(a, len(rows)-(in.H()-1))
	columns, spans := fitColumns(v.teamColumns(pitch), in.W())
	for i, c := range columns {
		v.head(in, c, spans[i], table{})
	}
	for y, t := range rows {
		st := style.Text
		if pitch >= largePitch || len(teams) > 1 && y == len(rows)-1 {
			st = style.Bold
		}
		for i, c := range columns {
			v.teamField(in.Sub(cell.Rect{X: spans[i].X, Y: 1 + y*pitch, W: spans[i].W, H: pitch}), c.head, t, st)
		}
	}
}

// teamColumns are what is said of a team in rows of a pitch; in tall ones the numbers are in large type.
func (v *View) teamColumns(pitch int) []column {
	width := 4
	if pitch >= largePitch {
		width = digits.Width("000", largePitch-1)
	}
	columns := []column{{head: "Team", width: 8, grow: 2, most: 20, left: true}}
	for _, c := range teamCounts {
		columns = append(columns, column{head: c.head, width: max(cell.Width(c.head), width), rank: c.rank})
	}
	return append(columns, column{head: "Who", width: 8, grow: 4, most: 60, rank: 2, left: true})
}

// teamField draws what stands in a column of a team.
func (v *View) teamField(a cell.Area, head string, t team, st cell.Style) {
	switch head {
	case "Team":
		a.Text(0, middle(a), st, v.fit(cmp.Or(t.name, format.Missing), a.W()))
		return
	case "Who":
		if !t.whole { // of all there would be too many
			v.signsOf(a, t)
		}
		return
	}
	i := slices.IndexFunc(teamCounts[:], func(c teamCount) bool { return c.head == head })
	n := 0
	for _, g := range t.agents {
		if teamCounts[i].count(v, g) {
			n++
		}
	}
	if n == 0 {
		st = style.Dim
	} else if head == "Over limit" {
		_, st = v.sign(metrics.LevelWarn)
	}
	s := format.Count(float64(n))
	if h := digits.Fit(s, a.W(), min(a.H()-1, largePitch-1)); h > 1 {
		digits.Draw(a, a.W()-digits.Width(s, h), (a.H()-h)/2, large(st), s, h, v.glyphs())
		return
	}
	a.TextRight(a.W(), middle(a), st, s)
}

// signsOf draws the sign of the state of each agent, with air between them where there is room; of a team too large for that, of the first.
func (v *View) signsOf(a cell.Area, t team) {
	step := 2
	if step*len(t.agents) > a.W() {
		step = 1
	}
	for i, g := range t.agents {
		st := v.stateStyle(g)
		if v.overLimit(g) {
			_, st = v.sign(metrics.LevelWarn)
		}
		a.Text(i*step, middle(a), st, states[g.Agent.State%feed.NumAgentStates].sign)
	}
}
