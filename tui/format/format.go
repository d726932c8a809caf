// Package format writes numbers the way the board shows them: right-aligned columns of one form each, a missing
// number as a dash and never as 0.
package format

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Missing stands where there is no number.
const Missing = "–"

// Duration writes seconds as 0:38, 4:12, 1:02:10 or 2d 3h, rounded to the second; NaN is Missing.
func Duration(seconds float64) string {
	if unknown(seconds) {
		return Missing
	}
	sign := ""
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	if seconds > 1e11 {
		return sign + ">999y"
	}
	s := int64(math.Round(seconds))
	var b [24]byte
	out := append(b[:0], sign...)
	switch {
	case s < 3600:
		out = strconv.AppendInt(out, s/60, 10)
		out = twoDigits(append(out, ':'), s%60)
	case s < 86400:
		out = strconv.AppendInt(out, s/3600, 10)
		out = twoDigits(append(out, ':'), s/60%60)
		out = twoDigits(append(out, ':'), s%60)
	default:
		out = append(strconv.AppendInt(out, s/86400, 10), "d "...)
		out = append(strconv.AppendInt(out, s/3600%24, 10), 'h')
	}
	return string(out)
}

// Brief writes seconds in four characters where that can be: 9:59, 45m, 12h, 3d, leaving out what is small beside the rest.
func Brief(seconds float64) string {
	switch a := math.Abs(seconds); {
	case unknown(seconds) || a < 599.5:
		return Duration(seconds)
	case a < 100*60:
		return fixed(seconds/60, 0) + "m"
	case a < 100*3600:
		return fixed(seconds/3600, 0) + "h"
	}
	return Count(seconds/86400) + "d"
}

func twoDigits(b []byte, n int64) []byte {
	return append(b, byte('0'+n/10), byte('0'+n%10))
}

// Elapsed is Duration of a time.Duration.
func Elapsed(d time.Duration) string { return Duration(d.Seconds()) }

// Coarse is d as it is shown where it goes on by itself: in steps of 5 s from a minute on, of a minute from 10 on. Less of
// the screen changes every second, for the eye as for the line.
func Coarse(d time.Duration) time.Duration {
	switch a := d.Abs(); {
	case a >= 10*time.Minute:
		return d.Truncate(time.Minute)
	case a >= time.Minute:
		return d.Truncate(5 * time.Second)
	}
	return d
}

// Limit writes a threshold or target in its shortest form: 20s, 2min, 1h, or as Duration does.
func Limit(seconds float64) string {
	switch {
	case unknown(seconds):
		return Missing
	case seconds != math.Trunc(seconds) || seconds < 0:
		return Duration(seconds)
	case seconds < 120 && math.Mod(seconds, 60) != 0 || seconds == 0:
		return Count(seconds) + "s"
	case seconds < 3600 && math.Mod(seconds, 60) == 0:
		return Count(seconds/60) + "min"
	case seconds < 86400 && math.Mod(seconds, 3600) == 0:
		return Count(seconds/3600) + "h"
	}
	return Duration(seconds)
}

// Percent writes a ratio 0..1 as 81% or, with decimals, 81.3%; NaN is Missing.
func Percent(ratio float64, decimals int) string {
	if unknown(ratio) {
		return Missing
	}
	return fixed(100*ratio, decimals) + "%"
}

// Signed writes a number with its sign, rounded to whole: +42, -7, 0; NaN is Missing.
func Signed(v float64) string {
	if unknown(v) {
		return Missing
	}
	s := fixed(v, 0)
	if s[0] != '-' && s != "0" {
		return "+" + s
	}
	return s
}

// NPS writes a net promoter score with its margin: +42 ±9. An unknown margin is left out.
func NPS(score, margin float64) string {
	if unknown(score) || unknown(margin) {
		return Signed(score)
	}
	return Signed(score) + " ±" + fixed(margin, 0)
}

// Count writes a count in at most five characters: 7, 1234, 12.3k, 4.5M; NaN is Missing.
func Count(v float64) string {
	switch a := math.Abs(v); {
	case unknown(v):
		return Missing
	case a < 9999.5:
		return fixed(v, 0)
	case a < 99_950:
		return fixed(v/1e3, 1) + "k"
	case a < 999_500:
		return fixed(v/1e3, 0) + "k"
	case a < 99_950_000:
		return fixed(v/1e6, 1) + "M"
	case a < 999.5e6:
		return fixed(v/1e6, 0) + "M"
	case a < 999.5e9:
		return fixed(v/1e9, 0) + "G"
	}
	return strconv.FormatFloat(v, 'e', 0, 64)
}

// BriefCount writes a count in at most four characters: 999, 1.2k, 12k, 4.5M; NaN is Missing.
func BriefCount(v float64) string {
	switch a := math.Abs(v); {
	case unknown(v) || a < 999.5:
		return Count(v)
	case a < 9950:
		return fixed(v/1e3, 1) + "k"
	case a < 999_500:
		return fixed(v/1e3, 0) + "k"
	case a < 9.95e6:
		return fixed(v/1e6, 1) + "M"
	}
	return Count(v)
}

// Things writes how many there are of what a noun names: 1 event, 1,234 events.
func Things(n int64, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Grouped(n) + " " + noun
}

// Grouped writes a count in full, in groups of three: 1,234,567.
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	head := 1 // of a leading sign
	if s[0] != '-' {
		head = 0
	}
	var b strings.Builder
	b.WriteString(s[:head])
	for i, digits := 0, s[head:]; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Number writes v with this many decimals; NaN is Missing.
func Number(v float64, decimals int) string {
	if unknown(v) {
		return Missing
	}
	return fixed(v, decimals)
}

// Age writes how long ago something was, in steps so coarse that a calm screen stays calm: <1s, 1s, 2s, 5s, 10s,
// 20s, 30s, then whole minutes, hours and days.
func Age(d time.Duration) string {
	switch {
	case d < time.Second:
		return "<1s"
	case d < time.Minute:
		step := 1
		for _, s := range [...]int{2, 5, 10, 20, 30} {
			if d >= time.Duration(s)*time.Second {
				step = s
			}
		}
		return strconv.Itoa(step) + "s"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "min"
	case d < 24*time.Hour:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	}
	return strconv.Itoa(int(d/(24*time.Hour))) + "d"
}

// Bytes writes a size: 512 B, 1.4 kB, 23 MB.
func Bytes(n int64) string {
	units := [...]string{" B", " kB", " MB", " GB", " TB"}
	v, i := float64(n), 0
	for ; v >= 999.5 && i < len(units)-1; i++ {
		v /= 1000
	}
	decimals := 0
	if v < 9.95 && i > 0 {
		decimals = 1
	}
	return fixed(v, decimals) + units[i]
}

func unknown(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }

// fixed is strconv with halves away from zero and no negative zero.
func fixed(v float64, decimals int) string {
	scale := math.Pow(10, float64(decimals))
	if r := math.Round(v*scale) / scale; !unknown(r) {
		v = r
	}
	if v == 0 {
		v = 0 // not -0
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}
