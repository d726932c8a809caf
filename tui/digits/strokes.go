package digits

import "floorboard/tui/cell"

// stroked is the smallest type for terminals that show nothing but ASCII: too small for pixels of half a cell, it is drawn with
// strokes. Its characters are as wide as those of 3.txt.
var stroked = map[rune][3]string{
	'0': {" __ ", "|  |", "|__|"},
	'1': {"    ", "   |", "   |"},
	'2': {" __ ", " __|", "|__ "},
	'3': {" __ ", " __|", " __|"},
	'4': {"    ", "|__|", "   |"},
	'5': {" __ ", "|__ ", " __|"},
	'6': {" __ ", "|__ ", "|__|"},
	'7': {" __ ", "   |", "   |"},
	'8': {" __ ", "|__|", "|__|"},
	'9': {" __ ", "|__|", " __|"},
	':': {" ", ".", "."},
	'%': {"o   /", "  /  ", "/   o"},
	'+': {"   ", "_|_", " | "},
	'-': {"   ", "___", "   "},
	'–': {"    ", "____", "    "},
	'.': {" ", " ", "."},
	',': {"  ", "  ", " ,"},
	' ': {"  ", "  ", "  "},
	'm': {"     ", " _ _ ", "| | |"},
	's': {"    ", " __ ", "_\\  "},
	'h': {"|   ", "|__ ", "|  |"},
	'd': {"   |", " __|", "|__|"},
	'k': {"|   ", "|_/ ", "| \\ "},
	'M': {"     ", "|\\ /|", "| v |"},
}

// strokes draws s with strokes and returns the column after it.
func strokes(a cell.Area, x, y int, st cell.Style, s string, f *font) int {
	return f.line(a, x, y, st, s, 1, func(x int, r rune, letter glyph) {
		for row, line := range stroked[r] {
			a.TextFit(x, y+row, letter.w, st, line)
		}
	})
}
