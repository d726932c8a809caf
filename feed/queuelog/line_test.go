package queuelog

import (
	"strings"
	"testing"

	"floorboard/feed"
)

func TestParseTime(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int64
		ok   bool
	}{
		{"1543527289", 1543527289_000, true},
		{"0", 0, true},
		{"1341343643.896208", 1341343643_896, true},
		{"1341343643.8", 1341343643_800, true},
		{"1341343643.", 1341343643_000, true},
		{"2012-07-03 19:27:23.896208", 1341343643_896, true},
		{"2012-07-03 19:27:23", 1341343643_000, true},
		{"253402300799", 253402300799_000, true},
		{"253402300800", 0, false},
		{"99999999999999999999999999", 0, false},
		{"1543527289.x", 0, false},
		{"", 0, false},
		{".5", 0, false},
		{"-1", 0, false},
		{"1e9", 0, false},
		{"1543 ", 0, false},
		{"1912-07-03 19:27:23", 0, false},
		{"2012-13-03 19:27:23", 0, false},
	} {
		got, ok := parseTime(c.in)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("parseTime(%q) = %d, %v; want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

// TestForms: line ends, a missing last bar, blank lines, a byte-order mark, the table's time, Latin-1, hostile bytes.
func TestForms(t *testing.T) {
	for _, c := range []struct{ name, log, want string }{
		{"carriage returns", "100|c1|q|NONE|ENTERQUEUE||555|1\r\n\r\n105|c1|q|NONE|ABANDON|1|1|5\r\n",
			"100 queued c1@q customer=555\n105 abandoned c1@q wait=5\n"},
		{"no last line feed, no last bar", "100|CLI|q|Ann|ADDMEMBER\n101|CLI|q|Ann|REMOVEMEMBER",
			"100 agent_state Ann available\n101 agent_state Ann offline\n"},
		{"byte-order mark", "\ufeff100|CLI|q|Ann|ADDMEMBER|", "100 agent_state Ann available\n"},
		{"table form", "1970-01-01 00:01:40.500000|c1|q|NONE|ENTERQUEUE||555|1", "100.5 queued c1@q customer=555\n"},
		{"fraction", "100.25|c1|q|NONE|ENTERQUEUE||555|1", "100.25 queued c1@q customer=555\n"},
		{"blanks in a name", "100|CLI|my queue|Ann van Dyck|ADDMEMBER|", "100 agent_state Ann van Dyck available\n"},
		{"UTF-8", "100|CLI|q|Zoë|ADDMEMBER|", "100 agent_state Zoë available\n"},
		{"Latin-1", "100|CLI|q|Zo\xeb|ADDMEMBER|", "100 agent_state Zoë available\n"},
		{"both are the same agent", "100|CLI|q|Zo\xeb|ADDMEMBER|\n101|NONE|q|Zoë|PAUSE|",
			"100 agent_state Zoë available\n101 agent_state Zoë away\n"},
		{"escape sequences", "100|c\x1b[2J1|q\x07|NONE|ENTERQUEUE||5\x0055|1", "100 queued c1@q customer=555\n"},
		{"a long name is cut", "100|CLI|q|" + strings.Repeat("x", 300) + "|ADDMEMBER|",
			"100 agent_state " + strings.Repeat("x", feed.MaxName) + " available\n"},
		{"numbers that are none are not stated", "100|c1|q|NONE|ABANDON|1|1|-5\n101|c2|q|NONE|ABANDON|1|1|9999999999\n102|c3|q|NONE|ABANDON|1|1|5s",
			"100 abandoned c1@q\n101 abandoned c2@q\n102 abandoned c3@q\n"},
		{"systemname", "100|pbx-1-100.87|q|NONE|ENTERQUEUE||555|1", "100 queued pbx-1-100.87@q customer=555\n"},
		{"more fields than any", "100|c1|q|NONE|ENTERQUEUE||555|1" + strings.Repeat("|x", 40), "100 queued c1@q customer=555\n"},
	} {
		b := decode(c.log)
		if got := transcript(b.Events); got != c.want || b.Rejects != 0 {
			t.Errorf("%s: events:\n%srejects %v; want\n%s", c.name, got, b.Rejected, c.want)
		}
	}
}

// TestRejects: each names what is wrong and how to mend it.
func TestRejects(t *testing.T) {
	for _, c := range []struct{ line, reason string }{
		{"hello", "fields: 1 of at least 5; a line of a queue_log is epoch|callid|queue|agent|EVENT|data"},
		{"100|c1|q|NONE", "fields: 4 of at least 5; a line of a queue_log is epoch|callid|queue|agent|EVENT|data"},
		{"soon|c1|q|NONE|ABANDON|1|1|5", `time: "soon" is neither seconds since 1970 nor YYYY-MM-DD HH:MM:SS`},
		{"100|c1|q|NONE||x", "no event: the fifth field must name one, such as ENTERQUEUE"},
		{"100|NONE|q|NONE|ENTERQUEUE||5|1", `ENTERQUEUE of call "NONE" in queue "q": it must name a call and a queue`},
		{"100|c1||Ann|CONNECT|5", `CONNECT of call "c1" in queue "": it must name a call and a queue`},
		{"100|NONE|q|NONE|PAUSE|x", "PAUSE of nobody: the fourth field must name a member"},
		{"100|CLI|NONE|Ann|ADDMEMBER|", "ADDMEMBER without a queue: the third field must name one"},
		{"100|c1|q|Ann|CSAT|6", `CSAT: "6" is no whole number from 1 to 5`},
		{"100|c1|q|Ann|CSAT|0", `CSAT: "0" is no whole number from 1 to 5`},
		{"100|c1|q|Ann|csat", `CSAT: "" is no whole number from 1 to 5`},
		{"100|c1|q|Ann|NPS|11", `NPS: "11" is no whole number from 0 to 10`},
		{"100|c1|q|Ann|NPS|-1", `NPS: "-1" is no whole number from 0 to 10`},
		{"100|c1|q|Ann|CES|great", `CES: "great" is no whole number from 1 to 7`},
	} {
		b := decode("100|NONE|NONE|NONE|CONFIGRELOAD|\n\n" + c.line + "\n")
		if b.Rejects != 1 || len(b.Events) != 0 || b.Lines != 2 || b.Unknown != 0 {
			t.Errorf("%q: %d rejects, %d events, %d lines, %d unknown; want 1, 0, 2, 0", c.line, b.Rejects, len(b.Events), b.Lines, b.Unknown)
			continue
		}
		if r := b.Rejected[0]; r.Line != 3 || r.Reason != c.reason || r.Text != c.line {
			t.Errorf("%q: reject %+v, want line 3, reason %q", c.line, r, c.reason)
		}
	}
	b := decode("\x1b[31mred\xff" + strings.Repeat("é", feed.MaxRejectText))
	if text := b.Rejected[0].Text; !strings.HasPrefix(text, "red") || len(text) > feed.MaxRejectText {
		t.Errorf("the text of a reject is %q", text)
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{
		"1543527289|NONE|NONE|NONE|QUEUESTART|\n":                         true,
		" 1543527289|NONE|NONE|NONE|QUEUESTART\r\n":                       true,
		"1341343643.896208|x|NONE|Agent/3001|AGENTCALLBACKLOGIN|1002@p\n": true,
		"2012-07-03 19:27:23.896208|1.2|q|NONE|ENTERQUEUE||5|1\n":         true,
		"\ufeff1543527289|NONE|NONE|NONE|QUEUESTART|\n":                   true,
		"1543527289|1.2|q|Ann|my_own1|x\n":                                true,
		"":                                                                false,
		"\n":                                                              false,
		`{"time":1543527289,"type":"queued"}` + "\n":                      false,
		"time,callid,queue,agent,event\n":                                 false,
		"1\x005\x00|\x001\x00|\x00q\x00|\x00A\x00|\x00X\x00|\x00\n":       false,
		"a|b|c|d|e\n":                                                     false,
		"1543527289|1.2|q|Ann|not a word|x\n":                             false,
		"1543527289|1.2|q|Ann|5|x\n":                                      false,
		"1543527289|1.2|q|Ann\n":                                          false,
		`{"a":"1|2|3|4|QUEUESTART"}` + "\n":                               false,
	} {
		if got := Format().Detect([]byte(in)); got != want {
			t.Errorf("Detect(%q) = %v, want %v", in, got, want)
		}
	}
	if f := Format(); f.Name != "queue_log" || !f.Ordered || f.Stateless || f.Help == "" {
		t.Errorf("the format is %+v", f)
	}
}
