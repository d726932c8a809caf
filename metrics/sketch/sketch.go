// Package sketch keeps a distribution of durations in little memory: counts in buckets whose width grows with
// the value (about logarithmic, as in HdrHistogram and DDSketch), with n, sum, minimum and maximum kept exactly.
//
// Sketches merge by adding counts, so merged equals unmerged to the last bit, in any order.
package sketch

// Sketch is a distribution of whole, non-negative numbers (milliseconds). The zero value is empty.
type Sketch struct {
	counts   []uint16 // the lower halves of the counts, dense from the lowest to the highest bucket in use
	low      int      // the bucket that counts[0] stands for
	N, Sum   int64
	Min, Max int64
	high     []uint16 // the upper halves; empty while all are 0, as they mostly are
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
	i := b - s.low
	if uint(i) >= uint(len(s.counts)) {
		s.widen(b, b)
		i = b - s.low
	}
	if s.counts[i]++; s.counts[i] == 0 {
		s.carry(i, 1)
	}
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
	shift := o.low - s.low
	into := s.counts[shift:]
	for i, c := range o.counts {
		if into[i] += c; into[i] < c {
			s.carry(shift+i, 1)
		}
	}
	for i, c := range o.high {
		if c > 0 {
			s.carry(shift+i, c)
		}
	}
}

// carry adds to the upper half of a count.
func (s *Sketch) carry(i int, n uint16) {
	if len(s.high) == 0 {
		s.high = stretch(s.high, 0, len(s.counts))
	}
	s.high[i] += n
}

// count returns how many values are in the bucket of counts[i].
func (s *Sketch) count(i int) int64 {
	n := int64(s.counts[i])
	if len(s.high) > 0 {
		n += int64(s.high[i]) << 16
	}
	return n
}

// Reset empties the sketch and keeps its memory.
func (s *Sketch) Reset() {
	*s = Sketch{counts: s.counts[:0], high: s.high[:0]}
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
			seen += s.count(i)
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

// Steps writes to out how many values there are up to each of the ascending ends, and above the end before; out has one place
// more than ends, for those above the last one. A value in the same bucket as an end counts as one up to it: at most 2 % above.
func (s *Sketch) Steps(ends, out []int64) {
	clear(out)
	step := 0
	for i := range s.counts {
		for step < len(ends) && s.low+i > bucket(ends[step]) {
			step++
		}
		out[step] += s.count(i)
	}
}

// widen makes room for the buckets from lo to hi.
func (s *Sketch) widen(lo, hi int) {
	n := len(s.counts)
	if n == 0 {
		s.low = lo
		s.counts = stretch(s.counts, 0, hi-lo+1)
		return
	}
	front, back := max(s.low-lo, 0), max(hi-s.low+1-n, 0)
	if front > 0 && n+front+back > cap(s.counts) { // leave some room, so that a falling minimum does not copy each time
		front = min(s.low, front+perOctave/4)
	}
	s.low -= front
	s.counts = stretch(s.counts, front, back)
	if len(s.high) > 0 {
		s.high = stretch(s.high, front, back)
	}
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
