package export

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// rect is a rectangle in units of the picture; a line has no width, or no height.
type rect struct{ x, y, w, h int }

// shape draws a character of a cell with its corner at x, y, and reports whether it is one of those that are drawn.
func (l *layer) shape(x, y int, r rune) bool {
	switch {
	case r >= 0x2591 && r <= 0x2593: // ░ ▒ ▓
		l.shaded[r-0x2591] = append(l.shaded[r-0x2591], rect{x, y, cellW, cellH})
	case r >= 0x2580 && r <= 0x259f:
		for _, b := range block(r) {
			l.blocks = append(l.blocks, rect{x + b.x, y + 2*b.y, b.w, 2 * b.h})
		}
	case r >= 0x2800 && r <= 0x28ff:
		l.braille(x, y, uint8(r-0x2800))
	default:
		return l.box(x, y, r)
	}
	return true
}

// quadrants are the blocks from U+2596 on: bit 0 is the upper left quarter, 1 the upper right, 2 the lower left, 3 the lower right.
var quadrants = [...]uint8{4, 8, 1, 13, 9, 7, 11, 2, 6, 14}

// block is a block element (Unicode, Block Elements, U+2580 to U+259F) in eighths of a cell.
func block(r rune) []rect {
	switch n := int(r); {
	case n == 0x2580:
		return []rect{{0, 0, 8, 4}}
	case n <= 0x2588:
		return []rect{{0, 0x2588 - n, 8, n - 0x2580}}
	case n <= 0x258f:
		return []rect{{0, 0, 0x2590 - n, 8}}
	case n == 0x2590:
		return []rect{{4, 0, 4, 8}}
	case n == 0x2594:
		return []rect{{0, 0, 8, 1}}
	case n == 0x2595:
		return []rect{{7, 0, 1, 8}}
	}
	var parts []rect
	for set := quadrants[r-0x2596]; set != 0; set &= set - 1 {
		i := bits.TrailingZeros8(set)
		parts = append(parts, rect{4 * (i % 2), 4 * (i / 2), 4, 4})
	}
	return parts
}

// dotAt is where the eight dots of a braille pattern lie, in the order of their bits (Unicode, Braille Patterns).
var dotAt = [8][2]int{{2, 2}, {2, 6}, {2, 10}, {6, 2}, {6, 6}, {6, 10}, {2, 14}, {6, 14}}

func (l *layer) braille(x, y int, set uint8) {
	for ; set != 0; set &= set - 1 {
		dot := dotAt[bits.TrailingZeros8(set)]
		fmt.Fprintf(&l.dots, "M%d %dh0", x+dot[0], y+dot[1])
	}
}

// arms are the lines from the middle of a cell to its edges: l, r, u and d.
var arms = map[rune]string{
	'─': "lr", '│': "ud", '┌': "rd", '┐': "ld", '└': "ru", '┘': "lu", '├': "rud", '┤': "lud", '┬': "lrd", '┴': "lru", '┼': "lrud",
	'╴': "l", '╵': "u", '╶': "r", '╷': "d",
}

// curves are the round corners, as paths from one edge to the other.
var curves = map[rune]string{'╭': "m4 16v-4q0-4 4-4", '╮': "m4 16v-4q0-4-4-4", '╯': "m4 0v4q0 4-4 4", '╰': "m4 0v4q0 4 4 4"}

// box draws a box-drawing character.
func (l *layer) box(x, y int, r rune) bool {
	const midX, midY = cellW / 2, cellH / 2
	if curve, ok := curves[r]; ok {
		fmt.Fprintf(&l.arcs, "M%d %d%s", x, y, curve)
		return true
	}
	switch r {
	case '╌':
		l.lines = append(l.lines, rect{x + 1, y + midY, 2, 0}, rect{x + 5, y + midY, 2, 0})
		return true
	case '╍':
		l.blocks = append(l.blocks, rect{x + 1, y + midY - 1, 2, 2}, rect{x + 5, y + midY - 1, 2, 2})
		return true
	case '━', '╸', '╺':
		l.blocks = append(l.blocks, map[rune]rect{
			'━': {x, y + midY - 1, cellW, 2}, '╸': {x, y + midY - 1, midX, 2}, '╺': {x + midX, y + midY - 1, midX, 2}}[r])
		return true
	}
	for _, arm := range arms[r] {
		l.lines = append(l.lines, map[rune]rect{
			'l': {x, y + midY, midX, 0}, 'r': {x + midX, y + midY, midX, 0}, 'u': {x + midX, y, 0, midY}, 'd': {x + midX, y + midY, 0, midY}}[arm])
	}
	return arms[r] != ""
}

// rects is path data for rectangles, as few as make the same picture.
func rects(all []rect) string {
	var d strings.Builder
	for _, r := range merge(all) {
		fmt.Fprintf(&d, "M%d %dh%dv%dh%dz", r.x, r.y, r.w, r.h, -r.w)
	}
	return d.String()
}

// strokes is path data for lines, each as long as it goes.
func strokes(all []rect) string {
	var d strings.Builder
	for _, r := range merge(all) {
		if r.h == 0 {
			fmt.Fprintf(&d, "M%d %dh%d", r.x, r.y, r.w)
		} else {
			fmt.Fprintf(&d, "M%d %dv%d", r.x, r.y, r.h)
		}
	}
	return d.String()
}

// merge joins rectangles that meet along a whole side, first side by side and then one below the other.
func merge(all []rect) []rect {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b rect) int {
		return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.h, b.h), cmp.Compare(a.x, b.x))
	})
	all = join(all, func(a, b rect) (rect, bool) {
		return rect{a.x, a.y, a.w + b.w, a.h}, a.w > 0 && a.y == b.y && a.h == b.h && a.x+a.w == b.x
	})
	slices.SortFunc(all, func(a, b rect) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.w, b.w), cmp.Compare(a.y, b.y))
	})
	return join(all, func(a, b rect) (rect, bool) {
		return rect{a.x, a.y, a.w, a.h + b.h}, a.h > 0 && a.x == b.x && a.w == b.w && a.y+a.h == b.y
	})
}

// join makes one of each two neighbours for which both says so.
func join(all []rect, both func(a, b rect) (rect, bool)) []rect {
	var out []rect
	for _, r := range all {
		if n := len(out); n > 0 {
			if one, ok := both(out[n-1], r); ok {
				out[n-1] = one
				continue
			}
		}
		out = append(out, r)
	}
	return out
}
