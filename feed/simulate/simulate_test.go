package simulate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"floorboard/feed"
)

// day returns all events of a day.
func day(o Options) []feed.Event {
	var all []feed.Event
	for e := range Day(o) {
		all = append(all, *e)
	}
	return all
}

// floors are days of every size and shape, small enough for a test.
func floors() map[string]Options {
	floors := map[string]Options{}
	add := func(name string, change func(o *Options)) {
		o := Default()
		change(&o)
		floors[name] = o
	}
	add("default", func(o *Options) {})
	add("another seed", func(o *Options) { o.Seed = 7 })
	add("one agent", func(o *Options) { o.Agents, o.Queues = 1, 1 })
	add("three agents", func(o *Options) { o.Agents = 3 })
	add("more queues than agents", func(o *Options) { o.Agents, o.Queues = 12, 60 })
	add("large", func(o *Options) { o.Agents, o.Queues, o.Hours = 400, 20, 2; o.Outage = 30 * time.Minute })
	add("an hour", func(o *Options) { o.Hours = 1 })
	add("three days", func(o *Options) { o.Hours = 72 })
	add("drowned", func(o *Options) { o.Rate = 4 })
	add("fast", func(o *Options) { o.Pace = 3 })
	add("no outage", func(o *Options) { o.Outage = 0 })
	add("an outage at the end", func(o *Options) { o.Outage = 11*time.Hour + 50*time.Minute })
	add("another zone", func(o *Options) { o.Start = time.Date(2026, 7, 1, 22, 30, 0, 0, time.FixedZone("", -3*3600)) })
	return floors
}

func TestEqualOptionsGiveEqualDays(t *testing.T) {
	o := Default()
	if !slices.Equal(day(o), day(o)) {
		t.Error("the same options gave different days")
	}
	other := o
	other.Seed++
	if slices.Equal(day(o), day(other)) {
		t.Error("another seed gave the same day")
	}
}

func TestNothingSaidIsTheDefault(t *testing.T) {
	d := Default()
	d.Outage = 0
	if !slices.Equal(day(Options{Seed: d.Seed, Hours: -1, Rate: -2}), day(d)) {
		t.Error("numbers that say nothing do not stand for their defaults")
	}
}

func TestReaderMayStop(t *testing.T) {
	n := 0
	for range Day(Default()) {
		if n++; n == 100 {
			break
		}
	}
	if n != 100 {
		t.Errorf("%d events after the reader had enough", n)
	}
}

// witness follows a day event by event and notes what cannot be.
type witness struct {
	last   int64
	ids    map[string]bool
	talks  map[string]*talk
	agents map[string]*person
	faults []string
}

type talk struct {
	waits, over    bool
	channel, agent string
}

type person struct {
	state feed.AgentState
	holds map[string]string // conversations, and on which channel
}

func (w *witness) see(e *feed.Event) {
	fault := func(what string) {
		w.faults = append(w.faults, fmt.Sprintf("%s %s %s %s: %s", e.ID, e.Type, e.Conversation, e.Agent, what))
	}
	if e.Time < w.last {
		fault("earlier than the event before it")
	}
	w.last = e.Time
	if e.ID == "" || w.ids[e.ID] {
		fault("no id, or one that was given before")
	}
	w.ids[e.ID] = true
	if e.Type == feed.AgentStateChanged {
		w.state(e, fault)
		return
	}
	if e.Queue == "" || e.Channel == "" || e.Customer == "" || e.Topic == "" || e.Stage == "" {
		fault("a field is missing")
	}
	c := w.talks[e.Conversation]
	if c == nil {
		c = &talk{channel: e.Channel}
		w.talks[e.Conversation] = c
		if e.Type != feed.Queued {
			fault("does not begin with queued")
		}
	}
	w.contact(e, c, fault)
}

func (w *witness) state(e *feed.Event, fault func(string)) {
	p := w.agents[e.Agent]
	if p == nil {
		p = &person{holds: map[string]string{}}
		w.agents[e.Agent] = p
	}
	if len(p.holds) > 0 {
		fault("changes state with work in hand")
	}
	if p.state == feed.Away && e.State == feed.Ringing {
		fault("rings at somebody on a break")
	}
	p.state = e.State
}

func (w *witness) contact(e *feed.Event, c *talk, fault func(string)) {
	switch e.Type {
	case feed.Queued:
		if c.waits || c.agent != "" {
			fault("waits or is held already")
		}
		c.waits = true
	case feed.Answered:
		if !c.waits {
			fault("does not wait")
		}
		c.waits = false
		w.take(e.Agent, e.Conversation, c, fault)
	case feed.Abandoned, feed.FlowedOut:
		if !c.waits {
			fault("does not wait")
		}
		c.waits = false
	case feed.Held, feed.Resumed, feed.Escalated:
		if c.agent != e.Agent || c.agent == "" {
			fault("by somebody who does not hold it")
		}
	case feed.Replied:
		if e.By == feed.ByAgent && (c.agent != e.Agent || c.agent == "") {
			fault("answered by somebody who does not hold it")
		}
	case feed.Transferred:
		w.drop(e, c, fault)
		if c.agent = ""; e.ToAgent != "" {
			w.take(e.ToAgent, e.Conversation, c, fault)
		}
		c.waits = e.ToQueue != ""
	case feed.WrappedUp:
		w.drop(e, c, fault)
		c.agent = ""
	case feed.Closed:
		if c.over {
			fault("closed twice")
		}
		c.over = true
	}
}

func (w *witness) take(agent, conversation string, c *talk, fault func(string)) {
	p := w.agents[agent]
	if p == nil || p.state != feed.Available && p.state != feed.Ringing {
		fault("taken by an agent who is not at work")
		return
	}
	c.agent = agent
	p.holds[conversation] = c.channel
	alone := c.channel == "voice" || c.channel == "email"
	for _, other := range p.holds {
		alone = alone || other == "voice" || other == "email"
	}
	if len(p.holds) > 2 || alone && len(p.holds) > 1 {
		fault("more at a time than a person can do")
	}
}

func (w *witness) drop(e *feed.Event, c *talk, fault func(string)) {
	if c.agent != e.Agent {
		fault("by somebody who does not hold it")
		return
	}
	delete(w.agents[e.Agent].holds, e.Conversation)
}

func TestDaysArePossible(t *testing.T) {
	for name, o := range floors() {
		t.Run(name, func(t *testing.T) {
			w := witness{ids: map[string]bool{}, talks: map[string]*talk{}, agents: map[string]*person{}}
			first, end := o.Start.UnixMilli(), o.Start.Add(time.Duration(o.Hours*float64(time.Hour))).UnixMilli()
			n := 0
			for e := range Day(o) {
				if e.Time < first || e.Time >= end {
					t.Fatalf("%s at %s is outside the day", e.ID, time.UnixMilli(e.Time).UTC())
				}
				w.see(e)
				n++
			}
			for _, fault := range w.faults[:min(len(w.faults), 10)] {
				t.Error(fault)
			}
			if len(w.agents) != o.Agents {
				t.Errorf("%d of %d agents came to work", len(w.agents), o.Agents)
			}
			t.Logf("%d events, %d conversations", n, len(w.talks))
		})
	}
}

func TestTerseLeavesOutOnlyWhatIsKnown(t *testing.T) {
	o := Default()
	full := day(o)
	o.Terse = true
	terse := day(o)
	if len(full) != len(terse) {
		t.Fatalf("%d events, %d of them terse", len(full), len(terse))
	}
	said := map[string]*feed.Event{}
	for i := range full {
		f, s := &full[i], terse[i]
		if first := said[s.Conversation]; s.Conversation != "" && first == nil {
			said[s.Conversation] = f
		} else {
			for _, field := range []struct{ full, terse *string }{
				{&f.Queue, &s.Queue}, {&f.Channel, &s.Channel}, {&f.Customer, &s.Customer}, {&f.Topic, &s.Topic}, {&f.Stage, &s.Stage},
				{&f.Agent, &s.Agent}, {&f.Team, &s.Team},
			} {
				if *field.terse == "" {
					*field.terse = *field.full
				}
			}
		}
		s.Team, s.HasPriority, s.Priority = f.Team, f.HasPriority, f.Priority
		if *f != s {
			t.Fatalf("the terse day tells something else:\n%+v\n%+v", *f, s)
		}
	}
}

func count(o Options, what feed.Type) (n int) {
	for e := range Day(o) {
		if e.Type == what {
			n++
		}
	}
	return n
}

func TestRateAndPace(t *testing.T) {
	o := Default()
	asked, lost := count(o, feed.Queued), count(o, feed.Abandoned)
	o.Rate = 1.5
	if n := count(o, feed.Queued); n < asked*13/10 {
		t.Errorf("half as many contacts again: %d after %d", n, asked)
	}
	if n := count(o, feed.Abandoned); n < lost*2 {
		t.Errorf("%d gave up on a floor that drowns, %d before", n, lost)
	}
	o.Rate, o.Pace = 1, 3
	served := count(Default(), feed.Answered)
	if n := count(o, feed.Answered); n < served*5/2 {
		t.Errorf("three times the pace: %d answered after %d", n, served)
	}
}

// Arrivals are thinned from the highest load there is: more would be cut off.
func TestPeakIsTheHighestLoad(t *testing.T) {
	if most := max(slices.Max(liveLoad[:]), slices.Max(writtenLoad[:])); most != peakLoad {
		t.Errorf("the highest load is %v, and peakLoad %v", most, peakLoad)
	}
}

func TestOutageFloodsOneQueue(t *testing.T) {
	o := Default()
	queued := func() (n [2]int) {
		from := o.Start.Add(Default().Outage).UnixMilli()
		for e := range Day(o) {
			if e.Type == feed.Queued && e.Time >= from && e.Time < from+outageEnd {
				if e.Queue == profiles[troubled].name {
					n[0]++
				} else {
					n[1]++
				}
			}
		}
		return n
	}
	with := queued()
	o.Outage = 0
	without := queued()
	if with[0] < 4*without[0] {
		t.Errorf("%d contacts in the troubled queue, %d without an outage", with[0], without[0])
	}
	if with[1] > 2*without[1] {
		t.Errorf("%d contacts in the other queues, %d without an outage", with[1], without[1])
	}
}

func TestTimersComeInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const end = 3 * hour
	h := newTimers(0, end)
	now, set, due := int64(0), 0, 0
	push := func() {
		at := now + rng.Int64N(40*minute)*int64(rng.IntN(3))
		h.push(timer{at: at})
		if at/stretch <= end/stretch {
			set++
		}
	}
	for range 500 {
		push()
	}
	var last timer
	for {
		x, ok := h.pop()
		if !ok {
			break
		}
		if due > 0 && !last.before(&x) {
			t.Fatalf("%+v came after %+v", x, last)
		}
		last, now = x, x.at
		if due++; due < 3000 {
			push()
		}
	}
	if due != set {
		t.Errorf("%d timers were set before the end, %d came", set, due)
	}
}

func TestNamesAreDifferent(t *testing.T) {
	f := &floor{dice: newDice(1, 0)}
	seen := map[string]bool{}
	for _, name := range f.names(4000) {
		if seen[name] {
			t.Fatalf("two agents are called %s", name)
		}
		seen[name] = true
	}
	queues := map[string]bool{}
	for i := range 200 {
		if queues[queueName(i)] {
			t.Fatalf("two queues are called %s", queueName(i))
		}
		queues[queueName(i)] = true
	}
}
