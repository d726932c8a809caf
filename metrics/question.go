package metrics

import (
	"slices"
	"strings"
)

// Question is what a viewer asks the board: which window, of what.
type Question struct {
	Window string // a name of Windows
	Filter Filter
	Cases  string // the KPI of which the conversations are to be listed; "" is none
}

// Filter keeps what belongs to any of the named queues and any of the channels and any of the teams and any
// of the agents. An empty list keeps everything.
type Filter struct {
	Queues, Channels, Teams, Agents []string
}

// Empty says whether the filter keeps everything.
func (f Filter) Empty() bool {
	return len(f.Queues)+len(f.Channels)+len(f.Teams)+len(f.Agents) == 0
}

// ofPeople says whether the filter asks for the work of some people only: contacts that nobody has taken yet are not in it.
func (f *Filter) ofPeople() bool { return len(f.Teams)+len(f.Agents) > 0 }

// ofMates is the question about all the agents that those of q are measured against: whoever is looked at alone has the score, and the
// pattern of complaints, that stand in the list. It says whether that is another question than q.
func (q Question) ofMates() (of Question, others bool) {
	of = Question{Window: q.Window, Filter: q.Filter}
	of.Filter.Agents = nil
	return of, len(q.Filter.Agents) > 0
}

// key is equal for equal questions.
func (q Question) key() string {
	var b strings.Builder
	b.WriteString(q.Window)
	b.WriteByte(0)
	b.WriteString(q.Cases)
	for _, list := range [][]string{q.Filter.Queues, q.Filter.Channels, q.Filter.Teams, q.Filter.Agents} {
		b.WriteByte(0)
		for _, name := range slices.Sorted(slices.Values(list)) {
			b.WriteString(name)
			b.WriteByte(1)
		}
	}
	return b.String()
}
