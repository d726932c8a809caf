package demo

import (
	"fmt"
	"slices"

	"floorboard/feed"
)

// fold is a small, slow reading of a feed, written apart from the engine: what the tests hold the day against.
type fold struct {
	open map[string]*talk

	flows   map[string]*flow // by "" for all, queue and channel
	types   map[feed.Type]int
	answers map[string]int // of each agent
	blame   map[string]int
	slots   map[int]*slot
	broken  []string // what cannot be
	last    int64
	ids     map[string]bool
}

// flow is what came into a queue and how it ended.
type flow struct{ offered, answered, abandoned, flowedOut, waiting int }

// flowsOf are the flows that an event about a conversation counts in.
func (f *fold) flowsOf(c *talk) [3]*flow {
	var flows [3]*flow
	for i, name := range []string{"", c.queue, c.channel} {
		if f.flows[name] == nil {
			f.flows[name] = &flow{}
		}
		flows[i] = f.flows[name]
	}
	return flows
}

// talk is what the fold knows of a conversation.
type talk struct {
	queue, channel string
	first, entered int64
	waits, replied bool
	held           string // by which agent
}

// slot is half an hour of the day.
type slot struct {
	offered, answered, abandoned, flowedOut int
	voice, tech                             level
	nps                                     []int
	live, letters                           []float64 // first replies in seconds: chat and social, email
}

// level is a service level: answered in time, answered, abandoned.
type level struct{ in, answered, abandoned int }

func (l level) ratio() float64 { return float64(l.in) / float64(max(l.answered+l.abandoned, 1)) }

func (l *level) add(m level) {
	l.in += m.in
	l.answered += m.answered
	l.abandoned += m.abandoned
}

const slotMillis = 30 * 60 * 1000

func newFold() *fold {
	return &fold{
		flows: map[string]*flow{},
		open:  map[string]*talk{}, types: map[feed.Type]int{}, answers: map[string]int{}, blame: map[string]int{}, slots: map[int]*slot{}, ids: map[string]bool{},
	}
}

func (f *fold) wrong(e *feed.Event, what string) {
	f.broken = append(f.broken, fmt.Sprintf("%s %s %s: %s", e.ID, e.Type, e.Conversation, what))
}

func (f *fold) slot(at int64) *slot {
	i := int((at - Start().UnixMilli()) / slotMillis)
	if f.slots[i] == nil {
		f.slots[i] = &slot{}
	}
	return f.slots[i]
}

func (f *fold) add(e *feed.Event) {
	if e.Time < f.last {
		f.wrong(e, "out of order")
	}
	f.last = e.Time
	if f.ids[e.ID] || e.ID == "" {
		f.wrong(e, "id missing or repeated")
	}
	f.ids[e.ID] = true
	f.types[e.Type]++
	s := f.slot(e.Time)
	if e.Type == feed.AgentStateChanged {
		return
	}
	c := f.open[e.Conversation]
	if c == nil {
		if e.Type != feed.Queued {
			f.wrong(e, "begins without queued")
		}
		c = &talk{first: e.Time}
		f.open[e.Conversation] = c
	}
	if e.Queue != "" {
		c.queue, c.channel = e.Queue, e.Channel
	}
	f.effect(e, c, s)
}

func (f *fold) effect(e *feed.Event, c *talk, s *slot) {
	switch e.Type {
	case feed.Queued:
		f.enter(e, c, s)
	case feed.Reopened:
		c.first, c.replied = e.Time, false
	case feed.Answered:
		f.leave(e, c, s)
		f.hold(e, c, e.Agent)
		f.answers[e.Agent]++
	case feed.Abandoned, feed.FlowedOut:
		f.leave(e, c, s)
	case feed.Replied:
		if e.By == feed.ByAgent {
			f.reply(e, c, s)
		}
	case feed.Held, feed.Resumed, feed.Ended, feed.Escalated:
		if c.held == "" {
			f.wrong(e, "nobody holds it")
		}
		if e.Type == feed.Ended {
			c.held = ""
		}
	case feed.Transferred:
		if e.ToQueue != "" {
			c.held, c.queue = "", e.ToQueue
			f.enter(e, c, s)
		} else {
			c.held = e.ToAgent
		}
	case feed.Rated:
		if e.NPS != feed.Absent {
			s.nps = append(s.nps, int(e.NPS))
		}
	case feed.Complained:
		f.blame[e.Agent]++
	}
}

func (f *fold) enter(e *feed.Event, c *talk, s *slot) {
	if c.waits || c.held != "" {
		f.wrong(e, "waits or is held already")
	}
	c.waits, c.entered = true, e.Time
	for _, flow := range f.flowsOf(c) {
		flow.offered++
		flow.waiting++
	}
	s.offered++
}

func (f *fold) hold(e *feed.Event, c *talk, agent string) {
	if c.held != "" || agent == "" {
		f.wrong(e, "held already, or by nobody")
	}
	c.held = agent
}

func (f *fold) leave(e *feed.Event, c *talk, s *slot) {
	if !c.waits {
		f.wrong(e, "does not wait")
	}
	c.waits = false
	for _, flow := range f.flowsOf(c) {
		flow.waiting--
		switch e.Type {
		case feed.Answered:
			flow.answered++
		case feed.Abandoned:
			flow.abandoned++
		default:
			flow.flowedOut++
		}
	}
	var l level
	switch e.Type {
	case feed.Answered:
		s.answered++
		l.answered++
		if e.Time-c.entered <= 20_000 {
			l.in++
		}
	case feed.Abandoned:
		s.abandoned++
		l.abandoned++
	default:
		s.flowedOut++
	}
	if c.channel == "voice" {
		s.voice.add(l)
		if c.queue == "technical" {
			s.tech.add(l)
		}
	}
}

func (f *fold) reply(e *feed.Event, c *talk, s *slot) {
	if c.held == "" {
		f.wrong(e, "replied without holding it")
	}
	if c.replied {
		return
	}
	c.replied = true
	wait := float64(e.Time-c.first) / 1000
	if c.channel == "email" {
		s.letters = append(s.letters, wait)
	} else {
		s.live = append(s.live, wait)
	}
}

// levels are the voice service levels of the troubled queue in the hour of the outage, and of all queues in the
// rest of the day, without the hour after the outage.
func (f *fold) levels() (in, out level) {
	for i, s := range f.slots {
		switch {
		case i == 14 || i == 15:
			in.add(s.tech)
		case i < 14 || i >= 18:
			out.add(s.voice)
		}
	}
	return in, out
}

// over calls what for the slots from one to before another.
func (f *fold) over(from, to int, what func(s *slot)) {
	for i := from; i < to; i++ {
		if s := f.slots[i]; s != nil {
			what(s)
		}
	}
}

func (f *fold) nps(from, to int) (all []int) {
	f.over(from, to, func(s *slot) { all = append(all, s.nps...) })
	return all
}

func (f *fold) live(from, to int) (all []float64) {
	f.over(from, to, func(s *slot) { all = append(all, s.live...) })
	return all
}

func (f *fold) letters(from, to int) (all []float64) {
	f.over(from, to, func(s *slot) { all = append(all, s.letters...) })
	return all
}

func (f *fold) offered(from, to int) (n int) {
	f.over(from, to, func(s *slot) { n += s.offered })
	return n
}

func (f *fold) abandonRate(from, to int) float64 {
	lost, ended := 0, 0
	f.over(from, to, func(s *slot) {
		lost += s.abandoned
		ended += s.answered + s.abandoned + s.flowedOut
	})
	return 100 * float64(lost) / float64(max(ended, 1))
}

func score(nps []int) float64 {
	n := 0
	for _, x := range nps {
		if x >= 9 {
			n++
		} else if x <= 6 {
			n--
		}
	}
	return 100 * float64(n) / float64(max(len(nps), 1))
}

func quantile(x []float64, q float64) float64 {
	if len(x) == 0 {
		return 0
	}
	x = slices.Sorted(slices.Values(x))
	return x[int(q*float64(len(x)-1))]
}
