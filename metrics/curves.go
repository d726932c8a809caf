package metrics

import (
	"slices"
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

// drawing is what the curves of a question are drawn from. From one to the next, only what came in between is added.
type drawing struct {
	drawn    map[string]*History // nil before the first
	slot     int64               // of the log, at which they were drawn
	events   int64               // that had come by then
	pos      tally.Position      // up to which the log was added
	begin    int64               // of the first step, ms
	step     time.Duration
	n        int  // steps
	ahead    bool // a fact was left out that lies after the last step
	total    *curve
	queues   []*curve // by number
	channels []*curve // by number
}

// curve is what one group's History is made from.
type curve struct {
	steps        []stepCounts
	first, reply []sketch.Sketch // a step each; nil where no reply curves are wanted
	settled      *curve          // while what is not settled is added: the last steps as they were
}

// stepCounts is what happened in one step.
type stepCounts struct {
	offered, abandoned, ended    int64
	promoters, detractors, rated int64
	csat, csatSum                int64
}

func newCurve(n int, replies bool) *curve {
	c := &curve{steps: make([]stepCounts, n)}
	if replies {
		c.first, c.reply = make([]sketch.Sketch, n), make([]sketch.Sketch, n)
	}
	return c
}

// move makes the curve one of n steps that begins some steps later.
func (c *curve) move(later, n int) {
	later = min(later, len(c.steps))
	c.steps = moved(c.steps, later, n)
	if c.first != nil {
		c.first, c.reply = moved(c.first, later, n), moved(c.reply, later, n)
	}
}

func moved[T any](list []T, later, n int) []T {
	list = slices.Delete(list, 0, later)
	return append(list, make([]T, max(n-len(list), 0))...)
}

func (c *curve) add(i int, f *fact.Fact) {
	s := &c.steps[i]
	switch f.Kind {
	case fact.Offered:
		s.offered++
	case fact.Answered, fact.FlowedOut:
		s.ended++
	case fact.Abandoned:
		s.ended++
		s.abandoned++
	case fact.FirstReply:
		if c.first != nil {
			c.first[i].Add(f.Value)
		}
	case fact.Reply:
		if c.reply != nil {
			c.reply[i].Add(f.Value)
		}
	case fact.NPS:
		s.rated++
		if f.Value >= fact.Promoter {
			s.promoters++
		} else if f.Value < fact.Passive {
			s.detractors++
		}
	case fact.CSAT:
		s.csat++
		s.csatSum += f.Value
	}
}

// keep remembers the steps from i on as they are, for restore.
func (c *curve) keep(i int) {
	if c.settled != nil {
		return
	}
	c.settled = &curve{steps: slices.Clone(c.steps[i:])}
	if c.first != nil {
		c.settled.first, c.settled.reply = setAside(c.first[i:]), setAside(c.reply[i:])
	}
}

// setAside returns the sketches of a list, and puts copies in their places.
func setAside(list []sketch.Sketch) []sketch.Sketch {
	was := slices.Clone(list)
	for i := range list {
		list[i] = sketch.Sketch{}
		list[i].Merge(&was[i])
	}
	return was
}

func (c *curve) restore() {
	if c.settled == nil {
		return
	}
	i := len(c.steps) - len(c.settled.steps)
	copy(c.steps[i:], c.settled.steps)
	if c.first != nil {
		copy(c.first[i:], c.settled.first)
		copy(c.reply[i:], c.settled.reply)
	}
	c.settled = nil
}

// curves fills in the History of the whole, the queues and the channels. Curves move when a slot of the log closes, and are
// the same in between.
func (l *look) curves() {
	d := &l.view.drawing
	slot, events := l.at/tally.SlotMs, l.ledger.Events
	if d.drawn == nil || d.slot != slot || events > 2*d.events { // while a long past is being read, all is new
		l.draw(d)
		d.slot, d.events = slot, events
	}
	l.s.Total.History = d.drawn[""]
	for i := range l.s.Queues {
		l.s.Queues[i].History = d.drawn["queue "+l.s.Queues[i].Name]
	}
	for i := range l.s.Channels {
		l.s.Channels[i].History = d.drawn["channel "+l.s.Channels[i].Name]
	}
}

// draw makes the curves from the log. Those of the whole past are those of the last day; where all events are ahead of the clock, there is
// no past.
func (l *look) draw(d *drawing) {
	span := max(0, time.Duration(l.at-max(l.from, l.at-(24*time.Hour).Milliseconds(), l.ledger.First))*time.Millisecond)
	step := steps[len(steps)-1]
	for _, s := range steps {
		if span/s < maxSteps {
			step = s
			break
		}
	}
	begin := (l.at - span.Milliseconds()) / step.Milliseconds() * step.Milliseconds()
	d.reach(begin, step, int((l.at-begin)/step.Milliseconds())+1, l.log)
	end := l.log.End()
	l.log.Each(d.pos, end, begin, never, func(facts []fact.Fact) {
		for i := range facts {
			step, ok := d.place(l, &facts[i])
			d.ahead = d.ahead || step >= d.n
			if ok {
				d.add(&facts[i], step)
			}
		}
	})
	d.pos = end
	d.addUnsettled(l)
	start := l.time(begin)
	history := func(c *curve, g *Group) *History {
		h := c.history(start, step, g)
		if l.q.Filter.ofPeople() { // who came is not theirs yet, who was answered is: that leads back to no number of those who waited
			for i := range h.Lines[LineWaiting] {
				h.Lines[LineWaiting][i] = unknown
			}
		}
		return h
	}
	d.drawn = map[string]*History{"": history(d.total, &l.s.Total)}
	for i := range l.s.Queues {
		g := &l.s.Queues[i]
		id, _ := l.dict.Queue.Find(g.Name)
		d.drawn["queue "+g.Name] = history(d.of(&d.queues, uint16(id), false), g)
	}
	for i := range l.s.Channels {
		g := &l.s.Channels[i]
		id, _ := l.dict.Channel.Find(g.Name)
		d.drawn["channel "+g.Name] = history(d.of(&d.channels, uint16(id), true), g)
	}
	d.each((*curve).restore)
}

// reach makes the curves cover n steps from begin. Where they cannot be moved there, they begin anew from the log.
func (d *drawing) reach(begin int64, step time.Duration, n int, log *tally.Log) {
	if d.total == nil || d.step != step || begin < d.begin || n < d.n || d.ahead {
		*d = drawing{pos: log.Start(), begin: begin, step: step, n: n, total: newCurve(n, true)}
		return
	}
	later := int((begin - d.begin) / step.Milliseconds())
	d.begin, d.n = begin, n
	d.each(func(c *curve) { c.move(later, n) })
}

// place returns the step of a fact, and whether it is one that is drawn.
func (d *drawing) place(l *look, f *fact.Fact) (step int, ok bool) {
	if f.At < d.begin || f.Kind == fact.AvailableTime || !l.sieve.passes(&f.Key) {
		return 0, false
	}
	step = int((f.At - d.begin) / d.step.Milliseconds())
	return step, step < d.n
}

func (d *drawing) add(f *fact.Fact, step int) {
	for _, c := range d.curvesOf(f) {
		c.add(step, f)
	}
}

func (d *drawing) curvesOf(f *fact.Fact) [3]*curve {
	return [...]*curve{d.total, d.of(&d.queues, f.Queue, false), d.of(&d.channels, f.Channel, true)}
}

// addUnsettled adds what restore takes back: mostly to the last steps, which alone are kept as they were.
func (d *drawing) addUnsettled(l *look) {
	first := d.n
	for i := range l.unsettled {
		if step, ok := d.place(l, &l.unsettled[i]); ok {
			first = min(first, step)
		}
	}
	for i := range l.unsettled {
		f := &l.unsettled[i]
		if step, ok := d.place(l, f); ok {
			for _, c := range d.curvesOf(f) {
				c.keep(first)
			}
			d.add(f, step)
		}
	}
}

// of returns the curve of a queue or channel, made when it is the first time.
func (d *drawing) of(list *[]*curve, id uint16, replies bool) *curve {
	for len(*list) <= int(id) {
		*list = append(*list, nil)
	}
	if (*list)[id] == nil {
		(*list)[id] = newCurve(d.n, replies)
	}
	return (*list)[id]
}

// each calls f for every curve.
func (d *drawing) each(f func(*curve)) {
	f(d.total)
	for _, list := range [][]*curve{d.queues, d.channels} {
		for _, c := range list {
			if c != nil {
				f(c)
			}
		}
	}
}

// history turns a curve into lines. How many waited at a step's end follows from how many wait now, going back.
func (c *curve) history(start time.Time, step time.Duration, g *Group) *History {
	h := &History{Start: start, Step: step}
	n := len(c.steps)
	block := make([]float64, int(NumLines)*n)
	for i := range h.Lines {
		h.Lines[i] = block[i*n : (i+1)*n : (i+1)*n]
	}
	wait := g.Values[Waiting].N
	for i := n - 1; i >= 0; i-- {
		s := &c.steps[i]
		h.Lines[LineOffered][i] = float64(s.offered)
		h.Lines[LineAbandoned][i] = float64(s.abandoned)
		h.Lines[LineWaiting][i] = float64(max(wait, 0))
		wait -= s.offered - s.ended
	}
	var sum stepCounts
	for i := range c.steps {
		s := &c.steps[i]
		sum.promoters, sum.detractors, sum.rated = sum.promoters+s.promoters, sum.detractors+s.detractors, sum.rated+s.rated
		sum.csat, sum.csatSum = sum.csat+s.csat, sum.csatSum+s.csatSum
		h.Lines[LineNPS][i] = 100 * ratio(sum.promoters-sum.detractors, sum.rated)
		h.Lines[LineCSAT][i] = ratio(sum.csatSum, sum.csat)
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
