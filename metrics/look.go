package metrics

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
	"floorboard/metrics/tally"
)

// Snapshot answers a question at an instant; the zero instant is that of the newest event. The snapshot is the caller's.
func (e *Engine) Snapshot(q Question, now time.Time) *Snapshot {
	e.countAll()
	at := e.ledger.Last
	if !now.IsZero() {
		at = now.UnixMilli()
	}
	var mates []Group
	if of, others := q.ofMates(); others {
		mates = e.Snapshot(of, now).Agents
	}
	v := e.view(q)
	e.seq++
	v.used = e.seq
	e.dropIdle()
	l := &look{Engine: e, view: v, at: at, stretch: stretchOf(q.Window, at, e.rules), mates: mates}
	e.ledger.Look(at, l.take)
	return l.s
}

// look is one answer in the making.
type look struct {
	*Engine
	*view
	at int64
	stretch
	s *Snapshot

	nobody     live
	scratch    tally.Tally
	shallow    tally.Tally // shares its distributions with another one: only read
	r          reading
	room       [numKinds]int // how many parts the values of a group of a kind have
	aside      []float64     // room for parts that nobody wants
	currencies []uint32      // by name
	unsettled  []fact.Fact
	team       []*single // what is kept of the agents of s, in their order
	mates      []Group   // the agents that those of s are measured against, where s has not all of them
}

// take builds the snapshot while the ledger stands at the look's instant.
func (l *look) take(unsettled []fact.Fact, serial uint64) {
	l.unsettled = unsettled
	l.met.update(&l.known, unsettled, serial)
	l.sum(serial)
	l.gather()
	l.s = &Snapshot{
		Seq: l.seq, AsOf: l.time(l.at), Filter: l.q.Filter, Unmet: l.unmet(), Feed: l.feed(), Rules: l.rules,
		Window: Window{Name: l.q.Window, To: l.time(l.at)}, Comments: l.said(),
	}
	if l.from != always {
		l.s.Window.From = l.time(l.from)
	}
	l.nameCurrencies()
	l.agree()
	l.groups()
	l.s.Cases = l.cases()
	if l.history {
		l.curves()
	}
	l.s.Feed.Faults = l.faults()
}

// time is an instant in the board's zone; the zero time where there was no event yet to take it from.
func (l *look) time(ms int64) time.Time {
	if ms == 0 && l.ledger.Events == 0 {
		return time.Time{}
	}
	if l.rules.Zone == nil {
		return time.UnixMilli(ms).UTC()
	}
	return time.UnixMilli(ms).In(l.rules.Zone)
}

// nameCurrencies puts the currencies in the order of their names.
func (l *look) nameCurrencies() {
	for id := uint32(1); int(id) < l.dict.Currency.Len(); id++ {
		l.currencies = append(l.currencies, id)
	}
	slices.SortFunc(l.currencies, func(a, b uint32) int {
		return strings.Compare(l.dict.Currency.Name(a), l.dict.Currency.Name(b))
	})
	for _, id := range l.currencies {
		l.s.Currencies = append(l.s.Currencies, l.dict.Currency.Name(id))
	}
}

// sum brings the sums of the window and of the one before it up to date.
func (l *look) sum(serial uint64) {
	v := l.view
	if l.keep > 0 {
		v.now.catchUp(l.log, l.from, never)
	}
	if l.hasBefore {
		v.before.catchUp(l.log, l.beforeFrom, l.beforeTo)
	}
	if of := (addition{serial, l.from, l.beforeFrom, l.beforeTo}); v.added != of {
		v.added, v.addedFacts = of, 0
		v.extra.reset(l.from, never)
		v.inWindow.unmark()
		if l.hasBefore {
			v.extraBefore.reset(l.beforeFrom, l.beforeTo)
			v.inBefore.unmark()
		}
	}
	added := l.unsettled[v.addedFacts:]
	v.extra.addAll(added)
	v.inWindow.markAll(added)
	if l.hasBefore {
		v.extraBefore.addAll(added)
		v.inBefore.markAll(added)
	}
	v.addedFacts = len(l.unsettled)
	l.lendAvailable()
	v.inWindow.merge()
	if l.hasBefore {
		v.inBefore.merge()
	}
}

// lendAvailable counts, for this look, that who is available now has been so since the last count.
func (l *look) lendAvailable() {
	l.view.extra.reclaim()
	l.view.extraBefore.reclaim()
	l.ledger.EachAgent(func(a ledger.Agent) {
		if a.State != feed.Available {
			return
		}
		f := fact.Fact{Kind: fact.AvailableTime, At: l.at, Value: max(l.at-a.Counted, 0), Key: fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: a.ID}}
		l.view.extra.lend(&f)
		if l.hasBefore {
			l.view.extraBefore.lend(&f)
		}
	})
}

// addition says what the unsettled sums of a view are made of: the facts of a look, over its stretches.
type addition struct {
	serial                     uint64
	from, beforeFrom, beforeTo int64
}

// agree makes all that was read under other terms be read anew.
func (l *look) agree() {
	now := terms{carried: l.ledger.Carried, currencies: len(l.currencies), partial: l.s.Feed.CatchingUp()}
	if l.view.terms == nil || *l.view.terms != now {
		l.view.terms = &now
	}
}

func (l *look) feed() Feed {
	st := &l.ledger.Stats
	f := Feed{
		Events: st.Events, Rejected: st.Rejected, Duplicates: st.Duplicates, OutOfOrder: st.OutOfOrder, UnknownTypes: st.UnknownTypes,
		Expired: st.Expired, Open: l.ledger.Conversations(), Rate: l.ledger.Rate(l.at), Rejects: slices.Clone(l.rejects),
	}
	if st.Events > 0 {
		f.First, f.Last, f.News = l.time(st.First), l.time(st.Last), l.time(l.news().UnixMilli())
	}
	if n, first := l.ledger.Early(); n > 0 {
		f.Early, f.FirstEarly = n, l.time(first)
	}
	for _, s := range l.sources {
		word := s.State.String()
		if s.State == feed.Live {
			word = cmp.Or(l.liveWord, word)
		}
		f.Sources = append(f.Sources, SourceStatus{Status: s, Word: word})
	}
	return f
}
