package sketch

import "math/bits"

// The buckets: small values have one each. Above, each octave (from a power of two to the next) is divided into 256 equal
// cells, and a bucket is as many neighbouring cells as its middle stands for within 1 %. All of it is in whole numbers, so
// that every machine agrees.
const (
	exact     = 1 << exactBits // smaller values have a bucket each
	exactBits = 6
	cellBits  = 8
	perOctave = 38 // buckets
)

var octave = divide()

// division is how the cells of an octave, numbered from 256 to 511, are divided into buckets.
type division struct {
	of    [1 << cellBits]uint8  // the bucket of each cell
	first [perOctave + 1]uint64 // the first cell of each bucket
}

func divide() *division {
	var d division
	b, next := -1, uint64(1<<cellBits)
	for c := uint64(1 << cellBits); c < 2<<cellBits; c++ {
		if c == next {
			b++
			d.first[b] = c
			next = c + c/50 // half of its width is at most 1 % of its lowest value
		}
		d.of[c-1<<cellBits] = uint8(b)
	}
	d.first[b+1] = 2 << cellBits
	return &d
}

// bucket returns the number of v's bucket.
func bucket(v int64) int {
	if v < exact {
		return int(v)
	}
	e := bits.Len64(uint64(v)) - 1
	cell := uint8(uint64(v) << (64 - e) >> (64 - cellBits))
	return exact + (e-exactBits)*perOctave + int(octave.of[cell])
}

// middle returns the number in the middle of a bucket.
func middle(b int) float64 {
	if b < exact {
		return float64(b)
	}
	e, k := exactBits+(b-exact)/perOctave, (b-exact)%perOctave
	low, next := firstOf(octave.first[k], e), firstOf(octave.first[k+1], e)
	return float64(low) + float64(next-low-1)/2
}

// firstOf returns the smallest whole number in a cell of the octave that begins at 2^e.
func firstOf(cell uint64, e int) uint64 {
	if e >= cellBits {
		return cell << (e - cellBits)
	}
	return (cell + 1<<(cellBits-e) - 1) >> (cellBits - e)
}
