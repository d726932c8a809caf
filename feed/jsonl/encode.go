package jsonl

import (
	"strconv"
	"strings"
	"time"

	"floorboard/feed"
)

// Append writes e as one line of the native format behind dst, line feed included. Reading the line gives e again,
// if e has only fields that belong to its type, a time from 1970 to 9999 and text that feed.Clean leaves
// as it is. Fields that are absent are left out.
func Append(dst []byte, e *feed.Event) []byte {
	dst = appendTime(append(dst, `{"time":`...), e.Time)
	dst = appendString(append(dst, `,"type":`...), e.Type.String())
	extra := extras[e.Type]
	for f := range numStrings {
		if s := *stringOf(e, f); s != "" && (common | extra).has(f) {
			dst = appendString(appendName(dst, f), s)
		}
	}
	if e.HasPriority {
		dst = strconv.AppendInt(appendName(dst, fieldPriority), int64(e.Priority), 10)
	}
	for f := numStrings; f < numFields; f++ {
		if extra.has(f) {
			dst = appendExtra(dst, e, f)
		}
	}
	return append(dst, '}', '\n')
}

// appendExtra writes a field of the event's type that is no string, if the event has it.
func appendExtra(dst []byte, e *feed.Event, f field) []byte {
	switch f {
	case fieldBy:
		if e.By != feed.ByNobody {
			dst = appendString(appendName(dst, f), e.By.String())
		}
	case fieldState:
		dst = appendString(appendName(dst, f), e.State.String())
	case fieldDue:
		dst = appendTime(appendName(dst, f), e.Due)
	case fieldAmount:
		dst = appendNumber(dst, f, e.Amount, 4)
	case fieldWait, fieldTalk, fieldHold, fieldWrapUp:
		dst = appendNumber(dst, f, *durationOf(e, f), 3)
	case fieldCSAT, fieldNPS, fieldCES:
		score, _, _ := scoreOf(e, f)
		dst = appendNumber(dst, f, int64(*score), 0)
	}
	return dst
}

func appendName(dst []byte, f field) []byte {
	dst = append(dst, ',', '"')
	dst = append(dst, forms[f].name...)
	return append(dst, '"', ':')
}

// appendNumber writes n units of 10^-places, if n is stated.
func appendNumber(dst []byte, f field, n int64, places int) []byte {
	if n == feed.Absent {
		return dst
	}
	dst = appendName(dst, f)
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
	dst = append(dst, '"')
	if ms%1000 == 0 {
		dst = time.UnixMilli(ms).UTC().AppendFormat(dst, "2006-01-02T15:04:05Z")
	} else {
		dst = time.UnixMilli(ms).UTC().AppendFormat(dst, "2006-01-02T15:04:05.000Z")
	}
	return append(dst, '"')
}

// appendString writes s as a JSON string (RFC 8259, section 7).
func appendString(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	s = strings.ToValidUTF8(s, "\ufffd")
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ':
			dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
