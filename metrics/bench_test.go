package metrics_test

import (
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/simulate"
	"floorboard/metrics"
)

// bigFloor is the first n events of a made-up day with 40 queues, 5 channels and 1,000 agents.
func bigFloor(n int) []feed.Event {
	o := simulate.Default()
	o.Agents, o.Queues, o.Hours = 1000, 40, 24
	events := make([]feed.Event, 0, n)
	for e := range simulate.Day(o) {
		if e.Channel == "email" && e.Conversation[len(e.Conversation)-1]%2 == 0 {
			e.Channel = "web"
		}
		if events = append(events, *e); len(events) == n {
			break
		}
	}
	return events
}

func BenchmarkFold(b *testing.B) {
	events := bigFloor(400_000)
	b.ReportAllocs()
	for b.Loop() {
		e := metrics.NewEngine(metrics.DefaultRules(), allTime)
		for rest := events; len(rest) > 0; {
			n := min(1000, len(rest))
			e.Fold(&feed.Batch{Events: rest[:n]})
			rest = rest[n:]
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(events)), "ns/event")
}

// BenchmarkSnapshot looks again at what has not changed.
func BenchmarkSnapshot(b *testing.B) {
	benchmarkLooks(b, []string{"30m", "8h", "today", "all"}, func(*metrics.Engine, metrics.Question) {})
}

// BenchmarkFirstLook takes nothing over from a look before.
func BenchmarkFirstLook(b *testing.B) {
	benchmarkLooks(b, []string{"today", "all"}, (*metrics.Engine).Forget)
}

// benchmarkLooks looks at a big floor again and again, and does something before each look.
func benchmarkLooks(b *testing.B, windows []string, before func(*metrics.Engine, metrics.Question)) {
	for _, window := range windows {
		b.Run(window, func(b *testing.B) {
			e := metrics.NewEngine(metrics.DefaultRules())
			e.Fold(&feed.Batch{Events: bigFloor(400_000)})
			q := metrics.Question{Window: window}
			e.Snapshot(q, time.Time{})
			b.ReportAllocs()
			for b.Loop() {
				before(e, q)
				e.Snapshot(q, time.Time{})
			}
		})
	}
}

// BenchmarkLook is the work of a live board: a second of events, then a look.
func BenchmarkLook(b *testing.B) {
	events := bigFloor(600_000)
	for _, window := range []string{"30m", "8h", "today", "all"} {
		b.Run(window, func(b *testing.B) {
			e := metrics.NewEngine(metrics.DefaultRules())
			e.Fold(&feed.Batch{Events: events[:400_000]})
			q, rest := metrics.Question{Window: window}, events[400_000:]
			e.Snapshot(q, time.Time{})
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for until := rest[0].Time + 1000; n < len(rest)-1 && rest[n].Time < until; n++ {
				}
				e.Fold(&feed.Batch{Events: rest[:n]})
				rest = rest[n:]
				e.Snapshot(q, time.Time{})
			}
		})
	}
}

// BenchmarkBusyLook is the work of a board to which ten thousand events come in a second: such a second, then a look.
func BenchmarkBusyLook(b *testing.B) {
	const second = 10_000
	events := bigFloor(600_000)
	for i := range events {
		events[i].Time = events[0].Time + int64(i)*1000/second
	}
	e := metrics.NewEngine(metrics.DefaultRules())
	q := metrics.Question{Window: "today"}
	next := 0
	one := func() {
		if next += second; next > len(events) {
			b.Skip("out of events")
		}
		e.Fold(&feed.Batch{Events: events[next-second : next]})
		e.Snapshot(q, time.Time{})
	}
	for range 30 {
		one()
	}
	b.ReportAllocs()
	for b.Loop() {
		one()
	}
}
