// Package tui is the board on a screen: one model that owns the page, the keys and what is looked at, and pure functions
// that draw. What the panels are is in panel; README.md shows the way round.
package tui

import (
	"unicode/utf8"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// FrameOptions say what a single frame shows.
type FrameOptions struct {
	W, H  int
	Sheet *style.Sheet
	Page  string // a name of Pages; "" is the first
	Title string
}

// Frame draws one frame of a snapshot: the same cells for the same arguments, of exactly W by H.
func Frame(snap *metrics.Snapshot, o FrameOptions) *cell.Buffer {
	v := panel.New(snap, o.Sheet)
	v.Title = o.Title
	page := pageIndex(o.Page)
	if list := pages[page].list; list != nil {
		v.List = list.Start(v)
	}
	b := cell.New(o.W, o.H)
	drawFrame(b, v, &chrome{page: page})
	return b
}

// Sizes below which there is no room for pages: then the strip stands alone, and below that one number.
const (
	minPageW, minPageH   = 60, 16
	minStripW, minStripH = 20, 5
)

// chrome is what stands around a page.
type chrome struct {
	page int
	note string // a word on what a key just did
	help []helpGroup
}

// drawFrame draws the header, the page, what needs attention and the keys.
func drawFrame(b *cell.Buffer, v *panel.View, c *chrome) {
	a := b.All()
	all := a.Bounds()
	switch {
	case all.Empty():
	case all.W < minStripW || all.H < minStripH:
		panel.Worst(a, v)
	case all.W < minPageW || all.H < minPageH:
		top, rest := all.CutTop(1)
		panel.Header(a.Sub(top), v)
		panel.Stack(a.Sub(rest), v)
		fadeStale(a.Sub(rest), v)
	default:
		top, rest := all.CutTop(1)
		rest, keys := rest.CutBottom(1)
		rest, lines := rest.CutBottom(attentionLines(all.H))
		panel.Header(a.Sub(top), v)
		pages[c.page].draw(a.Sub(rest), v, pages[c.page].list)
		fadeStale(a.Sub(rest), v)
		panel.Attention(a.Sub(lines), v)
		drawKeyLine(a.Sub(keys), c)
		if c.help != nil {
			drawHelp(a.Sub(rest), v, c.help)
		}
	}
	if v.Sheet.Glyphs.ASCII {
		toASCII(b)
	}
}

// attentionLines is how many lines are kept for what needs attention, on a screen of h rows.
func attentionLines(h int) int {
	switch {
	case h >= 80:
		return 4
	case h >= 46:
		return 3
	case h >= 36:
		return 2
	}
	return 1
}

func fadeStale(a cell.Area, v *panel.View) {
	if v.Health.Stale {
		panel.Fade(a)
	}
}

// plainer are the characters that stand for others where nothing but ASCII can be shown.
var plainer = map[string]rune{
	"–": '-', "—": '-', "±": '~', "·": '-', "…": '.', "●": '*', "○": 'o', "◌": 'o', "◎": '!', "■": '#', "◧": 'w', "✕": 'x', "▶": '>', "▹": '>',
	"‖": '=', "→": '>', "←": '<', "↑": '^', "↓": 'v', "’": '\'', "‘": '\'', "“": '"', "”": '"', "█": '#', "▒": '=', "░": '.', "━": '=', "─": '-', "╍": '.',
}

// toASCII leaves nothing on the frame but ASCII: names and words may hold anything.
func toASCII(b *cell.Buffer) {
	a := b.All()
	b.Each(func(x, y int, g string, st cell.Style) {
		if len(g) == 1 && g[0] < utf8.RuneSelf {
			return
		}
		char, ok := plainer[g]
		if !ok {
			char = '?'
		}
		for i := range cell.Width(g) {
			a.Set(x+i, y, st, char)
		}
	})
}
