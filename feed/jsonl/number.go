package jsonl

// decimal is a number in whole units of a power of ten, and what is to know about the rest.
type decimal struct {
	whole    int64 // the units of its absolute value
	negative bool  // below zero; -0 is not
	exact    bool  // nothing is left over
	up       bool  // half a unit or more is left over
}

// rounded returns the absolute value in units, halves rounded up.
func (n decimal) rounded() int64 {
	if n.up {
		return n.whole + 1
	}
	return n.whole
}

// maxWhole bounds the units: any number beyond it lies outside what a field may hold.
const maxWhole = 1_000_000_000_000_000_000

// parseDecimal reads a valid JSON number in units of 10^-places, digit by digit and thus exactly. ok is
// false when there are more units than maxWhole.
func parseDecimal(s string, places int) (n decimal, ok bool) {
	if s[0] == '-' {
		n.negative = true
		s = s[1:]
	}
	if whole, ok := parseShort(s, places); ok {
		n.whole, n.exact, n.negative = whole, true, n.negative && whole != 0
		return n, true
	}
	digits, point, exponent := parts(s)
	keep := point + exponent + places // how many digits, from the first, make the units
	n.exact = true
	zero := true
	seen := 0
	for i := 0; i < len(digits); i++ {
		c := int64(digits[i] - '0')
		if digits[i] == '.' {
			continue
		}
		zero = zero && c == 0
		switch {
		case seen < keep:
			if n.whole >= maxWhole/10 {
				return n, false
			}
			n.whole = n.whole*10 + c
		case c != 0:
			n.exact = false
			n.up = n.up || seen == keep && c >= 5
		}
		seen++
	}
	for ; seen < keep && n.whole != 0; seen++ {
		if n.whole >= maxWhole/10 {
			return n, false
		}
		n.whole *= 10
	}
	n.negative = n.negative && !zero
	return n, true
}

// parseShort reads what most numbers are: few digits, no exponent, and no more decimals than places.
func parseShort(s string, places int) (whole int64, ok bool) {
	if len(s) > 14 {
		return 0, false
	}
	left := -1 // how many more decimals there may be; -1 before the point
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.':
			left = places
		case c > '9' || left == 0:
			return 0, false
		default:
			whole = whole*10 + int64(c-'0')
			if left > 0 {
				left--
			}
		}
	}
	if left < 0 {
		left = places
	}
	for ; left > 0; left-- {
		whole *= 10
	}
	return whole, true
}

// parts takes a number without sign apart: its digits with the point, how many digits come before it,
// and the exponent.
func parts(s string) (digits string, point, exponent int) {
	point = -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.':
			point = i
		case 'e', 'E':
			exponent = parseExponent(s[i+1:])
			s = s[:i]
		}
	}
	if point < 0 {
		point = len(s)
	}
	return s, point, exponent
}

// parseExponent reads digits with a sign or without. It stops counting far beyond what matters: no line has
// digits enough to make up for it.
func parseExponent(s string) int {
	negative := s[0] == '-'
	if negative || s[0] == '+' {
		s = s[1:]
	}
	n := 0
	for i := 0; i < len(s) && n < 1<<30; i++ {
		n = n*10 + int(s[i]-'0')
	}
	if negative {
		return -n
	}
	return n
}
