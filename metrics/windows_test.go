package metrics

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// Days begin when the clocks first show the time, or jump over it.
func TestDayBegins(t *testing.T) {
	for _, c := range []struct {
		zone     string
		dayStart time.Duration
		at, want string
	}{
		{"UTC", 0, "2026-03-02T17:00:00Z", "2026-03-02T00:00:00Z"},
		{"UTC", 0, "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z"},
		{"Asia/Kathmandu", 0, "2026-03-02T18:20:00Z", "2026-03-02T18:15:00Z"},                   // UTC+5:45
		{"Europe/Berlin", 6 * time.Hour, "2026-03-02T04:59:59Z", "2026-03-01T05:00:00Z"},        // still the day before
		{"Europe/Berlin", 0, "2026-03-29T20:00:00Z", "2026-03-28T23:00:00Z"},                    // 23 hours long
		{"Europe/Berlin", 0, "2026-10-25T22:59:59Z", "2026-10-24T22:00:00Z"},                    // 25 hours long
		{"Europe/Berlin", 150 * time.Minute, "2026-10-25T12:00:00Z", "2026-10-25T00:30:00Z"},    // 2:30 comes twice
		{"Europe/Berlin", 150 * time.Minute, "2026-10-25T00:45:00Z", "2026-10-25T00:30:00Z"},    // between the two
		{"America/New_York", 150 * time.Minute, "2026-03-08T12:00:00Z", "2026-03-08T07:00:00Z"}, // 2:30 is skipped: 3:00 EDT
		{"America/New_York", 150 * time.Minute, "2026-03-08T06:59:59Z", "2026-03-07T07:30:00Z"}, // 1:59:59 EST
		{"America/Sao_Paulo", 0, "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z"},                // midnight is skipped
		{"America/Sao_Paulo", 0, "2018-11-04T02:59:59Z", "2018-11-03T03:00:00Z"},                // 23:59:59 of the day before
		{"America/Havana", 0, "2025-11-02T12:00:00Z", "2025-11-02T04:00:00Z"},                   // midnight comes twice
		{"Pacific/Apia", 0, "2011-12-31T00:00:00Z", "2011-12-30T10:00:00Z"},                     // a whole day was skipped
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		got := dayBegin(at, &Rules{Zone: zone, DayStart: c.dayStart}).UTC().Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s, day start %v, at %s: the day began at %s, want %s", c.zone, c.dayStart, c.at, got, c.want)
		}
	}
}
