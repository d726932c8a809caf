package feed

import "strings"

// Batch is what a source hands over at a time: the events of some lines, what was wrong with the
// others, and how the source is. Events are in the order in which they arrived.
//
// A batch belongs to whoever received it, until Release gives its memory back for reuse.
type Batch struct {
	Events   []Event
	Rejected []Reject // lines that are no events, the newest with their text: KeptRejects of each block
	Lines    int      // lines read, blank ones not counted
	Rejects  int      // lines that were no events; at least len(Rejected)
	Unknown  int      // lines whose type nobody knows: counted and skipped

	// Ordered says that the order of arrival is the truth, whatever the clocks say (a log written by one
	// process). Without it, events within the lateness bound are put in the order of their times; so are these, while others wait for that.
	Ordered bool

	// Reset says that all that came before is void: a replay that was wound back starts anew with this batch.
	Reset bool

	// Prepared is for the consumer: what it made of the batch on the goroutine that decoded it. It stays with the batch's memory when
	// that is reused, for events that it may know nothing of: who uses it has to say in it that it is used.
	Prepared any

	// Status is how the source is after this batch.
	Status Status

	// Free, when set by who made the batch, is called once by Release.
	Free func(*Batch)
}

// Release gives the batch and the memory of its strings back to where it came from.
func (b *Batch) Release() {
	if b.Free != nil {
		b.Free(b)
	}
}

// Reject is one line that is not an event, kept for inspection.
type Reject struct {
	Source string // the name of the source
	Line   int64  // its number, from 1
	Reason string // what is wrong and how to mend it: `time: "yesterday" is no RFC 3339 time`
	Text   string // the line's beginning, cleaned
}

// KeptRejects is how many rejected lines are kept with their text, the newest: of a block by its decoder, and of all by who shows them. It is
// one number, so that which ones are shown does not depend on where blocks begin.
const KeptRejects = 200

// MaxRejectText bounds the text of a Reject, in bytes.
const MaxRejectText = 200

// Status is how one source is.
type Status struct {
	Index  int    // which of the sources it is, from 0
	Source string // its name as the user gave it
	Format string // "jsonl", "queue_log"; "" while unknown
	State  State
	Err    string // why it failed, what it waits for, or why a pipe that would be followed brings no more; "" when all is well
	Read   int64  // bytes read so far, of what Size counts
	Size   int64  // bytes there are to read, 0 when that cannot be known

	Events, Rejects int64 // in what was read so far; a replay does not count them
}

// Why is Err for a sentence that names the source itself.
func (s *Status) Why() string { return strings.TrimPrefix(s.Err, s.Source+": ") }

// State is what a source is doing.
type State uint8

// What a source can be doing. Stale is not said by sources: it is seen from the age of the last event.
const (
	Reading   State = iota // catching up with what is there
	Live                   // at the end of what is there, following
	Replaying              // playing a recording at its own pace
	Done                   // read to its end, nothing more will come
	Failed                 // it cannot be read; Err says why. It may come back.
)

var stateWords = [...]string{"reading", "live", "replaying", "ended", "failed"}

// String returns the word for the state, as the JSON and the header say it.
func (s State) String() string { return stateWords[s] }
