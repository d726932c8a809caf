package export

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// A cell of the picture is 8 units wide and 16 high, so that eighth blocks and braille dots lie on whole units.
const (
	cellW    = 8
	cellH    = 16
	baseline = 12
	margin   = 8
)

// svg draws the frame so that it looks the same wherever it is shown. Text is set in whatever monospaced font there is, and each run
// stretched to exactly its columns; what has to meet its neighbours, such as lines, blocks and braille, is drawn as shapes, which
// no font can tear apart.
func svg(b *cell.Buffer, s *style.Sheet) []byte {
	w, h := b.Size()
	layers := make(map[cell.Style]*layer)
	at := func(st cell.Style) *layer {
		if layers[st] == nil {
			layers[st] = &layer{}
		}
		return layers[st]
	}
	b.Each(func(x, y int, grapheme string, st cell.Style) {
		at(st).add(x, y, grapheme)
	})

	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="%d %d %[1]d %[2]d" xml:space="preserve" %[5]s>`+"\n",
		w*cellW+2*margin, h*cellH+2*margin, -margin, -margin, font)
	out.WriteString("<style>" + sheetCSS)
	used := slices.Sorted(maps.Keys(layers))
	for _, st := range used {
		out.WriteString(css(st, s.Look(st)))
	}
	out.WriteString("</style>\n")
	paper := s.Look(style.Text).Ground
	fmt.Fprintf(&out, `<rect x="%d" y="%[1]d" width="%d" height="%d" rx="6" fill="%v"/>`+"\n", -margin, w*cellW+2*margin, h*cellH+2*margin, paper)
	for _, st := range used {
		if _, ground := s.Look(st).Colors(); ground != paper {
			fmt.Fprintf(&out, `<path class="b" fill="%v" d="%s"/>`+"\n", ground, rects(layers[st].ground))
		}
	}
	for _, st := range used {
		layers[st].write(&out, st)
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// font is the attributes for a monospaced font in which a character is 8 units wide, or nearly.
const font = `font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13.3"`

// sheetCSS says what the classes are: f fills, b backgrounds, l lines, d dots, and g texts, each in the colour of its style.
const sheetCSS = `text{white-space:pre;fill:currentColor}` +
	`.f{fill:currentColor}.f,.b{shape-rendering:crispEdges}.l,.d{fill:none;stroke:currentColor}.d{stroke-width:2.6;stroke-linecap:round}`

func css(st cell.Style, l style.Look) string {
	fore, _ := l.Colors()
	var marks string
	if l.Marks&style.IsBold != 0 {
		marks += ";font-weight:bold"
	}
	if l.Marks&style.IsUnderlined != 0 {
		marks += ";text-decoration:underline"
	}
	return fmt.Sprintf(".s%d{color:%v%s}", st, fore, marks)
}

// layer is everything of one style.
type layer struct {
	ground []rect
	blocks []rect
	shaded [3][]rect // by a quarter, a half and three quarters
	lines  []rect    // without width or without height
	arcs   strings.Builder
	dots   strings.Builder
	texts  []text
}

// text is a run of characters in one row.
type text struct {
	x, y, w int // in cells
	s       string
	joins   bool // the next character may be added to it
}

func (l *layer) add(x, y int, grapheme string) {
	w := cell.Width(grapheme)
	l.ground = append(l.ground, rect{x * cellW, y * cellH, w * cellW, cellH})
	if grapheme == " " {
		return
	}
	r := []rune(grapheme)
	if len(r) == 1 && l.shape(x*cellW, y*cellH, r[0]) {
		return
	}
	t := text{x, y, w, grapheme, len(r) == 1 && ordinary(r[0])}
	if n := len(l.texts); n > 0 && t.joins {
		last := &l.texts[n-1]
		if gap := t.x - last.x - last.w; last.joins && last.y == y && gap >= 0 && gap <= 1 {
			last.s += strings.Repeat(" ", gap) + grapheme
			last.w += gap + w
			return
		}
	}
	l.texts = append(l.texts, t)
}

// ordinary reports a character that every monospaced font has, one column wide: Latin, Greek, Cyrillic and common punctuation.
// Another may come from a font with other widths, and would push its neighbours if it were in one run with them.
func ordinary(r rune) bool {
	return r < 0x250 || r >= 0x370 && r < 0x530 || r >= 0x2010 && r <= 0x2026
}

func (l *layer) write(out *bytes.Buffer, st cell.Style) {
	var b bytes.Buffer
	path := func(class, extra, d string) {
		if d != "" {
			fmt.Fprintf(&b, `<path class="%s"%s d="%s"/>`+"\n", class, extra, d)
		}
	}
	path("f", "", rects(l.blocks))
	for i, shade := range l.shaded {
		path("f", fmt.Sprintf(` opacity="0.%d"`, 25*(i+1)), rects(shade))
	}
	path("l", "", strokes(l.lines)+l.arcs.String())
	path("d", "", l.dots.String())
	for _, t := range l.texts {
		fmt.Fprintf(&b, `<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
			t.x*cellW, t.y*cellH+baseline, t.w*cellW, escape.Replace(valid(t.s)))
	}
	if b.Len() > 0 {
		fmt.Fprintf(out, `<g class="s%d">`+"\n%s</g>\n", st, b.Bytes())
	}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// valid leaves out what no XML document may contain (XML 1.0, 2.2).
func valid(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff || r < ' ' {
			return 0xfffd
		}
		return r
	}, s)
}
