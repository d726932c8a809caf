package style

import (
	"fmt"
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

// sgr is the escape sequence for a look on a terminal. It begins with a reset, so that it does not matter what came before.
func (l Look) sgr(p Profile) string {
	switch p {
	case TrueColor:
		return "\x1b[0" + l.Marks.codes() +
			fmt.Sprintf(";38;2;%d;%d;%d;48;2;%d;%d;%dm", l.Fore.R, l.Fore.G, l.Fore.B, l.Ground.R, l.Ground.G, l.Ground.B)
	case ANSI256:
		fore, ground := indexed(l.Fore, l.Ground)
		return "\x1b[0" + l.Marks.codes() + fmt.Sprintf(";38;5;%d;48;5;%dm", fore, ground)
	case ANSI16:
		code := l.basic.dark
		if themes.Ink(l.Ground) == (themes.Color{}) {
			code = l.basic.light
		}
		if code != 0 {
			return "\x1b[0" + l.basic.marks.codes() + fmt.Sprintf(";%dm", code)
		}
		return marksOnly(l.basic.marks)
	}
	return marksOnly(l.mono)
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

func marksOnly(m Marks) string {
	if m == 0 {
		return ""
	}
	return "\x1b[0" + m.codes() + "m"
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
	g = ansi.Convert256(ground)
	under := rgb(g)
	want := min(themes.Contrast(fore, ground)*0.9, 4.5)
	for least := want; ; least += 0.25 {
		f = ansi.Convert256(themes.Readable(fore, under, least))
		if themes.Contrast(rgb(f), under) >= want || least > 21 {
			return f, g
		}
	}
}

func rgb(c ansi.IndexedColor) themes.Color {
	r, g, b, _ := c.RGBA()
	return themes.Color{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
}
