package cli

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// TestMoment: a time of day is of the day on which the recording has it.
func TestMoment(t *testing.T) {
	recording := func(first, last string) func() (io.ReadCloser, error) {
		const line = `{"time":%q,"type":"heartbeat"}` + "\n"
		text := fmt.Sprintf(line+line, first, last)
		return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	}
	day, night := recording("2026-03-02T07:00:05Z", "2026-03-02T19:00:00Z"), recording("2026-03-02T22:00:00Z", "2026-03-03T06:00:00Z")
	for _, c := range []struct {
		what, text string
		open       func() (io.ReadCloser, error)
		want       string
	}{
		{"within the day", "13:30", day, "2026-03-02T13:30:00Z"},
		{"just before it begins", "07:00", day, "2026-03-02T07:00:00Z"},
		{"after it ends", "20:00", day, "2026-03-02T20:00:00Z"},
		{"before midnight", "23:00", night, "2026-03-02T23:00:00Z"},
		{"after midnight", "02:00", night, "2026-03-03T02:00:00Z"},
		{"not at night", "12:00", night, "2026-03-02T12:00:00Z"},
		{"with seconds", "13:30:05", day, "2026-03-02T13:30:05Z"},
		{"an hour alone", "8", day, "2026-03-02T08:00:00Z"},
		{"an instant", "1772442000", day, "2026-03-02T09:00:00Z"},
	} {
		got, err := moment(c.text, nil, "day", c.open, "")
		if err != nil || got.Format(time.RFC3339) != c.want {
			t.Errorf("%s: %v, error %v, want %s", c.what, got, err, c.want)
		}
	}
}
