package chart

import (
	"github.com/NimbleMarkets/ntcharts/canvas"
	"github.com/NimbleMarkets/ntcharts/canvas/graph"

	"floorboard/tui/style"
)

// raster is a grid of dots, several to a cell, for one line of a chart.
type raster interface {
	// set sets a dot; one outside is left out.
	set(x, y int)
	// runes are the characters that show the dots, by row and column; 0 is a cell without any.
	runes() [][]rune
}

// grain is how many dots a cell has with a set of characters, across and down.
func grain(g *style.Glyphs) (across, down int) {
	switch {
	case g.Braille:
		return 2, 4
	case g.ASCII:
		return 1, 3
	}
	return 1, 2
}

// newRaster returns the finest raster of w x h cells, both at least 1, that a set of characters allows.
func newRaster(w, h int, g *style.Glyphs) raster {
	switch {
	case g.Braille:
		return braille{graph.NewBrailleGrid(w, h, 0, 1, 0, 1)}
	case g.ASCII:
		return newStack(w, h, 3, []rune{0, '\'', '-', '|', '.', '|', '|', '|'})
	}
	return newStack(w, h, 2, []rune{0, '▀', '▄', '█'})
}

// line sets the dots from one point to another. Most lines of a dense chart are no longer than a dot or stand upright.
func line(r raster, x0, y0, x1, y1 int) {
	if x0 == x1 {
		for y := min(y0, y1); y <= max(y0, y1); y++ {
			r.set(x0, y)
		}
		return
	}
	if x1-x0 == 1 && max(y0-y1, y1-y0) <= 1 {
		r.set(x0, y0)
		r.set(x1, y1)
		return
	}
	for _, p := range graph.GetLinePoints(canvas.Point{X: x0, Y: y0}, canvas.Point{X: x1, Y: y1}) {
		r.set(p.X, p.Y)
	}
}

type braille struct{ grid *graph.BrailleGrid }

func (b braille) set(x, y int) { b.grid.Set(canvas.Point{X: x, Y: y}) }

const brailleBlank = '\u2800'

func (b braille) runes() [][]rune {
	rows := b.grid.BraillePatterns()
	for _, row := range rows {
		for x, r := range row {
			if r == brailleBlank {
				row[x] = 0
			}
		}
	}
	return rows
}

// stack has one dot across. chars[bits] shows the dots of a cell, the uppermost being the lowest bit.
type stack struct {
	chars []rune
	down  int
	bits  [][]uint8
}

func newStack(w, h, down int, chars []rune) stack {
	s := stack{chars, down, make([][]uint8, h)}
	for y := range s.bits {
		s.bits[y] = make([]uint8, w)
	}
	return s
}

func (s stack) set(x, y int) {
	if y >= 0 && y < len(s.bits)*s.down && x >= 0 && x < len(s.bits[0]) {
		s.bits[y/s.down][x] |= 1 << (y % s.down)
	}
}

func (s stack) runes() [][]rune {
	rows := make([][]rune, len(s.bits))
	for y, row := range s.bits {
		rows[y] = make([]rune, len(row))
		for x, bits := range row {
			rows[y][x] = s.chars[bits]
		}
	}
	return rows
}
