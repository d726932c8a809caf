package jsonl

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"floorboard/feed"
)

// clean returns the text that raw, the inside of a JSON string, stands for, made safe and at most limit bytes long.
func (d *decoder) clean(raw string, limit int) string { return feed.Clean(d.unescaped(raw), limit) }

// unescaped returns the text that raw stands for. It lives as long as somebody holds it.
func (d *decoder) unescaped(raw string) string {
	if strings.IndexByte(raw, '\\') < 0 {
		return raw
	}
	if cap(d.chunk)-len(d.chunk) < len(raw) { // unescaping never makes text longer
		d.chunk = make([]byte, 0, max(len(raw), 4096))
	}
	start := len(d.chunk)
	d.chunk = unescape(d.chunk, raw)
	return view(d.chunk[start:])
}

// unescape appends to dst what raw, the inside of a valid JSON string, stands for. Half a surrogate pair
// becomes U+FFFD.
func unescape(dst []byte, raw string) []byte {
	for {
		i := strings.IndexByte(raw, '\\')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		c := raw[i+1]
		raw = raw[i+2:]
		switch c {
		case 'u':
			r, n := codePoint(raw)
			dst = utf8.AppendRune(dst, r)
			raw = raw[n:]
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		default:
			dst = append(dst, c)
		}
	}
}

// codePoint returns what the four digits at the start of s stand for, with the escape behind them if the two
// are a pair, and how many bytes that takes.
func codePoint(s string) (r rune, n int) {
	r = hex4(s)
	if !utf16.IsSurrogate(r) {
		return r, 4
	}
	if len(s) >= 10 && s[4] == '\\' && s[5] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(s[6:])); pair != utf8.RuneError {
			return pair, 10
		}
	}
	return utf8.RuneError, 4
}

func hex4(s string) rune {
	var r rune
	for i := range 4 {
		digit, _ := hexDigit(s[i])
		r = r<<4 | rune(digit)
	}
	return r
}

func hexDigit(c byte) (byte, bool) {
	if c-'0' <= 9 {
		return c - '0', true
	}
	c = (c | 0x20) - 'a' // either case
	return c + 10, c < 6
}
