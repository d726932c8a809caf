package style

import (
	"testing"

	"floorboard/themes"
)

// TestStrokes: lines have strokes of their own without colours and in a scheme of greys, and need none in a built-in theme that has colours.
func TestStrokes(t *testing.T) {
	for _, name := range themes.Builtin() {
		theme, err := themes.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []Depth{NoColor, ANSI16, ANSI256, TrueColor} {
			want := p == NoColor || theme.Monochrome
			if got := New(theme, p, Unicode()).Strokes; got != want {
				t.Errorf("%s, %v: strokes %v", name, p, got)
			}
		}
	}
	theme, err := themes.Load(themes.Default)
	if err != nil {
		t.Fatal(err)
	}
	grey := *theme
	for i := range grey.Series {
		level := uint8(0x60 + 0x18*i)
		grey.Series[i] = themes.Color{R: level, G: level, B: level}
	}
	if !New(&grey, TrueColor, Unicode()).Strokes {
		t.Error("greys are told apart by colour")
	}
}
