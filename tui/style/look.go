package style

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"floorboard/themes"
)

// Look is what a role looks like: in a theme's colours, with a terminal's own sixteen, and without any.
type Look struct {
	Fore, Ground themes.Color
	Marks        Marks

	basic basic
	mono  Marks
}

// Marks are what a character can have beside colours.
type Marks uint8

// The marks, by their bits.
const (
	IsBold Marks = 1 << iota
	IsFaint
	IsUnderlined
	IsReversed // the two colours change places
)

// basic is how a role shows among the sixteen colours: SGR codes (ECMA-48, 8.3.117; 90 to 97 are aixterm's bright ones) for
// themes that are dark and for those that are light; 0 is the terminal's own. What such a colour looks like is the user's choice,
// so few are used, faint text stands for grey, and the ground is left alone.
type basic struct {
	dark, light int
	marks       Marks
}

// code is what a look comes to on a terminal: the parameters of its escape sequence, each with a semicolon before it.
type code struct {
	fore, ground string // empty for the terminal's own
	marks        Marks
}

func (l Look) code(d Depth) code {
	switch d {
	case TrueColor:
		f, g := l.Fore, l.Ground
		return code{fmt.Sprintf(";38;2;%d;%d;%d", f.R, f.G, f.B), fmt.Sprintf(";48;2;%d;%d;%d", g.R, g.G, g.B), l.Marks}
	case ANSI256:
		f, g := indexed(l.Fore, l.Ground)
		return code{fmt.Sprintf(";38;5;%d", f), fmt.Sprintf(";48;5;%d", g), l.Marks}
	case ANSI16:
		n := l.basic.dark
		if themes.Ink(l.Ground) == (themes.Color{}) {
			n = l.basic.light
		}
		if n != 0 {
			return code{fmt.Sprintf(";%d", n), "", l.basic.marks}
		}
		return code{marks: l.basic.marks}
	}
	return code{marks: l.mono}
}

// sgr is the whole escape sequence. It begins with a reset, so that it does not matter what came before, and is empty where the
// terminal's plain text is meant.
func (c code) sgr() string {
	if c == (code{}) {
		return ""
	}
	return "\x1b[0" + c.marks.codes() + c.fore + c.ground + "m"
}

// turn is the escape sequence that makes to out of c: what differs, or all of it if something has to be taken back.
func (c code) turn(to code) string {
	whole := cmp.Or(to.sgr(), Reset)
	var part string
	if c.marks == IsBold && to.marks == 0 {
		part, c.marks = ";22", 0
	}
	if c.marks&^to.marks != 0 || c.fore != "" && to.fore == "" || c.ground != "" && to.ground == "" {
		return whole
	}
	part += (to.marks &^ c.marks).codes()
	if to.fore != c.fore {
		part += to.fore
	}
	if to.ground != c.ground {
		part += to.ground
	}
	switch {
	case part == "":
		return ""
	case len(part)+2 < len(whole):
		return "\x1b[" + part[1:] + "m"
	}
	return whole
}

// sameBlank reports whether a blank looks the same in both.
func (c code) sameBlank(d code) bool {
	return c.ground == d.ground && (c.marks|d.marks)&(IsUnderlined|IsReversed) == 0
}

// colourless is a look with the theme's own two colours, dim where it is faint, and the marks of a terminal without colour.
func (l Look) colourless(t *themes.Theme) Look {
	fore := t.Text
	if l.mono&IsFaint != 0 {
		fore = t.Dim
	}
	return Look{fore, t.Background, l.mono, l.basic, l.mono}
}

// Colors are the colours of a look as they are seen: those of one in reverse video have changed places.
func (l Look) Colors() (fore, ground themes.Color) {
	if l.Marks&IsReversed != 0 {
		return l.Ground, l.Fore
	}
	return l.Fore, l.Ground
}

func (m Marks) codes() string {
	var b strings.Builder
	for i, code := range [...]string{";1", ";2", ";4", ";7"} {
		if m&(1<<i) != 0 {
			b.WriteString(code)
		}
	}
	return b.String()
}

// indexed gives the nearest colours of xterm's palette of 256, the fore one moved away from the ground where the coarse steps of
// the palette would have cost too much of its contrast.
func indexed(fore, ground themes.Color) (f, g ansi.IndexedColor) {
	g = nearest(ground)
	under := rgb(g)
	want := min(themes.Contrast(fore, ground)*0.9, 4.5)
	for least := want; ; least += 0.25 {
		f = nearest(themes.Readable(fore, under, least))
		if themes.Contrast(rgb(f), under) >= want || least > 21 {
			return f, g
		}
	}
}

// nearest is the colour of the palette's cube or greys that is the least away in red, green and blue. ansi.Convert256 goes by hue, of which a bluish
// grey has much and shows little: it comes out as lavender, and ink as navy.
func nearest(c themes.Color) (best ansi.IndexedColor) {
	const first, last = 16, 255 // those before are the user's own
	least := math.MaxInt
	for i := first; i <= last; i++ {
		p := rgb(ansi.IndexedColor(i))
		r, g, b := int(p.R)-int(c.R), int(p.G)-int(c.G), int(p.B)-int(c.B)
		if d := r*r + g*g + b*b; d < least {
			least, best = d, ansi.IndexedColor(i)
		}
	}
	return best
}

func rgb(c ansi.IndexedColor) themes.Color {
	r, g, b, _ := c.RGBA()
	return themes.Color{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
}
