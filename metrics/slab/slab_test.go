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

// What is dropped may be garbage collected and used anew.
func TestDroppedMemoryIsUsedAnew(t *testing.T) {
	for i := range 50 {
		list := Make[uint32](3 << 20)
		for k := range list {
			if list[k] != 0 {
				t.Fatalf("round %d: element %d is %d", i, k, list[k])
			}
			list[k] = uint32(k)
		}
		Drop(list)
	}
}
