package metrics_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/metrics/report"
)

// A look takes over from the last one what did not change. It must say what one says that has to find out everything itself, and
// leave alone what was published.
func TestLooksTakeOverOnlyWhatHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := smallDay(t)
		for i := 1; i < len(events); i++ { // some come late
			if rapid.IntRange(0, 4).Draw(t, "is late") == 0 {
				j := max(0, i-rapid.IntRange(1, 60).Draw(t, "how late"))
				events[i], events[j] = events[j], events[i]
			}
		}
		rules := metrics.DefaultRules()
		rules.Targets = append(rules.Targets,
			metrics.TargetRule{KPI: metrics.Occupancy, Channel: "voice", Target: metrics.Target{Target: 0.5, Warn: 0.4, Critical: 0.3}},
			metrics.TargetRule{KPI: metrics.Open, Channel: "chat", Target: metrics.Target{Target: 1, Warn: 2, Critical: 3}})
		rules.Score["occupancy"] = metrics.ScoreRule{Weight: 7, Floor: 0, Target: 1}
		e, forgetful := metrics.NewEngine(rules), metrics.NewEngine(rules)
		json := func(s *metrics.Snapshot) string {
			var b bytes.Buffer
			if err := report.JSON(&b, s, report.Before); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		questions := append(someQuestions, metrics.Question{Window: "5m"}, metrics.Question{Window: "today", Filter: metrics.Filter{Teams: []string{"harbour"}}},
			metrics.Question{Window: "30m", Filter: metrics.Filter{Agents: []string{agentOf(events)}}})
		var published *metrics.Snapshot
		var text string
		for rest := events; len(rest) > 0; {
			n := min(rapid.IntRange(0, 60).Draw(t, "events"), len(rest))
			e.Fold(&feed.Batch{Events: rest[:n]})
			forgetful.Fold(&feed.Batch{Events: rest[:n]})
			rest = rest[n:]
			q := rapid.SampledFrom(questions).Draw(t, "question")
			ahead := time.Duration(rapid.SampledFrom([]int{0, 0, 0, 1, 40, 700}).Draw(t, "seconds ahead")) * time.Second
			now := time.UnixMilli(events[max(len(events)-len(rest)-1, 0)].Time).Add(ahead)
			e.Redraw(q)
			s := e.Snapshot(q, now)
			if published != nil && json(published) != text {
				t.Fatal("a published snapshot was changed")
			}
			forgetful.Forget(q)
			fresh := forgetful.Snapshot(q, now)
			fresh.Seq = s.Seq
			published, text = s, json(s)
			if want := json(fresh); text != want {
				diff(t, q.Window, text, want)
			}
			for i := range s.Agents { // what JSON does not show
				if a, b := s.Agents[i], fresh.Agents[i]; !sameGroup(a, b) {
					t.Fatalf("agent %s\n%+v\n%+v", a.Name, a, b)
				}
			}
			for i, a := range slices.Concat([]metrics.Group{s.Total}, s.Queues, s.Channels) {
				if b := slices.Concat([]metrics.Group{fresh.Total}, fresh.Queues, fresh.Channels)[i]; !sameGroup(a, b) {
					t.Fatalf("group %q of %s\n%+v\n%+v\n%+v\n%+v", a.Name, q.Window, a, b, a.History, b.History)
				}
			}
		}
	})
}

// sameGroup says whether two groups say the same, of the window before too; NaN is itself.
func sameGroup(a, b metrics.Group) bool {
	for k := range a.Values {
		if !alike(a.Values[k], b.Values[k]) || a.Before != nil && !alike(a.Before[k], b.Before[k]) {
			return false
		}
	}
	return len(a.Before) == len(b.Before) && reflect.DeepEqual(a.Spreads, b.Spreads) && sameHistory(a.History, b.History)
}

func sameHistory(a, b *metrics.History) bool {
	if a == nil || b == nil {
		return a == b
	}
	for i := range a.Lines {
		if !slices.EqualFunc(a.Lines[i], b.Lines[i], func(x, y float64) bool { return x == y || x != x && y != y }) {
			return false
		}
	}
	return a.Start.Equal(b.Start) && a.Step == b.Step
}

func alike(a, b metrics.Value) bool {
	if len(a.Parts) != len(b.Parts) || a.N != b.N || a.Level != b.Level || a.Has != b.Has || !reflect.DeepEqual(a.Judged, b.Judged) {
		return false
	}
	for i := range a.Parts {
		if a.Part(i) != b.Part(i) && (a.Part(i) == a.Part(i) || b.Part(i) == b.Part(i)) {
			return false
		}
	}
	return a.Head == b.Head || a.Head != a.Head && b.Head != b.Head
}

// agentOf names some agent.
func agentOf(events []feed.Event) string {
	for i := range events {
		if events[i].Agent != "" {
			return events[i].Agent
		}
	}
	return "nobody"
}
