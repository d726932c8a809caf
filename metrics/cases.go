package metrics

import (
	"cmp"
	"math"
	"slices"
	"time"

	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// Case is one conversation behind a number.
type Case struct {
	ID                           string // the conversation
	Queue, Channel, Agent, Topic string
	At                           time.Time // when it was counted; of a live one, when it began, the zero time when that is unknown
	Value                        float64   // seconds waited or taken, a rating, an amount, or NaN
}

// KeptCases is how many cases are kept of each kind, the newest.
const KeptCases = 1000

// caseKind says which facts are the cases behind a KPI. Of a rating those are the low ones, of the service level those that
// missed it.
type caseKind struct {
	key  Key
	what string // for people
	is   func(f *fact.Fact, l tally.Limits) bool
}

// caseKinds is the table of KPIs that have cases, but for those that are of now (waiting, open).
var caseKinds = [...]caseKind{
	{Abandoned, "abandoned", ofKind(fact.Abandoned)},
	{ShortAbandoned, "short abandons", func(f *fact.Fact, l tally.Limits) bool {
		return f.Kind == fact.Abandoned && f.Value >= 0 && f.Value <= l.Short
	}},
	{FlowedOut, "flowed out", ofKind(fact.FlowedOut)},
	{ServiceLevel, "answered too late, or lost", func(f *fact.Fact, l tally.Limits) bool { // a wait that is not known is within no threshold
		return f.Kind == fact.Answered && (f.Value < 0 || f.Value > l.Threshold) || f.Kind == fact.Abandoned
	}},
	{Wait, "answered", ofKind(fact.Answered)},
	{FirstReply, "first replies", ofKind(fact.FirstReply)},
	{Reply, "replies", ofKind(fact.Reply)},
	{Talk, "contacts that ended", ofKind(fact.SegmentEnded)},
	{Hold, "contacts put on hold", ofKind(fact.Hold)},
	{Missed, "missed", ofKind(fact.Missed)},
	{Resolution, "resolved", ofKind(fact.Resolved)},
	{Reopened, "reopened", ofKind(fact.Reopened)},
	{Transferred, "transferred", ofKind(fact.Transferred)},
	{Escalated, "escalated", ofKind(fact.Escalated)},
	{Complaints, "complaints", ofKind(fact.Complaint)},
	{Sales, "sales", ofKind(fact.Sale)},
	{Promises, "promises broken", func(f *fact.Fact, _ tally.Limits) bool { return f.Kind == fact.PromiseBroken && f.Value > 0 }},
	{CSAT, "ratings of 1 and 2", atMost(fact.CSAT, 2)},
	{NPS, "detractors", atMost(fact.NPS, fact.Passive-1)},
	{CES, "ratings of 1 to 3", atMost(fact.CES, 3)},
}

func ofKind(k fact.Kind) func(*fact.Fact, tally.Limits) bool {
	return func(f *fact.Fact, _ tally.Limits) bool { return f.Kind == k }
}

func atMost(k fact.Kind, v int64) func(*fact.Fact, tally.Limits) bool {
	return func(f *fact.Fact, _ tally.Limits) bool { return f.Kind == k && f.Value <= v }
}

// casesOf are the KPIs whose cases are those of another one.
var casesOf = map[Key]Key{
	Waiting: LongestWait, AbandonRate: Abandoned, AbandonWait: Abandoned, ReopenRate: Reopened, TransferRate: Transferred, EscalationRate: Escalated,
	Resolved: Resolution, ResolutionRate: Resolution, FirstContactResolution: Resolution, SalesAmount: Sales, SalesConversion: Sales, Handle: Talk, Answered: Wait,
}

// HasCases says whether the conversations behind a KPI can be listed, and what they are.
func HasCases(k Key) (what string, ok bool) {
	if k == LongestWait || k == Waiting {
		return "waiting now", true
	}
	if k == Open {
		return "open now", true
	}
	if other, ok := casesOf[k]; ok {
		k = other
	}
	for _, c := range caseKinds {
		if c.key == k {
			return c.what, true
		}
	}
	return "", false
}

// caseBook keeps the newest cases of each kind.
type caseBook struct {
	rings  [len(caseKinds)]ring
	kinds  [fact.NumKinds][]int // which rings a fact of a kind may go to
	sieves []*sieve             // what one of them passes is kept, and everything where there is none

	limits map[place]tally.Limits
}

type ring struct {
	cases []kept
	next  int // where the next one goes, when the ring is full
}

type kept struct {
	id        []byte
	key       fact.Key
	at, value int64
	kind      fact.Kind
}

func newCaseBook(sieves []*sieve) *caseBook {
	b := &caseBook{sieves: sieves, limits: map[place]tally.Limits{}}
	for i, c := range caseKinds {
		for k := range fact.NumKinds {
			if c.is(&fact.Fact{Kind: k, Value: 1}, tally.Limits{Short: math.MaxInt64}) || c.is(&fact.Fact{Kind: k, Value: 1 << 40}, tally.Limits{}) {
				b.kinds[k] = append(b.kinds[k], i)
			}
		}
	}
	return b
}

// noteAll keeps those of the facts that are cases.
func (b *caseBook) noteAll(facts []fact.Fact, e *Engine) {
	var last place // facts of one place mostly follow each other
	limits := b.limitsAt(last, e)
	for i := range facts {
		f := &facts[i]
		if len(b.kinds[f.Kind]) == 0 || !b.wants(&f.Key) {
			continue
		}
		if here := (place{f.Queue, f.Channel}); here != last {
			last, limits = here, b.limitsAt(here, e)
		}
		for _, k := range b.kinds[f.Kind] {
			if caseKinds[k].is(f, limits) {
				b.rings[k].put(f, e.ledger)
			}
		}
	}
}

// wants says whether anybody will ask for what is counted by a key.
func (b *caseBook) wants(k *fact.Key) bool {
	return len(b.sieves) == 0 || slices.ContainsFunc(b.sieves, func(s *sieve) bool { return s.passes(k) })
}

func (b *caseBook) limitsAt(p place, e *Engine) tally.Limits {
	limits, ok := b.limits[p]
	if !ok {
		limits = e.limits(p.queue, p.channel)
		b.limits[p] = limits
	}
	return limits
}

func (r *ring) put(f *fact.Fact, l *ledger.Ledger) {
	if len(r.cases) < KeptCases {
		r.cases = append(r.cases, kept{})
		r.next = len(r.cases) - 1
	}
	c := &r.cases[r.next]
	c.id = l.AppendID(c.id[:0], f.Conv)
	c.key, c.at, c.value, c.kind = f.Key, f.At, f.Value, f.Kind
	r.next = (r.next + 1) % KeptCases
}

// cases lists the conversations behind the question's KPI, newest first; those of now, oldest first.
func (l *look) cases() []Case {
	k, ok := Lookup(l.q.Cases)
	if !ok {
		return nil
	}
	if other, ok := casesOf[k]; ok {
		k = other
	}
	if k == LongestWait || k == Open {
		return l.liveCases(k)
	}
	var list []kept
	for i := range caseKinds {
		if caseKinds[i].key != k || l.book == nil {
			continue
		}
		list = append(list, l.book.rings[i].cases...)
		for j := range l.unsettled {
			if f := &l.unsettled[j]; caseKinds[i].is(f, l.view.now.cell(f.Queue, f.Channel).limits) {
				list = append(list, kept{id: l.ledger.AppendID(nil, f.Conv), key: f.Key, at: f.At, value: f.Value, kind: f.Kind})
			}
		}
	}
	list = slices.DeleteFunc(list, func(c kept) bool { return c.at < l.from || !l.sieve.passes(&c.key) })
	slices.SortStableFunc(list, func(a, b kept) int { return cmp.Compare(b.at, a.at) })
	list = list[:min(len(list), KeptCases)]
	out := make([]Case, len(list))
	for i := range list {
		c := &list[i]
		out[i] = l.asCase(string(c.id), &c.key, c.at, c.number())
	}
	return out
}

// number is the Value of a case that was counted.
func (c *kept) number() float64 {
	switch c.kind {
	case fact.Missed, fact.Reopened, fact.Transferred, fact.Escalated, fact.Complaint, fact.PromiseBroken:
		return unknown // it happened, and that is all
	case fact.CSAT, fact.NPS, fact.CES:
		return float64(c.value)
	case fact.Sale:
		if c.value == feed.NoAmount {
			return unknown
		}
		return float64(c.value) / feed.AmountScale
	}
	if c.value < 0 {
		return unknown
	}
	return seconds(c.value)
}

func (l *look) liveCases(k Key) []Case {
	var out []Case
	l.ledger.EachOpen(func(c *ledger.Conversation) {
		if !l.sieve.passes(&c.Key) || k == LongestWait && !c.Waiting {
			return
		}
		since := c.Since
		if c.Waiting {
			since = c.Entered
		}
		one := l.asCase(l.ledger.IDOf(c.Handle), &c.Key, since, seconds(l.at-since))
		if since == 0 {
			one.At, one.Value = time.Time{}, unknown
		}
		out = append(out, one)
		if len(out) >= 2*KeptCases { // the oldest ones only
			out = oldest(out)
		}
	})
	return oldest(out)
}

func oldest(cases []Case) []Case {
	slices.SortFunc(cases, func(a, b Case) int { return a.At.Compare(b.At) })
	return cases[:min(len(cases), KeptCases)]
}

func (l *look) asCase(id string, key *fact.Key, at int64, value float64) Case {
	return Case{ID: id, Queue: l.dict.Queue.Name(uint32(key.Queue)), Channel: l.dict.Channel.Name(uint32(key.Channel)),
		Agent: l.dict.Agent.Name(key.Agent), Topic: l.dict.Topic.Name(uint32(key.Topic)), At: l.time(at), Value: value}
}
