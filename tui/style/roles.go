// Package style turns meanings into colours: it is the one place that makes a style. A panel names a role, such as Dim or Critical,
// and a [Sheet], made from a theme for the terminal of one viewer, knows the escape sequence and the characters for it. There
// is no state here that two viewers share, no colour that adapts by itself, and no question to a terminal.
package style

import "floorboard/tui/cell"

// The roles. A board that is well is drawn in Text, Dim and Border alone; colour is for what deviates.
const (
	Text         cell.Style = iota // whatever has no other role
	Dim                            // labels, units, counts beside a value, what lies back
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
	CriticalTile                   // the ground of a critical tile: reverse video
	Stale                          // values that were, when no news comes
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
	Spark   // the points of a sparkline but for the last

	roles // how many there are
)
