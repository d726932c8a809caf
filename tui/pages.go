package tui

import (
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// page is one screen of the board. To add one is to add it to pages.
type page struct {
	name  string                           // for the command line and the configuration
	title string                           // for the key line
	about string                           // the question that the page answers
	draw  func(a cell.Area, v *panel.View) // fills the area
	rows  func(v *panel.View) int          // how long its list is, nil if nothing can be scrolled
}

// pages are all pages, in the order of their number keys.
var pages = [...]page{
	{name: "floor", title: "Floor", about: "what must be done right now", draw: drawFloor},
}

// Pages returns the names of the pages, in the order of their number keys.
func Pages() []string {
	var names []string
	for _, p := range pages {
		names = append(names, p.name)
	}
	return names
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
