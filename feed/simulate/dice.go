package simulate

import (
	"math"
	"math/rand/v2"
)

// Times in the simulation are Unix milliseconds, stretches of time are milliseconds.
const (
	second = 1000
	minute = 60 * second
	hour   = 60 * minute
)

// dice is a source of chance: numbers that follow from a seed and nothing else.
type dice struct{ *rand.Rand }

func newDice(seed, stream uint64) dice { return dice{rand.New(rand.NewPCG(seed, stream))} }

func (d dice) chance(p float64) bool { return d.Float64() < p }

// between is even between two stretches of time.
func (d dice) between(from, to int64) int64 { return from + d.Int64N(to-from+1) }

// about is log-normal: half of the values lie below the median; a larger spread has a longer tail. Times of
// people (talk, patience, answering a survey) are like that.
func (d dice) about(median int64, spread float64) int64 {
	return int64(float64(median) * math.Exp(spread*d.NormFloat64()))
}

// gap is the time to the next of events that come independently, rate of them a millisecond.
func (d dice) gap(rate float64) float64 { return d.ExpFloat64() / rate }

// pick returns an index with the probability of its weight.
func (d dice) pick(weights []float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	x := d.Float64() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}
