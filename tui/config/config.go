// Package config reads the configuration file: TOML, checked strictly, so that a slip of the pen is an error with its line
// and not a target that silently never was. What a file leaves out keeps its default.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/alert"
	"floorboard/tui/mask"
)

// Config is what holds: the definitions of the numbers, and how they are shown.
type Config struct {
	Path    string         // the file it came from; "" for the defaults
	Rules   *metrics.Rules // Zone is nil where the file names none: then the command decides
	Display Display
	Alerts  Alerts
}

// Alerts is what raises alerts, and who is told.
type Alerts struct {
	Rules   alert.Rules
	Window  string   // one of metrics.Windows; "" is that of the wall at its start
	Bell    bool     // ring the terminal's bell
	Command []string // a program and its arguments; empty for none
	Replays bool     // run it also while a recording is played
}

// Display is how the board is shown.
type Display struct {
	Title   string
	Theme   string        // a name or a path
	Window  string        // one of metrics.Windows, for the wall
	Page    string        // the first page
	Profile string        // one of panel.Profiles
	Pages   []string      // those that can be turned to; none for all
	Rotate  time.Duration // how long a page is shown before the next one; 0 until somebody turns
	Names   mask.Names
	ASCII   bool // draw with ASCII alone

	themeAt string // where a file names the theme; "" where none does
}

// LoadTheme reads the theme. An error says where the configuration names it.
func (d *Display) LoadTheme() (*themes.Theme, error) {
	t, err := themes.Load(d.Theme)
	if err != nil && d.themeAt != "" {
		err = fmt.Errorf("%s: theme: %w", d.themeAt, err)
	}
	return t, err
}

// Default returns what holds without a file.
func Default() *Config {
	c, err := Parse("", nil)
	if err != nil {
		panic(err) // the defaults are ours; a test reads them
	}
	return c
}

// Load reads the file at path. Where path is "", it reads the file that Find names by getenv, or none. Its errors name the file,
// the line, the key and the remedy; there may be several (errors.Join).
func Load(path string, getenv func(string) string) (*Config, error) {
	if path == "" {
		if path = Find(getenv); path == "" {
			return Default(), nil
		}
	}
	return LoadFile(path)
}

// LoadFile reads the file at path, whatever there is elsewhere. Its errors are as those of Load.
func LoadFile(path string) (*Config, error) {
	if path == "" {
		return nil, errors.New("the configuration has no name; write that of a file")
	}
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, syscall.EISDIR):
		return nil, fmt.Errorf("%s: is a directory; name a file, such as %s", path, filepath.Join(path, "config.toml"))
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; `floorboard config > %s` writes one with the defaults", path, path)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s: permission denied: let this user read it (chmod o+r)", path)
	case err != nil:
		return nil, err
	}
	return Parse(path, data)
}

// Find returns where the configuration is, by the environment that getenv reads: $FLOORBOARD_CONFIG, or floorboard/config.toml
// in $XDG_CONFIG_HOME or, without that, in ~/.config, if it is there (XDG Base Directory Specification, section 3). It is
// "" where there is none.
func Find(getenv func(string) string) string {
	if path := getenv("FLOORBOARD_CONFIG"); path != "" {
		return path
	}
	dir := getenv("XDG_CONFIG_HOME")
	if dir == "" {
		home := getenv("HOME")
		if home == "" {
			return ""
		}
		dir = filepath.Join(home, ".config")
	}
	path := filepath.Join(dir, "floorboard", "config.toml")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}
