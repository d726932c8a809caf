package panel

import (
	"testing"

	"floorboard/feed"
	"floorboard/metrics"
)

// TestUnreadableFeed: a board that is pointed at what is no feed says so, and says it no more once an event came.
func TestUnreadableFeed(t *testing.T) {
	s := &metrics.Snapshot{Feed: metrics.Feed{
		Sources:  []metrics.SourceStatus{{Status: feed.Status{Source: "notes.txt", State: feed.Live}}},
		Rejected: 1234,
		Rejects:  []feed.Reject{{Source: "notes.txt", Line: 3, Reason: "the line begins with Dear, it is no JSON object"}},
	}}
	const want = "notes.txt: no event in 1,234 lines, the line begins with Dear, it is no JSON object"
	if got := HealthOf(s, nil, 0).Why; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	s.Feed.Events = 1
	if got := HealthOf(s, nil, 0).Why; got != "" {
		t.Errorf("with an event it still says %q", got)
	}
}
