//go:build !linux

package slab

// What can be said of memory. Here it is not.
const (
	hugePages = iota
	dontNeed
)

func advise([]byte, int) {}
