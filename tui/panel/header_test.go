package panel

import (
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// TestUnreadableFeed: a board that is pointed at what is no feed says so, and says it no more once an event came.
func TestUnreadableFeed(t *testing.T) {
	s := &metrics.Snapshot{Feed: metrics.Feed{
		Sources:  []metrics.SourceStatus{{Status: feed.Status{Source: "notes.txt", State: feed.Live}}},
		Rejected: 1234,
		Rejects:  []feed.Reject{{Source: "notes.txt", Line: 3, Reason: "the line begins with Dear bob@example.com, it is no JSON object"}},
	}}
	const want = "notes.txt: no event in 1,234 lines, the line begins with Dear [e-mail], it is no JSON object"
	if got := HealthOf(s, nil, 0).Why; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	s.Feed.Events = 1
	if got := HealthOf(s, nil, 0).Why; got != "" {
		t.Errorf("with an event it still says %q", got)
	}
}

// TestRejectedLinesAreMasked: what a rejected line says of customers is no more for the wall than what is no reject.
func TestRejectedLinesAreMasked(t *testing.T) {
	v := New(&metrics.Snapshot{Feed: metrics.Feed{Rejected: 1, Rejects: []feed.Reject{{
		Source: "queue_log", Line: 7, Reason: `csat: "4111111111111111" is outside the scale`, Text: "1793491200|c1|sales|NONE|ENTERQ||+49 171 12345678|1",
	}}}}, sheet(t, style.Unicode()))
	b := cell.New(100, 12)
	Rejects.Draw(b.All(), v)
	for _, want := range []string{`csat: "[card]" is outside the scale`, "1793491200|c1|sales|NONE|ENTERQ||[number]|1"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b)
		}
	}
}

// TestSilentSince: the time since when a source is silent has its date when that was not today.
func TestSilentSince(t *testing.T) {
	last := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for age, want := range map[time.Duration]string{time.Hour: "x: no event, since 09:00:00", 264 * 24 * time.Hour: "x: no event, since 2 Mar 2026 09:00"} {
		s := &metrics.Snapshot{AsOf: last.Add(age), Feed: metrics.Feed{
			Last: last, News: last, Events: 1, Sources: []metrics.SourceStatus{{Status: feed.Status{Source: "x"}, Word: "stale"}},
		}}
		if got := HealthOf(s, nil, 0).Why; got != want {
			t.Errorf("after %v it says %q, want %q", age, got, want)
		}
	}
}

// TestDateGivesWay: on a narrow screen the date goes before a word of how the feed is.
func TestDateGivesWay(t *testing.T) {
	v := New(&metrics.Snapshot{AsOf: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}, sheet(t, style.Unicode()))
	v.Now, v.Health = v.Snap.AsOf.Add(48*time.Hour), Health{Word: "replay paused", Detail: "60x", Age: -1}
	for w, want := range map[int]string{40: " ‖ replay paused 60x           09:00:00 ", 50: " ‖ replay paused 60x     Mon 2 Mar 2026  09:00:00 "} {
		b := cell.New(w, 1)
		Header(b.All(), v)
		if got := b.String(); got != want {
			t.Errorf("%d columns: %q, want %q", w, got, want)
		}
	}
}

// TestWhySilent: what cannot be read is told before what is merely silent, and since when only where nothing comes from any source.
func TestWhySilent(t *testing.T) {
	last := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	source := func(name, word string) metrics.SourceStatus {
		return metrics.SourceStatus{Status: feed.Status{Source: name}, Word: word}
	}
	for _, c := range []struct {
		sources []metrics.SourceStatus
		want    string
	}{
		{[]metrics.SourceStatus{source("a", "live"), source("b", "failed")}, "b cannot be read"},
		{[]metrics.SourceStatus{source("a", "stale"), source("b", "failed")}, "b cannot be read; no event since 09:00:00"},
		{[]metrics.SourceStatus{source("a", "ended"), source("b", "stale")}, "b: no event, since 09:00:00"},
		{[]metrics.SourceStatus{source("a", "live")}, ""},
	} {
		s := &metrics.Snapshot{AsOf: last.Add(time.Hour), Feed: metrics.Feed{Last: last, Events: 1, Sources: c.sources}}
		if got := HealthOf(s, nil, 0).Why; got != c.want {
			t.Errorf("of %v it says %q, want %q", c.sources, got, c.want)
		}
	}
}
