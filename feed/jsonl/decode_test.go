package jsonl

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"floorboard/feed"
)

// decodeText decodes what a source would hand over in one block.
func decodeText(text string) *feed.Batch {
	b := new(feed.Batch)
	Format().New().Decode([]byte(text), b)
	return b
}

// at is 2026-03-02T09:00:04.120Z.
const at = 1772442004120

func event(t feed.Type, set func(*feed.Event)) feed.Event {
	e := feed.NewEvent(t, at)
	if t.NeedsConversation() {
		e.Conversation = "c"
	}
	if set != nil {
		set(&e)
	}
	return e
}

// accepted are lines that are events. In line, TIME stands for a time and HEAD for the fields that most events need.
var accepted = []struct {
	name, line string
	want       feed.Event
}{
	{"queued", `{HEAD,"type":"queued","id":"e1","queue":"billing","channel":"chat","topic":"refund","stage":"purchase","customer":"u7","team":"red"}`,
		event(feed.Queued, func(e *feed.Event) {
			e.ID, e.Queue, e.Channel, e.Topic, e.Stage, e.Customer, e.Team = "e1", "billing", "chat", "refund", "purchase", "u7", "red"
		})},
	{"blanks everywhere", " {\t\"type\" : \"queued\" ,\r \"conversation\": \"c\" , TIME } \t", event(feed.Queued, nil)},
	{"unknown fields", `{"x":1,HEAD,"y":{"a":[1,{"b":[]},"]}"],"c":{}},"z":[],"type":"held","w":[[[true,false,null]]],"v":false,"":0}`, event(feed.Held, nil)},
	{"last one wins", `{HEAD,"type":"held","queue":5,"queue":"a\n","type":"resumed","queue":"b","agent":"x","agent":null}`, event(feed.Resumed, func(e *feed.Event) { e.Queue = "b" })},
	{"null is absent", `{HEAD,"type":"rated","csat":null,"text":null,"nps":0,"priority":null}`, event(feed.Rated, func(e *feed.Event) { e.Conversation, e.NPS = "c", 0 })},
	{"names are exact", `{HEAD,"type":"queued","Queue":"a","agents":"b","conversatiox":"d","queu":"e"}`, event(feed.Queued, nil)},
	{"escaped name and type", `{HEAD,"\u0074ype":"queu\u0065d","a\"b":1}`, event(feed.Queued, nil)},
	{"escapes", `{HEAD,"type":"queued","queue":"\"a\\\/\u00e9\ud83d\ude00\u4e2d","topic":"\ud83d x \ude00","stage":"\ud83d\u0041"}`,
		event(feed.Queued, func(e *feed.Event) {
			e.Queue, e.Topic, e.Stage = "\"a\\/é😀中", "\ufffd x \ufffd", "\ufffdA"
		})},
	{"text is cleaned", `{HEAD,"type":"complained","text":"a\u001b[31mb\r\nc\u202ed` + "\x7f\xff" + `","agent":"zoë"}`,
		event(feed.Complained, func(e *feed.Event) { e.Conversation, e.Text, e.Agent = "c", "ab  cd\ufffd", "zoë" })},
	{"escape before a wide character", `{HEAD,"type":"held","agent":"zo\u001bë","topic":"a\u001b` + "\xff" + `b"}`, event(feed.Held, func(e *feed.Event) { e.Agent, e.Topic = "zoë", "a\ufffdb" })},
	{"long name", `{HEAD,"type":"queued","queue":"` + strings.Repeat("q", 300) + `"}`, event(feed.Queued, func(e *feed.Event) { e.Queue = strings.Repeat("q", feed.MaxName) })},
	{"long text", `{HEAD,"type":"queued","text":"` + strings.Repeat("q", 3000) + `"}`, event(feed.Queued, func(e *feed.Event) { e.Text = strings.Repeat("q", feed.MaxText) })},
	{"offset", `{"time":"2026-03-02T10:30:04.12+01:30","type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"western offset, day before", `{"time":"2026-03-01t23:00:04.1209999999-10:00","type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"lower case z", `{"time":"2026-03-02t09:00:04.12z","type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"escaped time", `{"time":"2026-03-02T09:00:04\u002e12Z","type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"seconds", `{"time":1772442004.1209,"type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"milliseconds", `{"time":1772442004120.9,"type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"exponent", `{"time":17.72442004120E+8,"type":"queued","conversation":"c"}`, event(feed.Queued, nil)},
	{"last seconds", `{"time":99999999999,"type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 99999999999000 })},
	{"first milliseconds", `{"time":1e11,"type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 100000000000 })},
	{"minus zero", `{"time":-0.0,"type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 0 })},
	{"leap second", `{"time":"2016-12-31T23:59:60.5Z","type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 1483228800500 })},
	{"leap day", `{"time":"2024-02-29T00:00:00Z","type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 1709164800000 })},
	{"last time", `{"time":"9999-12-31T23:59:59.999Z","type":"heartbeat"}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = maxTime })},
	{"answered without agent", `{HEAD,"type":"answered","wait_seconds":27.3804}`, event(feed.Answered, func(e *feed.Event) { e.Wait = 27380 })},
	{"abandoned", `{HEAD,"type":"abandoned","wait_seconds":0}`, event(feed.Abandoned, func(e *feed.Event) { e.Wait = 0 })},
	{"flowed out", `{HEAD,"type":"flowed_out","wait_seconds":1e2,"reason":"overflow"}`, event(feed.FlowedOut, func(e *feed.Event) { e.Wait, e.Reason = 100_000, "overflow" })},
	{"replied", `{HEAD,"type":"replied","by":"bot"}`, event(feed.Replied, func(e *feed.Event) { e.By = feed.ByBot })},
	{"missed", `{HEAD,"type":"missed","agent":"amira"}`, event(feed.Missed, func(e *feed.Event) { e.Agent = "amira" })},
	{"transferred away", `{HEAD,"type":"transferred"}`, event(feed.Transferred, nil)},
	{"transferred", `{HEAD,"type":"transferred","to_queue":"b","to_agent":"bob","talk_seconds":1.0005,"hold_seconds":0.00049}`,
		event(feed.Transferred, func(e *feed.Event) { e.ToQueue, e.ToAgent, e.Talk, e.Hold = "b", "bob", 1001, 0 })},
	{"escalated to a number", `{HEAD,"type":"escalated","level":2,"reason":"angry"}`, event(feed.Escalated, func(e *feed.Event) { e.Level, e.Reason = "2", "angry" })},
	{"escalated to a name", `{HEAD,"type":"escalated","level":"second"}`, event(feed.Escalated, func(e *feed.Event) { e.Level = "second" })},
	{"ended", `{HEAD,"type":"ended","by":"system","talk_seconds":268.5,"hold_seconds":3}`,
		event(feed.Ended, func(e *feed.Event) { e.By, e.Talk, e.Hold = feed.BySystem, 268500, 3000 })},
	{"ended by nobody known", `{HEAD,"type":"ended"}`, event(feed.Ended, nil)},
	{"closed", `{HEAD,"type":"closed","talk_seconds":1}`, event(feed.Closed, func(e *feed.Event) { e.Talk = 1000 })},
	{"wrapped up", `{HEAD,"type":"wrapped_up","wrap_up_seconds":20}`, event(feed.WrappedUp, func(e *feed.Event) { e.WrapUp = 20_000 })},
	{"fields of other types", `{HEAD,"type":"resolved","wait_seconds":-1,"talk_seconds":"x","wrap_up_seconds":[],"csat":9,"by":"me","amount":"a","due":"b","state":"c","reason":4}`, event(feed.Resolved, nil)},
	{"rated", `{HEAD,"type":"rated","csat":5.0,"nps":10,"ces":70e-1,"text":"quick and kind"}`,
		event(feed.Rated, func(e *feed.Event) {
			e.Conversation, e.CSAT, e.NPS, e.CES, e.Text = "c", 5, 10, 7, "quick and kind"
		})},
	{"rated without conversation or score", `{TIME,"type":"rated"}`, event(feed.Rated, nil)},
	{"a refund", `{TIME,"type":"sold","amount":-12.34565,"currency":"EUR"}`, event(feed.Sold, func(e *feed.Event) { e.Amount, e.Currency = -123457, "EUR" })},
	{"sold", `{TIME,"type":"sold","amount":12.34565,"currency":"eur"}`, event(feed.Sold, func(e *feed.Event) { e.Amount, e.Currency = 123457, "EUR" })},
	{"sold for what", `{TIME,"type":"sold"}`, event(feed.Sold, func(e *feed.Event) { e.Currency = "XXX" })},
	{"promised", `{HEAD,"type":"promised","due":"2026-03-02T10:00:04.12+01:00"}`, event(feed.Promised, func(e *feed.Event) { e.Due = at })},
	{"promised in a number", `{HEAD,"type":"promised","due":1772442004}`, event(feed.Promised, func(e *feed.Event) { e.Due = 1772442004000 })},
	{"priority", `{HEAD,"type":"queued","priority":-3.0}`, event(feed.Queued, func(e *feed.Event) { e.Priority, e.HasPriority = -3, true })},
	{"agent state", `{TIME,"type":"agent_state","agent":"amira","state":"wrap_up","reason":"notes"}`,
		event(feed.AgentStateChanged, func(e *feed.Event) { e.Agent, e.State, e.Reason = "amira", feed.WrapUp, "notes" })},
	{"time said twice", `{HEAD,"type":"heartbeat","conversation":"","time":5}`, event(feed.Heartbeat, func(e *feed.Event) { e.Time = 5000 })},
	{"blank behind the time", `{TIME, "type":"heartbeat"}`, event(feed.Heartbeat, nil)},
	{"deep", `{HEAD,"type":"held","x":` + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth) + `}`, event(feed.Held, nil)},
	{"byte order mark", byteOrderMark + `{HEAD,"type":"held"}`, event(feed.Held, nil)},
}

func written(line string) string {
	line = strings.Replace(line, "HEAD", `TIME,"conversation":"c"`, 1)
	return strings.Replace(line, "TIME", `"time":"2026-03-02T09:00:04.120Z"`, 1)
}

func TestAccepted(t *testing.T) {
	for _, c := range accepted {
		for _, end := range []string{"", "\n", "\r\n", "\n" + strings.Repeat(" ", 20) + "\n"} {
			b := decodeText(written(c.line) + end)
			if b.Rejects > 0 {
				t.Errorf("%s: rejected: %s", c.name, b.Rejected[0].Reason)
			} else if len(b.Events) != 1 || b.Lines != 1 || b.Unknown != 0 {
				t.Errorf("%s: %d events, %d unknown in %d lines", c.name, len(b.Events), b.Unknown, b.Lines)
			} else if b.Events[0] != c.want {
				t.Errorf("%s:\n got %+v\nwant %+v", c.name, b.Events[0], c.want)
			}
		}
	}
}

// rejected are lines that are no events, and what their reason must say.
var rejected = []struct{ line, reason string }{
	{`hello`, `the line begins with hello, it is no JSON object: write {"time":…,"type":…}`},
	{`[1]`, `the line begins with [1], it is no JSON object`},
	{`null`, `it is no JSON object`},
	{"\xff\xfe{\x00\"\x00t\x00i\x00m\x00e\x00\"\x00:\x001\x00}\x00\r\x00", `the text is UTF-16: save it as UTF-8`},
	{"\x00{\x00\"\x00t\x00i\x00m\x00e\x00\"\x00:\x001\x00}", `the text is UTF-16: save it as UTF-8`},
	{"\x00", `the text is UTF-16: save it as UTF-8`}, // what is left of its last line
	{"BZh91AY&SY\x01\x8f\xb2", `the line is binary: name a feed, unpacked or packed by gzip or Zstandard`},
	{"\x00\x00\x00\x00{}", `the line is binary`}, // as a crash leaves behind
	{"Gr\xfc\xdfe", "the line begins with Gr\ufffd\ufffde, it is no JSON object"},
	{`{`, `the line ends before the JSON object does`},
	{`{HEAD,"type":"held"`, `the line ends before the JSON object does`},
	{`{HEAD,"type":"hel`, `the line ends before the JSON object does`},
	{`{HEAD,"type"`, `the line ends before the JSON object does`},
	{`{HEAD,"type":`, `the line ends before the JSON object does`},
	{`{HEAD,"x":{"y":[`, `the line ends before the JSON object does`},
	{`{HEAD,"type":"held",}`, `byte 69: } where a field name should stand`},
	{`{type:"held"}`, `byte 2: type:"held"} where a field name should stand: write it in double quotes`},
	{`{"type" "held"}`, `byte 9: "held"} after a field name: write a colon`},
	{`{"type":held}`, `byte 9: held} is no JSON value: put text in double quotes`},
	{`{"type":"held" "x":1}`, `byte 16: "x":1} after a value: write a comma`},
	{`{"x":[1}`, `byte 8: } after a value`},
	{`{"x":{"a":1]`, `byte 12: ] after a value`},
	{`{"x":{1:2}}`, `byte 7: 1:2}} where a field name should stand`},
	{`{"x":{"a",2}}`, `byte 10: ,2}} after a field name`},
	{"{\"text\":\"a\tb\"}", `byte 11: a bare control character in a string`},
	{`{"text":"a\x"}`, `byte 11: \x"} is no JSON escape`},
	{`{"text":"a\u12g4"}`, `is no JSON escape`},
	{`{"x":007}`, `byte 6: 007} is no JSON number`},
	{`{"x":-}`, `is no JSON number`},
	{`{"x":1.}`, `is no JSON number`},
	{`{"x":1e}`, `is no JSON number`},
	{`{"x":nul}`, `is no JSON value`},
	{`{HEAD,"type":"held"} {}`, `{} after the object: write one object a line`},
	{`{HEAD,"type":"held"},`, `, after the object`},
	{`{"x":` + strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1) + `}`, `more than 64 objects or arrays within each other`},
	{`{HEAD,"type":"held","text":"` + strings.Repeat("x", maxLine) + `"}`, `the line has 1025 KiB, more than 1024: write one event a line`},
	{`{}`, `type is missing: every event needs one`},
	{`{HEAD,"type":""}`, `type is missing`},
	{`{HEAD,"type":null}`, `type is missing`},
	{`{HEAD,"type":5}`, `type: 5 is a number: put it in quotes, "5"`},
	{`{"conversation":"c","type":"held"}`, `time is missing: every event needs one, RFC 3339 with offset or Unix seconds`},
	{`{"time":null,"conversation":"c","type":"held"}`, `time is missing`},
	{`{"time":"yesterday","conversation":"c","type":"held"}`, `time: "yesterday" is no time from 1970 to 9999: write RFC 3339 with offset`},
	{`{"time":"2026-03-02T09:00:04","conversation":"c","type":"held"}`, `write RFC 3339 with offset`},
	{`{"time":"2026-03-02T09:00:04.Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-02-29T09:00:04Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-00-02T09:00:04Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-01-00T09:00:04Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-01-02T24:00:00Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-01-02T23:00:61Z","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-01-02T23:00:00+24:00","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"2026-01-02T23:00:00+0100","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":"1969-12-31T23:59:59Z","conversation":"c","type":"held"}`, `is no time from 1970`},
	{`{"time":"9999-12-31T23:59:60Z","conversation":"c","type":"held"}`, `is no time from 1970`},
	{`{"time":"1772442004","conversation":"c","type":"held"}`, `is no time`},
	{`{"time":-1,"conversation":"c","type":"held"}`, `time: -1 is no time from 1970`},
	{`{"time":253402300800000,"conversation":"c","type":"held"}`, `to 9999`},
	{`{"time":1e999999999999,"conversation":"c","type":"held"}`, `to 9999`},
	{`{"time":true,"conversation":"c","type":"held"}`, `time: true is no time`},
	{`{TIME,"type":"held"}`, `conversation is missing: an event of this type needs it`},
	{`{TIME,"type":"held","conversation":""}`, `conversation is missing`},
	{`{TIME,"type":"held","conversation":"\u200b"}`, `conversation is missing`},
	{`{TIME,"type":"held","conversation":17}`, `conversation: 17 is a number: put it in quotes, "17"`},
	{`{HEAD,"type":"held","queue":{"name":"x"}}`, `queue: {"name":"x"} is no text: write a string`},
	{`{HEAD,"type":"held","queue":false}`, `queue: false is no text`},
	{byteOrderMark + ` {HEAD,"type":"held","queue":5}`, `queue: 5 is a number: put it in quotes, "5"`},
	{`{HEAD,"type":"queued","priority":"high"}`, `priority: "high" is no priority: write a whole number of at most 32 bits, without quotes`},
	{`{HEAD,"type":"queued","priority":1.5}`, `priority: 1.5 is no priority`},
	{`{HEAD,"type":"queued","priority":2147483648}`, `is no priority`},
	{`{HEAD,"type":"answered","wait_seconds":-1}`, `wait_seconds: -1 is no duration: write seconds as a number, 0 or more`},
	{`{HEAD,"type":"answered","wait_seconds":"5"}`, `wait_seconds: "5" is no duration`},
	{`{HEAD,"type":"answered","wait_seconds":1e10}`, `is no duration`},
	{`{HEAD,"type":"answered","wait_seconds":9e99}`, `is no duration`},
	{`{HEAD,"type":"replied"}`, `by is missing`},
	{`{HEAD,"type":"replied","by":"system"}`, `by: "system" is nobody who could: write agent, customer or bot on replied`},
	{`{HEAD,"type":"ended","by":"robot"}`, `by: "robot" is nobody who could`},
	{`{HEAD,"type":"ended","by":"bot"}`, `by: "bot" is nobody who could`},
	{`{HEAD,"type":"missed"}`, `agent is missing`},
	{`{HEAD,"type":"missed","agent":""}`, `agent is missing`},
	{`{HEAD,"type":"escalated","level":[2]}`, `level: [2] is no level: write a string or a number`},
	{`{HEAD,"type":"rated","csat":0}`, `csat: 0 is outside the scale: write a whole number from 1 to 5`},
	{`{HEAD,"type":"rated","csat":6}`, `csat: 6 is outside the scale`},
	{`{HEAD,"type":"rated","csat":4.5}`, `csat: 4.5 is outside the scale`},
	{`{HEAD,"type":"rated","csat":"4"}`, `csat: "4" is outside the scale: write a whole number from 1 to 5, without quotes`},
	{`{HEAD,"type":"rated","csat":5,"nps":11}`, `nps: 11 is outside the scale`},
	{`{HEAD,"type":"rated","nps":-1}`, `nps: -1 is outside the scale`},
	{`{HEAD,"type":"rated","ces":8}`, `ces: 8 is outside the scale`},
	{`{HEAD,"type":"rated","ces":0}`, `ces: 0 is outside the scale`},
	{`{TIME,"type":"sold","amount":"12"}`, `amount: "12" is no amount: write a number, at most a million million, below 0 for a refund, without quotes`},
	{`{TIME,"type":"sold","amount":-1000000000001}`, `is no amount`},
	{`{TIME,"type":"sold","amount":1000000000001}`, `is no amount`},
	{`{TIME,"type":"sold","currency":978}`, `currency: 978 is a number: put it in quotes`},
	{`{HEAD,"type":"promised"}`, `due is missing`},
	{`{HEAD,"type":"promised","due":"tomorrow"}`, `due: "tomorrow" is no time`},
	{`{TIME,"type":"agent_state","agent":"a"}`, `state is missing`},
	{`{TIME,"type":"agent_state","state":"busy"}`, `agent is missing`},
	{`{TIME,"type":"agent_state","agent":"a","state":"asleep"}`, `state: "asleep" is no state: write available`},
	{`{TIME,"type":"agent_state","agent":"a","state":"unknown"}`, `state: "unknown" is no state`},
	{`{HEAD,"type":"held","agent":[` + strings.Repeat(`"x",`, 20) + `1]}`, `agent: ["x","x","x","x","x","x","x","x","x","x"… is no text`},
}

func TestRejected(t *testing.T) {
	for _, c := range rejected {
		line := written(c.line)
		for _, end := range []string{"", "\n", "\r\n"} {
			b := decodeText(line + end)
			if len(b.Events) != 0 || b.Rejects != 1 || b.Lines != 1 || len(b.Rejected) != 1 || b.Unknown != 0 {
				t.Errorf("%.100s: %d events, %d rejects, %d unknown in %d lines", line, len(b.Events), b.Rejects, b.Unknown, b.Lines)
				continue
			}
			r := b.Rejected[0]
			if !strings.Contains(r.Reason, c.reason) {
				t.Errorf("%.100s:\n got %q\nwant %q", line, r.Reason, c.reason)
			}
			if want := feed.Clean(line, feed.MaxRejectText); r.Text != want || r.Line != 1 {
				t.Errorf("%.100s: kept as line %d, %q", line, r.Line, r.Text)
			}
		}
	}
}

// A line that is cut off anywhere is never an event, and never more than one line.
func TestCutOff(t *testing.T) {
	for _, c := range accepted {
		line := strings.TrimSpace(written(c.line))
		for n := 1; n < len(line); n++ {
			b := decodeText(line[:n])
			if blank := line[:n] == byteOrderMark; blank && b.Lines == 0 {
				continue
			}
			if len(b.Events) != 0 || b.Rejects != 1 || b.Lines != 1 {
				t.Fatalf("%s: %q: %d events, %d rejects", c.name, line[:n], len(b.Events), b.Rejects)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	const held = `{"time":1,"type":"held","conversation":"c"}`
	b := decodeText(byteOrderMark + held + "\n\n  \r\nbad\n" + held + "\n" + `{"type":"sneezed","time":"never"}` + "\n\nworse\n" + held)
	if b.Lines != 6 || len(b.Events) != 3 || b.Rejects != 2 || b.Unknown != 1 {
		t.Errorf("%d lines, %d events, %d rejects, %d unknown", b.Lines, len(b.Events), b.Rejects, b.Unknown)
	}
	if b.Rejected[0].Line != 4 || b.Rejected[1].Line != 8 {
		t.Errorf("rejected lines %d and %d, want 4 and 8", b.Rejected[0].Line, b.Rejected[1].Line)
	}
	if b = decodeText("bad"); b.Rejected[0].Line != 1 {
		t.Errorf("a single line without its end is line %d", b.Rejected[0].Line)
	}
	if b = decodeText(held + "\nbad"); b.Rejected[0].Line != 2 {
		t.Errorf("the last line without its end is line %d", b.Rejected[0].Line)
	}
	if b = decodeText(""); b.Lines != 0 {
		t.Errorf("%d lines in nothing", b.Lines)
	}
}

// All are counted, the newest are kept, each with its own reason.
func TestKeepsFewRejects(t *testing.T) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "{\"time\":\"never %d\",\"type\":\"heartbeat\"}\n", i+1)
	}
	b := decodeText(text.String())
	if b.Rejects != 1000 || len(b.Rejected) != feed.KeptRejects {
		t.Errorf("%d rejects, %d kept", b.Rejects, len(b.Rejected))
	}
	for i, r := range b.Rejected {
		if n := 1000 - feed.KeptRejects + i + 1; r.Line != int64(n) || !strings.HasPrefix(r.Reason, fmt.Sprintf("time: \"never %d\" is", n)) {
			t.Fatalf("the %dth kept is %+v", i, r)
		}
	}
}

// What a batch holds already stays, and what was kept of rejects does not point into the block.
func TestAppends(t *testing.T) {
	d, b := Format().New(), new(feed.Batch)
	for i := range 3 {
		block := fmt.Appendf(nil, "{\"time\":%d,\"type\":\"heartbeat\"}\n{\"bad\":%d}\n", i, i)
		d.Decode(block, b)
		clear(block)
	}
	if len(b.Events) != 3 || b.Events[0].Time != 0 || b.Events[2].Time != 2000 || b.Rejects != 3 || b.Rejected[0].Text != `{"bad":0}` {
		t.Errorf("%+v", b)
	}
}

// Nothing of the events that were in the memory before shows through.
func TestMemoryUsedAgain(t *testing.T) {
	var used feed.Event
	for v, i := reflect.ValueOf(&used).Elem(), 0; i < v.NumField(); i++ {
		switch f := v.Field(i); {
		case f.CanInt():
			f.SetInt(7)
		case f.CanUint():
			f.SetUint(1)
		case f.Kind() == reflect.String:
			f.SetString("used")
		default:
			f.SetBool(true)
		}
	}
	for _, c := range accepted {
		b := feed.Batch{Events: []feed.Event{used, used}[:0]}
		Format().New().Decode([]byte(strings.Repeat(written(c.line)+"\n", 2)), &b) // the second one with a clock that knows the minute
		if len(b.Events) != 2 || b.Events[0] != c.want || b.Events[1] != c.want {
			t.Errorf("%s:\n got %+v\nwant twice %+v", c.name, b.Events, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for line, want := range map[string]bool{
		"{\"time\":1}\n": true, byteOrderMark + "  {\r\n": true, "": false, "\n": false,
		"1366720340|NONE|NONE|NONE|QUEUESTART|{\n": false, "[{}]": false,
	} {
		if got := Format().Detect([]byte(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

// Every field and type is found by its name, and nothing that only resembles it.
func TestWords(t *testing.T) {
	for f, form := range forms {
		if got := fieldNames.find(wordOf(form.name)); got != uint8(f) {
			t.Errorf("%s: field %d, want %d", form.name, got, f)
		}
		for _, other := range []string{form.name + "s", form.name[1:], form.name[:len(form.name)-1] + "_", form.name + "\x00", form.name + "and more than that"} {
			if got := fieldNames.find(wordOf(other)); got != uint8(noField) {
				t.Errorf("%s: field %d", other, got)
			}
		}
	}
	for typ := feed.Queued; typ < feed.NumTypes; typ++ {
		if got := typeNames.find(wordOf(typ.String())); got != uint8(typ) {
			t.Errorf("%s: type %d, want %d", typ, got, typ)
		}
	}
}
