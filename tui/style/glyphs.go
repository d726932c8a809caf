package style

// Glyphs are the characters a board is drawn with. A terminal that cannot show one set is given another.
type Glyphs struct {
	ASCII   bool // nothing beyond ASCII can be shown
	Braille bool // braille patterns can be shown

	TopLeft, TopRight, BottomLeft, BottomRight, Horizontal, Vertical string // boxes
	TeeLeft, TeeRight                                                string // where a line meets the left or the right border: ├ ┤
	Dash                                                             string // a target line, and a rule that lies back
	OK, Warn, Critical, Unknown                                      string // level signs
	Up, Down, Same                                                   string // trends
	Live, Paused, Stale                                              string // how the news flows
	Ellipsis, Bullet, Arrow, Missing, Cursor                         string
	Spark                                                            []string // the heights of a sparkline's column, lowest first
	Bar                                                              []string // the fractions of a bar's last cell, smallest first, the last is full
	BarEmpty                                                         string
}

// Unicode is the full set.
func Unicode() *Glyphs {
	return &Glyphs{
		Braille: true,
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Horizontal: "─", Vertical: "│", TeeLeft: "├", TeeRight: "┤", Dash: "╌",
		OK: "✓", Warn: "!", Critical: "‼", Unknown: "–",
		Up: "▲", Down: "▼", Same: "•",
		Live: "●", Paused: "‖", Stale: "○",
		Ellipsis: "…", Bullet: "·", Arrow: "→", Missing: "–", Cursor: "▸",
		Spark:    []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Bar:      []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
		BarEmpty: "·",
	}
}

// ASCII is the set for terminals that show nothing else.
func ASCII() *Glyphs {
	return &Glyphs{
		ASCII:   true,
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+", Horizontal: "-", Vertical: "|", TeeLeft: "+", TeeRight: "+", Dash: "-",
		OK: "ok", Warn: "!", Critical: "!!", Unknown: "-",
		Up: "+", Down: "-", Same: "=",
		Live: "*", Paused: "||", Stale: "o",
		Ellipsis: "..", Bullet: "-", Arrow: "->", Missing: "-", Cursor: ">",
		Spark:    []string{"_", ".", ":", "-", "=", "+", "*", "#"},
		Bar:      []string{"#"},
		BarEmpty: ".",
	}
}
