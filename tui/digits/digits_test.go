package digits

import (
	"strings"
	"testing"

	"gotest.tools/v3/golden"
	"pgregory.net/rapid"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

const every = "0123456789:.,%+-–mshdkM "

func TestGolden(t *testing.T) {
	for name, g := range map[string]*style.Glyphs{"unicode": style.Unicode(), "ascii": style.ASCII()} {
		var out strings.Builder
		for _, height := range []int{3, 5, 7, 10} {
			for _, s := range []string{"0123456789", "4:12 81.3%", "+42 –7,5 -1", "2m 3s 1h 4d", "1.2k 3M"} {
				b := cell.New(Width(s, height), height)
				if end := Draw(b.All(), 0, 0, 0, s, height, g); end != Width(s, height) {
					t.Errorf("%q at %d ends in column %d, not %d", s, height, end, Width(s, height))
				}
				out.WriteString(b.String() + "\n\n")
			}
		}
		golden.Assert(t, out.String(), name+".golden")
	}
}

func TestEveryHeightHasEveryCharacter(t *testing.T) {
	for _, f := range fonts() {
		for _, r := range every {
			g, ok := f.glyphs[r]
			if !ok {
				t.Errorf("height %d has no %q", f.height, r)
			}
			if r >= '0' && r <= '9' && g.w != f.glyphs['0'].w {
				t.Errorf("height %d: %q is %d wide, 0 is %d: numbers would jump", f.height, r, g.w, f.glyphs['0'].w)
			}
		}
		if len(f.glyphs) != len([]rune(every)) {
			t.Errorf("height %d has %d characters, not %d", f.height, len(f.glyphs), len([]rune(every)))
		}
	}
}

func TestFitIsTheLargestThatFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune(every)), 1, 8, -1).Draw(t, "s")
		w, h := rapid.IntRange(-1, 140).Draw(t, "w"), rapid.IntRange(-1, 20).Draw(t, "h")
		got := Fit(s, w, h)
		for _, height := range Heights() {
			fits := height <= h && Width(s, height) <= w
			if fits && got < height {
				t.Fatalf("Fit(%q, %d, %d) = %d, though %d fits", s, w, h, got, height)
			}
			if got == height && !fits {
				t.Fatalf("Fit(%q, %d, %d) = %d does not fit", s, w, h, got)
			}
		}
	})
}

func TestDrawStaysInItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringOf(rapid.SampledFrom([]rune(every))), rapid.String()).Draw(t, "s")
		height := rapid.IntRange(-1, 16).Draw(t, "height")
		x, y := rapid.IntRange(-20, 70).Draw(t, "x"), rapid.IntRange(-9, 20).Draw(t, "y")
		g := rapid.SampledFrom([]*style.Glyphs{style.Unicode(), style.ASCII()}).Draw(t, "glyphs")
		b := cell.New(80, 20)
		end := Draw(b.Area(cell.Rect{X: 5, Y: 2, W: 60, H: 15}), x, y, style.Warn, s, height, g)
		if end != x+Width(s, height) {
			t.Fatalf("ends at %d, not %d", end, x+Width(s, height))
		}
		b.Each(func(cx, cy int, grapheme string, st cell.Style) {
			if st == style.Text {
				return
			}
			if cx < max(5, 5+x) || cx >= min(65, 5+end) || cy < max(2, 2+y) || cy >= min(17, 2+y+max(height, 1)) {
				t.Fatalf("%q at %d,%d is outside", grapheme, cx, cy)
			}
			if g.ASCII && Has(s) && height >= 3 && grapheme > "~" {
				t.Fatalf("%q is not ASCII", grapheme)
			}
		})
	})
}

// TestStrokesAreAsWideAsPixels: a number takes the same room with every set of characters.
func TestStrokesAreAsWideAsPixels(t *testing.T) {
	small, _ := fontOf(3)
	for r, g := range small.glyphs {
		for _, line := range stroked[r] {
			if len([]rune(line)) != g.w {
				t.Errorf("%q is drawn with %q, which is not %d wide", r, line, g.w)
			}
		}
	}
	if len(stroked) != len(small.glyphs) {
		t.Errorf("%d characters are drawn with strokes, not %d", len(stroked), len(small.glyphs))
	}
}

func TestPlainTextForWhatLargeTypeHasNot(t *testing.T) {
	for _, s := range []string{"", "4:12 !", "Ω", "12G"} {
		if got := Fit(s, 500, 50); got != 0 {
			t.Errorf("Fit(%q) = %d, want 0", s, got)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	buf, g := cell.New(60, 7), style.Unicode()
	b.ReportAllocs()
	for range b.N {
		Draw(buf.All(), 0, 0, style.Bold, "4:12", 7, g)
	}
}
