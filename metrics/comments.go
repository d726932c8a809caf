package metrics

import (
	"slices"
	"strings"
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

	id, conversation string
}

// keptComments is how many comments are kept, the newest.
const keptComments = 100

// keepComments keeps what customers said.
func (e *Engine) keepComments(b *feed.Batch) {
	for _, i := range e.preparer.Words(b) {
		ev := &b.Events[i]
		if e.ledger.Ignores(ev.Time) || e.heard(ev.ID) {
			continue
		}
		c := Comment{At: time.UnixMilli(ev.Time), Queue: strings.Clone(ev.Queue), Channel: strings.Clone(ev.Channel),
			Agent: strings.Clone(ev.Agent), Topic: strings.Clone(ev.Topic), Text: strings.Clone(ev.Text),
			CSAT: int(ev.CSAT), NPS: int(ev.NPS), Complaint: ev.Type == feed.Complained, id: strings.Clone(ev.ID), conversation: strings.Clone(ev.Conversation)}
		e.comments = append(e.comments, c)
		if n := len(e.comments) - keptComments; n > 0 {
			e.comments = append(e.comments[:0], e.comments[n:]...)
		}
	}
}

// heard says whether the event of this id is a repetition.
func (e *Engine) heard(id string) bool {
	for i := range e.comments {
		if id != "" && e.comments[i].id == id {
			return true
		}
	}
	return false
}

// said returns the comments that pass the filter. What the event left out is what its conversation has.
func (l *look) said() []Comment {
	var out []Comment
	for _, c := range l.comments {
		c.At = l.time(c.At.UnixMilli())
		if k, ok := l.ledger.Where(c.conversation); ok {
			fill(&c.Queue, l.dict.Queue, uint32(k.Queue))
			fill(&c.Channel, l.dict.Channel, uint32(k.Channel))
			fill(&c.Agent, l.dict.Agent, k.Agent)
			fill(&c.Topic, l.dict.Topic, uint32(k.Topic))
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

// passes says whether a comment is of what the filter keeps; of teams, comments know nothing.
func (f Filter) passes(c *Comment) bool {
	keeps := func(wanted []string, name string) bool { return len(wanted) == 0 || slices.Contains(wanted, name) }
	return keeps(f.Queues, c.Queue) && keeps(f.Channels, c.Channel) && keeps(f.Agents, c.Agent)
}
