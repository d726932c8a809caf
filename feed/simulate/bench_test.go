package simulate

import (
	"testing"
	"time"

	"floorboard/feed"
)

// BenchmarkDay makes some two million events: 1000 agents, 40 queues, a whole day.
func BenchmarkDay(b *testing.B) {
	b.ReportAllocs()
	o := Default()
	o.Agents, o.Queues, o.Hours, o.Pace = 1000, 40, 24, 2.4
	o.Start = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	o.Outage = 14 * time.Hour
	n := 0
	types := map[feed.Type]int{}
	for b.Loop() {
		n = 0
		for e := range Day(o) {
			n++
			types[e.Type]++
		}
	}
	b.Log(types)
	b.ReportMetric(float64(n), "events")
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "events/s")
}
