package queuelog

import (
	"strings"

	"floorboard/feed"
)

// agent is somebody who takes calls, by the name that CONNECT and its like write.
type agent struct {
	name     string
	presence presence
	talk     *call // nil when not talking
	rung     rung

	leftAt   int64   // when presence last became signedOut, Unix milliseconds
	seats    []seat  // the queues that the agent is known to serve
	onBreak  bool    // PAUSEALL, while no queue is known
	reason   string  // of the last pause
	member   *member // whose name this is, nil while unknown; see members.go
	suspects []*member
	alone    bool // no member can be meant: configured in queues.conf, which writes no ADDMEMBER
	loginID  bool // known from AGENTLOGIN only, which may write a bare number

	said       feed.AgentState // what was last emitted
	saidReason string
}

// presence is whether an agent is signed in.
type presence uint8

const (
	signedIn  presence = iota
	left               // removed from the last queue
	loggedOff          // said so: only a login or a call brings them back
)

// seat is the place of an agent in a queue.
type seat struct {
	queue  *queue
	paused bool
}

// rung are the queues of which a call has rung at an agent while what is known of members was the same: another ring tells nothing. Those
// with the highest numbers are not noted, which is only slower.
type rung struct {
	version uint64    // staff.version
	queues  [8]uint64 // by their numbers
}

func (r *rung) has(q *queue, version uint64) bool {
	word, bit := q.number/64, uint64(1)<<(q.number%64)
	return r.version == version && word < len(r.queues) && r.queues[word]&bit != 0
}

func (r *rung) add(q *queue, version uint64) {
	if r.version != version {
		*r = rung{version: version}
	}
	if word := q.number / 64; word < len(r.queues) {
		r.queues[word] |= 1 << (q.number % 64)
	}
}

// maxSeats bounds the queues of one agent.
const maxSeats = 1 << 8

func (a *agent) seat(q *queue) *seat {
	for i := range a.seats {
		if a.seats[i].queue == q {
			return &a.seats[i]
		}
	}
	return nil
}

// join returns the seat of a in q, which it makes when there is none, paused or not.
func (a *agent) join(q *queue, paused bool) *seat {
	if s := a.seat(q); s != nil {
		return s
	}
	if len(a.seats) >= maxSeats {
		a.seats = a.seats[1:]
		a.rung = rung{}
	}
	a.seats = append(a.seats, seat{queue: q, paused: paused})
	return &a.seats[len(a.seats)-1]
}

// leave takes the seat in q away; without any left, a is gone.
func (a *agent) leave(q *queue, at int64) {
	for i := range a.seats {
		if a.seats[i].queue == q {
			a.seats = append(a.seats[:i], a.seats[i+1:]...)
			break
		}
	}
	if len(a.seats) > 0 {
		return
	}
	a.onBreak = false
	if a.presence == signedIn {
		a.presence, a.leftAt = left, at
	}
}

// pause sets or lifts the pause in every queue (q nil), or in one.
func (a *agent) pause(q *queue, on bool, reason string) {
	if on && a.reason != reason {
		a.reason = strings.Clone(reason)
	}
	if q != nil {
		a.join(q, on).paused = on
		return
	}
	for i := range a.seats {
		a.seats[i].paused = on
	}
	a.onBreak = on
}

// state is what the log says of a: away is who is paused in every queue. That somebody talks is not looked
// at, because whoever reads the events knows that better.
func (a *agent) state() (s feed.AgentState, reason string) {
	if a.presence != signedIn {
		return feed.Offline, ""
	}
	if len(a.seats) == 0 && !a.onBreak {
		return feed.Available, ""
	}
	for _, s := range a.seats {
		if !s.paused {
			return feed.Available, ""
		}
	}
	return feed.Away, a.reason
}

// announce emits the states of the agents that the line has touched, where they are new.
func (d *decoder) announce() {
	if len(d.staff.touched) > 0 {
		d.announceTouched()
	}
}

func (d *decoder) announceTouched() {
	for _, a := range d.staff.touched {
		s, reason := a.state()
		if s == a.said && reason == a.saidReason {
			continue
		}
		a.said, a.saidReason = s, reason
		e := d.emit(feed.AgentStateChanged)
		e.Agent, e.State, e.Reason = a.name, s, reason
	}
	d.staff.touched = d.staff.touched[:0]
}

// agentEvent translates a line about a member or an agent.
func (d *decoder) agentEvent() (problem string) {
	l, s := &d.line, &d.staff
	if none(l.agent) {
		return l.event + " of nobody: the fourth field must name a member"
	}
	var q *queue
	if !none(l.queue) {
		q = s.queue(l.queue)
	}
	switch l.event {
	case "ADDMEMBER", "REMOVEMEMBER":
		if q == nil {
			return l.event + " without a queue: the third field must name one"
		}
		if l.event == "ADDMEMBER" {
			s.add(l.agent, q, l.text(0) == "PAUSED", l.call, l.at)
		} else {
			s.remove(l.agent, q, l.call, l.at)
		}
	case "PAUSE", "UNPAUSE", "PAUSEALL", "UNPAUSEALL":
		on := l.event[0] == 'P'
		a := s.agent(l.agent)
		if a.presence == left && q != nil { // only members can be paused
			a.presence = signedIn
		}
		a.pause(q, on, l.text(0))
		if q != nil {
			s.serves(a, q, l.at)
		}
		s.touch(a)
	case "AGENTLOGIN", "AGENTCALLBACKLOGIN":
		s.signIn(l.agent, l.call, l.at)
	case "AGENTLOGOFF", "AGENTCALLBACKLOGOFF":
		s.signOff(l.agent, l.call, l.at)
	}
	d.announce()
	return ""
}

// rang says that a call has rung at the line's agent for ring milliseconds: who is rung is a member of the
// queue, was signed in when it began, and not paused.
func (d *decoder) rang(ring int64) {
	if d.agent == nil {
		return
	}
	if ring == feed.Absent {
		ring = longestRing
	}
	d.staff.rang(d.agent, d.queue, d.line.at-ring-slack)
}

// longestRing is taken for the time that a call has rung when the log does not say, in milliseconds.
const longestRing = 60_000

// ringMillis reads the first data field as milliseconds, which is what RINGNOANSWER and RINGCANCELED state.
func (l *line) ringMillis() int64 {
	if n, ok := digits(l.text(0)); ok && n < 1e9 {
		return n
	}
	return feed.Absent
}
