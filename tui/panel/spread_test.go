package panel

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"floorboard/metrics"
)

// TestBins puts any spread into any number of rows: no case is lost or counted twice, bins follow one another, and as long as there
// is room for it one of them ends at the target.
func TestBins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s metrics.Spread
		var want, got int64
		for i := range s {
			s[i] = rapid.Int64Range(0, 3).Draw(t, "cases")
			want += s[i]
		}
		rows := rapid.IntRange(4, 40).Draw(t, "rows")
		target := rapid.SampledFrom([]float64{math.NaN(), 20, 60, 120, 3600, 25}).Draw(t, "target")
		bins := binsOf(&s, rows, target)
		if len(bins) > rows {
			t.Fatalf("%d bins in %d rows", len(bins), rows)
		}
		atTarget := math.IsNaN(target) || target == 25 // which is the end of no step
		for i, b := range bins {
			got += b.n
			atTarget = atTarget || b.end == target
			if i > 0 && b.end <= bins[i-1].end {
				t.Fatalf("the bins end at %v and then at %v", bins[i-1].end, b.end)
			}
		}
		if got != want {
			t.Fatalf("%d cases in %d rows, not %d: %v", got, rows, want, bins)
		}
		if !atTarget {
			t.Fatalf("no bin ends at %v: %v", target, bins)
		}
	})
}
