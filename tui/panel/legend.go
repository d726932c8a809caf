package panel

import (
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/style"
)

// legendEntry says what something in a chart is: what it looks like, its name, and its number over the whole window.
type legendEntry struct {
	mark        string // "" for what is not drawn
	style       cell.Style
	name, value string
}

// lineEntry is the entry of a line of this style.
func (v *View) lineEntry(st cell.Style, name, value string) legendEntry {
	return legendEntry{chart.Sample(st, v.Sheet), st, name, value}
}

// legendGap is how many columns lie between two entries.
const legendGap = 3

// drawLegend names the lines of a chart from column x on; where not all of them have room, their names go before their numbers. Of what else
// there is to say, that is said for which there is room.
func drawLegend(a cell.Area, x int, lines, more []legendEntry) {
	need := x - legendGap
	for _, e := range lines {
		need += legendGap + e.width()
	}
	for _, e := range lines {
		if need > a.W() {
			e.value = ""
		}
		x = e.draw(a, x, style.Bold)
	}
	for _, e := range more {
		x = e.draw(a, x, style.Dim)
	}
}

func (e legendEntry) width() int {
	w := -1
	for _, s := range [...]string{e.mark, e.name, e.value} {
		if s != "" {
			w += 1 + cell.Width(s)
		}
	}
	return w
}

// draw draws the entry with its value in a style, if it has room, and returns where the next one begins.
func (e legendEntry) draw(a cell.Area, x int, value cell.Style) int {
	if x+e.width() > a.W() {
		return x
	}
	for _, part := range [...]struct {
		style cell.Style
		text  string
	}{{e.style, e.mark}, {style.Dim, e.name}, {value, e.value}} {
		if part.text != "" {
			x = a.Text(x, 0, part.style, part.text) + 1
		}
	}
	return x - 1 + legendGap
}
