package metrics

import (
	"time"

	"floorboard/metrics/fact"
	"floorboard/metrics/sketch"
	"floorboard/metrics/tally"
)

// maxSteps bounds the length of a curve.
const maxSteps = 120

// steps are the lengths that a step of a curve may have: they divide an hour or a day.
var steps = [...]time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute,
	15 * time.Minute, 30 * time.Minute, time.Hour}

// curve is what one group's History is made from, a step each.
type curve struct {
	offered, abandoned, ended, within, answered []int64
	first, reply                                []sketch.Sketch // nil where no reply curves are wanted
	promoters, detractors, rated                []int64
	csat, csatSum                               []int64
}

func newCurve(n int, replies bool) *curve {
	block := make([]int64, 10*n)
	cut := func() []int64 { c := block[:n:n]; block = block[n:]; return c }
	c := &curve{offered: cut(), abandoned: cut(), ended: cut(), within: cut(), answered: cut(), promoters: cut(), detractors: cut(), rated: cut(), csat: cut(), csatSum: cut()}
	if replies {
		c.first, c.reply = make([]sketch.Sketch, n), make([]sketch.Sketch, n)
	}
	return c
}

func (c *curve) add(i int, f *fact.Fact, limits tally.Limits) {
	switch f.Kind {
	case fact.Offered:
		c.offered[i]++
	case fact.Answered:
		c.ended[i]++
		c.answered[i]++
		if f.Value >= 0 && f.Value <= limits.Threshold {
			c.within[i]++
		}
	case fact.Abandoned:
		c.ended[i]++
		c.abandoned[i]++
	case fact.FlowedOut:
		c.ended[i]++
	case fact.FirstReply:
		if c.first != nil {
			c.first[i].Add(f.Value)
		}
	case fact.Reply:
		if c.reply != nil {
			c.reply[i].Add(f.Value)
		}
	case fact.NPS:
		c.rated[i]++
		if f.Value >= 9 {
			c.promoters[i]++
		} else if f.Value <= 6 {
			c.detractors[i]++
		}
	case fact.CSAT:
		c.csat[i]++
		c.csatSum[i] += f.Value
	}
}

// curves fills in the History of the whole, the queues and the channels. Curves move when a slot of the log closes, and are
// the same in between.
func (l *look) curves() {
	slot, events := l.at/tally.SlotMs, l.ledger.Events
	if l.view.drawn == nil || l.view.drawnAt != slot || events > 2*l.view.drawnOf { // while a long past is being read, all is new
		l.view.drawn, l.view.drawnAt, l.view.drawnOf = l.draw(), slot, events
	}
	l.s.Total.History = l.view.drawn[""]
	for i := range l.s.Queues {
		l.s.Queues[i].History = l.view.drawn["queue "+l.s.Queues[i].Name]
	}
	for i := range l.s.Channels {
		l.s.Channels[i].History = l.view.drawn["channel "+l.s.Channels[i].Name]
	}
}

// draw makes the curves from the log. Those of the whole past are those of the last day.
func (l *look) draw() map[string]*History {
	span := time.Duration(l.at-max(l.from, l.at-(24*time.Hour).Milliseconds(), l.ledger.First)) * time.Millisecond
	step := steps[len(steps)-1]
	for _, s := range steps {
		if span/s < maxSteps {
			step = s
			break
		}
	}
	begin := (l.at - span.Milliseconds()) / step.Milliseconds() * step.Milliseconds()
	n := int((l.at-begin)/step.Milliseconds()) + 1
	total := newCurve(n, true)
	queues := make([]*curve, l.dict.Queue.Len())
	channels := make([]*curve, l.dict.Channel.Len())
	add := func(f *fact.Fact) {
		i := int((f.At - begin) / step.Milliseconds())
		if f.At < begin || i >= n || f.Kind == fact.AvailableTime || !l.sieve.passes(&f.Key) {
			return
		}
		limits := l.view.now.cell(f.Queue, f.Channel).limits
		total.add(i, f, limits)
		of(queues, f.Queue, n, false).add(i, f, limits)
		of(channels, f.Channel, n, true).add(i, f, limits)
	}
	l.log.Each(l.log.Start(), begin, add)
	for i := range l.unsettled {
		add(&l.unsettled[i])
	}
	start := l.time(begin)
	drawn := map[string]*History{"": total.history(start, step, &l.s.Total)}
	for i := range l.s.Queues {
		g := &l.s.Queues[i]
		id, _ := l.dict.Queue.Find(g.Name)
		drawn["queue "+g.Name] = of(queues, uint16(id), n, false).history(start, step, g)
	}
	for i := range l.s.Channels {
		g := &l.s.Channels[i]
		id, _ := l.dict.Channel.Find(g.Name)
		drawn["channel "+g.Name] = of(channels, uint16(id), n, true).history(start, step, g)
	}
	return drawn
}

func of(list []*curve, id uint16, n int, replies bool) *curve {
	if list[id] == nil {
		list[id] = newCurve(n, replies)
	}
	return list[id]
}

// history turns a curve into lines. How many waited at a step's end follows from how many wait now, going back.
func (c *curve) history(start time.Time, step time.Duration, g *Group) *History {
	h := &History{Start: start, Step: step}
	n := len(c.offered)
	block := make([]float64, int(NumLines)*n)
	for i := range h.Lines {
		h.Lines[i] = block[i*n : (i+1)*n : (i+1)*n]
	}
	wait := g.Values[Waiting].N
	for i := n - 1; i >= 0; i-- {
		h.Lines[LineOffered][i] = float64(c.offered[i])
		h.Lines[LineAbandoned][i] = float64(c.abandoned[i])
		h.Lines[LineWaiting][i] = float64(max(wait, 0))
		h.Lines[LineServiceLevel][i] = ratio(c.within[i], c.answered[i]+c.abandoned[i])
		wait -= c.offered[i] - c.ended[i]
	}
	var p, d, rated, csat, csatSum int64
	for i := range n {
		p, d, rated = p+c.promoters[i], d+c.detractors[i], rated+c.rated[i]
		csat, csatSum = csat+c.csat[i], csatSum+c.csatSum[i]
		h.Lines[LineNPS][i] = 100 * ratio(p-d, rated)
		h.Lines[LineCSAT][i] = ratio(csatSum, csat)
	}
	quantiles(c.first, h.Lines[LineFirstReply], h.Lines[LineFirstReplyP90])
	quantiles(c.reply, h.Lines[LineReply], h.Lines[LineReplyP90])
	return h
}

func quantiles(from []sketch.Sketch, median, p90 []float64) {
	for i := range median {
		median[i], p90[i] = unknown, unknown
		if from == nil || from[i].N == 0 {
			continue
		}
		var q [2]float64
		from[i].Quantiles(percentiles[:2], q[:])
		median[i], p90[i] = q[0]/1000, q[1]/1000
	}
}
