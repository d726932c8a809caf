package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBucketsAreContiguous(t *testing.T) {
	last := -1
	for v := int64(0); v < 1<<16; v++ {
		b := bucket(v)
		if b != last && b != last+1 {
			t.Fatalf("bucket(%d) = %d after %d", v, b, last)
		}
		if m := middle(b); math.Abs(m-float64(v)) > 0.01*float64(v) {
			t.Fatalf("middle of %d's bucket is %v", v, m)
		}
		last = b
	}
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

func BenchmarkAdd(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	vs := make([]int64, 1024)
	for i := range vs {
		vs[i] = int64(math.Exp(r.NormFloat64() + 11))
	}
	var s Sketch
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Add(vs[i&1023])
	}
}
