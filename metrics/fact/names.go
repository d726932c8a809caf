package fact

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"sync"
	"sync/atomic"
)

// other is the name under which everything is counted that comes after a dimension is full: a feed that makes up
// names without end must not fill the memory.
const other = "(other)"

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
	table []atomic.Uint64          // entries: open addressing, power of two
	names []atomic.Pointer[string] // by number
	used  atomic.Uint32            // numbers given away, 0 included
}

// entry is a name in the table, in one word, so that the table of a thousand agents fits into the nearest cache: the upper bits of the
// name's hash, and its number. 0 is empty. Names are told apart by the hash, of which the place in the table says some more bits.
type entry uint64

const (
	idBits   = 16
	maxNames = 1<<idBits - 2 // in a dimension, other not counted
)

func newEntry(hash uint64, id uint32) entry { return entry(hash>>idBits<<idBits | uint64(id)) }

func (e entry) id() uint32 { return uint32(e & (1<<idBits - 1)) }

func (e entry) is(hash uint64) bool { return uint64(e)>>idBits == hash>>idBits }

// NewNames returns an empty dimension for at most limit names.
func NewNames(limit int) *Names {
	n := &Names{limit: min(limit, maxNames), seed: newSeed()}
	n.book.Store(newBook(64))
	return n
}

func newBook(size int) *book {
	b := &book{table: make([]atomic.Uint64, size), names: make([]atomic.Pointer[string], size/2+1)}
	b.names[0].Store(new(string))
	b.used.Store(1)
	return b
}

// Missing stands for the number of a name that has none.
const Missing = 1<<idBits - 1

// Known returns the number of a name, Missing when it has none yet.
func (n *Names) Known(name string) uint32 {
	if name == "" {
		return 0
	}
	b := n.book.Load()
	hash := n.seed.hash(name)
	if e := entry(b.table[hash&uint64(len(b.table)-1)].Load()); e != 0 && e.is(hash) { // nearly always; the rest is what find does
		return e.id()
	}
	if id := b.find(hash); id != 0 {
		return id
	}
	return Missing
}

// ID returns the number of a name, which is new or known. It keeps a copy of a new name.
func (n *Names) ID(name string) uint32 {
	if id := n.Known(name); id != Missing {
		return id
	}
	return n.add(name, n.seed.hash(name))
}

func (n *Names) add(name string, hash uint64) uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := n.book.Load()
	if id := b.find(hash); id != 0 { // somebody else was quicker
		return id
	}
	if int(b.used.Load()) > n.limit {
		name, hash = other, n.seed.hash(other)
		if id := b.find(hash); id != 0 {
			return id
		}
	}
	if int(b.used.Load()) == len(b.names) {
		b = n.enlarge(b)
	}
	name = strings.Clone(name)
	return b.put(&name, hash)
}

// enlarge puts a book of twice the size in the place of b.
func (n *Names) enlarge(b *book) *book {
	larger := newBook(2 * len(b.table))
	for id := 1; id < len(b.names); id++ {
		name := b.names[id].Load()
		larger.put(name, n.seed.hash(*name))
	}
	n.book.Store(larger)
	return larger
}

// put adds a name. Its number is known to others once all else is written.
func (b *book) put(name *string, hash uint64) uint32 {
	id := b.used.Load()
	b.names[id].Store(name)
	b.used.Store(id + 1)
	place, _ := b.place(hash)
	place.Store(uint64(newEntry(hash, id)))
	return id
}

// find returns the number of the name with this hash, 0 when there is none.
func (b *book) find(hash uint64) uint32 {
	_, e := b.place(hash)
	return e.id()
}

// place is where a name of this hash stands in the table, or would stand, and what stood there when it was looked at. Who does not hold mu
// must not look again: what was empty may be another name's a moment later.
func (b *book) place(hash uint64) (*atomic.Uint64, entry) {
	mask := uint64(len(b.table) - 1)
	for i := hash; ; i++ {
		place := &b.table[i&mask]
		if e := entry(place.Load()); e == 0 || e.is(hash) {
			return place, e
		}
	}
}

// Find returns the number of a name, and whether it has one.
func (n *Names) Find(name string) (uint32, bool) {
	id := n.Known(name)
	return id, id != Missing
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

// hash tells names of up to 16 bytes apart by the first eight and the last eight bytes, and the length; longer ones by a hash of the
// standard library. It folds a product of 128 bits, as wyhash does (Wang Yi, github.com/wangyi-fudan/wyhash).
func (s *seed) hash(name string) uint64 {
	var first, last uint64
	n := len(name)
	switch {
	case n > 16:
		return maphash.String(s.long, name)
	case n >= 8:
		first, last = load8(name), load8(name[n-8:])
	case n >= 4:
		first, last = uint64(load4(name)), uint64(load4(name[n-4:]))
	case n > 0:
		first = uint64(name[0])<<16 | uint64(name[n/2])<<8 | uint64(name[n-1])
	}
	hi, lo := bits.Mul64(first^s.a, last^s.b^uint64(n)<<32)
	lo = (lo ^ hi) * 0x9e3779b97f4a7c15 // one product alone leaves names such as SIP/17 in clusters, with one seed of a hundred
	return lo ^ lo>>32
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
