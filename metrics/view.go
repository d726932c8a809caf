package metrics

import "slices"

// view is what is kept to answer a question.
type view struct {
	q           Question
	sieve       *sieve
	standing    bool // its sums are over all time: nothing may be forgotten before they have counted it
	now         *sums
	before      *sums
	extra       *sums // what is not settled yet, over now's stretch
	extraBefore *sums
	added       addition // what they are made of
	addedFacts  int
	inWindow    *side // what now and extra merge to, and what was read of that
	inBefore    *side // the same of before and extraBefore
	lives       lives // of the last look; their room is used again
	aims        *aims
	terms       *terms
	byName      []uint32 // agents
	drawing     drawing
	late        bool   // it stood up when something was forgotten already
	used        uint64 // when it was last asked, by Engine.seq
}

const (
	maxViews    = 32  // questions are remembered
	idleAnswers = 600 // to other questions, and one is forgotten: ten minutes of a board that is looked at by one
)

// view finds or makes the view of a question.
func (e *Engine) view(q Question) *view {
	key := q.key()
	for _, v := range e.views {
		if v.q.key() == key {
			return v
		}
	}
	s := newSieve(q.Filter, e.dict)
	v := &view{q: q, sieve: s, now: newSums(s, e.limits), before: newSums(s, e.limits), extra: newSums(s, e.limits), extraBefore: newSums(s, e.limits)}
	v.inWindow, v.inBefore, v.aims = newSide(v.now, v.extra), newSide(v.before, v.extraBefore), newAims(e.rules, e.dict)
	v.standing, v.used = q.Window == "all", e.seq
	v.late = v.standing && e.ledger.Events > 0 && !e.log.Whole() // too late for the beginning: it knows what the log still has
	e.views = append(e.views, v)
	e.dropIdleView()
	return v
}

// dropIdle forgets the questions that nobody has asked for long, if they can be answered anew: each takes kilobytes for every agent.
func (e *Engine) dropIdle() {
	e.views = slices.DeleteFunc(e.views, func(v *view) bool { return (!v.standing || v.late) && e.seq-v.used > idleAnswers })
}

// dropIdleView forgets the question that was asked longest ago, when there are too many. The first one stays, which a board keeps over all
// time, and the one that is being asked.
func (e *Engine) dropIdleView() {
	if len(e.views) <= maxViews {
		return
	}
	idle := 1
	for i := 1; i < len(e.views)-1; i++ {
		if e.views[i].used < e.views[idle].used {
			idle = i
		}
	}
	e.views = append(e.views[:idle], e.views[idle+1:]...)
}
