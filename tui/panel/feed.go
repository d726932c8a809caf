package panel

import (
	"time"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/mask"
	"floorboard/tui/style"
)

// sourceStyles say whether what a source is doing needs a look.
var sourceStyles = map[string]cell.Style{
	"live": style.OK, "replaying": style.Text, "reading": style.Text, "ended": style.Dim, "stale": style.Warn, "failed": style.Critical,
}

// Sources draws where events come from, a line each, and a second one on what is wrong.
var Sources = Panel{Draw: drawSources}

func drawSources(a cell.Area, v *View) {
	list := v.Snap.Feed.Sources
	in := v.box(a, "Sources", format.Count(float64(len(list))))
	if len(list) == 0 {
		v.say(in, "No source has said anything yet.")
		return
	}
	y := 0
	for i := range list {
		s := &list[i]
		if y >= in.H() {
			v.more(a, len(list)-i)
			return
		}
		word := s.Word
		st := sourceStyles[word]
		x := in.Text(0, y, st, feedSigns[word]) + 1
		in.Text(x, y, st, word)
		x += 11
		read := format.Bytes(s.Read)
		if s.Size > 0 {
			read += " of " + format.Bytes(s.Size) + ", " + format.Percent(min(float64(s.Read)/float64(s.Size), 1), 0)
		}
		end := in.W()
		if tail := v.words(s.Format, read); cell.Width(tail)+x+12 < in.W() {
			in.TextRight(end, y, style.Dim, tail)
			end -= cell.Width(tail) + 2
		}
		in.Text(x, y, style.Text, v.fit(s.Source, end-x))
		y++
		if s.Err != "" && y < in.H() {
			in.Text(2, y, style.Dim, v.fit(s.Err, in.W()-2))
			y++
		}
	}
}

// Counters draws what came in, and what was wrong with it.
var Counters = Panel{Draw: drawCounters}

func drawCounters(a cell.Area, v *View) {
	f := &v.Snap.Feed
	in := v.box(a, "Events", "since the start")
	type row struct {
		label, value string
		style        cell.Style
		note         string
	}
	count := func(label string, n int64, note string) row {
		st := style.Text
		if n > 0 && note != "" {
			st = style.Bold
		}
		return row{label, format.Grouped(n), st, note}
	}
	rows := []row{
		count("Events", f.Events, ""),
		{"Rate", format.Number(f.Rate, 1) + "/s", style.Text, "over the last minute"},
		count("Rejected", f.Rejected, "lines that are no events"),
		count("Duplicates", f.Duplicates, "ids seen before, counted once"),
		count("Out of order", f.OutOfOrder, "durations that would be negative, left out"),
		count("Unknown types", f.UnknownTypes, "counted and skipped"),
		count("Expired", f.Expired, "conversations, silent for too long"),
		{"Conversations", format.Grouped(int64(f.Open)), style.Text, "in memory"},
		{"Newest event", v.stamp(f.Last), style.Text, v.lag()},
		{"First event", v.stamp(f.First), style.Text, ""},
	}
	if f.Early > 0 {
		rows = append(rows, row{"Held back", format.Grouped(int64(f.Early)), style.Warn, "dated after tomorrow, from " + v.stamp(f.FirstEarly)})
	}
	if m := v.Memory; m.Heap > 0 {
		r := row{"Memory", format.Bytes(m.Heap), style.Text, "in use"}
		if m.Resident > 0 {
			r.note += ", " + format.Bytes(m.Resident) + " resident"
		}
		rows = append(rows, r)
	}
	const labelW, valueW = 15, 22
	for y, r := range rows[:min(len(rows), max(in.H(), 0))] {
		in.Text(0, y, style.Dim, r.label)
		x := min(labelW+valueW, in.W())
		in.TextRight(x, y, r.style, r.value)
		in.Text(x+2, y, style.Dim, v.fitPhrases(r.note, in.W()-x-2))
	}
}

// stamp writes an instant in the board's zone.
func (v *View) stamp(at time.Time) string {
	if at.IsZero() {
		return format.Missing
	}
	return at.In(v.Snap.AsOf.Location()).Format("2 Jan 2006 15:04:05")
}

// lag says how old the newest event is, or by how much its clock is wrong.
func (v *View) lag() string {
	if ahead := v.Snap.Feed.Last.Sub(v.Snap.AsOf); ahead >= time.Minute {
		return format.Age(ahead) + " ahead: a clock is wrong"
	}
	if v.Health.Age < 0 {
		return ""
	}
	return format.Age(v.Health.Age) + " ago"
}

// Identity draws the board's check of itself: every entry has ended in one way, or waits.
var Identity = Panel{Draw: drawIdentity}

func drawIdentity(a cell.Area, v *View) {
	in := v.box(a, "Check", "")
	faults := v.Snap.Feed.Faults
	if len(faults) == 0 {
		mark, st := v.sign(metrics.LevelOK)
		x := in.Text(0, 0, st, mark) + 1
		in.Text(x, 0, style.Text, v.fitPhrases("offered = answered + abandoned + flowed out + waiting, for the whole, each queue and each channel", in.W()-x))
		return
	}
	for y, f := range faults[:min(len(faults), in.H())] {
		mark, st := v.sign(metrics.LevelCritical)
		x := in.Text(0, y, st, mark) + 1
		in.Text(x, y, style.Text, v.fit(f, in.W()-x))
	}
}

// Rejects draws the newest lines that are no events, each with where it stands, what is wrong with it and how it
// begins, personal data masked.
var Rejects = Panel{Draw: drawRejects}

func drawRejects(a cell.Area, v *View) {
	f := &v.Snap.Feed
	in := v.box(a, "Rejected lines", format.Grouped(f.Rejected))
	if len(f.Rejects) == 0 {
		words := "Every line was an event."
		if f.Events+f.UnknownTypes+f.Duplicates == 0 {
			words = "No line has come yet."
		}
		v.say(in, words)
		return
	}
	y := 0
	for i := len(f.Rejects) - 1; i >= 0 && y < in.H(); i-- {
		r := &f.Rejects[i]
		where := v.fit(r.Source, in.W()/3) + ":" + format.Grouped(r.Line)
		x := in.Text(0, y, style.Dim, where) + 2
		in.Text(x, y, style.Text, v.fit(mask.Line(r.Reason), in.W()-x))
		if y++; in.H() > 2*len(f.Rejects) || in.H() > 6 {
			in.Text(2, y, style.Dim, v.fit(mask.Line(r.Text), in.W()-2))
			y++
		}
	}
}
