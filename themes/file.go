package themes

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// file is the form of our own theme files.
type file struct {
	Name       string  `toml:"name"`
	Variant    Variant `toml:"variant"`
	Monochrome bool    `toml:"monochrome"`
	Colors     struct {
		Background hex   `toml:"background"`
		Text       hex   `toml:"text"`
		Bright     hex   `toml:"bright"`
		Dim        hex   `toml:"dim"`
		Border     hex   `toml:"border"`
		Accent     hex   `toml:"accent"`
		Selection  hex   `toml:"selection"`
		OK         hex   `toml:"ok"`
		Warn       hex   `toml:"warn"`
		Critical   hex   `toml:"critical"`
		Good       hex   `toml:"good"`
		Neutral    hex   `toml:"neutral"`
		Bad        hex   `toml:"bad"`
		Series     []hex `toml:"series"`
	} `toml:"colors"`
}

// hex is a colour as it stands in a file; a missing one has not been set.
type hex struct {
	Color
	set bool
	err error // why it is none
}

// UnmarshalText reads #rrggbb. What is none is told by parse, which knows the key and the line.
func (h *hex) UnmarshalText(text []byte) error {
	h.Color, h.err = ParseColor(string(text))
	h.set = true
	return nil
}

// parse reads a theme of our own form; name is that of the file, for errors.
func parse(name string, data []byte) (*Theme, error) {
	var f file
	d := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, located(name, err)
	}
	if f.Variant != Dark && f.Variant != Light {
		return nil, fmt.Errorf("%s:%d: variant %q: write \"dark\" or \"light\"", name, lineOf(data, "variant"), string(f.Variant))
	}
	if f.Name == "" {
		return nil, fmt.Errorf("%s:%d: the theme has no name: add a line such as name = \"my-theme\" at the top", name, lineOf(data, "name"))
	}
	t := &Theme{Name: f.Name, Variant: f.Variant, Monochrome: f.Monochrome}
	for _, c := range f.fields(t) {
		if !c.from.set {
			return nil, fmt.Errorf("%s:%d: the colour %s is missing: add %s = \"#rrggbb\" below [colors]", name, lineOf(data, "[colors]"), c.key, c.key)
		}
		if c.from.err != nil {
			return nil, fmt.Errorf("%s:%d: %s: %w", name, lineOf(data, c.key), c.key, c.from.err)
		}
		*c.to = c.from.Color
	}
	if len(f.Colors.Series) != len(t.Series) {
		return nil, fmt.Errorf("%s:%d: series has %d colours: give %d", name, lineOf(data, "series"), len(f.Colors.Series), len(t.Series))
	}
	for i, c := range f.Colors.Series {
		if c.err != nil {
			return nil, fmt.Errorf("%s:%d: series: %w", name, lineOf(data, "series"), c.err)
		}
		t.Series[i] = c.Color
	}
	return t, t.check(name, data)
}

type field struct {
	key  string
	from hex
	to   *Color
}

func (f *file) fields(t *Theme) []field {
	c := &f.Colors
	return []field{
		{"background", c.Background, &t.Background},
		{"text", c.Text, &t.Text},
		{"bright", c.Bright, &t.Bright},
		{"dim", c.Dim, &t.Dim},
		{"border", c.Border, &t.Border},
		{"accent", c.Accent, &t.Accent},
		{"selection", c.Selection, &t.Selection},
		{"ok", c.OK, &t.OK},
		{"warn", c.Warn, &t.Warn},
		{"critical", c.Critical, &t.Critical},
		{"good", c.Good, &t.Good},
		{"neutral", c.Neutral, &t.Neutral},
		{"bad", c.Bad, &t.Bad},
	}
}

// located turns an error of the TOML library into one with the line and a remedy.
func located(name string, err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		first := unknown.Errors[0]
		line, _ := first.Position()
		return fmt.Errorf("%s:%d: %q is not a key of a theme: remove it or correct its spelling", name, line, strings.Join(first.Key(), "."))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		line, _ := bad.Position()
		what, key := strings.TrimPrefix(bad.Error(), "toml: "), strings.Join(bad.Key(), ".")
		if kind, ok := strings.CutPrefix(what, "cannot decode TOML "); ok {
			kind, _, _ = strings.Cut(kind, " into ")
			what = fmt.Sprintf("%s: a value of the kind %s cannot stand here: write %s", key, kind, form(key))
		}
		return fmt.Errorf("%s:%d: %s", name, line, what)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// form says how the value of a key is written.
func form(key string) string {
	switch key {
	case "name", "variant":
		return "text in quotes"
	case "monochrome":
		return "true or false, without quotes"
	case "colors":
		return "a section, [colors]"
	case "colors.series":
		return `a list of colours, ["#rrggbb", …]`
	}
	return `a colour, "#rrggbb"`
}

// lineOf is the number of the line that begins with a key, or 1.
func lineOf(data []byte, key string) int {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if rest, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte(key)); ok && (len(rest) == 0 || !isWord(rest[0])) {
			return i + 1
		}
	}
	return 1
}

func isWord(b byte) bool {
	return b == '_' || b == '-' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}
