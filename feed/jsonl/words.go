package jsonl

import (
	"math/bits"
	"strings"

	"floorboard/feed"
)

// pattern is a name with what comes behind it, up to the quote that opens its value, to be compared at once.
type pattern struct {
	name, mask word
	length     int
}

// fieldPatterns are the patterns of the fields that are strings; those of the others match nothing.
var fieldPatterns = newPatterns()

func newPatterns() (all [1 << fieldBits]pattern) {
	for f := range all {
		all[f] = pattern{name: word{head: 1}, mask: word{head: 0xff}}
	}
	for f, form := range forms {
		if whole := form.name + `":"`; form.kind&text != 0 && len(whole) <= 16 {
			all[f] = pattern{wordOf(whole), word{^uint64(0), ^uint64(0)}.first(len(whole)), len(whole)}
		}
	}
	return all
}

// differs says whether sixteen bytes do not begin so.
func (p *pattern) differs(head, tail uint64) bool {
	return (head^p.name.head)&p.mask.head|(tail^p.name.tail)&p.mask.tail != 0
}

// starts finds the field whose name begins with given bytes, quote and colon included where it is short. No two fields begin alike.
type starts struct {
	factor uint32
	slots  [1 << startBits]field
}

const startBits = 8

var fieldStarts = newStarts()

func newStarts() starts {
	factor := uint32(0x9e3779b1)
	for range 100_000 {
		factor += 0x632be5aa
		s := starts{factor: factor}
		if s.fill() {
			return s
		}
	}
	panic("jsonl: two fields begin alike")
}

func (s *starts) fill() bool {
	for i := range s.slots {
		s.slots[i] = noField
	}
	for f, form := range forms {
		p := &s.slots[s.slot(wordOf(form.name+`":`).head)]
		if *p != noField {
			return false
		}
		*p = field(f)
	}
	return true
}

func (s *starts) slot(head uint64) uint32 { return uint32(head) * s.factor >> (32 - startBits) }

// find returns the field that a name may be which begins so.
func (s *starts) find(head uint64) field { return s.slots[s.slot(head)] }

// words finds one of a few dozen known words without trying each, by a perfect hash. None is longer than fifteen bytes.
type words struct {
	factor uint64
	other  uint8
	slots  [1 << slotBits]slot
}

const slotBits = 7

type slot struct {
	word
	index uint8
}

// word is up to sixteen bytes of text, with zeros behind them.
type word struct{ head, tail uint64 }

var (
	fieldNames = newWords(0, int(numFields), uint8(noField), func(i int) string { return forms[i].name })
	byNames    = newWords(int(feed.ByAgent), int(feed.BySystem)+1, uint8(feed.ByNobody), func(i int) string { return feed.By(i).String() })
	stateNames = newWords(int(feed.Available), int(feed.NumAgentStates), uint8(feed.StateUnknown), func(i int) string { return feed.AgentState(i).String() })
	typeNames  = newWords(int(feed.Queued), int(feed.NumTypes), uint8(feed.Unknown), func(i int) string { return feed.Type(i).String() })
)

// newWords makes the table of the words from first up to, not including, last, trying factors until no two
// words share a slot. Other is the index of all other words.
func newWords(first, last int, other uint8, name func(int) string) words {
	factor := uint64(0x9e3779b97f4a7c15)
	for range 10_000 {
		factor += 0x632be59bd9b4e01a
		w := words{factor: factor, other: other}
		for i := range w.slots {
			w.slots[i].index = other
		}
		if w.fill(first, last, name) {
			return w
		}
	}
	panic("jsonl: a word is there twice or is longer than fifteen bytes")
}

func (w *words) fill(first, last int, name func(int) string) bool {
	for i := first; i < last; i++ {
		x := wordOf(name(i))
		p := w.slot(x)
		if p.word != (word{}) || len(name(i)) > 15 {
			return false
		}
		*p = slot{x, uint8(i)}
	}
	return true
}

func (w *words) slot(x word) *slot { return &w.slots[(x.head+3*x.tail)*w.factor>>(64-slotBits)] }

// find returns the index of a word.
func (w *words) find(x word) uint8 {
	if p := w.slot(x); p.word == x {
		return p.index
	}
	return w.other
}

// wordOf returns s as a word; what is longer than a word can be, or holds a zero, becomes one that is not known.
func wordOf(s string) word {
	var b [16]byte
	if copy(b[:], s) < len(s) || strings.IndexByte(s, 0) >= 0 {
		return word{}
	}
	return word{load(string(b[:]), 0), load(string(b[:]), 8)}
}

// wordAt returns s[i:i+n] as a word, n being plain bytes.
func wordAt(s string, i, n int) word {
	if i+16 > len(s) || n > 16 {
		return wordOf(s[i : i+n])
	}
	return word{load(s, i), load(s, i+8)}.first(n)
}

// quote returns how many bytes of x come before the first quote.
func (x word) quote() int {
	if m := quotes(x.head); m != 0 {
		return bits.TrailingZeros64(m) >> 3
	}
	return 8 + bits.TrailingZeros64(quotes(x.tail))>>3
}

// quotes marks the quotes in x with their highest bit; above the first one the marks may be wrong.
func quotes(x uint64) uint64 {
	const ones = 0x0101010101010101
	x ^= ones * '"'
	return (x - ones) &^ x & (ones * 0x80)
}

// first returns the first n bytes of x.
func (x word) first(n int) word {
	x.head &= 1<<(uint(n)*8) - 1
	x.tail &= 1<<(uint(max(n-8, 0))*8) - 1
	return x
}

// load returns the eight bytes of s from i on, the first one lowest.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// load4 returns the four bytes of s from i on, the first one lowest.
func load4(s string, i int) uint64 {
	s = s[i : i+4]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
