package jsonl

import (
	"math/bits"

	"floorboard/feed"
)

// fields is what the scanner found in a line: where the values of the known fields stand, and of what kind they are.
type fields struct {
	at [numFields + 1]span // of strings without their quotes; of the unknown fields the last one

	here    set // fields that have a value
	numbers set // fields whose value is a number
	others  set // fields whose value is true, false, an array or an object
	special set // strings with escapes or anything but printable ASCII, or longer than a name may be

	// What was read in passing, because it is cheap while the bytes are at hand.
	kind  feed.Type // the type of event, or Unknown: event looks again then
	timed bool      // whether time is the time
	time  int64

	// follows is which field came after each one when it was seen last on a line of that type: feeds write them
	// in the same order again and again. After noField stands the first of a line. It makes the scanner fast, not different.
	follows [feed.NumTypes][1 << fieldBits]field
}

// strings returns the fields whose value is a string.
func (v *fields) strings() set { return v.here &^ (v.numbers | v.others) }

// span is a piece of the line.
type span struct{ start, end uint32 }

// value returns the piece of the line where the value of f stands.
func (v *fields) value(line string, f field) string {
	p := v.at[f]
	return line[p.start:p.end]
}

// object reads the object at the start of s up to the end of the line, and returns where the line feed stands; if it is
// no object, where it goes wrong and why.
func (d *decoder) object(s string) (i int, w why) {
	v := &d.fields
	clear(v.at[:numStrings])
	v.here, v.numbers, v.others, v.special, v.kind, v.timed = 0, 0, 0, 0, feed.Unknown, false
	f := noField
	if i = d.opening(s); i > 0 {
		f, i = fieldTime, blanks(s, i)
	} else {
		if s[0] != '{' {
			return 0, notObject
		}
		if i = blanks(s, 1); s[i] == '}' {
			return trailer(s, i+1)
		}
	}
	for {
		if s[i] != '"' {
			return i, wantsName
		}
		var done bool
		if i, done = d.plainMembers(s, i+1, f); done {
			return i, fine
		}
		if f, i, w = d.member(s, i); w != fine {
			return i, w
		}
		if i = blanks(s, i); s[i] != ',' {
			break
		}
		i = blanks(s, i+1)
	}
	if s[i] != '}' {
		return i, wantsComma
	}
	return trailer(s, i+1)
}

// opening reads {"time":"…", at the start of s, which is how most lines begin, if the time is in the minute that the clock
// remembers. It returns where it ends, or 0.
func (d *decoder) opening(s string) int {
	const head = `{"time":"2026-03-02T09:00:04.120Z",`
	if len(s) < len(head) || load(s, 0) != load(head, 0) || s[8] != '"' || s[33] != '"' || s[34] != ',' {
		return 0
	}
	ms, ok := milliseconds(load(s, 25))
	if !ok || load(s, 9) != d.clock.date || load(s, 17) != d.clock.minute {
		return 0
	}
	d.fields.here = 1 << fieldTime
	d.fields.at[fieldTime] = span{9, 33}
	d.fields.time, d.fields.timed = d.clock.at+ms, true
	return len(head)
}

// window is how many bytes plainMembers wants to have before it for a member: a name, sixteen bytes of its value and some.
const window = 64

// What closes a string, with the name or the line feed behind it.
const (
	commaClosing = '"' | ','<<8 | '"'<<16
	lastClosing  = '"' | '}'<<8 | '\n'<<16
)

// plainMembers reads members whose name is known and whose value is a string of printable ASCII, with no blanks between, which
// is what nearly all lines consist of. A name begins at s[i], behind its quote; before is the field before it. It returns
// where the line feed stands and true, if it came to the end of the line, or else where the name begins that it cannot read.
func (d *decoder) plainMembers(s string, i int, before field) (int, bool) {
	v := &d.fields
	for i+window <= len(s) {
		t := s[i : i+window]
		guess := &v.follows[v.kind][before&(1<<fieldBits-1)]
		f := *guess
		p := &fieldPatterns[f&(1<<fieldBits-1)]
		head, tail := load(t, 0), load(t, 8)
		if p.differs(head, tail) {
			f = fieldStarts.find(head)
			if p = &fieldPatterns[f&(1<<fieldBits-1)]; p.differs(head, tail) {
				break
			}
			*guess = f
		}
		value := t[p.length&31:]
		n := bits.TrailingZeros64(notPlain(load(value, 0))) >> 3
		n += bits.TrailingZeros64(notPlain(load(value, 8))) >> 3 & -(n >> 3) // no branch: nothing foretells how long a value is
		start, end := i+p.length, i+p.length+n
		if n == 16 {
			if end = plainEnd(s, end); end-start > feed.MaxName || end+4 > len(s) {
				break
			}
		}
		closing := load4(s, end) & 0xff_ff_ff
		if closing != commaClosing && closing != lastClosing {
			break
		}
		bit := set(1) << (f & 63)
		if v.here&bit != 0 { // said twice
			break
		}
		v.here |= bit
		v.at[f] = span{uint32(start), uint32(end)}
		if f == fieldType {
			v.kind = feed.Type(typeNames.find(wordAt(value, 0, n)))
		}
		if closing == lastClosing {
			return end + 2, true
		}
		i, before = end+3, f
	}
	return i, false
}

// member reads any member of the object: its name, without the first quote, begins at s[i]. It returns which field
// that is and where its value ends.
func (d *decoder) member(s string, start int) (f field, i int, w why) {
	v := &d.fields
	if f, i, w = d.name(s, start); w != fine {
		return f, i, w
	}
	if i, w = colon(s, i+1); w != fine {
		return f, i, w
	}
	v.forget(f) // said twice
	if s[i] != '"' {
		i, w = v.noString(s, i, f)
		return f, i, w
	}
	start = i + 1
	if i = plainEnd(s, start); s[i] != '"' || i-start > feed.MaxName {
		v.special |= of(f)
		if i, w = stringEnd(s, i); w != fine {
			return f, i, w
		}
	}
	v.here |= of(f)
	v.at[f] = span{uint32(start), uint32(i)}
	return f, i + 1, fine
}

// colon returns where the value begins behind the colon that should stand at s[i].
func colon(s string, i int) (int, why) {
	if i = blanks(s, i); s[i] != ':' {
		return i, wantsColon
	}
	return blanks(s, i+1), fine
}

// forget takes out what was said of a field.
func (v *fields) forget(f field) {
	gone := of(f)
	if v.here&gone == 0 {
		return
	}
	v.here, v.numbers, v.others, v.special = v.here&^gone, v.numbers&^gone, v.others&^gone, v.special&^gone
	v.at[f] = span{}
	switch f {
	case fieldType:
		v.kind = feed.Unknown
	case fieldTime:
		v.timed = false
	}
}

// noString notes the value of f that begins at s[i] and is no string, and returns where it ends. Null is no value.
func (v *fields) noString(s string, i int, f field) (end int, w why) {
	switch c := s[i]; {
	case c == '-' || c-'0' <= 9:
		v.numbers |= of(f)
		end, w = numberEnd(s, i)
	case c == 'n':
		return literalEnd(s, i)
	default:
		v.others |= of(f)
		end, w = valueEnd(s, i)
	}
	v.here |= of(f)
	v.at[f] = span{uint32(i), uint32(end)}
	return end, w
}

// name returns which field the name is that begins at s[i], and where its closing quote stands.
func (d *decoder) name(s string, i int) (field, int, why) {
	if i+16 <= len(s) {
		if f := findField(s[i:]); f != noField {
			return f, i + len(forms[f].name), fine
		}
	}
	end, w := stringEnd(s, i)
	if w != fine {
		return noField, end, w
	}
	return field(fieldNames.find(wordOf(d.unescaped(s[i:end])))), end, fine
}

// findField returns the field whose name and closing quote stand at the start of s, which has sixteen bytes at least.
func findField(s string) field {
	x := word{load(s, 0), load(s, 8)}
	return field(fieldNames.find(x.first(x.quote()))) // a name that we know has no escape before its first quote
}

// trailer returns where the line ends if nothing but blanks comes before.
func trailer(s string, i int) (int, why) {
	if i = blanks(s, i); s[i] != '\n' {
		return i, trailing
	}
	return i, fine
}

// blanks returns where the first byte from i on stands that is not white space of the line.
func blanks(s string, i int) int {
	for s[i] == ' ' || s[i] == '\t' || s[i] == '\r' {
		i++
	}
	return i
}

// plainEnd returns where the first byte from i on stands that is a quote, a backslash or not printable ASCII.
func plainEnd(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if m := notPlain(load(s, i)); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}

// notPlain marks the bytes of x that are not plain, with their highest bit. Bytes above the first one marked may be marked
// wrongly: a borrow or a carry runs upwards.
func notPlain(x uint64) uint64 {
	const ones = 0x0101010101010101
	controlOrQuote := x ^ ones*0x02 - ones*0x21 // below 0x20, or 0x22, which the exclusive or turns into 0x20
	backslash := x ^ ones*'\\' - ones
	deleted := x + ones // 0x7f becomes 0x80
	return ((controlOrQuote | backslash) | (deleted | x)) & (ones * 0x80)
}

// stringEnd returns where the quote stands that closes the string whose inside begins at s[i].
func stringEnd(s string, i int) (int, why) {
	for {
		i = plainEnd(s, i)
		switch c := s[i]; {
		case c == '"':
			return i, fine
		case c == '\\':
			n := escapeLen(s, i)
			if n == 0 {
				return i, badEscape
			}
			i += n
		case c < ' ':
			return i, controlInString
		case c >= 0x7f:
			for i++; s[i] >= 0x7f; i++ {
			}
		}
	}
}

// escapeLen returns how long the escape at s[i] is (RFC 8259, section 7), 0 if it is none.
func escapeLen(s string, i int) int {
	switch s[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if _, ok := hexDigit(s[k]); !ok {
				return 0
			}
		}
		return 6
	}
	return 0
}

// numberEnd returns where the number ends that begins at s[i] (RFC 8259, section 6).
func numberEnd(s string, i int) (int, why) {
	start := i
	if s[i] == '-' {
		i++
	}
	first := i
	if i = digitsEnd(s, i); i == first || s[first] == '0' && i > first+1 {
		return start, badNumber
	}
	if s[i] == '.' {
		first = i + 1
		if i = digitsEnd(s, first); i == first {
			return start, badNumber
		}
	}
	if s[i]|0x20 == 'e' {
		if i++; s[i] == '+' || s[i] == '-' {
			i++
		}
		first = i
		if i = digitsEnd(s, i); i == first {
			return start, badNumber
		}
	}
	return i, fine
}

func digitsEnd(s string, i int) int {
	for s[i]-'0' <= 9 {
		i++
	}
	return i
}

// literalEnd returns where the literal ends that begins at s[i].
func literalEnd(s string, i int) (int, why) {
	for _, word := range [...]string{"true", "false", "null"} {
		if len(s)-i > len(word) && s[i:i+len(word)] == word {
			return i + len(word), fine
		}
	}
	return i, wantsValue
}
