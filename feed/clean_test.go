package feed

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain text stays as it is", "Zoë Müller, 漢字 👍 e\u0301", "Zoë Müller, 漢字 👍 e\u0301"},
		{"line breaks and tabs are blanks", "a\nb\tc\r\nd", "a b c  d"},
		{"control characters", "a\x00b\x07c\x7fd\u0085e", "abcde"},
		{"colours (CSI)", "\x1b[1;31mred\x1b[0m", "red"},
		{"a title (OSC), ended by BEL and by ST", "\x1b]0;you\x07a\x1b]8;;http://x\x1b\\b", "ab"},
		{"a device string (DCS) that does not end", "a\x1bPevil", "a"},
		{"an escape of two characters", "a\x1bcb", "ab"},
		{"an escape at the end", "a\x1b", "a"},
		{"CSI in one character (C1)", "a\u009b31mb", "ab"},
		{"an escape before what is no ASCII", "a\x1béb", "aéb"},
		{"bytes that are no UTF-8", "a\xff\xc3b", "a��b"},
		{"direction marks and overrides", "a\u202eb\u2066c\u200fd\u061ce", "abcde"},
		{"what cannot be seen", "a\u200bb\u00adc\ufeffd\u180ee\ufff9f\ufe0fg\U000e0041h", "abcdefgh"},
		{"private characters", "a\ue000b", "ab"},
	} {
		if got := Clean(c.in, MaxText); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for max, want := range []string{"", "a", "a", "aé", "aé", "aéé"} {
		if got := Clean("aéé", max); got != want {
			t.Errorf("cut to %d bytes: %q, want %q", max, got, want)
		}
	}
	text := strings.Repeat("what most names are like ", 8)
	if n := testing.AllocsPerRun(10, func() { Clean(text, MaxName) }); n != 0 {
		t.Errorf("%v allocations for clean text", n)
	}
}

// FuzzClean: whatever comes in, what goes out can be shown, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"plain", "\x1b[31mred\x1b[0m", "\x1b]0;x\x07", "a\u202eb", "\xff\xfe", "é\u009b1m", "👨‍👩‍👧", "\x1b\x1b[\x1b]"} {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, s string, max int) {
		max = min(max, 3000)
		out := Clean(s, max)
		if !utf8.ValidString(out) || len(out) > len(s)*3 || max >= 0 && len(out) > max {
			t.Fatalf("%q at %d: %q", s, max, out)
		}
		for _, r := range out {
			if unicode.In(r, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Variation_Selector) {
				t.Fatalf("%q at %d: %q holds %U", s, max, out, r)
			}
		}
		if again := Clean(out, max); again != out {
			t.Fatalf("%q at %d: %q, cleaned again %q", s, max, out, again)
		}
	})
}
