package tally

import (
	"floorboard/metrics/fact"
	"floorboard/metrics/sketch"
)

const (
	together   = 32 // facts
	maxTallies = 4  // in which a fact counts
)

// Destination is where the facts of one key count: by which limits, and in which tallies.
type Destination struct {
	limits  *Limits
	tallies [maxTallies]*Tally
	n       int // tallies in use
}

// Reset makes a destination of its limits, without a tally.
func (d *Destination) Reset(l *Limits) { d.limits, d.n = l, 0 }

// Into adds a tally. There may be four.
func (d *Destination) Into(t *Tally) {
	d.tallies[d.n] = t
	d.n++
}

// Add makes the tallies count a fact.
func (d *Destination) Add(f *fact.Fact) {
	var c count
	c.set(f, d)
	c.add()
}

// Adder adds facts to tallies, many at a time. What a fact touches lies scattered over megabytes, and to wait for one place after
// the other costs more than all the rest. Read together first, the waits overlap. The zero value is ready.
type Adder struct {
	counts  [together]count
	n       int   // counts in use
	touched int64 // without it, the compiler would leave the reading out
}

// Add makes the tallies of a destination count a fact, at the latest when Flush is called: until then the fact must not change.
func (a *Adder) Add(f *fact.Fact, d *Destination) {
	if a.n == len(a.counts) {
		a.Flush()
	}
	a.counts[a.n].set(f, d)
	a.n++
}

// Flush counts what was not counted yet.
func (a *Adder) Flush() {
	counts := a.counts[:a.n]
	for i := range counts {
		a.touched += counts[i].touch()
	}
	for i := range counts {
		a.touched += counts[i].touchSpans()
	}
	for i := range counts {
		counts[i].add()
	}
	a.n = 0
}

// count is a fact and where it counts, with all that is the same for each of these tallies.
type count struct {
	fact  *fact.Fact
	to    Destination
	value sketch.Value
	span  Span // NumSpans when there is no duration
}

func (c *count) tallies() []*Tally { return c.to.tallies[:c.to.n] }

// set makes c that of a fact. It writes into c itself: what is composed elsewhere is copied, and a processor waits for what it copies just
// after it has written it in smaller pieces.
func (c *count) set(f *fact.Fact, d *Destination) {
	c.fact, c.to, c.span = f, *d, NumSpans
	if span := spanOf[f.Kind]; span != NumSpans && f.Value >= 0 {
		c.span = span
		c.value.Set(f.Value)
	}
}

// touch reads the memory of the tallies that add will need.
func (c *count) touch() (touched int64) {
	for _, t := range c.tallies() {
		touched += t.Count[c.fact.Kind]
	}
	if c.span != NumSpans {
		for _, t := range c.tallies() {
			touched += t.Spans[c.span].N
		}
	}
	return touched
}

// touchSpans reads what the spans point to.
func (c *count) touchSpans() (touched int64) {
	if c.span != NumSpans {
		for _, t := range c.tallies() {
			touched += int64(t.Spans[c.span].Touch(&c.value))
		}
	}
	return touched
}

// add makes the tallies count the fact. What kind it is of is asked once for all of them: which one comes next cannot be foreseen.
func (c *count) add() {
	f, to := c.fact, c.tallies()
	if c.span != NumSpans {
		for _, t := range to {
			t.Spans[c.span].Count(&c.value)
		}
	}
	step := int64(1)
	switch f.Kind {
	case fact.Offered, fact.FlowedOut, fact.Answered, fact.Abandoned:
		for _, t := range to {
			t.left(f, c.to.limits)
		}
	case fact.FirstContact, fact.PromiseBroken:
		step = f.Value
	case fact.Sale:
		for _, t := range to {
			t.sale(f)
		}
	case fact.CSAT, fact.NPS, fact.CES:
		for _, t := range to {
			t.rated(f)
		}
	case fact.AvailableTime:
		for _, t := range to {
			t.AvailableMs += f.Value
		}
	}
	for _, t := range to {
		t.Count[f.Kind] += step
	}
}
