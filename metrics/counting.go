package metrics

import (
	"sync"

	"floorboard/metrics/fact"
)

// manyFacts are worth waking another goroutine for.
const manyFacts = 1 << 12

// countAll counts what was not counted yet.
func (e *Engine) countAll() {
	e.counting.wait()
	e.count(e.drain())
}

func (e *Engine) drain() []fact.Fact {
	facts := e.ledger.Drain(e.counting.facts)
	e.counting.facts, e.noted = facts, 0
	return facts
}

// count distributes facts that will not change any more. It goes through them once for each who wants them: what one of them
// touches stays in the processor's cache meanwhile.
func (e *Engine) count(facts []fact.Fact) {
	for i := range facts {
		if i == 0 || facts[i].Key != facts[i-1].Key {
			e.known.mark(&facts[i].Key)
		}
		if e.keep > 0 {
			e.log.Add(&facts[i])
		}
	}
	switch {
	case e.keep == 0: // there is no log to count from when somebody asks
		e.eachStanding(func(s *sums) { s.addAll(facts) })
	case e.log.Outgrown():
		e.eachStanding(func(s *sums) { s.catchUp(e.log, always, never) })
		e.log.Forget()
	}
}

// eachStanding calls f for the sums over all time.
func (e *Engine) eachStanding(f func(*sums)) {
	for _, v := range e.views {
		if v.standing {
			f(v.now)
		}
	}
}

// counting is the work on settled facts, which goes on beside the ledger's on the next batches.
type counting struct {
	facts []fact.Fact // those being counted
	busy  sync.WaitGroup
}

// start counts facts. The list may be used again when wait returns.
func (c *counting) start(facts []fact.Fact, count func([]fact.Fact)) {
	c.busy.Go(func() { count(facts) })
}

// wait returns when all is counted.
func (c *counting) wait() { c.busy.Wait() }
