package queuelog

import (
	"hash/maphash"
	"math/bits"
)

// table finds what has a name by a hash of that name. A line asks for three of them, each time somewhere else in memory, and so
// it is the smallest table that does: a hash and a pointer each, in open addressing with linear probing (Knuth, The Art of
// Computer Programming, volume 3, section 6.4, algorithms L and R). What is dropped leaves no trace, and the table keeps the
// size that it needed once.
//
// Two names with one hash are taken for the same. Of a hundred thousand names, the chance of that is below one in a thousand
// million, and anew at each start.
type table[T any] struct {
	hasher
	slots []slot[T] // a power of two, half full at most
	len   int
}

// slot is a place in the table.
type slot[T any] struct {
	hash uint64
	v    *T // nil: empty
}

func newTable[T any]() table[T] { return table[T]{hasher: newHasher(), slots: make([]slot[T], 64)} }

// find returns what has the name, or nil.
func (t *table[T]) find(name string) *T { return t.get(t.hash(name)) }

// get returns what has the name of that hash, or nil.
func (t *table[T]) get(hash uint64) *T { return t.slots[t.place(hash)].v }

// place returns where the hash stands, or the empty slot where it would.
func (t *table[T]) place(hash uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i].v != nil && t.slots[i].hash != hash {
		i = (i + 1) & mask
	}
	return i
}

// put makes v what has the name of that hash.
func (t *table[T]) put(hash uint64, v *T) {
	s := &t.slots[t.place(hash)]
	if s.v == nil {
		if t.len++; 2*t.len > len(t.slots) {
			t.grow()
			s = &t.slots[t.place(hash)]
		}
		s.hash = hash
	}
	s.v = v
}

func (t *table[T]) grow() {
	old := t.slots
	t.slots = make([]slot[T], 2*len(old))
	for _, s := range old {
		if s.v != nil {
			t.slots[t.place(s.hash)] = s
		}
	}
}

// clear takes all out, and keeps the room.
func (t *table[T]) clear() {
	clear(t.slots)
	t.len = 0
}

// drop takes out what put has put under the hash. What stands behind it moves up, unless it would come before its place.
func (t *table[T]) drop(hash uint64) {
	mask := uint64(len(t.slots) - 1)
	gap := t.place(hash)
	for i := (gap + 1) & mask; t.slots[i].v != nil; i = (i + 1) & mask {
		if home := t.slots[i].hash; (i-home)&mask >= (i-gap)&mask {
			t.slots[gap] = t.slots[i]
			gap = i
		}
	}
	t.slots[gap] = slot[T]{}
	t.len--
}

// hasher makes hashes of names. Who does not know its secret can make no names that meet.
type hasher struct {
	seed maphash.Seed
	salt [3]uint64
}

func newHasher() hasher {
	h := hasher{seed: maphash.MakeSeed()}
	for i := range h.salt {
		h.salt[i] = maphash.Comparable(h.seed, i)
	}
	return h
}

// hash returns the hash of a name. Short ones, as nearly all are, are mixed like wyhash does (github.com/wangyi-fudan/wyhash), which
// is quicker than a call.
func (h *hasher) hash(name string) uint64 {
	n := len(name)
	var first, last uint64
	switch {
	case n > 16:
		return maphash.String(h.seed, name)
	case n >= 8:
		first, last = load8(name), load8(name[n-8:])
	case n >= 4:
		first, last = load4(name), load4(name[n-4:])
	case n > 0:
		first = uint64(name[0])<<16 | uint64(name[n/2])<<8 | uint64(name[n-1])
	}
	return fold(fold(first^h.salt[0], last^h.salt[1]), uint64(n)^h.salt[2])
}

func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// load8 returns the first eight bytes as a word, the first one lowest.
func load8(s string) uint64 {
	s = s[:8] // one check of the length
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load4(s string) uint64 {
	s = s[:4]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
