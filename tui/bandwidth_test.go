package tui

import (
	"context"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/simulate"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// sent is how many bytes a second a page sends to a terminal of 200x56 in true colour during a busy hour of 40 agents, at the pace of
// a live board.
func sent(tb testing.TB, page string, seconds int) int {
	tb.Helper()
	var now time.Time
	m := newModel(context.Background(), Options{Display: Display{Sheet: testSheet(tb, style.TrueColor, style.Unicode())}, Page: page, Clock: func() time.Time { return now }})
	m.w, m.h = 200, 56
	engine, question := metrics.NewEngine(metrics.DefaultRules(), m.question), m.question
	var batch feed.Batch
	var writer cell.Writer
	bytes, frames := 0, 0
	for e := range simulate.Day(simulate.Default()) {
		if now.IsZero() {
			now = time.UnixMilli(e.Time).UTC().Add(3 * time.Hour)
		}
		for e.Time >= now.UnixMilli() && frames < seconds {
			engine.Fold(&batch)
			batch.Events = nil
			m.Update(lookMsg{look: m.lookout.n, snap: engine.Snapshot(question, now)})
			if sent := writer.Changes(nil, &m.buf, m.sheet); frames > 0 {
				bytes += len(sent)
			}
			frames++
			now = now.Add(time.Second)
		}
		if frames == seconds {
			break
		}
		batch.Events = append(batch.Events, *e)
	}
	if frames < seconds {
		tb.Fatalf("the day ended after %d seconds", frames)
	}
	return bytes / (frames - 1)
}

// TestBandwidth holds every page to what a slow line can carry.
func TestBandwidth(t *testing.T) {
	const limit = 3_000
	for _, page := range Pages() {
		if got := sent(t, page, 61); got > limit {
			t.Errorf("page %s sends %d bytes a second at 200x56, want at most %d", page, got, limit)
		}
	}
}

// BenchmarkBandwidth200x56 says how many bytes a second each page sends.
func BenchmarkBandwidth200x56(b *testing.B) {
	for _, page := range Pages() {
		b.Run(page, func(b *testing.B) {
			got := 0
			b.ReportAllocs()
			for b.Loop() {
				got = sent(b, page, 61)
			}
			b.ReportMetric(float64(got), "B/s")
		})
	}
}
