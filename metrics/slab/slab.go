// Package slab makes the large tables of the engine.
package slab

import "unsafe"

// Make returns n zero elements, as make does. A large list is asked for in huge pages where the system has them: tables that are
// read here and there would otherwise cost a walk through the page tables with nearly every read.
func Make[T any](n int) []T {
	list := make([]T, n)
	advise(bytes(list), hugePages)
	return list
}

// Drop gives the memory of a list back to the system, rather than whenever the garbage collector finds it. Nobody may use the list,
// or a part of it, from now on. T holds no pointers.
func Drop[T any](list []T) { advise(bytes(list), dontNeed) }

func bytes[T any](list []T) []byte {
	if len(list) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&list[0])), uintptr(len(list))*unsafe.Sizeof(list[0]))
}
