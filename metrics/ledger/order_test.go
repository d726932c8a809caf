package ledger

import (
	"testing"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// A log written in order waits beside a feed of which events wait. When its clock is put back by more than the lateness, what comes then finds
// what came before: nobody is left waiting who was answered.
func TestALogThatWaitsBesideAFeedKeepsItsOrder(t *testing.T) {
	l := New(NewPreparer(fact.NewDictionary()), Options{Expiry: 1 << 40, Lateness: 60_000})
	l.Take(&feed.Batch{Events: []feed.Event{of("mail", feed.Queued, 200_000)}})
	l.Take(&feed.Batch{Ordered: true, Events: []feed.Event{of("call", feed.Queued, 201_000), of("call", feed.Answered, 100_000)}})
	l.Take(&feed.Batch{Events: []feed.Event{feed.NewEvent(feed.Heartbeat, 300_000)}})
	counts := map[fact.Kind]int{}
	for _, f := range l.Facts() {
		counts[f.Kind]++
	}
	if counts[fact.Offered] != 2 || counts[fact.Answered] != 1 {
		t.Errorf("%d offered, %d answered, want 2 and 1", counts[fact.Offered], counts[fact.Answered])
	}
}
