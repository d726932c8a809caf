package ledger

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// queueOfIDs is what seenIDs means, said plainly.
type queueOfIDs struct {
	last int
	ids  []uint64
}

func (q *queueOfIDs) repeated(id uint64) bool {
	if slices.Contains(q.ids, id) {
		return true
	}
	q.ids = append(q.ids, id)
	if len(q.ids) > q.last {
		q.ids = q.ids[1:]
	}
	return false
}

// runOut gives the ids the highest serials.
func runOut(s *seenIDs) {
	more := math.MaxUint32 - s.serial
	for i := range s.buckets {
		b := &s.buckets[i]
		for _, serial := range []*uint32{&b.serials[0], &b.serials[1], &b.serials[2], &b.serials[3], &b.serials[4], &b.passed} {
			if s.remembers(*serial) {
				*serial += more
			}
		}
	}
	s.serial += more
}

func TestSeenIDsRemembersTheLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := rapid.IntRange(1, 200).Draw(t, "last")
		s, plain := newSeenIDs(last), queueOfIDs{last: last}
		kinds := rapid.Uint64Range(1, 500).Draw(t, "kinds")
		apart := rapid.SampledFrom([]uint64{1, 1 << 58, 0x9e3779b97f4a7c15}).Draw(t, "apart") // 1: all in the same bucket
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		forgotten := uint64(0)
		for i := range rapid.IntRange(1, 1000).Draw(t, "ids") {
			if r.IntN(50) == 0 {
				runOut(&s)
			}
			h := r.Uint64N(kinds) * apart
			if len(plain.ids) > 0 && r.IntN(4) == 0 {
				h = []uint64{plain.ids[0], forgotten}[r.IntN(2)]
			}
			if len(plain.ids) == last {
				forgotten = plain.ids[0]
			}
			if got, want := s.repeated(h), plain.repeated(h); got != want {
				t.Fatalf("id %d (%x): repeated %v, want %v", i, h, got, want)
			}
		}
	})
}

func TestSeenIDsStaysSmall(t *testing.T) {
	const last = 1_000_000
	s := newSeenIDs(last)
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		s.repeated(r.Uint64())
	}
	if n := len(s.buckets) * 64; n > 8<<10 {
		t.Errorf("%d bytes for 100 ids", n)
	}
	for range last {
		s.repeated(r.Uint64())
	}
	if n := len(s.buckets) * 64; n > 20_000_000 {
		t.Errorf("%d bytes for a million ids", n)
	}
	if n := testing.AllocsPerRun(1000, func() { s.repeated(r.Uint64()) }); n != 0 {
		t.Errorf("%v allocations for an id", n)
	}
}

func BenchmarkSeenIDs(b *testing.B) {
	feeds := map[string]func(i int) uint64{
		"new":      func(i int) uint64 { return uint64(i) },
		"repeated": func(i int) uint64 { return uint64(i) % 900_000 },
	}
	for name, id := range feeds {
		b.Run(name, func(b *testing.B) {
			s := newSeenIDs(1_000_000)
			hash := func(i int) uint64 { return id(i) * 0x9e3779b97f4a7c15 }
			for i := range 1_500_000 {
				s.repeated(hash(i))
			}
			touched := uint32(0)
			b.ReportAllocs()
			for i := 1_500_000; b.Loop(); i++ {
				if i%group == 0 {
					for k := range group {
						touched += s.touch(hash(i + k))
					}
				}
				s.repeated(hash(i))
			}
			_ = touched
		})
	}
}
