package themes

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func load(t *testing.T, name string) *Theme {
	t.Helper()
	theme, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

// lightness is CIE L*, 0 to 100.
func lightness(c Color) float64 {
	y := Luminance(c)
	if y <= 216.0/24389 {
		return y * 24389 / 27
	}
	return 116*math.Cbrt(y) - 16
}

func (t *Theme) named() map[string]Color {
	return map[string]Color{"text": t.Text, "bright": t.Bright, "dim": t.Dim, "accent": t.Accent, "ok": t.OK, "warn": t.Warn,
		"critical": t.Critical, "good": t.Good, "bad": t.Bad}
}

func TestBuiltinContrast(t *testing.T) {
	for _, name := range Builtin() {
		theme := load(t, name)
		if theme.Name != name {
			t.Errorf("the file %s.toml says its name is %q", name, theme.Name)
		}
		if want := map[bool]Variant{true: Dark, false: Light}[Luminance(theme.Background) < Luminance(theme.Text)]; theme.Variant != want {
			t.Errorf("%s: variant %q, but its colours are %s", name, theme.Variant, want)
		}
		for key, c := range theme.named() {
			if got := Contrast(c, theme.Background); got < 4.5 {
				t.Errorf("%s: %s %v has a contrast of %.2f on the background, want 4.5", name, key, c, got)
			}
		}
		for key, pair := range map[string][2]Color{
			"text on the selection":       {theme.Text, theme.Selection},
			"a critical tile's own text":  {Ink(theme.Critical), theme.Critical},
			"the background on a warning": {Ink(theme.Warn), theme.Warn},
		} {
			if got := Contrast(pair[0], pair[1]); got < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f, want 4.5", name, key, got)
			}
		}
		for key, c := range map[string]Color{"neutral": theme.Neutral, "series 1": theme.Series[0], "series 2": theme.Series[1],
			"series 3": theme.Series[2], "series 4": theme.Series[3], "series 5": theme.Series[4], "series 6": theme.Series[5]} {
			if got := Contrast(c, theme.Background); got < 3 {
				t.Errorf("%s: %s %v has a contrast of %.2f on the background, want 3", name, key, c, got)
			}
		}
	}
}

// TestReadmeNamesEveryTheme: the table in README.md has a line for each.
func TestReadmeNamesEveryTheme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Builtin() {
		if !strings.Contains(string(text), "\n| `"+name+"` | ") {
			t.Errorf("README.md has no line for the theme %s", name)
		}
	}
}

// Colours fail first: on projectors, and in one viewer of twelve. Lightness stays.
func TestBuiltinSeriesDifferInLightness(t *testing.T) {
	for _, name := range Builtin() {
		theme := load(t, name)
		for i, a := range theme.Series {
			for j, b := range theme.Series[:i] {
				if d := math.Abs(lightness(a) - lightness(b)); d < 4.5 {
					t.Errorf("%s: series %d %v and %d %v differ by only %.1f in lightness", name, j+1, b, i+1, a, d)
				}
			}
		}
	}
}

// The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency" (2009), severity 1.0, for linear RGB.
var blindness = map[string][9]float64{
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

func simulate(c Color, m [9]float64) Color {
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var out [3]uint8
	for i := range out {
		v := max(0, min(1, m[3*i]*in[0]+m[3*i+1]*in[1]+m[3*i+2]*in[2]))
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = uint8(math.Round(255 * v))
	}
	return Color{out[0], out[1], out[2]}
}

func TestColourBlindThemeSpeaksToEverybody(t *testing.T) {
	theme := load(t, "colour-blind")
	levels := map[string]Color{"text": theme.Text, "ok": theme.OK, "warn": theme.Warn, "critical": theme.Critical}
	for kind, m := range blindness {
		for a, ca := range levels {
			for b, cb := range levels {
				if d := Distance(simulate(ca, m), simulate(cb, m)); a < b && d < distinct {
					t.Errorf("%s: %s %v and %s %v look alike (%.3f)", kind, a, ca, b, cb, d)
				}
			}
		}
	}
}

func TestLevelsAreTheLoudest(t *testing.T) {
	for _, name := range Builtin() {
		theme := load(t, name)
		if theme.Monochrome {
			continue
		}
		for i, c := range theme.Series {
			if Distance(c, theme.Critical) < distinct || Distance(c, theme.Warn) < distinct {
				t.Errorf("%s: series %d %v looks like a level", name, i+1, c)
			}
		}
	}
}

func TestEverySchemeIsATheme(t *testing.T) {
	dir := os.Getenv("FLOORBOARD_DATA")
	if dir == "" {
		t.Skip("FLOORBOARD_DATA is not set: no schemes to read")
	}
	files, err := filepath.Glob(filepath.Join(dir, "base*", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemes in %s (%v)", dir, err)
	}
	for _, f := range files {
		theme, err := Load(f)
		if err != nil {
			t.Error(err)
			continue
		}
		for key, c := range theme.named() {
			if got := Contrast(c, theme.Background); got < 4.5 {
				t.Errorf("%s: %s %v has a contrast of %.2f on %v", f, key, c, got, theme.Background)
			}
		}
		if got := Contrast(theme.Text, theme.Selection); got < 4.5 {
			t.Errorf("%s: text has a contrast of %.2f on the selection", f, got)
		}
		for i, c := range theme.Series {
			if got := Contrast(c, theme.Background); got < 3 {
				t.Errorf("%s: series %d has a contrast of %.2f", f, i+1, got)
			}
		}
		for key, pair := range map[string][2]Color{"warn and critical": {theme.Warn, theme.Critical}, "warn and text": {theme.Warn, theme.Text},
			"critical and text": {theme.Critical, theme.Text}, "ok and warn": {theme.OK, theme.Warn}, "ok and critical": {theme.OK, theme.Critical}} {
			if d := Distance(pair[0], pair[1]); d < distinct {
				t.Errorf("%s: %s look alike: %v %v (%.3f)", f, key, pair[0], pair[1], d)
			}
		}
		if err := theme.check(f, nil); err != nil {
			t.Error(err)
		}
	}
}

func TestContrastIsWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#777777", "#ffffff", 4.48}, {"#ff0000", "#ffffff", 4.00}, {"#123456", "#123456", 1}} {
		a, _ := ParseColor(c.a)
		b, _ := ParseColor(c.b)
		if got := Contrast(a, b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestReadableGoesNoFurtherThanNeeded(t *testing.T) {
	white, grey := Color{255, 255, 255}, Color{0x20, 0x60, 0xa0}
	if got := Readable(grey, white, 4.5); got != grey {
		t.Errorf("a colour that can be read was changed to %v", got)
	}
	if got := Contrast(Readable(Color{250, 250, 240}, white, 4.5), white); got < 4.5 || got > 5.5 {
		t.Errorf("contrast %.2f, want little more than 4.5", got)
	}
}

func TestErrorsNameThePlaceAndTheRemedy(t *testing.T) {
	good, err := builtin.ReadFile("floor-dark.toml")
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string {
		if !strings.Contains(string(good), old) {
			t.Fatalf("%q is not in the file", old)
		}
		return strings.Replace(string(good), old, new, 1)
	}
	dracula := "name: x\npalette:\n"
	for i := range 16 {
		dracula += "  base0" + strings.ToUpper(string("0123456789abcdef"[i])) + ": \"" + strings.Repeat("0", 5) + string("0123456789abcdef"[i]) + "\"\n"
	}
	for name, c := range map[string]struct {
		file, data string
		want       []string
	}{
		"unknown key":      {"a.toml", change("[colors]", "[colors]\ncritcal = \"#fff\""), []string{"a.toml:6:", "colors.critcal", "spelling"}},
		"no colour":        {"a.toml", change(`"#ccd1d9"`, `"grey"`), []string{"a.toml:7:", `"grey"`, "#rrggbb"}},
		"missing":          {"a.toml", change("warn = \"#fac547\"\n", ""), []string{"a.toml:5:", "warn", "add"}},
		"variant":          {"a.toml", change(`"dark"`, `"dim"`), []string{"a.toml:3:", `"dim"`, "light"}},
		"series":           {"a.toml", change(`, "#388698"]`, `]`), []string{"series", "5", "6"}},
		"unreadable":       {"a.toml", change(`"#ccd1d9"`, `"#222222"`), []string{"a.toml:7:", "text", "contrast of only 1.", "such as"}},
		"alike":            {"a.toml", change(`"#fac547"`, `"#fc5855"`), []string{"warn", "critical", "alike"}},
		"no TOML":          {"a.toml", "name = \n", []string{"a.toml:1:"}},
		"scheme: colour":   {"b.yaml", strings.Replace(dracula, "000003", "00000g", 1), []string{"b.yaml:6:", "base03", "00000g", "#rrggbb"}},
		"scheme: missing":  {"b.yaml", strings.Replace(dracula, "base0A", "other0A", 1), []string{"b.yaml", "base0A", "missing"}},
		"scheme: system":   {"b.yaml", "system: base99\n" + dracula, []string{"b.yaml:1:", "base99", "base24"}},
		"scheme: no map":   {"b.yaml", "- 1\n- 2\n", []string{"b.yaml", "name:"}},
		"scheme: no YAML":  {"b.yaml", "name: x\n  y: z\n", []string{"b.yaml:1:", "YAML", "indent"}},
		"unknown name":     {"solarised", "", []string{`"solarised"`, "floor-dark", ".toml"}},
		"no such file":     {"none.toml", "", []string{"none.toml", "there is no such file; check the name"}},
		"much too big":     {"big.toml", strings.Repeat("# more and more\n", 20000), []string{"big.toml", "check the path"}},
		"scheme: no name":  {"b.yaml", strings.Replace(dracula, "name: x\n", "", 1), []string{"b.yaml", "name"}},
		"scheme: an alias": {"b.yaml", "name: &a [*a, *a]\npalette: *a\n", []string{"b.yaml"}},
	} {
		path := c.file
		if c.data != "" {
			path = filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Load(path)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is not in the error %q", name, want, err)
			}
		}
	}
}

// Schemes of before 2023 have their colours at the top, and their name in "scheme".
func TestOldSchemes(t *testing.T) {
	old := "scheme: \"Old hand\"\nauthor: somebody\n"
	for i := range 16 {
		old += "base0" + strings.ToUpper(string("0123456789abcdef"[i])) + ": " + strings.Repeat(string("0123456789abcdef"[i]), 6) + "\n"
	}
	theme, err := parseScheme("old.yaml", []byte(old))
	if err != nil {
		t.Fatal(err)
	}
	if theme.Name != "Old hand" || theme.Background != (Color{}) || theme.Variant != Dark {
		t.Errorf("got %q on %v, %s", theme.Name, theme.Background, theme.Variant)
	}
}

func FuzzLoad(f *testing.F) {
	for _, name := range Builtin() {
		data, err := builtin.ReadFile(name + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("name: x\npalette:\n  base00: 000000\n"))
	f.Add([]byte("a: &a\n  <<: *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if theme, err := parse("f.toml", data); (theme == nil || theme.Name == "") && err == nil {
			t.Error("neither a theme nor an error")
		}
		if theme, err := parseScheme("f.yaml", data); err == nil && Contrast(theme.Text, theme.Background) < 4.5 {
			t.Errorf("text %v on %v", theme.Text, theme.Background)
		}
	})
}

// TestWrongKinds: a value of a kind that its key does not take is told with the file, the line, the key and the remedy.
func TestWrongKinds(t *testing.T) {
	data, err := os.ReadFile("floor-dark.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ line, with, want string }{
		{"name", "name = 3", `name: a value of the kind integer cannot stand here: write text in quotes`},
		{"text", "text = 7", `text: "7" is not a colour: write it as #rrggbb`},
		{"text", `text = "red"`, `text: "red" is not a colour: write it as #rrggbb`},
		{"dim", "dim = []", `colors.dim: a value of the kind array cannot stand here: write a colour, "#rrggbb"`},
		{"series", `series = "x"`, `colors.series: a value of the kind string cannot stand here: write a list of colours, ["#rrggbb", …]`},
		{"series", `series = [1, 2, 3, 4, 5, 6]`, `series: "1" is not a colour: write it as #rrggbb`},
	} {
		text := regexp.MustCompile(`(?m)^`+c.line+` *=.*$`).ReplaceAllString(string(data), c.with)
		_, err := parse("my.toml", []byte(text))
		if err == nil || !regexp.MustCompile(`^my\.toml:\d+: `+regexp.QuoteMeta(c.want)+`$`).MatchString(err.Error()) {
			t.Errorf("%s: got %v\nwant my.toml:…: %s", c.with, err, c.want)
		}
	}
}
