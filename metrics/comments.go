package metrics

import (
	"cmp"
	"slices"
	"time"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// Comment is what a customer said, in free words. It may hold personal data: whoever shows it masks it.
type Comment struct {
	At                           time.Time
	Queue, Channel, Agent, Topic string
	Text                         string
	CSAT, NPS                    int  // feed.Absent when not given
	Complaint                    bool // a complaint rather than a survey

	id, conversation, team string
}

// keptComments is how many comments are kept, the newest. Older ones are thrown away a few hundred at a time.
const keptComments = 100

// keepComments keeps what customers said, for a board: reports do not show it.
func (e *Engine) keepComments(b *feed.Batch) {
	if !e.history {
		return
	}
	for _, i := range e.preparer.Words(b) {
		ev := &b.Events[i]
		if e.ledger.Ignores(ev.Time) || e.heard(ev.ID) {
			continue
		}
		if len(e.comments) == 4*keptComments {
			e.comments = append(e.comments[:0], e.newestComments()...)
		}
		e.comments = append(e.comments, newComment(ev))
	}
}

// newComment copies what is kept of an event, its strings all at once.
func newComment(ev *feed.Event) Comment {
	all := ev.Queue + ev.Channel + ev.Agent + ev.Topic + ev.Text + ev.ID + ev.Conversation + ev.Team
	next := func(s string) (text string) {
		text, all = all[:len(s)], all[len(s):]
		return text
	}
	return Comment{At: time.UnixMilli(ev.Time), Queue: next(ev.Queue), Channel: next(ev.Channel), Agent: next(ev.Agent), Topic: next(ev.Topic),
		Text: next(ev.Text), CSAT: int(ev.CSAT), NPS: int(ev.NPS), Complaint: ev.Type == feed.Complained, id: next(ev.ID), conversation: next(ev.Conversation), team: next(ev.Team)}
}

func (e *Engine) newestComments() []Comment { return e.comments[max(len(e.comments)-keptComments, 0):] }

// heard says whether the event of this id is a repetition.
func (e *Engine) heard(id string) bool {
	if id == "" {
		return false
	}
	kept := e.newestComments()
	for i := range kept { // a Comment is large to copy
		if kept[i].id == id {
			return true
		}
	}
	return false
}

// said returns the comments that pass the filter. What the event left out is what its conversation has.
func (l *look) said() []Comment {
	var out []Comment
	for _, c := range l.newestComments() {
		c.At = l.time(c.At.UnixMilli())
		if k, ok := l.ledger.Where(c.conversation); ok {
			fill(&c.Queue, l.dict.Queue, uint32(k.Queue))
			fill(&c.Channel, l.dict.Channel, uint32(k.Channel))
			fill(&c.Agent, l.dict.Agent, k.Agent)
			fill(&c.Topic, l.dict.Topic, uint32(k.Topic))
			fill(&c.team, l.dict.Team, uint32(k.Team))
		}
		if id, known := l.dict.Agent.Find(c.Agent); known {
			c.team = cmp.Or(l.dict.Team.Name(uint32(l.ledger.TeamOf(id))), c.team)
		}
		if l.q.Filter.passes(&c) {
			out = append(out, c)
		}
	}
	return out
}

func fill(field *string, names *fact.Names, id uint32) {
	if *field == "" {
		*field = names.Name(id)
	}
}

// passes says whether a comment is of what the filter keeps.
func (f Filter) passes(c *Comment) bool {
	keeps := func(wanted []string, name string) bool { return len(wanted) == 0 || slices.Contains(wanted, name) }
	return keeps(f.Queues, c.Queue) && keeps(f.Channels, c.Channel) && keeps(f.Teams, c.team) && keeps(f.Agents, c.Agent)
}
