package ledger

import (
	"fmt"
	"testing"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// of is an event of a conversation.
func of(id string, t feed.Type, at int64) feed.Event {
	e := feed.NewEvent(t, at)
	e.Conversation, e.Queue = id, "billing"
	return e
}

// The newest conversations that are over are remembered, as many as were asked for, and all that are open.
func TestOnlyTheNewestThatAreOverAreRemembered(t *testing.T) {
	l := New(NewPreparer(fact.NewDictionary()), Options{Expiry: 1 << 40, Retained: 4})
	l.Take(&feed.Batch{Ordered: true, Events: []feed.Event{of("open", feed.Queued, 0)}})
	for i := range int64(10) {
		id := fmt.Sprint("c", i)
		l.Take(&feed.Batch{Ordered: true, Events: []feed.Event{of(id, feed.Queued, 10*i), of(id, feed.Abandoned, 10*i+5)}})
	}
	l.Take(&feed.Batch{})
	for id, want := range map[string]bool{"open": true, "c0": false, "c5": false, "c6": true, "c9": true} {
		if _, known := l.Where(id); known != want {
			t.Errorf("%s is known: %v, want %v", id, known, want)
		}
	}
	if n := l.Conversations(); n != 5 {
		t.Errorf("%d conversations are in memory, want 4 that are over and the open one", n)
	}
}

// When more events wait for their order to settle than may, the earliest of them count.
func TestOnlySoManyEventsWait(t *testing.T) {
	l := New(NewPreparer(fact.NewDictionary()), Options{Expiry: 1 << 40, Lateness: 60_000, Pending: 3})
	for i := range int64(10) {
		l.Take(&feed.Batch{Events: []feed.Event{of(fmt.Sprint("c", i), feed.Queued, 1000*i)}})
		if wait, facts := l.room.len(), len(l.Facts()); int64(wait) != min(i+1, 3) || int64(facts) != 2*max(i-2, 0) { // a request and an entry each
			t.Errorf("after %d events %d wait, and %d facts are settled", i+1, wait, facts)
		}
	}
}
