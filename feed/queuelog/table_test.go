package queuelog

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTable compares a table with Go's map while names of all lengths come and go.
func TestTable(t *testing.T) {
	type thing struct {
		name string
		hash uint64
	}
	r := rand.New(rand.NewPCG(7, 8))
	names := make([]string, 300)
	for i := range names {
		names[i] = strings.Repeat("x", i%24) + fmt.Sprint(i) + strings.Repeat("y", i%5)
	}
	table, want := newTable[thing](), map[string]*thing{}
	for range 20_000 {
		name := names[r.IntN(len(names))]
		got := table.find(name)
		if got != want[name] || table.len != len(want) {
			t.Fatalf("%q: found %v, want %v; %d things, want %d", name, got, want[name], table.len, len(want))
		}
		if got != nil {
			table.drop(got.hash)
			delete(want, name)
			continue
		}
		v := &thing{name: name}
		v.hash = table.hash(name)
		table.put(v.hash, v)
		want[name] = v
	}
	for name, v := range want {
		if table.find(name) != v {
			t.Errorf("%q got lost", name)
		}
	}
}

// TestHashes: names that differ a little have different hashes.
func TestHashes(t *testing.T) {
	h := newHasher()
	known := map[uint64]string{}
	add := func(name string) {
		if other, taken := known[h.hash(name)]; taken {
			t.Errorf("%q and %q have the same hash", name, other)
		}
		known[h.hash(name)] = name
	}
	for n := range 24 {
		add(strings.Repeat("a", n))
		for i := range n {
			for c := range byte(3) {
				add(strings.Repeat("a", i) + string('b'+c) + strings.Repeat("a", n-i-1))
			}
		}
	}
	for i := range 50_000 {
		add(fmt.Sprintf("1700000000.%d", i))
		add(fmt.Sprintf("%d.x", 1_700_000_000+i))
	}
}
