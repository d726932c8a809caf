package alert

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/golden"

	"floorboard/feed"
	"floorboard/metrics"
)

// TestTranscripts plays testdata/*.txt. A line that begins with > is played, what follows it is what came of it:
//
//	> 14:00:00 billing.longest_wait_seconds=130       a snapshot, with what is new in it
//	> 14:00:00-14:10:00/1s billing.nps=9|11           one a second, the value to and fro between the two
//	> ack longest_wait_seconds/queue/billing
//	> state                                           the alerts that stand
//	> log
//	> target longest_wait_seconds=60/300/600          what it is held to from now on: target/warn/critical
//	> 14:20:00 billing.nps.n=9                        the cases behind a value
//	> 14:20:00 billing.longest_wait_seconds.voice=150 what a part of it is that is judged by limits of its own: of a queue a channel, of
//	                                                  a channel a queue, of all a queue/channel; "?" for none
//
// Values stay until they are told anew; "?" is not known. A subject is a queue, or all, or #channel; @name=word sets how a source is.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden.Assert(t, play(t, string(text)), filepath.Base(file))
		})
	}
}

// stage is what a transcript plays on.
type stage struct {
	t      *testing.T
	rules  Rules
	watch  *Watch
	values map[string][]float64 // by subject and KPI, "billing.nps": values that take turns
	words  map[string]string    // by source
	aims   []metrics.TargetRule // beside the usual ones
	last   time.Time            // of the newest event
	out    strings.Builder
}

func play(t *testing.T, text string) string {
	st := &stage{t: t, rules: DefaultRules(), values: map[string][]float64{}, words: map[string]string{"queue_log": "live"}}
	for line := range strings.Lines(text) {
		command, played := strings.CutPrefix(line, "> ")
		if !played {
			if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
				st.out.WriteString(line)
			}
			continue
		}
		st.out.WriteString(line)
		st.do(strings.Fields(command))
	}
	return st.out.String()
}

func (st *stage) do(words []string) {
	if st.watch == nil && words[0] != "rules" {
		st.watch = New(st.rules)
	}
	switch words[0] {
	case "rules":
		st.setRules(words[1:])
	case "target":
		st.setTarget(words[1])
	case "ack":
		st.say("%v", st.watch.Ack(words[1]))
	case "note":
		st.watch.Note(strings.Join(words[1:], " "))
	case "state":
		for _, a := range st.watch.State().Active {
			st.say("%-8s since %s %s%s", a.Level, clock(a.Since), a.Text(), map[bool]string{true: " [acked]"}[a.Acked])
		}
	case "log":
		for _, c := range st.watch.State().Log {
			st.change(c)
		}
	default:
		st.snapshots(words[0], words[1:])
	}
}

func (st *stage) setRules(settings []string) {
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		d, _ := time.ParseDuration(value)
		switch name {
		case "hold":
			st.rules.Hold = d
		case "clear_hold":
			st.rules.ClearHold = d
		case "repeat":
			st.rules.Repeat = d
		default:
			k, ok := metrics.Lookup(name)
			x, err := strconv.ParseFloat(value, 64)
			if !ok || err != nil {
				st.t.Fatalf("no rule %q", s)
			}
			st.rules.Clear = map[metrics.Key]float64{k: x}
		}
	}
}

func (st *stage) setTarget(setting string) {
	name, value, _ := strings.Cut(setting, "=")
	k, known := metrics.Lookup(name)
	var t metrics.Target
	if _, err := fmt.Sscanf(value, "%g/%g/%g", &t.Target, &t.Warn, &t.Critical); err != nil || !known {
		st.t.Fatalf("no target %q", setting)
	}
	st.aims = append(st.aims, metrics.TargetRule{KPI: k, Target: t})
}

// snapshots shows the watch what is said of one instant, or of all between two.
func (st *stage) snapshots(when string, settings []string) {
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		if source, ok := strings.CutPrefix(name, "@"); ok {
			st.words[source] = value
			continue
		}
		st.values[name] = nil
		for v := range strings.SplitSeq(value, "|") {
			x, err := strconv.ParseFloat(v, 64)
			if err != nil {
				x = math.NaN()
			}
			st.values[name] = append(st.values[name], x)
		}
	}
	when, every, _ := strings.Cut(when, "/")
	from, to, ranged := strings.Cut(when, "-")
	step := time.Second
	if every != "" {
		step, _ = time.ParseDuration(every)
	}
	begin := st.time(from)
	end := begin
	if ranged {
		end = st.time(to)
	}
	for i, at := 0, begin; !at.After(end); i, at = i+1, at.Add(step) {
		for _, c := range st.watch.See(st.snapshot(at, i)) {
			st.change(c)
		}
	}
}

func (st *stage) time(s string) time.Time {
	at, err := time.Parse("15:04:05", s)
	if err != nil {
		st.t.Fatal(err)
	}
	return time.Date(2026, 3, 2, at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
}

func (st *stage) snapshot(at time.Time, turn int) *metrics.Snapshot {
	s := &metrics.Snapshot{AsOf: at, Rules: metrics.DefaultRules(), Total: metrics.Group{Values: values()}}
	s.Rules.Targets = append(s.Rules.Targets, st.aims...)
	for name, word := range st.words {
		src := metrics.SourceStatus{Status: feed.Status{Source: name}, Word: word}
		if word == "failed" {
			src.Err = "permission denied"
		}
		if word == "live" {
			st.last = at
		}
		if word != "none" {
			s.Feed.Sources = append(s.Feed.Sources, src)
		}
	}
	slices.SortFunc(s.Feed.Sources, func(a, b metrics.SourceStatus) int { return strings.Compare(a.Source, b.Source) })
	s.Feed.Last, s.Feed.News = st.last, st.last
	groups := map[string][]metrics.Value{}
	for key, turns := range st.values {
		name, kpi, _ := strings.Cut(key, ".")
		if name == "all" {
			st.set(s.Total.Values, kpi, turns[turn%len(turns)])
			continue
		}
		if groups[name] == nil {
			groups[name] = values()
		}
		st.set(groups[name], kpi, turns[turn%len(turns)])
	}
	for name, v := range groups {
		if channel, ok := strings.CutPrefix(name, "#"); ok {
			s.Channels = append(s.Channels, metrics.Group{Name: channel, Values: v})
		} else if v[metrics.Open].N >= 0 {
			s.Queues = append(s.Queues, metrics.Group{Name: name, Values: v})
		}
	}
	judge(s)
	byName := func(a, b metrics.Group) int { return strings.Compare(a.Name, b.Name) }
	slices.SortFunc(s.Queues, byName)
	slices.SortFunc(s.Channels, byName)
	return s
}

// judge gives the values their levels, by their own targets.
func judge(s *metrics.Snapshot) {
	level := func(g *metrics.Group, queue, channel string) {
		for k := range metrics.NumKeys {
			v := &g.Values[k]
			if j := v.Judged; j != nil {
				j.Queue, j.Channel = cmp.Or(queue, j.Queue), cmp.Or(channel, j.Channel)
				j.Target, _ = s.Rules.TargetFor(k, j.Queue, j.Channel)
				v.Level = j.Target.LevelOf(j.Head, k.Info().Better)
				j.Limit = j.Target.Limit(v.Level)
				if v.Level < metrics.LevelWarn {
					v.Judged = nil
				}
			} else if t, ok := s.Rules.TargetFor(k, queue, channel); ok {
				v.Level = t.LevelOf(v.Head, k.Info().Better)
			}
		}
	}
	level(&s.Total, "", "")
	for i := range s.Queues {
		level(&s.Queues[i], s.Queues[i].Name, "")
	}
	for i := range s.Channels {
		level(&s.Channels[i], "", s.Channels[i].Name)
	}
}

// values are those of a group of which nothing is known.
func values() []metrics.Value {
	v := make([]metrics.Value, metrics.NumKeys)
	for k := range v {
		v[k] = metrics.Value{Head: math.NaN(), N: 100, Has: true}
	}
	return v
}

// set sets a value, or with KPI.n its number of cases; "gone" takes the group off the snapshot.
func (st *stage) set(v []metrics.Value, kpi string, x float64) {
	if kpi == "gone" {
		v[metrics.Open].N = -1
		return
	}
	name, part, of := strings.Cut(kpi, ".")
	k, ok := metrics.Lookup(name)
	queue, channel, both := strings.Cut(part, "/")
	switch {
	case !ok:
		st.t.Fatalf("no KPI %q", kpi)
	case part == "n":
		v[k].N = int64(x)
	case both:
		v[k].Judged = &metrics.Judgement{Queue: queue, Channel: channel, Head: x, N: 100}
	case of && !math.IsNaN(x): // whichever it is that the group is not
		v[k].Judged = &metrics.Judgement{Queue: part, Channel: part, Head: x, N: 100}
	case of:
	default:
		v[k].Head = x
	}
}

func (st *stage) say(format string, args ...any) {
	fmt.Fprintf(&st.out, "    "+format+"\n", args...)
}

func (st *stage) change(c Change) {
	if c.Event == Noted {
		st.say("%s %s %s", clock(c.At), c.Event, c.Text())
		return
	}
	st.say("%s %s %s %s", clock(c.At), c.Event, c.Alert.Level, c.Text())
}

func clock(t time.Time) string { return t.Format("15:04:05") }
