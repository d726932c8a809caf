// Package feed holds the words that everybody in floorboard shares: what an event is, and how
// events travel from a source to the engine. It imports only the standard library.
//
// Transports (where bytes come from), decoders (what bytes mean) and the made-up day live in
// sub-packages; README.md says which.
package feed

import (
	"math"
	"slices"
)

// Event is one thing that happened on the floor. It is a flat value, so that decoding one costs no
// allocation: a field that the feed left out holds its "absent" value, given beside it; of strings that is "".
//
// The strings of an event in a Batch may point into the batch's own memory. They are valid until
// Batch.Release; whoever keeps one longer clones it (strings.Clone).
type Event struct {
	Time  int64 // when it happened: Unix milliseconds, UTC
	Type  Type
	By    By         // who acted, on replied and ended; ByNobody when absent
	State AgentState // on agent_state; StateUnknown when absent

	ID           string // unique per event; a repeated id is counted once
	Conversation string // the contact: a call, chat, mail thread or ticket
	Queue        string
	Channel      string // voice, chat, email, social, sms, web or any other word
	Agent        string
	Team         string
	Customer     string
	Topic        string // what it is about
	Stage        string // customer-journey stage or touchpoint
	Text         string // free words of the customer: may hold personal data
	Reason       string // on flowed_out, escalated, agent_state
	Level        string // on escalated: the tier it was raised to
	ToQueue      string // on transferred
	ToAgent      string // on transferred
	Currency     string // on sold: ISO 4217, upper case

	Wait   int64 // stated wait in ms, on answered, abandoned, flowed_out; Absent when not stated
	Talk   int64 // stated talk in ms, on ended, transferred and closed; Absent when not stated
	Hold   int64 // stated hold in ms, on ended, transferred and closed; Absent when not stated
	WrapUp int64 // stated wrap-up in ms, on wrapped_up; Absent when not stated
	Due    int64 // on promised: Unix milliseconds; 0 on other events
	Amount int64 // on sold, in ten-thousandths of the currency unit, below 0 of a refund; NoAmount when not stated

	Priority    int32 // larger is more urgent; 0 when absent
	HasPriority bool  // whether it was given
	CSAT        int8  // 1..5 on rated, Absent when not given
	NPS         int8  // 0..10 on rated, Absent when not given
	CES         int8  // 1..7 on rated, Absent when not given
}

// Absent marks a number that the feed did not state. All stated numbers are >= 0, but for amounts.
const Absent = -1

// NoAmount marks an amount that the feed did not state.
const NoAmount = math.MinInt64

// AmountScale is how many units of Event.Amount make one unit of currency: four decimals cover
// every currency of ISO 4217.
const AmountScale = 10_000

// blank is an event in which everything is absent. Decoders start from it.
var blank = Event{Wait: Absent, Talk: Absent, Hold: Absent, WrapUp: Absent, Amount: NoAmount, CSAT: Absent, NPS: Absent, CES: Absent}

// NewEvent returns an event of the given type and time (Unix milliseconds) with every other field absent.
func NewEvent(t Type, at int64) Event {
	e := blank
	e.Type, e.Time = t, at
	return e
}

// Reset makes e an event in which everything is absent, for reuse.
func (e *Event) Reset() { *e = blank }

// Type is what happened.
type Type uint8

// The types of events, in the order of a contact's life. The names in a feed are those of String; which fields go with which
// type is in jsonl/fields.go.
const (
	Unknown           Type = iota // no type that we know; never handed on
	Queued                        // it entered a queue, for the first time or again
	Answered                      // an agent took it
	Abandoned                     // the customer gave up waiting
	FlowedOut                     // it left the queue unanswered, and not because the customer gave up
	Replied                       // a message: By says whose
	Missed                        // it was offered to Agent, who did not take it
	Held                          // the customer was put on hold
	Resumed                       // and taken back
	Transferred                   // the agent passed it on, to ToQueue or ToAgent
	Escalated                     // it was raised to another tier
	Ended                         // the talk is over, by whom says By; wrap-up may follow
	WrappedUp                     // the agent's after-contact work is over
	Resolved                      // what the customer wanted is settled
	Reopened                      // it was not settled after all
	Closed                        // nothing more will come; no wrap-up follows
	Surveyed                      // the customer was asked for a rating
	Rated                         // and gave one: CSAT, NPS, CES, in any combination
	Complained                    // the customer complained about the agent
	Sold                          // the contact led to a sale
	Promised                      // a resolution was promised by Due
	AgentStateChanged             // Agent is in State from now on
	Heartbeat                     // the feed is alive, and its time has come this far
	NumTypes                      // how many there are; not a type
)

var typeNames = [NumTypes]string{
	"unknown", "queued", "answered", "abandoned", "flowed_out", "replied", "missed", "held", "resumed",
	"transferred", "escalated", "ended", "wrapped_up", "resolved", "reopened", "closed", "surveyed",
	"rated", "complained", "sold", "promised", "agent_state", "heartbeat",
}

// String returns the name that feeds use: "flowed_out".
func (t Type) String() string { return typeNames[t] }

// ParseType returns the type that a feed names, or Unknown.
func ParseType(name string) Type { return Type(1 + slices.Index(typeNames[1:], name)) }

// NeedsConversation says whether an event of this type makes no sense without a conversation.
// Surveys, ratings, complaints and sales count with what they carry.
func (t Type) NeedsConversation() bool {
	switch t {
	case AgentStateChanged, Heartbeat, Surveyed, Rated, Complained, Sold:
		return false
	}
	return true
}

// By is who acted.
type By uint8

// Who can act.
const (
	ByNobody By = iota
	ByAgent
	ByCustomer
	ByBot
	BySystem
)

var byNames = [...]string{"", "agent", "customer", "bot", "system"}

// String returns the name that feeds use.
func (b By) String() string { return byNames[b] }

// ParseBy returns who a feed names, and whether it is one that we know.
func ParseBy(name string) (By, bool) {
	by := By(1 + slices.Index(byNames[1:], name))
	return by, by != ByNobody
}

// AgentState is what an agent is doing.
type AgentState uint8

// The states of an agent. StateUnknown is an agent of whom no state was ever said.
const (
	StateUnknown AgentState = iota
	Available
	Ringing
	Busy
	WrapUp
	Away
	Offline
	Unreachable
	NumAgentStates // how many there are; not a state
)

var stateNames = [NumAgentStates]string{"unknown", "available", "ringing", "busy", "wrap_up", "away", "offline", "unreachable"}

// String returns the name that feeds use.
func (s AgentState) String() string { return stateNames[s] }

// ParseAgentState returns the state that a feed names, and whether it is one that we know.
func ParseAgentState(name string) (AgentState, bool) {
	s := AgentState(1 + slices.Index(stateNames[1:], name))
	return s, s != StateUnknown
}
