package cli

import (
	"slices"
	"testing"
	"time"

	"floorboard/tui/config"
)

func TestPagesAndProfiles(t *testing.T) {
	for _, c := range []struct {
		f      flags
		pages  []string
		rotate time.Duration
		err    string
	}{
		{f: flags{}},
		{f: flags{pages: []string{"floor", "queues"}}, pages: []string{"floor", "queues"}},
		{f: flags{profile: "wall"}},
		{f: flags{profile: "wall", pages: []string{"floor", "queues"}}, pages: []string{"floor", "queues"}, rotate: 30 * time.Second},
		{f: flags{profile: "wall", pages: []string{"floor", "queues"}, rotate: span{10 * time.Second, true}}, pages: []string{"floor", "queues"}, rotate: 10 * time.Second},
		{f: flags{profile: "wall", pages: []string{"floor", "queues"}, rotate: span{0, true}}, pages: []string{"floor", "queues"}},
		{f: flags{rotate: span{time.Minute, true}}, rotate: time.Minute},
		{f: flags{profile: "wal"}, err: `--profile: unknown profile "wal"; did you mean "wall"?`},
		{f: flags{pages: []string{"floor", "queue"}}, err: `--pages: unknown page "queue"; did you mean "queues"?`},
	} {
		d := config.Default().Display
		err := c.f.show(&d)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%+v: got error %v, want %s", c.f, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Error(err)
		}
		if got := (&wall{flags: c.f}).rotation(&d); !slices.Equal(d.Pages, c.pages) || got != c.rotate {
			t.Errorf("%+v: got pages %v every %v, want %v every %v", c.f, d.Pages, got, c.pages, c.rotate)
		}
	}
}
