package jsonl

import (
	"math/bits"

	"floorboard/feed"
)

// fields is what the scanner found in a line: where the values of the known fields stand, and of what kind they are.
type fields struct {
	at [numFields + 1]span // of strings without their quotes; of the unknown fields the last one

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
// no object, where it goes wrong and why. The spans count from base. (It is one long function because a call
// for every value would cost a fifth of the time that it takes.)
func (d *decoder) object(s string, i, base int) (int, why) {
	v := &d.fields
	clear(v.at[:numStrings])
	var strings, numbers, others, special set
	if s[i] != '{' {
		return i, notObject
	}
	if i = blanks(s, i+1); s[i] == '}' {
		v.strings, v.numbers, v.others, v.special = 0, 0, 0, 0
		return trailer(s, i+1)
	}
	for {
		if s[i] != '"' {
			return i, wantsName
		}
		start := i + 1
		i = plainEnd(s, start)
		f := noField
		if s[i] == '"' {
			f = field(fieldNames.find(s, start, i-start))
		} else {
			var w why
			if i, w = stringEnd(s, i); w != fine {
				return i, w
			}
			f = d.escapedName(s[start:i])
		}
		if i++; s[i] != ':' {
			if i = blanks(s, i); s[i] != ':' {
				return i, wantsColon
			}
		}
		if i++; s[i] <= ' ' {
			i = blanks(s, i)
		}
		bit := set(1) << f
		if (strings|numbers|others)&bit != 0 { // said twice
			strings, numbers, others, special = strings&^bit, numbers&^bit, others&^bit, special&^bit
		}
		w := fine
		start = i
		switch c := s[i]; {
		case c == '"':
			start++
			strings |= bit
			i = plainEnd(s, start)
			if s[i] != '"' {
				special |= bit
				if i, w = stringEnd(s, i); w != fine {
					return i, w
				}
			} else if i-start > feed.MaxName {
				special |= bit
			}
			v.at[f] = span{uint32(start - base), uint32(i - base)}
			i++
		case c == '-' || c-'0' <= 9:
			numbers |= bit
			i, w = numberEnd(s, i)
			v.at[f] = span{uint32(start - base), uint32(i - base)}
		case c == 'n':
			i, w = literalEnd(s, i)
			v.at[f] = span{}
		default:
			others |= bit
			i, w = valueEnd(s, i)
			v.at[f] = span{uint32(start - base), uint32(i - base)}
		}
		if w != fine {
			return i, w
		}
		if s[i] <= ' ' {
			i = blanks(s, i)
		}
		if s[i] != ',' {
			break
		}
		if i++; s[i] <= ' ' {
			i = blanks(s, i)
		}
	}
	if s[i] != '}' {
		return i, wantsComma
	}
	v.strings, v.numbers, v.others, v.special = strings, numbers, others, special
	return trailer(s, i+1)
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
	return (controlOrQuote | backslash | deleted | x) & (ones * 0x80)
}

// stringEnd returns where the quote stands that closes the string, of which s[i] is a byte or the end.
func stringEnd(s string, i int) (int, why) {
	for {
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
		i = plainEnd(s, i)
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
