// Package digits draws numbers in large type, for reading from across a room. The type is drawn by hand, one file for each height:
// a pixel is half a cell high, so that it is about square. All digits of a height are equally wide, and a number keeps its place
// while it counts.
package digits

import (
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Heights are the heights of type there are, in rows, the largest first. 14 and 10 are 7 and 5 with each pixel doubled.
func Heights() []int { return []int{14, 10, 7, 5, 3} }

// Width is the number of columns that s takes in type of a height; of one below 3, that is in plain text.
func Width(s string, height int) int {
	f, scale := fontOf(height)
	if f == nil {
		return cell.Width(s)
	}
	w := 0
	for _, r := range s {
		if g, ok := f.glyphs[r]; ok {
			w += g.w + f.gap
		}
	}
	return max(w-f.gap, 0) * scale
}

// Fit is the largest height of type in which s takes at most w columns and h rows, and 0 if there is none: then it is for plain
// text, and so it is if s has characters that large type has not.
func Fit(s string, w, h int) int {
	for _, height := range Heights() {
		if height <= h && Has(s) && Width(s, height) <= w {
			return height
		}
	}
	return 0
}

// Has reports whether every character of s is there in large type: 0-9 : . , % + - – m s h d k M and the space.
func Has(s string) bool {
	for _, r := range s {
		if _, ok := fonts()[0].glyphs[r]; !ok {
			return false
		}
	}
	return s != ""
}

// Draw draws s with its upper left corner at x, y in type of a height, and returns the column after it. The height is rounded down
// to one there is; below 3 it is plain text. Blank parts of the type are drawn too, so that st covers the whole of it. Characters
// that large type has not are left out.
func Draw(a cell.Area, x, y int, st cell.Style, s string, height int, g *style.Glyphs) int {
	f, scale := fontOf(height)
	if f == nil {
		return a.Text(x, y, st, s)
	}
	if g.ASCII && f.height == 3 {
		return strokes(a, x, y, st, s, f)
	}
	quarters := [4]rune{' ', '▀', '▄', '█'}
	if g.ASCII {
		quarters = [4]rune{' ', '"', '_', '#'}
	}
	return f.line(a, x, y, st, s, scale, func(x int, _ rune, letter glyph) {
		for row := range f.height * scale {
			for col := range letter.w * scale {
				upper, lower := letter.at(col/scale, 2*row/scale), letter.at(col/scale, (2*row+1)/scale)
				a.Set(x+col, y+row, st, quarters[upper|lower<<1])
			}
		}
	})
}

// line has the characters of s drawn one beside the other from column x on, those that f has, with the gaps between them blank. It returns
// the column after them.
func (f *font) line(a cell.Area, x, y int, st cell.Style, s string, scale int, draw func(x int, r rune, letter glyph)) int {
	first := true
	for _, r := range s {
		letter, ok := f.glyphs[r]
		if !ok {
			continue
		}
		if !first {
			a.Fill(cell.Rect{X: x, Y: y, W: f.gap * scale, H: f.height * scale}, st, ' ')
			x += f.gap * scale
		}
		first = false
		draw(x, r, letter)
		x += letter.w * scale
	}
	return x
}
