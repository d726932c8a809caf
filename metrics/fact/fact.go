// Package fact holds what the ledger finds out from events, in small numbers: this entry was answered after 38 s,
// there, by her, at that time. Facts can be added up by anybody and in any order.
package fact

// Kind is what was found out. Value says what the fact's number is; facts of kinds without one are counted only.
type Kind uint8

// The kinds of facts.
const (
	_             Kind = iota
	Request            // a conversation was first seen
	Offered            // it entered a queue
	Answered           // the entry ended: taken. Value: wait in ms, Unknown when not known
	Abandoned          // the entry ended: the customer left. Value: wait in ms, Unknown when not known
	FlowedOut          // the entry ended: anything else
	FirstReply         // Value: ms
	Reply              // Value: ms
	SegmentEnded       // Value: talk in ms, Unknown when not known
	Hold               // Value: total hold of a segment that had any, ms
	WrapUp             // Value: ms
	Missed             // offered to an agent and not taken
	Resolved           // a conversation was resolved. Value: ms since it was first queued or reopened, Unknown when not known
	FirstContact       // resolved at first contact. Value: 1, or -1 when a reopening takes it back
	Reopened           // a conversation was reopened
	Transferred        // rerouted away
	Escalated          // a conversation was escalated for the first time
	Complaint          // a customer complained about an agent
	Sale               // Value: amount in feed.AmountScale parts, below 0 of a refund. Aux: currency, 0 when no amount was stated
	PromiseMade        // a resolution was promised by a time
	PromiseKept        // resolved by then
	PromiseBroken      // the time passed unresolved. Value: 1, or -1 when a late event takes it back
	Surveyed           // a survey was sent
	Rated              // a survey came back
	CSAT               // Value: 1..5
	NPS                // Value: 0..10
	CES                // Value: 1..7
	AvailableTime      // an agent was available until now. Value: ms
	Switched           // a customer came again about the same topic, on another channel
	NumKinds
)

// Unknown is the value of a fact whose number is not known.
const Unknown = -1

// The least answers of a promoter and of a passive; who answers less is a detractor (Reichheld, "The One Number You Need to Grow", Harvard
// Business Review, December 2003).
const (
	Promoter = 9
	Passive  = 7
)

// Key says where a fact counts. Zero is "none" in every dimension.
type Key struct {
	Queue, Channel, Topic, Stage, Team uint16
	Agent                              uint32
}

// Fact is one fact.
type Fact struct {
	At    int64 // Unix milliseconds: the time of the event that decided it
	Value int64
	Key
	Conv uint32 // the conversation, by the ledger's number; valid until the ledger takes more
	Kind Kind
	Aux  uint8
}
