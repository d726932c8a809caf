// Package tui is the board on a screen: one model that owns the page, the keys and what is looked at, and pure functions
// that draw. What the panels are is in panel; README.md shows the way round.
package tui

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/mask"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// FrameOptions say what a single frame shows.
type FrameOptions struct {
	W, H    int
	Sheet   *style.Sheet
	Page    string // a name of Pages; "" is the first
	Title   string
	Names   mask.Names // how agents are named
	Profile panel.Profile
}

// Frame draws one frame of a snapshot: the same cells for the same arguments, of exactly W by H.
func Frame(snap *metrics.Snapshot, o FrameOptions) *cell.Buffer {
	v := panel.New(snap, o.Sheet)
	v.SortByNeed()
	v.Title, v.Names = o.Title, o.Names
	v.Filter = filterWords(v.Snap.Filter, v.NameOf)
	if o.Profile != (panel.Profile{}) {
		v.Profile = o.Profile
	}
	page := pageIndex(o.Page)
	if list := pages[page].list; list != nil {
		v.List = list.Start(v)
	}
	b := cell.New(o.W, o.H)
	new(memo).draw(b, v, &chrome{pages: pagesNamed(nil), page: page})
	return b
}

// Sizes below which there is no room for pages: then the strip stands alone, and below that one number.
const (
	minPageW, minPageH   = 60, 16
	minStripW, minStripH = 20, 5
)

// minTimelineH is how many rows a screen needs for one of them to be the time line of a replay.
const minTimelineH = 24

// chrome is what stands around a page.
type chrome struct {
	pages []int // that can be turned to
	page  int
	note  string  // a word on what a key just did
	hint  hint    // of use right now; none where its key is ""
	over  overlay // what lies over the page; nil for nothing
}

// memo remembers of the last frame what was drawn where and of what, so that panels whose numbers did not change stay as they are.
type memo struct {
	w, h, page int
	over       bool
	setting    panel.Setting
	parts      []drawn
	kept       panel.Kept
}

type drawn struct {
	at    cell.Rect
	sum   uint64
	known bool
}

// draw draws a frame over the last one that the memo was used for, or over a buffer of another size.
func (m *memo) draw(b *cell.Buffer, v *panel.View, c *chrome) {
	m.check(b, v, c)
	v.Kept = &m.kept
	a := b.All()
	all := a.Bounds()
	switch {
	case all.Empty():
	case all.W < minStripW || all.H < minStripH:
		b.Clear()
		panel.Worst(a, v)
	case all.W < minPageW || all.H < minPageH:
		b.Clear()
		top, rest := all.CutTop(1)
		panel.Header(a.Sub(top), v)
		panel.Stack(a.Sub(rest), v)
		fadeStale(a.Sub(rest), v)
		if c.over != nil { // it takes the keys, so it has to be seen
			var keys cell.Rect
			rest, keys = rest.CutBottom(1)
			a.Fill(keys, style.Text, ' ')
			c.over.draw(a.Sub(rest), v)
			drawKeyLine(a.Sub(keys), c)
		}
	default:
		top, rest, low := bands(all, v.Player != nil)
		lines, keys := low.CutBottom(1)
		lines, line := lines.CutBottom(low.H - 1 - attentionLines(all.H))
		panel.Header(a.Sub(top), v)
		m.panels(a.Sub(rest), v, c.page)
		fadeStale(a.Sub(rest), v)
		a.Fill(low, style.Text, ' ')
		panel.Attention(a.Sub(lines), v)
		panel.Timeline(a.Sub(line), v)
		drawKeyLine(a.Sub(keys), c)
		if c.over != nil {
			c.over.draw(a.Sub(rest), v)
		}
	}
	switch g := v.Sheet.Glyphs; {
	case g.ASCII:
		toASCII(b)
	case g.Signs != nil:
		replace(b, func(char string) (rune, bool) { r, ok := g.Signs[char]; return r, ok })
	}
}

// bands are the header, the page, and the lines below it: what needs attention, the time line of a replay, and the keys.
func bands(all cell.Rect, replay bool) (header, page, low cell.Rect) {
	header, rest := all.CutTop(1)
	lines := 1 + attentionLines(all.H)
	if replay && all.H >= minTimelineH {
		lines++
	}
	page, low = rest.CutBottom(lines)
	return header, page, low
}

// check forgets the last frame where this one differs in more than numbers.
func (m *memo) check(b *cell.Buffer, v *panel.View, c *chrome) {
	w, h := b.Size()
	now := memo{w: w, h: h, page: c.page, over: c.over != nil, setting: v.Setting()}
	same := m.w == now.w && m.h == now.h && m.page == now.page && m.setting == now.setting
	if same && !m.over && !now.over {
		return
	}
	b.Clear()
	now.parts, now.kept = m.parts[:0], m.kept
	*m = now
	if !same {
		m.kept.Forget()
	}
}

// panels draws the panels of a page, but for those that would look as they do.
func (m *memo) panels(a cell.Area, v *panel.View, page int) {
	parts := partsOf(page, a.Bounds(), v)
	if !slices.EqualFunc(m.parts, parts, func(d drawn, p part) bool { return d.at == p.at }) {
		a.Fill(a.Bounds(), style.Text, ' ') // where a panel moved, others moved into its place
		m.parts = make([]drawn, len(parts))
		m.kept.Forget()
	}
	for i, p := range parts {
		if p.at.Empty() {
			m.parts[i].at = p.at
			continue
		}
		sum, known := v.Sum(p.panel.Reads)
		now := drawn{p.at, sum, known}
		if known && m.parts[i] == now {
			continue
		}
		m.parts[i] = now
		area := a.Sub(p.at)
		area.Fill(area.Bounds(), style.Text, ' ')
		p.panel.Draw(area, v)
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
	"–": '-', "—": '-', "±": '~', "·": '-', "…": '.', "●": '*', "○": 'o', "◌": 'o', "◎": '@', "■": '#', "◧": 'w', "✕": 'x', "▶": '>', "▹": '>',
	"‖": '=', "→": '>', "←": '<', "↑": '^', "↓": 'v', "’": '\'', "‘": '\'', "“": '"', "”": '"', "█": '#', "▒": '=', "░": '.', "━": '=', "─": '-', "╍": '.',
	"ß": 's', "ø": 'o', "Ø": 'O', "ł": 'l', "Ł": 'L', "đ": 'd', "ı": 'i', // letters of which no accent can be taken
}

// toASCII leaves nothing on the frame but ASCII: names and words may hold anything.
func toASCII(b *cell.Buffer) {
	replace(b, func(g string) (rune, bool) {
		if char, ok := plainer[g]; ok {
			return char, true
		}
		return bare(g), true
	})
}

// replace puts other characters in the place of those beyond ASCII for which there are any.
func replace(b *cell.Buffer, by func(g string) (rune, bool)) {
	a := b.All()
	b.Each(func(x, y int, g string, st cell.Style) {
		if len(g) == 1 && g[0] < utf8.RuneSelf {
			return
		}
		if char, ok := by(g); ok {
			for i := range cell.Width(g) {
				a.Set(x+i, y, st, char)
			}
		}
	})
}

// bare is a letter without its accents where that is ASCII (by the canonical decomposition of Unicode Standard Annex 15), else a question
// mark.
func bare(g string) rune {
	if first := norm.NFD.String(g)[0]; first < utf8.RuneSelf {
		return rune(first)
	}
	return '?'
}
