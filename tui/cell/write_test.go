package cell

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

// tags is a styler whose styles are these strings, the first one plain; a blank looks the same in style 0 and 3.
type tags []string

func (t tags) Begin(to Style) string { return t[to] }

func (t tags) Turn(_, to Style) string {
	if to == 0 {
		return "\x1b[m"
	}
	return t[to]
}

func (t tags) End(Style) string { return "\x1b[m" }

func (t tags) SameBlank(a, b Style) bool { return a%3 == 0 && b%3 == 0 }

func TestWriteMakesRuns(t *testing.T) {
	b := New(9, 2)
	b.All().Text(0, 0, 1, "ab")
	b.All().Text(2, 0, 2, "語")
	b.All().Restyle(Rect{3, 0, 1, 1}, func(Style) Style { return 1 }) // the second half of a wide character makes no run
	b.All().Text(6, 0, 3, "c d")
	b.All().Restyle(Rect{7, 0, 1, 1}, func(Style) Style { return 0 }) // a blank amid a run goes with it
	got := strings.ReplaceAll(string(b.Write([]byte(">"), tags{"", "<1>", "<2>", "<3>"})), "\x1b[m", "</>")
	if want := "><1>ab<2>語</>  <3>c d</>\n         </>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// busy is a frame in which everything is as hard as a board's ever is: a style for every eighth column, borders, wide characters.
func busy(b *Buffer, n int) {
	w, h := b.Size()
	a := b.All()
	for y := range h {
		for x := 0; x < w; x += 8 {
			a.Text(x, y, Style((x/8+y+n)%7), []string{"│ 1234 ▅", "billing ", "日本語 4", "⣀⣤⣶⣿⣿⣶⣤⣀"}[(x/8+y+n)%4])
		}
	}
}

func BenchmarkWrite(bench *testing.B) {
	b := New(200, 60)
	sgrs := tags{"", "\x1b[0;1m"}
	for range 5 {
		sgrs = append(sgrs, "\x1b[0;38;2;123;45;67;48;2;18;22;27m")
	}
	var out []byte
	bench.ReportAllocs()
	for i := range bench.N {
		busy(b, i)
		out = b.Write(out[:0], sgrs)
	}
	bench.SetBytes(int64(len(out)))
}

// sgrs is a styler of real escape sequences.
type sgrs []string

func (s sgrs) Begin(to Style) string { return s[to] }

func (s sgrs) Turn(_, to Style) string { return "\x1b[m" + s[to] }

func (s sgrs) End(Style) string { return "\x1b[m" }

func (s sgrs) SameBlank(a, b Style) bool { return a == b }

// TestChangesMakeTheFrame: a screen that was sent what changed, frame for frame, shows what one does that was sent the last frame alone.
func TestChangesMakeTheFrame(t *testing.T) {
	stylers := []Styler{&sgrs{"", "\x1b[1m", "\x1b[31m", "\x1b[7m"}, &sgrs{"\x1b[44m", "\x1b[2m", "\x1b[4m", ""}}
	words := rapid.SampledFrom([]string{"a", "Ab", " ", "é", "語", "日本", "─", "█", "⣿", "42", "a longer word, and more", "‼"})
	coordinate := rapid.IntRange(-5, 45)
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 45).Draw(t, "w"), rapid.IntRange(1, 4).Draw(t, "h")
		screen, b := vt.NewEmulator(w, h), New(w, h)
		var writer Writer
		for range rapid.IntRange(1, 8).Draw(t, "frames") {
			for range rapid.IntRange(0, 3).Draw(t, "times") {
				b.All().Text(coordinate.Draw(t, "x"), rapid.IntRange(0, 3).Draw(t, "y"), Style(rapid.IntRange(0, 3).Draw(t, "style")), words.Draw(t, "word"))
			}
			if rapid.IntRange(0, 9).Draw(t, "garbage") == 0 {
				screen.WriteString("\x1b[H\x1b[31mwhat others write")
				screen.WriteString("\x1b[m")
				writer.Forget()
			}
			s := stylers[rapid.IntRange(0, 4).Draw(t, "styler")/4] // seldom the other one
			screen.Write(writer.Changes(nil, b, s))
			if again := writer.Changes(nil, b, s); len(again) > 0 {
				t.Fatalf("the same frame is written again: %q", again)
			}
			fresh := vt.NewEmulator(w, h)
			fresh.Write(new(Writer).Changes(nil, b, s))
			if got, want := screen.Render(), fresh.Render(); got != want {
				t.Fatalf("got %q, want %q", got, want)
			}
			if got, want := lines(screen.String()), lines(b.String()); got != want {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	})
}

// lines are the rows of a screen without the blanks at their ends.
func lines(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(l, " \r\n"))
		b.WriteByte('\n')
	}
	return strings.TrimRight(b.String(), "\n")
}

// TestChangesAreFew: what stays is not sent again, and short stretches of it between two changes are.
func TestChangesAreFew(t *testing.T) {
	s := &tags{"", "<1>", "<2>", "<3>"}
	var w Writer
	b := New(60, 3)
	w.Changes(nil, b, s)
	b.All().Text(5, 1, 1, "12")
	b.All().Text(9, 1, 1, "34")
	b.All().Text(40, 1, 2, "5")
	got := strings.ReplaceAll(string(w.Changes(nil, b, s)), "\x1b", "^")
	if want := "^[2;6H<1>12^[m  <1>34^[m^[2;41H<2>5^[m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	b.All().Text(0, 2, 0, "e\u0301") // its name in the buffer may stand for another one in the next frame
	for range 2 {
		if got, want := string(w.Changes(nil, b, s)), "\x1b[3;1He\u0301"+strings.Repeat(" ", 59)+"\x1b[m"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
