package metrics

import (
	"slices"

	"floorboard/metrics/fact"
)

// known is which numbers of the dictionary were met in facts, and so stand for groups.
type known struct {
	queues, channels, topics, stages, teams, agents []bool
}

func (k *known) clone() known {
	return known{slices.Clone(k.queues), slices.Clone(k.channels), slices.Clone(k.topics), slices.Clone(k.stages), slices.Clone(k.teams), slices.Clone(k.agents)}
}

// met is what is known, and what is named by facts that are not settled. Those may be taken back, and with them what they name.
type met struct {
	known
	serial uint64 // of the look
	facts  int    // of it that were gone through
}

// update goes through the facts of a look that are new.
func (m *met) update(settled *known, unsettled []fact.Fact, serial uint64) {
	if m.serial != serial {
		*m = met{known: settled.clone(), serial: serial}
	}
	for i := m.facts; i < len(unsettled); i++ {
		m.mark(&unsettled[i].Key)
	}
	m.facts = len(unsettled)
}

func (k *known) mark(key *fact.Key) {
	mark(&k.queues, key.Queue)
	mark(&k.channels, key.Channel)
	mark(&k.topics, key.Topic)
	mark(&k.stages, key.Stage)
	mark(&k.teams, key.Team)
	mark(&k.agents, key.Agent)
}

func mark[N uint16 | uint32](list *[]bool, id N) {
	for len(*list) <= int(id) {
		*list = append(*list, false)
	}
	(*list)[id] = true
}
