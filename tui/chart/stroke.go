package chart

import (
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// stroke is how a line is drawn: where colours do not, that is what tells the lines of a chart apart.
type stroke uint8

const (
	thin stroke = iota
	heavy
	broken
)

// strokeOf is the stroke of a line of this style: where strokes are needed the first line is heavy and the third one broken, else all are
// thin.
func strokeOf(st cell.Style, s *style.Sheet) stroke {
	switch {
	case !s.Strokes:
		return thin
	case st == style.Series1:
		return heavy
	case st == style.Series3:
		return broken
	}
	return thin
}

// char is what a line of this stroke looks like by itself.
func (s stroke) char(g *style.Glyphs) string {
	return [...]string{thin: g.Horizontal, heavy: g.Heavy, broken: g.Broken}[s]
}

// Sample is what a line of this style looks like, in two columns, for a legend.
func Sample(st cell.Style, s *style.Sheet) string {
	one := strokeOf(st, s).char(s.Glyphs)
	return one + one
}

// stroked is a raster that is drawn into with a stroke.
type stroked struct {
	raster
	stroke stroke
	glyphs *style.Glyphs
}

func (r stroked) set(x, y int) {
	switch {
	case r.glyphs.ASCII: // has a character for each stroke, see runes
	case r.stroke == heavy:
		r.raster.set(x, y-1)
	case r.stroke == broken:
		// By its place, so that a line that comes back the way it went does not fill its gaps; and with such factors that in each direction,
		// also aslant, some dots are there and some are not.
		if (x+2*y)%7 > 3 {
			return
		}
	}
	r.raster.set(x, y)
}

// runes are those of the raster; those of ASCII are too few to show a stroke by the places of dots, so a character stands for each.
func (r stroked) runes() [][]rune {
	rows := r.raster.runes()
	if !r.glyphs.ASCII {
		return rows
	}
	for _, row := range rows {
		for x, char := range row {
			if char != 0 {
				row[x] = rune(r.stroke.char(r.glyphs)[0])
			}
		}
	}
	return rows
}
