package metrics

import (
	"fmt"
	"testing"
	"time"

	"floorboard/feed"
)

// A board remembers the newest cases, comments and rejects, and no more of them than README.md says, however long it runs.
func TestOnlyTheNewestAreKept(t *testing.T) {
	const n = 3*KeptCases + 7
	e := NewEngine(DefaultRules())
	for i := range int64(n) {
		lost := feed.NewEvent(feed.Abandoned, 1000*i)
		lost.Conversation = fmt.Sprint("c", i)
		said := feed.NewEvent(feed.Rated, 1000*i)
		said.NPS, said.Text = 9, fmt.Sprint("words ", i)
		e.Fold(&feed.Batch{Ordered: true, Events: []feed.Event{lost, said}, Rejects: 1, Rejected: []feed.Reject{{Line: i}}})
	}
	s := e.Snapshot(Question{Window: "all", Cases: Abandoned.Info().Name}, time.Time{})
	if got := s.Cases; len(got) != KeptCases || got[0].ID != fmt.Sprint("c", n-1) || got[KeptCases-1].ID != fmt.Sprint("c", n-KeptCases) {
		t.Errorf("%d cases from %+v to %+v", len(got), got[0], got[len(got)-1])
	}
	if got := s.Comments; len(got) != keptComments || got[0].Text != fmt.Sprint("words ", n-keptComments) || got[keptComments-1].Text != fmt.Sprint("words ", n-1) {
		t.Errorf("%d comments from %+v to %+v", len(got), got[0], got[len(got)-1])
	}
	if got := s.Feed.Rejects; len(got) != feed.KeptRejects || got[0].Line != n-feed.KeptRejects || s.Feed.Rejected != n {
		t.Errorf("%d rejects from line %d on, of %d", len(got), got[0].Line, s.Feed.Rejected)
	}
	for what, size := range map[string]int{"rejects": cap(e.rejects), "comments": cap(e.comments)} {
		if size > 1000 {
			t.Errorf("there is room for %d %s", size, what)
		}
	}
}

// Of many questions those that nobody asks any more are forgotten, but not the one over all time, which cannot be answered anew.
func TestOnlyQuestionsThatAreAskedAreKept(t *testing.T) {
	e := NewEngine(DefaultRules())
	first := feed.NewEvent(feed.Queued, 1_772_434_800_000)
	first.Conversation, first.Queue = "c1", "billing"
	e.Fold(&feed.Batch{Events: []feed.Event{first}})
	often := Question{Window: "1h"}
	view := e.view(often)
	for i := range 5 * maxViews {
		e.Snapshot(Question{Window: "1h", Filter: Filter{Queues: []string{fmt.Sprint("queue ", i)}}}, time.Time{})
		e.Snapshot(often, time.Time{})
	}
	if len(e.views) != maxViews {
		t.Errorf("%d questions are remembered, want %d", len(e.views), maxViews)
	}
	if q := e.views[0].q; q.Window != "all" || !q.Filter.Empty() {
		t.Errorf("the first question is %+v", q)
	}
	if e.view(often) != view {
		t.Error("the question that is asked again and again was forgotten")
	}
	for range idleAnswers {
		e.Snapshot(often, time.Time{})
	}
	if len(e.views) != 2 || e.view(often) != view {
		t.Errorf("after a while %d questions are remembered, want the first one and the one that is asked", len(e.views))
	}
}
