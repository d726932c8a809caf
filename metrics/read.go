package metrics

import (
	"math"

	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/tally"
)

// live is what is so at the moment of the look, of one group.
type live struct {
	waiting, open         int64
	late                  int64 // of those waiting: for longer than the threshold of their queue and channel
	oldest                int64 // when the oldest wait began, ms; valid when waiting > 0
	states                [feed.NumAgentStates]int64
	promisesOpen, overdue int64
}

// reading is what a KPI is read from: the tally of a group over a window, and its live numbers.
type reading struct {
	t     *tally.Tally
	live  *live
	of    kind
	taken bool // of agents or teams: what they took is there, and not what came
	now   int64
	rules *Rules
	seen  *[feed.NumTypes]bool // types that the feed has carried

	currencies []uint32  // in the order of Snapshot.Currencies
	arena      []float64 // where parts are cut from
}

var unknown = math.NaN()

func plain(n int64) Value { return Value{Head: float64(n), N: n, Has: true} }

func ratio(part, of int64) float64 {
	if of <= 0 {
		return unknown
	}
	return float64(part) / float64(of)
}

func seconds(ms int64) float64 { return float64(ms) / 1000 }

func mean(sumMs, n int64) float64 {
	if n == 0 {
		return unknown
	}
	return seconds(sumMs) / float64(n)
}

// parts cuts room for the parts of a value from the arena.
func (r *reading) parts(p ...float64) []float64 {
	n := len(r.arena)
	r.arena = append(r.arena, p...)
	return r.arena[n:len(r.arena):len(r.arena)]
}

func count(k fact.Kind) func(*reading) Value {
	return func(r *reading) Value { return plain(r.t.Count[k]) }
}

// rate is the share of part in of. A feed that never carried the deciding type cannot tell.
func rate(part, of fact.Kind, decides feed.Type) func(*reading) Value {
	return func(r *reading) Value {
		v := Value{Head: ratio(r.t.Count[part], r.t.Count[of]), N: r.t.Count[of], Has: true}
		if !r.seen[decides] {
			v.Head = unknown
		}
		return v
	}
}

var percentiles = []int64{500, 900, 950}

func span(s tally.Span) func(*reading) Value {
	return func(r *reading) Value {
		d := &r.t.Spans[s]
		if d.N == 0 {
			return Value{Head: unknown, Parts: r.parts(0, 0, unknown, unknown, unknown, unknown, unknown), Has: true}
		}
		var q [3]float64
		d.Quantiles(percentiles, q[:])
		m := mean(d.Sum, d.N)
		return Value{Head: m, N: d.N, Has: true,
			Parts: r.parts(float64(d.N), seconds(d.Sum), m, q[0]/1000, q[1]/1000, q[2]/1000, seconds(d.Max))}
	}
}

func (r *reading) shortAbandoned() Value { return plain(r.t.ShortAbandoned) }

func (r *reading) waiting() Value {
	if r.of == byAgent {
		return Value{}
	}
	return plain(r.live.waiting)
}

func (r *reading) longestWait() Value {
	switch {
	case r.of == byAgent:
		return Value{}
	case r.live.waiting == 0:
		return Value{Head: unknown, Has: true}
	}
	return Value{Head: seconds(max(r.now-r.live.oldest, 0)), N: r.live.waiting, Has: true}
}

func (r *reading) serviceLevel() Value {
	t := r.t
	within := t.AnsweredWithin
	if r.rules.Formula == EarlyAbandonsCount {
		within += t.AbandonedWithin
	}
	of := t.Count[fact.Answered]
	switch r.rules.Formula {
	case AllAbandons, EarlyAbandonsCount:
		of += t.Count[fact.Abandoned]
	case WithoutShort:
		of += t.Count[fact.Abandoned] - t.ShortAbandoned
	case WithoutEarly:
		of += t.Count[fact.Abandoned] - t.AbandonedWithin
	case WithFlowOuts:
		of += t.Count[fact.Abandoned] + t.Count[fact.FlowedOut]
	}
	threshold := unknown
	if ms, one := t.Threshold(); one {
		threshold = seconds(ms)
	} else if d, one := r.rules.commonThreshold(); one && !t.Entered() {
		threshold = seconds(d.Milliseconds()) // as waits are counted by
	}
	share := ratio(within, of)
	return Value{Head: share, N: of, Has: true, Parts: r.parts(share, threshold, float64(within), float64(of))}
}

func (r *reading) abandonRate() Value {
	c := &r.t.Count
	of := c[fact.Answered] + c[fact.Abandoned] + c[fact.FlowedOut]
	return Value{Head: ratio(c[fact.Abandoned], of), N: of, Has: true}
}

// handleMs is the sum of talk, hold and wrap-up.
func (r *reading) handleMs() int64 {
	s := &r.t.Spans
	return s[tally.Talk].Sum + s[tally.Hold].Sum + s[tally.WrapUp].Sum
}

func (r *reading) handle() Value {
	n, sum := r.t.Count[fact.SegmentEnded], r.handleMs()
	m := mean(sum, n)
	return Value{Head: m, N: n, Has: true, Parts: r.parts(float64(n), seconds(sum), m)}
}

func (r *reading) resolutionRate() Value {
	of := r.t.Count[fact.Request]
	if r.taken {
		of = r.t.Count[fact.Answered]
	}
	v := Value{Head: ratio(r.t.Count[fact.Resolved], of), N: of, Has: true}
	if !r.seen[feed.Resolved] {
		v.Head = unknown
	}
	return v
}

func (r *reading) firstContact() Value {
	n := r.t.Count[fact.Resolved]
	share := ratio(r.t.Count[fact.FirstContact], n)
	return Value{Head: share, N: n, Has: true, Parts: r.parts(share, float64(n))}
}

// salesAmount has a headline number only where all that was ever sold was sold in one currency: there is no sum of euros and yen.
func (r *reading) salesAmount() Value {
	v := Value{N: r.t.Count[fact.Sale], Has: true}
	if len(r.currencies) > 1 {
		v.Head = unknown
	}
	n := len(r.arena)
	for _, id := range r.currencies {
		amount := int64(0)
		if int(id) < len(r.t.Amounts) {
			amount = r.t.Amounts[id]
		}
		v.Head += float64(amount) / feed.AmountScale
		r.arena = append(r.arena, float64(amount)/feed.AmountScale)
	}
	v.Parts = r.arena[n:len(r.arena):len(r.arena)]
	return v
}

func (r *reading) promises() Value {
	c := &r.t.Count
	kept, broken := c[fact.PromiseKept], c[fact.PromiseBroken]
	share := ratio(kept, kept+broken)
	return Value{Head: share, N: kept + broken, Has: true,
		Parts: r.parts(float64(c[fact.PromiseMade]), float64(kept), float64(broken), float64(r.live.promisesOpen), float64(r.live.overdue), share)}
}

func (r *reading) csat() Value {
	n := r.t.Count[fact.CSAT]
	m := ratio(r.t.CSATSum, n)
	response := ratio(r.t.Count[fact.Rated], r.t.Count[fact.Surveyed])
	return Value{Head: m, N: n, Has: true, Parts: r.parts(float64(n), m, ratio(r.t.Satisfied, n), response)}
}

func (r *reading) ces() Value {
	n := r.t.Count[fact.CES]
	m := ratio(r.t.CESSum, n)
	return Value{Head: m, N: n, Has: true, Parts: r.parts(float64(n), m)}
}

// nps is the net promoter score. Its margin at 95 % is that of the adjusted Wald interval: three answers are added, a
// quarter of them promoters and a quarter detractors (Sauro & Lewis, "Confidence Intervals for Net Promoter Scores",
// MeasuringU 2021, after Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 2016).
func (r *reading) nps() Value {
	p, d := r.t.Promoters, r.t.Detractors
	n := p + d + r.t.Passives
	if n == 0 {
		return Value{Head: unknown, Has: true, Parts: r.parts(0, unknown, unknown, 0, 0, 0)}
	}
	score := math.Round(100 * float64(p-d) / float64(n))
	margin := 100 * npsMargin(p, d, n)
	return Value{Head: score, N: n, Has: true, Parts: r.parts(float64(n), score, margin, float64(p), float64(r.t.Passives), float64(d))}
}

// z95 is the 97.5th percentile of the normal distribution.
const z95 = 1.959963984540054

// npsMargin returns half the width of the 95 % interval of a net promoter score, as a share (0.1 is 10 points): adjusted
// Wald, see nps.
func npsMargin(promoters, detractors, n int64) float64 {
	m := float64(n) + 3
	p, d := (float64(promoters)+0.75)/m, (float64(detractors)+0.75)/m
	return z95 * math.Sqrt((p+d-(p-d)*(p-d))/m)
}

func (r *reading) open() Value { return plain(r.live.open) }

func (r *reading) agents() Value {
	if r.of > byChannel {
		return Value{}
	}
	s := &r.live.states
	var staffed int64
	for state := feed.Available; state < feed.NumAgentStates; state++ {
		if state != feed.Offline {
			staffed += s[state]
		}
	}
	return Value{Head: float64(staffed), N: staffed, Has: true, Parts: r.parts(float64(s[feed.Available]), float64(s[feed.Ringing]), float64(s[feed.Busy]),
		float64(s[feed.WrapUp]), float64(s[feed.Away]), float64(s[feed.Offline]), float64(s[feed.Unreachable]), float64(staffed))}
}

func (r *reading) occupancy() Value {
	if r.of > byAgent {
		return Value{}
	}
	busy := r.handleMs()
	v := Value{Head: ratio(busy, busy+r.t.AvailableMs), N: r.t.Count[fact.SegmentEnded], Has: true}
	if !r.seen[feed.AgentStateChanged] {
		v.Head = unknown
	}
	return v
}

// score is filled in by scoreAgents, which needs the whole team.
func (r *reading) score() Value { return Value{Head: unknown, Has: r.of == byAgent} }
