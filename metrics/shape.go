package metrics

import "math"

// Shape says what a value is made of.
type Shape uint8

// The shapes. Parts names what a Value's Parts are.
const (
	Plain       Shape = iota // a number
	Seconds                  // a plain number of seconds
	Ratio                    // a plain ratio, 0..1
	Duration                 // n, sum, mean, p50, p90, p95, max: seconds
	MeanOnly                 // n, sum, mean: seconds
	Attainment               // a service level: ratio, threshold, within, of
	Share                    // ratio, n
	Money                    // by currency
	PromiseBook              // made, kept, broken, open, overdue, kept_ratio
	Rating5                  // n, mean, satisfied_ratio, response_ratio
	NetScore                 // n, score, margin, promoters, passives, detractors
	Rating7                  // n, mean
	StateCounts              // available … unreachable, staffed
	NumShapes
)

var shapeParts = [NumShapes][]string{
	Duration:    {"n", "sum", "mean", "p50", "p90", "p95", "max"},
	MeanOnly:    {"n", "sum", "mean"},
	Attainment:  {"ratio", "threshold_seconds", "within", "of"},
	Share:       {"ratio", "n"},
	PromiseBook: {"made", "kept", "broken", "open", "overdue", "kept_ratio"},
	Rating5:     {"n", "mean", "satisfied_ratio", "response_ratio"},
	NetScore:    {"n", "score", "margin", "promoters", "passives", "detractors"},
	Rating7:     {"n", "mean"},
	StateCounts: {"available", "ringing", "busy", "wrap_up", "away", "offline", "unreachable", "staffed"},
}

// Parts names the parts of the shape's values, in order; nil for plain numbers.
func (s Shape) Parts() []string { return shapeParts[s] }

// Range returns the least and the most that the number of a value can be which is held against a target, as far as there are bounds. Of a Ratio
// whose numerator is no part of its denominator, as of a backlog worked off, that is the most that can be wished for.
func (s Shape) Range() (least, most float64) {
	switch s {
	case Ratio, Attainment, Share, PromiseBook:
		return 0, 1
	case Rating5:
		return 1, 5
	case Rating7:
		return 1, 7
	case NetScore:
		return -100, 100
	case Money:
		return math.Inf(-1), math.Inf(1)
	}
	return 0, math.Inf(1)
}

// Places of parts that panels draw.
const (
	PartMean, PartP50, PartP90, PartP95, PartMax            = 2, 3, 4, 5, 6 // of a Duration
	PartThreshold, PartWithin, PartOf                       = 1, 2, 3       // of a service level
	PartMargin, PartPromoters, PartPassives, PartDetractors = 2, 3, 4, 5    // of a NetScore; the score is its Head
	PartMade, PartKept, PartBroken, PartOpen, PartOverdue   = 0, 1, 2, 3, 4 // of a PromiseBook
	PartSatisfied, PartResponse                             = 2, 3          // of a Rating5
	PartAvailable, PartStaffed                              = 0, 7          // of StateCounts
)
