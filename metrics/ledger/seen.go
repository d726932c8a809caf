package ledger

import "hash/maphash"

// seenIDs remembers the last n event ids, by a hash of 64 bits: what feeds deliver twice is counted once.
type seenIDs struct {
	seed   maphash.Seed
	last   uint32   // how many are remembered
	table  []seenID // power of two, open addressing
	used   int
	serial uint32 // of the newest id that was no repetition; it starts at 1 and may wrap
}

// seenID has 12 bytes: a million of them fit 24 MB with room to probe.
type seenID struct {
	low, high uint32 // the hash
	serial    uint32 // 0: empty
}

const maxLastIDs = 1 << 26

func newSeenIDs(last int) seenIDs {
	return seenIDs{seed: maphash.MakeSeed(), last: uint32(min(max(last, 1), maxLastIDs)), table: make([]seenID, 1<<10)}
}

// repeated says whether the id with this hash is among the last ones, and remembers it.
func (s *seenIDs) repeated(hash uint64) bool {
	e := seenID{low: uint32(hash), high: uint32(hash >> 32)}
	mask := uint32(len(s.table) - 1)
	i := e.low & mask
	for ; s.table[i].serial != 0; i = (i + 1) & mask {
		old := &s.table[i]
		if old.low == e.low && old.high == e.high {
			if s.expired(old) {
				old.serial = s.next()
				return false
			}
			return true
		}
	}
	e.serial = s.next()
	s.table[i] = e
	if s.used++; s.used > len(s.table)/4*3 {
		s.makeRoom()
	}
	return false
}

func (s *seenIDs) next() uint32 {
	if s.serial++; s.serial == 0 {
		s.serial = 1
	}
	return s.serial
}

func (s *seenIDs) expired(e *seenID) bool { return s.serial-e.serial >= s.last }

// makeRoom forgets the expired ids, and doubles the table if few were.
func (s *seenIDs) makeRoom() {
	for i := 0; i < len(s.table); {
		if s.table[i].serial != 0 && s.expired(&s.table[i]) {
			s.remove(uint32(i))
			continue
		}
		i++
	}
	if s.used <= len(s.table)/2 {
		return
	}
	old := s.table
	s.table = make([]seenID, 2*len(old))
	mask := uint32(len(s.table) - 1)
	for _, e := range old {
		if e.serial == 0 {
			continue
		}
		i := e.low & mask
		for s.table[i].serial != 0 {
			i = (i + 1) & mask
		}
		s.table[i] = e
	}
}

// remove empties place i and moves those up that were pushed past it.
func (s *seenIDs) remove(i uint32) {
	mask := uint32(len(s.table) - 1)
	for j := i; ; {
		j = (j + 1) & mask
		e := s.table[j]
		if e.serial == 0 {
			break
		}
		if (j-e.low)&mask >= (j-i)&mask {
			s.table[i] = e
			i = j
		}
	}
	s.table[i] = seenID{}
	s.used--
}
