package panel

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
)

// List is how the list of a page stands.
type List struct {
	Order  []string // the names of the rows from the top; nil for the order in which they come
	By     string   // what they are sorted by: need, name, or the head of a column
	Down   bool     // the largest first
	Cursor int      // the row that keys act on; below 0 for none
	Match  string   // only rows whose names contain it are shown, in whatever case; "" for all
}

// Listing is a list of groups with all their numbers: it can be sorted and moved in, and a row can be opened.
type Listing struct {
	Title   string
	Unit    string // what a row is: queue, agent
	Empty   string // what it waits for when there are no rows
	Groups  func(v *View) []metrics.Group
	Only    func(name string) metrics.Filter // what shows one row alone
	columns func(v *View) []column
	need    func(v *View) []string       // the rows' names, those first that somebody should look at; nil if that cannot be said
	total   func(v *View) *metrics.Group // a last line for the whole; nil for none
	context func(v *View, w int) string  // what stands in the border beside the order, in at most w columns; nil for the window
}

// What the rows of a listing can be sorted by beside the heads of its columns.
const (
	ByNeed = "need"
	ByName = "name"
)

// Sorts are what the rows can be sorted by where the listing is w columns wide, the first for a start: nobody sorts by what is not seen.
func (l *Listing) Sorts(v *View, w int) []string {
	sorts := []string{ByName}
	if l.need != nil {
		sorts = []string{ByNeed, ByName}
	}
	columns, _ := fitColumns(l.columns(v), w-4) // within the border of its box
	for _, c := range columns {
		if c.order != nil {
			sorts = append(sorts, c.head)
		}
	}
	return sorts
}

// Order names the rows as they are sorted: numbers that are not known come last, equal ones by name.
func (l *Listing) Order(v *View, by string, down bool) []string {
	if by == ByNeed && l.need != nil {
		return l.need(v)
	}
	for _, c := range l.columns(v) {
		if c.head == by && c.order != nil {
			return namesBy(l.Groups(v), func(a, b *metrics.Group) int {
				x, y := c.order(a), c.order(b)
				switch {
				case math.IsNaN(x) || math.IsNaN(y):
					return cmp.Compare(boolInt(math.IsNaN(x)), boolInt(math.IsNaN(y)))
				case down:
					return cmp.Compare(y, x)
				}
				return cmp.Compare(x, y)
			})
		}
	}
	return namesBy(l.Groups(v), func(a, b *metrics.Group) int {
		if down {
			return cmp.Compare(b.Name, a.Name)
		}
		return cmp.Compare(a.Name, b.Name)
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Start is a list of l as it stands when nobody has sorted it.
func (l *Listing) Start(v *View) List {
	by := l.Sorts(v, 0)[0]
	return List{By: by, Order: l.Order(v, by, false), Cursor: -1}
}

// Rows are the groups in the order of the view's list, those that it matches.
func (l *Listing) Rows(v *View) []*metrics.Group {
	rows := Arrange(l.Groups(v), v.List.Order)
	if v.List.Match == "" {
		return rows
	}
	match := strings.ToLower(v.List.Match)
	return slices.DeleteFunc(rows, func(g *metrics.Group) bool {
		name := g.Name
		if g.Agent != nil {
			name = v.NameOf(name) + " " + g.Agent.Team // as it is shown, so that nobody finds out who is hidden
		}
		return !strings.Contains(strings.ToLower(name), match)
	})
}

// SortedBy is the KPI by which the view's list is sorted; false where it is something else.
func (l *Listing) SortedBy(v *View) (metrics.Key, bool) {
	for _, c := range l.columns(v) {
		if c.head == v.List.By && c.isKPI {
			return c.kpi, true
		}
	}
	return 0, false
}

// Words says a row in one line, to be pasted elsewhere.
func (l *Listing) Words(v *View, g *metrics.Group) string {
	var keys []metrics.Key
	for _, c := range l.columns(v) {
		if c.isKPI && !slices.Contains(keys, c.kpi) {
			keys = append(keys, c.kpi)
		}
	}
	name := g.Name
	if g.Agent != nil {
		name = v.NameOf(name)
	}
	return name + ": " + v.numbersIn(g, keys)
}

// Words says in one line what the strip says in large type.
func Words(v *View) string {
	var parts []string
	for _, t := range v.tilesOf(len(tiles)) {
		if words := v.numbersIn(v.groupOf(t), []metrics.Key{t.key}); words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, ", ")
}

// numbersIn names the KPIs that are known of a group, with their values.
func (v *View) numbersIn(g *metrics.Group, keys []metrics.Key) string {
	var parts []string
	for _, k := range keys {
		if val := g.Value(k); val.Known() && !format.TooFew(k, val) {
			parts = append(parts, format.InSentence(k)+" "+v.text(k, val))
		}
	}
	return strings.Join(parts, ", ")
}

// Need is how many lines the listing takes to show all its rows.
func (l *Listing) Need(v *View) int {
	n := len(l.Groups(v))
	if l.total != nil && n > 1 {
		n++
	}
	return n + 3
}

// Panel draws the listing, rows with air between them where there is room.
func (l *Listing) Panel() Panel { return Panel{Draw: l.draw, List: l} }

func (l *Listing) draw(a cell.Area, v *View) {
	rows := l.Rows(v)
	count := format.Count(float64(len(rows)))
	if v.List.Match != "" {
		count = v.words("/"+v.List.Match, count+" of "+format.Count(float64(len(l.Groups(v)))))
	}
	context := v.words(count, v.sortedBy(v.List.By))
	if l.context != nil {
		context = v.words(l.context(v, a.W()-len(l.Title)-len(context)-12), context)
	} else {
		context = v.words(context, v.window())
	}
	in := v.box(a, l.Title, context)
	if len(rows) == 0 && v.List.Match != "" {
		v.say(in, "No "+l.Unit+" is called like that.")
		return
	}
	if len(rows) == 0 {
		v.say(in, v.orFilter(l.Empty))
		return
	}
	t, room := l.table(v, rows, in.W(), in.H())
	v.more(a, len(rows)-room)
	v.table(in, t)
}

// table is the listing in h lines of w columns with its heads, and how many of those are for the rows.
func (l *Listing) table(v *View, rows []*metrics.Group, w, h int) (t table, room int) {
	t = table{columns: l.columns(v), rows: rows, pitch: 1, cursor: min(v.List.Cursor, len(rows)-1), sorted: v.List.By, down: v.List.Down}
	room = h - 1
	if l.total != nil && len(rows) > 1 {
		t.total = l.total(v)
		t.pitch = pitchFor(len(rows)+1, room, v.anyLarge(t.columns, w))
		if t.pitch == 1 && 2*len(rows) < room {
			t.pitch = 2 // the last line needs no air below
		}
		return t, min(len(rows)*t.pitch, max(room-1, 0))
	}
	t.pitch = pitchFor(len(rows), room, v.anyLarge(t.columns, w))
	return t, room
}

// At says what stands at a cell of the area that the listing is drawn in: a row, by its place among Rows, or the head of a
// column that rows can be sorted by, with a blank beside it. A row below 0 is none, and so is an empty head.
func (l *Listing) At(v *View, area cell.Rect, x, y int) (row int, head string) {
	in := area.Inset(2, 1) // the border of its box
	x, y = x-in.X, y-in.Y
	rows := l.Rows(v)
	if area.H < 3 || area.W < 8 || x < 0 || y < 0 || x >= in.W || y >= in.H || len(rows) == 0 {
		return -1, ""
	}
	t, room := l.table(v, rows, in.W, in.H)
	if y == 0 {
		columns, spans := t.fit(v, in.W)
		for i, c := range columns {
			if x >= spans[i].X-1 && x < spans[i].X+spans[i].W+1 && (c.order != nil || i == 0) {
				if i == 0 {
					return -1, ByName
				}
				return -1, c.head
			}
		}
		return -1, ""
	}
	top, shown := t.inSight(room)
	if row = top + (y-1)/t.pitch; (y-1)/t.pitch >= shown || row >= len(rows) {
		return -1, ""
	}
	return row, ""
}

// columnsOf are columns of KPIs: those that stand first stay longest where there is no room for all.
func (v *View) columnsOf(first column, keys ...metrics.Key) []column {
	out := []column{first}
	for i, k := range keys {
		out = append(out, v.column(k, i+1))
	}
	return out
}

// Channels draws the channels with all numbers of their flow.
var Channels = Panel{Draw: drawChannels}

func drawChannels(a cell.Area, v *View) {
	in := v.box(a, "Channels", v.window())
	rows := all(v.Snap.Channels)
	if len(rows) == 0 {
		v.say(in, "No contact has a channel yet.")
		return
	}
	v.rows(in, flowColumns(v, "Channel"), rows)
}

// AllQueues lists the queues with all numbers of their flow.
func AllQueues() *Listing {
	return &Listing{Title: "Queues", Unit: "queue", Empty: "No queue yet: the first one shows when somebody enters it.",
		Groups:  func(v *View) []metrics.Group { return v.Snap.Queues },
		Only:    func(name string) metrics.Filter { return metrics.Filter{Queues: []string{name}} },
		columns: func(v *View) []column { return flowColumns(v, "Queue") },
		need:    func(v *View) []string { return queuesByNeed(v.Snap.Queues) },
		total:   (*View).all,
	}
}

// all is the whole under a name of its own, for the last line of a list.
func (v *View) all() *metrics.Group {
	g := v.Snap.Total
	g.Name = "all"
	return &g
}

func flowColumns(v *View, head string) []column {
	columns := v.columnsOf(nameColumn(head, 10, 28), metrics.Waiting, metrics.LongestWait, metrics.ServiceLevel, metrics.Offered, metrics.Answered,
		metrics.Abandoned, metrics.AbandonRate, metrics.Wait, metrics.FirstReply, metrics.Handle, metrics.FlowedOut, metrics.ShortAbandoned,
		metrics.Reply, metrics.TransferRate, metrics.Missed, metrics.Occupancy, metrics.Open)
	columns = inLargeType(columns, metrics.Waiting, metrics.LongestWait, metrics.ServiceLevel)
	return v.shown(slices.Insert(columns, 4,
		column{head: "Ready", width: v.readyWidth(6), rank: 7, draw: drawReady, order: func(g *metrics.Group) float64 { return part(g, metrics.Agents, metrics.PartAvailable) }},
		column{head: "Waiting over time", short: "Over time", width: 12, grow: 3, most: 60, rank: 8, left: true, kpi: metrics.Waiting, isKPI: true, draw: drawWaiting}))
}

// section is one of several lists of groups below one another, with the same columns.
type section struct {
	head string
	rows []metrics.Group
}

// sectionsNeed is how many rows lists of so many rows, and the whole, need below one another with so many lines to a row.
func sectionsNeed(pitch int, rows ...int) int {
	need := 2 + pitch - 1 // the border, the whole, and no blank line above the first list
	for _, n := range rows {
		if n > 0 {
			need += pitch*n + 2 // with its heads, and a blank line above
		}
	}
	return need
}

// sections draws lists one below the other, and the whole as the last line.
func (v *View) sections(a cell.Area, title, empty string, parts []section, columns func(*View) []column) {
	in := v.box(a, title, v.window())
	n, heads := 1, -1 // the whole, and blank lines between the parts
	for _, p := range parts {
		if len(p.rows) > 0 {
			n, heads = n+len(p.rows), heads+2
		}
	}
	if n == 1 {
		v.say(in, empty)
		return
	}
	names := 10
	for _, p := range parts {
		for i := range p.rows {
			names = max(names, min(cell.Width(p.rows[i].Name), 14)) // rather a column less than names cut off
		}
	}
	pitch, r := pitchFor(n, in.H()-heads, v.anyLarge(columns(v), in.W())), in.Bounds()
	v.more(a, n+heads-in.H())
	for i, p := range parts {
		if len(p.rows) == 0 || r.H < 2 {
			continue
		}
		t := table{columns: columns(v), rows: all(p.rows), pitch: pitch, cursor: -1}
		if n+heads > in.H() && p.head == "Queue" {
			t.rows = v.Queues // not all of them will be seen: those that need it first
		}
		t.columns[0] = nameColumn(p.head, names, 24)
		lines := len(p.rows)*pitch + 1
		if i == len(parts)-1 {
			t.total = v.all()
			lines += pitch
		}
		var top cell.Rect
		top, r = r.CutTop(lines)
		v.table(in.Sub(top), t)
		_, r = r.CutTop(1)
	}
}
