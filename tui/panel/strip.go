package panel

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/digits"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// tile is one of the numbers that a board shows in large type.
type tile struct {
	key   metrics.Key
	title string                                 // "" for the KPI's own
	rank  int                                    // in the strip: where there is no room for all, those of the lowest ranks stay
	group func(v *View) *metrics.Group           // whose number it is; nil for the whole
	note  func(v *View, g *metrics.Group) string // what stands behind the number, in a few words; nil for nothing
}

// tiles are the numbers of the strip, in their order on the screen.
var tiles = [...]tile{
	{key: metrics.Waiting, rank: 1, note: noteWaiting},
	{key: metrics.LongestWait, title: "Longest", rank: 0, group: (*View).longest, note: noteLongest},
	{key: metrics.ServiceLevel, rank: 2, note: noteServiceLevel},
	{key: metrics.FirstReply, rank: 3, note: noteFirstReply},
	{key: metrics.AbandonRate, title: "Abandoned", rank: 5, note: noteAbandoned},
	{key: metrics.NPS, rank: 4, note: noteNPS},
}

// Strip draws the n numbers that matter most, side by side.
func Strip(n int) Panel {
	r := Reads{Lists: ReadQueues, Each: []metrics.Key{metrics.Waiting, metrics.LongestWait}} // for the longest wait and the notes
	for _, t := range tiles {
		r.Keys = append(r.Keys, t.key)
	}
	r.Keys = append(r.Keys, metrics.Abandoned)
	return Panel{Draw: func(a cell.Area, v *View) { v.tileRow(a, v.tilesOf(n)) }, Reads: r}
}

// firstOf draws the first n of some tiles that are for those who look.
func firstOf(tiles []tile, n int) Panel {
	return Panel{Draw: func(a cell.Area, v *View) {
		shown := slices.DeleteFunc(slices.Clone(tiles), func(t tile) bool { return !v.Shows(t.key) })
		v.tileRow(a, shown[:min(n, len(shown))])
	}}
}

// tileRow draws tiles side by side, all in type of the height that the widest number has room for.
func (v *View) tileRow(a cell.Area, shown []tile) {
	parts := a.Bounds().Columns(len(shown), 0)
	whole := *v
	whole.Decimals = 0 // large type is for the far end of the room
	v = &whole
	size := typeOf(a.H()-2, func(h int) bool {
		for i, t := range shown {
			if !t.fits(v, parts[i].W-4, h) {
				return false
			}
		}
		return true
	})
	for i, r := range parts {
		v.tile(a.Sub(r), shown[i], size)
	}
}

// Stack draws as many numbers as have room, in rows and columns: a board on a very small screen. One alone is the one that deviates most.
func Stack(a cell.Area, v *View) {
	rows := max(min(a.H()/5, 6), 1)
	cols := max(min(a.W()/tileBest, 6), 1)
	if cols*rows < len(v.tilesOf(len(tiles))) {
		cols = max(min(a.W()/tileMin, 6), 1)
	}
	shown := v.tilesOf(cols * rows)
	if len(shown) == 1 {
		shown[0] = v.worst()
	}
	rows = (len(shown) + cols - 1) / cols
	cols = (len(shown) + rows - 1) / max(rows, 1) // as many in each row
	for y, line := range a.Bounds().Rows(rows, 0) {
		v.tileRow(a.Sub(line), shown[y*cols:min((y+1)*cols, len(shown))])
	}
}

// Columns that a tile needs to say anything, and with which most numbers have room in large type.
const tileMin, tileBest = 16, 19

// tilesOf returns the n tiles that matter most, in their order on the screen.
func (v *View) tilesOf(n int) []tile {
	shown := func(t tile) bool { return v.Shows(t.key) && (t.key != metrics.NPS || v.Seen.Surveys) }
	var out []tile
	for _, t := range tiles {
		below := 0
		for _, o := range tiles {
			if o.rank < t.rank && shown(o) {
				below++
			}
		}
		if below < n && shown(t) {
			out = append(out, t)
		}
	}
	return out
}

// Worst draws one line with the number that deviates most, for a screen of a few cells.
func Worst(a cell.Area, v *View) {
	pick := v.worst()
	g := v.groupOf(pick)
	val := told(g, pick.key)
	mark, _ := v.mark(g, pick.key)
	s := v.text(pick.key, val)
	if mark != "" {
		s = mark + " " + s
	}
	if label := pick.name() + " " + s; cell.Width(label) <= a.W() {
		s = label
	}
	st := styleOf(pick.key, val)
	if v.Health.Stale {
		s, st = "stale "+s, style.Stale
	}
	a.TextFit(0, (a.H()-1)/2, a.W(), st, s)
}

// worst is the tile of the number that deviates most; the one that matters most where none does.
func (v *View) worst() (pick tile) {
	level := metrics.LevelUnknown
	for i, t := range v.tilesOf(len(tiles)) {
		if l := v.groupOf(t).Value(t.key).Level; i == 0 || l > max(level, metrics.LevelOK) {
			pick, level = t, l
		}
	}
	return pick
}

func (t tile) name() string {
	if t.title != "" {
		return t.title
	}
	return t.key.Info().Title
}

// typeSize is how a row of tiles is set: the height of its numbers, and the lines below them.
type typeSize struct{ height, lines int }

// typeOf is the largest type for tiles with h rows inside in which all numbers fit.
func typeOf(h int, fits func(height int) bool) typeSize {
	for _, height := range digits.Heights() {
		if height+1 <= h && fits(height) {
			return typeSize{height, min(h-height, 2)}
		}
	}
	return typeSize{1, min(max(h-1, 0), 2)}
}

func (t tile) fits(v *View, w, height int) bool {
	_, ok := t.text(v, w, height)
	return ok
}

// text writes the number so that it fits w columns in type of a height, in a shorter form if need be.
func (t tile) text(v *View, w, height int) (s string, ok bool) {
	val := told(v.groupOf(t), t.key)
	for _, s = range [...]string{v.text(t.key, val), v.brief(t.key, val)} {
		if height <= 1 && cell.Width(s) <= w || digits.Has(s) && digits.Width(s, height) <= w {
			return s, true
		}
	}
	bare, percent := strings.CutSuffix(s, "%")
	return s, percent && height == smallestType && digits.Has(bare) && digits.Width(bare, height)+smallPercent <= w
}

// Where 100% has no room in the smallest large type, its percent sign is in plain text behind it, rather than all numbers of the row.
const (
	smallestType = 3
	smallPercent = 2 // columns
)

// tile draws one number: large, with how it stands and what it says below.
func (v *View) tile(a cell.Area, t tile, size typeSize) {
	g := v.groupOf(t)
	val := g.Value(t.key)
	in := v.box(a, t.name(), "")
	s, _ := t.text(v, in.W(), size.height)
	st := large(styleOf(t.key, val))
	spare := in.H() - size.lines - size.height
	y := max(spare, 0) / 2
	bare, percent := strings.CutSuffix(s, "%")
	switch {
	case size.height == smallestType && percent && digits.Width(s, size.height) > in.W():
		x := digits.Draw(in, 0, y, st, bare, size.height, v.glyphs())
		in.Fill(cell.Rect{X: x, Y: y, W: smallPercent, H: size.height}, st, ' ')
		in.Text(x+smallPercent-1, y+size.height-1, st, "%")
	case size.height > 1:
		digits.Draw(in, 0, y, st, s, size.height, v.glyphs())
	default:
		in.Text(0, y, st, v.fit(s, in.W()))
	}
	y += size.height
	if spare > 0 {
		y = in.H() - size.lines // air between the number and what is said of it
	}
	note, target := "", v.bound(g, t.key)
	if t.note != nil && !v.Snap.AsOf.IsZero() {
		note = t.note(v, g)
	}
	if mark, _ := v.mark(g, t.key); size.lines == 1 && mark == "" && note != "" {
		if room := in.W() - cell.Width(target) - 2; cell.Width(shorten(note, room)) > room {
			target = "" // a target that judges nothing gives way to whose number it is
		}
	}
	x := v.standing(in, y, g, t.key, target)
	if s := v.committed(g); t.key == metrics.ServiceLevel && s != "" && size.lines == 2 && x+2+cell.Width(s) <= in.W() {
		in.Text(x+2, y, style.Dim, s)
	}
	switch {
	case size.lines == 2:
		in.Text(0, y+1, style.Dim, v.fitName(shorten(note, in.W()), in.W()))
	case size.lines == 1:
		x += min(x, 2)
		if note = shorten(note, in.W()-x); x+cell.Width(note) <= in.W() {
			in.Text(x, y, style.Dim, note)
		}
	}
	if st == style.Critical && !v.Health.Stale {
		a.Restyle(a.Bounds(), func(cell.Style) cell.Style { return style.CriticalTile })
	}
}

// shorten leaves out of a note what has no room in w columns: its last phrases, and of what is left the last word, if it can do without, as "of 956
// resolved" can.
func shorten(note string, w int) string {
	for cell.Width(note) > w {
		i := strings.LastIndex(note, ", ")
		if i < 0 {
			if i = strings.LastIndexByte(note, ' '); strings.Count(note, " ") < 2 {
				break
			}
		}
		note = note[:i]
	}
	return note
}

// groupOf is whose number a tile shows.
func (v *View) groupOf(t tile) *metrics.Group {
	if t.group == nil {
		return v.total()
	}
	return t.group(v)
}

// standing writes how a value stands: sign, target, if that is not "", and trend; it returns the column after them.
func (v *View) standing(a cell.Area, y int, g *metrics.Group, k metrics.Key, target string) int {
	x := 0
	put := func(st cell.Style, s string) {
		if s == "" || x > 0 && x+1+cell.Width(s) > a.W() {
			return
		}
		if x > 0 {
			x++
		}
		x = a.Text(x, y, st, s)
	}
	mark, st := v.mark(g, k)
	put(st, mark)
	put(style.Dim, target)
	if t := v.trend(g, k); t != "" {
		x += min(x, 1)
		put(style.Dim, t)
	}
	return x
}

func noteWaiting(v *View, _ *metrics.Group) string {
	var most *metrics.Group
	for _, g := range v.Queues {
		if n := g.Value(metrics.Waiting); n.Known() && n.Head > 0 && (most == nil || n.Head > most.Value(metrics.Waiting).Head) {
			most = g
		}
	}
	if most == nil || len(v.Queues) < 2 {
		return ""
	}
	return format.Count(most.Value(metrics.Waiting).Head) + " " + most.Name
}

// longest is the queue of the longest wait among those that miss their target the most. A mail that may wait an
// hour does not hide a caller who may not; without queues it is the whole.
func (v *View) longest() *metrics.Group {
	var pick *metrics.Group
	worst := v.total().Value(metrics.LongestWait).Judged
	for _, g := range v.Queues {
		d := told(g, metrics.LongestWait)
		switch {
		case !d.Known():
		case worst != nil && worst.Queue == g.Name:
			return g
		case pick == nil:
			pick = g
		default:
			top := told(pick, metrics.LongestWait)
			if cmp.Or(cmp.Compare(d.Level, top.Level), cmp.Compare(d.Head, top.Head)) > 0 {
				pick = g
			}
		}
	}
	if pick == nil {
		return v.total()
	}
	return pick
}

func noteLongest(v *View, g *metrics.Group) string {
	if !g.Value(metrics.LongestWait).Known() {
		return "nobody waits"
	}
	if j := g.Value(metrics.LongestWait).Judged; j != nil && j.Channel != "" {
		if g.Name == "" {
			return j.Channel // in no queue
		}
		return g.Name + ", " + j.Channel
	}
	return g.Name
}

func noteServiceLevel(v *View, t *metrics.Group) string {
	threshold := "per channel"
	if s := part(t, metrics.ServiceLevel, metrics.PartThreshold); !math.IsNaN(s) {
		threshold = format.Limit(s)
	}
	return threshold + ", " + v.Snap.Rules.Formula.Short()
}

// committed is the committed service level, "" where nobody is late, and where it is not shown who waits.
func (v *View) committed(g *metrics.Group) string {
	if g.Late == 0 || !v.Waiting {
		return ""
	}
	return format.Percent(g.Committed(), v.Decimals) + " with " + format.Count(float64(g.Late)) + " late"
}

func noteFirstReply(v *View, t *metrics.Group) string {
	if !t.Value(metrics.FirstReply).Known() {
		return "no reply yet"
	}
	return "mean, p90 " + format.Duration(part(t, metrics.FirstReply, metrics.PartP90))
}

func noteAbandoned(v *View, t *metrics.Group) string {
	val := t.Value(metrics.AbandonRate)
	if !val.Known() {
		return ""
	}
	return v.text(metrics.Abandoned, t.Value(metrics.Abandoned)) + " of " + format.Count(float64(val.N))
}

func noteNPS(v *View, t *metrics.Group) string {
	val := t.Value(metrics.NPS)
	switch {
	case val.N == 0:
		return "no answers"
	case format.TooFew(metrics.NPS, val):
		return countOf(val.N, "answers") + ", " + format.Count(format.MinScoreN) + " needed"
	}
	return "±" + format.Number(val.Part(metrics.PartMargin), 0) + ", n " + format.Count(float64(val.N))
}
