package metrics

import (
	"slices"

	"floorboard/metrics/fact"
	"floorboard/metrics/ledger"
)

// Unmet is a name in a filter that no event has carried: nothing passes it, and what it counts is nothing and not quiet.
type Unmet struct {
	What  string   // queue, channel, team or agent
	Name  string   // that was asked for
	Known []string // those of its kind that events have carried, sorted; the same for all of a kind
}

// unmet returns the names of the filter that were not met.
func (l *look) unmet() []Unmet {
	if l.sieve.open() || l.ledger.Events == 0 {
		return nil
	}
	var atWork known // not in facts yet
	l.ledger.EachAgent(func(a ledger.Agent) {
		atWork.mark(&fact.Key{Queue: a.Queue, Channel: a.Channel, Team: a.Team, Agent: a.ID})
	})
	f := &l.q.Filter
	return slices.Concat(
		missing("queue", f.Queues, l.dict.Queue, l.met.queues, atWork.queues),
		missing("channel", f.Channels, l.dict.Channel, l.met.channels, atWork.channels),
		missing("team", f.Teams, l.dict.Team, l.met.teams, atWork.teams),
		missing("agent", f.Agents, l.dict.Agent, l.met.agents, atWork.agents),
	)
}

// missing returns which of the wanted names are in none of the lists. Where a dimension is full, a name without a number may have come.
func missing(what string, wanted []string, names *fact.Names, met ...[]bool) (out []Unmet) {
	var known []string
	for _, name := range wanted {
		id, numbered := names.Find(name)
		if name == "" || !numbered || isMet(id, met) {
			continue
		}
		if known == nil {
			known = metNames(names, met)
		}
		out = append(out, Unmet{what, name, known})
	}
	return out
}

func isMet(id uint32, met [][]bool) bool {
	return slices.ContainsFunc(met, func(list []bool) bool { return int(id) < len(list) && list[id] })
}

func metNames(names *fact.Names, met [][]bool) []string {
	out := []string{}
	for id := uint32(1); int(id) < names.Len(); id++ {
		if isMet(id, met) {
			out = append(out, names.Name(id))
		}
	}
	slices.Sort(out)
	return out
}
