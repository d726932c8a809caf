package slab

import (
	"syscall"
	"unsafe"
)

const hugePage = 2 << 20

// advise asks for huge pages in the whole ones of a stretch of memory. It is a wish: a system that refuses loses nothing.
func advise(start unsafe.Pointer, size uintptr) {
	skip := -uintptr(start) & (hugePage - 1)
	if size < skip+hugePage {
		return
	}
	whole := unsafe.Slice((*byte)(unsafe.Add(start, skip)), (size-skip)&^(hugePage-1))
	_ = syscall.Madvise(whole, syscall.MADV_HUGEPAGE)
}
