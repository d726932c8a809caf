package style

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"floorboard/themes"
	"floorboard/tui/cell"
)

func builtin(t *testing.T, name string) *themes.Theme {
	t.Helper()
	theme, err := themes.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

func TestEveryRoleHasALook(t *testing.T) {
	theme := builtin(t, themes.Default)
	for st, l := range looks(theme) {
		if l == (Look{}) {
			t.Errorf("role %d has no look", st)
		}
	}
}

// Whatever the terminal can show, one tells met, warn and critical apart, and a tile from a value.
func TestLevelsAreToldApartEverywhere(t *testing.T) {
	for _, name := range themes.Builtin() {
		for p := NoColor; p <= TrueColor; p++ {
			s := New(builtin(t, name), p, Unicode())
			seen := map[string]cell.Style{}
			for _, st := range []cell.Style{Text, Warn, Critical, CriticalTile, Selected} {
				if was, ok := seen[s.SGR(st)]; ok && !(st == Selected && s.Depth == NoColor) {
					t.Errorf("%s, %v: roles %d and %d are both %q", name, p, was, st, s.SGR(st))
				}
				seen[s.SGR(st)] = st
			}
		}
	}
}

func Test256KeepsContrast(t *testing.T) {
	for _, name := range themes.Builtin() {
		theme := builtin(t, name)
		for st, l := range looks(theme) {
			f, g := indexed(l.Fore, l.Ground)
			want := min(themes.Contrast(l.Fore, l.Ground)*0.9, 4.5)
			if got := themes.Contrast(rgb(f), rgb(g)); got < want {
				t.Errorf("%s: role %d: contrast %.2f in 256 colours, want %.2f", name, st, got, want)
			}
		}
		warn, ground := indexed(theme.Warn, theme.Background)
		critical, _ := indexed(theme.Critical, theme.Background)
		if !theme.Monochrome && themes.Distance(rgb(warn), rgb(critical)) < 0.08 {
			t.Errorf("%s: warn %d and critical %d look alike on %d", name, warn, critical, ground)
		}
	}
}

// In 256 colours, too, whatever scheme somebody brings has a warning that is no alarm, and text that can be read.
func Test256WithEveryScheme(t *testing.T) {
	dir := os.Getenv("FLOORBOARD_DATA")
	if dir == "" {
		t.Skip("FLOORBOARD_DATA is not set: no schemes to read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "base*", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemes in %s (%v)", dir, err)
	}
	for _, f := range files {
		theme := builtin(t, f)
		text, ground := indexed(theme.Text, theme.Background)
		if got := themes.Contrast(rgb(text), rgb(ground)); got < 4.5 {
			t.Errorf("%s: text has a contrast of %.1f", f, got)
		}
		warn, _ := indexed(theme.Warn, theme.Background)
		critical, _ := indexed(theme.Critical, theme.Background)
		if d := themes.Distance(rgb(warn), rgb(critical)); d < 0.05 {
			t.Errorf("%s: warn %d and critical %d look alike (%.3f)", f, warn, critical, d)
		}
	}
}

func TestNoColorHasNoColour(t *testing.T) {
	for _, s := range []*Sheet{New(builtin(t, themes.Default), NoColor, ASCII()), New(builtin(t, "no-colour"), TrueColor, ASCII())} {
		for st := range roles {
			for _, code := range strings.FieldsFunc(s.SGR(st), func(r rune) bool { return r < '0' || r > '9' }) {
				if !strings.Contains(" 0 1 2 4 7 ", " "+code+" ") {
					t.Errorf("role %d has code %s in %q", st, code, s.SGR(st))
				}
			}
		}
	}
}

func TestUnknownStyleIsText(t *testing.T) {
	s := New(builtin(t, themes.Default), TrueColor, Unicode())
	if s.SGR(255) != s.SGR(Text) || s.Look(255) != s.Look(Text) {
		t.Error("style 255 is not shown as text")
	}
}

// pen is what a terminal keeps of the escape sequences it has seen.
type pen struct {
	fore, ground string
	marks        Marks
}

func (p *pen) apply(t *testing.T, seq string) {
	for part := range strings.SplitSeq(seq, "\x1b[") {
		if part == "" {
			continue
		}
		params := strings.Split(strings.TrimSuffix(part, "m"), ";")
		for i := 0; i < len(params); i++ {
			switch n := params[i]; n {
			case "", "0":
				*p = pen{}
			case "1", "2", "4", "7":
				p.marks |= map[string]Marks{"1": IsBold, "2": IsFaint, "4": IsUnderlined, "7": IsReversed}[n]
			case "22":
				p.marks &^= IsBold | IsFaint
			case "38", "48":
				end := i + map[string]int{"2": 5, "5": 3}[params[i+1]]
				if colour := strings.Join(params[i+1:end], ";"); n == "38" {
					p.fore = colour
				} else {
					p.ground = colour
				}
				i = end - 1
			default:
				if n[0] != '3' && n[0] != '9' {
					t.Fatalf("parameter %q in %q", n, seq)
				}
				p.fore = n
			}
		}
	}
}

// However short, a turn leaves the terminal as the whole sequence does.
func TestTurnsComeToTheSame(t *testing.T) {
	for _, name := range themes.Builtin() {
		for p := NoColor; p <= TrueColor; p++ {
			s := New(builtin(t, name), p, Unicode())
			for from := range roles {
				for to := range roles {
					var short, long pen
					short.apply(t, s.Begin(from)+s.Turn(from, to))
					long.apply(t, s.Begin(to))
					if short != long {
						t.Errorf("%s, %v: from %d to %d: %q leaves %+v, want %+v", name, p, from, to, s.Turn(from, to), short, long)
					}
					if got, most := len(s.Turn(from, to)), max(len(s.SGR(to)), len(Reset)); got > most {
						t.Errorf("%s, %v: from %d to %d takes %d bytes, the whole %d", name, p, from, to, got, most)
					}
				}
				var p pen
				if p.apply(t, s.Begin(from)+s.End(from)); p != (pen{}) {
					t.Errorf("%s: the end of %d leaves %+v", name, from, p)
				}
			}
		}
	}
}

func BenchmarkNew(b *testing.B) {
	theme, err := themes.Load(themes.Default)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for range b.N {
		New(theme, ANSI256, Unicode())
	}
}

func TestDetectDepth(t *testing.T) {
	for _, c := range []struct {
		env  string
		want Depth
	}{
		{"TERM=xterm-256color", ANSI256},
		{"TERM=xterm-256color COLORTERM=truecolor", TrueColor},
		{"TERM=xterm-256color COLORTERM=truecolor NO_COLOR=0", NoColor}, // present and not empty, whatever its value
		{"TERM=xterm", ANSI16},
		{"TERM=linux", ANSI16},
		{"TERM=screen COLORTERM=truecolor", ANSI16},
		{"TERM=screen.xterm-256color", ANSI256},
		{"TERM=tmux-256color", ANSI256},
		{"TERM=tmux-256color COLORTERM=24bit", TrueColor},
		{"TERM=foot", TrueColor},
		{"TERM=xterm-kitty", TrueColor},
		{"TERM=xterm-direct", TrueColor},
		{"TERM=vt100", NoColor},
		{"TERM=dumb COLORTERM=truecolor", NoColor},
		{"COLORTERM=truecolor", NoColor},
		{"TERM=rxvt-unicode-256color", ANSI256},
	} {
		if got := DetectDepth(env(c.env)); got != c.want {
			t.Errorf("%s: %v, want %v", c.env, got, c.want)
		}
	}
}

func TestDetectGlyphs(t *testing.T) {
	for _, c := range []struct {
		env                     string
		ascii, braille, console bool
	}{
		{"LANG=en_US.UTF-8 TERM=xterm", false, true, false},
		{"LANG=C.utf8", false, true, false},
		{"LANG=C LC_CTYPE=de_DE.UTF-8", false, true, false},
		{"LANG=de_DE.UTF-8 LC_ALL=C", true, false, false},
		{"LANG=de_DE@euro", true, false, false},
		{"", true, false, false},
		{"LANG=en_US.UTF-8 TERM=linux", false, false, true},
		{"LANG=en_US.UTF-8 TERM=dumb", true, false, false},
	} {
		g := DetectGlyphs(env(c.env))
		if g.ASCII != c.ascii || g.Braille != c.braille || (g.TopLeft == "┌") != c.console {
			t.Errorf("%q: ASCII %v, braille %v, corner %s", c.env, g.ASCII, g.Braille, g.TopLeft)
		}
	}
}

func TestGlyphsAreOneColumnWide(t *testing.T) {
	for _, g := range []*Glyphs{Unicode(), Console(), ASCII()} {
		one := []string{g.TopLeft, g.TopRight, g.BottomLeft, g.BottomRight, g.Horizontal, g.Vertical, g.TeeRight, g.Dash,
			g.Up, g.Down, g.Same, g.Bullet}
		one = append(append(one, g.Spark...), g.Bar...)
		for _, s := range one {
			if cell.Width(s) != 1 || ansi.StringWidth(s) != 1 {
				t.Errorf("%q is %d columns wide", s, ansi.StringWidth(s))
			}
			if g.ASCII && (len(s) != 1 || s[0] > '~') {
				t.Errorf("%q is not ASCII", s)
			}
		}
	}
}

func env(pairs string) func(string) string {
	return func(name string) string {
		for _, p := range strings.Fields(pairs) {
			if k, v, _ := strings.Cut(p, "="); k == name {
				return v
			}
		}
		return ""
	}
}

// A grey stays one in 256 colours, though it leans a little to blue: ink is not navy, and what is dim not lavender.
func Test256KeepsGreys(t *testing.T) {
	spread := func(c themes.Color) int { return int(max(c.R, c.G, c.B)) - int(min(c.R, c.G, c.B)) }
	for _, name := range themes.Builtin() {
		theme := builtin(t, name)
		for _, c := range []themes.Color{theme.Text, theme.Bright, theme.Dim, theme.Border} {
			f, _ := indexed(c, theme.Background)
			if was, is := spread(c), spread(rgb(f)); was < 24 && is > 0 {
				t.Errorf("%s: %v, nearly grey, is %v in 256 colours", name, c, rgb(f))
			}
		}
	}
}
