// Package sketch keeps a distribution of durations in little memory: counts in buckets whose width grows with
// the value (log-linear, as in HdrHistogram), with n, sum, minimum and maximum kept exactly.
//
// Sketches merge by adding counts, so merged equals unmerged to the last bit, in any order.
package sketch

import "math/bits"

const (
	subBits = 6            // 64 buckets an octave: half a bucket is at most 1/128 = 0.8 % of the value
	exact   = 1 << subBits // smaller values have a bucket each
)

// Sketch is a distribution of whole, non-negative numbers (milliseconds). The zero value is empty.
type Sketch struct {
	N, Sum   int64
	Min, Max int64
	low      int      // the bucket that counts[0] stands for
	counts   []uint32 // dense from the lowest to the highest bucket in use
}

// Add counts one value. Negative values count as 0.
func (s *Sketch) Add(v int64) {
	v = max(v, 0)
	if s.N == 0 || v < s.Min {
		s.Min = v
	}
	if s.N == 0 || v > s.Max {
		s.Max = v
	}
	s.N++
	s.Sum += v
	b := bucket(v)
	if i := b - s.low; uint(i) < uint(len(s.counts)) {
		s.counts[i]++
		return
	}
	s.widen(b, b)
	s.counts[b-s.low]++
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
	s.widen(o.low, o.low+len(o.counts)-1)
	into := s.counts[o.low-s.low:]
	for i, c := range o.counts {
		into[i] += c
	}
}

// Reset empties the sketch and keeps its memory.
func (s *Sketch) Reset() {
	*s = Sketch{counts: s.counts[:0]}
}

// Quantiles writes to out the values at the given ascending ranks, in thousandths: the value of the
// ⌈q·n/1000⌉-th smallest case (nearest rank), within 0.8 %. An empty sketch leaves out as it is.
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
			seen += int64(s.counts[i])
		}
		switch rank {
		case 1:
			out[k] = float64(s.Min)
		case s.N:
			out[k] = float64(s.Max)
		default:
			out[k] = min(max(middle(s.low+i), float64(s.Min)), float64(s.Max))
		}
	}
}

// widen makes room for the buckets from lo to hi.
func (s *Sketch) widen(lo, hi int) {
	n := len(s.counts)
	if n == 0 {
		s.low = lo
		s.counts = append(s.counts, make([]uint32, hi-lo+1)...)
		return
	}
	if more := hi - s.low + 1 - n; more > 0 {
		s.counts = append(s.counts, make([]uint32, more)...)
		n += more
	}
	if shift := s.low - lo; shift > 0 {
		if n+shift > cap(s.counts) { // leave some room, so that a falling minimum does not copy each time
			shift = min(s.low, shift+exact/4)
		}
		s.counts = append(s.counts, make([]uint32, shift)...)
		copy(s.counts[shift:], s.counts[:n])
		clear(s.counts[:shift])
		s.low -= shift
	}
}

// bucket returns the number of v's bucket.
//
//	v       0 … 63 | 64 65 … 127 | 128–129 130–131 … | 256–259 …
//	bucket  0 … 63 | 64 65 … 127 | 128     129     … | 192     …
func bucket(v int64) int {
	if v < exact {
		return int(v)
	}
	e := bits.Len64(uint64(v)) - 1 - subBits
	return e<<subBits + int(v>>e)
}

// middle returns the number in the middle of a bucket.
func middle(b int) float64 {
	if b < 2*exact {
		return float64(b)
	}
	e := b>>subBits - 1
	low := int64(b-e<<subBits) << e
	return float64(low) + float64(int64(1)<<e-1)/2
}
