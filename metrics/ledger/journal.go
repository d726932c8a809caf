package ledger

import "slices"

// journal remembers how things were before they were first changed, so that a look leaves no trace.
type journal struct {
	convs    map[handle]oldConv
	agents   map[uint32]agent
	visits   map[uint64]uint16
	promises map[handle][]promise
	dues     dueHeap
	hasDues  bool
}

type oldConv struct {
	conv
	status uint8
}

func newJournal() *journal {
	return &journal{convs: map[handle]oldConv{}, agents: map[uint32]agent{}, visits: map[uint64]uint16{}, promises: map[handle][]promise{}}
}

func (j *journal) conv(l *Ledger, h handle) {
	if _, ok := j.convs[h]; !ok {
		j.convs[h] = oldConv{*l.convs.at(h), l.convs.status[h]}
	}
}

func (j *journal) agent(id uint32, a *agent) {
	if _, ok := j.agents[id]; !ok {
		j.agents[id] = *a
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

func (j *journal) undo(l *Ledger) {
	for h, old := range j.convs {
		*l.convs.at(h), l.convs.status[h] = old.conv, old.status
	}
	for id, a := range j.agents {
		l.agents[id] = a
	}
	for h, list := range j.promises {
		if list == nil {
			delete(l.promises.of, h)
		} else {
			l.promises.of[h] = list
		}
	}
	if j.hasDues {
		l.promises.next = j.dues
	}
}
