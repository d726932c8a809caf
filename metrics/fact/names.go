package fact

import "strings"

// Other is the name under which everything is counted that comes after a dimension is full: a feed that makes up
// names without end must not fill the memory.
const Other = "(other)"

// Names gives each name of one dimension a small number, from 1; 0 is no name. Names are never forgotten.
type Names struct {
	ids   map[string]uint32
	names []string
	limit int
}

// NewNames returns an empty dimension for at most limit names.
func NewNames(limit int) *Names {
	return &Names{ids: map[string]uint32{"": 0}, names: []string{""}, limit: limit}
}

// ID returns the number of a name, which is new or known. It keeps a copy of a new name.
func (n *Names) ID(name string) uint32 {
	if id, ok := n.ids[name]; ok {
		return id
	}
	if len(n.names) > n.limit {
		name = Other
		if id, ok := n.ids[name]; ok {
			return id
		}
	}
	id := uint32(len(n.names))
	name = strings.Clone(name)
	n.ids[name] = id
	n.names = append(n.names, name)
	return id
}

// Near is ID, quick when the name is most likely that of guess.
func (n *Names) Near(guess uint32, name string) uint32 {
	if n.names[guess] == name {
		return guess
	}
	return n.ID(name)
}

// Find returns the number of a known name.
func (n *Names) Find(name string) (uint32, bool) {
	id, ok := n.ids[name]
	return id, ok
}

// Name returns the name of a number.
func (n *Names) Name(id uint32) string { return n.names[id] }

// Len returns how many numbers there are, none included.
func (n *Names) Len() int { return len(n.names) }

// Dictionary holds the names of all dimensions.
type Dictionary struct {
	Queue, Channel, Topic, Stage, Team, Agent, Currency, Reason *Names
}

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary {
	return &Dictionary{
		Queue: NewNames(10_000), Channel: NewNames(1_000), Topic: NewNames(20_000), Stage: NewNames(5_000), Team: NewNames(10_000),
		Agent: NewNames(200_000), Currency: NewNames(200), Reason: NewNames(20_000),
	}
}
