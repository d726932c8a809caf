package ledger

import (
	"testing"
	"unsafe"
)

// What each event moves fills whole lines of the processor's cache.
func TestSizes(t *testing.T) {
	for what, size := range map[string]uintptr{"op": unsafe.Sizeof(op{}), "conv": unsafe.Sizeof(conv{}), "idBucket": unsafe.Sizeof(idBucket{})} {
		if size != 64 {
			t.Errorf("%s has %d bytes", what, size)
		}
	}
}
