package cell

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// awkward is what breaks columns: wide, combining and joining characters, controls, escape sequences, invalid UTF-8.
var awkward = []string{
	"a", "Ab", " ", "é", "e\u0301", "語", "日本", "한", "가", "\u1112", "\u1161", "\u11ab", "👩", "👩\u200d💻", "👍🏽", "🏽", "🇩🇪", "🇩", "🇪", "❤\ufe0f",
	"❤", "\ufe0f", "#\ufe0f\u20e3", "\u20e3", "\u200d", "👩\u200d", "\u200b", "\u202e", "\u0600", "\u0601x", "क्", "ष", "कि", "क्ष", "\u0903", "\u093f", "ﷺ",
	"\u00ad", "\ufeff", "\x1b[31m", "\x1b]0;x\a", "\x00", "\t", "\n", "\r", "\r\n", "\x7f", "\u0085", "\u009b31m", "\xff", "\xc3", "\xe2\x80", "─", "█", "⣿", "‼",
	"🏴\U000e0067\U000e0062\U000e007f", "\u0e33", "ก\u0e33", "x" + strings.Repeat("\u0336\u0301", 40), "\u2e3b", "\u3000", "ﾊﾞ", "ﾞ", "👨\u200d👩\u200d👧",
}

// hostile draws strings of them, alone and in heaps, and now and then of any runes at all.
func hostile() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(awkward), rapid.String(),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.Rune().Draw(t, "rune")) }))
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
	})
}

// Two characters drawn one beside the other, each for itself, do not become one.
func TestNeighboursDoNotJoin(t *testing.T) {
	for _, left := range awkward {
		for _, right := range awkward {
			b := New(200, 1)
			b.All().Text(b.All().Text(0, 0, 1, left), 0, 2, right)
			if row := b.String(); ansi.StringWidth(row) != 200 {
				t.Errorf("%q beside %q make a row %d columns wide, want 200", left, right, ansi.StringWidth(row))
			}
		}
	}
}

func rect(lowest, highest int) *rapid.Generator[Rect] {
	return rapid.Custom(func(t *rapid.T) Rect {
		n := rapid.IntRange(lowest, highest)
		return Rect{n.Draw(t, "x"), n.Draw(t, "y"), n.Draw(t, "w"), n.Draw(t, "h")}
	})
}

// draw does one thing of whatever can be done to an area.
func draw(t *rapid.T, a Area) {
	at := rapid.IntRange(-5, 30)
	x, y, st := at.Draw(t, "x"), at.Draw(t, "y"), Style(rapid.IntRange(1, 3).Draw(t, "style"))
	switch rapid.IntRange(0, 5).Draw(t, "what") {
	case 0:
		a.Text(x, y, st, hostile().Draw(t, "text"))
	case 1:
		a.TextRight(x, y, st, hostile().Draw(t, "text"))
	case 2:
		a.TextFit(x, y, at.Draw(t, "width"), st, hostile().Draw(t, "text"))
	case 3:
		a.Set(x, y, st, rapid.Rune().Draw(t, "rune"))
	case 4:
		a.Fill(rect(-3, 30).Draw(t, "fill"), st, rapid.SampledFrom([]rune{' ', '█', '語', '\x00', '\u0301'}).Draw(t, "rune"))
	case 5:
		a.Restyle(rect(-3, 30).Draw(t, "restyle"), func(s Style) Style { return s%3 + 1 })
	}
}

func TestEveryRowIsExactlyAsWideAsTheBuffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 25).Draw(t, "w"), rapid.IntRange(0, 6).Draw(t, "h")
		b := New(w, h)
		for range rapid.IntRange(1, 10).Draw(t, "times") {
			draw(t, b.Area(rect(-3, 30).Draw(t, "rect")))
		}
		for _, frame := range []string{b.String(), string(b.Write(nil, tags{"", "\x1b[1m", "\x1b[0;38;2;1;2;3m", "\x1b[7m"}))} {
			rows := strings.Split(frame, "\n")
			if h > 0 && len(rows) != h {
				t.Fatalf("%d rows, want %d", len(rows), h)
			}
			for _, row := range rows {
				if got := ansi.StringWidth(row); h > 0 && got != w {
					t.Fatalf("a row is %d columns wide, want %d: %q", got, w, row)
				}
			}
			if strings.ContainsFunc(ansi.Strip(frame), func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 }) {
				t.Fatalf("a control character is in the frame %q", frame)
			}
		}
	})
}

func TestNothingIsDrawnOutsideAnArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := New(25, 6)
		b.All().Fill(b.All().Bounds(), 0, '#')
		r := rect(-3, 30).Draw(t, "rect")
		inner := rect(-3, 30).Draw(t, "sub")
		for range rapid.IntRange(1, 10).Draw(t, "times") {
			draw(t, b.Area(r).Sub(inner))
		}
		b.Each(func(x, y int, g string, st Style) {
			inside := x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
			if !inside && (g != "#" || st != 0) {
				t.Fatalf("%q in style %d at %d,%d, outside %+v", g, st, x, y, r)
			}
		})
	})
}

func TestWidthIsWhatTextTakes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostile().Draw(t, "text")
		b := New(400, 1)
		if got := b.All().Text(0, 0, 0, s); got != Width(s) {
			t.Fatalf("Text ends at %d, Width is %d", got, Width(s))
		}
		w := rapid.IntRange(-2, 40).Draw(t, "w")
		fit := Fit(s, w)
		if got := Width(fit); got > max(w, 0) {
			t.Fatalf("Fit(%q, %d) = %q is %d wide", s, w, fit, got)
		}
		if Width(s) <= w && fit != s {
			t.Fatalf("Fit(%q, %d) = %q, though it fits", s, w, fit)
		}
	})
}

func TestCutsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rect(-3, 50).Draw(t, "rect")
		n := rapid.IntRange(-5, 60).Draw(t, "n")
		w, h := max(r.W, 0), max(r.H, 0)
		top, under := r.CutTop(n)
		over, bottom := r.CutBottom(n)
		left, right := r.CutLeft(n)
		before, after := r.CutRight(n)
		if top.H+under.H != h || over.H+bottom.H != h || left.W+right.W != w || before.W+after.W != w {
			t.Fatalf("the parts of %+v do not add up after cutting %d", r, n)
		}
		if under.Y != top.Y+top.H || bottom.Y != over.Y+over.H || right.X != left.X+left.W || after.X != before.X+before.W {
			t.Fatalf("the parts of %+v do not meet", r)
		}
		parts, gap := rapid.IntRange(1, 9).Draw(t, "parts"), rapid.IntRange(0, 3).Draw(t, "gap")
		sum := 0
		for _, c := range r.Columns(parts, gap) {
			if c.W < 0 || c.X < r.X || c.X+c.W > r.X+w || c.H != h {
				t.Fatalf("column %+v of %+v", c, r)
			}
			sum += c.W
		}
		if want := max(w-gap*(parts-1), 0); sum != want {
			t.Fatalf("columns of %+v add up to %d, want %d", r, sum, want)
		}
		for _, c := range append(r.Rows(parts, gap), top, under, over, bottom, left, right, r.Inset(n, n)) {
			if c.W < 0 || c.H < 0 {
				t.Fatalf("a part of %+v is %+v", r, c)
			}
		}
	})
}

// The fast way must give the answer of the thorough one.
func TestSimpleRunesAreSimple(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		w := simple(r)
		if w == 0 {
			continue
		}
		s := string(r)
		if got := ansi.StringWidth(s); got != w || !alone(s, w) {
			t.Errorf("%U is taken for %d columns wide and alone; it is %d and %v", r, w, got, alone(s, w))
		}
		for _, next := range []string{"a", "─", "語", "⣿"} {
			if got := ansi.StringWidth(s + next); got != w+ansi.StringWidth(next) {
				t.Errorf("%U joins with %s", r, next)
			}
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "abc", "abc     "},
		{"cut at the right", "abcdefghij", "abcdefgh"},
		{"wide", "日本語", "日本語  "},
		{"wide, cut at the right", "abcdefg語", "abcdefg "},
		{"combining", "e\u0301a\u0308", "e\u0301a\u0308      "},
		{"controls", "a\x1b[31mb\tc\x00", "a[31mbc "},
		{"zero width", "a\u200bb\u202ec", "abc     "},
		{"an emoji of many", "👩\u200d💻x", "👩x     "},
		{"a skin colour", "👍🏽x", "👍x     "},
		{"a selector", "❤\ufe0fx", "❤x      "},
		{"a flag", "🇩🇪x", "🇩🇪x     "},
		{"half a flag", "🇩", "🇩\u200c      "},
		{"a consonant that would take in the next", "क्", "क्\u200c       "},
		{"a mark with nothing to stand on", "\u0e33", "\ufffd       "},
		{"no UTF-8", "a\xffb", "a\ufffdb     "},
	} {
		b := New(8, 1)
		b.All().Text(0, 0, 0, c.text)
		if got := b.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHalvesOfWideCharacters(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(a Area)
		want string
	}{
		{"left half overwritten", func(a Area) { a.Text(2, 0, 0, "x") }, "日x 語"},
		{"right half overwritten", func(a Area) { a.Text(3, 0, 0, "x") }, "日 x語"},
		{"two halves overwritten", func(a Area) { a.Text(1, 0, 0, "中") }, " 中 語"},
		{"cut at the left of an area", func(a Area) { a.Sub(Rect{1, 0, 3, 1}).Text(-1, 0, 0, "中ab") }, "  ab語"},
		{"cut at the right of an area", func(a Area) { a.Sub(Rect{0, 0, 3, 1}).Text(0, 0, 0, "ab中") }, "ab  語"},
		{"filled to the middle", func(a Area) { a.Fill(Rect{0, 0, 3, 1}, 0, '.') }, "... 語"},
	} {
		b := New(6, 1)
		b.All().Text(0, 0, 0, "日本語")
		c.draw(b.All())
		if got := b.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestClustersAreTakenBack(t *testing.T) {
	b := New(4, 1)
	for range 1000 {
		b.All().Text(0, 0, 0, "e\u0301o\u0302x")
	}
	if len(b.clusters) > 10 {
		t.Errorf("%d graphemes are kept for 4 cells", len(b.clusters))
	}
	if got, want := b.String(), "e\u0301o\u0302x "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func BenchmarkText(bench *testing.B) {
	b := New(200, 1)
	for name, s := range map[string]string{"ascii": "the quick brown fox jumps", "wide": "日本語日本語日本語日本語", "combining": "e\u0301e\u0301e\u0301e\u0301"} {
		bench.Run(name, func(bench *testing.B) {
			bench.ReportAllocs()
			for range bench.N {
				b.All().Text(0, 0, 0, s)
			}
		})
	}
}

// TestSavedPicturesComeBack: an area that was saved, drawn over and pasted looks as it did, and nothing around it changed but halves of
// wide characters that its edges cut.
func TestSavedPicturesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := New(rapid.IntRange(0, 25).Draw(t, "w"), rapid.IntRange(0, 6).Draw(t, "h"))
		at := rect(-3, 30).Draw(t, "rect")
		scribble := func() {
			for range rapid.IntRange(1, 10).Draw(t, "times") {
				draw(t, b.Area(rect(-3, 30).Draw(t, "where")))
			}
		}
		scribble()
		var p, again, before Buffer
		b.Area(at).Save(&p)
		saved := p.String()
		scribble()
		b.All().Save(&before)
		b.Area(at).Paste(&p)
		b.Area(at).Save(&again)
		if p.String() != saved || again.String() != saved {
			t.Fatalf("saved %q, in the picture %q, pasted %q", saved, p.String(), again.String())
		}
		r := b.Area(at).Place()
		for i, c := range b.cells {
			x, y := i%b.w, i/b.w
			inside := y >= r.Y && y < r.Y+r.H && x >= r.X && x < r.X+r.W
			if was := before.cells[i]; !inside && b.grapheme(c) != before.grapheme(was) && was.kind == narrow {
				t.Fatalf("%d,%d outside of %v was %q and is %q", x, y, r, before.grapheme(was), b.grapheme(c))
			}
		}
		if row := b.String(); len(b.cells) > 0 && ansi.StringWidth(strings.Split(row, "\n")[0]) != b.w {
			t.Fatalf("the first row is not %d wide: %q", b.w, row)
		}
	})
}

// TestFitMiddle: a name that is too long keeps its beginning and its end, in no more columns than there are.
func TestFitMiddle(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"billing-north", 13, "billing-north"}, {"billing-north", 10, "bill…north"}, {"billing-north", 2, "b…"}, {"billing-north", 0, ""},
		{"顧客窓口第一", 9, "顧客…第一"}, {"顧客窓口第一", 8, "顧…第一"},
	} {
		if got := FitMiddle(c.s, c.w, "…"); got != c.want {
			t.Errorf("FitMiddle(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, w := hostile().Draw(t, "s"), rapid.IntRange(-1, 30).Draw(t, "w")
		got := FitMiddle(s, w, "…")
		if Width(got) > max(w, 0) {
			t.Fatalf("FitMiddle(%q, %d) = %q takes %d columns", s, w, got, Width(got))
		}
		if Width(s) <= w && got != s {
			t.Fatalf("FitMiddle(%q, %d) = %q, though there is room", s, w, got)
		}
	})
}
