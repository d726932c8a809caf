package queuelog

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"time"
	"unicode/utf8"
	"unsafe"

	"floorboard/feed"
)

// maxData is how many data fields of a line are kept. Asterisk writes up to six.
const maxData = 12

// line is one line of the log, cut into its fields. The strings point into the block that it was read from,
// unless they had to be cleaned.
type line struct {
	at    int64 // Unix milliseconds
	call  string
	queue string
	agent string
	event string
	data  []string

	fields [5 + maxData]string
}

// parse cuts s, which has no line break, and returns what is wrong with it and how to mend that, or "".
func (l *line) parse(s string) (problem string) {
	n, odd := l.cut(s)
	if odd {
		for i, f := range l.fields[:n] {
			l.fields[i] = feed.Clean(fromLatin1(f), feed.MaxName)
		}
	}
	if n < 5 {
		return fmt.Sprintf("fields: %d of at least 5; a line of a queue_log is epoch|callid|queue|agent|EVENT|data", n)
	}
	at, ok := parseTime(l.fields[0])
	if !ok {
		return fmt.Sprintf("time: %q is neither seconds since 1970 nor YYYY-MM-DD HH:MM:SS", l.fields[0])
	}
	l.at, l.call, l.queue, l.agent, l.event = at, l.fields[1], l.fields[2], l.fields[3], l.fields[4]
	if l.event == "" {
		return "no event: the fifth field must name one, such as ENTERQUEUE"
	}
	l.data = l.fields[5:n]
	return ""
}

// cut puts the fields of s into l.fields. It returns how many there are, what is too much left out, and
// whether they need cleaning: something is long, or not printable ASCII.
//
// It takes eight bytes at a time, in one word.
func (l *line) cut(s string) (n int, odd bool) {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
		low7 = 0x7f * ones
	)
	bytes := unsafe.Slice(unsafe.StringData(s), len(s))
	from := 0
	var strange uint64
	for i := 0; i < len(s); i += 8 {
		var v uint64
		if i+8 <= len(s) {
			v = binary.LittleEndian.Uint64(bytes[i:])
		} else {
			v = tail(bytes[i:])
		}
		del := v ^ low7
		// The high bit of some byte is set in these when v has a byte above 0x7f, below 0x20, or 0x7f.
		strange |= v | (v-0x20*ones)&^v | (del-ones)&^del

		bar := v ^ '|'*ones
		// The high bit of exactly the bytes that are bars: the sum carries into it unless all others are 0.
		for found := ^((bar&low7 + low7) | bar | low7); found != 0; found &= found - 1 {
			if n == len(l.fields) {
				break
			}
			at := i + bits.TrailingZeros64(found)/8
			l.fields[n] = s[from:at]
			n++
			from = at + 1
		}
	}
	if n < len(l.fields) {
		l.fields[n] = s[from:]
		n++
	}
	return n, strange&high != 0 || len(s) > feed.MaxName
}

// tail returns up to seven bytes as a word, the first one lowest, and blanks behind them.
func tail(b []byte) uint64 {
	var v uint64 = 0x2020202020202020
	for i := len(b) - 1; i >= 0; i-- {
		v = v<<8 | uint64(b[i])
	}
	return v
}

// none says whether a field is Asterisk's way of saying nothing.
func none(s string) bool { return s == "" || s == "NONE" }

// seconds reads data field i, counted from 0, as whole seconds. It returns milliseconds, or feed.Absent when
// the field is not there or is no such number: the data depend on Asterisk's version.
func (l *line) seconds(i int) int64 {
	if i < 0 || i >= len(l.data) {
		return feed.Absent
	}
	if n, ok := digits(l.data[i]); ok && n < 1e9 {
		return n * 1000
	}
	return feed.Absent
}

// text returns data field i, or "".
func (l *line) text(i int) string {
	if i >= len(l.data) {
		return ""
	}
	return l.data[i]
}

// lastSecond is the end of the year 9999, in Unix seconds.
const lastSecond = 253402300799

// parseTime reads Unix seconds, with a fraction or without, as milliseconds. The table form of the log
// (Asterisk, res_config, column "time") has YYYY-MM-DD HH:MM:SS.uuuuuu instead; it says no zone and is taken
// as UTC.
func parseTime(s string) (ms int64, ok bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if ms = ms*10 + int64(c-'0'); ms > lastSecond {
				return 0, false
			}
		case c == '.' && i > 0:
			frac, ok := millis(s[i+1:])
			return ms*1000 + frac, ok
		default:
			t, err := time.Parse(time.DateTime, s) // takes a fraction too
			return t.UnixMilli(), err == nil && t.Unix() >= 0
		}
	}
	return ms * 1000, s != ""
}

// millis reads the digits after a decimal point; what is below a millisecond is cut.
func millis(s string) (ms int64, ok bool) {
	unit := int64(100)
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		ms += int64(s[i]-'0') * unit
		unit /= 10
	}
	return ms, true
}

// digits reads a number of up to 18 decimal digits.
func digits(s string) (n int64, ok bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int64(c)
	}
	return n, true
}

// fromLatin1 returns s as UTF-8. Asterisk writes the bytes that it was configured with, and in old
// installations names are ISO 8859-1.
func fromLatin1(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range runes {
		runes[i] = rune(s[i])
	}
	return string(runes)
}
