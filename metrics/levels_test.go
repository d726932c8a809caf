package metrics_test

import (
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// A mail that waits half an hour is no alarm, even in a queue that also takes calls; a call that waits five minutes is.
func TestEachChannelIsJudgedByItsOwnTarget(t *testing.T) {
	const mail = `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"m1","queue":"billing","channel":"email"}
{"time":"2026-03-02T09:30:00Z","type":"heartbeat"}
`
	s := fold(t, mail, allTime).Snapshot(allTime, time.Time{})
	for name, g := range map[string]*metrics.Group{"total": &s.Total, "billing": &s.Queues[0], "email": &s.Channels[0]} {
		if got := g.Value(metrics.LongestWait); got.Head != 1800 || got.Level != metrics.LevelOK {
			t.Errorf("%s: a mail waits %v s, level %v", name, got.Head, got.Level)
		}
	}
	s = fold(t, mail+`{"time":"2026-03-02T09:25:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"voice"}`, allTime).Snapshot(allTime, time.Time{})
	if got := s.Queues[0].Value(metrics.LongestWait); got.Head != 1800 || got.Level != metrics.LevelCritical {
		t.Errorf("the queue with a call of five minutes: %v s, level %v", got.Head, got.Level)
	}
	if got := find(s.Channels, "email").Value(metrics.LongestWait).Level; got != metrics.LevelOK {
		t.Errorf("email: %v", got)
	}
}

// The survey names only its conversation; where that was is known.
func TestACommentIsSaidWhereItsConversationWas(t *testing.T) {
	e := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"chat","topic":"refund"}
{"time":"2026-03-02T09:01:00Z","type":"answered","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:05:00Z","type":"ended","conversation":"c1","by":"customer"}
{"time":"2026-03-02T09:09:00Z","type":"rated","conversation":"c1","nps":9,"text":"quick and kind"}
`, allTime)
	got := e.Snapshot(allTime, time.Time{}).Comments
	if len(got) != 1 || got[0].Queue != "billing" || got[0].Channel != "chat" || got[0].Topic != "refund" || got[0].Agent != "amira" {
		t.Errorf("comments %+v", got)
	}
	other := metrics.Question{Window: "all", Filter: metrics.Filter{Queues: []string{"sales"}}}
	if got := e.Snapshot(other, time.Time{}).Comments; len(got) != 0 {
		t.Errorf("of another queue: %+v", got)
	}
}

// What was said after the instant that is reported is not known yet.
func TestCommentsEndAtTheLimit(t *testing.T) {
	e := metrics.NewEngine(metrics.DefaultRules(), allTime)
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	e.SetLimit(at)
	for i, text := range []string{"now", "later"} {
		r := feed.NewEvent(feed.Rated, at.Add(time.Duration(i)*time.Minute).UnixMilli())
		r.NPS, r.Text = 9, text
		e.Fold(&feed.Batch{Events: []feed.Event{r}})
	}
	if got := e.Snapshot(allTime, at).Comments; len(got) != 1 || got[0].Text != "now" {
		t.Errorf("comments %+v", got)
	}
}
