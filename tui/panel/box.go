package panel

import (
	"math"
	"strings"

	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Box draws a border as every panel has one, and returns the room inside.
func Box(a cell.Area, v *View, title, context string) cell.Area { return v.box(a, title, context) }

// box draws a thin border with a title at its left and what the numbers refer to at its right, and returns the room
// inside, a blank column kept free at both sides. Where there is no room for a border, the title is a line of its own or missing.
func (v *View) box(a cell.Area, title, context string) cell.Area {
	w, h := a.W(), a.H()
	if h < 3 || w < 8 {
		if h < 2 {
			return a
		}
		a.Text(0, 0, style.Title, v.fit(title, w))
		_, rest := a.Bounds().CutTop(1)
		return a.Sub(rest)
	}
	g := v.glyphs()
	side := func(y int, left, right string) {
		a.Text(0, y, style.Border, left)
		a.Text(w-1, y, style.Border, right)
	}
	rule := strings.Repeat(g.Horizontal, w-2)
	a.Text(1, 0, style.Border, rule)
	a.Text(1, h-1, style.Border, rule)
	side(0, g.TopLeft, g.TopRight)
	side(h-1, g.BottomLeft, g.BottomRight)
	for y := 1; y < h-1; y++ {
		side(y, g.Vertical, g.Vertical)
	}
	end := 1
	if title != "" {
		end = a.Text(2, 0, style.Title, v.fit(" "+title+" ", w-4))
		end = max(end, 2)
	}
	if room := w - 2 - end - 1; context != "" && room > 4 {
		a.TextRight(w-2, 0, style.Dim, v.fit(" "+context+" ", room))
	}
	return a.Sub(a.Bounds().Inset(2, 1))
}

// foot writes a few words into the lower border of the box over a.
func (v *View) foot(a cell.Area, words string) {
	if w, h := a.W(), a.H(); h >= 3 && w >= 8 && words != "" {
		a.TextRight(w-2, h-1, style.Dim, v.fit(" "+words+" ", w-4))
	}
}

// more writes into the lower border of the box over a how many rows there are beside those that have room, if there are any.
func (v *View) more(a cell.Area, rows int) {
	if rows > 0 {
		v.foot(a, format.Count(float64(rows))+" more")
	}
}

// say writes one sentence in the middle of a, for a panel that has nothing to show yet: in several lines where it is too long for one, and
// cut only where there are too few of them.
func (v *View) say(a cell.Area, sentence string) {
	lines := wrap(sentence, a.W())
	if len(lines) > a.H() {
		lines = []string{v.fit(sentence, a.W())}
	}
	for i, l := range lines {
		a.Text((a.W()-cell.Width(l))/2, (a.H()-len(lines))/2+i, style.Dim, l)
	}
}

// wrap breaks s between words into lines of at most w columns; a longer word is cut.
func wrap(s string, w int) []string {
	if w < 1 {
		return nil
	}
	var lines []string
	at := ""
	for _, word := range strings.Fields(s) {
		switch {
		case at == "":
			at = word
		case cell.Width(at)+1+cell.Width(word) <= w:
			at += " " + word
		default:
			lines, at = append(lines, at), word
		}
	}
	if at != "" {
		lines = append(lines, at)
	}
	for i, l := range lines {
		lines[i] = cell.Fit(l, w)
	}
	return lines
}

// fitPhrases leaves out the last of several phrases, as many as have no room in w columns, and cuts what is left only if it is too long by itself.
func (v *View) fitPhrases(s string, w int) string {
	return v.fit(cell.Phrases(s, w), w)
}

// words joins what is not empty with a dot between.
func (v *View) words(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " "+v.glyphs().Bullet+" ")
}

// gauge draws a slim line of which a part is full.
func gauge(a cell.Area, st cell.Style, part float64) {
	if !(part > 0) {
		part = 0
	}
	full := int(math.Round(min(part, 1) * float64(a.W())))
	a.Fill(cell.Rect{W: full, H: 1}, st, '━')
	a.Fill(cell.Rect{X: full, W: a.W() - full, H: 1}, style.BarDim, '─')
}
