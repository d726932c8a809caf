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

// Half a log, at the clock of now, says of who waits at its middle that they wait for ever. Nothing has a level before all of it is read, and
// all of it has one then.
func TestHalfALogIsNotJudged(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	e := metrics.NewEngine(metrics.DefaultRules())
	for _, state := range []feed.State{feed.Reading, feed.Live} {
		b := queuedAt(at, "c1")
		lost := feed.NewEvent(feed.Abandoned, at.Add(time.Minute).UnixMilli())
		lost.Conversation = "c0"
		b.Events = append(b.Events, b.Events[0], lost)
		b.Events[0].Conversation, b.Events[1].Conversation = "c0", "c1"
		if state == feed.Live {
			b.Events = nil
		}
		b.Status.State = state
		e.Fold(b)
		s := e.Snapshot(allTime, at.Add(time.Hour))
		want := metrics.LevelUnknown
		if state == feed.Live {
			want = metrics.LevelCritical
		}
		for name, g := range map[string]*metrics.Group{"total": &s.Total, "queue": &s.Queues[0], "channel": &s.Channels[0]} {
			for _, k := range []metrics.Key{metrics.LongestWait, metrics.AbandonRate, metrics.ServiceLevel} {
				if got := g.Value(k); !got.Known() || got.Level != want {
					t.Errorf("%v: %s %s is %v, level %v, want %v", state, name, k.Info().Name, got.Head, got.Level, want)
				}
			}
		}
		if s.Feed.CatchingUp() != (state == feed.Reading) {
			t.Errorf("%v: catching up is %v", state, s.Feed.CatchingUp())
		}
	}
}

// A promise that is due within the hour can still be kept; one that is due later can wait, and one that is broken or kept is past.
func TestPromisesDueSoon(t *testing.T) {
	e := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"email"}
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c2","queue":"orders","channel":"email"}
{"time":"2026-03-02T09:01:00Z","type":"promised","conversation":"c1","due":"2026-03-02T10:30:00Z"}
{"time":"2026-03-02T09:01:00Z","type":"promised","conversation":"c2","due":"2026-03-02T10:00:00Z"}
{"time":"2026-03-02T09:10:00Z","type":"promised","conversation":"c2","due":"2026-03-02T12:00:00Z"}
`)
	orders := metrics.Question{Window: "all", Filter: metrics.Filter{Queues: []string{"orders"}}}
	for _, c := range []struct {
		at              string
		whole, ofOrders int64
	}{{"09:30:00", 2, 1}, {"09:29:59", 1, 1}, {"10:00:01", 1, 0}, {"11:00:00", 1, 1}, {"12:00:01", 0, 0}} {
		at, err := time.Parse(time.DateTime, "2026-03-02 "+c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Snapshot(allTime, at).Journey.DueSoon; got != c.whole {
			t.Errorf("%s: %d are due soon, want %d", c.at, got, c.whole)
		}
		if got := e.Snapshot(orders, at).Journey.DueSoon; got != c.ofOrders {
			t.Errorf("%s, orders: %d are due soon, want %d", c.at, got, c.ofOrders)
		}
	}
}

// The survey names only its conversation; where that was is known.
func TestACommentIsSaidWhereItsConversationWas(t *testing.T) {
	e := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"chat","topic":"refund"}
{"time":"2026-03-02T09:01:00Z","type":"answered","conversation":"c1","agent":"amira"}
{"time":"2026-03-02T09:02:00Z","type":"agent_state","agent":"amira","team":"red","state":"busy"}
{"time":"2026-03-02T09:05:00Z","type":"ended","conversation":"c1","by":"customer"}
{"time":"2026-03-02T09:09:00Z","type":"rated","conversation":"c1","nps":9,"text":"quick and kind"}
`)
	got := e.Snapshot(allTime, time.Time{}).Comments
	if len(got) != 1 || got[0].Queue != "billing" || got[0].Channel != "chat" || got[0].Topic != "refund" || got[0].Agent != "amira" {
		t.Errorf("comments %+v", got)
	}
	for _, c := range []struct {
		filter metrics.Filter
		want   int
	}{
		{metrics.Filter{Queues: []string{"sales"}}, 0}, {metrics.Filter{Teams: []string{"red"}}, 1}, {metrics.Filter{Teams: []string{"blue"}}, 0},
		{metrics.Filter{Agents: []string{"amira"}, Teams: []string{"red", "blue"}}, 1}, {metrics.Filter{Agents: []string{"bela"}}, 0},
	} {
		if got := e.Snapshot(metrics.Question{Window: "all", Filter: c.filter}, time.Time{}).Comments; len(got) != c.want {
			t.Errorf("%+v: %+v, want %d", c.filter, got, c.want)
		}
	}
}

// What was said after the instant that is reported is not known yet.
func TestCommentsEndAtTheLimit(t *testing.T) {
	e := metrics.NewEngine(metrics.DefaultRules())
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

// A group that is as bad as one of its parts says which: of the highest level, and among those the furthest beyond its limit.
func TestTheWorstPartIsNamed(t *testing.T) {
	s := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"m1","queue":"billing","channel":"email"}
{"time":"2026-03-02T09:20:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:22:00Z","type":"queued","conversation":"c2","queue":"sales","channel":"voice"}
{"time":"2026-03-02T09:22:00Z","type":"queued","conversation":"c3","queue":"orders","channel":"voice"}
{"time":"2026-03-02T09:27:30Z","type":"queued","conversation":"c4","queue":"claims","channel":"chat"}
{"time":"2026-03-02T09:30:00Z","type":"heartbeat"}
`, allTime).Snapshot(allTime, time.Time{})
	judged := func(g *metrics.Group) metrics.Judgement {
		t.Helper()
		v := g.Value(metrics.LongestWait)
		if v.Judged == nil {
			t.Fatalf("%q: nothing said, level %v", g.Name, v.Level)
		}
		j := *v.Judged
		j.Target = metrics.Target{}
		return j
	}
	call := metrics.Judgement{Queue: "billing", Channel: "voice", Head: 600, N: 1, Limit: 240}
	chat := metrics.Judgement{Queue: "claims", Channel: "chat", Head: 150, N: 1, Limit: 120}
	for _, c := range []struct {
		g    *metrics.Group
		want metrics.Judgement
	}{
		{&s.Total, call}, {find(s.Queues, "billing"), call}, {find(s.Channels, "voice"), call},
		{find(s.Queues, "claims"), chat}, {find(s.Channels, "chat"), chat},
	} {
		if got := judged(c.g); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.g.Name, got, c.want)
		}
	}
	if j := s.Total.Value(metrics.LongestWait).Judged; j.Target != (metrics.Target{Target: 60, Warn: 120, Critical: 240}) {
		t.Errorf("target %+v", j.Target)
	}
	mail := metrics.Judgement{Queue: "billing", Channel: "email", Head: 1800, N: 1, Limit: 7200}
	if got := judged(find(s.Channels, "email")); got != mail {
		t.Errorf("the mails are fine: %+v, want %+v", got, mail)
	}
	if v := s.Total.Value(metrics.AbandonRate); v.Judged != nil {
		t.Errorf("one target for all, yet %+v", v.Judged)
	}
}

// Before anybody waits for too long the part that waits longest is named, whatever is nearer to its own limit: it has the target to be shown.
func TestThePartThatWaitsLongestIsNamed(t *testing.T) {
	e := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"m1","queue":"billing","channel":"email"}
{"time":"2026-03-02T09:28:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"voice"}
{"time":"2026-03-02T09:28:10Z","type":"queued","conversation":"c2","queue":"orders","channel":"chat"}
{"time":"2026-03-02T09:28:20Z","type":"heartbeat"}
`, allTime)
	for at, want := range map[string]string{"09:28:20": "email", "09:28:59": "email", "09:30:01": "voice"} {
		now, err := time.Parse(time.DateTime, "2026-03-02 "+at)
		if err != nil {
			t.Fatal(err)
		}
		s := e.Snapshot(allTime, now)
		for _, g := range []*metrics.Group{&s.Total, find(s.Queues, "billing")} {
			if j := g.Value(metrics.LongestWait).Judged; j == nil || j.Channel != want {
				t.Errorf("%s, %q: %+v, want %s", at, g.Name, j, want)
			}
		}
	}
}

// Of two parts that are equally bad the first by name is named.
func TestEquallyBadPartsGoByName(t *testing.T) {
	for range 20 { // maps are gone through in any order
		s := fold(t, `
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"sales","channel":"voice"}
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c2","queue":"orders","channel":"voice"}
{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c3","queue":"orders","channel":"chat"}
{"time":"2026-03-02T09:10:00Z","type":"heartbeat"}
`, allTime).Snapshot(allTime, time.Time{})
		if j := s.Total.Value(metrics.LongestWait).Judged; j == nil || j.Queue != "orders" || j.Channel != "chat" {
			t.Fatalf("%+v", j)
		}
	}
}
