package queuelog

import (
	"fmt"
	"math/bits"
	"strings"
	"time"
	"unicode/utf8"

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

	raw    string
	fields int
	starts [maxFields + 1]int // where each field begins in raw; one bar before that, the one before it ends
}

// field returns field i, of those that there are.
func (l *line) field(i int) string { return l.raw[l.starts[i] : l.starts[i+1]-1] }

// data returns how many data fields there are.
func (l *line) data() int { return l.fields - 5 }

// parse cuts s, which has no line break, and returns what is wrong with it and how to mend that, or "".
func (l *line) parse(s string) (problem string) {
	if !l.cut(s) {
		l.clean(s)
	}
	if l.fields < 5 {
		return fmt.Sprintf("fields: %d of at least 5; a line of a queue_log is epoch|callid|queue|agent|EVENT|data", l.fields)
	}
	at, ok := parseTime(l.field(0))
	if !ok {
		return fmt.Sprintf("time: %q is neither seconds since 1970 nor YYYY-MM-DD HH:MM:SS", l.field(0))
	}
	l.at, l.call, l.queue, l.agent, l.event = at, l.field(1), l.field(2), l.field(3), l.field(4)
	if l.event == "" {
		return "no event: the fifth field must name one, such as ENTERQUEUE"
	}
	return ""
}

// maxFields is how many fields of a line are kept.
const maxFields = 5 + maxData

// clean cuts s again, and makes its fields fit to keep and to show. That gives and takes no bar.
func (l *line) clean(s string) {
	fields := strings.SplitN(s, "|", maxFields+1)
	fields = fields[:min(len(fields), maxFields)]
	l.fields, l.starts[0] = len(fields), 0
	for i, f := range fields {
		fields[i] = feed.Clean(fromLatin1(f), feed.MaxName)
		l.starts[i+1] = l.starts[i] + len(fields[i]) + 1
	}
	l.raw = strings.Join(fields, "|")
}

// cut finds the fields of s, those beyond the bound left out. It returns false if s has to be cleaned instead:
// it is long, or not printable ASCII.
func (l *line) cut(s string) (plain bool) {
	if len(s) > feed.MaxName {
		return false
	}
	l.raw = s
	n := 0
	for from := 0; from < len(s); from += 64 {
		bars, plain := scan(s, from)
		if !plain {
			return false
		}
		for ; bars != 0 && n < maxFields; bars &= bars - 1 {
			n++
			l.starts[n] = from + bits.TrailingZeros64(bars) + 1
		}
	}
	if n < maxFields {
		n++
		l.starts[n] = len(s) + 1
	}
	l.fields = n
	return true
}

// Words of eight bytes each.
const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// scan looks at up to 64 bytes of s. It returns which of them are bars, that at from in the lowest bit, and whether
// all are printable ASCII; if not, the bars may be wrong. It takes eight bytes at a time, in one word.
func scan(s string, from int) (bars uint64, plain bool) {
	var strange uint64
	at, end := from, min(from+64, len(s))
	for ; end-at >= 8; at += 8 {
		v := load8(s[at:])
		strange |= odd(v)
		bars |= barsIn(v) << (uint(at) & 63)
	}
	if at < end {
		v := tail(s, at)
		strange |= odd(v)
		bars |= barsIn(v) << (uint(at) & 63)
	}
	return bars, strange&high == 0
}

// odd has the high bit of some byte set when v has a byte above 0x7e or below 0x20.
func odd(v uint64) uint64 { return v | (v + ones) | (v - 0x20*ones) }

// barsIn returns which bytes of v, all of them ASCII, are bars, in its lowest eight bits.
func barsIn(v uint64) uint64 {
	others := (v ^ '|'*ones) + 0x7f*ones // the high bit of each byte that is no bar: the sum carries into it
	return (high &^ others) * 0x0002040810204081 >> 56
}

// tail returns the up to seven bytes from at to the end as a word, the first one lowest, and blanks behind them.
func tail(s string, at int) uint64 {
	const blanks = 0x20 * ones
	if len(s) >= 8 {
		n := 8 * uint(len(s)-at)
		return load8(s[len(s)-8:])>>(64-n) | blanks<<n
	}
	var v uint64 = blanks
	for i := len(s) - 1; i >= 0; i-- {
		v = v<<8 | uint64(s[i])
	}
	return v
}

// none says whether a field is Asterisk's way of saying nothing.
func none(s string) bool { return s == "" || s == "NONE" }

// seconds reads data field i, counted from 0, as whole seconds. It returns milliseconds, or feed.Absent when
// the field is not there or is no such number: the data depend on Asterisk's version.
func (l *line) seconds(i int) int64 {
	if i < 0 || i >= l.data() {
		return feed.Absent
	}
	if n, ok := digits(l.field(5 + i)); ok && n < 1e9 {
		return n * 1000
	}
	return feed.Absent
}

// text returns data field i, or "".
func (l *line) text(i int) string {
	if i >= l.data() {
		return ""
	}
	return l.field(5 + i)
}

// lastSecond is the end of the year 9999, in Unix seconds.
const lastSecond = 253402300799

// parseTime reads Unix seconds, with a fraction or without, as milliseconds. The table form of the log
// (Asterisk, res_config, column "time") has YYYY-MM-DD HH:MM:SS.uuuuuu instead; it says no zone and is taken
// as UTC.
func parseTime(s string) (ms int64, ok bool) {
	if len(s) == 10 { // from 2001 to 2286: nearly always
		n, eight := eightDigits(load8(s))
		if rest, two := digits(s[8:]); eight && two {
			return (n*100 + rest) * 1000, true
		}
	}
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

// eightDigits reads the digits in v, the first one lowest, in pairs, then fours, then all.
func eightDigits(v uint64) (n int64, ok bool) {
	v ^= '0' * ones
	ok = (v|(v+(0x80-10)*ones))&high == 0
	v = 10*v + v>>8 // in every other byte
	v = v&0xff_0000_00ff*(100+1_000_000<<32) + v>>16&0xff_0000_00ff*(1+10_000<<32)
	return int64(v >> 32), ok
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
