package style

import "strings"

// Depth is how many colours a terminal can show.
type Depth uint8

// The depths.
const (
	NoColor   Depth = iota // bold, faint, underline and reverse video only
	ANSI16                 // the sixteen colours the user's terminal chose
	ANSI256                // xterm's fixed palette
	TrueColor              // any
)

// String is the name of the depth.
func (d Depth) String() string {
	return [...]string{"no colour", "16 colours", "256 colours", "true colour"}[min(d, TrueColor)]
}

// DetectDepth tells the colours of a terminal from the environment of the session it belongs to, and asks nobody else. NO_COLOR
// with any value, TERM=dumb and no TERM mean none (no-color.org); COLORTERM and the names of terminals tell the rest.
func DetectDepth(env func(string) string) Depth {
	term := env("TERM")
	if env("NO_COLOR") != "" || term == "" || term == "dumb" {
		return NoColor
	}
	base, _, _ := strings.Cut(term, "-")
	switch color := strings.ToLower(env("COLORTERM")); {
	case (color == "truecolor" || color == "24bit") && base != "screen",
		strings.HasSuffix(term, "-direct"), env("WT_SESSION") != "":
		return TrueColor
	}
	switch {
	case term == "xterm-kitty" || term == "xterm-ghostty":
		return TrueColor
	case strings.Contains(term, "256color"):
		return ANSI256
	}
	switch base {
	case "alacritty", "contour", "foot", "ghostty", "kitty", "st", "wezterm":
		return TrueColor
	case "tmux":
		return ANSI256
	case "vt52", "vt100", "vt102", "vt220", "vt320":
		return NoColor
	}
	return ANSI16
}
