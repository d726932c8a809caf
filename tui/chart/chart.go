// Package chart draws numbers as lines, sparklines and bars. It is the only one that knows github.com/NimbleMarkets/ntcharts, and
// gives it only what it can bear: finite numbers in a fixed range, no more of them than there are columns.
package chart

import (
	"time"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Sparkline draws the last a.W() of vals as columns of eighth blocks over a baseline of zero, full height at limit (the largest of
// them if it is not above 0). A gap (NaN) stays blank, a value above zero never vanishes, and the last one takes the style last.
func Sparkline(a cell.Area, st, last cell.Style, vals []float64, limit float64, g *style.Glyphs) {}

// Series is one line of a chart: a value for each step of time, NaN where there is none.
type Series struct {
	Name   string
	Values []float64
	Style  cell.Style
}

// LineOptions says what a time series shows.
type LineOptions struct {
	Start    time.Time      // of the first value of each series
	Step     time.Duration  // from one value to the next
	Zone     *time.Location // of the clock times below; nil for Start's own
	Min, Max float64        // the range shown; an empty one is taken from the values and the target
	Target   float64        // drawn as a dashed line; NaN for none
	Format   func(float64) string
	Series   []Series // at most three are drawn
}

// Lines draws a time series: the scale at the left, clock times on round minutes below, each series as a line that breaks where
// values are missing, with its last value marked.
func Lines(a cell.Area, o LineOptions, s *style.Sheet) {}

// Bar is one row of a bar chart.
type Bar struct {
	Label string
	Value float64
	Count string // what is written at the end of the row
	Style cell.Style
}

// Bars draws horizontal bars, one a row, with their labels at the left and their counts at the right; limit is the value of a bar
// over the whole width (the largest of them if it is not above 0).
func Bars(a cell.Area, bars []Bar, limit float64, s *style.Sheet) {}
