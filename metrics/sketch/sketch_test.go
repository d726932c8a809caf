package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestBucketsAscendAndAreNarrow(t *testing.T) {
	last := -1
	check := func(v int64) {
		b := bucket(v)
		if b < last {
			t.Fatalf("bucket(%d) = %d after %d", v, b, last)
		}
		if m := middle(b); math.Abs(m-float64(v)) > 0.01*float64(v) {
			t.Fatalf("middle of %d's bucket is %v", v, m)
		}
		last = b
	}
	for v := int64(0); v < 1<<16; v++ {
		check(v)
	}
	for v := int64(1 << 16); v < math.MaxInt64-v>>9; v += v >> 9 {
		check(v)
	}
	check(math.MaxInt64)
}

// A count has two halves: the upper one is made when it is first needed, and lives through widening, merging and reset.
func TestCountsBeyondTheLowerHalf(t *testing.T) {
	var s Sketch
	fill := func(v int64, n int) {
		for range n {
			s.Add(v)
		}
	}
	check := func(v, want int64) {
		t.Helper()
		if got := int64(s.count(bucket(v) - int(s.low))); got != want {
			t.Fatalf("%d values of %d, want %d", got, v, want)
		}
	}
	fill(5000, 70_000)
	check(5000, 70_000)
	fill(100, 65_535)
	fill(900_000, 1)
	check(100, 65_535)
	check(5000, 70_000)
	check(900_000, 1)
	o := s
	o.counts = slices.Clone(s.counts)
	for range 3 {
		s.Merge(&o)
	}
	check(100, 4*65_535)
	check(5000, 280_000)
	check(900_000, 4)
	var out [1]float64
	if s.Quantiles([]int64{400}, out[:]); out[0] > 101 {
		t.Fatalf("p40 is %v", out[0])
	}
	s.Reset()
	fill(5000, 1)
	fill(10, 1)
	check(5000, 1)
	check(100, 0)
}

func values() *rapid.Generator[[]int64] {
	return rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 100), rapid.Int64Range(0, 1e6), rapid.Int64Range(0, 1e12)), 1, 300)
}

func TestQuantilesAreWithinOnePercent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vs := values().Draw(t, "values")
		var s Sketch
		for _, v := range vs {
			s.Add(v)
		}
		slices.Sort(vs)
		qs := []int64{10, 500, 900, 950, 1000}
		got := make([]float64, len(qs))
		s.Quantiles(qs, got)
		for i, q := range qs {
			want := float64(vs[(q*int64(len(vs))+999)/1000-1])
			if math.Abs(got[i]-want) > 0.01*want {
				t.Fatalf("p%v/1000 of %v: got %v, want %v", q, vs, got[i], want)
			}
		}
	})
}

func TestMergeEqualsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var one Sketch
		parts := make([]Sketch, 3)
		for i, v := range values().Draw(t, "values") {
			one.Add(v)
			parts[i%3].Add(v)
		}
		var merged Sketch
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			merged.Merge(&parts[i])
		}
		if merged.N != one.N || merged.Sum != one.Sum || merged.Min != one.Min || merged.Max != one.Max {
			t.Fatalf("merged %+v, one %+v", merged, one)
		}
		qs := []int64{100, 500, 900}
		a, b := make([]float64, 3), make([]float64, 3)
		one.Quantiles(qs, a)
		merged.Quantiles(qs, b)
		if !slices.Equal(a, b) {
			t.Fatalf("quantiles %v and %v", a, b)
		}
	})
}

// BenchmarkAdd counts into one sketch, and into as many as a thousand agents have.
func BenchmarkAdd(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	vs := make([]int64, 1<<16)
	for i := range vs {
		vs[i] = int64(math.Exp(r.NormFloat64() + 11))
	}
	for _, n := range []uint32{1, 8000} {
		b.Run(strconv.Itoa(int(n)), func(b *testing.B) {
			sketches := make([]Sketch, n)
			b.ReportAllocs()
			for i := uint32(0); b.Loop(); i++ {
				sketches[uint64(i*0x9e3779b9)*uint64(n)>>32].Add(vs[i&(1<<16-1)])
			}
		})
	}
}

// Every value is in a step that it belongs to, those at an end in the one that ends there; the ranks that quantiles speak of are
// in the step of the quantile.
func TestStepsHoldTheirValues(t *testing.T) {
	ends := []int64{50, 1_000, 2_000, 20_000, 60_000, 3_600_000}
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(ends), rapid.Int64Range(0, 70_000), rapid.Int64Range(0, 1<<40)), 1, 200).Draw(t, "values")
		slices.Sort(values)
		var s Sketch
		for _, v := range values {
			s.Add(v)
		}
		counts := make([]int64, len(ends)+1)
		counts[0] = 1 << 40 // what was there before does not count
		s.Steps(ends, counts)
		stepOf := func(rank int64) int {
			for i, n := range counts {
				if rank -= n; rank <= 0 {
					return i
				}
			}
			t.Fatalf("%d values, and only %v in the steps", len(values), counts)
			return 0
		}
		inside := func(v float64, step int) bool {
			return (step == 0 || v > 0.98*float64(ends[step-1])) && (step == len(ends) || v <= 1.02*float64(ends[step]))
		}
		for i, v := range values {
			step := stepOf(int64(i + 1))
			if !inside(float64(v), step) || slices.Contains(ends, v) && ends[step] != v {
				t.Fatalf("%d is in step %d of %v", v, step, ends)
			}
		}
		var sum int64
		for _, n := range counts {
			sum += n
		}
		if sum != s.N {
			t.Fatalf("%d values in the steps, of %d", sum, s.N)
		}
		for _, q := range []int64{1, 500, 900, 1000} {
			out := []float64{0}
			s.Quantiles([]int64{q}, out)
			if step := stepOf(min(max((q*s.N+999)/1000, 1), s.N)); !inside(out[0], step) {
				t.Fatalf("quantile %d is %v, in step %d", q, out[0], step)
			}
		}
	})
}
