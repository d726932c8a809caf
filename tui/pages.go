package tui

import (
	"slices"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// page is one screen of the board: the places of its panels, as a pure function of the room there is and of what there is
// to show. To add a page is to add it to pages.
type page struct {
	name   string // for the command line and the configuration
	title  string // for the key line
	plan   func(r cell.Rect, v *panel.View, list *panel.Listing) []part
	open   func(r cell.Rect, v *panel.View) []part // one row of the list alone, nil if rows cannot be opened
	list   *panel.Listing                          // the list that keys move in and sort, nil for none
	behind metrics.Key                             // the number whose cases are shown when none was chosen
	cases  string                                  // the KPI whose cases it lists, "" for none: what a snapshot has to be asked for
}

// part is one panel of a page, and its place. A place without cells is none.
type part struct {
	at    cell.Rect
	panel panel.Panel
}

// pages are all pages, in the order of their number keys.
var pages = [...]page{
	{name: "floor", title: "Floor", plan: floor, behind: metrics.LongestWait},
	{name: "queues", title: "Queues", plan: queues, open: queue, list: panel.AllQueues(), behind: metrics.LongestWait},
	{name: "replies", title: "Replies", plan: replies, behind: metrics.FirstReply, cases: metrics.LongestWait.Info().Name},
	{name: "agents", title: "Agents", plan: agents, open: agent, list: panel.AllAgents(), behind: metrics.Talk},
	{name: "experience", title: "Experience", plan: experience, behind: metrics.NPS},
	{name: "journey", title: "Journey", plan: journey, behind: metrics.Resolution},
	{name: "feed", title: "Feed", plan: incoming, behind: metrics.Open},
}

// Pages returns the names of the pages, in the order of their number keys.
func Pages() []string {
	var names []string
	for _, p := range pages {
		names = append(names, p.name)
	}
	return names
}

// pagesNamed are the places of the pages of these names, in their order; all pages for none.
func pagesNamed(names []string) []int {
	var out []int
	for i := range pages {
		if len(names) == 0 {
			out = append(out, i)
		}
	}
	for _, name := range names {
		if i := slices.Index(Pages(), name); i >= 0 && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return []int{0}
	}
	return out
}

// Cases is the KPI whose cases a page lists, "" for none: it belongs into the question for the page's snapshots.
func Cases(page string) string { return pages[pageIndex(page)].cases }

// partsOf is the plan of a page, or of the row of it that is opened.
func partsOf(page int, r cell.Rect, v *panel.View) []part {
	p := &pages[page]
	if v.Pinned && p.name != "floor" && v.Opened == "" { // the floor has one of its own, in the same place
		strip, r := r.CutTop(stripHeight(r))
		return append(p.plan(r, v, p.list), part{strip, panel.Strip(stripTiles(r))})
	}
	if v.Opened != "" && p.open != nil {
		return p.open(r, v)
	}
	return p.plan(r, v, p.list)
}

// pageIndex is the place of a page; the first for a name that there is not.
func pageIndex(name string) int {
	for i, p := range pages {
		if p.name == name {
			return i
		}
	}
	return 0
}
