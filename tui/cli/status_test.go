package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestStatusJSON(t *testing.T) {
	file := write(t, "morning.jsonl", morning)
	for _, c := range []struct {
		name, in string
		args     []string
		want     map[string]any
	}{
		{"a file", "", []string{file}, map[string]any{"offered": 2.0, "answered": 1.0, "waiting": 1.0}},
		{"standard input", morning, nil, map[string]any{"offered": 2.0}},
		{"standard input by name", morning, []string{"-"}, map[string]any{"offered": 2.0}},
		{"one queue", "", []string{"--queue", "billing", file}, map[string]any{"offered": 1.0, "waiting": 0.0}},
		{"two queues", "", []string{"--queue", "billing", "--queue", "sales", file}, map[string]any{"offered": 2.0}},
		{"a channel and another's queue", "", []string{"--queue", "billing", "--channel", "voice", file}, map[string]any{"offered": 0.0}},
		{"a team", "", []string{"--team", "red", file}, map[string]any{"answered": 1.0}},
		{"an earlier instant", "", []string{"--now", "2026-03-02T09:00:10Z", file}, map[string]any{"offered": 1.0, "waiting": 1.0, "longest_wait_seconds": 10.0}},
		{"an earlier instant in Unix seconds", "", []string{"--now", "1772442010", file}, map[string]any{"longest_wait_seconds": 10.0}},
		{"a later instant", "", []string{"--now", "2026-03-02T10:01:00+01:00", file}, map[string]any{"waiting": 1.0, "longest_wait_seconds": 0.0}},
		{"a short window", "", []string{"--window", "5m", "--now", "2026-03-02T09:30:00Z", file}, map[string]any{"offered": 0.0, "waiting": 1.0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(t, c.in, append([]string{"status", "--format", "json"}, c.args...)...)
			var doc struct{ Total map[string]any }
			if err := json.Unmarshal([]byte(got.out), &doc); err != nil || got.status != ok || got.err != "" {
				t.Fatalf("status %d, error %v, stderr %q, output %s", got.status, err, got.err, got.out)
			}
			for key, want := range c.want {
				if doc.Total[key] != want {
					t.Errorf("%s is %v, want %v", key, doc.Total[key], want)
				}
			}
		})
	}
}

// TestDamagedInText: why a source could not be read to its end is a sentence of its own.
func TestDamagedInText(t *testing.T) {
	half := halfOf(t, write(t, "good.jsonl", morning))
	if got := run(t, "", "status", half); !strings.Contains(got.out, "cannot read ") || strings.Contains(got.out, "(jsonl)") {
		t.Errorf("status %d, stderr %q, stdout %q", got.status, got.err, got.out)
	}
}

// TestOneCase: one is no plural.
func TestOneCase(t *testing.T) {
	if got := run(t, morning, "status", "--cases", "waiting"); !strings.HasPrefix(got.out, "1 case: waiting now - everything\n") {
		t.Errorf("status %d, stderr %q, stdout %q", got.status, got.err, got.out)
	}
}

// TestMoreCasesThanAreKept: a list that may be cut says so.
func TestMoreCasesThanAreKept(t *testing.T) {
	var feed strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&feed, `{"time":%d,"type":"queued","conversation":"c%[1]d","queue":"a"}`+"\n", 1772442000+i)
	}
	feed.WriteString(`{"time":1772443001,"type":"resolved","conversation":"c1772442000"}` + "\n")
	for kpi, want := range map[string]string{"waiting": "The oldest 1,000 cases: waiting now", "resolved": "1 case: resolved"} {
		if got := run(t, feed.String(), "status", "--cases", kpi); !strings.HasPrefix(got.out, want) {
			t.Errorf("%s: want %q, got %.80q, stderr %q", kpi, want, got.out, got.err)
		}
	}
}

func TestServiceLevelFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, `{"ratio":1,"formula":"all-abandons","threshold_seconds":60,"within":1,"of":1}`},
		{[]string{"--threshold", "20s"}, `{"ratio":0,"formula":"all-abandons","threshold_seconds":20,"within":0,"of":1}`},
		{[]string{"--threshold", "30", "--service-level", "answered-only"}, `{"ratio":1,"formula":"answered-only","threshold_seconds":30,"within":1,"of":1}`},
		{[]string{"--threshold", "0"}, `{"ratio":0,"formula":"all-abandons","threshold_seconds":0,"within":0,"of":1}`},
		{[]string{"--threshold", "0s", "--config", write(t, "c.toml", "[queues.billing]\nthreshold = 29")}, `{"ratio":0,"formula":"all-abandons","threshold_seconds":0,"within":0,"of":1}`},
		{[]string{"--config", write(t, "c.toml", "[queues.billing]\nthreshold = 0")}, `{"ratio":0,"formula":"all-abandons","threshold_seconds":0,"within":0,"of":1}`},
		{[]string{"--config", write(t, "c.toml", "[queues.billing]\nthreshold = 29")}, `{"ratio":0,"formula":"all-abandons","threshold_seconds":29,"within":0,"of":1}`},
	} {
		got := run(t, morning, append([]string{"status", "--format", "json", "--queue", "billing"}, c.args...)...)
		if !strings.Contains(got.out, `"service_level":`+c.want) {
			t.Errorf("%q: stderr %q, and %s is not in\n%s", c.args, got.err, c.want, got.out)
		}
	}
}

// TestThresholdOfNothing: 0 is a threshold like any other, which only what is answered at once keeps.
func TestThresholdOfNothing(t *testing.T) {
	const text = `{"time":1772442000,"type":"queued","conversation":"c1","queue":"a"}
{"time":1772442000,"type":"answered","conversation":"c1","agent":"amira"}
{"time":1772442000,"type":"queued","conversation":"c2","queue":"b"}
{"time":1772442001,"type":"answered","conversation":"c2","agent":"amira"}
{"time":1772442002,"type":"queued","conversation":"c3","queue":"c"}
`
	got := run(t, text, "status", "--format", "json", "--threshold", "0")
	var doc struct {
		Total  map[string]any
		Queues []map[string]any
	}
	if err := json.Unmarshal([]byte(got.out), &doc); err != nil {
		t.Fatal(err, got.err)
	}
	for i, group := range append([]map[string]any{doc.Total}, doc.Queues...) {
		want := []string{"0.5 0 1 2", "1 0 1 1", "0 0 0 1", "<nil> 0 0 0"}[i]
		level := group["service_level"].(map[string]any)
		if is := fmt.Sprint(level["ratio"], level["threshold_seconds"], level["within"], level["of"]); is != want {
			t.Errorf("%v: ratio, threshold, within, of are %s, want %s", group["queue"], is, want)
		}
	}
}

// TestNamesThatWereNotSeen: who asks for what there is not is told so, beside an answer of the usual form.
func TestNamesThatWereNotSeen(t *testing.T) {
	file := write(t, "morning.jsonl", morning)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--queue", "billing"}, ""},
		{[]string{"--queue", "sales", "--window", "5m", "--now", "2026-03-03T12:00:00Z"}, ""}, // was there once
		{[]string{"--queue", "billing", "--channel", "voice"}, ""},                            // each is there, though not together
		{[]string{"--queue", "biling"}, `floorboard: --queue: no queue "biling" was seen; did you mean "billing"?`},
		{[]string{"--queue", "billing", "--queue", "nosuch"}, `floorboard: --queue: no queue "nosuch" was seen; there are billing, sales`},
		{[]string{"--channel", "VOICE"}, `floorboard: --channel: no channel "VOICE" was seen; did you mean "voice"?`},
		{[]string{"--team", "blue"}, `floorboard: --team: no team "blue" was seen; there is red`},
		{[]string{"--agent", "amria"}, `floorboard: --agent: no agent "amria" was seen; did you mean "amira"?`},
	} {
		for _, format := range [][]string{{"--format", "json"}, {"--format", "text"}, {"--format", "text", "--cases", "abandoned"}} {
			got := run(t, "", slices.Concat([]string{"status", file}, format, c.args)...)
			if got.status != ok || strings.TrimSpace(got.err) != c.want {
				t.Errorf("%q: status %d, stderr %q, want %q", c.args, got.status, got.err, c.want)
			}
			if format[1] == "json" && !json.Valid([]byte(got.out)) || got.out == "" || strings.Contains(got.out, "was seen") {
				t.Errorf("%q: stdout %s", c.args, got.out)
			}
		}
	}
	if got := run(t, "\n", "status", "--queue", "billing"); got.status != ok || got.err != "" {
		t.Errorf("of an empty feed: status %d, stderr %q", got.status, got.err)
	}
}

// TestStatusIsRepeatable: a file gives the same answer every time, whatever the clock says.
func TestStatusIsRepeatable(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		first := run(t, morning, "status", "--format", format)
		if second := run(t, morning, "status", "--format", format); first != second || first.out == "" {
			t.Errorf("%s: %+v, then %+v", format, first, second)
		}
	}
}

// TestSalesInWords: sales in several currencies have no sum, and what was refunded is no nothing.
func TestSalesInWords(t *testing.T) {
	const euro = `{"time":"2026-03-02T09:00:00Z","type":"sold","conversation":"c1","amount":-9.5,"currency":"EUR"}` + "\n"
	const yen = `{"time":"2026-03-02T09:00:00Z","type":"sold","conversation":"c2","amount":4000,"currency":"JPY"}` + "\n"
	for feed, want := range map[string]string{euro: "-9.50 EUR", euro + yen: "-9.50 EUR, 4000.00 JPY"} {
		if got := run(t, feed, "status"); !regexp.MustCompile(`(?m)^Sales amount +` + want + " ").MatchString(got.out) {
			t.Errorf("no %q in\n%s", want, got.out)
		}
	}
}

// TestOneDayInSeveralFiles: a floor whose channels, and whose agents' states, each have a feed of their own has the numbers of one feed.
func TestOneDayInSeveralFiles(t *testing.T) {
	file := day(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	channel := regexp.MustCompile(`"channel":"(\w+)"`)
	parts := map[string]string{}
	for line := range strings.Lines(string(whole)) {
		name := "states"
		if found := channel.FindStringSubmatch(line); found != nil {
			name = found[1]
		}
		parts[name] += line
	}
	args := []string{"status", "--format", "json", "--window", "30m"}
	want := numbers(t, run(t, "", append(args, file)...))
	for name, text := range parts {
		args = append(args, write(t, name+".jsonl", text))
	}
	if got := numbers(t, run(t, "", args...)); len(parts) < 4 || got != want {
		t.Errorf("%d feeds have other numbers", len(parts))
	}
}

// TestABrokenClock: an event of the year 2099 is the newest one, so the numbers are of its instant. That is said aloud, with the remedy; a
// check is not made at all.
func TestABrokenClock(t *testing.T) {
	file := write(t, "broken.jsonl", morning+`{"time":"2099-01-01T00:00:00Z","type":"queued","conversation":"c3","queue":"sales"}`+"\n")
	const warning = "the newest event is dated 2099-01-01T00:00:00Z, far after this machine's clock"
	got := run(t, "", "status", "--format", "json", file)
	if got.status != 0 || !strings.Contains(got.out, `"as_of":"2099-01-01T00:00:00Z"`) || !strings.Contains(got.err, warning) || !strings.Contains(got.err, "--now") {
		t.Errorf("%d\n%s\n%s", got.status, got.out, got.err)
	}
	got = run(t, "", "status", "--format", "json", "--now", "2026-03-02T09:02:00Z", file)
	if got.status != 0 || !strings.Contains(got.out, `"waiting":1`) || got.err != "" {
		t.Errorf("%d\n%s\n%s", got.status, got.out, got.err)
	}
	says(t, "a check", run(t, "", "status", "--check", file), 3, "FLOORBOARD UNKNOWN - "+warning)
	says(t, "a check by the clock", run(t, "", "status", "--check", "--stale", "4h", file), 2, "FLOORBOARD CRITICAL - Longest wait 2:59:00")
	future := write(t, "future.jsonl", strings.ReplaceAll(morning, "2026", "2062"))
	if got := run(t, "", "status", "--format", "json", future); got.status != 0 || got.err != "" {
		t.Errorf("a day that is all of the future: %d\n%s", got.status, got.err)
	}
	picture := filepath.Join(t.TempDir(), "frame.txt")
	if got := run(t, "", "shot", file, "-o", picture); got.status != 0 || !strings.Contains(got.err, warning) {
		t.Errorf("shot: %d\n%s", got.status, got.err)
	}
}

// TestStatusOfNoFeed: a script that asks for JSON is told that nothing in the file was an event.
func TestStatusOfNoFeed(t *testing.T) {
	file := write(t, "notes.txt", "Dear all,\nplease note.\n")
	got := run(t, "", "status", "--format", "json", file)
	want := "floorboard: " + file + ": no event in 2 lines, the line begins with please note., it is no JSON object: write {\"time\":…,\"type\":…}\n"
	if got.status != ok || got.err != want || !json.Valid([]byte(got.out)) {
		t.Errorf("status %d, stderr %q, want %q, stdout %s", got.status, got.err, want, got.out)
	}
	for _, names := range [][]string{{file, write(t, "good.jsonl", morning)}, {write(t, "half.jsonl", morning+"hello\n"), file}} { // also beside others
		if got := run(t, "", append([]string{"status"}, names...)...); got.status != ok || got.err != want {
			t.Errorf("status %d, stderr %q, want %q", got.status, got.err, want)
		}
	}
}
