// Package summary writes a snapshot as plain text: a report for a terminal or a mail, and the one line that monitoring systems
// read. It needs no colour and no cursor.
package summary

import (
	"bytes"
	"io"
	"math"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
)

// Bounds of a report's width, in columns.
const (
	minWidth = 60
	maxWidth = 160
)

// Text writes s as a report of at most width columns: the feed, the whole with its targets, levels and changes, and a
// table each of queues, channels, agents, topics and stages. The only errors are those of w.
func Text(w io.Writer, s *metrics.Snapshot, width int) error {
	if s.Rules == nil {
		blank := *s
		blank.Rules = metrics.DefaultRules()
		s = &blank
	}
	t := &text{s: s, width: min(max(width, minWidth), maxWidth)}
	t.header()
	t.sources()
	t.total()
	t.groups("Queue", s.Queues, flow)
	t.groups("Channel", s.Channels, flow)
	t.agents()
	t.groups("Topic", s.Topics, subject)
	t.groups("Stage", s.Stages, subject)
	t.rejects()
	_, err := w.Write(t.b.Bytes())
	return err
}

// text is a report in the making.
type text struct {
	s     *metrics.Snapshot
	width int
	b     bytes.Buffer
}

func (t *text) line(parts ...string) {
	t.b.WriteString(strings.TrimRight(cell.Fit(strings.TrimRight(strings.Join(parts, ""), " "), t.width), " "))
	t.b.WriteByte('\n')
}

// wrapped writes words that must not be cut, such as a reason and its remedy, on as many lines as they need.
func (t *text) wrapped(words string) {
	line := ""
	for i, word := range strings.Split(words, " ") {
		switch {
		case i == 0:
			line = word
		case cell.Width(line)+1+cell.Width(word) <= t.width:
			line += " " + word
		default:
			t.line(line)
			line = "    " + word
		}
	}
	t.line(line)
}

func (t *text) header() {
	s := t.s
	when := "no event yet"
	if !s.AsOf.IsZero() {
		when = s.AsOf.Format("Mon 2006-01-02 15:04:05 MST")
	}
	t.line("floorboard - ", when, " - ", windowWords(s.Window))
	if words := filterWords(s.Filter); words != "" {
		t.line("only ", words)
	}
	f := &s.Feed
	counts := format.Things(f.Events, "event")
	for _, c := range [...]struct {
		n    int64
		what string
	}{
		{f.Rejected, "rejected"}, {f.Duplicates, "repeated"}, {f.OutOfOrder, "out of order"},
		{f.UnknownTypes, "of unknown type"}, {f.Expired, "conversations expired"},
	} {
		if c.n > 0 {
			counts += ", " + format.Grouped(c.n) + " " + c.what
		}
	}
	t.line(counts)
	if !f.First.IsZero() {
		t.line("from ", span(f.First.In(s.AsOf.Location()), f.Last.In(s.AsOf.Location())))
	}
	for _, fault := range f.Faults {
		t.line("FAULT OF THE BOARD: ", fault)
	}
}

// span writes from when to when, the date of the second only where it is another.
func span(from, to time.Time) string {
	const clock, full = "15:04:05", "2006-01-02 15:04:05"
	if from.Format(time.DateOnly) == to.Format(time.DateOnly) {
		return from.Format(full) + " to " + to.Format(clock)
	}
	return from.Format(full) + " to " + to.Format(full)
}

func windowWords(w metrics.Window) string {
	switch {
	case w.Name == "all":
		return "everything"
	case w.From.IsZero():
		return w.Name
	}
	return w.Name + ", from " + w.From.Format("15:04:05")
}

func filterWords(f metrics.Filter) string {
	var words []string
	for _, part := range [...]struct {
		what  string
		names []string
	}{{"queue", f.Queues}, {"channel", f.Channels}, {"team", f.Teams}, {"agent", f.Agents}} {
		if len(part.names) > 0 {
			words = append(words, part.what+" "+strings.Join(part.names, " or "))
		}
	}
	return strings.Join(words, ", ")
}

// sources names each source, those that failed with the reason.
func (t *text) sources() {
	for i := range t.s.Feed.Sources {
		src := &t.s.Feed.Sources[i]
		words := src.Word + " " + Named(src.Source)
		if src.Format != "" {
			words += " (" + src.Format + ")"
		}
		if src.State == feed.Failed {
			words = Unread(src.Status)
		}
		t.wrapped(words)
	}
}

// total writes a line for each KPI of the whole that says something: its value, level, target, change and what it stands on.
func (t *text) total() {
	tab := table{gap: "  ", columns: []column{
		{head: "The whole"}, {head: "Value", right: true}, {head: "Level"}, {head: "Target", right: true}, {head: "Change", right: true}, {head: "Behind it"},
	}}
	g := &t.s.Total
	for k := range metrics.NumKeys {
		v := g.Value(k)
		if idle(k, v) {
			continue
		}
		tab.add(k.Info().Title, t.value(g, k), levelWord(t.level(k, v)), t.target(k), change(g, k), t.behind(g, k))
	}
	t.table(&tab)
}

// idle says whether there is nothing to say of a KPI: it is not known, or a count is zero and of a kind that many floors never have. Sales in
// several currencies are said one by one, though no number tells them all.
func idle(k metrics.Key, v metrics.Value) bool {
	switch k {
	case metrics.Offered, metrics.Answered, metrics.Abandoned, metrics.Waiting:
		return !v.Known()
	case metrics.SalesAmount:
		return v.N == 0
	}
	return !v.Known() || v.Head == 0 && v.Level == metrics.LevelUnknown
}

// level is how good a value is, as far as it can be judged.
func level(k metrics.Key, v metrics.Value) metrics.Level {
	if format.TooFew(k, v) {
		return metrics.LevelUnknown
	}
	return v.Level
}

// value writes the headline number of k, at the desk's precision.
func (t *text) value(g *metrics.Group, k metrics.Key) string {
	v := g.Value(k)
	switch info := k.Info(); {
	case info.Shape == metrics.Money:
		return t.money(v)
	case !v.Known():
		return format.Missing
	case format.TooFew(k, v):
		return format.Missing
	case info.Shape == metrics.NetScore:
		return format.NPS(v.Head, v.Part(metrics.PartMargin))
	case info.Shape == metrics.Plain:
		return format.Grouped(int64(math.Round(v.Head)))
	default:
		return format.KPI(info.Shape, v.Head, 1)
	}
}

func (t *text) money(v metrics.Value) string {
	var sums []string
	for i, currency := range t.s.Currencies {
		if x := v.Part(i); !math.IsNaN(x) && x != 0 {
			sums = append(sums, format.Number(x, 2)+" "+currency)
		}
	}
	if sums == nil {
		return format.Missing
	}
	return strings.Join(sums, ", ")
}

// target writes what k should be in the whole, or between which values that lies on its channels; "" where it has no target.
func (t *text) target(k metrics.Key) string {
	strictest, loosest := t.s.Rules.TargetsFor(k, "", t.s.Channels)
	if math.IsNaN(strictest) {
		return ""
	}
	sign := ">="
	if k.Info().Better == metrics.Down {
		sign = "<="
	}
	shape := k.Info().Shape
	switch words := format.KPI(shape, strictest, 0); {
	case strictest == loosest:
		return sign + words
	case shape == metrics.Seconds || shape == metrics.Duration:
		return sign + format.Limit(strictest) + "-" + format.Limit(loosest)
	default:
		return sign + words + "-" + format.KPI(shape, loosest, 0)
	}
}

// level is how a value of the whole stands. One that misses its target, but not by so much that it is a warning, is not said to be well.
func (t *text) level(k metrics.Key, v metrics.Value) metrics.Level {
	l := level(k, v)
	if strictest, _ := t.s.Rules.TargetsFor(k, "", t.s.Channels); l == metrics.LevelOK && (v.Head-strictest)*float64(k.Info().Better) < 0 {
		return metrics.LevelUnknown
	}
	return l
}

func change(g *metrics.Group, k metrics.Key) string {
	d, known := g.Change(k)
	if !known || k.Info().Shape == metrics.Money {
		return ""
	}
	return format.KPIChange(k.Info().Shape, d, 1)
}

// roomy is the width from which on words are written out.
const roomy = 100

// behind says what a value stands on: its n, its spread, its formula.
func (t *text) behind(g *metrics.Group, k metrics.Key) string {
	v := g.Value(k)
	n := "n " + format.Grouped(v.N)
	switch k.Info().Shape {
	case metrics.Duration:
		n += ", p90 " + format.Duration(v.Part(metrics.PartP90))
		if t.width < roomy {
			return n
		}
		return n + ", median " + format.Duration(v.Part(metrics.PartP50))
	case metrics.Attainment:
		return n + ", " + t.formula(v) + t.committed(g)
	case metrics.NetScore:
		up, between, down := v.Part(metrics.PartPromoters), v.Part(metrics.PartPassives), v.Part(metrics.PartDetractors)
		if t.width < roomy {
			return n + ": +" + format.Count(up) + " -" + format.Count(down)
		}
		return n + ": " + format.Count(up) + " promoters, " + format.Count(between) + " passives, " + format.Count(down) + " detractors"
	case metrics.StateCounts:
		return format.Count(v.Part(metrics.PartAvailable)) + " available"
	case metrics.PromiseBook:
		return partWords(k.Info().Shape, v)
	}
	switch j := v.Judged; {
	case k == metrics.LongestWait && j != nil && j.Head != v.Head: // the level is not that of the mail that waits for longer
		return strings.TrimRight(format.Duration(j.Head)+" in "+j.Queue+", "+j.Channel, ", ")
	case v.N == 0 || float64(v.N) == v.Head || k == metrics.LongestWait:
		return ""
	}
	return n
}

// committed is the service level with those who are late already, where there is room for it.
func (t *text) committed(g *metrics.Group) string {
	if g.Late == 0 || t.width < roomy {
		return ""
	}
	return ", committed " + format.Percent(g.Committed(), 1) + " with " + format.Grouped(g.Late) + " late"
}

// formula names the threshold, where there is one for all, and the formula of a service level.
func (t *text) formula(v metrics.Value) string {
	formula := t.s.Rules.Formula.String()
	if t.width < roomy {
		formula = t.s.Rules.Formula.Short()
	}
	if within := v.Part(metrics.PartThreshold); !math.IsNaN(within) {
		return format.Limit(within) + " " + formula
	}
	return formula
}

func partWords(shape metrics.Shape, v metrics.Value) string {
	var words []string
	for i, name := range shape.Parts() {
		if x := v.Part(i); x != 0 && x == math.Trunc(x) {
			words = append(words, format.Count(x)+" "+name)
		}
	}
	return strings.Join(words, ", ")
}

// levelWord is how a level is written in full; what is met is said quietly.
func levelWord(l metrics.Level) string {
	switch l {
	case metrics.LevelOK:
		return "ok"
	case metrics.LevelWarn:
		return "WARN"
	case metrics.LevelCritical:
		return "CRITICAL"
	}
	return ""
}

// levelMark is a level in a table's cell, two columns wide.
func levelMark(l metrics.Level) string {
	switch l {
	case metrics.LevelWarn:
		return "! "
	case metrics.LevelCritical:
		return "!!"
	}
	return "  "
}

// rejects says which lines were refused last, and why.
func (t *text) rejects() {
	rejects := t.s.Feed.Rejects
	if len(rejects) == 0 {
		return
	}
	const shown = 5
	t.line()
	t.line("Rejected lines, the newest last")
	for i := max(0, len(rejects)-shown); i < len(rejects); i++ {
		r := &rejects[i]
		t.wrapped("  " + r.Source + ":" + format.Number(float64(r.Line), 0) + ": " + r.Reason)
	}
}

// stateWord is an agent's state for people.
func stateWord(s feed.AgentState) string { return strings.ReplaceAll(s.String(), "_", "-") }
