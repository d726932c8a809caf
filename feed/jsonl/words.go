package jsonl

import "floorboard/feed"

// words finds one of a few dozen known words without trying each: a perfect hash of a word's first eight
// bytes, in which all of ours differ.
type words struct {
	factor uint64
	other  uint8
	slots  [1 << slotBits]slot
}

const slotBits = 7

type slot struct {
	head   uint64 // the first eight bytes, zeros behind a shorter word
	tail   string // what comes after them
	length int
	index  uint8
}

var (
	fieldNames = newWords(0, int(numFields), uint8(noField), func(i int) string { return forms[i].name })
	typeNames  = newWords(int(feed.Queued), int(feed.NumTypes), uint8(feed.Unknown), func(i int) string { return feed.Type(i).String() })
)

// newWords makes the table of the words from first up to, not including, last, trying factors until no two
// words share a slot. Other is the index of all other words.
func newWords(first, last int, other uint8, word func(int) string) words {
	for factor := uint64(0x9e3779b97f4a7c15); ; factor += 0x632be59bd9b4e01a {
		w := words{factor: factor, other: other}
		for i := range w.slots {
			w.slots[i].index = other
		}
		if w.fill(first, last, word) {
			return w
		}
	}
}

func (w *words) fill(first, last int, word func(int) string) bool {
	for i := first; i < last; i++ {
		s := word(i)
		head := headOf(s, 0, len(s))
		p := w.slot(head)
		if p.length != 0 {
			return false
		}
		*p = slot{head: head, tail: s[min(8, len(s)):], length: len(s), index: uint8(i)}
	}
	return true
}

func (w *words) slot(head uint64) *slot { return &w.slots[head*w.factor>>(64-slotBits)] }

// find returns the index of the word s[i:i+n].
func (w *words) find(s string, i, n int) uint8 {
	head := headOf(s, i, n)
	p := w.slot(head)
	if p.head != head || p.length != n || n > 8 && s[i+8:i+n] != p.tail {
		return w.other
	}
	return p.index
}

// short returns the index of a word of less than eight bytes, none of them zero: its head is all of it.
func (w *words) short(head uint64) uint8 {
	if p := w.slot(head); p.head == head {
		return p.index
	}
	return w.other
}

// headOf returns the first eight bytes of s[i:i+n], zeros behind them when there are fewer.
func headOf(s string, i, n int) uint64 {
	if i+8 <= len(s) {
		return load(s, i) & (1<<(uint(n)*8) - 1)
	}
	var x uint64
	for k := range min(n, 8) {
		x |= uint64(s[i+k]) << (8 * k)
	}
	return x
}

// load returns the eight bytes of s from i on, the first one lowest.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
