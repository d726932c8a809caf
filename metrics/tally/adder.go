package tally

import "floorboard/metrics/fact"

const (
	together   = 32 // facts
	maxTallies = 4  // in which a fact counts
)

// Adder adds facts to tallies, many at a time. What a fact touches lies scattered over megabytes, and to wait for one place after
// the other costs more than all the rest. Read together first, the waits overlap. The zero value is ready.
type Adder struct {
	counts  [together]count
	list    [together * maxTallies]addition
	facts   int   // counts in use
	n       int   // additions in use
	touched int64 // without it, the compiler would leave the reading out
}

type addition struct {
	to    *Tally
	count *count
}

// Add makes at most four tallies count a fact, at the latest when Flush is called: until then the fact must not change.
func (a *Adder) Add(f *fact.Fact, l *Limits, to []*Tally) {
	if a.facts == len(a.counts) {
		a.Flush()
	}
	c := &a.counts[a.facts]
	c.set(f, l)
	a.facts++
	for _, t := range to {
		a.list[a.n] = addition{t, c}
		a.n++
	}
}

// Flush counts what was not counted yet.
func (a *Adder) Flush() {
	list := a.list[:a.n]
	touched := a.touched
	for _, x := range list {
		touched += x.to.Count[x.count.fact.Kind]
		if x.count.span != NumSpans {
			touched += x.to.Spans[x.count.span].N
		}
	}
	for _, x := range list {
		if x.count.span != NumSpans {
			touched += int64(x.to.Spans[x.count.span].Touch(&x.count.value))
		}
	}
	a.touched = touched
	for _, x := range list {
		x.to.add(x.count)
	}
	a.facts, a.n = 0, 0
}
