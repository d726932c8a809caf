package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of text from outside, in bytes. Longer text is cut at a character's border.
const (
	MaxName = 256  // names and identifiers
	MaxText = 2000 // free words
)

// Clean makes text from outside safe to keep and to show: valid UTF-8, at most limit bytes, without control
// characters, escape sequences, line breaks (they become a blank), invisible or direction-changing characters.
// Text that is clean already is returned as it is, without allocation.
func Clean(s string, limit int) string {
	if len(s) <= limit && plain(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == 0x1b || r == 0x9b {
			i += escapeLen(s[i:])
			continue
		}
		i += n
		if r == '\n' || r == '\r' || r == '\t' {
			r = ' '
		}
		if r == utf8.RuneError && n == 1 {
			r = '�'
		}
		if hostile(r) {
			continue
		}
		if b.Len()+utf8.RuneLen(r) > limit {
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain says whether s is printable ASCII throughout, which is nearly always so.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7f {
			return clean(s[i:])
		}
	}
	return true
}

func clean(s string) bool {
	for i, r := range s {
		if hostile(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "�") {
			return false
		}
	}
	return true
}

// hostile are the characters that move the cursor, hide text or turn its direction. Combining marks and
// wide characters stay: the board measures them.
func hostile(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	}
	return r > 0xff && unicode.Is(unicode.Co, r) || r >= 0xe0000 && r <= 0xe01ef || r >= 0xfe00 && r <= 0xfe0f
}

// escapeLen returns how many bytes the escape sequence at the start of s takes: ECMA-48, sections 5.4 (CSI)
// and 5.6 (strings).
func escapeLen(s string) int {
	i := 1
	kind := byte('[')
	if s[0] == 0x1b {
		if len(s) == 1 || s[1] >= utf8.RuneSelf { // what follows belongs to no sequence
			return 1
		}
		kind, i = s[1], 2
	} else {
		i = utf8.RuneLen(0x9b)
	}
	switch kind {
	case '[':
		for i < len(s) && s[i] >= 0x20 && s[i] <= 0x3f {
			i++
		}
		if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
			i++
		}
	case ']', 'P', '^', '_', 'X':
		for i < len(s) && s[i] != 0x07 && s[i] != 0x1b {
			i++
		}
		if i < len(s) && s[i] == 0x07 {
			i++
		} else if i+1 < len(s) && s[i+1] == '\\' {
			i += 2
		}
	}
	return min(i, len(s))
}
