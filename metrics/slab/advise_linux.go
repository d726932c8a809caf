package slab

import (
	"syscall"
	"unsafe"
)

// What can be said of memory.
const (
	hugePages = syscall.MADV_HUGEPAGE
	dontNeed  = syscall.MADV_DONTNEED
)

const hugePage = 2 << 20

// advise says what becomes of the whole huge pages in a stretch of memory. It is a wish: a system that refuses loses nothing.
func advise(memory []byte, what int) {
	if len(memory) < hugePage {
		return
	}
	skip := int(-uintptr(unsafe.Pointer(&memory[0])) & (hugePage - 1))
	if whole := (len(memory) - skip) &^ (hugePage - 1); whole > 0 {
		_ = syscall.Madvise(memory[skip:skip+whole], what)
	}
}
