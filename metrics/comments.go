package metrics

import (
	"strings"
	"time"

	"floorboard/feed"
)

// Comment is what a customer said, in free words. It may hold personal data: whoever shows it masks it.
type Comment struct {
	At                           time.Time
	Queue, Channel, Agent, Topic string
	Text                         string
	CSAT, NPS                    int  // feed.Absent when not given
	Complaint                    bool // a complaint rather than a survey

	id string
}

// keptComments is how many comments are kept, the newest.
const keptComments = 100

// listen keeps what customers said.
func (e *Engine) listen(events []feed.Event) {
	for i := range events {
		ev := &events[i]
		if ev.Type != feed.Rated && ev.Type != feed.Complained || ev.Text == "" || e.heard(ev.ID) {
			continue
		}
		c := Comment{At: time.UnixMilli(ev.Time), Queue: strings.Clone(ev.Queue), Channel: strings.Clone(ev.Channel),
			Agent: strings.Clone(ev.Agent), Topic: strings.Clone(ev.Topic), Text: strings.Clone(ev.Text),
			CSAT: int(ev.CSAT), NPS: int(ev.NPS), Complaint: ev.Type == feed.Complained, id: strings.Clone(ev.ID)}
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
