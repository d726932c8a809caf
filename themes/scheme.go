package themes

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// scheme is a base16 or base24 scheme: sixteen or twenty-four colours by number, base00 to base17 (hexadecimal).
type scheme struct {
	name   string
	colors map[string]Color
}

// parseScheme reads a base16 or base24 scheme (github.com/tinted-theming/home, builder.md 0.11: name and palette; and the older
// form with the name in "scheme" and no palette around the colours) and gives its colours our meanings.
func parseScheme(file string, data []byte) (*Theme, error) {
	s := scheme{colors: make(map[string]Color)}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, malformed(file, err)
	}
	for _, doc := range tree.Docs {
		if err := s.read(file, doc.Body); err != nil {
			return nil, err
		}
	}
	for i := range 16 {
		if key := fmt.Sprintf("base%02X", i); !s.has(key) {
			return nil, fmt.Errorf("%s: the colour %s is missing: a base16 scheme has base00 to base0F", file, key)
		}
	}
	if s.name == "" {
		return nil, fmt.Errorf("%s: the scheme has no name: add a line such as name: \"My scheme\"", file)
	}
	return s.theme(), nil
}

// malformed is the error of the YAML library with its line, and without the excerpt of the file that it adds.
func malformed(file string, err error) error {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		return fmt.Errorf("%s:%d: this is no YAML: %s: check the quotes and the indent there", file, e.GetToken().Position.Line, e.GetMessage())
	}
	return fmt.Errorf("%s: this is no YAML: %w", file, err)
}

func (s *scheme) read(file string, node ast.Node) error {
	m, ok := node.(ast.MapNode)
	if !ok {
		return fmt.Errorf("%s: a scheme is a list of keys and values such as name: \"My scheme\"", file)
	}
	for it := m.MapRange(); it.Next(); {
		key, line := it.Key().String(), it.Key().GetToken().Position.Line
		switch {
		case key == "palette":
			if err := s.read(file, it.Value()); err != nil {
				return err
			}
		case key == "name", key == "scheme":
			s.name = text(it.Value())
		case key == "system":
			if system := text(it.Value()); system != "base16" && system != "base24" {
				return fmt.Errorf("%s:%d: system %q is not known: use a base16 or a base24 scheme", file, line, system)
			}
		case strings.HasPrefix(key, "base"):
			c, err := ParseColor(text(it.Value()))
			if err != nil {
				return fmt.Errorf("%s:%d: %s: %w", file, line, key, err)
			}
			s.colors[strings.ToLower(key)] = c
		}
	}
	return nil
}

// text is a scalar as it was written: 000000 is a colour, not the number 0.
func text(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case ast.ScalarNode:
		return n.GetToken().Value
	}
	return ""
}

func (s *scheme) has(key string) bool { _, ok := s.colors[strings.ToLower(key)]; return ok }

// at returns a colour by its number.
func (s *scheme) at(n int) Color { return s.colors[fmt.Sprintf("base%02x", n)] }

// bright is base24's brighter form of a base16 colour, where the scheme has one and it is read no worse.
func (s *scheme) bright(n, brighter int, ground Color) Color {
	c := s.at(n)
	if b, ok := s.colors[fmt.Sprintf("base%02x", brighter)]; ok && Contrast(c, ground) < 4.5 && Contrast(b, ground) > Contrast(c, ground) {
		return b
	}
	return c
}

// theme gives the colours our meanings after the styling guide (github.com/tinted-theming/home, styling.md): 00 ground, 01 and 02
// lighter grounds, 03 and 04 dim text, 05 text, 08 red, 0A yellow, 0B green, 0D blue. Many schemes take it lightly, so every
// colour that cannot be read is moved towards white or black, and levels that look alike are replaced by our own.
func (s *scheme) theme() *Theme {
	ground := s.at(0x00)
	own := levelsFor(ground)
	t := &Theme{Name: s.name, Variant: own.Variant, Background: ground}
	t.Text = Readable(s.at(0x05), ground, 7)
	t.Bright = Mix(t.Text, Ink(ground), 0.6)
	t.Dim = Readable(s.dim(), ground, 4.5)
	t.Border = Readable(Mix(ground, t.Text, 0.25), ground, 1.5)
	t.Selection = Mix(ground, t.Text, 0.12)
	t.Accent = Readable(s.at(0x0d), ground, 4.5)
	s.levels(t, own)
	t.Good, t.Neutral = t.OK, Readable(Mix(t.Dim, ground, 0.25), ground, 3)
	t.Bad = Readable(Mix(t.Critical, t.Text, 0.35), ground, 4.5)
	s.series(t)
	return t
}

// levelsFor is the built-in theme that lends its levels to a scheme on this ground.
func levelsFor(ground Color) *Theme {
	name := Default
	if Ink(ground) == (Color{}) {
		name = "floor-light"
	}
	t, err := Load(name)
	if err != nil {
		panic(err) // a built-in theme: tests load each
	}
	return t
}

// dim is the one of the two greys of a scheme that lies between text and ground and is read better.
func (s *scheme) dim() Color {
	ground, text := s.at(0x00), s.at(0x05)
	best := Mix(text, ground, 0.4)
	for _, c := range []Color{s.at(0x03), s.at(0x04)} {
		if k := Contrast(c, ground); k >= 3.5 && k <= 0.75*Contrast(text, ground) {
			best = c
			break
		}
	}
	return best
}

// levels takes red for critical, yellow or orange for warn and anything else for met, and our own where a scheme puts other
// colours there: some paint by taste, and some in one colour, but an alarm has to look like one.
func (s *scheme) levels(t, own *Theme) {
	pick := func(fits func(Color) bool, from ...Color) Color {
		for _, c := range from {
			if c = Readable(c, t.Background, 4.5); fits(c) {
				return c
			}
		}
		return Readable(from[len(from)-1], t.Background, 4.5)
	}
	t.Critical = pick(func(c Color) bool { return hueIn(c, -30, 28) && Distance(c, t.Text) >= distinct },
		s.bright(0x08, 0x12, t.Background), own.Critical)
	t.Warn = pick(func(c Color) bool {
		return hueIn(c, 20, 66) && Distance(c, t.Critical) >= 1.5*distinct && Distance(c, t.Text) >= distinct
	}, s.bright(0x0a, 0x13, t.Background), s.at(0x09), own.Warn)
	if Distance(t.Warn, t.Critical) < 1.5*distinct {
		t.Critical = Readable(own.Critical, t.Background, 4.5)
	}
	t.OK = pick(func(c Color) bool {
		return !hueIn(c, -30, 66) && Distance(c, t.Warn) >= distinct && Distance(c, t.Critical) >= distinct
	}, s.bright(0x0b, 0x14, t.Background), own.OK)
}

// hueIn reports whether c is a colour, not a grey, with a hue from one angle to another in degrees: red 0, yellow 60, green 120.
func hueIn(c Color, from, to float64) bool {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	high, low := max(r, g, b), min(r, g, b)
	if high-low < 0.35*high {
		return false
	}
	var sector float64
	switch high {
	case r:
		sector = (g - b) / (high - low)
	case g:
		sector = 2 + (b-r)/(high-low)
	default:
		sector = 4 + (r-g)/(high-low)
	}
	hue := math.Mod(60*sector+360, 360)
	return hue >= from && hue <= to || hue-360 >= from && hue-360 <= to
}

// series takes six colours that look different from one another and from the levels; where a scheme has fewer, it goes on with
// shades of those it has.
func (s *scheme) series(t *Theme) {
	n := 0
	take := func(c Color, apart float64, from ...Color) {
		c = Readable(c, t.Background, 3)
		for _, other := range append(from, t.Series[:n]...) {
			if n == len(t.Series) || Distance(c, other) < apart {
				return
			}
		}
		t.Series[n] = c
		n++
	}
	for _, at := range []int{0x0d, 0x0c, 0x0e, 0x0b, 0x0f, 0x09, 0x0a, 0x08} {
		take(s.at(at), distinct, t.Warn, t.Critical)
	}
	for step := 0; n < len(t.Series) && step < 16; step++ {
		share := float64(step) / 16
		take(Mix(t.Text, t.Background, share), distinct/2, t.Warn, t.Critical)
		take(Mix(s.at(0x0d), Ink(t.Background), share), distinct/2, t.Warn, t.Critical)
	}
	for ; n < len(t.Series); n++ {
		t.Series[n] = t.Text
	}
}
