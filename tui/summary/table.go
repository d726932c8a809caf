package summary

import (
	"strings"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
)

// table is rows of cells in columns that are as wide as they need to be. The first column holds names and gives way first;
// a last column of words is cut; other columns are shown whole or not at all.
type table struct {
	gap     string // between columns
	columns []column
	rows    [][]string
}

type column struct {
	head  string
	right bool // numbers line up on the right
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

const (
	minName   = 12 // columns that names keep, for the sake of which other columns are left out
	maxName   = 21 // columns that names keep where words would else be cut
	maxAgents = 60 // rows: a report is not a data dump
)

// widths returns how wide each column is to be in a page of this width; 0 leaves a column out. Columns without a word in
// them are left out, then as many on the right as do not fit.
func (t *table) widths(page int) []int {
	widths := make([]int, len(t.columns))
	for _, row := range t.rows {
		for i, c := range row {
			widths[i] = max(widths[i], cell.Width(c))
		}
	}
	keep := minName
	if last := len(t.columns) - 1; !t.columns[last].right {
		keep = maxName
	}
	used := min(widths[0], keep)
	for i := 1; i < len(widths); i++ {
		if widths[i] == 0 {
			continue
		}
		widths[i] = max(widths[i], cell.Width(t.columns[i].head))
		room := page - used - len(t.gap)
		if words := i == len(widths)-1 && !t.columns[i].right; words {
			widths[i] = max(0, min(widths[i], room))
		}
		if widths[i] > room {
			clear(widths[i:])
			break
		}
		used += widths[i] + len(t.gap)
	}
	widths[0] = max(min(widths[0], keep+page-used), min(cell.Width(t.columns[0].head), keep))
	return widths
}

func (t *text) table(tab *table) {
	if len(tab.rows) == 0 {
		return
	}
	widths := tab.widths(t.width)
	heads := make([]string, len(tab.columns))
	for i, c := range tab.columns {
		heads[i] = c.head
	}
	t.line()
	t.row(tab, widths, heads)
	for _, row := range tab.rows {
		t.row(tab, widths, row)
	}
}

func (t *text) row(tab *table, widths []int, cells []string) {
	var parts []string
	for i, w := range widths {
		if w == 0 {
			continue
		}
		c := cell.Fit(cells[i], w)
		pad := strings.Repeat(" ", w-cell.Width(c))
		if tab.columns[i].right {
			parts = append(parts, pad+c)
		} else {
			parts = append(parts, c+pad)
		}
	}
	t.line(strings.Join(parts, tab.gap))
}

// flow is what is told of a queue or channel, subject of a topic or stage, work of an agent: the most telling first, as
// the last ones give way on a narrow page.
var (
	flow = []metrics.Key{
		metrics.Waiting, metrics.LongestWait, metrics.ServiceLevel, metrics.Offered, metrics.Answered, metrics.Abandoned, metrics.Wait,
		metrics.FirstReply, metrics.Agents, metrics.Reply, metrics.NPS, metrics.CSAT,
	}
	subject = []metrics.Key{
		metrics.Requests, metrics.ResolutionRate, metrics.Resolution, metrics.EscalationRate, metrics.NPS, metrics.CSAT, metrics.CES, metrics.Complaints,
	}
	work = []metrics.Key{
		metrics.Answered, metrics.Handle, metrics.Score, metrics.Missed, metrics.FirstReply, metrics.Reply, metrics.CSAT, metrics.Resolved, metrics.Occupancy,
	}
)

func (t *text) groups(what string, groups []metrics.Group, keys []metrics.Key) {
	tab := table{gap: " ", columns: []column{{head: what}}}
	keys = t.columns(&tab, groups, keys)
	for i := range groups {
		g := &groups[i]
		tab.add(append([]string{name(g.Name)}, t.cells(g, keys)...)...)
	}
	t.table(&tab)
}

// columns adds a column for each KPI of which one of the groups has a value, and returns these.
func (t *text) columns(tab *table, groups []metrics.Group, keys []metrics.Key) []metrics.Key {
	var kept []metrics.Key
	for _, k := range keys {
		for i := range groups {
			if groups[i].Value(k).Known() {
				kept = append(kept, k)
				tab.columns = append(tab.columns, column{head: heading(k), right: true})
				break
			}
		}
	}
	return kept
}

// heading leaves the room of the level mark, so that it stands over the number.
func heading(k metrics.Key) string {
	head := k.Info().Short
	if k == metrics.Agents {
		head = "Ready"
	}
	return head + levelMark(metrics.LevelUnknown)
}

func (t *text) cells(g *metrics.Group, keys []metrics.Key) []string {
	var cells []string
	for _, k := range keys {
		v := g.Value(k)
		c := t.value(g, k)
		if k == metrics.Agents && v.Known() {
			c = format.Count(v.Part(metrics.PartAvailable)) + "/" + format.Count(v.Part(metrics.PartStaffed))
		}
		cells = append(cells, c+levelMark(level(k, v)))
	}
	return cells
}

func (t *text) agents() {
	agents := t.s.Agents
	more := max(0, len(agents)-maxAgents)
	agents = agents[:len(agents)-more]
	tab := table{gap: " ", columns: []column{{head: "Agent"}, {head: "Team"}, {head: "State"}, {head: "For", right: true}}}
	keys := t.columns(&tab, agents, work)
	for i := range agents {
		g := &agents[i]
		team, state, since := "", "", ""
		if a := g.Agent; a != nil {
			team, state = a.Team, stateWord(a.State)
			if a.Reason != "" {
				state += ", " + cell.Fit(a.Reason, minName)
			}
			if !a.Since.IsZero() {
				since = format.Elapsed(t.s.AsOf.Sub(a.Since))
			}
		}
		tab.add(append([]string{name(g.Name), cell.Fit(team, minName), state, since}, t.cells(g, keys)...)...)
	}
	t.table(&tab)
	if more > 0 {
		t.line("and ", format.Grouped(int64(more)), " more agents: choose with --agent or --team, or take --format json")
	}
}

func name(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}
