// Package themes holds the colours of the board by their meaning. A theme is a data file: ours are built in, and users bring their
// own, among them any base16 or base24 scheme. The package knows nothing of queues, and nothing of terminals.
package themes

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Theme is a set of colours by meaning. Every colour is set, and readable on the background: [Load] sees to that.
type Theme struct {
	// Name is what the theme is called by.
	Name string
	// Variant says what is darker, text or ground.
	Variant Variant
	// Monochrome says that no colour is to be shown, whatever the terminal can do: weight and reverse video tell the levels.
	Monochrome bool

	Background Color // the ground of the whole board
	Text       Color // what has no other meaning
	Bright     Color // values, and what has just changed
	Dim        Color // labels, units, counts
	Border     Color // lines round panels; it may be faint, it carries no meaning
	Accent     Color // keys, the last point of a line, the live sign
	Selection  Color // the ground under the row the keys act on

	OK, Warn, Critical Color // levels

	Good, Neutral, Bad Color // how customers feel: promoters, passives, detractors

	Series [6]Color // lines and bars of a chart, in the order of their importance
}

// Variant says what is darker, text or ground.
type Variant string

// The variants.
const (
	Dark  Variant = "dark"  // light text on a dark ground
	Light Variant = "light" // dark text on a light ground
)

// Default is the name of the theme for whoever chose none.
const Default = "floor-dark"

//go:embed *.toml
var builtin embed.FS

// Builtin lists the names of the built-in themes, [Default] first.
func Builtin() []string {
	files, err := fs.Glob(builtin, "*.toml")
	if err != nil {
		panic(err) // the pattern is wrong, not the input
	}
	names := []string{Default}
	for _, f := range files {
		if name := strings.TrimSuffix(f, ".toml"); name != Default {
			names = append(names, name)
		}
	}
	return names
}

// maxFile is how many bytes a theme file may have. The longest known has 2000; and what is nested thousands deep, as no theme is, takes
// the YAML library a time that grows with the square of it.
const maxFile = 1 << 14

// Load returns a theme: a built-in one by its name ("" is [Default]), or the file at a path, which is a theme of our own form
// (.toml) or a base16 or base24 scheme (.yaml, .yml). Errors name the file, the line, the value and what to do about it.
func Load(nameOrPath string) (*Theme, error) {
	if nameOrPath == "" {
		nameOrPath = Default
	}
	if slices.Contains(Builtin(), nameOrPath) {
		file := nameOrPath + ".toml"
		data, err := builtin.ReadFile(file)
		if err != nil {
			return nil, err
		}
		return parse(file, data)
	}
	var parseFile func(file string, data []byte) (*Theme, error)
	switch strings.ToLower(filepath.Ext(nameOrPath)) {
	case ".toml":
		parseFile = parse
	case ".yaml", ".yml":
		parseFile = parseScheme
	default:
		return nil, fmt.Errorf("theme %q is not known: use one of %s, or the path of a .toml theme or of a base16 or base24 scheme (.yaml)",
			nameOrPath, strings.Join(Builtin(), ", "))
	}
	data, err := readFile(nameOrPath)
	if err != nil {
		return nil, err
	}
	return parseFile(nameOrPath, data)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; check the name", path)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s: permission denied: let this user read it (chmod o+r)", path)
	case err != nil:
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: more than %d bytes is no theme: check the path", path, maxFile)
	}
	return data, err
}
