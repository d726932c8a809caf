package queuelog

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/golden"

	"floorboard/feed"
)

// TestTranscripts plays testdata/transcripts/*.txt: small logs of made-up lines, one a reason, and what the decoder makes of them.
//
//	# what it shows; the log ends with a blank line
//	> 100|c1|sales|NONE|ENTERQUEUE||555|1           a line of the log
//	100 queued c1@sales customer=555                an event that comes of it
//	= 1 under way                                   the calls that wait or talk at the end
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var logs []string
			for log := range strings.SplitSeq(string(text), "\n\n") {
				logs = append(logs, play(t, log))
			}
			golden.Assert(t, strings.Join(logs, "\n"), filepath.Join("transcripts", filepath.Base(file)))
		})
	}
}

// play decodes the log of a transcript, line by line and all at once, and writes the transcript anew.
func play(t *testing.T, told string) string {
	t.Helper()
	var anew, events, log strings.Builder
	d := newDecoder()
	for said := range strings.Lines(strings.TrimSpace(told) + "\n") {
		line, isLine := strings.CutPrefix(said, "> ")
		if isLine || said[0] == '#' {
			anew.WriteString(said)
		}
		if isLine {
			var b feed.Batch
			d.Decode([]byte(line), &b)
			if b.Rejects > 0 {
				t.Errorf("%q is rejected: %v", line, b.Rejected)
			}
			anew.WriteString(transcript(b.Events))
			events.WriteString(transcript(b.Events))
			log.WriteString(line)
		}
	}
	if n := d.calls.active.len; n > 0 {
		fmt.Fprintf(&anew, "= %d under way\n", n)
	}
	if got := transcript(decode(log.String()).Events); got != events.String() {
		t.Errorf("all at once:\n%s\nline by line:\n%s", got, &events)
	}
	return anew.String()
}

// decode returns what a fresh decoder makes of lines.
func decode(lines string) *feed.Batch {
	var b feed.Batch
	newDecoder().Decode([]byte(lines), &b)
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
