package format

import (
	"strings"

	"floorboard/metrics"
)

// MinScoreN is how many answers a net promoter score needs to be shown at all.
const MinScoreN = 10

// SmallScoreN is how many answers a net promoter score needs to say something: its margin is then near 30 points. On fewer it is dimmed, and
// raises no alert.
const SmallScoreN = 30

// TooFew says whether a value is a score on too few answers to be shown or judged.
func TooFew(k metrics.Key, v metrics.Value) bool {
	return k.Info().Shape == metrics.NetScore && v.N < MinScoreN
}

// KPI writes x as the headline number of a value of this shape, be it the value itself or its target: 0:38, 81%, +42, 4.3
// or 1234. Ratios have this many decimals.
func KPI(shape metrics.Shape, x float64, decimals int) string {
	switch shape {
	case metrics.Seconds, metrics.Duration, metrics.MeanOnly:
		return Duration(x)
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		return Percent(x, decimals)
	case metrics.NetScore:
		return Signed(x)
	case metrics.Rating5, metrics.Rating7:
		return Number(x, 1)
	}
	return Count(x)
}

// KPIChange writes by how much the headline number of a value of this shape changed: +0:12, -9.0 (percentage points), +3.
func KPIChange(shape metrics.Shape, d float64, decimals int) string {
	switch shape {
	case metrics.Ratio, metrics.Attainment, metrics.Share, metrics.PromiseBook:
		return plus(d, Number(100*d, decimals))
	case metrics.NetScore:
		return Signed(d)
	}
	return plus(d, KPI(shape, d, decimals))
}

// Case writes the value of a case behind a KPI: a rating, an amount, or a time; NaN is Missing.
func Case(k metrics.Key, x float64) string {
	switch k {
	case metrics.CSAT, metrics.NPS, metrics.CES:
		return Number(x, 0)
	case metrics.Sales, metrics.SalesAmount, metrics.SalesConversion:
		return Number(x, 2)
	}
	return Duration(x)
}

// InSentence is a KPI's name within a sentence: longest wait, NPS.
func InSentence(k metrics.Key) string {
	name := k.Info().Title
	if strings.ToUpper(name) == name { // an abbreviation stays as it is
		return name
	}
	return strings.ToLower(name)
}

// Beyond is the word between a value of a KPI that deviates and its limit: over, or where more is better under.
func Beyond(k metrics.Key) string {
	if k.Info().Better == metrics.Up {
		return "under"
	}
	return "over"
}

// plus puts a sign before a change that is not zero as written, and none before one that is.
func plus(d float64, s string) string {
	switch {
	case !strings.ContainsAny(s, "123456789"):
		return strings.TrimPrefix(s, "-")
	case d > 0:
		return "+" + s
	}
	return s
}
