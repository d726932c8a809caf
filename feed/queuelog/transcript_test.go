package queuelog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
)

// A transcript is a small log and what the decoder makes of it: the project's own made-up lines, one a reason.

// play decodes a log, written with indentation, and compares the events with a transcript.
func play(t *testing.T, log, want string) *Decoder {
	t.Helper()
	d := NewDecoder()
	var b feed.Batch
	d.Decode([]byte(trim(log)), &b)
	for _, r := range b.Rejected {
		t.Errorf("line %d is rejected: %s", r.Line, r.Reason)
	}
	if got := transcript(b.Events); got != trim(want) {
		t.Errorf("lines:\n%s\nevents:\n%s\nwant:\n%s", trim(log), got, trim(want))
	}
	return d
}

// decode returns what a fresh decoder makes of lines.
func decode(lines string) *feed.Batch {
	var b feed.Batch
	NewDecoder().Decode([]byte(lines), &b)
	return &b
}

// transcript writes each event in one line, leaving out what is absent.
func transcript(events []feed.Event) string {
	var w strings.Builder
	for i := range events {
		w.WriteString(describe(&events[i]) + "\n")
	}
	return w.String()
}

// describe writes the time as seconds since 1970, and durations in seconds.
func describe(e *feed.Event) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%v %s", float64(e.Time)/1000, e.Type)
	word := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&w, " %s=%s", key, value)
		}
	}
	number := func(key string, value int64, unit time.Duration) {
		if value != feed.Absent {
			fmt.Fprintf(&w, " %s=%v", key, float64(value)/float64(unit/time.Millisecond))
		}
	}
	if e.Type == feed.AgentStateChanged {
		fmt.Fprintf(&w, " %s %s", e.Agent, e.State)
	} else {
		fmt.Fprintf(&w, " %s@%s", e.Conversation, e.Queue)
		word("agent", e.Agent)
	}
	word("customer", e.Customer)
	word("by", e.By.String())
	word("reason", e.Reason)
	number("wait", e.Wait, time.Second)
	number("talk", e.Talk, time.Second)
	number("hold", e.Hold, time.Second)
	number("csat", int64(e.CSAT), time.Millisecond)
	number("nps", int64(e.NPS), time.Millisecond)
	number("ces", int64(e.CES), time.Millisecond)
	if onVoice := e.Channel == "voice"; onVoice == (e.Type == feed.AgentStateChanged) {
		fmt.Fprintf(&w, " channel=%q", e.Channel)
	}
	return w.String()
}

// trim takes the indentation off.
func trim(s string) string {
	var w strings.Builder
	for l := range strings.Lines(strings.TrimSpace(s)) {
		w.WriteString(strings.Trim(l, "\t \n") + "\n")
	}
	return w.String()
}
