package simulate

import (
	"testing"
	"time"

	"floorboard/feed/jsonl"
)

// large is a day of some two million events: 1000 agents, 40 queues, around the clock.
func large() Options {
	o := Default()
	o.Agents, o.Queues, o.Hours, o.Pace = 1000, 40, 24, 2.6
	o.Start = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	o.Outage = 14 * time.Hour
	return o
}

func BenchmarkDay(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for range Day(large()) {
			n++
		}
	}
	b.ReportMetric(float64(n)/float64(b.N), "events/op")
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkWrite is the same, written as lines.
func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	n, bytes := 0, 0
	var line []byte
	for b.Loop() {
		for e := range Day(large()) {
			line = jsonl.Append(line[:0], e)
			bytes += len(line)
			n++
		}
	}
	b.SetBytes(int64(bytes / b.N))
	b.ReportMetric(float64(bytes)/float64(n), "bytes/event")
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
}
