package report

import (
	"math"
	"strconv"
	"unicode/utf8"
)

func (j *writer) text(s string) { j.b = append(j.b, s...) }

// comma separates from what stands before in the same object or list, if anything does.
func (j *writer) comma() {
	if n := len(j.b); n == 0 || j.b[n-1] != '{' && j.b[n-1] != '[' {
		j.b = append(j.b, ',')
	}
}

// key begins a member of an object. The name is one of ours and needs no escape.
func (j *writer) key(name string) {
	j.comma()
	j.b = append(j.b, '"')
	j.b = append(j.b, name...)
	j.b = append(j.b, '"', ':')
}

// member returns how a member of this name begins, with the comma before it. The name is one of ours and needs no escape.
func member(name string) string { return `,"` + name + `":` }

// begin begins a member of an object, without the comma where it is the first one.
func (j *writer) begin(member string) {
	if j.b[len(j.b)-1] == '{' {
		member = member[1:]
	}
	j.b = append(j.b, member...)
}

// word writes a string that needs no escape.
func (j *writer) word(s string) {
	j.b = append(j.b, '"')
	j.b = append(j.b, s...)
	j.b = append(j.b, '"')
}

// item begins an object in a list, on a line of its own.
func (j *writer) item() {
	j.comma()
	j.text("\n{")
}

func (j *writer) list(name string, list []string) {
	j.key(name)
	j.text("[")
	for _, s := range list {
		j.comma()
		j.string(s)
	}
	j.text("]")
}

func (j *writer) bool(b bool) { j.b = strconv.AppendBool(j.b, b) }

func (j *writer) int(n int64) {
	if n < 0 {
		j.b = append(j.b, '-')
		n = -n
	}
	j.uint(uint64(n))
}

// uint writes what is mostly small.
func (j *writer) uint(n uint64) {
	switch {
	case n < 10:
		j.b = append(j.b, byte('0'+n))
	case n < 100:
		j.b = append(j.b, byte('0'+n/10), byte('0'+n%10))
	case n < 1000:
		j.b = append(j.b, byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	case n < 10_000:
		j.b = append(j.b, byte('0'+n/1000), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
	default:
		j.b = strconv.AppendUint(j.b, n, 10)
	}
}

// number writes the shortest decimal that reads back as f, without an exponent; null for what is no number.
func (j *writer) number(f float64) {
	if math.IsNaN(f) {
		j.text("null")
		return
	}
	if n := int64(f); float64(n) == f && n < exact && n > -exact {
		j.int(n)
		return
	}
	// At most 15 digits that read back as f are the shortest there are, and soon found.
	if n := math.RoundToEven(f * 1000); n/1000 == f && math.Abs(n) < exact {
		j.fixed(int64(n), 3)
		return
	}
	if math.IsInf(f, 0) {
		j.text("null")
		return
	}
	j.b = strconv.AppendFloat(j.b, f, 'f', -1, 64)
}

// exact bounds the whole numbers that a float64 holds in 15 digits.
const exact = 1e15

// seconds writes f to the millisecond.
func (j *writer) seconds(f float64) {
	if math.IsNaN(f) {
		j.text("null")
		return
	}
	if n := math.RoundToEven(f * 1000); math.Abs(n) < exact {
		j.fixed(int64(n), 3)
		return
	}
	j.number(f)
}

// rounded writes f to the millionth, without the noise of a difference.
func (j *writer) rounded(f float64) {
	if n := math.RoundToEven(f * 1e6); math.Abs(n) < exact {
		j.fixed(int64(n), 6)
		return
	}
	j.number(f)
}

// fixed writes n with the decimal point before its last digits, and without trailing zeros.
func (j *writer) fixed(n int64, decimals int) {
	if n < 0 {
		j.b = append(j.b, '-')
		n = -n
	}
	whole, rest := uint64(n)/1000, uint64(n)%1000
	if decimals == 6 {
		whole, rest = uint64(n)/1_000_000, uint64(n)%1_000_000
	}
	j.uint(whole)
	if rest == 0 {
		return
	}
	var digits [6]byte
	for i := decimals - 1; i >= 0; i-- {
		digits[i] = byte('0' + rest%10)
		rest /= 10
	}
	for digits[decimals-1] == '0' {
		decimals--
	}
	j.b = append(j.b, '.')
	j.b = append(j.b, digits[:decimals]...)
}

func (j *writer) string(s string) { j.b = appendString(j.b, s) }

func (j *writer) stringOrNull(s string) {
	if s == "" {
		j.text("null")
		return
	}
	j.string(s)
}

// appendString appends s as a JSON string: RFC 8259, section 7. What is no UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		n, verbatim := charLen(s[i:])
		if !verbatim {
			b = append(b, s[from:i]...)
			b = appendEscaped(b, s[i])
			from = i + n
		}
		i += n
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// charLen returns the length of the first character of s, and whether it stands in a JSON string as it is.
func charLen(s string) (n int, verbatim bool) {
	if c := s[0]; c < utf8.RuneSelf {
		return 1, c >= 0x20 && c != '"' && c != '\\'
	}
	r, n := utf8.DecodeRuneInString(s)
	return n, r != utf8.RuneError || n > 1
}

func appendEscaped(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch {
	case c == '"' || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, '\\', 'n')
	case c < 0x20:
		return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
	return append(b, "\uFFFD"...)
}
