package tally

import "floorboard/metrics/fact"

// Adder adds facts to tallies, many at a time. What a fact touches lies scattered over megabytes, and to wait for one place after
// the other costs more than all the rest. Read together first, the waits overlap. The zero value is ready.
type Adder struct {
	list    [64]addition
	n       int
	touched int64 // without it, the compiler would leave the reading out
}

type addition struct {
	to     *Tally
	fact   *fact.Fact
	limits *Limits
}

// Add makes t count a fact, at the latest when Flush is called: until then the fact must not change.
func (a *Adder) Add(t *Tally, f *fact.Fact, l *Limits) {
	if a.n == len(a.list) {
		a.Flush()
	}
	a.list[a.n] = addition{t, f, l}
	a.n++
}

// Flush counts what was not counted yet.
func (a *Adder) Flush() {
	list := a.list[:a.n]
	touched := a.touched
	for i := range list {
		touched += list[i].to.Count[list[i].fact.Kind]
		if span := spanOf[list[i].fact.Kind]; span != NumSpans {
			touched += list[i].to.Spans[span].N
		}
	}
	for i := range list {
		if span := spanOf[list[i].fact.Kind]; span != NumSpans {
			touched += int64(list[i].to.Spans[span].Touch(list[i].fact.Value))
		}
	}
	a.touched = touched
	for i := range list {
		list[i].to.Add(list[i].fact, list[i].limits)
	}
	a.n = 0
}

// spanOf says which duration a fact of each kind is counted into, NumSpans for none.
var spanOf = func() (of [fact.NumKinds]Span) {
	for k := range of {
		of[k] = NumSpans
	}
	for k, s := range map[fact.Kind]Span{
		fact.Answered: Wait, fact.Abandoned: AbandonWait, fact.FirstReply: FirstReply, fact.Reply: Reply,
		fact.SegmentEnded: Talk, fact.Hold: Hold, fact.WrapUp: WrapUp, fact.Resolution: Resolution,
	} {
		of[k] = s
	}
	return of
}()
