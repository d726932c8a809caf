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
	// Profile is what it was made for.
	Profile Profile

	sgr [roles]string
}

// New makes the sheet of a theme for a terminal with these colours and characters.
func New(t *themes.Theme, p Profile, g *Glyphs) *Sheet {
	return &Sheet{Glyphs: g, Theme: t, Profile: p}
}

// Reset is the escape sequence that ends every style.
const Reset = "\x1b[0m"

// SGR is the escape sequence that begins a style, whatever the style before; it is empty where the terminal's plain text is meant.
// An unknown style is Text.
func (s *Sheet) SGR(st cell.Style) string {
	if st >= roles {
		st = Text
	}
	return s.sgr[st]
}

// Write appends the frame in b, in this sheet's colours, to dst.
func (s *Sheet) Write(dst []byte, b *cell.Buffer) []byte { return b.Write(dst, s.SGR, Reset) }
