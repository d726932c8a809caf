package jsonl

import "floorboard/feed"

// field is one of the fields that an event can have.
type field uint8

// The fields: first the strings that any event may have, then those of some types (firstExtraString), then all others (numStrings).
const (
	fieldID field = iota
	fieldConversation
	fieldQueue
	fieldChannel
	fieldAgent
	fieldTeam
	fieldCustomer
	fieldTopic
	fieldStage
	fieldText
	fieldReason
	fieldLevel
	fieldToQueue
	fieldToAgent
	fieldCurrency
	fieldTime
	fieldType
	fieldBy
	fieldState
	fieldPriority
	fieldWait
	fieldTalk
	fieldHold
	fieldWrapUp
	fieldCSAT
	fieldNPS
	fieldCES
	fieldDue
	fieldAmount
	numFields
	noField = numFields // a field that nobody knows
)

// fieldBits is how many bits a field takes.
const fieldBits = 5

const (
	firstExtraString = fieldReason
	numStrings       = fieldTime
)

// set is a set of fields.
type set uint64

func of(fs ...field) set {
	var s set
	for _, f := range fs {
		s |= 1 << f
	}
	return s
}

func (s set) has(f field) bool { return s>>f&1 != 0 }

// kind is what JSON a field takes.
type kind uint8

const (
	text kind = 1 << iota
	number
)

// form is how a field is written.
type form struct {
	name  string
	kind  kind
	wants string // what stands in the reason of a reject, after the wrong value
}

const (
	wantsText     = "is no text: write a string"
	wantsTime     = "is no time from 1970 to 9999: write RFC 3339 with offset, as 2026-03-02T09:00:04.120Z, or Unix seconds"
	wantsDuration = "is no duration: write seconds as a number, 0 or more and below a billion"
)

var forms = [numFields]form{
	fieldID:           {"id", text, wantsText},
	fieldConversation: {"conversation", text, wantsText},
	fieldQueue:        {"queue", text, wantsText},
	fieldChannel:      {"channel", text, wantsText},
	fieldAgent:        {"agent", text, wantsText},
	fieldTeam:         {"team", text, wantsText},
	fieldCustomer:     {"customer", text, wantsText},
	fieldTopic:        {"topic", text, wantsText},
	fieldStage:        {"stage", text, wantsText},
	fieldText:         {"text", text, wantsText},
	fieldReason:       {"reason", text, wantsText},
	fieldLevel:        {"level", text | number, "is no level: write a string or a number"},
	fieldToQueue:      {"to_queue", text, wantsText},
	fieldToAgent:      {"to_agent", text, wantsText},
	fieldCurrency:     {"currency", text, wantsText},
	fieldTime:         {"time", text | number, wantsTime},
	fieldType:         {"type", text, wantsText},
	fieldBy:           {"by", text, "is nobody who could: write agent, customer or bot on replied, agent, customer or system on ended"},
	fieldState:        {"state", text, "is no state: write available, ringing, busy, wrap_up, away, offline or unreachable"},
	fieldPriority:     {"priority", number, "is no priority: write a whole number of at most 32 bits"},
	fieldWait:         {"wait_seconds", number, wantsDuration},
	fieldTalk:         {"talk_seconds", number, wantsDuration},
	fieldHold:         {"hold_seconds", number, wantsDuration},
	fieldWrapUp:       {"wrap_up_seconds", number, wantsDuration},
	fieldCSAT:         {"csat", number, "is outside the scale: write a whole number from 1 to 5"},
	fieldNPS:          {"nps", number, "is outside the scale: write a whole number from 0 to 10"},
	fieldCES:          {"ces", number, "is outside the scale: write a whole number from 1 to 7"},
	fieldDue:          {"due", text | number, wantsTime},
	fieldAmount:       {"amount", number, "is no amount: write a number, at most a million million, below 0 for a refund"},
}

// Which fields may be strings and which numbers.
var mayBeText, mayBeNumber = taking(text), taking(number)

func taking(k kind) set {
	var s set
	for f, form := range forms {
		if form.kind&k != 0 {
			s |= of(field(f))
		}
	}
	return s
}

// common are the fields that every type of event may have.
var common = of(fieldTime, fieldType, fieldID, fieldConversation, fieldQueue, fieldChannel, fieldAgent, fieldTeam,
	fieldCustomer, fieldTopic, fieldStage, fieldText, fieldPriority)

// commonStrings are those among them that are kept as text.
var commonStrings = common &^ of(fieldTime, fieldType, fieldPriority)

// extras are the fields that each type of event has besides; on others they say nothing and are ignored.
var extras = [feed.NumTypes]set{
	feed.Answered:          of(fieldWait),
	feed.Abandoned:         of(fieldWait),
	feed.FlowedOut:         of(fieldWait, fieldReason),
	feed.Replied:           of(fieldBy),
	feed.Transferred:       of(fieldToQueue, fieldToAgent, fieldTalk, fieldHold),
	feed.Escalated:         of(fieldReason, fieldLevel),
	feed.Ended:             of(fieldBy, fieldTalk, fieldHold),
	feed.WrappedUp:         of(fieldWrapUp),
	feed.Closed:            of(fieldTalk, fieldHold),
	feed.Rated:             of(fieldCSAT, fieldNPS, fieldCES),
	feed.Sold:              of(fieldAmount, fieldCurrency),
	feed.Promised:          of(fieldDue),
	feed.AgentStateChanged: of(fieldState, fieldReason),
}

// extraStrings are the strings among the extras.
var extraStrings = of(fieldReason, fieldLevel, fieldToQueue, fieldToAgent, fieldCurrency)

// required are the fields without which an event of a type means nothing.
var required = requirements()

func requirements() (r [feed.NumTypes]set) {
	for t := feed.Queued; t < feed.NumTypes; t++ {
		r[t] = of(fieldTime)
		if t.NeedsConversation() {
			r[t] |= of(fieldConversation)
		}
	}
	r[feed.Replied] |= of(fieldBy)
	r[feed.Missed] |= of(fieldAgent)
	r[feed.Promised] |= of(fieldDue)
	r[feed.AgentStateChanged] |= of(fieldAgent, fieldState)
	return r
}

// stringOf returns where the event keeps a field that is a string.
func stringOf(e *feed.Event, f field) *string {
	switch f {
	case fieldID:
		return &e.ID
	case fieldConversation:
		return &e.Conversation
	case fieldQueue:
		return &e.Queue
	case fieldChannel:
		return &e.Channel
	case fieldAgent:
		return &e.Agent
	case fieldTeam:
		return &e.Team
	case fieldCustomer:
		return &e.Customer
	case fieldTopic:
		return &e.Topic
	case fieldStage:
		return &e.Stage
	case fieldText:
		return &e.Text
	case fieldReason:
		return &e.Reason
	case fieldLevel:
		return &e.Level
	case fieldToQueue:
		return &e.ToQueue
	case fieldToAgent:
		return &e.ToAgent
	case fieldCurrency:
		return &e.Currency
	}
	panic("no string field")
}

// durationOf returns where the event keeps a field that is a duration.
func durationOf(e *feed.Event, f field) *int64 {
	switch f {
	case fieldWait:
		return &e.Wait
	case fieldTalk:
		return &e.Talk
	case fieldHold:
		return &e.Hold
	}
	return &e.WrapUp
}

// scoreOf returns where the event keeps a score, and the ends of its scale.
func scoreOf(e *feed.Event, f field) (score *int8, least, most int64) {
	switch f {
	case fieldCSAT:
		return &e.CSAT, 1, 5
	case fieldNPS:
		return &e.NPS, 0, 10
	}
	return &e.CES, 1, 7
}
