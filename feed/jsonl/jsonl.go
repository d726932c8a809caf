// Package jsonl reads and writes floorboard's native format: one JSON object a line (JSON Lines, UTF-8),
// each object an event. Package feed says what the fields and types mean; fields.go says which fields
// there are, what JSON they take and which type of event they belong to.
//
// A line is read in two steps. The scanner (scan.go) checks that it is one JSON object (RFC 8259) and notes where
// the values of the known fields stand; of a name given twice the last counts, and null is as good as absent.
// Only then, the type being known, event.go turns those values into a feed.Event. Fields that are
// unknown, or that say nothing about this type of event, are ignored.
//
// Decoding allocates nothing for an event: its strings point into the block, save those that hold escapes or
// characters that feed.Clean takes out.
package jsonl

import (
	"bytes"
	"strings"
	"unsafe"

	"floorboard/feed"
)

// Format describes the native format to the table of formats.
func Format() feed.Format {
	return feed.Format{
		Name:      "jsonl",
		Help:      "native events, one JSON object a line",
		Detect:    detect,
		Stateless: true,
		New:       func() feed.Decoder { return new(decoder) },
	}
}

// byteOrderMark may stand before the first line (RFC 8259, section 8.1, lets readers ignore it); where
// files were joined it stands before others too.
const byteOrderMark = "\ufeff"

// detect says whether a line begins as an object.
func detect(line []byte) bool {
	line = bytes.TrimPrefix(line, []byte(byteOrderMark))
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t\r"), []byte("{"))
}

// Bounds of what is read.
const (
	maxLine  = 1 << 20 // bytes of a line, its line feed not counted
	maxDepth = 64      // objects and arrays within each other in one field
)

// decoder reads lines. It holds nothing that a later line depends on, only memory to be used again.
type decoder struct {
	fields fields
	clock  clock
	chunk  []byte // what unescaped strings are made of: only appended to, never used again
	slips  []slip // only while Decode runs
}

// Decode implements feed.Decoder.
func (d *decoder) Decode(block []byte, b *feed.Batch) (lines int64) {
	if n := len(block); n > 0 && block[n-1] != '\n' {
		cut := 1 + strings.LastIndexByte(view(block), '\n')
		lines = d.decode(view(block[:cut]), 0, b)
		last := append(append(make([]byte, 0, n-cut+1), block[cut:]...), '\n')
		return d.decode(view(last), lines, b)
	}
	return d.decode(view(block), 0, b)
}

// view returns the bytes of b as a string without copying them: the strings of events point into the
// block, as the contract of feed.Decoder lets them. Nobody may write to b as long as they are used.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// decode reads lines that all end with a line feed. The scanner relies on it: in no place but
// after the object is a line feed right, so that it never looks beyond the end. It returns the number of the last line, when before them there
// were so many.
func (d *decoder) decode(s string, before int64, b *feed.Batch) (number int64) {
	number = before
	for i := 0; i < len(s); {
		number++
		start := i
		if s[i] != '{' {
			if i = opening(s, i); s[i] == '\n' {
				i++
				continue
			}
		}
		b.Lines++
		e := next(b)
		var f fault
		f.body = i - start
		n, w := d.object(s[i:])
		if i += n; w != fine {
			f.why, f.at = w, i-start
			i = lineEnd(s, i)
		} else if i-start > maxLine {
			f.why = tooLong
		} else {
			f.why, f.field = d.event(s[i-n:], e)
		}
		switch f.why {
		case fine:
			b.Events = b.Events[:len(b.Events)+1]
		case unknownType:
			b.Unknown++
		default:
			b.Rejects++
			d.slip(slip{f, number, start, i})
		}
		i++
	}
	d.reject(s, b)
	return number
}

// next returns the event behind the last one of b, which counts once b.Events is made longer.
func next(b *feed.Batch) *feed.Event {
	n := len(b.Events)
	if n == cap(b.Events) {
		b.Events = append(b.Events, feed.Event{})[:n]
	}
	return &b.Events[:n+1][n]
}

// opening returns where the text of the line begins, or its line feed.
func opening(s string, i int) int {
	if strings.HasPrefix(s[i:], byteOrderMark) {
		i += len(byteOrderMark)
	}
	return blanks(s, i)
}

// lineEnd returns where the line feed at or after i stands.
func lineEnd(s string, i int) int { return i + strings.IndexByte(s[i:], '\n') }
