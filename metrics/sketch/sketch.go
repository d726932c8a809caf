// Package sketch keeps a distribution of durations in little memory: counts in buckets whose width grows with
// the value (about logarithmic, as in HdrHistogram and DDSketch), with n, sum, minimum and maximum kept exactly.
//
// Sketches merge by adding counts, so merged equals unmerged to the last bit, in any order.
package sketch

import "math"

// Sketch is a distribution of whole, non-negative numbers (milliseconds). The zero value is empty. It is as large as a line of the
// processor's cache, because a board adds to thousands of them in turn.
type Sketch struct {
	counts   []uint16 // dense from the lowest to the highest bucket in use
	N, Sum   int64
	Min, Max int64
	low      int32 // the bucket that counts[0] stands for
	wide     bool  // a count was too large: each has two places then, the lower half first
}

// Value is a value on its way into sketches: which bucket it falls into is the same for all.
type Value struct {
	v      int64
	bucket int32
}

// Set makes x the Value of a number. Negative ones count as 0.
func (x *Value) Set(v int64) {
	x.v = max(v, 0)
	x.bucket = int32(bucket(x.v))
}

// Add counts one number.
func (s *Sketch) Add(v int64) {
	var x Value
	x.Set(v)
	s.Count(&x)
}

// Count counts one value.
func (s *Sketch) Count(x *Value) {
	if s.N == 0 || x.v < s.Min {
		s.Min = x.v
	}
	if s.N == 0 || x.v > s.Max {
		s.Max = x.v
	}
	s.N++
	s.Sum += x.v
	i := int(x.bucket - s.low)
	if s.wide || uint(i) >= uint(len(s.counts)) {
		s.addSlowly(int(x.bucket))
		return
	}
	if s.counts[i]++; s.counts[i] == 0 {
		s.spread()
		s.carry(i, 1)
	}
}

func (s *Sketch) addSlowly(b int) {
	s.widen(b, b)
	s.increase(b-int(s.low), 1)
}

// increase adds to a count.
func (s *Sketch) increase(i int, n uint32) {
	if !s.wide {
		sum := uint32(s.counts[i]) + n
		s.counts[i] = uint16(sum)
		if sum >>= 16; sum > 0 {
			s.spread()
			s.carry(i, uint16(sum))
		}
		return
	}
	sum := uint32(s.counts[2*i]) + n&math.MaxUint16
	s.counts[2*i] = uint16(sum)
	s.carry(i, uint16(sum>>16+n>>16))
}

// carry adds to the upper half of a count.
func (s *Sketch) carry(i int, n uint16) { s.counts[2*i+1] += n }

// spread gives each count a second place.
func (s *Sketch) spread() {
	old := s.counts
	s.counts, s.wide = make([]uint16, 2*len(old)), true
	for i, c := range old {
		s.counts[2*i] = c
	}
}

// count returns how many values are in a bucket, by its place among those in use.
func (s *Sketch) count(i int) uint32 {
	if s.wide {
		return uint32(s.counts[2*i]) | uint32(s.counts[2*i+1])<<16
	}
	return uint32(s.counts[i])
}

// span returns how many buckets are in use.
func (s *Sketch) span() int {
	if s.wide {
		return len(s.counts) / 2
	}
	return len(s.counts)
}

// Touch reads the memory that Count will need.
func (s *Sketch) Touch(x *Value) uint16 {
	if i := int(x.bucket - s.low); uint(i) < uint(len(s.counts)) {
		return s.counts[i]
	}
	return 0
}

// Merge adds all that o has counted.
func (s *Sketch) Merge(o *Sketch) {
	if o.N == 0 {
		return
	}
	if s.N == 0 || o.Min < s.Min {
		s.Min = o.Min
	}
	if s.N == 0 || o.Max > s.Max {
		s.Max = o.Max
	}
	s.N += o.N
	s.Sum += o.Sum
	s.widen(int(o.low), int(o.low)+o.span()-1)
	shift := int(o.low - s.low)
	if s.wide || o.wide {
		for i := range o.span() {
			s.increase(shift+i, o.count(i))
		}
		return
	}
	into := s.counts[shift:]
	for i, c := range o.counts {
		if sum := uint32(into[i]) + uint32(c); sum <= math.MaxUint16 {
			into[i] = uint16(sum)
			continue
		}
		for ; i < len(o.counts); i++ { // the rest goes into wide counts
			s.increase(shift+i, uint32(o.counts[i]))
		}
		return
	}
}

// Reset empties the sketch and keeps its memory.
func (s *Sketch) Reset() {
	*s = Sketch{counts: s.counts[:0]}
}

// Quantiles writes to out the values at the given ascending ranks, in thousandths: the value of the
// ⌈q·n/1000⌉-th smallest case (nearest rank), within 1 %. An empty sketch leaves out as it is.
func (s *Sketch) Quantiles(permille []int64, out []float64) {
	if s.N == 0 {
		return
	}
	var seen int64
	i := -1
	for k, q := range permille {
		rank := min(max((q*s.N+999)/1000, 1), s.N)
		for seen < rank {
			i++
			seen += int64(s.count(i))
		}
		switch rank {
		case 1:
			out[k] = float64(s.Min)
		case s.N:
			out[k] = float64(s.Max)
		default:
			out[k] = min(max(middle(int(s.low)+i), float64(s.Min)), float64(s.Max))
		}
	}
}

// Steps writes to out how many values there are up to each of the ascending ends, and above the end before; out has one place
// more than ends, for those above the last one. A value in the same bucket as an end counts as one up to it: at most 2 % above.
func (s *Sketch) Steps(ends, out []int64) {
	clear(out)
	step := 0
	for i := range s.span() {
		for step < len(ends) && int(s.low)+i > bucket(ends[step]) {
			step++
		}
		out[step] += int64(s.count(i))
	}
}

// widen makes room for the buckets from lo to hi.
func (s *Sketch) widen(lo, hi int) {
	n, each := s.span(), 1
	if s.wide {
		each = 2
	}
	if n == 0 {
		s.low = int32(lo)
		s.counts = stretch(s.counts, 0, (hi-lo+1)*each)
		return
	}
	low := int(s.low)
	front, back := max(low-lo, 0), max(hi-low+1-n, 0)
	if front > 0 && (n+front+back)*each > cap(s.counts) { // leave some room, so that a falling minimum does not copy each time
		front = min(low, front+perOctave/4)
	}
	if front == 0 && back == 0 {
		return
	}
	s.low -= int32(front)
	s.counts = stretch(s.counts, front*each, back*each)
}

// stretch puts zeros before and after a list, in its own memory if they fit.
func stretch(list []uint16, front, back int) []uint16 {
	n := len(list)
	list = append(list, make([]uint16, front+back)...)
	if front > 0 {
		copy(list[front:], list[:n])
		clear(list[:front])
	}
	return list
}
