package alert

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// snapshotAt is a floor of some queues, all with the same longest wait.
func snapshotAt(at time.Time, queues int, wait float64) *metrics.Snapshot {
	s := &metrics.Snapshot{AsOf: at, Rules: metrics.DefaultRules(), Total: metrics.Group{Values: values()}}
	s.Feed.Last, s.Feed.News = at, at
	s.Feed.Sources = []metrics.SourceStatus{{Status: feed.Status{Source: "queue_log", State: feed.Live}}}
	for i := range queues {
		g := metrics.Group{Name: fmt.Sprintf("queue %03d", i), Values: values()}
		g.Values[metrics.LongestWait].Head = wait
		s.Queues = append(s.Queues, g)
	}
	judge(s)
	return s
}

// TestEveryAlertIsWhole plays anything: what is repeated, eases or clears had risen before, what rises again has become worse or was
// over, the log ends with what was returned, and two watches that see the same say the same.
func TestEveryAlertIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := DefaultRules()
		rules.Hold = time.Duration(rapid.IntRange(0, 3).Draw(t, "hold")) * time.Second
		rules.ClearHold = time.Duration(rapid.IntRange(0, 3).Draw(t, "clear hold")) * time.Second
		rules.Repeat = time.Duration(rapid.IntRange(0, 5).Draw(t, "repeat")) * time.Second
		a, b := New(rules), New(rules)
		up := map[string]Alert{}
		at := noon
		for range rapid.IntRange(1, 60).Draw(t, "snapshots") {
			at = at.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 1, 1, 2, 60, -1, -60}).Draw(t, "step")) * time.Second)
			s := snapshotAt(at, 2, 0)
			s.Feed.Sources[0].Word = rapid.SampledFrom([]string{"", "", "", "", "stale", "failed", "reading", "ended"}).Draw(t, "source")
			for i := range s.Queues {
				s.Queues[i].Values[metrics.LongestWait].Head = rapid.SampledFrom([]float64{0, 80, 119, 121, 200, 250, math.NaN()}).Draw(t, "wait")
				s.Queues[i].Values[metrics.LongestWait].Level = metrics.LevelUnknown
			}
			judge(s)
			changes := a.See(s)
			if other := b.See(s); !same(changes, other) {
				t.Fatalf("one said %v, the other %v", changes, other)
			}
			for _, c := range changes {
				before, stood := up[c.Alert.ID]
				if stood == (c.Event == Raised) && !(c.Event == Raised && c.Alert.Level > before.Level) {
					t.Fatalf("%s %s, and %s stood %v", c.Event, c.Text(), before.ID, stood)
				}
				if up[c.Alert.ID] = c.Alert; c.Event == Cleared {
					delete(up, c.Alert.ID)
				}
			}
			st := a.State()
			if len(st.Active) != len(up) || len(changes) > 0 && !same(changes, st.Log[len(st.Log)-len(changes):]) {
				t.Fatalf("%d stand, told of %d; the log is %v after %v", len(st.Active), len(up), st.Log, changes)
			}
			if first, ok := st.Unseen(); ok && rapid.IntRange(0, 3).Draw(t, "ack") == 0 {
				if !a.Ack(first.ID) || !b.Ack(first.ID) {
					t.Fatalf("%s cannot be acknowledged", first.ID)
				}
			}
		}
	})
}

// same compares what is said, as NaN is not equal to itself.
func same(a, b []Change) bool { return reflect.DeepEqual(texts(a), texts(b)) }

func texts(list []Change) []string {
	var out []string
	for i := range list {
		out = append(out, list[i].At.String()+list[i].Event.String()+list[i].Text())
	}
	return out
}

// TestStatesStayAsTheyAre: a state that a viewer holds does not change while the watch goes on, and the log keeps the newest lines.
func TestStatesStayAsTheyAre(t *testing.T) {
	w := New(DefaultRules())
	var held []*State
	var lines [][]string
	for i := range 3 * keptChanges {
		w.Note(fmt.Sprint(i))
		if st := w.State(); i%97 == 0 {
			held, lines = append(held, st), append(lines, texts(st.Log))
		}
	}
	w.See(snapshotAt(noon, 1, 200))
	w.See(snapshotAt(noon.Add(-time.Hour), 1, 200))
	w.Note("after")
	for i, st := range held {
		if !reflect.DeepEqual(texts(st.Log), lines[i]) {
			t.Fatalf("state %d changed", i)
		}
	}
	for range keptChanges {
		w.Note("more")
	}
	if log := w.State().Log; len(log) != keptChanges {
		t.Errorf("the log has %d lines, want %d", len(log), keptChanges)
	}
}

// BenchmarkSee looks at a floor of 50 queues: when all is well, and when every queue deviates.
func BenchmarkSee(b *testing.B) {
	for name, wait := range map[string]float64{"well": 10, "alarmed": 300} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			w, s := New(DefaultRules()), snapshotAt(noon, 50, wait)
			for b.Loop() {
				s.AsOf = s.AsOf.Add(time.Second)
				w.See(s)
			}
		})
	}
}
