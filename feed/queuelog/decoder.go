package queuelog

import (
	"bytes"
	"fmt"
	"strings"
	"unsafe"

	"floorboard/feed"
)

// channel is the channel of every conversation: app_queue distributes calls.
const channel = "voice"

// decoder is the state of one log between its lines.
type decoder struct {
	calls calls
	staff staff
	last  int64 // time of the line before, Unix milliseconds

	// Only while Decode runs:
	b     *feed.Batch
	row   int64
	line  line
	slips []slip
	// Of a line about a call:
	id    string // of the call that it means
	hash  uint64 // of that
	queue *queue
	agent *agent // nil when it names none
}

// newDecoder returns a decoder that knows of no call and no agent yet.
func newDecoder() *decoder {
	return &decoder{calls: newCalls(), staff: newStaff()}
}

// Decode implements feed.Decoder.
func (d *decoder) Decode(block []byte, b *feed.Batch) (lines int64) {
	d.b, d.row = b, 0
	for len(block) > 0 {
		raw := block
		if i := bytes.IndexByte(block, '\n'); i >= 0 {
			raw, block = block[:i], block[i+1:]
		} else {
			block = nil
		}
		d.row++
		if n := len(raw); n > 0 && raw[n-1] == '\r' {
			raw = raw[:n-1]
		}
		if len(raw) == 0 || raw[0] <= ' ' && len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		b.Lines++
		// The block stays untouched until the batch is released, and so the events may point into it.
		d.decode(unsafe.String(&raw[0], len(raw)))
	}
	d.reject()
	d.b, d.line = nil, line{}
	return d.row
}

func (d *decoder) decode(s string) {
	d.id, d.hash = "", 0
	problem := d.line.parse(s)
	if problem == "" {
		d.age()
		problem = d.translate()
		d.last = d.line.at
	}
	if problem != "" {
		d.b.Rejects++
		d.slip(slip{d.row, problem, s})
	}
}

// slip is a line that says nothing.
type slip struct {
	row     int64
	problem string
	text    string // of the block
}

// slip remembers the newest lines that say nothing. Only when no newer ones can come are they made fit to show.
func (d *decoder) slip(s slip) {
	if len(d.slips) == 2*feed.KeptRejects {
		d.slips = d.slips[:copy(d.slips, d.slips[feed.KeptRejects:])]
	}
	d.slips = append(d.slips, s)
}

// reject keeps the newest lines of the block that say nothing, with the reasons.
func (d *decoder) reject() {
	for _, s := range d.slips[max(0, len(d.slips)-feed.KeptRejects):] {
		text := feed.Clean(fromLatin1(s.text[:min(len(s.text), 4*feed.MaxRejectText)]), feed.MaxRejectText)
		d.b.Rejected = append(d.b.Rejected, feed.Reject{Line: s.row, Reason: s.problem, Text: text})
	}
	clear(d.slips) // they point into the block
	d.slips = d.slips[:0]
}

// translate turns the line into events, and returns what is wrong with it, or "".
func (d *decoder) translate() (problem string) {
	switch d.line.event {
	case "ENTERQUEUE", "CONNECT", "COMPLETEAGENT", "COMPLETECALLER", "RINGNOANSWER", "RINGCANCELED", "AGENTDUMP",
		"TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER",
		"ABANDON", "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY", "WITHDRAW", "SYSCOMPAT":
		return d.callEvent()
	case "QUEUESTART":
		d.restart()
	case "ADDMEMBER", "REMOVEMEMBER", "PAUSE", "UNPAUSE", "PAUSEALL", "UNPAUSEALL",
		"AGENTLOGIN", "AGENTCALLBACKLOGIN", "AGENTLOGOFF", "AGENTCALLBACKLOGOFF":
		return d.agentEvent()
	case "CONFIGRELOAD", "PENALTY", "RINGINUSE", // of Asterisk, and of no consequence here
		"DID", "INFO", "CALLSTATUS", "CALLERID", "PAUSEREASON", // of FreePBX and QueueMetrics
		"FULL", "CLOSED", "JOINEMPTY", "LEAVEEMPTY", "DIVERT_CA_RATIO", "DIVERT_HOLDTIME": // of Wazo: never queued
	default:
		return d.ownEvent()
	}
	return ""
}

// ownEvent takes what dialplans and managers write themselves (QueueLog): ratings have come to be written
// as CSAT, NPS and CES with the score as first data. Everything else is counted and skipped.
func (d *decoder) ownEvent() (problem string) {
	word := d.line.event
	switch {
	case strings.EqualFold(word, "CSAT"):
		return d.rated("CSAT", 1, 5, func(e *feed.Event, score int8) { e.CSAT = score })
	case strings.EqualFold(word, "NPS"):
		return d.rated("NPS", 0, 10, func(e *feed.Event, score int8) { e.NPS = score })
	case strings.EqualFold(word, "CES"):
		return d.rated("CES", 1, 7, func(e *feed.Event, score int8) { e.CES = score })
	}
	d.b.Unknown++
	return ""
}

func (d *decoder) rated(scale string, low, high int64, set func(*feed.Event, int8)) (problem string) {
	score, ok := digits(strings.TrimSpace(d.line.text(0)))
	if !ok || score < low || score > high {
		return fmt.Sprintf("%s: %q is no whole number from %d to %d", scale, d.line.text(0), low, high)
	}
	e := d.emit(feed.Rated)
	e.Channel = channel
	if !none(d.line.call) {
		e.Conversation = d.calls.means(d.line.call, d.line.queue)
	}
	if !none(d.line.queue) {
		e.Queue = d.line.queue
	}
	if !none(d.line.agent) {
		e.Agent = d.staff.nameOf(d.line.agent)
	}
	set(e, int8(score))
	return ""
}

// emit appends an event of the line's time and returns it, to be filled in before the next one.
func (d *decoder) emit(t feed.Type) *feed.Event {
	n := len(d.b.Events)
	if n == cap(d.b.Events) {
		d.b.Events = append(d.b.Events, feed.Event{})
	} else {
		d.b.Events = d.b.Events[:n+1]
	}
	e := &d.b.Events[n]
	e.Reset()
	e.Type, e.Time = t, d.line.at
	return e
}
