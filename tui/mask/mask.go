// Package mask keeps personal data off the wall: what customers wrote, and lines of a feed, are shown without e-mail addresses,
// card, account and telephone numbers, and agents can be shown by their initials or not at all.
package mask

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	email = regexp.MustCompile(`[\p{L}\p{N}._%+'-]+[@＠][\p{L}\p{N}.-]+[\p{L}\p{N}]`)
	iban  = regexp.MustCompile(`\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b`)
	// digits is a run of digits with the separators that people write into long numbers.
	digits = regexp.MustCompile(`[+(]{0,2}\p{Nd}(?:[ ./()\x{2013}\x{a0}-]{0,3}\p{Nd})+`)
)

// minPhone is how many digits a run needs to be taken for a number that leads to a person. Order numbers and dates
// of that length are hidden too: on a wall too much hidden is the smaller harm.
const minPhone = 7

// Text returns s with e-mail addresses, account, card and telephone numbers replaced by what they were.
func Text(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '@' || r == '＠' || unicode.IsDigit(r) }) {
		return s
	}
	s = email.ReplaceAllLiteralString(s, "[e-mail]")
	s = iban.ReplaceAllLiteralString(s, "[account]")
	return digits.ReplaceAllStringFunc(s, number)
}

// instant is what tells the time of a line, or what was meant to: RFC 3339 up to the minute, digits where an event has its time, and the Unix
// seconds that a line of queue_log begins with.
var instant = regexp.MustCompile(`\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}|\btime"?: ?"?[\d:.,/ TtZz+-]+|^\d{10}(?:\.\d+)?\|`)

// Line returns a line of a feed, or what is wrong with one, as Text does, but with its time: who looks for the line needs that.
func Line(s string) string {
	var b strings.Builder
	from := 0
	for _, at := range instant.FindAllStringIndex(s, -1) {
		b.WriteString(Text(s[from:at[0]]))
		b.WriteString(s[at[0]:at[1]])
		from = at[1]
	}
	b.WriteString(Text(s[from:]))
	return b.String()
}

func number(run string) string {
	var plain []byte
	n := 0
	for _, r := range run {
		if !unicode.IsDigit(r) {
			continue
		}
		n++
		if r <= '9' {
			plain = append(plain, byte(r))
		}
	}
	switch {
	case n < minPhone:
		return run
	case n >= 13 && n <= 19 && luhn(plain):
		return "[card]"
	}
	return "[number]"
}

// luhn checks the check digit that payment cards end with (ISO/IEC 7812-1, annex B).
func luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return len(digits) > 0 && sum%10 == 0
}

// Names is how much of an agent's name is shown.
type Names uint8

// The ways to show names.
const (
	Full     Names = iota
	Initials       // Amira Haddad is A.H.
	Hidden         // a stable number instead of a name
)

var forms = [...]string{"full", "initials", "hidden"}

// Forms returns the words for the ways to show names, as the configuration uses them.
func Forms() []string { return slices.Clone(forms[:]) }

// String returns the word for a way.
func (n Names) String() string { return forms[n] }

// ParseNames returns the way of this word.
func ParseNames(word string) (Names, bool) {
	if i := slices.Index(forms[:], word); i >= 0 {
		return Names(i), true
	}
	return Full, false
}

// InitialsOf returns the first letters of the words of a name: "amira" is A., "Jean-Luc Picard" J.L.P.
func InitialsOf(name string) string {
	var b strings.Builder
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteByte('.')
		if b.Len() > 12 {
			break
		}
	}
	if b.Len() == 0 {
		return "?"
	}
	return b.String()
}
