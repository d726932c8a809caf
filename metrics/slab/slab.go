// Package slab makes the large tables of the engine.
package slab

import "unsafe"

// Make returns n zero elements, as make does. A large list is asked for in huge pages where the system has them: tables that are
// read here and there would otherwise cost a walk through the page tables with nearly every read. T holds no pointers.
func Make[T any](n int) []T {
	list := make([]T, n)
	if n > 0 {
		var one T
		advise(unsafe.Pointer(&list[0]), uintptr(n)*unsafe.Sizeof(one))
	}
	return list
}
