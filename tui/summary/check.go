package summary

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/format"
	"floorboard/tui/mask"
	"floorboard/tui/suggest"
)

// Status is what a check says, as the exit status of a monitoring plug-in: Monitoring Plugins Development Guidelines,
// section "Plugin Return Codes".
type Status int

// The states.
const (
	OK Status = iota
	Warning
	Critical
	Unknown
)

var statusWords = [...]string{"OK", "WARNING", "CRITICAL", "UNKNOWN"}

// String returns the word that stands first on the line.
func (s Status) String() string { return statusWords[s] }

// maxProblems is how many values a line names.
const maxProblems = 4

// Check writes one line on how the whole and the queues stand to their targets, with the numbers behind a | (section
// "Performance data" of the same guidelines), and returns the worst level of all. It is Unknown when a source failed, when there
// was no event, when the newest event is older than stale (0: of any age), or
// when nothing deviates and a name that was asked for has not come.
func Check(w io.Writer, s *metrics.Snapshot, stale time.Duration) (Status, error) {
	if why := blind(s, stale); why != "" {
		return Unable(w, why)
	}
	status, problems := judge(s)
	if status == OK && len(s.Unmet) > 0 { // nothing was looked at
		return Unable(w, suggest.Missing(s.Unmet[0])+"; "+suggest.Instead(s.Unmet[0]))
	}
	words := fmt.Sprintf("nothing beyond its limits at %s", s.AsOf.Format(time.RFC3339))
	if len(problems) > 0 {
		shown := problems[:min(len(problems), maxProblems)]
		words = strings.Join(shown, ", ")
		if more := len(problems) - len(shown); more > 0 {
			words += fmt.Sprintf(" and %d more", more)
		}
	}
	_, err := fmt.Fprintf(w, "FLOORBOARD %s - %s |%s\n", status, quoteless(words), perfdata(s))
	return status, err
}

// Unable writes the line of a check that cannot be made, with the reason, and returns Unknown.
func Unable(w io.Writer, why string) (Status, error) {
	_, err := fmt.Fprintf(w, "FLOORBOARD %s - %s\n", Unknown, quoteless(why))
	return Unknown, err
}

// blind says why nothing can be said, "" when something can.
func blind(s *metrics.Snapshot, stale time.Duration) string {
	for i := range s.Feed.Sources {
		if src := &s.Feed.Sources[i]; src.State == feed.Failed {
			return Unread(src.Status)
		}
	}
	if why := NoEvent(&s.Feed); why != "" {
		return why
	}
	switch age := s.AsOf.Sub(s.Feed.Last); {
	case s.Feed.Last.IsZero():
		return "no event yet"
	case stale > 0 && age > stale:
		return fmt.Sprintf("the newest event is %s old, of %s", format.Elapsed(age), s.Feed.Last.Format(time.RFC3339))
	}
	return ""
}

// Unread says that a source could not be read, and why.
func Unread(s feed.Status) string {
	return "cannot read " + Named(s.Source) + ": " + s.Why()
}

// Named is a source as a sentence calls it.
func Named(source string) string {
	if source == "-" {
		return "standard input"
	}
	return source
}

// NoEvent says that lines came and not one of them is an event, "" where that is not so: else it would look as if nothing had happened.
func NoEvent(f *metrics.Feed) string {
	switch {
	case f.Events > 0:
		return ""
	case len(f.Rejects) == 0:
		return noKnownType(f)
	}
	return noEventIn(&f.Rejects[len(f.Rejects)-1], f.Rejected)
}

// NoEvents says what NoEvent does, or else of each source that it holds no event, where others do.
func NoEvents(f *metrics.Feed) []string {
	if why := NoEvent(f); why != "" {
		return []string{why}
	}
	var words []string
	for i := range f.Sources {
		s := &f.Sources[i]
		if s.Events > 0 || s.Rejects == 0 {
			continue
		}
		newest := feed.Reject{Source: s.Source, Reason: "all are rejected"}
		for j := range f.Rejects {
			if f.Rejects[j].Source == s.Source {
				newest = f.Rejects[j]
			}
		}
		words = append(words, noEventIn(&newest, s.Rejects))
	}
	return words
}

func noEventIn(newest *feed.Reject, lines int64) string {
	return Named(newest.Source) + ": no event in " + format.Things(lines, "line") + ", " + mask.Line(newest.Reason)
}

// noKnownType says that all lines have types that nobody knows. Of a format where anybody may add their own, it says nothing.
func noKnownType(f *metrics.Feed) string {
	native := func(s metrics.SourceStatus) bool { return s.Format == "jsonl" }
	if f.UnknownTypes == 0 || !slices.ContainsFunc(f.Sources, native) {
		return ""
	}
	return "no event in " + format.Things(f.UnknownTypes, "line") + ", their types are unknown: write those of events, such as \"queued\""
}

// judge returns the worst level of the whole and its queues, and the values that deviate, the worst first.
func judge(s *metrics.Snapshot) (Status, []string) {
	status := OK
	var critical, warn []string
	for _, g := range judged(s) {
		for k := range g.Values {
			v := g.Values[k]
			switch level(metrics.Key(k), v) {
			case metrics.LevelCritical:
				critical = append(critical, deviation(g, metrics.Key(k)))
				status = Critical
			case metrics.LevelWarn:
				warn = append(warn, deviation(g, metrics.Key(k)))
				status = max(status, Warning)
			}
		}
	}
	return status, slices.Concat(critical, warn)
}

// deviation says which value deviates, and by how it stands where its level comes from: a mail that has waited for longer is not what is wrong.
func deviation(g *metrics.Group, k metrics.Key) string {
	v := g.Value(k)
	is, where := v.Head, ""
	if j := v.Judged; j != nil && j.Head != v.Head {
		is = j.Head
		if name := part(g, j); name != "" {
			where = " (" + name + ")"
		}
	}
	return prefix(g) + k.Info().Title + " " + format.KPI(k.Info().Shape, is, 1) + where
}

// part names a part of a group, by what the group's own name does not say.
func part(g *metrics.Group, j *metrics.Judgement) string {
	if j.Queue == g.Name || j.Queue == "" {
		return j.Channel
	}
	return strings.TrimRight(j.Queue+", "+j.Channel, ", ")
}

// judged are the groups that a check speaks of. Agents are people, not services.
func judged(s *metrics.Snapshot) []*metrics.Group {
	groups := []*metrics.Group{&s.Total}
	for i := range s.Queues {
		groups = append(groups, &s.Queues[i])
	}
	return groups
}

func prefix(g *metrics.Group) string {
	if g.Name == "" {
		return ""
	}
	return g.Name + ": "
}

// perfdata lists the values that have a target, as 'label'=value;warn;critical with the limits as ranges. A value of seconds has
// the unit s.
func perfdata(s *metrics.Snapshot) string {
	var b strings.Builder
	for _, g := range judged(s) {
		for k := range g.Values {
			key, v := metrics.Key(k), g.Values[k]
			target, ok := metrics.Target{}, false
			if s.Rules != nil {
				target, ok = s.Rules.TargetFor(key, g.Name, "")
			}
			if !ok || !v.Known() || format.TooFew(key, v) {
				continue
			}
			label := key.Info().Name
			if g.Name != "" {
				label = g.Name + " " + label
			}
			fmt.Fprintf(&b, " '%s'=%s%s;%s;%s", labelText(label), decimal(v.Head), unit(key), limit(target.Warn, key), limit(target.Critical, key))
		}
	}
	return b.String()
}

func unit(k metrics.Key) string {
	switch k.Info().Shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return "s"
	}
	return ""
}

// limit writes a range outside of which is an alert: "120" is 0 to 120, "0.75:" is 0.75 and more.
func limit(x float64, k metrics.Key) string {
	switch {
	case x != x:
		return ""
	case k.Info().Better == metrics.Up:
		return decimal(x) + ":"
	}
	return decimal(x)
}

func decimal(x float64) string {
	s := fmt.Sprintf("%.4f", x)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// quoteless takes out what ends the words and begins the numbers.
func quoteless(s string) string { return strings.ReplaceAll(s, "|", "/") }

// labelText takes out what ends a label.
func labelText(s string) string {
	return strings.NewReplacer("'", "", "=", "-", "|", "/").Replace(s)
}
