package queuelog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"floorboard/feed"
)

// everything is a log with every event that is known.
const everything = `100|NONE|NONE|NONE|QUEUESTART|
100|MANAGER|q1|Local/1@x|ADDMEMBER|
100|MANAGER|q1|Local/2@x|ADDMEMBER|PAUSED
100|c9|q2|Local/2@x|ADDMEMBER|
100|c9|NONE|Bob|AGENTCALLBACKLOGIN|2@x
101|c0|NONE|7|AGENTLOGIN|SIP/7-1
101|c1|q1|NONE|DID|555
101|c1|q1|NONE|ENTERQUEUE||555|1
102|c1|q1|Ann|RINGNOANSWER|1000
103|c1|q1|Ann|RINGCANCELED|500
103|c1|q1|Ann|AGENTDUMP|
105|c1|q1|Ann|CONNECT|4|m1|1
109|c1|q1|Ann|COMPLETEAGENT|4|4|1
110|c1|q1|Ann|CSAT|5|words
110|c1|q1|NONE|NPS|10
110|c1|q1|Ann|ces|0
111|c2|q1|NONE|ENTERQUEUE||555|1
112|c2|q1|NONE|ABANDON|1|1|1
113|c2|q2|NONE|ENTERQUEUE||555|1
114|c2|q2|NONE|EXITWITHTIMEOUT|1|1|1
114|c3|q2|NONE|ENTERQUEUE||555|1
115|c3|q2|NONE|EXITWITHKEY|0|1|1|1
115|c4|q2|NONE|ENTERQUEUE||555|1
116|c4|q2|NONE|EXITEMPTY|1|1|1
116|c5|q2|NONE|ENTERQUEUE||555|1
117|c5|q2|NONE|WITHDRAW|1|1|1|words
117|c6|q2|NONE|ENTERQUEUE||555|1
118|c6|q2|Bob|SYSCOMPAT|
119|c7|q2|NONE|ENTERQUEUE||555|1
120|c8|q2|Bob|CONNECT|1|m2|1
125|m2|q2|Bob|ATTENDEDTRANSFER|LINK|a|b|1|5|1
126|c6|q2|NONE|ENTERQUEUE||555|1
127|c6|q2|Bob|CONNECT|1|m2|1
128|c6|q2|Bob|BLINDTRANSFER|200|ctx|1|1|1
129|c6|q1|Agent/7|CONNECT|1|m2|1
130|c6|q1|Agent/7|TRANSFER|200|ctx
131|NONE|NONE|Ann|PAUSEALL|lunch
131|NONE|q1|Ann|PAUSE|lunch
132|NONE|NONE|Ann|UNPAUSEALL|
132|NONE|q1|Ann|UNPAUSE|
133|NONE|q1|Local/1@x|PENALTY|3
134|MANAGER|q1|Local/1@x|REMOVEMEMBER|
135|c9|q2|Local/2@x|REMOVEMEMBER|
135|c9|NONE|Bob|AGENTCALLBACKLOGOFF|2@x|35|CommandLogoff
136|c0|NONE|7|AGENTLOGOFF|SIP/7-1|35
137|NONE|q1||NOTE|shift change
138|c7|q1|NONE|ENTERQUEUE||555|1
139|c8|q1|Ann|CONNECT|1|m3|1
100139|NONE|NONE|NONE|CONFIGRELOAD|
100140|NONE|NONE|NONE|QUEUESTART|
`

// FuzzDecode holds the decoder to what is true of any input: it never fails; each line is counted once; a
// conversation begins before it ends, and ends once; what is kept is bounded and sound; it does not matter how
// lines are cut into blocks; and no event points into a block that is gone, nor has hostile text.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(everything))
	for l := range strings.Lines(everything) {
		f.Add([]byte(l))
	}
	f.Add([]byte("2012-07-03 19:27:23.896208|c\xe9|q\x1b[2J|Zo\xeb|CONNECT|2\r\n\n |||||\n"))
	f.Add([]byte("100|a|q|NONE|ENTERQUEUE||1|1\n101|b|q|Ann|CONNECT|1\n102|a|q|NONE|ENTERQUEUE||1|1\n103|b|q|Ann|COMPLETEAGENT|1|2|1\n"))
	f.Add([]byte("100|a|q|NONE|ENTERQUEUE||1|1\n101|a|p|NONE|ENTERQUEUE||1|1\n102|a|q|Ann|CONNECT|1\n103|a|p|Bob|CONNECT|1\n104|a|q|Ann|COMPLETEAGENT|1|2|1\n"))
	f.Fuzz(checkLog)
}

// FuzzStory does the same with logs in which every line is one of a queue_log, and few calls, queues and
// members meet often.
func FuzzStory(f *testing.F) {
	f.Add([]byte("the quick brown fox jumps over the lazy dog"))
	f.Fuzz(func(t *testing.T, choices []byte) { checkLog(t, []byte(story(choices))) })
}

// TestStories does it with a thousand stories that are the same in every run.
func TestStories(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		choices := make([]byte, 4*r.IntN(100))
		for i := range choices {
			choices[i] = byte(r.Uint32())
		}
		log := story(choices)
		checkLog(t, []byte(log))
		if t.Failed() {
			t.Fatalf("the log:\n%s", log)
		}
	}
}

// story writes a line for every four bytes: event and time, call and queue, member, data.
func story(choices []byte) string {
	events := []string{
		"ENTERQUEUE||5|1", "ENTERQUEUE||5|1", "CONNECT|%d|m|%d", "CONNECT|%d|m|%d", "COMPLETEAGENT|%d|%d|1", "COMPLETECALLER|%d|%d|1",
		"ABANDON|1|1|%d", "EXITWITHTIMEOUT|1|1|%d", "EXITWITHKEY|0|1|1|%d", "SYSCOMPAT|", "RINGNOANSWER|%d000", "RINGCANCELED|%d000",
		"AGENTDUMP|", "ATTENDEDTRANSFER|APP|Queue|%d|%d|1", "BLINDTRANSFER|1|x|%d|%d|1", "TRANSFER|1|x",
		"ADDMEMBER|", "ADDMEMBER|PAUSED", "REMOVEMEMBER|", "PAUSE|lunch", "UNPAUSE|", "PAUSEALL|lunch", "UNPAUSEALL|",
		"AGENTLOGIN|x", "AGENTLOGOFF|x|1", "AGENTCALLBACKLOGIN|x", "AGENTCALLBACKLOGOFF|x|1", "CSAT|%d", "OTHER|", "QUEUESTART|",
	}
	members := []string{"Ann", "Bob", "Cid", "7", "Agent/7", "Local/1@x", "Local/2@x", "Local/3@x", "NONE"}
	calls := []string{"c1", "c2", "c3", "c4", "MANAGER"}
	queues := []string{"q1", "q2", "q3", "NONE"}
	steps := []int{0, 0, 1, 2, 3, 5, 10, -3, 86400}
	at := 1000
	var w strings.Builder
	for ; len(choices) >= 4; choices = choices[4:] {
		event := events[int(choices[0])%len(events)]
		if at += steps[int(choices[0])/len(events)]; choices[1]&0xf0 != 0 && at > 86400 {
			at -= 86400
		}
		for n := int(choices[3]); strings.Contains(event, "%d"); n /= 16 {
			event = strings.Replace(event, "%d", strconv.Itoa(n%16), 1)
		}
		fmt.Fprintf(&w, "%d|%s|%s|%s|%s\n", at, calls[int(choices[1])%len(calls)], queues[int(choices[1])/len(calls)%len(queues)],
			members[int(choices[2])%len(members)], event)
	}
	return w.String()
}

func checkLog(t *testing.T, log []byte) {
	whole := newDecoder()
	var b feed.Batch
	whole.Decode(slices.Clone(log), &b)
	checkCounts(t, log, &b)
	checkLives(t, b.Events)
	checkState(t, whole)
	for i := range b.Events {
		checkText(t, &b.Events[i])
	}
	if got, want := lineByLine(log), transcript(b.Events); got != want {
		t.Errorf("line by line:\n%s\nat once:\n%s", got, want)
	}
}

func checkCounts(t *testing.T, log []byte, b *feed.Batch) {
	lines := 0
	for l := range strings.Lines(string(log)) {
		if strings.Trim(l, " \t\r\n\v\f\u0085\u00a0") != "" && strings.TrimSpace(l) != "" {
			lines++
		}
	}
	if b.Lines != lines || b.Rejects+b.Unknown > lines || len(b.Rejected) != min(b.Rejects, feed.KeptRejects) {
		t.Errorf("%d lines, %d rejects (%d kept), %d unknown; of %d lines", b.Lines, b.Rejects, len(b.Rejected), b.Unknown, lines)
	}
}

// checkLives follows every conversation through its events.
func checkLives(t *testing.T, events []feed.Event) {
	lives := map[string]phase{}
	for i := range events {
		e := &events[i]
		if e.Type.NeedsConversation() && (e.Conversation == "" || e.Queue == "") {
			t.Errorf("%s: no conversation or no queue", describe(e))
		}
		now, known := lives[e.Conversation]
		ok := true
		switch e.Type {
		case feed.Queued:
			ok = now == done
			lives[e.Conversation] = waiting
		case feed.Answered:
			ok = now != talking
			lives[e.Conversation] = talking
		case feed.Abandoned, feed.FlowedOut:
			ok = now == waiting || !known
			lives[e.Conversation] = done
		case feed.Closed, feed.Transferred:
			ok = now == talking || !known
			lives[e.Conversation] = done
		}
		if !ok {
			t.Errorf("%s, but the conversation is in phase %d (0 done, 1 waiting, 2 talking)", describe(e), now)
		}
		for _, n := range []int64{e.Wait, e.Talk, e.Hold} {
			if n < feed.Absent {
				t.Errorf("%s: a duration below zero", describe(e))
			}
		}
	}
}

// checkState looks whether what the decoder keeps fits together.
func checkState(t *testing.T, d *decoder) {
	cs := &d.calls
	n := 0
	for c := cs.order.first; c != nil; c = c.next {
		n++
		if cs.active.find(string(c.id)) != c || c.phase == done {
			t.Errorf("call %q is listed, but not active", c.id)
		}
		if c.agent != nil && (c.phase != talking || c.agent.talk == nil) {
			t.Errorf("call %q has an agent who does not talk", c.id)
		}
	}
	if n != cs.order.len || n != cs.active.len || n > maxActive || cs.over.young.len > maxOver || cs.over.old.len > maxOver || len(cs.aliases) > maxAliases {
		t.Errorf("%d calls listed, %d active, %d and %d over, %d aliases", n, cs.active.len, cs.over.young.len, cs.over.old.len, len(cs.aliases))
	}
	for _, s := range d.staff.agents.slots {
		if s.v == nil {
			continue
		}
		a, name := s.v, s.v.name
		if d.staff.agents.find(name) != a || len(a.seats) > maxSeats {
			t.Errorf("agent %q is not found by that name, or has %d seats", name, len(a.seats))
		}
		if c := a.talk; c != nil && (c.phase != talking || c.agent != a) {
			t.Errorf("agent %q talks to a call that does not", name)
		}
		if s, reason := a.state(); s != a.said || reason != a.saidReason {
			t.Errorf("agent %q is %s (%s), and was said to be %s (%s)", name, s, reason, a.said, a.saidReason)
		}
		if len(a.suspects) > 0 && !slices.Contains(d.staff.puzzled, a) {
			t.Errorf("agent %q has suspects and puzzles nobody", name)
		}
	}
	if len(d.staff.touched) > 0 || len(d.staff.puzzled) > maxPuzzled {
		t.Errorf("%d touched, %d puzzled", len(d.staff.touched), len(d.staff.puzzled))
	}
}

func checkText(t *testing.T, e *feed.Event) {
	for _, s := range []string{e.Conversation, e.Queue, e.Agent, e.Customer, e.Reason} {
		if !utf8.ValidString(s) || feed.Clean(s, feed.MaxName) != s {
			t.Errorf("%q is not clean", s)
		}
	}
}

// lineByLine decodes log with a block for each line, which is overwritten afterwards.
func lineByLine(log []byte) string {
	d := newDecoder()
	var b feed.Batch
	var w strings.Builder
	for l := range strings.Lines(string(log)) {
		block := []byte(l)
		b.Events = b.Events[:0]
		d.Decode(block, &b)
		w.WriteString(transcript(b.Events))
		for i := range block {
			block[i] = '#'
		}
	}
	return w.String()
}

// FuzzCut compares the cutting of a line, eight bytes at a time, with strings.Split.
func FuzzCut(f *testing.F) {
	for l := range strings.Lines(everything) {
		f.Add(l)
	}
	f.Add("|||||||||||||||||||||||||||")
	f.Add("a\x7f")
	f.Add("\x80}|{\x1f|")
	f.Fuzz(func(t *testing.T, s string) {
		var l line
		plain := l.cut(s)
		strange := len(s) > feed.MaxName
		for i := range len(s) {
			strange = strange || s[i] < 0x20 || s[i] >= 0x7f
		}
		if plain == strange {
			t.Errorf("%q: plain is %v", s, plain)
		}
		if !plain {
			l.clean(s)
		}
		want := strings.Split(s, "|")
		want = want[:min(len(want), maxFields)]
		for i, f := range want {
			want[i] = feed.Clean(fromLatin1(f), feed.MaxName)
		}
		got := make([]string, l.fields)
		for i := range got {
			got[i] = l.field(i)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
