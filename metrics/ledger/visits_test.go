package ledger

import "testing"

// The newest 65,536 visits are always remembered, and never more than twice as many.
func TestVisitsRememberTheNewest(t *testing.T) {
	v := newVisits()
	key := func(i int) uint64 { return uint64(i+1) * 0x9e3779b97f4a7c15 }
	channel := func(i int) uint16 { return uint16(i%7 + 1) }
	for i := range 5 * keptVisits {
		v.put(key(i), channel(i))
		if first := i - keptVisits + 1; first >= 0 && v.last(key(first)) != channel(first) {
			t.Fatalf("after %d visits, number %d is forgotten", i+1, first)
		}
		if gone := i - 2*keptVisits; gone >= 0 && v.last(key(gone)) != 0 {
			t.Fatalf("after %d visits, number %d is still remembered", i+1, gone)
		}
	}
	v.put(key(0), 9)
	v.put(key(0), 3)
	if got := v.last(key(0)); got != 3 {
		t.Errorf("came last on channel %d, want 3", got)
	}
	if n := len(v.now.slots) + len(v.older.slots); n > 4*keptVisits {
		t.Errorf("%d places", n)
	}
}
