package ledger

import (
	"math"
	"math/bits"

	"floorboard/metrics/slab"
)

// seenIDs remembers the last n different event ids, by a hash of 64 bits: what feeds deliver twice is counted once.
//
// It is a hash table of buckets. An id lies in the bucket that its hash names or, where that was full of ids still
// remembered, in one of the next. The ids that have grown too old give way where they lie: nothing is ever removed.
type seenIDs struct {
	last    uint32 // how many are remembered
	buckets []idBucket
	full    int    // how many buckets there will be once all of the last ids are there
	held    uint32 // how many ids are remembered now
	serial  uint32 // of the newest id
}

// idBucket has 64 bytes, as a line of the processor's cache.
type idBucket struct {
	hashes  [5]uint64
	serials [5]uint32
	passed  uint32 // the serial of the newest id that found no room here and went on
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
	s := seenIDs{last: uint32(last), full: full}
	s.rebuild(min(full, minIDBuckets))
	return s
}

// repeated says whether the id with this hash is among the last ones, and remembers it.
func (s *seenIDs) repeated(hash uint64) bool {
	home := s.home(hash)
	for i, left := home, len(s.buckets); left > 0; left-- {
		b := &s.buckets[i]
		if b.mayHold(hash) && s.holds(b, hash) {
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

// mayHold says whether a hash is in the bucket, remembered or not. It is called for every event and written for speed.
func (b *idBucket) mayHold(hash uint64) bool {
	h := &b.hashes
	return h[0] == hash || h[1] == hash || h[2] == hash || h[3] == hash || h[4] == hash
}

// holds says whether the bucket has a hash that is remembered. One that came again after it was forgotten may be there twice.
func (s *seenIDs) holds(b *idBucket, hash uint64) bool {
	for k, h := range b.hashes {
		if h == hash && s.remembers(b.serials[k]) {
			return true
		}
	}
	return false
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

// put finds a place for an id: that of the oldest in its bucket, if it is forgotten. There always is one: two places in three
// are the most that can be taken.
func (s *seenIDs) put(i int, hash uint64, serial uint32) {
	for {
		b := &s.buckets[i]
		k := b.oldest()
		if !s.remembers(b.serials[k]) {
			b.hashes[k], b.serials[k] = hash, serial
			return
		}
		b.passed = max(b.passed, serial)
		i = s.after(i)
	}
}

// oldest returns the place of the lowest serial. Which one it is cannot be foreseen, so there are no branches.
func (b *idBucket) oldest() int {
	at := func(k uint64) uint64 { return uint64(b.serials[k])<<8 | k }
	return int(uint8(min(at(0), at(1), at(2), at(3), at(4))))
}

// rebuild moves what is remembered to n buckets. Serials begin anew, so that an empty place, of serial 0, is forgotten.
func (s *seenIDs) rebuild(n int) {
	old, oldSerial := s.buckets, s.serial
	s.buckets, s.serial = slab.Make[idBucket](n), 2*s.last
	for i := range old {
		for k, serial := range old[i].serials {
			if age := oldSerial - serial; age < s.last {
				s.put(s.home(old[i].hashes[k]), old[i].hashes[k], s.serial-age)
			}
		}
	}
	slab.Drop(old)
}
