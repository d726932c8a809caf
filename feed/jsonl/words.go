package jsonl

import (
	"math/bits"
	"strings"

	"floorboard/feed"
)

// pattern is a name with its closing quote, to be compared at once.
type pattern struct {
	name, mask word
	length     int // of the name, without the quote
}

// fieldPatterns are the patterns of the fields; that of noField matches nothing.
var fieldPatterns = newPatterns()

func newPatterns() (all [numFields + 1]pattern) {
	for f, form := range forms {
		n := len(form.name)
		all[f] = pattern{wordOf(form.name + `"`), word{^uint64(0), ^uint64(0)}.first(n + 1), n}
	}
	all[noField] = pattern{name: word{head: 1}, mask: word{head: 0xff}}
	return all
}

// matches says whether the name stands at s[i], where sixteen bytes must be left.
func (p *pattern) matches(s string, i int) bool {
	return (load(s, i)^p.name.head)&p.mask.head|(load(s, i+8)^p.name.tail)&p.mask.tail == 0
}

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
