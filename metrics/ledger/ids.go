package ledger

import "unsafe"

// idStore keeps the identifiers of conversations outside the garbage collector's sight: in slots of a few sizes,
// given back and used again. A million short identifiers take 16 MB this way.
type idStore struct {
	classes [len(slotSizes)]slots
}

// slotSizes are the sizes of slots; the first byte of a slot is the identifier's length less one, so that the longest
// identifier has 256 bytes, as feed.MaxName allows. None is empty.
var slotSizes = [...]int{8, 16, 24, 40, 64, 128, 192, 264}

const slotsPerChunk = 4096

type slots struct {
	chunks [][]byte
	used   uint32
	free   []uint32
}

// idRef names a slot: the class in the upper three bits, the slot's number below.
type idRef uint32

func (s *idStore) put(id string) idRef {
	class := 0
	for slotSizes[class] < len(id)+1 {
		class++
	}
	c, size := &s.classes[class], slotSizes[class]
	var n uint32
	if k := len(c.free); k > 0 {
		n, c.free = c.free[k-1], c.free[:k-1]
	} else {
		n = c.used
		c.used++
		if int(n/slotsPerChunk) == len(c.chunks) {
			c.chunks = append(c.chunks, make([]byte, slotsPerChunk*size))
		}
	}
	slot := c.chunks[n/slotsPerChunk][int(n%slotsPerChunk)*size:]
	slot[0] = byte(len(id) - 1)
	copy(slot[1:size], id)
	return idRef(class)<<29 | idRef(n)
}

// get returns the identifier in a slot; it is valid until the slot is given back.
func (s *idStore) get(r idRef) string {
	size, n := slotSizes[r>>29], uint32(r&(1<<29-1))
	slot := s.classes[r>>29].chunks[n/slotsPerChunk][int(n%slotsPerChunk)*size:]
	return unsafe.String(&slot[1], int(slot[0])+1)
}

func (s *idStore) drop(r idRef) {
	c := &s.classes[r>>29]
	c.free = append(c.free, uint32(r&(1<<29-1)))
}
