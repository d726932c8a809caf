package fact

import "strings"

// Other is the name under which everything is counted that comes after a dimension is full: a feed that makes up
// names without end must not fill the memory.
const Other = "(other)"

// Names gives each name of one dimension a small number, from 1; 0 is no name. Names are never forgotten. It is asked
// several times for each event, hence a table of its own: most names are found at the first place looked at.
type Names struct {
	table []uint32 // numbers by hash, power of two, open addressing; 0 is empty
	names []string
	limit int
}

// NewNames returns an empty dimension for at most limit names.
func NewNames(limit int) *Names {
	return &Names{table: make([]uint32, 64), names: []string{""}, limit: limit}
}

// ID returns the number of a name, which is new or known. It keeps a copy of a new name.
func (n *Names) ID(name string) uint32 {
	if name == "" {
		return 0
	}
	i := n.place(name)
	if id := n.table[i]; id != 0 {
		return id
	}
	if len(n.names) > n.limit {
		if i = n.place(Other); n.table[i] != 0 {
			return n.table[i]
		}
		name = Other
	}
	id := uint32(len(n.names))
	n.names = append(n.names, strings.Clone(name))
	n.table[i] = id
	if len(n.names) > len(n.table)/2 {
		n.grow()
	}
	return id
}

// Find returns the number of a known name.
func (n *Names) Find(name string) (uint32, bool) {
	if name == "" {
		return 0, true
	}
	id := n.table[n.place(name)]
	return id, id != 0
}

// place is where the name stands in the table, or would stand.
func (n *Names) place(name string) uint32 {
	mask := uint32(len(n.table) - 1)
	i := hash(name) & mask
	for n.table[i] != 0 && n.names[n.table[i]] != name {
		i = (i + 1) & mask
	}
	return i
}

func (n *Names) grow() {
	n.table = make([]uint32, 2*len(n.table))
	for id := 1; id < len(n.names); id++ {
		n.table[n.place(n.names[id])] = uint32(id)
	}
}

// hash mixes the first and the last eight bytes and the length: enough to tell names apart, and quick. Names that it does not tell
// apart cost a comparison each; there are at most as many as the dimension's limit.
func hash(s string) uint32 {
	var a, b uint64
	if n := len(s); n >= 8 {
		a, b = load(s), load(s[n-8:])
	} else {
		for i := range n {
			a = a<<8 | uint64(s[i])
		}
	}
	h := (a ^ b*0x9e3779b97f4a7c15 ^ uint64(len(s))) * 0xd6e8feb86659fd93
	return uint32(h >> 32)
}

func load(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
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
