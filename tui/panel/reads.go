package panel

import (
	"math"

	"floorboard/metrics"
)

// Reads says what of a snapshot a panel draws. The zero value is everything. While what it reads stays the same, a panel need not be
// drawn again.
type Reads struct {
	Keys  []metrics.Key  // of the whole
	Lines []metrics.Line // of the whole

	Lists     Lists          // the groups of these: their names, what agents do, and
	Each      []metrics.Key  // of each group
	EachLines []metrics.Line // of each group

	Time bool // the instant that the snapshot speaks of
}

// Lists is a set of the lists of a snapshot.
type Lists uint8

// The lists whose groups a panel may read.
const (
	ReadQueues Lists = 1 << iota
	ReadChannels
	ReadAgents
)

func (r Reads) everything() bool {
	return len(r.Keys)+len(r.Lines) == 0 && r.Lists == 0 && !r.Time
}

// Setting is what panels draw from beside the snapshot's numbers, for comparison with ==. When it changes, everything is drawn again.
type Setting struct {
	title, filter, window, sort, since, by, match, opened string
	down                                                  bool
	cursor                                                int
	profile                                               Profile
	names                                                 any
	stale                                                 bool
	seen                                                  Seen
	roster                                                int // it only grows
	sheet, rules                                          any
}

// Setting returns the view's.
func (v *View) Setting() Setting {
	return Setting{v.Title, v.Filter, v.Snap.Window.Name, v.Sort, v.sortedSince(), v.List.By, v.List.Match, v.Opened, v.List.Down, v.List.Cursor, v.Profile, v.Names,
		v.Health.Stale, v.Seen, len(v.Roster), v.Sheet, v.Snap.Rules}
}

// Sum is a hash of what r reads of the view: it differs when that differs. It is good for at most one comparison with the sum before,
// as 64 bits are. What it cannot sum up it says is not known.
func (v *View) Sum(r Reads) (sum uint64, known bool) {
	if r.everything() {
		return 0, false
	}
	h := newHash()
	t := v.total()
	h.values(t, r.Keys)
	h.lines(t.History, r.Lines)
	if r.Lists&ReadQueues != 0 {
		h.groups(v.Queues, &r)
	}
	if r.Lists&ReadAgents != 0 {
		h.groups(v.Agents, &r)
	}
	if r.Lists&ReadChannels != 0 {
		h.groups(all(v.Snap.Channels), &r)
	}
	if r.Time || r.Lists&ReadAgents != 0 {
		h.word(uint64(v.Snap.AsOf.UnixNano()))
		h.text(v.Snap.AsOf.Location().String())
	}
	return uint64(h), true
}

// hash is FNV-1a over words of 64 bits, with the high bits brought down.
type hash uint64

func newHash() hash { return 14695981039346656037 }

func (h *hash) word(x uint64) {
	n := (uint64(*h) ^ x) * 1099511628211
	*h = hash(n ^ n>>29)
}

func (h *hash) text(s string) {
	h.word(uint64(len(s)))
	for len(s) >= 8 {
		h.word(uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56)
		s = s[8:]
	}
	for i := range len(s) {
		h.word(uint64(s[i]))
	}
}

func (h *hash) floats(list []float64) {
	h.word(uint64(len(list)))
	for _, x := range list {
		h.word(math.Float64bits(x))
	}
}

func (h *hash) value(v metrics.Value) {
	h.word(math.Float64bits(v.Head))
	h.word(uint64(v.N)<<8 ^ uint64(v.Level)<<1 ^ uint64(boolInt(v.Has)))
	h.floats(v.Parts)
	if j := v.Judged; j != nil {
		h.text(j.Queue)
		h.text(j.Channel)
		for _, x := range [...]float64{j.Head, float64(j.N), j.Limit, j.Target.Target, j.Target.Warn, j.Target.Critical} {
			h.word(math.Float64bits(x))
		}
	}
}

// values hashes KPIs of a group, now and in the window before.
func (h *hash) values(g *metrics.Group, keys []metrics.Key) {
	h.word(uint64(g.Late))
	for _, k := range keys {
		h.value(g.Value(k))
		if int(k) < len(g.Before) {
			h.value(g.Before[k])
		}
	}
}

func (h *hash) lines(of *metrics.History, lines []metrics.Line) {
	if of == nil || len(lines) == 0 {
		return
	}
	h.word(uint64(of.Start.UnixNano()))
	h.word(uint64(of.Step))
	for _, l := range lines {
		h.floats(of.Lines[l])
	}
}

func (h *hash) groups(list []*metrics.Group, r *Reads) {
	h.word(uint64(len(list)))
	for _, g := range list {
		h.text(g.Name)
		h.values(g, r.Each)
		h.lines(g.History, r.EachLines)
		if a := g.Agent; a != nil {
			h.word(uint64(a.State))
			h.word(uint64(a.Since.UnixNano()))
			h.text(a.Reason)
			h.text(a.Team)
			h.text(a.Queue)
		}
	}
}
