package jsonl

import (
	"strings"

	"floorboard/feed"
)

// words finds one of a few dozen known words without trying each: a perfect hash of a word's first eight
// bytes, in which all of ours differ. None is longer than sixteen.
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
	for factor := uint64(0x9e3779b97f4a7c15); ; factor += 0x632be59bd9b4e01a {
		w := words{factor: factor, other: other}
		for i := range w.slots {
			w.slots[i].index = other
		}
		if w.fill(first, last, name) {
			return w
		}
	}
}

func (w *words) fill(first, last int, name func(int) string) bool {
	for i := first; i < last; i++ {
		x := wordOf(name(i))
		p := w.slot(x)
		if p.word != (word{}) {
			return false
		}
		*p = slot{x, uint8(i)}
	}
	return true
}

func (w *words) slot(x word) *slot { return &w.slots[x.head*w.factor>>(64-slotBits)] }

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

// load returns the eight bytes of s from i on, the first one lowest.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
