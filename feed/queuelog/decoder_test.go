package queuelog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
)

// TestOtherEvents: some events say nothing of calls and agents; of those that nobody knows it is counted how many there are.
func TestOtherEvents(t *testing.T) {
	known := []string{"CONFIGRELOAD", "PENALTY", "RINGINUSE", "DID", "INFO", "CALLSTATUS", "CALLERID", "PAUSEREASON", "FULL",
		"CLOSED", "JOINEMPTY", "LEAVEEMPTY", "DIVERT_CA_RATIO", "DIVERT_HOLDTIME"}
	for _, word := range known {
		b := decode("100|c1|sales|NONE|" + word + "|x\n")
		if len(b.Events) != 0 || b.Unknown != 0 || b.Rejects != 0 || b.Lines != 1 {
			t.Errorf("%s: %d events, %d unknown, %d rejects, %d lines; want a line and nothing else",
				word, len(b.Events), b.Unknown, b.Rejects, b.Lines)
		}
	}
	for _, word := range []string{"OUTDIAL", "NOTE", "OUTCALL", "enterqueue", "X"} {
		b := decode("100|c1|sales|NONE|" + word + "|x\n")
		if len(b.Events) != 0 || b.Unknown != 1 || b.Rejects != 0 {
			t.Errorf("%s: %d events, %d unknown, %d rejects; want one unknown", word, len(b.Events), b.Unknown, b.Rejects)
		}
	}
}

// TestBounds: hostile logs fill nothing up.
func TestBounds(t *testing.T) {
	d := newDecoder()
	n := 0
	feedLines := func(count int, format string) {
		var w strings.Builder
		for range count {
			n++
			fmt.Fprintf(&w, format+"\n", n)
		}
		d.Decode([]byte(w.String()), new(feed.Batch))
	}
	feedLines(maxActive+100, "100|c%d|sales|NONE|ENTERQUEUE||555|1")
	if d.calls.active.len != maxActive {
		t.Errorf("%d active calls, want %d", d.calls.active.len, maxActive)
	}
	d.Decode([]byte("100|NONE|NONE|NONE|QUEUESTART|\n"), new(feed.Batch))
	over := &d.calls.over
	over.store()
	if n := over.young.len + over.old.len; d.calls.active.len != 0 || n < maxOver || n > 2*maxOver {
		t.Errorf("after a restart: %d active, %d over; want 0, %d to %d", d.calls.active.len, n, maxOver, 2*maxOver)
	}
	feedLines(maxNames+100, "100|c|sales|Agent %d|RINGNOANSWER|1000")
	feedLines(maxNames+100, "100|c|queue %d|Ann|RINGNOANSWER|1000")
	feedLines(maxNames+100, "100|CLI|sales|Local/%d@x|ADDMEMBER|")
	feedLines(1000, "100|CLI|queue %d|Local/1@x|ADDMEMBER|")
	if a, q, m := d.staff.agents.len, d.staff.queues.len, d.staff.members.len; a > maxNames || q > maxNames || m > maxNames {
		t.Errorf("%d agents, %d queues, %d members; want at most %d of each", a, q, m, maxNames)
	}
	if m := d.staff.members.find("Local/1@x"); len(m.stays) > maxSeats {
		t.Errorf("a member of %d queues, want at most %d", len(m.stays), maxSeats)
	}
	for i := range maxAliases + 100 {
		line := fmt.Sprintf("%d|own%d|sales|NONE|ENTERQUEUE||555|1\n%d|other%d|sales|NONE|CONNECT|5|x|1\n", 10*i, i, 10*i+5, i)
		d.Decode([]byte(line), new(feed.Batch))
	}
	if len(d.calls.aliases) != maxAliases {
		t.Errorf("%d aliases, want %d", len(d.calls.aliases), maxAliases)
	}
	// The calls that the aliases mean are forgotten before the aliases are.
	feedLines(3*maxOver, "99999|c%d|sales|NONE|ABANDON|1|1|9")
	d.Decode([]byte(fmt.Sprintf("99999|other%d|sales|NONE|CONNECT|5|x|1\n", maxAliases)), new(feed.Batch))
	checkState(t, d)
}

// TestManyRejects: all are counted, the newest are kept.
func TestManyRejects(t *testing.T) {
	const kept = feed.KeptRejects
	b := decode("\n" + strings.Repeat("no line of a queue_log\n", 5*kept))
	if b.Rejects != 5*kept || len(b.Rejected) != kept || b.Lines != 5*kept {
		t.Errorf("%d rejects, %d kept, of %d lines; want %d, %d, %[4]d", b.Rejects, len(b.Rejected), b.Lines, 5*kept, kept)
	}
	if b.Rejected[0].Line != 4*kept+2 || b.Rejected[kept-1].Line != 5*kept+1 {
		t.Errorf("lines %d and %d, want %d and %d", b.Rejected[0].Line, b.Rejected[kept-1].Line, 4*kept+2, 5*kept+1)
	}
}

// TestStringsOutliveTheBlock: what the decoder remembers is its own.
func TestStringsOutliveTheBlock(t *testing.T) {
	d := newDecoder()
	var b feed.Batch
	for _, line := range []string{
		"100|NONE|NONE|NONE|QUEUESTART|",
		"100|c0|sales|Local/1@x|ADDMEMBER|",
		"100|c0|NONE|Ann|AGENTCALLBACKLOGIN|1@x",
		"100|c1|sales|NONE|ENTERQUEUE||555|1",
		"101|NONE|sales|Ann|PAUSE|lunch",
		"102|NONE|sales|Ann|UNPAUSE|",
		"105|c1|sales|Ann|CONNECT|5|x|3",
		"109|c1|sales|Ann|COMPLETEAGENT|5|4|1",
	} {
		block := []byte(line + "\n")
		b.Events = b.Events[:0]
		d.Decode(block, &b)
		for i := range block {
			block[i] = 'X'
		}
	}
	if q := d.calls.over.find(d.calls.active.hash("c1")); q == nil || q.name != "sales" {
		t.Errorf("the call ended in %+v", q)
	}
	a := d.staff.agents.find("Ann")
	if a == nil || a.name != "Ann" || a.reason != "lunch" || a.saidReason != "" || a.seats[0].queue.name != "sales" || a.member.iface != "Local/1@x" {
		t.Errorf("the agent is %+v", a)
	}
}

// TestLongQuiet: a call that talks across midnight and a weekend of silence is not lost before its own end.
func TestLongQuiet(t *testing.T) {
	at := time.Date(2026, 3, 2, 23, 59, 0, 0, time.UTC).Unix()
	log := fmt.Sprintf("%d|c1|q|Ann|CONNECT|5|x|1\n%d|c1|q|Ann|COMPLETEAGENT|5|80000|1\n", at, at+80000)
	b := decode(log)
	if last := b.Events[len(b.Events)-1]; last.Type != feed.Closed || last.Talk != 80_000_000 {
		t.Errorf("the last event is %s", describe(&last))
	}
}
