package style

import (
	"floorboard/themes"
	"floorboard/tui/cell"
)

// Sheet is a theme made ready for one terminal. It does not change, and may be shared by any number of goroutines.
type Sheet struct {
	// Glyphs are the characters to draw with.
	Glyphs *Glyphs
	// Theme is what the sheet was made of.
	Theme *themes.Theme
	// Depth is what it was made for; NoColor if the theme is monochrome.
	Depth Depth
	// Terminal is what the terminal can show, whatever the theme.
	Terminal Depth
	// Strokes says that colours do not tell the lines of a chart apart.
	Strokes bool

	looks [roles]Look
	sgr   [roles]string
	turns [roles][roles]string
	blank [roles][roles]bool
}

// New makes the sheet of a theme for a terminal with these colours and characters.
func New(t *themes.Theme, d Depth, g *Glyphs) *Sheet {
	terminal := d
	if t.Monochrome {
		d = NoColor
	}
	s := &Sheet{Glyphs: g, Theme: t, Depth: d, Terminal: terminal, Strokes: d == NoColor || d >= ANSI256 && alike(t.Series[:3]), looks: looks(t)}
	var codes [roles]code
	for st, l := range s.looks {
		codes[st] = l.code(d)
		s.sgr[st] = codes[st].sgr()
		if d == NoColor {
			s.looks[st] = l.colourless(t)
		}
	}
	for from, c := range codes {
		for to, other := range codes {
			s.turns[from][to], s.blank[from][to] = c.turn(other), c.sameBlank(other)
		}
	}
	return s
}

// alike says whether two of some colours are greys that are hard to tell apart in thin lines, as in a scheme that has hardly any colours.
func alike(colors []themes.Color) bool {
	const chroma, contrast = 48, 2 // what of 255 makes a colour of a grey, and of 21 tells two greys apart
	grey := func(c themes.Color) bool { return max(c.R, c.G, c.B)-min(c.R, c.G, c.B) < chroma }
	for i, a := range colors {
		for _, b := range colors[:i] {
			if grey(a) && grey(b) && themes.Contrast(a, b) < contrast {
				return true
			}
		}
	}
	return false
}

// Reset is the escape sequence that ends every style.
const Reset = "\x1b[m"

// SGR is the escape sequence that begins a style, whatever the style before; it is empty where the terminal's plain text is meant.
// A style that is no role is Text.
func (s *Sheet) SGR(st cell.Style) string { return s.sgr[known(st)] }

// Write appends the frame in b, in this sheet's colours, to dst.
func (s *Sheet) Write(dst []byte, b *cell.Buffer) []byte { return b.Write(dst, s) }

// Begin is SGR; with the next three a sheet is a [cell.Styler].
func (s *Sheet) Begin(to cell.Style) string { return s.SGR(to) }

// Turn is the shortest escape sequence that makes one style out of another.
func (s *Sheet) Turn(from, to cell.Style) string { return s.turns[known(from)][known(to)] }

// End is the escape sequence that makes plain text out of a style.
func (s *Sheet) End(from cell.Style) string {
	if s.SGR(from) == "" {
		return ""
	}
	return Reset
}

// SameBlank reports whether a blank looks the same in both styles: on the same ground, and without a line below it.
func (s *Sheet) SameBlank(a, b cell.Style) bool { return s.blank[known(a)][known(b)] }

// Look is what a style looks like where no terminal is asked for its own colours, in a picture say.
func (s *Sheet) Look(st cell.Style) Look { return s.looks[known(st)] }

// Fit cuts text to a width with the ellipsis of this sheet's characters.
func (s *Sheet) Fit(text string, w int) string { return cell.FitWith(text, w, s.Glyphs.Ellipsis) }

func known(st cell.Style) cell.Style {
	if st >= roles {
		return Text
	}
	return st
}
