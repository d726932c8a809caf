package ledger

import "slices"

// journal remembers how things were before they were first changed, so that a look leaves no trace. It keeps its memory from one
// look to the next.
type journal struct {
	convs    []oldConv
	agents   []oldAgent
	visits   map[uint64]uint16
	promises map[handle][]promise
	earlier  map[handle][]solution
	dues     dueHeap
	hasDues  bool
}

// oldConv is how a conversation was. That it is in the journal says the noted bit of its status.
type oldConv struct {
	conv
	rest
	h      handle
	status uint8
}

// oldAgent is how an agent was. That it is in the journal says agent.noted.
type oldAgent struct {
	agent
	id uint32
}

func newJournal() *journal {
	return &journal{visits: map[uint64]uint16{}, promises: map[handle][]promise{}, earlier: map[handle][]solution{}}
}

func (j *journal) conv(l *Ledger, h handle) {
	if status := &l.convs.status[h]; *status&noted == 0 {
		j.convs = append(j.convs, oldConv{*l.convs.at(h), *l.convs.rest(h), h, *status})
		*status |= noted
	}
}

func (j *journal) agent(id uint32, a *agent) {
	if !a.noted {
		j.agents = append(j.agents, oldAgent{*a, id})
		a.noted = true
	}
}

// promise returns a copy of the list, or the list itself when it is one already.
func (j *journal) promise(h handle, list []promise) []promise {
	if _, ok := j.promises[h]; ok {
		return list
	}
	j.promises[h] = list
	return slices.Clone(list)
}

func (j *journal) solutions(h handle, list []solution) {
	if _, ok := j.earlier[h]; !ok {
		j.earlier[h] = list
	}
}

func (j *journal) copyDues(d dueHeap) {
	if !j.hasDues {
		j.dues, j.hasDues = slices.Clone(d), true
	}
}

// visit notes a visit for as long as the look lasts, and returns the channel of the one before it.
func (j *journal) visit(key uint64, channel, settled uint16) (last uint16) {
	last, ok := j.visits[key]
	if !ok {
		last = settled
	}
	j.visits[key] = channel
	return last
}

// undo brings everything back, and empties the journal. The first note of a conversation is the one that counts: forgotten
// meanwhile, it may have been noted twice.
func (j *journal) undo(l *Ledger) {
	for _, old := range slices.Backward(j.convs) {
		*l.convs.at(old.h), *l.convs.rest(old.h), l.convs.status[old.h] = old.conv, old.rest, old.status
	}
	for _, old := range j.agents {
		l.agents[old.id] = old.agent
	}
	for h, list := range j.promises {
		setList(l.promises.of, h, list)
	}
	for h, list := range j.earlier {
		setList(l.earlier, h, list)
	}
	if j.hasDues {
		l.promises.next = j.dues
	}
	clear(j.visits)
	clear(j.promises)
	clear(j.earlier)
	clear(j.agents) // they hold lists
	j.convs, j.agents, j.dues, j.hasDues = j.convs[:0], j.agents[:0], nil, false
}
