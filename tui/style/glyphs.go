package style

import "strings"

// Glyphs are the characters a board is drawn with. Each but the signs of levels, bounds and flow and the ellipsis is one column wide. A
// terminal that cannot show one set is given another: see [DetectGlyphs].
type Glyphs struct {
	ASCII   bool // nothing beyond ASCII can be shown
	Braille bool // braille patterns can be shown

	// Boxes.
	TopLeft, TopRight, BottomLeft, BottomRight, Horizontal, Vertical string
	TeeRight                                                         string // where a line meets the right border
	Dash                                                             string // a target's line, and a rule that lies back
	Heavy, Broken                                                    string // lines of a chart where colours do not tell them apart

	// Levels, and trends since the window before.
	OK, Warn, Critical string
	Up, Down, Same     string
	AtLeast, AtMost    string // before a target that no level sign stands before

	Live string // beside what comes in as it happens

	Ellipsis, Bullet, Arrow string

	Spark []string // the heights of a sparkline's column, lowest first
	Bar   []string // the fills of a bar's last cell, smallest first; the last is full

	Signs map[string]rune // what stands for signs beside these that the terminal lacks; nil where it has all of them
}

// Unicode is the full set.
func Unicode() *Glyphs {
	return &Glyphs{
		Braille: true,
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Horizontal: "─", Vertical: "│",
		TeeRight: "┤", Dash: "╌", Heavy: "━", Broken: "╌",
		OK: "✓", Warn: "!", Critical: "‼",
		Up: "▲", Down: "▼", Same: "•",
		AtLeast: "≥", AtMost: "≤",
		Live:     "●",
		Ellipsis: "…", Bullet: "·", Arrow: "→",
		Spark: []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Bar:   []string{"▆"},
	}
}

// ASCII is the set for terminals that show nothing else.
func ASCII() *Glyphs {
	return &Glyphs{
		ASCII:   true,
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+", Horizontal: "-", Vertical: "|",
		TeeRight: "+", Dash: "-", Heavy: "#", Broken: ":",
		OK: "ok", Warn: "!", Critical: "!!",
		Up: "+", Down: "-", Same: "=",
		AtLeast: ">=", AtMost: "<=",
		Live:     "*",
		Ellipsis: "..", Bullet: "-", Arrow: "->",
		Spark: []string{"_", ".", ":", "-", "=", "+", "*", "#"},
		Bar:   []string{"#"},
	}
}

// Console is the set of the Linux console, whose fonts hold 256 or 512 characters: those of code page 437 are in all of them,
// braille, eighth blocks and rounded corners in few.
func Console() *Glyphs {
	g := ASCII()
	g.ASCII = false
	g.TopLeft, g.TopRight, g.BottomLeft, g.BottomRight, g.Horizontal, g.Vertical = "┌", "┐", "└", "┘", "─", "│"
	g.TeeRight = "┤"
	g.OK, g.Bullet, g.Heavy, g.Broken = "√", "·", "═", "-"
	g.AtLeast, g.AtMost = "≥", "≤"
	g.Spark, g.Bar = []string{"_", "▄", "█"}, []string{"▌", "█"}
	g.Signs = map[string]rune{"●": '•', "◌": '○', "◎": '@', "◧": '▄', "✕": 'x', "▶": '►', "▹": '►', "‖": '║', "━": '═', "╍": '-', "–": '-', "—": '-', "…": '.',
		"’": '\'', "‘": '\'', "“": '"', "”": '"'}
	return g
}

// DetectGlyphs tells the characters a terminal can show from the environment of the session it belongs to: ASCII unless the locale
// (LC_ALL, or else LC_CTYPE, or else LANG: POSIX.1-2017, 8.2) says UTF-8, Console on the Linux console, Unicode elsewhere.
func DetectGlyphs(env func(string) string) *Glyphs {
	locale := env("LC_ALL")
	for _, name := range []string{"LC_CTYPE", "LANG"} {
		if locale == "" {
			locale = env(name)
		}
	}
	locale = strings.ToLower(strings.ReplaceAll(locale, "-", ""))
	switch {
	case !strings.Contains(locale, "utf8") || env("TERM") == "dumb":
		return ASCII()
	case env("TERM") == "linux":
		return Console()
	}
	return Unicode()
}
