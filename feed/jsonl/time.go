package jsonl

import "time"

// maxTime is the last millisecond of the year 9999, the last one that RFC 3339 can write.
const maxTime = 253402300799_999

// clock reads times. It remembers the minute that it read last, because the next event nearly always
// happened in the same one.
type clock struct {
	date, minute uint64 // the text of that minute: "2026-03-0", "2T09:00"
	at           int64  // its beginning, read as UTC, in Unix milliseconds
}

// parse reads an RFC 3339 time (section 5.6) and returns Unix milliseconds. Digits beyond the milliseconds
// are cut off. A leap second, :60, is the first second of the next minute, as in POSIX time. ok is false
// when s is no such time or lies outside 1970 to 9999.
func (c *clock) parse(s string) (ms int64, ok bool) {
	if len(s) < len("2026-03-02T09:00:04Z") {
		return 0, false
	}
	if load(s, 0) != c.date || load(s, 8) != c.minute {
		if !c.enter(s) {
			return 0, false
		}
	}
	if len(s) == len("2026-03-02T09:00:04.120Z") {
		if ms, ok := milliseconds(load(s, 16)); ok {
			ms += c.at
			return ms, ms >= 0 && ms <= maxTime
		}
	}
	second, ok := twoDigits(s, 17, 60)
	if !ok || s[16] != ':' {
		return 0, false
	}
	ms = c.at + second*1000
	i := 19
	if s[i] == '.' {
		i++
		unit := int64(100)
		for ; i < len(s) && s[i]-'0' <= 9; i++ {
			ms += int64(s[i]-'0') * unit
			unit /= 10
		}
		if i == 20 {
			return 0, false
		}
	}
	offset, ok := zone(s[i:])
	ms -= offset
	return ms, ok && ms >= 0 && ms <= maxTime
}

// milliseconds reads ":04.120Z", the end of nearly all times, all bytes at once.
func milliseconds(x uint64) (ms int64, ok bool) {
	const (
		zeros = 'Z'<<56 | '0'<<48 | '0'<<40 | '0'<<32 | '.'<<24 | '0'<<16 | '0'<<8 | ':' // ":00.000Z"
		above = 0x7f_76_76_76_7f_76_76_7f                                                // what carries into the highest bit from 10 on, or from 1 on
	)
	x ^= zeros
	if (x+above|x)&0x8080808080808080 != 0 {
		return 0, false
	}
	second := x>>8&15*10 + x>>16&15
	return int64(second*1000 + x>>32&15*100 + x>>40&15*10 + x>>48&15), second < 60
}

// enter makes the minute at the start of s the one that is remembered.
func (c *clock) enter(s string) bool {
	century, ok1 := twoDigits(s, 0, 99)
	year, ok2 := twoDigits(s, 2, 99)
	month, ok3 := twoDigits(s, 5, 12)
	day, ok4 := twoDigits(s, 8, 31)
	hour, ok5 := twoDigits(s, 11, 23)
	minute, ok6 := twoDigits(s, 14, 59)
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6) || s[4] != '-' || s[7] != '-' || s[10]|0x20 != 't' || s[13] != ':' {
		return false
	}
	t := time.Date(int(century*100+year), time.Month(month), int(day), int(hour), int(minute), 0, 0, time.UTC)
	if month == 0 || t.Day() != int(day) { // the 30th of February is the 1st or 2nd of March
		return false
	}
	c.date, c.minute, c.at = load(s, 0), load(s, 8), t.UnixMilli()
	return true
}

// zone reads an offset from UTC, in milliseconds.
func zone(s string) (offset int64, ok bool) {
	if len(s) == 1 {
		return 0, s[0]|0x20 == 'z'
	}
	if len(s) != len("+01:00") || s[3] != ':' || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hours, ok1 := twoDigits(s, 1, 23)
	minutes, ok2 := twoDigits(s, 4, 59)
	offset = (hours*60 + minutes) * 60_000
	if s[0] == '-' {
		offset = -offset
	}
	return offset, ok1 && ok2
}

// twoDigits reads the two digits at s[i]; ok is false if they are none or stand for more than most.
func twoDigits(s string, i int, most int64) (n int64, ok bool) {
	a, b := s[i]-'0', s[i+1]-'0'
	n = int64(a)*10 + int64(b)
	return n, a <= 9 && b <= 9 && n <= most
}

// firstMillis is the number from which on a time is in milliseconds: as seconds it would lie in the year 5138.
const firstMillis = 100_000_000_000

// unixTime reads a JSON number as Unix seconds, from firstMillis on as milliseconds. What is finer than a
// millisecond is cut off, as in parse.
func unixTime(s string) (ms int64, ok bool) {
	n, ok := parseDecimal(s, 3)
	if !ok || n.negative {
		return 0, false
	}
	ms = n.whole
	if ms >= firstMillis*1000 {
		ms /= 1000
	}
	return ms, ms <= maxTime
}
