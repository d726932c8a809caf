package panel

import (
	"math"
	"testing"
)

// TestRatingFloor: the curve of ratings and its target use the upper half of the chart, and the scale does not follow each step.
func TestRatingFloor(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		vals   []float64
		target float64
		want   float64
	}{
		{[]float64{4.8, 4.7, 4.25}, 4.2, 4},
		{[]float64{4.4, 4.3}, 4.2, 4},
		{[]float64{4.9, nan}, nan, 4},
		{[]float64{4.0}, nan, 3.5},
		{[]float64{4.6}, 3.8, 3.5},
		{[]float64{nan, 2.2}, 4.2, 2},
		{[]float64{1}, 4.2, 1},
	} {
		if got := ratingFloor(c.vals, c.target); got != c.want {
			t.Errorf("of %v with the target %v it is %v, want %v", c.vals, c.target, got, c.want)
		}
	}
}

// TestScoreRange: zero is always in it, and it is wide enough that a few points are no landslide.
func TestScoreRange(t *testing.T) {
	for _, c := range []struct {
		vals []float64
		want [2]float64
	}{
		{nil, [2]float64{0, 50}},
		{[]float64{28, 43, math.NaN()}, [2]float64{0, 50}},
		{[]float64{28, 51}, [2]float64{0, 75}},
		{[]float64{-1, 100}, [2]float64{-25, 100}},
		{[]float64{-100}, [2]float64{-100, 50}},
		{[]float64{900}, [2]float64{0, 50}},
	} {
		if got := scoreRange(c.vals); got != c.want {
			t.Errorf("of %v it is %v, want %v", c.vals, got, c.want)
		}
	}
}
