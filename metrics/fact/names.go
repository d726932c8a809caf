package fact

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"sync"
	"sync/atomic"
)

// Other is the name under which everything is counted that comes after a dimension is full: a feed that makes up
// names without end must not fill the memory.
const Other = "(other)"

// Names gives each name of one dimension a small number, from 1; 0 is no name. Names are never forgotten. Any goroutine may ask at
// any time. It is asked several times for each event, hence a table of its own: known names are found without a lock, most of
// them at the first place looked at.
type Names struct {
	book  atomic.Pointer[book]
	mu    sync.Mutex // held by who adds a name
	limit int
	seed  seed
}

// book is the names so far. Names are added to a book while others read it; when its table is half full a larger book replaces it.
type book struct {
	seed  seed
	table []entry                  // open addressing, power of two
	names []atomic.Pointer[string] // by number
	used  atomic.Uint32            // numbers given away, 0 included
}

// entry is a name in the table: half a line of the processor's cache. All that is not its number is written before the number,
// and never again.
type entry struct {
	first, last uint64
	n           uint32
	id          atomic.Uint32 // 0: empty
	name        *string
}

func (e *entry) is(k key) bool { return e.first == k.first && e.last == k.last && e.n == k.n }

// key tells names of up to 16 bytes apart, without a look at them elsewhere: the first eight and the last eight bytes, and the
// length. Of longer ones it is a hash and the last eight bytes.
type key struct {
	first, last uint64
	n           uint32
}

// NewNames returns an empty dimension for at most limit names.
func NewNames(limit int) *Names {
	n := &Names{limit: limit, seed: newSeed()}
	n.book.Store(newBook(64, n.seed))
	return n
}

func newBook(size int, s seed) *book {
	b := &book{seed: s, table: make([]entry, size), names: make([]atomic.Pointer[string], size/2+1)}
	b.names[0].Store(new(string))
	b.used.Store(1)
	return b
}

// ID returns the number of a name, which is new or known. It keeps a copy of a new name.
func (n *Names) ID(name string) uint32 {
	if name == "" {
		return 0
	}
	b := n.book.Load()
	k := b.seed.key(name)
	e := &b.table[b.seed.hash(k)&uint32(len(b.table)-1)]
	if id := e.id.Load(); id != 0 && e.is(k) && k.n <= 16 { // nearly always; the rest is what find does
		return id
	}
	if id := b.find(name); id != 0 {
		return id
	}
	return n.add(name)
}

func (n *Names) add(name string) uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := n.book.Load()
	if id := b.find(name); id != 0 { // somebody else was quicker
		return id
	}
	if int(b.used.Load()) > n.limit {
		if id := b.find(Other); id != 0 {
			return id
		}
		name = Other
	}
	if int(b.used.Load()) == len(b.names) {
		larger := newBook(2*len(b.table), n.seed)
		for id := 1; id < len(b.names); id++ {
			larger.put(b.names[id].Load())
		}
		n.book.Store(larger)
		b = larger
	}
	name = strings.Clone(name)
	return b.put(&name)
}

// put adds a name.
func (b *book) put(name *string) uint32 {
	id := b.used.Load()
	b.names[id].Store(name)
	b.used.Store(id + 1)
	k := b.seed.key(*name)
	e := b.place(*name, k)
	e.first, e.last, e.n, e.name = k.first, k.last, k.n, name
	e.id.Store(id)
	return id
}

func (b *book) find(name string) uint32 { return b.place(name, b.seed.key(name)).id.Load() }

// place is where the name stands in the table, or would stand.
func (b *book) place(name string, k key) *entry {
	mask := uint32(len(b.table) - 1)
	for i := b.seed.hash(k); ; i++ {
		e := &b.table[i&mask]
		if e.id.Load() == 0 || e.is(k) && (k.n <= 16 || *e.name == name) {
			return e
		}
	}
}

// Find returns the number of a known name.
func (n *Names) Find(name string) (uint32, bool) {
	if name == "" {
		return 0, true
	}
	id := n.book.Load().find(name)
	return id, id != 0
}

// seed makes hashes that nobody can foresee, and so no feed can make names that all fall into one place.
type seed struct {
	long maphash.Seed
	a, b uint64
}

func newSeed() seed {
	s := seed{long: maphash.MakeSeed()}
	s.a, s.b = maphash.String(s.long, "a"), maphash.String(s.long, "b")
	return s
}

func (s *seed) key(name string) key {
	n := len(name)
	switch {
	case n > 16:
		return key{maphash.String(s.long, name), load8(name[n-8:]), uint32(n)}
	case n >= 8:
		return key{load8(name), load8(name[n-8:]), uint32(n)}
	case n >= 4:
		return key{uint64(load4(name)), uint64(load4(name[n-4:])), uint32(n)}
	case n > 0:
		return key{uint64(name[0])<<16 | uint64(name[n/2])<<8 | uint64(name[n-1]), 0, uint32(n)}
	}
	return key{}
}

// hash folds a product of 128 bits, as wyhash does (Wang Yi, github.com/wangyi-fudan/wyhash).
func (s *seed) hash(k key) uint32 {
	hi, lo := bits.Mul64(k.first^s.a, k.last^s.b^uint64(k.n)<<32)
	lo ^= hi
	return uint32(lo ^ lo>>32)
}

func load8(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load4(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Name returns the name of a number.
func (n *Names) Name(id uint32) string { return *n.book.Load().names[id].Load() }

// Len returns how many numbers there are, none included.
func (n *Names) Len() int { return int(n.book.Load().used.Load()) }

// Dictionary holds the names of all dimensions.
type Dictionary struct {
	Queue, Channel, Topic, Stage, Team, Agent, Currency, Reason *Names
}

// NewDictionary returns an empty dictionary. Its limits are far above what a floor has, and low enough that a feed that makes up
// names for all of them cannot fill the memory: each queue × channel and each agent takes a kilobyte or two.
func NewDictionary() *Dictionary {
	return &Dictionary{
		Queue: NewNames(3_000), Channel: NewNames(64), Topic: NewNames(10_000), Stage: NewNames(2_000), Team: NewNames(5_000),
		Agent: NewNames(50_000), Currency: NewNames(200), Reason: NewNames(10_000),
	}
}
