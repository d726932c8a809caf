package metrics_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"floorboard/feed"
	"floorboard/feed/simulate"
	"floorboard/metrics"
)

// TestAimIsAsIfFromTheStart: an engine that is given other targets, limits and weights on the way answers as one that had them from the
// first event on, whether it was asked before or not.
func TestAimIsAsIfFromTheStart(t *testing.T) {
	other := metrics.DefaultRules()
	other.Targets = append(slices.Clone(other.Targets),
		metrics.TargetRule{KPI: metrics.LongestWait, Target: metrics.Target{Target: 5, Warn: 10, Critical: 20}},
		metrics.TargetRule{KPI: metrics.ServiceLevel, Channel: "chat", Target: metrics.Target{Target: 0.99, Warn: 0.98, Critical: 0.97}},
		metrics.TargetRule{KPI: metrics.AbandonRate, Target: metrics.Target{Target: 0.001, Warn: 0.002, Critical: 0.003}},
		metrics.TargetRule{KPI: metrics.Score, Target: metrics.Target{Target: 99, Warn: 98, Critical: 97}})
	other.AgentLimits[feed.Away] = time.Minute
	other.Score = map[string]metrics.ScoreRule{"answered": {Weight: 1, Target: 10}}

	var batch feed.Batch
	var now time.Time
	for e := range simulate.Day(simulate.Default()) {
		if now.IsZero() {
			now = time.UnixMilli(e.Time).Add(150 * time.Minute).UTC()
		}
		if e.Time > now.UnixMilli() {
			break
		}
		batch.Events = append(batch.Events, *e)
	}
	fed := func(r *metrics.Rules) *metrics.Engine {
		e := metrics.NewEngine(r)
		copied := feed.Batch{Events: slices.Clone(batch.Events)}
		e.Fold(&copied)
		return e
	}
	turned, want := fed(metrics.DefaultRules()), fed(other)
	questions := []metrics.Question{{Window: "all"}, {Window: "30m"}, {Window: "1h", Filter: metrics.Filter{Channels: []string{"chat"}}}}
	for _, q := range questions {
		turned.Snapshot(q, now)
		want.Snapshot(q, now)
	}
	unlike := turned.Snapshot(questions[0], now)
	turned.Aim(other)
	for i, q := range append(questions, metrics.Question{Window: "4h"}) {
		a, b := turned.Snapshot(q, now), want.Snapshot(q, now)
		b.Seq = a.Seq
		if i == 0 {
			b.Seq, unlike.Seq, b.Rules = a.Seq, a.Seq, a.Rules
			if unlike.Total.Value(metrics.LongestWait).Level == a.Total.Value(metrics.LongestWait).Level && reflect.DeepEqual(levels(unlike), levels(a)) {
				t.Fatal("the other targets change nothing: this tests nothing")
			}
		}
		if !reflect.DeepEqual(levels(a), levels(b)) {
			t.Errorf("%v: levels or scores are not those of the rules", q)
		}
		if a.Rules.Targets[len(a.Rules.Targets)-1] != other.Targets[len(other.Targets)-1] || a.Rules.AgentLimits != other.AgentLimits {
			t.Errorf("%v: the snapshot names other rules", q)
		}
	}
}

// levels are all that depends on targets and on the weights of the score.
func levels(s *metrics.Snapshot) []any {
	var out []any
	for _, list := range [][]metrics.Group{{s.Total}, s.Queues, s.Channels, s.Agents, s.Topics, s.Stages} {
		for i := range list {
			g := &list[i]
			out = append(out, g.Name)
			for k := range g.Values {
				v := &g.Values[k]
				out = append(out, v.Level, v.N)
				if metrics.Key(k) == metrics.Score && v.Known() {
					out = append(out, v.Head)
				}
				if v.Judged != nil {
					out = append(out, *v.Judged)
				}
			}
		}
	}
	return out
}

// TestBoardAims: a board that runs takes other targets over, and one that has ended says so.
func TestBoardAims(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		b, in := running(ctx, metrics.Options{})
		in <- queuedAt(time.Now(), "c1")
		time.Sleep(10 * time.Second)
		s, err := b.Look(ctx, allTime, 0)
		if err != nil || s.Total.Value(metrics.LongestWait).Level != metrics.LevelOK {
			t.Fatalf("%v, %v", s, err)
		}
		r := metrics.DefaultRules()
		r.Targets = []metrics.TargetRule{{KPI: metrics.LongestWait, Target: metrics.Target{Target: 1, Warn: 2, Critical: 3}}}
		if err := b.Aim(ctx, r); err != nil {
			t.Fatal(err)
		}
		if s, err = b.Look(ctx, allTime, s.Seq); err != nil || s.Total.Value(metrics.LongestWait).Level != metrics.LevelCritical {
			t.Errorf("level %v, %v", s.Total.Value(metrics.LongestWait).Level, err)
		}
		end()
		synctest.Wait()
		if err := b.Aim(t.Context(), r); err != metrics.ErrClosed {
			t.Errorf("a board that has ended: %v", err)
		}
	})
}
