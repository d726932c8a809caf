package jsonl

import (
	"strconv"
	"time"
	"unicode/utf8"

	"floorboard/feed"
)

// Append writes e as one line of the native format behind dst, line feed included. Reading the line gives e again,
// if e has only fields that belong to its type, a time from 1970 to 9999 and text that feed.Clean leaves
// as it is. Fields that are absent are left out.
func Append(dst []byte, e *feed.Event) []byte {
	dst = appendTime(append(dst, `{"time":`...), e.Time)
	dst = append(append(append(dst, `,"type":"`...), e.Type.String()...), '"')
	dst = appendText(dst, fieldID, e.ID)
	dst = appendText(dst, fieldConversation, e.Conversation)
	dst = appendText(dst, fieldQueue, e.Queue)
	dst = appendText(dst, fieldChannel, e.Channel)
	dst = appendText(dst, fieldAgent, e.Agent)
	dst = appendText(dst, fieldTeam, e.Team)
	dst = appendText(dst, fieldCustomer, e.Customer)
	dst = appendText(dst, fieldTopic, e.Topic)
	dst = appendText(dst, fieldStage, e.Stage)
	dst = appendText(dst, fieldText, e.Text)
	extra := extras[e.Type]
	for f := firstExtraString; f < numStrings && extra&extraStrings != 0; f++ {
		if extra.has(f) {
			dst = appendText(dst, f, *stringOf(e, f))
		}
	}
	if e.HasPriority {
		dst = strconv.AppendInt(appendName(dst, fieldPriority), int64(e.Priority), 10)
	}
	for extra &^= extraStrings; extra != 0; extra &= extra - 1 {
		dst = appendExtra(dst, e, first(extra))
	}
	return append(dst, '}', '\n')
}

// appendText writes a field that is a string, if the event has it.
func appendText(dst []byte, f field, s string) []byte {
	if s == "" {
		return dst
	}
	return appendString(append(dst, textMembers[f]...), s)
}

// appendExtra writes a field of the event's type that is no string, if the event has it.
func appendExtra(dst []byte, e *feed.Event, f field) []byte {
	switch f {
	case fieldBy:
		return appendText(dst, f, e.By.String())
	case fieldState:
		return appendText(dst, f, e.State.String())
	case fieldDue:
		dst = appendTime(appendName(dst, f), e.Due)
	case fieldAmount:
		if e.Amount != feed.NoAmount {
			dst = appendDecimal(appendName(dst, f), e.Amount, 4)
		}
	case fieldWait, fieldTalk, fieldHold, fieldWrapUp:
		dst = appendNumber(dst, f, *durationOf(e, f), 3)
	case fieldCSAT, fieldNPS, fieldCES:
		score, _, _ := scoreOf(e, f)
		dst = appendNumber(dst, f, int64(*score), 0)
	}
	return dst
}

// members are the names of the fields as they stand within an object, textMembers with the quote that opens a string.
var members, textMembers = newMembers(`":`), newMembers(`":"`)

func newMembers(behind string) (all [numFields]string) {
	for f, form := range forms {
		all[f] = `,"` + form.name + behind
	}
	return all
}

func appendName(dst []byte, f field) []byte { return append(dst, members[f]...) }

// appendNumber writes n units of 10^-places, if n is stated.
func appendNumber(dst []byte, f field, n int64, places int) []byte {
	if n == feed.Absent {
		return dst
	}
	return appendDecimal(appendName(dst, f), n, places)
}

// appendDecimal writes n units of 10^-places.
func appendDecimal(dst []byte, n int64, places int) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	unit := int64(1)
	for range places {
		unit *= 10
	}
	dst = strconv.AppendInt(dst, n/unit, 10)
	rest := n % unit
	if rest == 0 {
		return dst
	}
	dst = append(dst, '.')
	for rest > 0 {
		unit /= 10
		dst = append(dst, byte('0'+rest/unit))
		rest %= unit
	}
	return dst
}

// appendTime writes Unix milliseconds as RFC 3339 in UTC.
func appendTime(dst []byte, ms int64) []byte {
	const day = 24 * 60 * 60 * 1000
	if ms < 0 || ms > maxTime { // nothing reads it again, but it tells
		return time.UnixMilli(ms).UTC().AppendFormat(dst, `"2006-01-02T15:04:05.000Z"`)
	}
	year, month, date := civil(ms / day)
	rest := uint32(ms % day)
	second := rest / 1000
	dst = append(dst, `"2006-01-02T15:04:05.000Z"`...)
	t := dst[len(dst)-len(`"2006-01-02T15:04:05.000Z"`):]
	put2(t, 1, year/100)
	put2(t, 3, year%100)
	put2(t, 6, month)
	put2(t, 9, date)
	put2(t, 12, second/3600)
	put2(t, 15, second/60%60)
	put2(t, 18, second%60)
	if rest %= 1000; rest == 0 {
		return append(dst[:len(dst)-len(`.000Z"`)], 'Z', '"')
	}
	t[21] = byte('0' + rest/100)
	put2(t, 22, rest%100)
	return dst
}

func put2(t []byte, i int, n uint32) {
	t[i], t[i+1] = byte('0'+n/10), byte('0'+n%10)
}

// civil returns the date of a day, counted from 1970-01-01. It counts in years that begin in March, so that a leap
// day is the last of its year: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
func civil(days int64) (year, month, day uint32) {
	z := uint32(days) + 719_468 // from 0000-03-01
	era, ofEra := z/146_097, z%146_097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36_524 - ofEra/146_096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*ofYear + 2) / 153
	year, month, day = yearOfEra+era*400, m+3, ofYear-(153*m+2)/5+1
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// appendString writes s as a JSON string (RFC 8259, section 7) behind the quote that opens it.
func appendString(dst []byte, s string) []byte {
	for {
		n := plainLen(s)
		dst = append(dst, s[:n]...)
		if n == len(s) {
			return append(dst, '"')
		}
		dst, s = appendSpecial(dst, s[n:])
	}
}

// plainLen returns how many bytes come before the first one of s that is a quote, a backslash or not printable ASCII. What is
// left behind the last eight bytes is looked at together with some that were seen before.
func plainLen(s string) int {
	n := 0
	for n+8 <= len(s) && notPlain(load(s, n)) == 0 {
		n += 8
	}
	switch {
	case len(s) >= 8 && n+8 > len(s):
		if notPlain(load(s, len(s)-8)) == 0 {
			return len(s)
		}
	case len(s) >= 4 && len(s) < 8:
		if notPlain(load4(s, 0)|load4(s, len(s)-4)<<32) == 0 {
			return len(s)
		}
	}
	for n < len(s) && s[n] >= ' ' && s[n] < 0x7f && s[n] != '"' && s[n] != '\\' {
		n++
	}
	return n
}

// appendSpecial writes the first character of s, which is not plain, and returns what is left of s. Bytes in a row that
// are no UTF-8 become one U+FFFD.
func appendSpecial(dst []byte, s string) (_ []byte, rest string) {
	const digits = "0123456789abcdef"
	switch c := s[0]; {
	case c == '"' || c == '\\':
		return append(dst, '\\', c), s[1:]
	case c < ' ':
		return append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15]), s[1:]
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		for n < len(s) && !validStart(s[n:]) {
			n++
		}
	}
	return utf8.AppendRune(dst, r), s[n:]
}

// validStart says whether s begins with a character of valid UTF-8.
func validStart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError || n > 1
}
