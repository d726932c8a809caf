package metrics

import (
	"math"
	"slices"
	"time"

	"floorboard/feed"
)

// Snapshot is the answer to a Question at one instant. It is immutable once published: any number of
// viewers may hold it for as long as they like.
type Snapshot struct {
	Seq    uint64    // grows with every snapshot of a board
	AsOf   time.Time // the instant that it speaks of, in the board's time zone
	Window Window
	Filter Filter
	Unmet  []Unmet // names in Filter that no event has carried; nil while there was no event at all
	Feed   Feed
	Rules  *Rules // the definitions in force: formula, thresholds, targets, weights

	Total    Group
	Queues   []Group // these five are sorted by name
	Channels []Group
	Agents   []Group
	Topics   []Group
	Stages   []Group

	Journey Journey

	Cases    []Case    // behind the KPI that the question names: newest first; those of now, oldest first
	Comments []Comment // what customers said lately, newest last; only for a board (NewEngine)

	Currencies []string // what the parts of a Money value are in, in this order
}

// Journey is what the customers' way through the stages shows, beside the KPIs of the stages.
type Journey struct {
	Bottleneck string // the stage with the longest median time to resolution, among those with five or more; "" when none
	DueSoon    int64  // open promises that are due within the hour to come
	Switched   int64  // contacts on another channel than the customer's last one about the same topic
}

// Window is the stretch of time that the counts cover. An event at From is in, one at To is in.
type Window struct {
	Name string    // "5m" … "8h", "today", "all"
	From time.Time // the zero time for "all"
	To   time.Time
}

// Feed is what came in, and how its sources are.
type Feed struct {
	Events, Rejected, Duplicates, OutOfOrder, UnknownTypes, Expired int64

	First, Last time.Time // times of the earliest and the newest event; zero when there was none
	News        time.Time // since when nothing is new: Last, or when something came last, if a clock was ahead of that
	Rate        float64   // events a second of feed time over the last minute
	Open        int       // conversations in memory
	Early       int       // events not counted yet, because their time is more than a day after the board's clock
	FirstEarly  time.Time // when the first of them is to come; the zero time when there is none
	Faults      []string  // broken identities: a fault of the board itself, said aloud

	Sources []SourceStatus
	Rejects []feed.Reject // the newest rejected lines, newest last
}

// CatchingUp says whether what a source held already is still being read. Then the numbers are not all there, and none of them has a level.
func (f *Feed) CatchingUp() bool {
	return slices.ContainsFunc(f.Sources, func(s SourceStatus) bool { return s.Source != "" && s.Word == feed.Reading.String() })
}

// Count returns how many sources are as a word says; see SourceStatus.
func (f *Feed) Count(word string) int {
	n := 0
	for i := range f.Sources {
		if f.Sources[i].Word == word {
			n++
		}
	}
	return n
}

// Silent says whether nothing comes any more although it should: a source is stale or has failed, and all others have ended.
func (f *Feed) Silent() bool {
	bad := f.Count("stale") + f.Count("failed")
	return bad > 0 && bad+f.Count("ended") == len(f.Sources)
}

// SourceStatus is how one source is, as the header and the feed page show it.
type SourceStatus struct {
	feed.Status
	Word string // reading, live, replaying, ended, stale or failed
}

// Group is all KPIs of one queue, channel, agent, topic or stage, or of the whole.
type Group struct {
	Name   string // "" for the whole
	Values []Value
	Before []Value // the same over the same-length window before it; nil where there is none

	Late int64 // how many have been waiting for longer than the threshold of their service level; of the whole, queues and channels

	Agent   *Agent   // of an agent, else nil
	History *History // of the whole, queues and channels of a board, else nil
	Spreads *Spreads // likewise

	counted bool // whether anything was
}

// Value returns the group's value of a KPI; unknown where the KPI has no meaning for the group.
func (g *Group) Value(k Key) Value {
	if int(k) >= len(g.Values) {
		return Value{Head: math.NaN()}
	}
	return g.Values[k]
}

// Change returns how much the KPI's headline number grew on the window before, and whether that is known.
func (g *Group) Change(k Key) (float64, bool) {
	if int(k) >= len(g.Before) || int(k) >= len(g.Values) {
		return 0, false
	}
	d := g.Values[k].Head - g.Before[k].Head
	return d, !math.IsNaN(d)
}

// Committed returns the service level in which those who are late already count as missed, although it is not known yet how their waits
// end: they are added to what the formula divides by. Without any it is the service level itself.
func (g *Group) Committed() float64 {
	level := g.Value(ServiceLevel)
	within, of := level.Part(PartWithin), level.Part(PartOf)+float64(g.Late)
	if !(of > 0) {
		return math.NaN()
	}
	return within / of
}

// Agent is what is known of one agent beside the KPIs.
type Agent struct {
	Team   string
	State  feed.AgentState
	Since  time.Time // when the state began
	Reason string    // why away
	Queue  string    // where last seen working
	Score  []ScorePart

	ComplaintChance  float64 // how likely that many complaints would be by chance, see flagComplaints; NaN without any
	ComplaintPattern bool    // more than chance

	// Raw is the score before it is drawn to TeamMean: (n·Raw + 20·TeamMean) / (n + 20) with n contacts answered. NaN where there is no score.
	Raw, TeamMean float64
}

// ScorePart is one term of an agent's score: the score is 100 · Σ weight·scaled / Σ weight over the parts
// that are known, before it is drawn to the team's mean.
type ScorePart struct {
	KPI    string
	Weight float64
	Value  float64 // as measured, NaN when unknown
	Floor  float64 // scaled 0
	Target float64 // scaled 1
	Scaled float64 // 0..1
}

// Value is one number with what stands behind it. NaN means unknown: null in JSON, a dash on screen, never 0.
type Value struct {
	Head  float64   // the headline number: a count, a ratio 0..1, a mean in seconds, an NPS in -100..100
	N     int64     // the cases behind it: the denominator of a ratio, the n of a mean
	Parts []float64 // the shape's parts, in the order of Shape.Parts; nil for plain numbers and for groups without it
	Level Level     // against the KPI's target in this group
	Has   bool      // whether the KPI has a meaning for the group at all

	Judged *Judgement // what gave the group its level; nil where that is Head, and below LevelWarn but for the longest wait
}

// Judgement is the part of a group that gave it its level. Where targets differ by queue or channel, a group is as bad as the worst
// of its parts, each one queue on one channel: the one of the highest level, and among those the one that is beyond its limit by
// the greatest share of it. Of the longest wait it is known before, too: then it is the part that waits so long.
type Judgement struct {
	Queue, Channel string  // "" where the feed named none
	Head           float64 // the KPI of that part, as in Value
	N              int64   // the cases behind it, as in Value
	Limit          float64 // what it broke: the limit of the group's level; that of a warning where it broke none
	Target         Target  // all of the part's limits
}

// Known says whether there is a number.
func (v Value) Known() bool { return v.Has && !math.IsNaN(v.Head) }

// Part returns the i-th part, NaN when there is none.
func (v Value) Part(i int) float64 {
	if i >= len(v.Parts) {
		return math.NaN()
	}
	return v.Parts[i]
}

// Level is how a value stands to its target.
type Level uint8

// The levels, from nothing known to worst.
const (
	LevelUnknown Level = iota
	LevelOK
	LevelWarn
	LevelCritical
)

var levelNames = [...]string{"unknown", "ok", "warn", "critical"}

// String returns the word for JSON and logs.
func (l Level) String() string { return levelNames[l] }

// History is how some numbers went over the window, in equal steps: the matter of sparklines and charts. A gap
// (no case in that step) is NaN. All lines have the same length.
type History struct {
	Start time.Time // where the first step begins
	Step  time.Duration
	Lines [NumLines][]float64
}

// Line is one curve of a History.
type Line uint8

// The curves that are kept.
const (
	LineOffered       Line = iota // entries in the step
	LineAbandoned                 // abandoned in the step
	LineWaiting                   // waiting at the step's end; unknown of some teams or agents alone
	LineFirstReply                // median, seconds
	LineFirstReplyP90             // seconds
	LineReply                     // median, seconds
	LineReplyP90                  // seconds
	LineNPS                       // -100..100 over the window up to the step's end
	LineCSAT                      // mean over the window up to the step's end
	NumLines
)
