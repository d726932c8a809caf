package queuelog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
)

// decode returns what a fresh decoder makes of lines.
func decode(t testing.TB, lines string) *feed.Batch {
	t.Helper()
	var b feed.Batch
	NewDecoder().Decode([]byte(lines), &b)
	return &b
}

// transcript writes events in one line each, in words, leaving out what is absent.
func transcript(events []feed.Event) string {
	var w strings.Builder
	for i := range events {
		fmt.Fprintln(&w, describe(&events[i]))
	}
	return w.String()
}

func describe(e *feed.Event) string {
	var w strings.Builder
	at := time.UnixMilli(e.Time).UTC()
	fmt.Fprintf(&w, "%s %s", at.Format("15:04:05.999"), e.Type)
	word := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&w, " %s=%s", key, value)
		}
	}
	number := func(key string, value int64, unit int64) {
		if value != feed.Absent {
			fmt.Fprintf(&w, " %s=%d", key, value/unit)
		}
	}
	word("conv", e.Conversation)
	word("queue", e.Queue)
	word("agent", e.Agent)
	word("customer", e.Customer)
	word("by", e.By.String())
	if e.Type == feed.AgentStateChanged {
		word("state", e.State.String())
	}
	word("reason", e.Reason)
	number("wait", e.Wait, 1000)
	number("talk", e.Talk, 1000)
	number("hold", e.Hold, 1000)
	number("csat", int64(e.CSAT), 1)
	number("nps", int64(e.NPS), 1)
	number("ces", int64(e.CES), 1)
	if onVoice := e.Channel == "voice"; onVoice != (e.Type != feed.AgentStateChanged) {
		word("channel", fmt.Sprintf("%q", e.Channel))
	}
	return w.String()
}

// trim takes the indentation off a raw string.
func trim(s string) string {
	var w strings.Builder
	for l := range strings.Lines(strings.TrimSpace(s) + "\n") {
		w.WriteString(strings.TrimLeft(l, "\t "))
	}
	return w.String()
}
