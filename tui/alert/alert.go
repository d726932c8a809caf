// Package alert turns what deviates into alerts that people can trust: one rises when a value has been beyond its limit for a
// while, and clears when it has been well within it for a while, so that a value that wavers about its limit is one alert and
// not twenty. No clock is read here: the same snapshots give the same alerts.
package alert

import (
	"cmp"
	"math"
	"slices"
	"time"

	"floorboard/metrics"
	"floorboard/tui/format"
)

// Of is what an alert is about: a queue, a channel, the whole, or a source of the feed.
type Of uint8

// What alerts are about, the narrowest first.
const (
	Queue Of = iota
	Channel
	Source
	Whole
)

var ofNames = [...]string{"queue", "channel", "source", "whole"}

// String returns the word for JSON and ids.
func (o Of) String() string { return ofNames[o] }

// Feed stands for the name of a KPI in alerts about the feed itself.
const Feed = "feed"

// Alert is one thing that deviates.
type Alert struct {
	ID    string        // the same whenever the same KPI of the same queue deviates: "longest_wait_seconds/queue/billing"
	KPI   string        // a name of the KPI table, or Feed
	Of    Of            // what Where names
	Where string        // the name of the queue, channel or source; "" for the whole
	Level metrics.Level // LevelWarn or LevelCritical
	Since time.Time     // since when it deviates: before the alert rose
	Value float64       // as measured last, in the KPI's unit; NaN when not known. Of a silent feed, the seconds since its last event
	Limit float64       // the limit of Level; NaN for the feed, and where none is known
	Part  Part          // of what Where names: which Value and Limit are of
	Acked bool          // somebody has seen it: nothing is told of it until it clears or gets worse

	back bool   // the value is within the limit again, but not yet long or far enough
	why  string // of the feed: what is wrong
}

// Part is the part of a queue, of a channel or of the whole that gave it its level, where limits differ between the parts. The zero value is
// all of it.
type Part struct {
	Queue   string // "" where the alert is about a queue
	Channel string // "" where the alert is about a channel, and where the feed named none
}

// String says it within a sentence: " on voice", " in billing", " in billing on voice"; "" for all.
func (p Part) String() string {
	s := ""
	if p.Queue != "" {
		s = " in " + p.Queue
	}
	if p.Channel != "" {
		s += " on " + p.Channel
	}
	return s
}

// PartOf is the part that gave a group of this kind its level; all of it where the group was judged by its own value.
func PartOf(of Of, j *metrics.Judgement) Part {
	switch {
	case j == nil:
		return Part{}
	case of == Queue:
		return Part{Channel: j.Channel}
	case of == Channel:
		return Part{Queue: j.Queue}
	}
	return Part{j.Queue, j.Channel}
}

// Text says it in one line: "billing: longest wait 7:14 over 4:00".
func (a *Alert) Text() string { return a.Place() + ": " + a.Says() }

// Place names what it is about.
func (a *Alert) Place() string {
	switch {
	case a.KPI == Feed && a.Of == Source:
		return "feed " + a.Where
	case a.KPI == Feed:
		return "feed"
	case a.Of == Channel:
		return "channel " + a.Where
	case a.Of == Whole:
		return "all together"
	}
	return a.Where
}

// Says is the text without the place: "longest wait on voice 7:14 over 4:00". A value that is back within the limit, but not yet long or
// far enough, "was over" it. A queue can be late on one channel, by the limit of that channel, while mails wait for longer.
func (a *Alert) Says() string {
	k, known := metrics.Lookup(a.KPI)
	if !known {
		return a.why
	}
	name, side := format.InSentence(k)+a.Part.String(), " "+format.Beyond(k)+" "
	value, limit := apart(k.Info().Shape, a.Value, a.Limit)
	switch {
	case math.IsNaN(a.Limit):
		side, limit = " beyond ", "its limit"
	case a.back && math.IsNaN(a.Value):
		return name + " was" + side + limit
	}
	if a.back {
		side = ", was" + side
	}
	return name + " " + value + side + limit
}

// apart writes two values with as few decimals as tell them apart.
func apart(shape metrics.Shape, a, b float64) (string, string) {
	const most = 2
	for decimals := 0; ; decimals++ {
		x, y := format.KPI(shape, a, decimals), format.KPI(shape, b, decimals)
		if x != y || decimals == most || a == b || math.IsNaN(a) || math.IsNaN(b) {
			return x, y
		}
	}
}

// beyond says whether v is on the wrong side of a limit. A limit is met up to and including itself.
func beyond(better metrics.Direction, v, limit float64) bool { return (v-limit)*float64(better) < 0 }

// order puts the worst alerts first, of these the oldest. One that is about to clear is not as bad as one that is not.
func order(a, b Alert) int {
	if a.Level == b.Level && a.back != b.back {
		if a.back {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(b.Level, a.Level), a.Since.Compare(b.Since), cmp.Compare(place(a.KPI), place(b.KPI)), cmp.Compare(a.ID, b.ID))
}

// place is where a KPI stands in the table of KPIs; the feed comes before all.
func place(kpi string) int {
	k, known := metrics.Lookup(kpi)
	if !known {
		return -1
	}
	return int(k)
}

// Event is what happened to an alert.
type Event uint8

// What can happen.
const (
	Raised       Event = iota // it is new, or has become worse
	Repeated                  // it still stands, and nobody acknowledged it
	Eased                     // it is critical no more, but still a warning
	Cleared                   // it is over
	Acknowledged              // somebody has seen it
	Noted                     // not of an alert: Note says what
)

var eventNames = [...]string{"raised", "repeated", "eased", "cleared", "acknowledged", "noted"}

// String returns the word for JSON and the log.
func (e Event) String() string { return eventNames[e] }

// Change is one line of the log.
type Change struct {
	Event Event
	At    time.Time
	Alert Alert  // as it was then
	Note  string // what else there is to say; "" for nothing
}

// Text says it in one line.
func (c *Change) Text() string {
	switch {
	case c.Event == Noted:
		return c.Note
	case c.Note != "":
		return c.Alert.Text() + " (" + c.Note + ")"
	}
	return c.Alert.Text()
}

// State is how things stand at one instant. It does not change any more.
type State struct {
	Active []Alert  // the worst first, of these the oldest; those that are about to clear behind their like
	Log    []Change // the newest last
	Told   int      // how often anything was raised or repeated so far: a bell rings when it grows
}

// Unseen returns the first alert that nobody acknowledged, and whether there is one.
func (s *State) Unseen() (Alert, bool) {
	i := slices.IndexFunc(s.Active, func(a Alert) bool { return !a.Acked })
	if i < 0 {
		return Alert{}, false
	}
	return s.Active[i], true
}

var unknown = math.NaN()
