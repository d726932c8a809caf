// Package report writes a snapshot down as JSON, for programs. What people and monitoring systems read, which is a matter of
// looks, is written in tui/summary.
package report

import (
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// Version is the version of the JSON. Keys may be added to it; none is taken away or changes its meaning.
const Version = 1

// Extra asks JSON for more than it writes by itself.
type Extra uint8

// What more there may be.
const (
	Before Extra = 1 + iota // to each group, under "before", all its numbers over the window before
	Cases                   // under "cases" the conversations behind the KPI that the question names
)

// JSON writes s as one object, a group a line. The keys of a group are those of the KPI table. Durations are seconds,
// ratios 0..1, times RFC 3339; what is not known is null, and a KPI that has no meaning for a group is left out. Each
// group also carries "levels", how the KPIs with a target stand to it, and "trend", by how much the headline numbers
// grew on the window before. The only errors are those of w.
func JSON(w io.Writer, s *metrics.Snapshot, more ...Extra) error {
	j := newWriter(w, s)
	j.before = slices.Contains(more, Before)
	j.text("{")
	j.head()
	j.feed()
	j.text(",\n\"total\":{")
	j.group(&s.Total)
	j.text("}")
	j.groups("queues", "queue", s.Queues)
	j.groups("channels", "channel", s.Channels)
	j.groups("agents", "agent", s.Agents)
	j.groups("topics", "topic", s.Topics)
	j.groups("stages", "stage", s.Stages)
	j.journey()
	if slices.Contains(more, Cases) {
		j.cases()
	}
	j.text("}\n")
	return j.flush()
}

// writer appends to a buffer that it empties into out now and then. Nothing is reflected on and nothing allocated
// for a value: a board with a thousand agents is written in a few milliseconds.
type writer struct {
	out io.Writer
	err error
	b   []byte

	s        *metrics.Snapshot
	before   bool
	targeted [metrics.NumKeys]bool // KPIs that have a target somewhere
	shapes   [metrics.NumKeys]metrics.Shape
	members  [metrics.NumKeys]string // how their members begin: see begin
	parts    [metrics.NumShapes][]string
	empty    [metrics.NumShapes]string // a duration of no cases
	formula  string
}

// flushAt is how full the buffer gets before it is emptied.
const flushAt = 32 << 10

func newWriter(out io.Writer, s *metrics.Snapshot) *writer {
	j := &writer{out: out, s: s, b: make([]byte, 0, flushAt+8<<10)}
	for k := range metrics.NumKeys {
		j.shapes[k], j.members[k] = k.Info().Shape, member(k.Info().Name)
	}
	for shape := range metrics.NumShapes {
		for _, name := range shape.Parts() {
			j.parts[shape] = append(j.parts[shape], member(name))
		}
		if isSeconds(shape) {
			j.empty[shape] = "{" + strings.Join(j.parts[shape], "null")[1:] + "null}"
			j.empty[shape] = strings.NewReplacer(`"n":null`, `"n":0`, `"sum":null`, `"sum":0`).Replace(j.empty[shape])
		}
	}
	j.formula = member("formula") + `"` + formula(s) + `"`
	if s.Rules != nil {
		for _, t := range s.Rules.Targets {
			j.targeted[t.KPI] = true
		}
	}
	return j
}

func (j *writer) flush() error {
	if j.err == nil && len(j.b) > 0 {
		_, j.err = j.out.Write(j.b)
	}
	j.b = j.b[:0]
	return j.err
}

func (j *writer) head() {
	j.key("version")
	j.int(Version)
	j.text(",\n\"as_of\":")
	j.time(j.s.AsOf)
	j.text(",\n\"window\":{")
	j.key("name")
	j.string(j.s.Window.Name)
	j.key("from")
	j.time(j.s.Window.From)
	j.key("to")
	j.time(j.s.Window.To)
	j.text("}")
	if f := j.s.Filter; !f.Empty() {
		j.text(",\n\"filter\":{")
		j.list("queues", f.Queues)
		j.list("channels", f.Channels)
		j.list("teams", f.Teams)
		j.list("agents", f.Agents)
		j.text("}")
	}
}

func (j *writer) groups(name, one string, groups []metrics.Group) {
	j.text(",\n")
	j.string(name)
	j.text(":[")
	for i := range groups {
		g := &groups[i]
		j.item()
		j.key(one)
		j.string(g.Name)
		if g.Agent != nil {
			j.agent(g)
		}
		j.group(g)
		j.text("}")
		if len(j.b) > flushAt {
			j.flush()
		}
	}
	j.text("]")
}

// agent writes what an agent has beside the KPIs, and its score before them.
func (j *writer) agent(g *metrics.Group) {
	a := g.Agent
	j.key("team")
	j.stringOrNull(a.Team)
	j.key("state")
	if a.State == feed.StateUnknown {
		j.text("null")
	} else {
		j.string(a.State.String())
	}
	j.key("state_since")
	j.time(a.Since)
	j.key("reason")
	j.stringOrNull(a.Reason)
	j.key("score")
	j.number(g.Value(metrics.Score).Head)
	j.key("score_raw")
	j.number(a.Raw)
	j.key("team_score")
	j.number(a.TeamMean)
	j.scoreParts(a.Score)
	j.key("complaint_pattern")
	j.bool(a.ComplaintPattern)
	j.key("complaint_chance")
	j.number(a.ComplaintChance)
}

// scoreParts writes the terms of the score, so that anyone can redo the sum.
func (j *writer) scoreParts(parts []metrics.ScorePart) {
	j.key("score_parts")
	j.text("[")
	for i := range parts {
		p := &parts[i]
		j.comma()
		j.text("{")
		j.key("kpi")
		j.string(p.KPI)
		j.key("weight")
		j.number(p.Weight)
		j.key("value")
		j.number(p.Value)
		j.key("floor")
		j.number(p.Floor)
		j.key("target")
		j.number(p.Target)
		j.key("scaled")
		j.number(p.Scaled)
		j.text("}")
	}
	j.text("]")
}

func (j *writer) journey() {
	j.text(",\n\"journey\":{")
	j.key("bottleneck")
	j.stringOrNull(j.s.Journey.Bottleneck)
	j.key("switched_channel")
	j.int(j.s.Journey.Switched)
	j.text("}")
}

func (j *writer) cases() {
	j.text(",\n\"cases\":[")
	for i := range j.s.Cases {
		c := &j.s.Cases[i]
		j.item()
		j.key("conversation")
		j.string(c.ID)
		j.key("queue")
		j.stringOrNull(c.Queue)
		j.key("channel")
		j.stringOrNull(c.Channel)
		j.key("agent")
		j.stringOrNull(c.Agent)
		j.key("topic")
		j.stringOrNull(c.Topic)
		j.key("at")
		j.time(c.At)
		j.key("value")
		j.number(c.Value)
		j.text("}")
		if len(j.b) > flushAt {
			j.flush()
		}
	}
	j.text("]")
}

// group writes the members of a group's object that follow its name.
func (j *writer) group(g *metrics.Group) {
	j.values(g, g.Values)
	j.key("levels")
	j.text("{")
	for k := range g.Values {
		v := &g.Values[k]
		if v.Has && (j.targeted[k] || v.Level != metrics.LevelUnknown) {
			j.begin(j.members[k])
			j.word(v.Level.String())
		}
	}
	j.text("}")
	if g.Before == nil {
		return
	}
	j.key("trend")
	j.text("{")
	for k := range g.Values {
		if d, known := g.Change(metrics.Key(k)); known && g.Values[k].Has {
			j.begin(j.members[k])
			j.rounded(d)
		}
	}
	j.text("}")
	if j.before {
		j.key("before")
		j.text("{")
		j.values(g, g.Before)
		j.text("}")
	}
}

func (j *writer) values(g *metrics.Group, values []metrics.Value) {
	for k := range values {
		v := &values[k]
		if !v.Has || g.Agent != nil && metrics.Key(k) == metrics.Score {
			continue
		}
		j.begin(j.members[k])
		j.value(j.shapes[k], v)
	}
}

func (j *writer) value(shape metrics.Shape, v *metrics.Value) {
	switch shape {
	case metrics.Plain, metrics.Ratio:
		j.number(v.Head)
	case metrics.Seconds:
		j.seconds(v.Head)
	case metrics.Money:
		j.money(v)
	default:
		j.object(shape, v)
	}
}

// object writes a value of several parts. A mean is given as exactly as it can be; every other number of
// seconds is whole milliseconds, as it was measured.
func (j *writer) object(shape metrics.Shape, v *metrics.Value) {
	timed := isSeconds(shape)
	if timed && v.N == 0 && v.Part(1) == 0 {
		j.text(j.empty[shape])
		return
	}
	j.text("{")
	for i, name := range j.parts[shape] {
		j.begin(name)
		if timed && i != metrics.PartMean {
			j.seconds(v.Part(i))
		} else {
			j.number(v.Part(i))
		}
		if shape == metrics.Attainment && i == 0 {
			j.text(j.formula)
		}
	}
	j.text("}")
}

func isSeconds(s metrics.Shape) bool { return s == metrics.Duration || s == metrics.MeanOnly }

// formula names the service level of s.
func formula(s *metrics.Snapshot) string {
	if s.Rules == nil {
		return metrics.AllAbandons.String()
	}
	return s.Rules.Formula.String()
}

// money writes the sums of the currencies in which something was sold.
func (j *writer) money(v *metrics.Value) {
	j.text("{")
	for i, currency := range j.s.Currencies {
		if amount := v.Part(i); amount != 0 && !math.IsNaN(amount) {
			j.comma()
			j.string(currency)
			j.text(":")
			j.number(amount)
		}
	}
	j.text("}")
}

func (j *writer) time(t time.Time) {
	if t.IsZero() {
		j.text("null")
		return
	}
	j.b = append(j.b, '"')
	j.b = t.AppendFormat(j.b, time.RFC3339Nano)
	j.b = append(j.b, '"')
}
