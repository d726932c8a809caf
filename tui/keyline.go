package tui

import (
	"slices"
	"strconv"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// hint is a key and, in a word, what it does.
type hint struct{ key, does string }

func (h hint) width() int { return cell.Width(h.key) + 1 + cell.Width(h.does) }

// keyHints are the keys that are of use now, the most useful first.
func (c *chrome) keyHints() []hint {
	hints := []hint{{"?", "help"}, {"p", "hold"}, {"w", "window"}, {"q", "quit"}}
	switch {
	case c.over != nil:
		return c.over.hints()
	case c.hint.key != "":
		return slices.Insert(hints, 1, c.hint)
	}
	return hints
}

// words are what stands in the w columns of the line of the keys instead of the pages; "" for the pages. Who types sees what is typed first.
func (c *chrome) words(w int) string {
	if c.over != nil && c.over.line() != "" {
		return c.over.line()
	}
	return cell.Phrases(c.note, w)
}

// tab is one page in the line of the keys.
type tab struct {
	page  int
	x, w  int
	title string // "" where there is only room for its number
}

// tabs are the places of the pages in a line of w columns, with their titles where there is room for those beside the first hint.
func (c *chrome) tabs(w int) []tab {
	first := c.keyHints()[0]
	for _, titles := range [...]bool{true, false} {
		var out []tab
		x := 1
		for i, n := range c.pages {
			t := tab{page: n, x: x, w: cell.Width(strconv.Itoa(i + 1))}
			if titles || n == c.page {
				t.title = pages[n].title
				t.w += 1 + cell.Width(t.title)
			}
			out = append(out, t)
			x += t.w + 2
		}
		if !titles || x-2+1+first.width() <= w-1 {
			return out
		}
	}
	return nil
}

// drawKeyLine draws the pages there are, and how to get help. Where there is no room for all, the pages come first; where there is none for
// pages, only what lies over the numbers has keys.
func drawKeyLine(a cell.Area, c *chrome) {
	words, tabs := c.words(a.W()-2), c.tabs(a.W())
	if a.W() < minPageW {
		tabs = nil
	}
	used := cell.Width(words) + 2
	if words == "" && len(tabs) > 0 {
		last := tabs[len(tabs)-1]
		used = last.x + last.w + 1
	}
	end := a.W() - 1
	for i, h := range c.keyHints() {
		w := h.width()
		if end-w < used && (i > 0 || words != "") {
			break
		}
		x := a.Text(end-w, 0, style.Key, h.key)
		a.Text(x+1, 0, style.Dim, h.does)
		end -= w + 2
	}
	if words != "" {
		a.TextFit(1, 0, end-1, style.Accent, words)
		return
	}
	for i, t := range tabs {
		x := a.Text(t.x, 0, style.Key, strconv.Itoa(i+1)) + 1
		st := style.Dim
		if t.page == c.page {
			st = style.Bold
		}
		a.Text(x, 0, st, t.title)
	}
}
