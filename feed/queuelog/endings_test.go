package queuelog

import (
	"math/rand/v2"
	"testing"
)

// TestEndings: the last maxOver calls that ended are remembered with the queue in which they ended last, and those before twice as many are not.
func TestEndings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	queues := [2]*queue{{name: "a"}, {name: "b"}}
	e := newEndings()
	want, last := map[uint64]*queue{}, map[uint64]int{}
	var hashes []uint64
	for n := range 5 * maxOver {
		hash, q := r.Uint64(), queues[n%2]
		if n%10 == 9 { // one of those before ends again
			hash = hashes[r.IntN(n)]
		}
		e.add(hash, q)
		hashes = append(hashes, hash)
		want[hash], last[hash] = q, n
	}
	for hash, q := range want {
		age := 5*maxOver - last[hash]
		got := e.find(hash)
		if got != q && (got != nil || age <= maxOver) {
			t.Fatalf("a call that ended %d calls ago did so in %v, want %v", age, got, q)
		}
		if got != nil && age > 4*maxOver {
			t.Fatalf("a call is remembered that ended %d calls ago", age)
		}
	}
	if e.young.len > maxOver || e.old.len > maxOver {
		t.Errorf("%d and %d calls are remembered, want at most %d each", e.young.len, e.old.len, maxOver)
	}
}
