package metrics

import "fmt"

// faults checks what must always hold: every entry ended once, or is still waiting. It can be checked over all time, and not
// of some agents: who waits has none.
func (l *look) faults() []string {
	if l.q.Window != "all" || !l.standing || l.late || l.sieve.agents != nil || l.sieve.teams != nil {
		return nil
	}
	var out []string
	check := func(what string, g *Group) {
		n := func(k Key) int64 { return g.Values[k].N }
		if off := n(Offered) - n(Answered) - n(Abandoned) - n(FlowedOut) - n(Waiting); off != 0 {
			out = append(out, fmt.Sprintf("%s: offered - answered - abandoned - flowed out - waiting = %d, and must be 0", what, off))
		}
	}
	check("the whole", &l.s.Total)
	for i := range l.s.Queues {
		check("queue "+l.s.Queues[i].Name, &l.s.Queues[i])
	}
	for i := range l.s.Channels {
		check("channel "+l.s.Channels[i].Name, &l.s.Channels[i])
	}
	return out
}
