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
	ids  []idKey
}

func (q *queueOfIDs) repeated(id idKey) bool {
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
		for _, serial := range []*uint32{&b.firsts[0], &b.firsts[1], &b.firsts[2], &b.passed} {
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
		forgotten := newIDKey(0, 0)
		for i := range rapid.IntRange(1, 1000).Draw(t, "ids") {
			if r.IntN(50) == 0 {
				runOut(&s)
			}
			id := r.Uint64N(kinds)
			h := newIDKey(id/10*apart<<idBits, byte('0'+id%10))
			if len(plain.ids) > 0 && r.IntN(4) == 0 {
				h = []idKey{plain.ids[0], forgotten}[r.IntN(2)]
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

func randomID(r *rand.Rand) idKey { return newIDKey(r.Uint64(), byte(r.Uint32())) }

// Ids that count up share places. They are remembered as long as those that do not, and hardly longer.
func TestSeenIDsThatCountUp(t *testing.T) {
	const last = 100_000
	s := newSeenIDs(last)
	id := func(i int) idKey { return newIDKey(uint64(i/10)*0x9e3779b97f4a7c15, byte('0'+i%10)) }
	for i := range 5 * last {
		if s.repeated(id(i)) {
			t.Fatalf("%d is taken for one that was there", i)
		}
		if past := i - last + 1; past >= 0 && !s.repeated(id(past)) {
			t.Fatalf("%d is forgotten at %d", past, i)
		}
	}
	if past := 4*last - last/spanShare - 1; s.repeated(id(past)) {
		t.Fatalf("%d is still there", past)
	}
	if n := len(s.buckets) * 64; n > 2_000_000 {
		t.Errorf("%d bytes for a hundred thousand ids", n)
	}
}

func TestSeenIDsStaysSmall(t *testing.T) {
	const last = 1_000_000
	s := newSeenIDs(last)
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		s.repeated(randomID(r))
	}
	if n := len(s.buckets) * 64; n > 8<<10 {
		t.Errorf("%d bytes for 100 ids", n)
	}
	for range last {
		s.repeated(randomID(r))
	}
	if n := len(s.buckets) * 64; n > 33_000_000 {
		t.Errorf("%d bytes for a million ids", n)
	}
	if n := testing.AllocsPerRun(1000, func() { s.repeated(randomID(r)) }); n != 0 {
		t.Errorf("%v allocations for an id", n)
	}
}

func BenchmarkSeenIDs(b *testing.B) {
	scattered := func(i int) idKey { return newIDKey(uint64(i)*0x9e3779b97f4a7c15, byte(i)) }
	feeds := map[string]func(i int) idKey{
		"new":      scattered,
		"counting": func(i int) idKey { return newIDKey(uint64(i/10)*0x9e3779b97f4a7c15, byte('0'+i%10)) },
		"repeated": func(i int) idKey { return scattered(i % 900_000) },
	}
	for name, id := range feeds {
		b.Run(name, func(b *testing.B) {
			s := newSeenIDs(1_000_000)
			for i := range 1_500_000 {
				s.repeated(id(i))
			}
			touched := uint32(0)
			b.ReportAllocs()
			for i := 1_500_000; b.Loop(); i++ {
				if i%group == 0 {
					for k := range group {
						touched += s.touch(id(i + k))
					}
				}
				s.repeated(id(i))
			}
			_ = touched
		})
	}
}
