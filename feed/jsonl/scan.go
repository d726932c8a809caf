package jsonl

import (
	"math/bits"

	"floorboard/feed"
)

// fields is what the scanner found in a line: where the values of the known fields stand, and of what kind they are.
type fields struct {
	at [numFields + 1]span // of strings without their quotes; of the unknown fields the last one

	// follows is which field came after each one when it was seen last: feeds write them in the same order again
	// and again. After noField stands the first of a line. It makes the scanner fast, not different.
	follows [numFields + 1]field

	strings set // fields whose value is a string
	numbers set // fields whose value is a number
	others  set // fields whose value is true, false, an array or an object
	special set // strings with escapes or anything but printable ASCII, or longer than a name may be
}

// span is a piece of the line.
type span struct{ start, end uint32 }

// value returns the piece of the line where the value of f stands.
func (v *fields) value(line string, f field) string {
	p := v.at[f]
	return line[p.start:p.end]
}

// object reads the object that begins at s[i] up to the end of the line, and returns where the line feed stands; if it is
// no object, where it goes wrong and why. The spans count from base. (It is one long function because calls
// for each name and each string would cost a third of the time that it takes.)
func (d *decoder) object(s string, i, base int) (int, why) {
	v := &d.fields
	clear(v.at[:numStrings])
	v.strings, v.numbers, v.others, v.special = 0, 0, 0, 0
	if s[i] != '{' {
		return i, notObject
	}
	if i = blanks(s, i+1); s[i] == '}' {
		return trailer(s, i+1)
	}
	if s[i] != '"' {
		return i, wantsName
	}
	seen, w, f := set(0), fine, noField
	for {
		// A name begins at s[i], most likely the one that came after the last one on the line before.
		start, before := i+1, f
		f = v.follows[before]
		if name := &fieldPatterns[f]; start+16 <= len(s) && name.matches(s, start) {
			i = start + name.length
		} else if f, i, w = d.name(s, start); w != fine {
			return i, w
		}
		v.follows[before] = f
		if i+3 <= len(s) && s[i:i+3] == `":"` {
			i += 2
		} else if i, w = colon(s, i+1); w != fine {
			return i, w
		}
		bit := set(1) << (f & 63)
		if seen&bit != 0 {
			v.forget(bit) // said twice
		}
		seen |= bit
		if s[i] == '"' {
			i++
			start := i
			m := uint64(0)
			for i+8 <= len(s) && m == 0 {
				m = notPlain(load(s, i))
				i += 8
			}
			if m != 0 {
				i += bits.TrailingZeros64(m)>>3 - 8
			}
			if m == 0 || s[i] != '"' || i-start > feed.MaxName {
				v.special |= bit
				if i, w = stringEnd(s, start); w != fine {
					return i, w
				}
			}
			v.strings |= bit
			v.at[f] = span{uint32(start - base), uint32(i - base)}
			if i+3 <= len(s) && s[i:i+3] == `","` {
				i += 2
				continue
			}
			i++
		} else if i, w = v.noString(s, i, base, f); w != fine {
			return i, w
		}
		if i = blanks(s, i); s[i] != ',' {
			break
		}
		if i = blanks(s, i+1); s[i] != '"' {
			return i, wantsName
		}
	}
	if s[i] != '}' {
		return i, wantsComma
	}
	return trailer(s, i+1)
}

// colon returns where the value begins behind the colon that should stand at s[i].
func colon(s string, i int) (int, why) {
	if i = blanks(s, i); s[i] != ':' {
		return i, wantsColon
	}
	return blanks(s, i+1), fine
}

// forget takes out what was said of a field.
func (v *fields) forget(bit set) {
	v.strings, v.numbers, v.others, v.special = v.strings&^bit, v.numbers&^bit, v.others&^bit, v.special&^bit
}

// noString notes the value of f that begins at s[i] and is no string, and returns where it ends. Null is no value.
func (v *fields) noString(s string, i, base int, f field) (end int, w why) {
	switch c := s[i]; {
	case c == '-' || c-'0' <= 9:
		v.numbers |= of(f)
		end, w = numberEnd(s, i)
	case c == 'n':
		v.at[f] = span{}
		return literalEnd(s, i)
	default:
		v.others |= of(f)
		end, w = valueEnd(s, i)
	}
	v.at[f] = span{uint32(i - base), uint32(end - base)}
	return end, w
}

// name returns which field the name is that begins at s[i], and where its closing quote stands.
func (d *decoder) name(s string, i int) (field, int, why) {
	if i+16 <= len(s) {
		x := word{load(s, i), load(s, i+8)}
		n := x.quote()
		if f := field(fieldNames.find(x.first(n))); f != noField {
			return f, i + n, fine // a name that we know has no escape before its first quote
		}
	}
	end, w := stringEnd(s, i)
	if w != fine {
		return noField, end, w
	}
	return field(fieldNames.find(wordOf(d.unescaped(s[i:end])))), end, fine
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
