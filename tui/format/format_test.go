package format

import (
	"math"
	"testing"
	"time"
)

var nan = math.NaN()

func TestForms(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Duration(38), "0:38"},
		{Duration(0), "0:00"},
		{Duration(59.6), "1:00"},
		{Duration(252), "4:12"},
		{Duration(3599.6), "1:00:00"},
		{Duration(3730), "1:02:10"},
		{Duration(2*86400 + 3*3600 + 59), "2d 3h"},
		{Duration(-11), "-0:11"},
		{Duration(nan), "–"},
		{Duration(math.Inf(1)), "–"},
		{Duration(1e300), ">999y"},
		{Brief(599), "9:59"},
		{Brief(2710), "45m"},
		{Brief(7200), "2h"},
		{Brief(86400 * 5), "5d"},
		{Brief(nan), "–"},
		{Elapsed(90 * time.Second), "1:30"},
		{Elapsed(Coarse(59 * time.Second)), "0:59"},
		{Elapsed(Coarse(64 * time.Second)), "1:00"},
		{Elapsed(Coarse(599 * time.Second)), "9:55"},
		{Elapsed(Coarse(659 * time.Second)), "10:00"},
		{Elapsed(Coarse(-64 * time.Second)), "-1:00"},
		{Limit(20), "20s"},
		{Limit(90), "90s"},
		{Limit(60), "1min"},
		{Limit(120), "2min"},
		{Limit(150), "2:30"},
		{Limit(3600), "1h"},
		{Limit(nan), "–"},
		{Percent(0.813, 0), "81%"},
		{Percent(0.8125, 1), "81.3%"},
		{Percent(1, 0), "100%"},
		{Percent(-0.001, 0), "0%"},
		{Percent(nan, 1), "–"},
		{NPS(42.4, 9.2), "+42 ±9"},
		{NPS(-7, nan), "-7"},
		{NPS(0, 20), "0 ±20"},
		{NPS(nan, 3), "–"},
		{Signed(-0.2), "0"},
		{Count(0), "0"},
		{Count(9999), "9999"},
		{Count(12_345), "12.3k"},
		{Count(123_456), "123k"},
		{Count(4_500_000), "4.5M"},
		{Count(nan), "–"},
		{BriefCount(999), "999"},
		{BriefCount(1237), "1.2k"},
		{BriefCount(9999), "10k"},
		{BriefCount(-12_345), "-12k"},
		{BriefCount(999_600), "1.0M"},
		{BriefCount(45e6), "45.0M"},
		{BriefCount(nan), "–"},
		{Grouped(1234567), "1,234,567"},
		{Things(0, "event"), "0 events"},
		{Things(1, "event"), "1 event"},
		{Things(1234, "event"), "1,234 events"},
		{Grouped(-1234), "-1,234"},
		{Grouped(123), "123"},
		{Number(4.25, 1), "4.3"},
		{Age(400 * time.Millisecond), "<1s"},
		{Age(4 * time.Second), "2s"},
		{Age(29 * time.Second), "20s"},
		{Age(59 * time.Second), "30s"},
		{Age(3*time.Minute + 59*time.Second), "3min"},
		{Age(25 * time.Hour), "1d"},
		{Age(-time.Second), "<1s"},
		{Bytes(512), "512 B"},
		{Bytes(1400), "1.4 kB"},
		{Bytes(23_400_000), "23 MB"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestCountFits holds the width that columns rely on.
func TestCountFits(t *testing.T) {
	for v := 1.0; v < 9e11; v *= 1.01 {
		if s := Count(v); len(s) > 5 {
			t.Fatalf("Count(%v) = %q is wider than five characters", v, s)
		}
	}
}
