package tui

import (
	"slices"
	"time"

	"floorboard/metrics"
	"floorboard/tui/panel"
)

// settleTime is how long rows keep their places, whatever their values do.
const settleTime = 10 * time.Second

// order is the order of the rows on the screen.
type order struct {
	at             time.Time // on the clock on the wall, when the rows were sorted
	sorted         time.Time // the instant of the numbers by which they stand
	queues, agents []string
	byName         bool // the floor's queues are in the order of their names

	page   int        // whose order this is
	list   panel.List // how the page's list stands
	chosen bool       // somebody chose what it is sorted by
	as     sorting    // how its rows stand
}

// settle puts the view's rows into the order in which they stand; every ten seconds they stand anew.
func (o *order) settle(v *panel.View, now time.Time, page int) {
	o.turn(page)
	if o.byName {
		v.Sort = panel.ByName
	}
	v.Hold = settleTime
	if v.Player != nil && !v.Player.Paused {
		v.Hold = time.Duration(float64(settleTime) * max(v.Player.Speed, 1))
	}
	if d := now.Sub(o.at); d >= settleTime || d < 0 || len(o.queues)+len(o.agents) == 0 || o.elsewhere(v) {
		o.sort(v)
		o.at, o.sorted = now, v.Snap.AsOf
		if v.Snap.Feed.CatchingUp() {
			o.unsettle() // what is half read says nothing yet of who needs what
		}
	} else {
		v.Queues, v.Agents = panel.Arrange(v.Snap.Queues, o.queues), panel.Arrange(v.Snap.Agents, o.agents)
	}
	v.List, v.Sorted = o.list, o.sorted
}

// elsewhere says whether the numbers are of another time than the order: somebody moved in a replay.
func (o *order) elsewhere(v *panel.View) bool {
	d := v.Snap.AsOf.Sub(o.sorted)
	return v.Player != nil && (d < 0 || d > v.Hold*3/2)
}

// turn begins the order of another page.
func (o *order) turn(page int) {
	if o.page != page {
		*o = order{byName: o.byName, page: page, list: panel.List{Cursor: -1}}
	}
}

// sort finds the rows' places anew.
func (o *order) sort(v *panel.View) {
	v.SortByNeed()
	if o.byName {
		v.Queues = panel.Arrange(v.Snap.Queues, nil)
	}
	o.queues, o.agents = names(v.Queues), names(v.Agents)
	if list := pages[o.page].list; list != nil {
		if !o.chosen {
			o.list.By = list.Sorts(v, 0)[0]
		}
		v.List = o.list
		chosen := nameAt(list.Rows(v), o.list.Cursor)
		o.list.Order = list.Order(v, o.list.By, o.list.Down)
		v.List = o.list
		as := sorting{o.list.By, o.list.Down}
		if at := slices.Index(names(list.Rows(v)), chosen); at >= 0 && chosen != "" && as == o.as {
			o.list.Cursor = at // it stays on what was chosen, but where somebody sorts otherwise, who wants to see what is at the top
		}
		o.as = as
	}
}

// sorting is by what rows are sorted, and whether the largest come first.
type sorting struct {
	by   string
	down bool
}

// nameAt returns the name of a row, "" for none.
func nameAt(rows []*metrics.Group, at int) string {
	if at < 0 || at >= len(rows) {
		return ""
	}
	return rows[at].Name
}

// sortBy sorts the page's list, w columns wide, by the next of what it can be sorted by, or where by is -1 by the one before. Numbers begin with
// the largest.
func (o *order) sortBy(v *panel.View, w, by int) {
	sorts := pages[o.page].list.Sorts(v, w)
	i := (slices.Index(sorts, o.list.By) + by + len(sorts)) % len(sorts)
	o.sortByHead(sorts[i])
}

// sortByHead sorts the page's list by a column, as sortBy does.
func (o *order) sortByHead(head string) {
	o.list.By, o.list.Down, o.chosen = head, head != panel.ByNeed && head != panel.ByName, true
	o.unsettle()
}

// unsettle lets the rows find new places at once.
func (o *order) unsettle() { o.at = time.Time{} }

func names(groups []*metrics.Group) []string {
	out := make([]string, len(groups))
	for i, g := range groups {
		out[i] = g.Name
	}
	return out
}
