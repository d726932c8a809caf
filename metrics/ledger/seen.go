package ledger

import (
	"hash/maphash"
	"math"
	"math/bits"
	"slices"
)

// seenIDs remembers the last n different event ids, by a hash of 64 bits: what feeds deliver twice is counted once.
//
// It is a hash table of buckets. An id lies in the bucket that its hash names or, where that was full of ids still
// remembered, in one of the next. The ids that have grown too old give way where they lie: nothing is ever removed.
type seenIDs struct {
	seed    maphash.Seed
	last    uint32 // how many are remembered
	buckets []idBucket
	full    int    // how many buckets there will be once all of the last ids are there
	held    uint32 // how many ids are remembered now
	serial  uint32 // of the newest id
}

// idBucket has 64 bytes, as a line of the processor's cache.
type idBucket struct {
	hashes  [5]uint64
	serials [5]uint32 // falling: the newest id is the first
	passed  uint32    // the serial of the newest id that found no room here and went on
}

const (
	maxLastIDs   = 1 << 26
	minIDBuckets = 16
)

// maxIDs returns how many ids that many buckets take: two for three places, or too many would have to go on to the next.
func maxIDs(buckets int) int { return buckets * 10 / 3 }

func newSeenIDs(last int) seenIDs {
	last = min(max(last, 1), maxLastIDs)
	full := last*3/10 + 1
	s := seenIDs{seed: maphash.MakeSeed(), last: uint32(last), full: full}
	s.rebuild(min(full, minIDBuckets))
	return s
}

// repeated says whether the id with this hash is among the last ones, and remembers it.
func (s *seenIDs) repeated(hash uint64) bool {
	home := s.home(hash)
	for i, left := home, len(s.buckets); left > 0; left-- {
		b := &s.buckets[i]
		if k := b.find(hash); k >= 0 && s.remembers(b.serials[k]) {
			return true
		}
		if !s.remembers(b.passed) {
			break
		}
		i = s.after(i)
	}
	s.remember(home, hash)
	return false
}

// find returns the place of a hash in the bucket, -1 when it is not there. It is called for every event and written for speed.
func (b *idBucket) find(hash uint64) int {
	h := &b.hashes
	if h[0] != hash && h[1] != hash && h[2] != hash && h[3] != hash && h[4] != hash {
		return -1
	}
	return slices.Index(h[:], hash)
}

// touch reads the memory that repeated will need.
func (s *seenIDs) touch(hash uint64) uint32 { return s.buckets[s.home(hash)].passed }

func (s *seenIDs) home(hash uint64) int {
	i, _ := bits.Mul64(hash, uint64(len(s.buckets)))
	return int(i)
}

func (s *seenIDs) after(bucket int) int {
	if bucket++; bucket < len(s.buckets) {
		return bucket
	}
	return 0
}

func (s *seenIDs) remembers(serial uint32) bool { return s.serial-serial < s.last }

// remember gives an id the next serial and puts it where an older one is forgotten.
func (s *seenIDs) remember(home int, hash uint64) {
	if s.serial == math.MaxUint32 {
		s.rebuild(len(s.buckets))
		home = s.home(hash)
	}
	s.serial++
	s.put(home, hash, s.serial)
	if s.held < s.last {
		s.held++
		if n := len(s.buckets); n < s.full && int(s.held) > maxIDs(n) {
			s.rebuild(min(4*n, s.full))
		}
	}
}

// put finds a place for an id, among the others of its bucket by age. There always is one: two places in three are the most
// that can be taken.
func (s *seenIDs) put(i int, hash uint64, serial uint32) {
	b := &s.buckets[i]
	for s.remembers(b.serials[4]) {
		b.passed = max(b.passed, serial)
		i = s.after(i)
		b = &s.buckets[i]
	}
	k := 4
	for ; k > 0 && b.serials[k-1] < serial; k-- {
		b.hashes[k], b.serials[k] = b.hashes[k-1], b.serials[k-1]
	}
	b.hashes[k], b.serials[k] = hash, serial
}

// rebuild moves what is remembered to n buckets. Serials begin anew, so that an empty place, of serial 0, is forgotten.
func (s *seenIDs) rebuild(n int) {
	old, oldSerial := s.buckets, s.serial
	s.buckets, s.serial = make([]idBucket, n), 2*s.last
	for i := range old {
		for k, serial := range old[i].serials {
			if age := oldSerial - serial; age < s.last {
				s.put(s.home(old[i].hashes[k]), old[i].hashes[k], s.serial-age)
			}
		}
	}
}
