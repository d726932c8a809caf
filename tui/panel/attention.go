package panel

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/mask"
	"floorboard/tui/style"
	"floorboard/tui/suggest"
)

// attention is one thing that somebody should see to.
type attention struct {
	level metrics.Level
	text  string
	fresh bool // it has just come up
	faded bool // somebody has seen it
}

// styles are that of its sign, for a level that has this one, and that of its text.
func (l *attention) styles(sign cell.Style) (cell.Style, cell.Style) {
	switch {
	case l.faded:
		return style.Dim, style.Dim
	case l.fresh:
		return sign, style.Fresh
	}
	return sign, style.Text
}

// attentions are what deviates, the worst first: per queue, and for the whole where no queue says it.
func (v *View) attentions() []attention {
	var out []attention
	add := func(g *metrics.Group, where string, keys []metrics.Key) {
		level := metrics.LevelOK
		var parts []string
		for _, k := range keys {
			val := g.Value(k)
			if !v.Shows(k) || !val.Known() || val.Level < metrics.LevelWarn || weak(k, val) {
				continue
			}
			level = max(level, val.Level)
			parts = append(parts, v.sentence(g, k, val))
		}
		if len(parts) > 0 {
			out = append(out, attention{level: level, text: where + strings.Join(parts, ", ")})
		}
	}
	for _, g := range v.Queues {
		add(g, g.Name+": ", needs[:])
	}
	add(v.total(), "all together: ", v.unsaid())
	add(v.total(), "", []metrics.Key{metrics.NPS, metrics.CSAT})
	slices.SortStableFunc(out, func(a, b attention) int { return cmp.Compare(b.level, a.level) })
	return out
}

// unsaid are the KPIs of the whole that may miss their target though no queue does: those that add up. The longest wait is
// always a queue's.
func (v *View) unsaid() []metrics.Key {
	var out []metrics.Key
	for _, k := range needs {
		said := slices.ContainsFunc(v.Queues, func(g *metrics.Group) bool { return g.Value(k).Level >= metrics.LevelWarn })
		if !said && k != metrics.LongestWait {
			out = append(out, k)
		}
	}
	return out
}

// sentence says how a value misses its target: "service level 61% under 80%". Where a part of the group is what misses it, by a target of
// its own, it says so of that part: "longest wait on voice 7:14 over 1:00".
func (v *View) sentence(g *metrics.Group, k metrics.Key, val metrics.Value) string {
	name, beyond := format.InSentence(k), " "+format.Beyond(k)+" "
	if j := val.Judged; j != nil {
		of := alert.Queue
		if g == v.total() {
			of = alert.Whole
		}
		aim := j.Target.Target
		if math.IsNaN(aim) {
			aim = j.Limit
		}
		is, target := apart(v, func(v *View) (string, string) { return v.number(k, j.Head), v.number(k, aim) })
		return name + alert.PartOf(of, j).String() + " " + is + beyond + target
	}
	is, target := apart(v, func(v *View) (string, string) { return v.text(k, val), v.targetText(g, k) })
	if target == "" {
		return name + " " + is
	}
	return name + " " + is + beyond + target
}

// apart writes two numbers, with one more decimal where it takes that to tell them apart.
func apart(v *View, write func(*View) (string, string)) (string, string) {
	if a, b := write(v); a != b {
		return a, b
	}
	fine := *v
	fine.Decimals++
	return write(&fine)
}

// Attention draws what must be seen to right now, a line each, in lines that are always kept for it. What is wrong with the
// feed or the board itself comes before all else. Where somebody keeps watch these are the alerts, which do not come and go with
// every value; else what deviates right now.
func Attention(a cell.Area, v *View) {
	var lines []attention
	if v.Alerts != nil {
		lines = v.alertLines()
	} else {
		lines = v.attentions()
	}
	if v.Health.Stale {
		lines = nil // of the past: nobody can act on it
	}
	lines = append(v.unmet(), lines...)
	for _, wrong := range []string{v.Health.Trouble, v.Health.Why} {
		if wrong != "" {
			lines = append([]attention{{level: metrics.LevelCritical, text: wrong}}, lines...)
		}
	}
	for _, f := range v.Snap.Feed.Faults {
		lines = append([]attention{{level: metrics.LevelCritical, text: "fault of the board itself: " + f}}, lines...)
	}
	if len(lines) == 0 {
		if v.allMet() {
			a.Text(1, 0, style.Dim, v.fit(v.glyphs().OK+" every target is met", a.W()-2))
		}
		return
	}
	for y := range min(a.H(), len(lines)) {
		mark, st := v.sign(lines[y].level)
		st, text := lines[y].styles(st)
		x := a.Text(1, y, st, mark) + 1
		end := a.W() - 1
		if more := len(lines) - a.H(); y == a.H()-1 && more > 0 {
			s := "+" + strconv.Itoa(more) + " more"
			if end-cell.Width(s) > x+20 {
				a.TextRight(end, y, style.Dim, s)
				end -= cell.Width(s) + 2
			}
		}
		a.Text(x, y, text, v.fitPhrases(lines[y].text, end-x))
	}
}

// unmet says which names are looked at in vain. Which agents there are instead is not said where they are not named.
func (v *View) unmet() (lines []attention) {
	for _, u := range v.Snap.Unmet {
		text := suggest.Missing(u)
		if u.What != "agent" || v.Names == mask.Full {
			text += "; " + suggest.Instead(u)
		}
		lines = append(lines, attention{level: metrics.LevelWarn, text: text})
	}
	return lines
}

// allMet says whether targets are met wherever that is known: what can be acted on in each queue and channel, and all of the whole, or of the agent
// who is looked at alone. What misses its target by too little for a warning does not meet it.
func (v *View) allMet() bool {
	if len(v.attentions()) > 0 {
		return false
	}
	known := false
	met := func(g *metrics.Group, k metrics.Key) bool {
		if g.Value(k).Level == metrics.LevelUnknown || format.TooFew(k, g.Value(k)) {
			return true
		}
		known = true
		mark, _ := v.mark(g, k)
		return mark == v.glyphs().OK
	}
	for k := range metrics.NumKeys {
		if v.Shows(k) && !met(v.total(), k) {
			return false
		}
	}
	for _, g := range slices.Concat(v.Queues, all(v.Snap.Channels)) {
		for _, k := range needs {
			if !met(g, k) {
				return false
			}
		}
	}
	return known
}

// Fade takes the colours off levels that are of the past.
func Fade(a cell.Area) {
	a.Restyle(a.Bounds(), func(s cell.Style) cell.Style {
		switch s {
		case style.OK, style.Warn, style.WarnBold, style.Critical, style.CriticalTile, style.Good, style.Neutral, style.Bad, style.Accent,
			style.Series1, style.Series2, style.Series3, style.Series4, style.Series5, style.Series6, style.Bold, style.Text, style.Fresh, style.Bar, style.Spark:
			return style.Stale
		}
		return s
	})
}
