package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"gotest.tools/v3/golden"
	"pgregory.net/rapid"

	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/digits"
	"floorboard/tui/style"
)

func sheet(t interface{ Fatal(...any) }, theme string) *style.Sheet {
	th, err := themes.Load(theme)
	if err != nil {
		t.Fatal(err)
	}
	return style.New(th, style.TrueColor, style.Unicode())
}

func write(t interface{ Fatal(...any) }, k Kind, b *cell.Buffer, s *style.Sheet) string {
	var out bytes.Buffer
	if err := Write(&out, k, b, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// tile is a little of everything: a box, large type, a level, a sparkline, braille, a wide character, what XML has to escape.
func tile() *cell.Buffer {
	b := cell.New(24, 7)
	a := b.All()
	a.Text(0, 0, style.Border, "╭─")
	a.Text(2, 0, style.Title, " Longest ")
	a.Text(11, 0, style.Border, "────────────╮")
	for y := 1; y < 6; y++ {
		a.Text(0, y, style.Border, "│")
		a.Text(23, y, style.Border, "│")
	}
	a.Text(0, 6, style.Border, "╰──────────────────────╯")
	digits.Draw(a, 2, 1, style.WarnBold, "4:12", 3, style.Unicode())
	a.Text(19, 1, style.CriticalTile, "‼ 9")
	a.Text(2, 4, style.Dim, "a < b & 日 ▁▂▅█░")
	a.Text(2, 5, style.Series1, "⣀⣤⣶⣿")
	a.Text(8, 5, style.Selected, "<sel>")
	return b
}

func TestGolden(t *testing.T) {
	s := sheet(t, themes.Default)
	for name, k := range map[string]Kind{"tile.svg": SVG, "tile.ans": ANSI, "tile.txt": Text} {
		golden.Assert(t, write(t, k, tile(), s), name)
	}
}

// characters reads all text out of a picture, and fails if it is not well-formed.
func characters(t interface{ Fatalf(string, ...any) }, svg string) string {
	var text strings.Builder
	d := xml.NewDecoder(strings.NewReader(svg))
	inText := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inText = tok.Name.Local == "text"
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				text.Write(tok)
			}
		}
	}
}

func TestAnyTextMakesAPicture(t *testing.T) {
	s := sheet(t, themes.Default)
	rapid.Check(t, func(t *rapid.T) {
		b := cell.New(rapid.IntRange(0, 30).Draw(t, "w"), rapid.IntRange(0, 5).Draw(t, "h"))
		for range rapid.IntRange(0, 8).Draw(t, "texts") {
			x, y := rapid.IntRange(-2, 30).Draw(t, "x"), rapid.IntRange(0, 5).Draw(t, "y")
			b.All().Text(x, y, cell.Style(rapid.Uint8().Draw(t, "style")), rapid.OneOf(rapid.String(),
				rapid.SampledFrom([]string{"</text>", "]]>", "&amp;", "\"'", "\ufffe\uffff", "e\u0301", "日本", "█▀", "<script>"})).Draw(t, "text"))
		}
		want := 0
		b.Each(func(_, _ int, g string, _ cell.Style) {
			if l := (&layer{}); g != " " {
				if l.add(0, 0, g); len(l.texts) > 0 {
					want++
				}
			}
		})
		text := characters(t, write(t, SVG, b, s))
		got := 0
		for rest := strings.ReplaceAll(text, " ", ""); rest != ""; got++ {
			g, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			rest = rest[len(g):]
		}
		if got > want { // clusters of neighbours may join here, where there is nothing to keep them apart
			t.Fatalf("%d characters in the picture, %d in the frame: %q", got, want, text)
		}
	})
}

func TestShapesCoverWhatTheyShow(t *testing.T) {
	area := func(rs []rect) (n int) {
		for _, r := range rs {
			n += r.w * r.h
		}
		return n
	}
	for r, want := range map[rune]int{'▀': 32, '▁': 8, '▄': 32, '█': 64, '▉': 56, '▏': 8, '▐': 32, '▔': 8, '▕': 8, '▖': 16, '▙': 48, '▚': 32, '▜': 48, '▟': 48, '▞': 32} {
		if got := area(block(r)); got != want {
			t.Errorf("%c covers %d of 64 parts, want %d", r, got, want)
		}
	}
	for r := rune(0x2580); r <= 0x259f; r++ {
		for _, b := range append(block(min(r, 0x2590)), rect{}) {
			if b.x < 0 || b.y < 0 || b.x+b.w > 8 || b.y+b.h > 8 {
				t.Errorf("%c leaves its cell: %+v", r, b)
			}
		}
	}
}

func TestNoGlyphThatMeetsItsNeighbourIsText(t *testing.T) {
	for _, g := range []*style.Glyphs{style.Unicode(), style.Console()} {
		joined := []string{g.TopLeft, g.TopRight, g.BottomLeft, g.BottomRight, g.Horizontal, g.Vertical, g.TeeRight}
		for _, s := range append(joined, g.Spark[1:]...) {
			var l layer
			if l.add(0, 0, s); len(l.texts) > 0 {
				t.Errorf("%q is drawn as text", s)
			}
		}
	}
}

func TestMergeKeepsTheArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cells []rect
		painted := map[[2]int]bool{}
		for range rapid.IntRange(0, 60).Draw(t, "n") {
			x, y := rapid.IntRange(0, 9).Draw(t, "x"), rapid.IntRange(0, 5).Draw(t, "y")
			if !painted[[2]int{x, y}] {
				painted[[2]int{x, y}] = true
				cells = append(cells, rect{x, y, 1, 1})
			}
		}
		for _, r := range merge(cells) {
			for y := range r.h {
				for x := range r.w {
					at := [2]int{r.x + x, r.y + y}
					if !painted[at] {
						t.Fatalf("%v was not to be painted, or twice", at)
					}
					delete(painted, at)
				}
			}
		}
		if len(painted) > 0 {
			t.Fatalf("%v are not painted", painted)
		}
	})
}

// A wall of 200x56 in which a style never lasts longer than eight columns stays small enough to be put into a page.
func TestPictureOfAWallIsSmall(t *testing.T) {
	b := cell.New(200, 56)
	for y := range 56 {
		for x := 0; x < 200; x += 8 {
			b.All().Text(x, y, cell.Style((x/8+y)%20), []string{"│ 1234 ▅", "billing ", "日本 4 ● ", "⣀⣤⣶⣿⣿⣶⣤⣀", "▀▄█ ▀▄▀▄"}[(x/8+y)%5])
		}
	}
	if got := len(write(t, SVG, b, sheet(t, themes.Default))); got > 300_000 {
		t.Errorf("the picture has %d bytes", got)
	}
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]Kind{"a.svg": SVG, "b.ANS": ANSI, "c.txt": Text, "d.e.ansi": ANSI} {
		if got, err := KindOf(name); got != want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if _, err := KindOf("wall.png"); err == nil || !strings.Contains(err.Error(), `".png"`) || !strings.Contains(err.Error(), ".svg") {
		t.Errorf("wall.png: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorsAreTold(t *testing.T) {
	if err := Write(full{}, SVG, tile(), sheet(t, "no-colour")); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkSVG(b *testing.B) {
	buf, s := tile(), sheet(b, themes.Default)
	b.ReportAllocs()
	for range b.N {
		svg(buf, s)
	}
}
