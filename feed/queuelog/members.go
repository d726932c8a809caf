package queuelog

import (
	"slices"
	"strings"
)

// Members have two names. ADDMEMBER, REMOVEMEMBER, PENALTY and RINGINUSE write the interface
// (Local/101@agents/n), all other lines the member's name (Alice), which is the interface only when nobody gave
// another (app_queue.c, log_membername_as_agent in queues.conf.sample). Nowhere does the log say which name
// belongs to which interface. An interface must not become an agent of its own, and who was added or removed is
// worth knowing. So what is said of an interface is kept, until its name is found out:
//
//   - the interface is the name: a line that writes names has it, or it does not look like an interface;
//   - a login and an ADDMEMBER, or a logoff and a REMOVEMEMBER, have the same call id: dialplans write them together;
//   - by elimination: a call rings at a name, so one of the queue's members without a name has it. Each
//     ring leaves fewer of them, and a member taken by one name is none for the others.
//
// What was found out stays known when a member is removed and added again, but until somebody rings there it
// may turn out to be another's: people change desks.
//
// Elimination needs to know all members, so it waits for a QUEUESTART, after which Asterisk adds them anew.
// Members that are configured in queues.conf are never added; a queue that has such a one is left out once that
// shows. A wrong guess can last until the next call that rings at the one it was made about.

// staff are the members, agents and queues of a log.
type staff struct {
	agents  table[agent]
	members table[member]
	queues  table[queue]

	touched  []*agent // whose state may have changed, see announce
	puzzled  []*agent // who have suspects
	complete bool     // a QUEUESTART was seen
	version  uint64   // of what is known about members

	pair struct { // what was last said under one call id
		call   string
		member *member
		agent  *agent
		mixed  bool // of several members or agents
	}
}

// member is an interface that was added to queues.
type member struct {
	iface  string
	agent  *agent
	proven bool   // agent is not only remembered
	stays  []stay // queues that it is in, and those that it left before it had a name
}

type stay struct {
	queue  *queue
	paused bool
	gone   bool
}

// queue is a queue and its members in doubt.
type queue struct {
	name   string
	number int       // of the queues, in the order in which they were met
	open   []*member // members now, not proven
	leftAt int64     // when a member was last removed, Unix milliseconds
	mixed  bool      // has members that were never added
}

// is says whether q is the queue of that name. It may be another one: when there were too many, they are counted anew.
func (q *queue) is(other *queue) bool { return q == other || q.name == other.name }

// Bounds of the state. A log has hundreds of names; a hostile one may have a new one in each line.
const (
	maxNames   = 1 << 16
	maxOpen    = 1 << 6 // members in doubt in a queue, beyond which nobody guesses
	maxPuzzled = 1 << 8
)

// interfaceMarks are what interfaces have in them: technology/peer, peer@context.
const interfaceMarks = "/@"

func newStaff() staff {
	return staff{agents: newTable[agent](), members: newTable[member](), queues: newTable[queue]()}
}

func (s *staff) touch(a *agent) { s.touched = append(s.touched, a) }

// queue returns the queue of this name.
func (s *staff) queue(name string) *queue {
	if q := s.queues.find(name); q != nil {
		return q
	}
	if s.queues.len >= maxNames {
		*s = newStaff()
	}
	q := &queue{name: strings.Clone(name), number: s.queues.len}
	s.queues.put(s.queues.hash(name), q)
	return q
}

// agent returns the agent of this name, which stands in a line that writes names.
func (s *staff) agent(name string) *agent {
	if a := s.agents.find(name); a != nil {
		a.loginID = false
		return a
	}
	if s.agents.len >= maxNames {
		*s = newStaff()
	}
	a := &agent{name: strings.Clone(name)}
	s.agents.put(s.agents.hash(name), a)
	s.touch(a)
	if id, ok := strings.CutPrefix(name, agentPrefix); ok {
		s.replace(s.agents.find(id), a)
	}
	if m := s.members.find(name); m != nil {
		s.bind(m, a, a.leftAt)
	}
	return a
}

// nameOf returns the name that s stands for: its own, or that of the member whose interface it is. Managers
// may write either.
func (s *staff) nameOf(name string) string {
	if m := s.members.find(name); m != nil && m.agent != nil {
		return m.agent.name
	}
	return name
}

func (s *staff) member(iface string) *member {
	if m := s.members.find(iface); m != nil {
		return m
	}
	if s.members.len >= maxNames {
		*s = newStaff()
	}
	m := &member{iface: strings.Clone(iface)}
	s.members.put(s.members.hash(iface), m)
	if a := s.agents.find(iface); a != nil || !strings.ContainsAny(iface, interfaceMarks) {
		s.bind(m, s.agent(iface), 0)
	}
	return m
}

// add makes an interface a member of q.
func (s *staff) add(iface string, q *queue, paused bool, call string, at int64) {
	m := s.member(iface)
	s.version++
	if m.agent != nil && !m.stayed() && m.agent.name != m.iface {
		m.proven = false
	}
	m.stays = slices.DeleteFunc(m.stays, func(st stay) bool { return st.queue == q })
	if len(m.stays) < maxSeats {
		m.stays = append(m.stays, stay{queue: q, paused: paused})
	}
	if !m.proven && !slices.Contains(q.open, m) && len(q.open) <= maxOpen {
		q.open = append(q.open, m)
	}
	if a := m.agent; a != nil {
		a.join(q, paused).paused = paused
		if paused {
			a.reason = "" // ADDMEMBER states none
		}
		a.presence = signedIn
		s.touch(a)
	}
	s.together(call, m, nil, at)
}

// remove ends the membership of an interface in q. It ends no call: who is removed, or logs off, talks on, and
// the end of that is in the log.
func (s *staff) remove(iface string, q *queue, call string, at int64) {
	m := s.member(iface)
	s.version++
	q.leftAt = at
	q.open = slices.DeleteFunc(q.open, func(o *member) bool { return o == m })
	m.stays = slices.DeleteFunc(m.stays, func(st stay) bool { return st.queue == q })
	if a := m.agent; a != nil {
		a.leave(q, at)
		s.touch(a)
	} else if len(m.stays) < maxSeats {
		m.stays = append(m.stays, stay{queue: q, gone: true})
	}
	s.together(call, m, nil, at)
}

// stayed says whether m is in a queue now.
func (m *member) stayed() bool {
	return slices.ContainsFunc(m.stays, func(st stay) bool { return !st.gone })
}

// bind makes known that a is the name of m, and hands over what was said of m.
func (s *staff) bind(m *member, a *agent, at int64) {
	s.version++
	if old := m.agent; old != nil && old != a {
		old.member = nil
		for _, st := range m.stays {
			old.leave(st.queue, at)
		}
		s.touch(old)
	}
	moved := m.agent != a
	m.agent, m.proven, a.member = a, true, m
	for _, st := range m.stays {
		st.queue.open = slices.DeleteFunc(st.queue.open, func(o *member) bool { return o == m })
		switch {
		case !moved:
		case st.gone:
			a.leave(st.queue, at)
		default:
			a.join(st.queue, st.paused)
		}
	}
	m.stays = slices.DeleteFunc(m.stays, func(st stay) bool { return st.gone })
	s.touch(a)
	s.rule(m, at)
}

// rule takes m, which has its name, from the suspects of everybody, and binds whoever has one left.
func (s *staff) rule(m *member, at int64) {
	for i := 0; i < len(s.puzzled); i++ {
		a := s.puzzled[i]
		if a.member == nil {
			a.suspects = slices.DeleteFunc(a.suspects, func(o *member) bool { return o == m })
		}
		if a.member == nil && len(a.suspects) > 1 {
			continue
		}
		s.puzzled = slices.Delete(s.puzzled, i, i+1)
		last := a.suspects
		a.suspects = nil
		if a.member == nil {
			if a.alone = len(last) == 0; !a.alone {
				s.bind(last[0], a, at)
			}
		}
		i = -1 // bind may have changed the list
	}
}

// rang says that a call began to ring at a, in q, at a time.
func (s *staff) rang(a *agent, q *queue, began int64) {
	if a.presence == signedIn && a.rung.has(q, s.version) {
		return
	}
	if a.presence != signedIn && began <= a.leftAt {
		return // it rang before they left
	}
	a.presence = signedIn
	s.touch(a)
	if began > q.leftAt { // else it may be the one who was removed
		s.serves(a, q, began)
		a.join(q, false)
		a.rung.add(q, s.version)
	}
}

// serves says that at a time a was a member of q, and looks who of the members without a name that can be.
func (s *staff) serves(a *agent, q *queue, at int64) {
	if m := a.member; m != nil {
		if !m.proven && slices.Contains(q.open, m) {
			s.bind(m, a, at)
		}
		return
	}
	if !s.complete || a.alone || q.mixed || len(q.open) > maxOpen {
		return
	}
	if a.suspects == nil {
		if len(s.puzzled) >= maxPuzzled {
			return
		}
		a.suspects = slices.Clone(q.open)
		s.puzzled = append(s.puzzled, a)
	} else {
		a.suspects = slices.DeleteFunc(a.suspects, func(m *member) bool { return !slices.Contains(q.open, m) })
	}
	if len(a.suspects) == 0 {
		q.mixed = true
	}
	s.rule(nil, at)
}

// agentPrefix begins the interface of an agent whose AGENTLOGIN has a bare number since Asterisk 12
// (app_agent_pool.c); before that it was written there too (chan_agent.c).
const agentPrefix = "Agent/"

// signIn takes a login.
func (s *staff) signIn(name, call string, at int64) {
	a := s.login(name)
	a.presence = signedIn
	s.touch(a)
	s.together(call, nil, a, at)
}

// signOff takes a logoff. The agent may still be talking.
func (s *staff) signOff(name, call string, at int64) {
	a := s.login(name)
	a.presence, a.leftAt = loggedOff, at
	s.touch(a)
	s.together(call, nil, a, at)
}

// login returns the agent of a login line.
func (s *staff) login(name string) *agent {
	if s.agents.find(name) == nil {
		if full := agentPrefix + name; s.agents.find(full) != nil || s.members.find(full) != nil {
			name = s.nameOf(full)
		}
	}
	known := s.agents.find(name)
	only := known == nil || known.loginID
	a := s.agent(name)
	a.loginID = only
	return a
}

// replace takes back the agent that a login with a bare number has made up.
func (s *staff) replace(madeUp, a *agent) {
	if madeUp == nil || !madeUp.loginID {
		return
	}
	a.presence, a.leftAt = madeUp.presence, madeUp.leftAt
	madeUp.presence = loggedOff
	s.touch(madeUp)
	s.agents.drop(s.agents.hash(madeUp.name))
}

// together takes note of a member and of an agent that are named under one call id: they are the same.
func (s *staff) together(call string, m *member, a *agent, at int64) {
	switch call {
	case "", "NONE", "REALTIME", "MANAGER", "CLI":
		return
	}
	p := &s.pair
	if p.call != call {
		p.call, p.member, p.agent, p.mixed = strings.Clone(call), m, a, false
	}
	if m != nil {
		p.mixed = p.mixed || p.member != nil && p.member != m
		p.member = m
	}
	if a != nil {
		p.mixed = p.mixed || p.agent != nil && p.agent != a
		p.agent = a
	}
	if !p.mixed && p.member != nil && p.agent != nil {
		s.bind(p.member, p.agent, at)
	}
}
