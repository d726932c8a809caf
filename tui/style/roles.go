// Package style turns meanings into colours: it is the one place that makes a style. A panel names a role, such as Dim or Critical,
// and a [Sheet], made from a theme for the terminal of one viewer, knows the escape sequence and the characters for it. There
// is no state here that two viewers share, no colour that adapts by itself, and no question to a terminal.
package style

import (
	"floorboard/themes"
	"floorboard/tui/cell"
)

// The roles. A board that is well is drawn in Text, Bold, Dim and Border alone; colour is for what deviates.
const (
	Text         cell.Style = iota // whatever has no other role
	Dim                            // labels, units, counts beside a value
	Bold                           // values
	Border                         // the thin lines round panels
	Title                          // the name in a panel's border
	Header                         // the line at the top, news fresh
	HeaderStale                    // the line at the top, news old
	Key                            // a key in a hint of what can be pressed
	Accent                         // the one thing to look at when all is well: the last point of a line, the live sign
	Selected                       // the row or tab the keys act on
	OK                             // a level sign: met
	Warn                           // a value beyond its target
	WarnBold                       // the same, in large type
	Critical                       // a value far beyond its target
	CriticalTile                   // a critical tile, all of it: reverse video
	Stale                          // values of before, when no news comes
	Target                         // the dashed line of a target
	Fresh                          // what changed in the last seconds, a shade brighter than Text
	Series1                        // lines and bars of a chart, in the order of their importance
	Series2
	Series3
	Series4
	Series5
	Series6
	Good    // promoters, praise
	Neutral // passives
	Bad     // detractors, complaints
	Bar     // the part of a bar that is full
	BarDim  // the part of a bar that is empty
	Spark   // the columns of a sparkline but for the last

	roles // how many there are
)

// looks is the table of what each role looks like.
func looks(t *themes.Theme) [roles]Look {
	on := func(fore themes.Color, m Marks, b basic, mono Marks) Look {
		return Look{fore, t.Background, m, b, mono}
	}
	dim := basic{0, 0, IsFaint}
	return [roles]Look{
		Text:         on(t.Text, 0, basic{}, 0),
		Dim:          on(t.Dim, 0, dim, IsFaint),
		Bold:         on(t.Bright, IsBold, basic{0, 0, IsBold}, IsBold),
		Border:       on(t.Border, 0, dim, IsFaint),
		Title:        on(t.Text, 0, basic{}, 0),
		Header:       on(t.Text, 0, basic{}, 0),
		HeaderStale:  {themes.Ink(t.Warn), t.Warn, IsBold, basic{33, 33, IsBold | IsReversed}, IsBold | IsReversed},
		Key:          on(t.Accent, 0, basic{36, 34, 0}, IsBold),
		Accent:       on(t.Accent, 0, basic{96, 34, 0}, IsBold),
		Selected:     {t.Bright, t.Selection, IsBold, basic{0, 0, IsReversed}, IsReversed},
		OK:           on(t.OK, 0, basic{32, 32, 0}, 0),
		Warn:         on(t.Warn, 0, basic{93, 33, 0}, IsUnderlined),
		WarnBold:     on(t.Warn, IsBold, basic{93, 33, IsBold}, IsBold), // a line under each row would cut large type to pieces
		Critical:     on(t.Critical, IsBold, basic{91, 31, IsBold}, IsBold|IsReversed),
		CriticalTile: {themes.Ink(t.Critical), t.Critical, 0, basic{91, 31, IsReversed}, IsReversed},
		Stale:        on(t.Dim, 0, dim, IsFaint),
		Target:       on(themes.Mix(t.Dim, t.Background, 0.3), 0, dim, IsFaint),
		Fresh:        on(t.Bright, 0, basic{0, 0, IsBold}, IsBold),
		Series1:      on(t.Series[0], 0, basic{96, 34, 0}, IsBold),
		Series2:      on(t.Series[1], 0, basic{97, 36, 0}, 0),
		Series3:      on(t.Series[2], 0, basic{35, 35, 0}, IsFaint),
		Series4:      on(t.Series[3], 0, basic{92, 32, 0}, 0),
		Series5:      on(t.Series[4], 0, basic{95, 95, 0}, IsBold),
		Series6:      on(t.Series[5], 0, basic{36, 90, 0}, IsFaint),
		Good:         on(t.Good, 0, basic{32, 32, 0}, 0),
		Neutral:      on(t.Neutral, 0, dim, IsFaint),
		Bad:          on(t.Bad, 0, basic{31, 31, 0}, IsBold),
		Bar:          on(themes.Mix(t.Series[0], t.Background, 0.25), 0, basic{}, 0),
		BarDim:       on(t.Border, 0, dim, IsFaint),
		Spark:        on(t.Dim, 0, basic{}, 0),
	}
}
