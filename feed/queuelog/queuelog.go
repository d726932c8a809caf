// Package queuelog translates the queue_log that Asterisk's app_queue writes, and that FreePBX, Issabel,
// VitalPBX, Wazo and dialplans add to, into events.
//
// A line is epoch|callid|queue|agent|EVENT|data1|data2|...: Asterisk, main/logger.c (ast_queue_log) for the
// frame, apps/app_queue.c for the events, docs.asterisk.org/Operation/Logging/Queue-Logs for their meaning.
//
// The log is a state machine spread over lines, and not all of it is written down: a restart ends every call
// in one line, a transferred caller may go on under another call id, and members are named in two ways. So
// the decoder keeps the calls that wait and talk (calls.go, endings.go, conversation.go) and the agents (members.go,
// agents.go). One decoder reads all files of one log, in order. What it makes of which line is told, case by case, in
// testdata/transcripts.
package queuelog

import (
	"bytes"

	"floorboard/feed"
)

// Format is Asterisk's queue_log. The order of its lines is the truth: its times are whole seconds, and its
// clock may step back.
func Format() feed.Format {
	return feed.Format{
		Name:    "queue_log",
		Help:    "the log of Asterisk's queues: FreePBX, Issabel, VitalPBX, Wazo",
		Detect:  detect,
		Ordered: true,
		New:     func() feed.Decoder { return newDecoder() },
	}
}

// detect says whether a line is one of a queue_log. Zeros are in it where the text is UTF-16, of which cleaning would leave one.
func detect(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimLeft(text, "\ufeff"))
	if len(text) == 0 || text[0] < '0' || text[0] > '9' || bytes.IndexByte(text, 0) >= 0 {
		return false // at once, since a whole feed may be of such lines
	}
	var l line
	return l.parse(string(text)) == "" && isWord(l.event)
}

// isWord says whether s looks like the name of an event: anybody may write their own.
func isWord(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}
