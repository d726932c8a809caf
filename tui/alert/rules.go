package alert

import (
	"time"

	"floorboard/metrics"
	"floorboard/tui/format"
)

// Rules say what raises an alert, and when. All times are those of the snapshots.
type Rules struct {
	KPIs []metrics.Key // what is watched: of each queue and channel, and of the whole
	Feed bool          // whether a feed that falls silent and a source that cannot be read are alerts

	Hold      time.Duration // a value must be beyond its limit for this long, without a break, before its alert rises
	ClearHold time.Duration // and past its clear limit for this long before the alert clears
	Repeat    time.Duration // an alert that nobody acknowledged is told again after this long; 0 never

	// Clear is, by KPI, where a warning clears. Without one that is halfway between the warn limit and the target. Where a
	// critical alert goes back to a warning is always halfway between those two limits.
	Clear map[metrics.Key]float64

	// MinCases is how many cases a ratio or a mean needs before it can raise an alert: the first call of the day that is lost
	// is no abandon rate of 100 %. A net promoter score needs 30 at least.
	MinCases int64
}

// DefaultRules are the rules in force when nobody said otherwise.
func DefaultRules() Rules {
	return Rules{
		KPIs: []metrics.Key{metrics.ServiceLevel, metrics.LongestWait, metrics.AbandonRate, metrics.NPS}, Feed: true,
		Hold: 30 * time.Second, ClearHold: time.Minute, Repeat: 10 * time.Minute, MinCases: 10,
	}
}

// enough says whether a value stands on enough cases to be judged.
func (r *Rules) enough(k metrics.Key, v metrics.Value) bool {
	switch k.Info().Shape {
	case metrics.Plain, metrics.Seconds, metrics.Money, metrics.StateCounts:
		return true
	case metrics.NetScore:
		return v.N >= max(r.MinCases, format.SmallScoreN)
	}
	return v.N >= r.MinCases
}
