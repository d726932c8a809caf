package ledger

import (
	"strings"
	"testing"
	"unsafe"

	"floorboard/feed"
)

// What each event moves fills whole lines of the processor's cache.
func TestSizes(t *testing.T) {
	for what, size := range map[string]uintptr{"op": unsafe.Sizeof(op{}), "conv": unsafe.Sizeof(conv{}), "idBucket": unsafe.Sizeof(idBucket{})} {
		if size != 64 {
			t.Errorf("%s has %d bytes", what, size)
		}
	}
}

// The longest identifier there can be has room.
func TestLongestIdentifier(t *testing.T) {
	var ids idStore
	for _, n := range []int{1, 7, 8, feed.MaxName} {
		id := strings.Repeat("x", n)
		if got := ids.get(ids.put(id)); got != id {
			t.Errorf("%d bytes became %d", n, len(got))
		}
	}
}
