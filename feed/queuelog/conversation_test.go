package queuelog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
)

// TestCallEvents plays every event of a call, in the variants that the versions of Asterisk write.
func TestCallEvents(t *testing.T) {
	const enter = "100|c1|sales|NONE|ENTERQUEUE||555|1\n"
	const queued = "100 queued c1@sales customer=555\n"
	const connect = "105|c1|sales|Ann|CONNECT|5|c2|3\n"
	const answered = "105 agent_state Ann available\n105 answered c1@sales agent=Ann wait=5\n"
	for _, c := range []struct{ name, log, want string }{
		{"enter", enter, queued},
		{"enter, number withheld", "100|c1|sales|NONE|ENTERQUEUE|||1", "100 queued c1@sales"},
		{"enter, with a name (22.4)", "100|c1|sales|NONE|ENTERQUEUE||555|1|Bob Smith", queued},
		{"enter, with a URL, without a position (1.6)", "100|c1|sales|NONE|ENTERQUEUE|http://x/|555", queued},

		{"connect", enter + connect, queued + answered},
		{"connect (1.4)", enter + "105|c1|sales|Ann|CONNECT|5|c2\n", queued + answered},
		{"connect (1.2)", enter + "105|c1|sales|Ann|CONNECT|5\n", queued + answered},
		{"connect, no data", enter + "105|c1|sales|Ann|CONNECT|\n", queued +
			"105 agent_state Ann available\n105 answered c1@sales agent=Ann\n"},
		{"connect, nobody named", enter + "105|c1|sales|NONE|CONNECT|5|c2|3\n", queued + "105 answered c1@sales wait=5\n"},

		{"agent hangs up", enter + connect + "165|c1|sales|Ann|COMPLETEAGENT|5|60|1", queued + answered +
			"165 closed c1@sales agent=Ann by=agent talk=60"},
		{"caller hangs up", enter + connect + "165|c1|sales|Ann|COMPLETECALLER|5|60|1", queued + answered +
			"165 closed c1@sales agent=Ann by=customer talk=60"},
		{"caller hangs up (1.0)", enter + connect + "165|c1|sales|Ann|COMPLETECALLER|5|60", queued + answered +
			"165 closed c1@sales agent=Ann by=customer talk=60"},

		{"transfer (1.2)", enter + connect + "115|c1|sales|Ann|TRANSFER|200|default", queued + answered +
			"115 transferred c1@sales agent=Ann"},
		{"transfer (1.4)", enter + connect + "115|c1|sales|Ann|TRANSFER|200|default|5|9", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"transfer (1.8)", enter + connect + "115|c1|sales|Ann|TRANSFER|200|default|5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"blind transfer", enter + connect + "115|c1|sales|Ann|BLINDTRANSFER|200|default|5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"attended transfer, bridge", enter + connect + "115|c1|sales|Ann|ATTENDEDTRANSFER|BRIDGE|b-1|5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"attended transfer, application", enter + connect + "115|c1|sales|Ann|ATTENDEDTRANSFER|APP|Queue|5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"attended transfer, link", enter + connect + "115|c1|sales|Ann|ATTENDEDTRANSFER|LINK|SIP/1-a|SIP/2-b|5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},
		{"attended transfer, words left empty", enter + connect + "115|c1|sales|Ann|ATTENDEDTRANSFER|||5|9|1", queued + answered +
			"115 transferred c1@sales agent=Ann talk=9"},

		{"abandon", enter + "112|c1|sales|NONE|ABANDON|1|1|12", queued + "112 abandoned c1@sales wait=12"},
		{"abandon during the announcement", enter + "112|c1|sales|Ann|ABANDON|1|1|12", queued +
			"112 agent_state Ann available\n112 abandoned c1@sales wait=12"},
		{"timeout", enter + "112|c1|sales|NONE|EXITWITHTIMEOUT|1|1|12", queued + "112 flowed_out c1@sales reason=timeout wait=12"},
		{"timeout (1.4)", enter + "112|c1|sales|NONE|EXITWITHTIMEOUT|1", queued + "112 flowed_out c1@sales reason=timeout"},
		{"key", enter + "112|c1|sales|NONE|EXITWITHKEY|0|1|1|12", queued + "112 flowed_out c1@sales reason=key wait=12"},
		{"key (1.6)", enter + "112|c1|sales|NONE|EXITWITHKEY|0|1", queued + "112 flowed_out c1@sales reason=key"},
		{"nobody there", enter + "112|c1|sales|NONE|EXITEMPTY|1|1|12", queued + "112 flowed_out c1@sales reason=empty wait=12"},
		{"withdrawn", enter + "112|c1|sales|NONE|WITHDRAW|1|1|12|by the manager", queued + "112 flowed_out c1@sales reason=withdrawn wait=12"},
		{"codecs", enter + "112|c1|sales|Ann|SYSCOMPAT|", queued + "112 agent_state Ann available\n112 flowed_out c1@sales reason=codec"},

		{"not taken", enter + "110|c1|sales|Ann|RINGNOANSWER|10000", queued +
			"110 agent_state Ann available\n110 missed c1@sales agent=Ann"},
		{"refused at once", enter + "110|c1|sales|Ann|RINGNOANSWER|0", queued +
			"110 agent_state Ann available\n110 missed c1@sales agent=Ann"},
		{"hung up on", enter + "110|c1|sales|Ann|AGENTDUMP|", queued +
			"110 agent_state Ann available\n110 missed c1@sales agent=Ann"},
		{"the caller left while it rang", enter + "110|c1|sales|Ann|RINGCANCELED|1500\n110|c1|sales|NONE|ABANDON|1|1|10", queued +
			"110 agent_state Ann available\n110 abandoned c1@sales wait=10"},
	} {
		t.Run(c.name, func(t *testing.T) { play(t, c.log, c.want) })
	}
}

// TestOwnEvents plays what is not app_queue's.
func TestOwnEvents(t *testing.T) {
	play(t, `
		100|c1|sales|Ann|CSAT|5|post-call survey
		101|c1|sales|Ann|nps|10
		102|c1|sales|NONE|Ces| 7 |
		103|NONE|NONE|NONE|CSAT|1
	`, `
		100 rated c1@sales agent=Ann csat=5
		101 rated c1@sales agent=Ann nps=10
		102 rated c1@sales ces=7
		103 rated @ csat=1
	`)
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

// TestIdenticalLines are legal: the same member may refuse twice in a second. A call that enters or is
// connected twice at once is no second entry.
func TestIdenticalLines(t *testing.T) {
	play(t, `
		100|c1|sales|NONE|ENTERQUEUE||555|1
		100|c1|sales|NONE|ENTERQUEUE||555|1
		101|c1|sales|Ann|RINGNOANSWER|0
		101|c1|sales|Ann|RINGNOANSWER|0
		105|c1|sales|Ann|CONNECT|5|c2|3
		105|c1|sales|Ann|CONNECT|5|c2|3
		109|c1|sales|Ann|COMPLETEAGENT|5|4|1
		109|c1|sales|Ann|COMPLETEAGENT|5|4|1
	`, `
		100 queued c1@sales customer=555
		101 agent_state Ann available
		101 missed c1@sales agent=Ann
		101 missed c1@sales agent=Ann
		105 answered c1@sales agent=Ann wait=5
		109 closed c1@sales agent=Ann by=agent talk=4
	`)
}

// TestSeveralQueues: one caller, under one call id, goes from queue to queue and comes back.
func TestSeveralQueues(t *testing.T) {
	play(t, `
		100|c1|sales|NONE|ENTERQUEUE||555|1
		120|c1|sales|NONE|EXITWITHTIMEOUT|1|1|20
		120|c1|support|NONE|ENTERQUEUE||555|1
		125|c1|support|Ann|CONNECT|5|c2|3
		135|c1|support|Ann|BLINDTRANSFER|1|queues|5|10|1
		135|c1|sales|NONE|ENTERQUEUE||555|1
		137|c1|sales|NONE|ABANDON|1|1|2
		138|c1|sales|NONE|ENTERQUEUE||555|1
		140|c1|sales|NONE|ENTERQUEUE||555|1
		141|c1|support|NONE|ENTERQUEUE||555|1
		143|c1|support|Ann|CONNECT|2|c2|1
		150|c1|sales|NONE|ENTERQUEUE||555|1
		152|c1|support|Ann|COMPLETECALLER|2|9|1
		155|c1|sales|Bob|CONNECT|5|c2|1
		160|c1|sales|Bob|COMPLETECALLER|5|5|1
	`, `
		100 queued c1@sales customer=555
		120 flowed_out c1@sales reason=timeout wait=20
		120 queued c1@support customer=555
		125 agent_state Ann available
		125 answered c1@support agent=Ann wait=5
		135 transferred c1@support agent=Ann talk=10
		135 queued c1@sales customer=555
		137 abandoned c1@sales wait=2
		138 queued c1@sales customer=555
		140 flowed_out c1@sales reason=lost wait=2
		140 queued c1@sales customer=555
		141 flowed_out c1@sales reason=overflow wait=1
		141 queued c1@support customer=555
		143 answered c1@support agent=Ann wait=2
		150 transferred c1@support agent=Ann talk=7
		150 queued c1@sales customer=555
		155 agent_state Bob available
		155 answered c1@sales agent=Bob wait=5
		160 closed c1@sales agent=Bob by=customer talk=5
	`)
}

// TestRestart: what waits and talks is gone, at the last line's time; the agents stay.
func TestRestart(t *testing.T) {
	d := play(t, `
		100|NONE|NONE|NONE|QUEUESTART|
		100|c3|sales|NONE|ENTERQUEUE||553|1
		100|c2|sales|NONE|ENTERQUEUE||552|2
		101|c1|sales|NONE|ENTERQUEUE||551|3
		110|c3|sales|Ann|CONNECT|10|c9|3
		115|c0|sales|Bob|CONNECT|90|c9|3
		130|NONE|NONE|NONE|CONFIGRELOAD|
		900|NONE|NONE|NONE|QUEUESTART|
		901|c3|sales|Ann|COMPLETECALLER|10|30|1
		902|c1|sales|NONE|ABANDON|1|1|9
		903|c4|sales|NONE|ENTERQUEUE||554|1
		905|c4|sales|Ann|CONNECT|2|c9|1
	`, `
		100 queued c3@sales customer=553
		100 queued c2@sales customer=552
		101 queued c1@sales customer=551
		110 agent_state Ann available
		110 answered c3@sales agent=Ann wait=10
		115 agent_state Bob available
		115 answered c0@sales agent=Bob wait=90
		900 flowed_out c2@sales reason=restart wait=30
		900 closed c3@sales agent=Ann by=system talk=20
		900 flowed_out c1@sales reason=restart wait=29
		900 closed c0@sales agent=Bob by=system talk=15
		903 queued c4@sales customer=554
		905 answered c4@sales agent=Ann wait=2
	`)
	if n := d.calls.active.len; n != 1 {
		t.Errorf("%d calls are under way, want 1", n)
	}
}

// TestMasquerade is a made-up twin of https://github.com/asterisk/asterisk/issues/759: Ann asks Bob's queue
// and merges her two calls; the caller's id goes on in the second queue, and hers ends in the first.
func TestMasquerade(t *testing.T) {
	d := play(t, `
		100|caller|first|NONE|ENTERQUEUE||555|1
		112|caller|first|Ann|CONNECT|12|x|11
		230|other|second|NONE|ENTERQUEUE||559|1
		230|ann|second|NONE|ENTERQUEUE||700|2
		231|ann|first|Ann|ATTENDEDTRANSFER|APP|Queue|12|120|1
		237|caller|second|Bob|CONNECT|7|x|6
		300|caller|second|Bob|COMPLETEAGENT|7|63|1
		305|caller|second|Bob|CSAT|4
		306|caller|first|Ann|CSAT|2
		400|caller|second|NONE|ENTERQUEUE||555|1
		401|caller|second|NONE|ABANDON|1|1|1
	`, `
		100 queued caller@first customer=555
		112 agent_state Ann available
		112 answered caller@first agent=Ann wait=12
		230 queued other@second customer=559
		230 queued ann@second customer=700
		231 transferred caller@first agent=Ann talk=120
		237 agent_state Bob available
		237 answered other@second agent=Bob wait=7
		300 closed other@second agent=Bob by=agent talk=63
		305 rated other@second agent=Bob csat=4
		306 rated caller@first agent=Ann csat=2
		400 queued caller@second customer=555
		401 abandoned caller@second wait=1
	`)
	// Two that entered in the same second cannot be told apart; the older one goes. Nobody waits twice.
	if n := d.calls.active.len; n != 1 {
		t.Errorf("%d calls are under way, want 1", n)
	}
	play(t, `
		100|ann|second|NONE|ENTERQUEUE||700|1
		105|caller|second|NONE|ABANDON|1|1|5
		200|ann|second|NONE|ENTERQUEUE||700|1
		209|caller|second|NONE|EXITWITHTIMEOUT|1|1|8
		209|caller|second|NONE|EXITWITHTIMEOUT|1|1|3
	`, `
		100 queued ann@second customer=700
		105 abandoned ann@second wait=5
		200 queued ann@second customer=700
		209 flowed_out ann@second reason=timeout wait=8
		209 flowed_out caller@second reason=timeout wait=3
	`)
}

// TestLostEnd: an agent who takes a new call has ended the older one.
func TestLostEnd(t *testing.T) {
	play(t, `
		100|c1|sales|NONE|ENTERQUEUE||555|1
		105|c1|sales|Ann|CONNECT|5|x|3
		200|c2|sales|NONE|ENTERQUEUE||556|1
		203|c2|sales|Ann|CONNECT|3|x|3
		210|c1|sales|Ann|COMPLETEAGENT|5|105|1
		220|c2|sales|Ann|COMPLETEAGENT|3|17|1
	`, `
		100 queued c1@sales customer=555
		105 agent_state Ann available
		105 answered c1@sales agent=Ann wait=5
		200 queued c2@sales customer=556
		203 closed c1@sales agent=Ann talk=98
		203 answered c2@sales agent=Ann wait=3
		220 closed c2@sales agent=Ann by=agent talk=17
	`)
}

// TestJoinedInTheMiddle: what began before the log is taken as it comes, once.
func TestJoinedInTheMiddle(t *testing.T) {
	play(t, `
		100|c1|sales|Ann|COMPLETEAGENT|5|60|1
		100|c1|sales|Ann|COMPLETEAGENT|5|60|1
		101|c2|sales|NONE|ABANDON|1|1|9
		101|c2|sales|NONE|ABANDON|1|1|9
		102|c3|sales|Ann|CONNECT|9|x|3
		103|c4|sales|Bob|RINGNOANSWER|5000
		104|c3|sales|Ann|BLINDTRANSFER|1|out|9|2|1
		105|c5|sales|Bob|ATTENDEDTRANSFER|BRIDGE|b|4|8|1
		106|c6|sales|NONE|ENTERQUEUE||555|1
		110|c6|sales|Bob|COMPLETECALLER|1|3|1
	`, `
		100 agent_state Ann available
		100 closed c1@sales agent=Ann by=agent talk=60
		101 abandoned c2@sales wait=9
		102 answered c3@sales agent=Ann wait=9
		103 agent_state Bob available
		103 missed c4@sales agent=Bob
		104 transferred c3@sales agent=Ann talk=2
		105 transferred c5@sales agent=Bob talk=8
		106 queued c6@sales customer=555
		110 answered c6@sales agent=Bob wait=1
		110 closed c6@sales agent=Bob by=customer talk=3
	`)
}

// TestClockStepsBack: the order of lines is the truth, and no duration is below zero.
func TestClockStepsBack(t *testing.T) {
	play(t, `
		18000|c1|sales|NONE|ENTERQUEUE||555|1
		100|c1|sales|Ann|CONNECT|5|x|3
		90|c2|sales|NONE|ENTERQUEUE||555|1
		95|c2|sales|Ann|CONNECT|5|x|3
		50|NONE|NONE|NONE|QUEUESTART|
	`, `
		18000 queued c1@sales customer=555
		100 agent_state Ann available
		100 answered c1@sales agent=Ann wait=5
		90 queued c2@sales customer=555
		95 closed c1@sales agent=Ann talk=0
		95 answered c2@sales agent=Ann wait=5
		50 closed c2@sales agent=Ann by=system talk=0
	`)
}

// TestGhosts: what never ends is given up after a day, but one wild time gives up nothing.
func TestGhosts(t *testing.T) {
	play(t, `
		100|c1|sales|NONE|ENTERQUEUE||555|1
		101|c2|sales|Ann|CONNECT|5|x|3
		4000000000|NONE|NONE|NONE|CONFIGRELOAD|
		80000|c3|sales|NONE|ENTERQUEUE||556|1
		86501|NONE|NONE|NONE|CONFIGRELOAD|
		86502|NONE|NONE|NONE|CONFIGRELOAD|
		86503|c1|sales|NONE|ABANDON|1|1|9
	`, `
		100 queued c1@sales customer=555
		101 agent_state Ann available
		101 answered c2@sales agent=Ann wait=5
		80000 queued c3@sales customer=556
		86502 flowed_out c1@sales reason=lost
		86503 closed c2@sales agent=Ann by=system talk=0
	`)
}

// TestBounds: hostile logs fill nothing up.
func TestBounds(t *testing.T) {
	d := NewDecoder()
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
	d := NewDecoder()
	var b feed.Batch
	for _, l := range strings.SplitAfter(trim(`
		100|NONE|NONE|NONE|QUEUESTART|
		100|c0|sales|Local/1@x|ADDMEMBER|
		100|c0|NONE|Ann|AGENTCALLBACKLOGIN|1@x
		100|c1|sales|NONE|ENTERQUEUE||555|1
		101|NONE|sales|Ann|PAUSE|lunch
		102|NONE|sales|Ann|UNPAUSE|
		105|c1|sales|Ann|CONNECT|5|x|3
		109|c1|sales|Ann|COMPLETEAGENT|5|4|1
	`), "\n") {
		block := []byte(l)
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

// TestOverAlready: a line that says once more that a call has left is not about another one that has waited as long.
func TestOverAlready(t *testing.T) {
	play(t, `
		100|c1|sales|NONE|ENTERQUEUE||555|1
		105|c1|sales|NONE|ABANDON|1|1|5
		105|c2|sales|NONE|ENTERQUEUE||556|1
		110|c1|sales|NONE|EXITWITHTIMEOUT|1|1|5
		112|c2|sales|NONE|ABANDON|1|1|7
		113|c2|sales|NONE|ABANDON|1|1|7
	`, `
		100 queued c1@sales customer=555
		105 abandoned c1@sales wait=5
		105 queued c2@sales customer=556
		112 abandoned c2@sales wait=7
	`)
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
