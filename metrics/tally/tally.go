// Package tally adds facts up: sums, counts and distributions that can be merged. A total is the merge of
// queues, many machines are the merge of their tallies.
package tally

import (
	"floorboard/metrics/fact"
	"floorboard/metrics/sketch"
)

// Span is a kind of duration of which the whole distribution is kept.
type Span uint8

// The durations.
const (
	Wait Span = iota
	AbandonWait
	FirstReply
	Reply
	Talk
	Hold
	WrapUp
	Resolution
	NumSpans
)

// Limits are the definitions that a fact is counted by, in ms. They belong to the queue and channel of the fact.
type Limits struct {
	Threshold int64 // of the service level
	Short     int64 // of a short abandon
}

// Tally is what the facts of one group add up to. The zero value is empty. What facts touch most often comes first, and a
// sketch after the other begins where a line of the processor's cache does.
type Tally struct {
	threshold      threshold
	AnsweredWithin int64                // answered within the threshold
	Count          [fact.NumKinds]int64 // facts of each kind; FirstContact and PromiseBroken net of what was taken back
	Spans          [NumSpans]sketch.Sketch

	AbandonedWithin int64 // abandoned within the threshold
	ShortAbandoned  int64

	Satisfied, CSATSum, CESSum      int64
	Promoters, Passives, Detractors int64
	Amounts                         []int64 // by currency
	AvailableMs                     int64
}

// spanOf says which duration a fact of each kind is counted into, NumSpans for none.
var spanOf = func() (of [fact.NumKinds]Span) {
	for k := range of {
		of[k] = NumSpans
	}
	for k, s := range map[fact.Kind]Span{
		fact.Answered: Wait, fact.Abandoned: AbandonWait, fact.FirstReply: FirstReply, fact.Reply: Reply,
		fact.SegmentEnded: Talk, fact.Hold: Hold, fact.WrapUp: WrapUp, fact.Resolved: Resolution,
	} {
		of[k] = s
	}
	return of
}()

// left counts what the service level is made of.
func (t *Tally) left(f *fact.Fact, l *Limits) {
	t.threshold.meet(thresholdOf(l.Threshold))
	switch {
	case f.Value < 0:
	case f.Kind == fact.Answered && f.Value <= l.Threshold:
		t.AnsweredWithin++
	case f.Kind == fact.Abandoned:
		if f.Value <= l.Threshold {
			t.AbandonedWithin++
		}
		if f.Value <= l.Short {
			t.ShortAbandoned++
		}
	}
}

// Threshold returns the threshold of the service level that all entries were counted by, in ms. Where there was no entry, or were entries
// with different ones, there is none.
func (t *Tally) Threshold() (ms int64, one bool) { return int64(t.threshold - 1), t.threshold > 0 }

// Entered says whether an entry was counted, or how one ended.
func (t *Tally) Entered() bool { return t.threshold != 0 }

// threshold is what entries were counted by: one more than its ms, as 0 is that of no entry yet.
type threshold int64

const mixed threshold = -1

func thresholdOf(ms int64) threshold { return threshold(ms + 1) }

// meet counts by another one as well.
func (t *threshold) meet(o threshold) {
	if *t == 0 {
		*t = o
	} else if *t != o {
		*t = mixed
	}
}

func (t *Tally) sale(f *fact.Fact) {
	if f.Aux == 0 {
		return
	}
	for len(t.Amounts) <= int(f.Aux) {
		t.Amounts = append(t.Amounts, 0)
	}
	t.Amounts[f.Aux] += f.Value
}

func (t *Tally) rated(f *fact.Fact) {
	switch {
	case f.Kind == fact.CSAT:
		t.CSATSum += f.Value
		if f.Value >= 4 {
			t.Satisfied++
		}
	case f.Kind == fact.CES:
		t.CESSum += f.Value
	case f.Value >= fact.Promoter:
		t.Promoters++
	case f.Value >= fact.Passive:
		t.Passives++
	default:
		t.Detractors++
	}
}

// Lose takes back an available time that was added.
func (t *Tally) Lose(f *fact.Fact) {
	t.Count[fact.AvailableTime]--
	t.AvailableMs -= f.Value
}

// Merge adds all that o has counted.
func (t *Tally) Merge(o *Tally) {
	for k, n := range o.Count {
		t.Count[k] += n
	}
	for i := range o.Spans {
		t.Spans[i].Merge(&o.Spans[i])
	}
	t.AnsweredWithin += o.AnsweredWithin
	t.AbandonedWithin += o.AbandonedWithin
	t.ShortAbandoned += o.ShortAbandoned
	if o.threshold != 0 {
		t.threshold.meet(o.threshold)
	}
	t.Satisfied += o.Satisfied
	t.CSATSum += o.CSATSum
	t.CESSum += o.CESSum
	t.Promoters += o.Promoters
	t.Passives += o.Passives
	t.Detractors += o.Detractors
	for len(t.Amounts) < len(o.Amounts) {
		t.Amounts = append(t.Amounts, 0)
	}
	for i, a := range o.Amounts {
		t.Amounts[i] += a
	}
	t.AvailableMs += o.AvailableMs
}

// Counted says whether anything happened. That an agent was there is nothing yet.
func (t *Tally) Counted() bool {
	for k, n := range t.Count {
		if n != 0 && fact.Kind(k) != fact.AvailableTime {
			return true
		}
	}
	return false
}

// Reset empties the tally and keeps its memory.
func (t *Tally) Reset() {
	spans, amounts := t.Spans, t.Amounts[:0]
	*t = Tally{Spans: spans, Amounts: amounts}
	for i := range t.Spans {
		t.Spans[i].Reset()
	}
}
