package replay_test

import (
	"context"
	"io"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/demo"
	"floorboard/feed/replay"
)

// BenchmarkSeek goes to one place of the recorded day and then to another. Going back reads it anew from its beginning.
func BenchmarkSeek(b *testing.B) {
	open := func() (io.ReadCloser, error) { return demo.Open(), nil }
	for _, c := range []struct {
		name     string
		from, to time.Duration // after the beginning of the day
	}{
		{"an_hour_back", 11 * time.Hour, 10 * time.Hour},
		{"to_the_beginning_and_the_end", 0, 12 * time.Hour},
	} {
		b.Run(c.name, func(b *testing.B) {
			p, err := replay.New("day", open, replay.Options{Speed: 1, Hold: true})
			if err != nil {
				b.Fatal(err)
			}
			p.Pause()
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			batches := make(chan *feed.Batch, 2)
			go func() { _ = p.Run(ctx, batches) }()
			events := 0
			arrive := func() {
				for batch := range batches {
					events += len(batch.Events)
					if batch.Status.State == feed.Replaying {
						return
					}
				}
			}
			arrive()
			b.ReportAllocs()
			for b.Loop() {
				p.Seek(demo.Start().Add(c.from))
				arrive()
				p.Seek(demo.Start().Add(c.to))
				arrive()
			}
			b.ReportMetric(float64(events)/float64(b.N), "events/op")
		})
	}
}
