package slab

import "testing"

// A list is usable whatever its length: shorter than a huge page, a few of them, and none.
func TestListsOfAnyLength(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 1 << 18, 1<<20 + 3} {
		list := Make[uint64](n)
		if len(list) != n {
			t.Fatalf("%d elements, want %d", len(list), n)
		}
		for i := range list {
			if list[i] != 0 {
				t.Fatalf("element %d of %d is %d", i, n, list[i])
			}
			list[i] = ^uint64(0)
		}
	}
}
