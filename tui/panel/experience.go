package panel

import (
	"math"
	"slices"
	"strings"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/metrics/fact"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/mask"
	"floorboard/tui/style"
)

// experienceTiles are what customers say of the whole, in large type: those that matter most first.
var experienceTiles = [...]tile{
	{key: metrics.NPS, note: noteNPS},
	{key: metrics.CSAT, note: noteCSAT},
	{key: metrics.CES, note: noteN(metrics.CES, "answers")},
	{key: metrics.FirstContactResolution, title: "First contact", note: noteN(metrics.FirstContactResolution, "resolved")},
	{key: metrics.Complaints, note: noteComplaints},
	{key: metrics.EscalationRate, title: "Escalated", note: noteN(metrics.EscalationRate, "answered")},
}

// ExperienceStrip draws the n numbers of the customers' experience that matter most.
func ExperienceStrip(n int) Panel { return firstOf(experienceTiles[:], n) }

// noteN says on how many cases a number stands: a share is of so many, a mean has its n. Where there are some and no number, the feed has
// never told of what would make one.
func noteN(k metrics.Key, what string) func(*View, *metrics.Group) string {
	return func(_ *View, g *metrics.Group) string {
		switch val := g.Value(k); {
		case val.N == 0:
			return "no " + what
		case !val.Known():
			return "not in this feed"
		case k.Info().Shape == metrics.Ratio || k.Info().Shape == metrics.Share:
			return "of " + countOf(val.N, what)
		default:
			return "n " + format.Count(float64(val.N))
		}
	}
}

// countOf is a number of things: 1 answer, 2 answers.
func countOf(n int64, things string) string {
	if n == 1 {
		things = strings.TrimSuffix(things, "s")
	}
	return format.Count(float64(n)) + " " + things
}

func noteComplaints(v *View, g *metrics.Group) string {
	return "on " + v.text(metrics.Answered, g.Value(metrics.Answered)) + " answered"
}

func noteCSAT(_ *View, g *metrics.Group) string {
	val := g.Value(metrics.CSAT)
	if val.N == 0 {
		return "no answers"
	}
	return "n " + format.Count(float64(val.N)) + ", " + format.Percent(val.Part(metrics.PartSatisfied), 0) + " satisfied"
}

// Unheard is for a feed that tells nothing of what customers say.
var Unheard = Panel{Draw: func(a cell.Area, v *View) {
	v.say(v.box(a, "Experience", v.window()), "This feed tells nothing of what customers say: surveys, ratings, complaints and comments show here.")
}}

// Heard says whether customers have said anything.
func (v *View) Heard() bool {
	t := v.total()
	return v.Seen.Surveys || len(v.Snap.Comments) > 0 || t.Value(metrics.CSAT).N > 0 || t.Value(metrics.CES).N > 0 || known(t, metrics.Complaints) > 0
}

// Satisfaction draws how customer satisfaction went, on its scale of 1 to 5.
var Satisfaction = Panel{Draw: drawSatisfaction}

func drawSatisfaction(a cell.Area, v *View) {
	t := v.total()
	val := t.Value(metrics.CSAT)
	answer := ""
	if r := val.Part(metrics.PartResponse); val.N > 0 && !math.IsNaN(r) {
		answer = format.Percent(r, 0) + " answer"
	}
	in := v.box(a, "CSAT", v.words("n "+format.Count(float64(val.N)), answer, v.window()))
	if !anyNumber(line(t, metrics.LineCSAT)) {
		v.say(in, "No rating came back in this window yet.")
		return
	}
	vals, target := steady(line(t, metrics.LineCSAT), val.N), v.targetOf(t, metrics.CSAT)
	if !anyNumber(vals) {
		v.say(in, "So few ratings make no curve yet.")
		return
	}
	v.lines(in, chart.LineOptions{
		Start: t.History.Start, Step: t.History.Step, Zone: v.Snap.Rules.Zone, Min: ratingFloor(vals, target), Max: 5, Target: target,
		Format: func(x float64) string { return format.Number(x, 1) },
		Series: []chart.Series{{Name: "CSAT", Values: vals, Style: style.Series1}},
	})
}

// ratingFloor is where the scale of a curve of ratings begins: half a point at a time, with a little room below all of it and its target.
func ratingFloor(vals []float64, target float64) float64 {
	const room, step = 0.1, 0.5
	low := lowest(append(vals[:len(vals):len(vals)], target, 5-step))
	return max(math.Floor((low-room)/step)*step, 1)
}

// ExperienceTable lists the scores by queue and by stage.
var ExperienceTable = Panel{Draw: drawExperienceTable}

func drawExperienceTable(a cell.Area, v *View) {
	v.sections(a, "By queue and stage", "No contact yet.", []section{{"Queue", v.Snap.Queues}, {"Stage", v.Snap.Stages}}, func(v *View) []column {
		columns := v.columnsOf(nameColumn("", 10, 24), metrics.NPS, metrics.CSAT, metrics.CES, metrics.FirstContactResolution, metrics.ResolutionRate,
			metrics.ReopenRate, metrics.EscalationRate, metrics.Complaints)
		n := column{head: "n", width: 5, rank: 2, draw: drawAnswers, order: func(g *metrics.Group) float64 { return float64(g.Value(metrics.NPS).N) }}
		return slices.Insert(inLargeType(columns, metrics.NPS, metrics.CSAT), 2, n)
	})
}

// ExperienceTableNeed is how many rows the table needs with so many lines to a row.
func ExperienceTableNeed(v *View, pitch int) int {
	return sectionsNeed(pitch, len(v.Snap.Queues), len(v.Snap.Stages))
}

// Comments draws what customers said, the newest at the top, without what leads to a person.
var Comments = Panel{Draw: drawComments}

func drawComments(a cell.Area, v *View) {
	in := v.box(a, "Voice of the customer", format.Count(float64(len(v.Snap.Comments))))
	if len(v.Snap.Comments) == 0 {
		v.say(in, "Nobody has written a comment yet.")
		return
	}
	placed := in.W() >= 60 && slices.ContainsFunc(v.Snap.Comments, func(c metrics.Comment) bool { return c.Queue != "" || c.Topic != "" })
	y := 0
	for _, c := range slices.Backward(v.Snap.Comments) {
		if y >= in.H() {
			return
		}
		y += v.comment(in, y, &c, placed)
	}
}

// comment draws one comment and returns how many lines it took: when, the score, where if that is known, and the words.
func (v *View) comment(a cell.Area, y int, c *metrics.Comment, placed bool) int {
	const timeW, scoreW, most = 6, 10, 3
	a.Text(0, y, style.Dim, c.At.In(v.Snap.AsOf.Location()).Format("15:04"))
	score, st := scoreOf(c)
	a.Text(timeW, y, st, score)
	x := timeW + scoreW
	if placed {
		w := min(a.W()/4, 30)
		where := v.words(c.Queue, c.Topic)
		if cell.Width(where) > w-2 && c.Topic != "" {
			where = c.Topic
		}
		a.Text(x, y, style.Dim, v.fit(where, w-2))
		x += w
	}
	lines := wrap(mask.Text(c.Text), a.W()-x)
	if room := min(most, a.H()-y); len(lines) > room {
		lines[room-1] = v.fit(strings.Join(lines[room-1:], " "), a.W()-x)
		lines = lines[:room]
	}
	for i, l := range lines {
		a.Text(x, y+i, style.Text, l)
	}
	return max(len(lines), 1)
}

// scoreOf is the score that came with a comment, and the style of what it means.
func scoreOf(c *metrics.Comment) (string, cell.Style) {
	switch {
	case c.Complaint:
		return "complaint", style.Bad
	case c.NPS != feed.Absent && c.NPS < fact.Passive:
		return "NPS " + format.Count(float64(c.NPS)), style.Bad
	case c.NPS >= fact.Promoter:
		return "NPS " + format.Count(float64(c.NPS)), style.Good
	case c.NPS >= fact.Passive:
		return "NPS " + format.Count(float64(c.NPS)), style.Neutral
	case c.CSAT != feed.Absent && c.CSAT <= 2:
		return "CSAT " + format.Count(float64(c.CSAT)), style.Bad
	case c.CSAT >= 4:
		return "CSAT " + format.Count(float64(c.CSAT)), style.Good
	case c.CSAT != feed.Absent:
		return "CSAT " + format.Count(float64(c.CSAT)), style.Neutral
	}
	return "", style.Dim
}
