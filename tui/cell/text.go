package cell

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns that s takes when drawn. It counts what [Area.Text] would draw: control characters and
// characters without width take none.
func Width(s string) int {
	w := 0
	for len(s) > 0 {
		_, _, n := next(&s)
		w += n
	}
	return w
}

// Fit returns s if it takes at most w columns, else as much of its beginning as leaves room for an ellipsis, and the ellipsis.
func Fit(s string, w int) string { return FitWith(s, w, "…") }

// FitWith is Fit with an ellipsis of the caller's choice, such as ".." where there is nothing but ASCII.
func FitWith(s string, w int, ellipsis string) string {
	room, rest, used := max(w, 0)-Width(ellipsis), s, 0
	cut := -1 // how much of s fits beside the ellipsis
	for len(rest) > 0 {
		at := len(s) - len(rest)
		_, _, n := next(&rest)
		if cut < 0 && used+n > room {
			cut = at
		}
		if used += n; used > w {
			if room < 0 {
				return ""
			}
			return s[:cut] + ellipsis
		}
	}
	return s
}

// Phrases is s without the last of its phrases, which commas part, as many as have no room in w columns: rather less said than words cut off.
// One phrase alone stays, even if it is too long.
func Phrases(s string, w int) string {
	for Width(s) > w {
		i := strings.LastIndex(s, ", ")
		if i < 0 {
			break
		}
		s = s[:i]
	}
	return s
}

// FitMiddle is FitWith for names that differ at their ends: as much of the beginning and of the end as has room, and the ellipsis between them.
func FitMiddle(s string, w int, ellipsis string) string {
	left, room := Width(s), w-Width(ellipsis)
	if left <= w || room < 2 {
		return FitWith(s, w, ellipsis)
	}
	rest, cut, used := s, 0, 0
	for {
		_, _, n := next(&rest)
		if used+n > room/2 {
			break
		}
		used += n
		cut = len(s) - len(rest)
	}
	for rest, left = s[cut:], left-used; left > room-used; {
		_, _, n := next(&rest)
		left -= n
	}
	return s[:cut] + ellipsis + rest
}

// next takes the first character off s: a rune, or else a grapheme of several runes, and its width in columns. It is 0 for what
// is not to be drawn at all.
func next(s *string) (char rune, grapheme string, width int) {
	r, n := utf8.DecodeRuneInString(*s)
	if w := simple(r); w > 0 {
		after := byte(0)
		if len(*s) > n {
			after = (*s)[n]
		}
		if after < utf8.RuneSelf {
			*s = (*s)[n:]
			return r, "", w
		}
		if f, _ := utf8.DecodeRuneInString((*s)[n:]); simple(f) > 0 {
			*s = (*s)[n:]
			return r, "", w
		}
	}
	g, w := ansi.FirstGraphemeCluster(*s, ansi.GraphemeWidth)
	*s = (*s)[len(g):]
	return settle(g, w)
}

// simple is the width of a rune that stands for itself and joins with no neighbour, and 0 for every rune of which that is not
// known: those are looked at more closely.
func simple(r rune) int {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xad:
		return 0
	case r < 0x300,
		r >= 0x2010 && r <= 0x2027, // dashes, quotes, bullets, ellipsis
		r == 0x203c,                // double exclamation mark
		r >= 0x2190 && r <= 0x2193, // arrows
		r >= 0x2500 && r <= 0x25fc, // boxes, blocks and geometric shapes
		r == 0x2713, r == 0x2715,   // check mark, cross
		r >= 0x2800 && r <= 0x28ff: // braille
		return 1
	case r >= 0x4e00 && r <= 0x9fff: // common CJK ideographs
		return 2
	}
	return 0
}

// longest is how many bytes a grapheme may have; the longest flags and syllables stay below.
const longest = 40

// settle makes of a grapheme what may stand in a cell: the same on every terminal, and without a bond to its neighbours.
func settle(g string, w int) (rune, string, int) {
	r, n := utf8.DecodeRuneInString(g)
	switch {
	case w <= 0:
		return 0, "", 0
	case r == utf8.RuneError && n == 1, w > 2:
		return utf8.RuneError, "", 1
	case disputed(g) || len(g) > longest:
		g = g[:n]
		w = ansi.StringWidth(g)
	}
	if !alone(g, w) {
		g += "\u200c" // a zero width non-joiner ends the bond to what follows
		if !alone(g, w) {
			return utf8.RuneError, "", 1
		}
	}
	if r, n := utf8.DecodeRuneInString(g); n == len(g) {
		return r, "", w
	}
	return 0, g, w
}

// disputed reports a grapheme of which terminals do not agree how wide it is: emoji joined with others, in a skin colour, or of
// which a selector chooses the form. Their first rune alone is wide on all.
func disputed(g string) bool {
	return strings.ContainsAny(g, "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff\u20e3")
}

// alone reports whether g takes w columns beside whatever else is in a line. The neighbours it is tried with are those that
// grapheme clusters are made with (Unicode Standard Annex 29, table 2): a letter, itself, and a Hangul syllable that goes on.
func alone(g string, w int) bool {
	return ansi.StringWidth("x"+g+"x") == w+2 && ansi.StringWidth(g+g) == 2*w &&
		ansi.StringWidth("가"+g+"가") == w+4
}
