package metrics

import (
	"math"

	"floorboard/metrics/tally"
)

// SpreadSteps is how many steps a Spread has.
const SpreadSteps = 24

// Spread is how the cases of a duration are spread out: how many there are in each step. The steps are the same for every
// duration and group, and about as much wider as they stand for longer; StepEnd says where they end. Cases up to 2 % beyond
// the end of a step may count in it, those at its end always do, so that a spread of whole seconds is exact up to a minute.
type Spread [SpreadSteps]int64

// Spreads are those of the durations that are drawn as distributions.
type Spreads struct{ Wait, FirstReply, Reply Spread }

// stepEnds are the last milliseconds of all steps but the last one, which has no end.
var stepEnds = [SpreadSteps - 1]int64{
	1_000, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000,
	120_000, 180_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 86_400_000,
}

// StepEnd returns the longest time, in seconds, that counts in a step of a Spread: infinity for the last step, from
// SpreadSteps-1 on. A step begins where the one before it ends, the first at 0.
func StepEnd(step int) float64 {
	if step >= len(stepEnds) {
		return math.Inf(1)
	}
	return seconds(stepEnds[max(step, 0)])
}

// Spread returns how the cases of Wait, FirstReply or Reply are spread out in the group; nil for other KPIs and where it is not
// kept, as for agents and outside of boards. The cases of all steps add up to the KPI's N.
func (g *Group) Spread(k Key) *Spread {
	if g.Spreads == nil {
		return nil
	}
	switch k {
	case Wait:
		return &g.Spreads.Wait
	case FirstReply:
		return &g.Spreads.FirstReply
	case Reply:
		return &g.Spreads.Reply
	}
	return nil
}

func spreadsOf(t *tally.Tally) *Spreads {
	s := &Spreads{}
	t.Spans[tally.Wait].Steps(stepEnds[:], s.Wait[:])
	t.Spans[tally.FirstReply].Steps(stepEnds[:], s.FirstReply[:])
	t.Spans[tally.Reply].Steps(stepEnds[:], s.Reply[:])
	return s
}
