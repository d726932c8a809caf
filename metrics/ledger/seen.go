package ledger

import (
	"math"
	"math/bits"

	"floorboard/metrics/slab"
)

// seenIDs remembers the last n different event ids: what feeds deliver twice is counted once.
//
// Ids mostly count up, and those that differ in their last character only share a place, in which each has a bit: ten ids in a row
// touch the same memory, and take as much of it as one.
//
//	e1494648 ─► key ─┬─ e149464, hashed ─► bucket ─► place
//	                 └─ 8 ───────────────────────────► its bit there
//
// It is a hash table of buckets. A place lies in the bucket that its hash names or, where that was full of places still
// remembered, in one of the next. Those that have grown too old give way where they lie: nothing is ever removed.
type seenIDs struct {
	last    uint32 // how many ids are remembered
	span    uint32 // how many ids more may be, because a place is forgotten as one
	buckets []idBucket
	full    int    // how many buckets there are at most, enough for a place for each id
	used    int    // places that are not empty
	serial  uint32 // of the newest id
	recent  [16]recentPlace
}

// recentPlace is where an id was put of which no sibling was remembered elsewhere: the next one likely belongs there as well.
type recentPlace struct {
	hash          uint64
	bucket, place uint32
}

// idBucket has 64 bytes, as a line of the processor's cache.
type idBucket struct {
	hashes [3]uint64 // of what the ids of a place have in common
	bits   [3]uint64 // which of them were seen
	firsts [3]uint32 // the serial of the first of them
	passed uint32    // the serial of the newest place that found no room here and went on
}

// idKey is an id in numbers: below the last six bits a hash of all but its last character, and there the end of that one. 0 is no id.
type idKey uint64

const idBits = 6

// newIDKey makes the key of an id that ends with this character, from a hash of what comes before and of which of the four runs of 64
// characters that one is from.
func newIDKey(hash uint64, end byte) idKey {
	return idKey(max(hash&^(1<<idBits-1), 1<<idBits) | uint64(end)&(1<<idBits-1))
}

func (k idKey) hash() uint64 { return uint64(k) >> idBits << idBits }

// recent is where a key's hash stands among the recent places.
func (k idKey) recent() int { return int(k >> idBits & 15) }

func (k idKey) bit() uint64 { return 1 << (k & (1<<idBits - 1)) }

const (
	maxLastIDs   = 1 << 26
	minIDBuckets = 16
	spanShare    = 1 << 12 // by what part of them more ids than the last ones may be remembered
)

// maxIDPlaces returns how many places of that many buckets may be used: two of three, or too many ids would have to go on to the next.
func maxIDPlaces(buckets int) int { return 2 * buckets }

func newSeenIDs(last int) seenIDs {
	last = min(max(last, 1), maxLastIDs)
	span := last / spanShare
	s := seenIDs{last: uint32(last), span: uint32(span), full: (last+span)/2 + 1}
	s.rebuild(min(s.full, minIDBuckets))
	return s
}

// repeated says whether an id is among the last ones, and remembers it.
func (s *seenIDs) repeated(k idKey) bool {
	if r := s.recent[k.recent()]; r.hash == k.hash() {
		if b := &s.buckets[r.bucket]; b.hashes[r.place] == r.hash && s.takes(b.firsts[r.place]) && s.serial < math.MaxUint32 {
			bits := &b.bits[r.place]
			was := *bits & k.bit()
			*bits |= k.bit()
			s.serial += uint32(1 - was>>(k&(1<<idBits-1)))
			return was != 0
		}
	}
	return s.lookup(k)
}

// lookup does what repeated does.
func (s *seenIDs) lookup(k idKey) bool {
	home := s.home(k.hash())
	siblings, into := 0, (*uint64)(nil)
	for i, left := home, len(s.buckets); left > 0; left-- {
		b := &s.buckets[i]
		for p, h := range b.hashes {
			if h != k.hash() || !s.remembers(b.firsts[p]) {
				continue
			}
			if b.bits[p]&k.bit() != 0 {
				return true
			}
			siblings++
			if s.takes(b.firsts[p]) {
				into = &b.bits[p]
			}
		}
		if !s.remembers(b.passed) {
			break
		}
		i = s.after(i)
	}
	if s.serial == math.MaxUint32 {
		s.rebuild(len(s.buckets))
		home, into = s.home(k.hash()), nil
	}
	s.serial++
	if into != nil {
		*into |= k.bit()
		return false
	}
	r := s.put(home, k.hash(), k.bit(), s.serial)
	if siblings > 0 {
		r = recentPlace{}
	}
	s.recent[k.recent()] = r
	if n := len(s.buckets); n < s.full && s.used > maxIDPlaces(n) {
		s.rebuild(s.roomy())
	}
	return false
}

// touch reads the memory that repeated will need.
func (s *seenIDs) touch(k idKey) uint32 { return s.buckets[s.home(k.hash())].passed }

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

// remembers says whether a place is remembered that was first used for the id of this serial.
func (s *seenIDs) remembers(serial uint32) bool { return s.serial-serial < s.last+s.span }

// takes says whether a place that is remembered and was first used for the id of this serial takes one more.
func (s *seenIDs) takes(first uint32) bool { return s.serial-first < s.span }

// put finds a place: that of the oldest in its bucket, if it is forgotten. There always is one: two places in three are the most that
// can be taken.
func (s *seenIDs) put(i int, hash, bits uint64, first uint32) recentPlace {
	for {
		b := &s.buckets[i]
		p := b.oldest()
		if !s.remembers(b.firsts[p]) {
			if b.bits[p] == 0 {
				s.used++
			}
			b.hashes[p], b.bits[p], b.firsts[p] = hash, bits, first
			return recentPlace{hash, uint32(i), uint32(p)}
		}
		b.passed = max(b.passed, first)
		i = s.after(i)
	}
}

// oldest returns the place of the lowest serial. Which one it is cannot be foreseen, so there are no branches.
func (b *idBucket) oldest() int {
	at := func(p uint64) uint64 { return uint64(b.firsts[p])<<8 | p }
	return int(uint8(min(at(0), at(1), at(2))))
}

// roomy returns how many buckets make what is remembered fill a sixth of the places.
func (s *seenIDs) roomy() int {
	there := 0
	s.each(func(uint64, uint64, uint32) { there++ })
	return min(max(2*there, minIDBuckets), s.full)
}

// rebuild moves what is remembered to n buckets. Serials begin anew, so that an empty place, of serial 0, is forgotten.
func (s *seenIDs) rebuild(n int) {
	old := *s
	*s = seenIDs{last: s.last, span: s.span, full: s.full, buckets: slab.Make[idBucket](n), serial: 2 * (s.last + s.span)}
	old.each(func(hash, bits uint64, age uint32) { s.put(s.home(hash), hash, bits, s.serial-age) })
	slab.Drop(old.buckets)
}

// each calls f for the places that are remembered.
func (s *seenIDs) each(f func(hash, bits uint64, age uint32)) {
	for i := range s.buckets {
		b := &s.buckets[i]
		for p, first := range b.firsts {
			if s.remembers(first) {
				f(b.hashes[p], b.bits[p], s.serial-first)
			}
		}
	}
}
