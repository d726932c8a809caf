package themes

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Color is an opaque colour in sRGB, 8 bits a channel.
type Color struct{ R, G, B uint8 }

// ParseColor reads #rrggbb or #rgb; the # may be missing.
func ParseColor(s string) (Color, error) {
	hex := strings.TrimPrefix(s, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return Color{}, fmt.Errorf("%q is not a colour: write it as #rrggbb", s)
	}
	return Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// String is c as #rrggbb.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// RGBA makes c a color.Color.
func (c Color) RGBA() (r, g, b, a uint32) {
	return uint32(c.R) * 0x101, uint32(c.G) * 0x101, uint32(c.B) * 0x101, 0xffff
}

// Luminance is the relative luminance of c, 0 for black to 1 for white (WCAG 2.1, "relative luminance").
func Luminance(c Color) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// Contrast is the contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio"). Text wants 4.5 (success criterion 1.4.3),
// large text and the parts of graphics 3 (1.4.3 and 1.4.11).
func Contrast(a, b Color) float64 {
	la, lb := Luminance(a), Luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Mix is a with a share of b, 0 to 1, in it.
func Mix(a, b Color, share float64) Color {
	share = max(0, min(share, 1))
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + share*(float64(y)-float64(x)))) }
	return Color{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// Readable is c, moved towards white or black no further than it takes for a contrast of least on a ground.
func Readable(c, ground Color, least float64) Color {
	ink := Ink(ground)
	for step := range 32 {
		if m := Mix(c, ink, float64(step)/32); Contrast(m, ground) >= least {
			return m
		}
	}
	return ink
}

// Ink is white or black, whichever is better read on a ground.
func Ink(ground Color) Color {
	white, black := Color{255, 255, 255}, Color{}
	if Contrast(white, ground) >= Contrast(black, ground) {
		return white
	}
	return black
}

// Distance says how different two colours look, 0 for not at all to 1 for black and white: the Euclidean distance in Oklab (Björn
// Ottosson, "A perceptual color space for image processing", 2020). Below 0.02 few people see a difference side by side.
func Distance(a, b Color) float64 {
	p, q := oklab(a), oklab(b)
	return math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
}

func oklab(c Color) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}
