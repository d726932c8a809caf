package ledger

import "floorboard/metrics/fact"

// ahead is what a look knows beyond what is settled: the state of its instant. The conversations and the agents themselves are as
// that look left them until the ledger goes back.
type ahead struct {
	there   bool
	serial  uint64 // how often the ledger went ahead
	now     int64  // of the look, ms
	journal *journal
	facts   []fact.Fact
	stats   Stats
	oldest  int64
}

// Look applies what is not settled yet and what time alone brings about by now, and calls f with the facts of that. While f runs,
// the ledger's live numbers are those of now. All is taken back before the ledger takes more. As long as nothing comes, the next
// look goes on from there: its serial is the same, and its facts begin with those of the last one.
func (l *Ledger) Look(now int64, f func(facts []fact.Fact, serial uint64)) {
	a := &l.ahead
	if a.there && now < a.now {
		l.goBack()
	}
	settled := ahead{facts: l.facts, stats: l.Stats, oldest: l.oldest}
	l.journal = a.journal
	if a.there {
		l.facts, l.Stats, l.oldest = a.facts, a.stats, a.oldest
	} else {
		a.serial++
		l.facts = a.facts[:0]
		l.applyUnsettled()
	}
	l.breakPromises(now)
	if now-l.opt.Expiry >= l.oldest {
		l.expire(now)
	}
	f(l.facts, a.serial)
	a.there, a.now, a.facts, a.stats, a.oldest = true, now, l.facts, l.Stats, l.oldest
	l.facts, l.Stats, l.oldest, l.journal = settled.facts, settled.stats, settled.oldest, nil
}

// goBack takes back what the last look applied.
func (l *Ledger) goBack() {
	if l.ahead.there {
		l.ahead.journal.undo(l)
		l.ahead.there = false
	}
}

// applyUnsettled applies what waits for its order to settle, in the order as far as it is known.
func (l *Ledger) applyUnsettled() {
	for turns := l.room.inOrder(); len(turns) > 0; {
		o := l.room.op(turns[0])
		turns = turns[1:]
		l.breakPromises(o.at)
		if i, ok := l.queuedAmong(o, turns); ok {
			l.apply(l.room.op(turns[i]))
			copy(turns[1:], turns[:i])
			turns = turns[1:]
		}
		l.apply(o)
	}
}
