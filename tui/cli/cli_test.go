package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// Two contacts on a Monday: the first answered after 30 s, the second still waiting.
const morning = `{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"billing","channel":"chat"}
{"time":"2026-03-02T09:00:30Z","type":"answered","conversation":"c1","agent":"amira","team":"red"}
{"time":"2026-03-02T09:01:00Z","type":"queued","conversation":"c2","queue":"sales","channel":"voice"}
`

// outcome is what a command line said, and how it ended.
type outcome struct {
	status   int
	out, err string
}

// run runs a command line in a world of its own. Without in, nothing is piped in.
func run(t *testing.T, in string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	w := World{Out: &out, Err: &errs, Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }}
	if in != "" {
		w.In = strings.NewReader(in)
	}
	t.Setenv("FLOORBOARD_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	status := Run(context.Background(), args, w)
	return outcome{status, out.String(), errs.String()}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

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

// TestExitStatus holds what scripts rely on: the status, where the words go, and that they say what to do.
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

func TestExitStatus(t *testing.T) {
	good := write(t, "good.jsonl", morning)
	bad := write(t, "bad.toml", "\n\nwindow = \"2h\"\nprofile = \"dask\"\n")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		err    string
	}{
		{"read", []string{"status", good}, 0, ""},
		{"unreadable", []string{"status", "/no/such/file"}, 3, "floorboard: cannot read /no/such/file"},
		{"one of two unreadable", []string{"status", good, "/no/such/file"}, 3, "floorboard: cannot read /no/such/file"},
		{"no source", []string{"status"}, 2, "floorboard: floorboard status of what? Name a source"},
		{"unknown flag", []string{"status", "--quue", "x", good}, 2, "floorboard: unknown flag: --quue; did you mean \"--queue\"? `floorboard status --help` lists the flags"},
		{"unknown format", []string{"status", "--format", "yaml", good}, 2, `floorboard: --format: unknown form "yaml"; known: text, json`},
		{"unknown input", []string{"status", "--input", "csv", good}, 2, `no input format is called "csv"`},
		{"unknown window", []string{"status", "--window", "2h", good}, 2, `floorboard: --window: unknown window "2h"; did you mean "1h", "4h" or "8h"?`},
		{"unknown formula", []string{"status", "--service-level", "all", good}, 2, `did you mean "all-abandons"?`},
		{"no time", []string{"status", "--now", "noon", good}, 2, `floorboard: --now: "noon" is no time; write it as 2026-03-02T14:30:00+01:00 or as Unix seconds`},
		{"no zone", []string{"status", "--tz", "Mars", good}, 2, `"Mars" is no time zone`},
		{"no duration", []string{"status", "--threshold", "fast", good}, 2, `floorboard: --threshold: "fast" is no duration; write it as "20s", "5m" or "1h30m"`},
		{"negative duration", []string{"status", "--threshold", "-3s", good}, 2, `floorboard: --threshold: "-3s" is negative; write it as 20s, 5m or 1h30m`},
		{"no day start", []string{"status", "--day-start", "9", good}, 2, `"9" is no time of day`},
		{"KPI without cases", []string{"status", "--cases", "offered", good}, 2, `unknown KPI with cases "offered"`},
		{"configuration with faults", []string{"status", "--config", bad, good}, 2, bad + `:3: window: unknown window "2h"; did you mean "1h", "4h" or "8h"? (and 1 more)`},
		{"configuration that is not there", []string{"status", "--config", "/no/such.toml", good}, 2, "there is no such file"},
		{"a directory for a configuration", []string{"status", "--config", filepath.Dir(bad), good}, 2, "is a directory; name a file, such as "},
		{"check of no configuration", []string{"config", "--check", ""}, 2, `--check: "" is no FILE; write one, or leave the flag out`},
		{"check of a configuration that is not there", []string{"config", "--check", "/no/such.toml"}, 2, "/no/such.toml: there is no such file"},
		{"explanation of no key", []string{"config", "--explain", ""}, 2, `--explain: "" is no KEY`},
		{"slip of a command", []string{"stauts"}, 2, `"stauts" is neither a file nor a command; did you mean "status"? (to wait for a file of that name, write ./stauts)`},
		{"a wall without a terminal", []string{good}, 2, "the wall needs a terminal"},
		{"a demo without a terminal", []string{"demo"}, 2, "the wall needs a terminal"},
		{"replay of nothing", []string{"replay"}, 2, "replay of what? Name a recording"},
		{"replay of two", []string{"replay", good, good}, 2, "replay plays one recording, but 2 were named"},
		{"replay of what is not there", []string{"replay", "/no/such/file"}, 3, "/no/such/file: there is no such file; check the name"},
		{"unknown page", []string{"--page", "flor", good}, 2, `--page: unknown page "flor"; did you mean "floor"?`},
		{"unknown page among several", []string{"--pages", "floor,quues", good}, 2, `--pages: unknown page "quues"; did you mean "queues"?`},
		{"a page that is left out", []string{"--pages", "floor,queues", "--page", "feed", good}, 2, `--page: "feed" is none of --pages floor,queues`},
		{"two ends", []string{"replay", good, "--to", "09:00", "--now", "1772442000"}, 2, "--to and --now both say when to end"},
		{"a day of no hours", []string{"simulate", "--hours", "0"}, 2, "--hours: 0 makes no day; write a number above 0"},
		{"a day of no agents", []string{"simulate", "--agents", "-1"}, 2, "--agents: -1 makes no day"},
		{"a floor larger than any", []string{"simulate", "--agents", "99999999"}, 2, "--agents: 99999999 is more than can be made up; write at most 100000"},
		{"a day without end", []string{"simulate", "--hours", "inf"}, 2, "--hours: +Inf is more than can be made up; write at most 8784"},
		{"an outage before the day", []string{"simulate", "--outage", "-1h"}, 2, `floorboard: --outage: "-1h" is negative`},
		{"a speed that is none", []string{"replay", good, "--speed", "fast"}, 2, "--speed:"},
		{"a beginning that is none", []string{"replay", good, "--from", "dawn"}, 2, `--from: "dawn" is no time`},
		{"replay of a directory", []string{"replay", filepath.Dir(good)}, 3, "is a directory: name one of the files in it"},
		{"record to nowhere", []string{"record", good}, 2, "record needs a file to write"},
		{"record over a file", []string{"record", good, "--no-follow", "-o", bad}, 2, "exists already: name another file, remove it, or go on with it by --append"},
		{"record into a directory", []string{"record", good, "--no-follow", "-o", filepath.Dir(bad)}, 2, "is a directory: name a file in it"},
		{"record where nothing is", []string{"record", good, "--no-follow", "-o", "/no/such/r.jsonl"}, 2, "--output: /no/such/r.jsonl: there is no folder /no/such: make it, or name another"},
		{"record to standard output", []string{"record", good, "--no-follow", "-o", "-"}, 2, "--output: a recording is written into a file"},
		{"record in a form that is not written", []string{"record", good, "--no-follow", "-o", "r.jsonl.bz2"}, 2, "--output: r.jsonl.bz2: a recording is compressed as .gz or .zst"},
		{"more of what is anonymous", []string{"record", good, "--no-follow", "--append", "--anonymize", "-o", "r.jsonl"}, 2, "write a new file"},
		{"a day into a directory", []string{"simulate", "-o", filepath.Dir(bad)}, 2, "is a directory: name a file in it"},
		{"a frame where nothing is", []string{"shot", good, "-o", "/no/such/x.svg"}, 2, "there is no folder /no/such"},
		{"replay of what is not in it", []string{"replay", good, "--from", "2027-01-01T00:00:00Z"}, 2, "the recording goes from 2026-03-02T09:00:00Z to 2026-03-02T09:01:00Z; write --from and --to"},
		{"record into a source", []string{"record", good, "--append", "-o", good}, 2, "would be read as well"},
		{"record into the files of a pattern", []string{"record", filepath.Join(filepath.Dir(good), "*.jsonl"), "-o", filepath.Join(filepath.Dir(good), "all.jsonl")}, 2, "would be read as well"},
		{"shot to nowhere", []string{"shot", good}, 2, "shot needs a file to write"},
		{"shot of no form", []string{"shot", good, "-o", "wall.gif"}, 2, "wall.gif"},
		{"shot of no size", []string{"shot", good, "-o", "wall.svg", "--size", "big"}, 2, `"big" is no size`},
		{"theme that is not there", []string{"themes", "no-such-theme"}, 2, "no-such-theme"},
		{"argument to what takes none", []string{"config", "x"}, 2, `takes no arguments, but got "x"`},
		{"a value that is left out", []string{"status", good, "--cases"}, 2, "--cases needs a value, as in --cases KPI; `floorboard status --help` lists the flags"},
		{"a seed that is none", []string{"simulate", "--seed", "x"}, 2, `floorboard: --seed: "x" is no whole number from 0 up; write one such as 2120`},
		{"a seed that no machine word holds", []string{"simulate", "--seed", "99999999999999999999"}, 2, `--seed: "99999999999999999999" is too large a number; write`},
		{"agents that are no number", []string{"simulate", "--agents", "4.5"}, 2, `--agents: "4.5" is no whole number; write one such as 40`},
		{"queues that are no number", []string{"simulate", "--queues", ""}, 2, `--queues: "" is no whole number; write one such as 6`},
		{"hours that are no number", []string{"simulate", "--hours", "4h"}, 2, `--hours: "4h" is no number; write one such as 12 or 0.5`},
		{"a rate that is no number", []string{"simulate", "--rate", "x"}, 2, `--rate: "x" is no number; write one such as 1`},
		{"a pace that is no number", []string{"simulate", "--pace", "x"}, 2, `--pace: "x" is no number; write one such as 1`},
		{"an outage that is no duration", []string{"simulate", "--outage", "7 o'clock"}, 2, `--outage: "7 o'clock" is no duration; write it as`},
		{"a start that is no time", []string{"simulate", "--start", "x"}, 2, `floorboard: --start: "x" is no time; write it as`},
		{"a turn that is no duration", []string{"--rotate", "x", good}, 2, `floorboard: --rotate: "x" is no duration; write it as`},
		{"a switch with another value", []string{"--ascii=maybe", good}, 2, `--ascii: "maybe" is neither true nor false; write --ascii alone for true, or --ascii=false`},
		{"a short flag that there is not", []string{"status", "-z", good}, 2, "-z; `floorboard status --help` lists the flags"},
		{"a theme that there is not", []string{"shot", good, "-o", "x.svg", "--theme", "drak"}, 2, `--theme: theme "drak" is not known`},
		{"a size with too much", []string{"shot", good, "-o", "x.svg", "--size", "120x40x3"}, 2, `"120x40x3" is no size; write columns and rows as 200x56`},
		{"a form that a frame has not", []string{"shot", good, "-o", "x"}, 2, `--output: x: the ending ""`},
		{"an empty queue", []string{"status", "--queue", "", good}, 2, `--queue: "" is no QUEUE; write one, or leave the flag out`},
		{"an empty window", []string{"status", "--window", "", good}, 2, `--window: "" is no WINDOW`},
		{"an empty list of pages", []string{"--pages", "", good}, 2, `--pages: "" is no PAGES`},
		{"a year before any", []string{"status", "--now", "-9e13", good}, 2, `floorboard: --now: "-9e13" is no time`},
		{"the window before, as text", []string{"status", "--before", good}, 2, "--before belongs to --format json"},
		{"old news without a check", []string{"status", "--stale", "5m", good}, 2, "--stale belongs to --check"},
		{"slip of a command before its flags", []string{"stauts", "--format", "json", good}, 2, `"stauts" is neither a file nor a command; did you mean "status"?`},
		{"help on what there is not", []string{"help", "foo"}, 2, `there is no command "foo"; known: completion, config, demo,`},
		{"help on a slip", []string{"help", "stauts"}, 2, `there is no command "stauts"; did you mean "status"?`},
		{"help on a command's command", []string{"help", "status", "foo"}, 2, `there is no command "status foo": floorboard status has none below it`},
		{"help on a shell that there is not", []string{"help", "completion", "bsh"}, 2, `there is no command "completion bsh"; did you mean "bash" or "zsh"?`},
		{"completion of a shell that there is not", []string{"completion", "foo"}, 2, `there is no command "completion foo"; known: bash, fish, powershell, zsh`},
		{"completion of two shells", []string{"completion", "bash", "zsh"}, 2, `takes no arguments, but got "zsh"`},
		{"what stands after two dashes is no command", []string{"--", "stauts"}, 2, "the wall needs a terminal"},
		{"explanation of nothing", []string{"config", "--explain", "service"}, 2, `did you mean "service_level"?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(t, "", c.args...)
			if got.status != c.status {
				t.Errorf("exit status %d, want %d; stderr %q", got.status, c.status, got.err)
			}
			if !strings.Contains(got.err, c.err) || c.err == "" && got.err != "" {
				t.Errorf("stderr\n got %q\nwant %q", got.err, c.err)
			}
			if strings.Count(got.err, "\n") > 1 {
				t.Errorf("more than one line on stderr: %q", got.err)
			}
			if strings.Contains(got.err, "Usage:") {
				t.Errorf("the usage drowns the error: %q", got.err)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	file := write(t, "morning.jsonl", morning)
	for _, c := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"all is well", []string{file}, 0, "FLOORBOARD OK - "},
		{"a longer wait", []string{"--now", "2026-03-02T09:03:30Z", file}, 1, "FLOORBOARD WARNING - Longest wait 2:30"},
		{"a long wait", []string{"--now", "2026-03-02T09:06:00Z", file}, 2, "FLOORBOARD CRITICAL - Longest wait 5:00"},
		{"old news", []string{"--now", "2026-03-02T09:12:00Z", file}, 3, "FLOORBOARD UNKNOWN - the newest event is 11:00 old"},
		{"old news by the clock", []string{"--stale", "1h", file}, 3, "FLOORBOARD UNKNOWN - the newest event is 2:59:00 old"},
		{"old news that is welcome", []string{"--now", "2026-03-02T09:12:00Z", "--stale", "0", file}, 2, "FLOORBOARD CRITICAL - Longest wait 11:00"},
		{"news that is not too old", []string{"--stale", "4h", file}, 2, "FLOORBOARD CRITICAL - Longest wait 2:59:00"},
		{"a queue that there is not", []string{"--queue", "biling", file}, 3, `FLOORBOARD UNKNOWN - no queue "biling" was seen; did you mean "billing"?`},
		{"one queue that there is not", []string{"--queue", "vip", "--queue", "sales", "--now", "2026-03-02T09:06:00Z", file}, 2, "FLOORBOARD CRITICAL - Longest wait 5:00"},
		{"unreadable", []string{"/no/such/file"}, 3, "FLOORBOARD UNKNOWN - cannot read /no/such/file"},
		{"misuse", []string{"--window", "2h", file}, 3, "FLOORBOARD UNKNOWN - --window: unknown window"},
		{"a list", []string{"--cases", "abandoned", file}, 3, "FLOORBOARD UNKNOWN - --check prints one line"},
		{"no source", nil, 3, "FLOORBOARD UNKNOWN - "},
		{"a flag that there is not", []string{"--windwo", "1h", file}, 3, "FLOORBOARD UNKNOWN - unknown flag: --windwo"},
		{"a value that is none", []string{"--stale", "soon", file}, 3, `FLOORBOARD UNKNOWN - --stale: "soon" is no duration`},
		{"a format that there is not", []string{"--input", "csv", file}, 3, "FLOORBOARD UNKNOWN - "},
		{"a configuration that is not there", []string{"--config", "/no/such.toml", file}, 3, "FLOORBOARD UNKNOWN - /no/such.toml: there is no such file"},
	} {
		says(t, c.name, run(t, "", append([]string{"status", "--check"}, c.args...)...), c.status, c.want)
	}
}

// TestFileLikeAFlag: who names a file that begins with a dash is told how to.
func TestFileLikeAFlag(t *testing.T) {
	t.Chdir(filepath.Dir(write(t, "-day.jsonl", morning)))
	if got := run(t, "", "status", "-day.jsonl"); got.status != badUsage || !strings.Contains(got.err, "; to name the file, write ./-day.jsonl\n") {
		t.Errorf("status %d, stderr %q", got.status, got.err)
	}
	for _, args := range [][]string{{"./-day.jsonl"}, {"--", "-day.jsonl"}} {
		if got := run(t, "", append([]string{"status"}, args...)...); got.status != ok || !strings.Contains(got.out, "3 events") {
			t.Errorf("%q: status %d, stderr %q, stdout %q", args, got.status, got.err, got.out)
		}
	}
}

// TestCheckOfBadUsage: wherever --check stands, a slip of the pen is UNKNOWN and not CRITICAL. The other --check is none.
func TestCheckOfBadUsage(t *testing.T) {
	file := write(t, "morning.jsonl", morning)
	for _, args := range [][]string{
		{"status", "--windwo", "1h", "--check", file},
		{"status", "--windwo", "1h", file, "--check"},
		{"status", "--now", "noon", file, "--check=true"},
		{"status", file, "--check=maybe"},
		{"status", "--window", "--check"},
		{"status", file, "--check", "--now"},
		{"--no-such", "status", "--check", file},
		{"--check", file},
	} {
		says(t, strings.Join(args, " "), run(t, "", args...), 3, "FLOORBOARD UNKNOWN - ")
	}
	for _, args := range [][]string{
		{"status", "--windwo", "1h", "--check=false", file},
		{"status", "--windwo", "1h", "--", "--check"},
		{"config", "--check", write(t, "bad.toml", "title = 3")},
	} {
		if got := run(t, "", args...); got.status != badUsage || got.out != "" || got.err == "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// says holds a check to its status and to the beginning of its line.
func says(t *testing.T, name string, got outcome, status int, line string) {
	t.Helper()
	if got.status != status || !strings.HasPrefix(got.out, line) || strings.Count(got.out, "\n") != 1 || got.err != "" {
		t.Errorf("%s: status %d, stdout %q, stderr %q; want %d and %q", name, got.status, got.out, got.err, status, line)
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
}

// TestNoPermission: whatever may not be read is told with its name, and what to do.
func TestNoPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	shut := func(name string) string {
		file := write(t, name, "")
		if err := os.Chmod(file, 0); err != nil {
			t.Fatal(err)
		}
		return file
	}
	feed, settings, theme, good := shut("a.jsonl"), shut("c.toml"), shut("t.yaml"), write(t, "good.jsonl", morning)
	for _, c := range []struct {
		args   []string
		file   string
		status int
	}{
		{[]string{"status", feed}, feed, unreadable},
		{[]string{"replay", feed}, feed, unreadable},
		{[]string{"status", "--config", settings, good}, settings, badUsage},
		{[]string{"config", "--check", settings}, settings, badUsage},
		{[]string{"themes", theme}, theme, badUsage},
		{[]string{"shot", "-o", "x.svg", "--theme", theme, good}, theme, badUsage},
	} {
		got := run(t, "", c.args...)
		if got.status != c.status || !strings.Contains(got.err, c.file+": permission denied: ") || !strings.Contains(got.err, "chmod o+r") {
			t.Errorf("%q: status %d, stderr %q", c.args, got.status, got.err)
		}
	}
}

// TestFullDisk: what could not be written is said, whoever writes it.
func TestFullDisk(t *testing.T) {
	file := write(t, "morning.jsonl", morning)
	for _, args := range [][]string{
		{"status", file}, {"status", "--format", "json", file}, {"status", "--check", file}, {"simulate", "--hours", "0.1"}, {"config"},
		{"config", "--explain", "window"}, {"themes"}, {"version"}, {"--version"}, {"--help"}, {"help"}, {"help", "status"}, {"completion", "bash"},
	} {
		var errs bytes.Buffer
		w := World{In: strings.NewReader(""), Out: full{}, Err: &errs, Getenv: func(string) string { return "" }, Now: time.Now}
		status, want := Run(context.Background(), args, w), failed
		if slices.Contains(args, "--check") {
			want = 3 // UNKNOWN
		}
		if status != want || errs.String() != "floorboard: disk full\n" {
			t.Errorf("%q: status %d, stderr %q", args, status, errs.String())
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// TestInterrupted: what was told to end ends, says so, and prints no numbers of a part.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	const notAll = "floorboard: interrupted: not all that is there was read\n"
	for command, want := range map[string]string{"status": notAll, "simulate": "floorboard: interrupted: the day is not whole\n"} {
		var out, errs bytes.Buffer
		w := World{In: strings.NewReader(morning), Out: &out, Err: &errs, Getenv: func(string) string { return "" }, Now: time.Now}
		if status := Run(ctx, []string{command}, w); status != failed || out.Len() > 0 || errs.String() != want {
			t.Errorf("%s: status %d, stdout %q, stderr %q", command, status, out.String(), errs.String())
		}
	}
	if _, err := unlessEnded(ctx, func() (int, error) { select {} }); err != errInterrupted {
		t.Errorf("what never ends ended with %v", err)
	}
}

// TestRecordAndStatus: what record writes, status reads with the same numbers.
func TestRecordAndStatus(t *testing.T) {
	day := run(t, "", "simulate", "--hours", "1", "--agents", "12", "--start", "2026-03-02T09:00:00Z")
	if day.status != ok || day.out == "" {
		t.Fatalf("simulate: %q", day.err)
	}
	want := numbers(t, run(t, day.out, "status", "--format", "json"))
	for _, name := range []string{"day.jsonl", "day.jsonl.gz", "day.jsonl.zst"} {
		file := filepath.Join(t.TempDir(), name)
		if got := run(t, day.out, "record", "--no-follow", "-o", file); got.status != ok || !strings.Contains(got.err, "events recorded in "+file) {
			t.Fatalf("record: status %d, stderr %q", got.status, got.err)
		}
		if got := numbers(t, run(t, "", "status", "--format", "json", file)); got != want {
			t.Errorf("%s: other numbers\n got %.300s\nwant %.300s", name, got, want)
		}
	}
}

// TestRecordSaysWhatItLeftOut: and why, of the last line.
func TestRecordSaysWhatItLeftOut(t *testing.T) {
	got := run(t, morning+"hello\n", "record", "--no-follow", "-o", filepath.Join(t.TempDir(), "r.jsonl"))
	if want := "1 line rejected, the last at -:4: the line begins with hello, it is no JSON object"; got.status != ok || !strings.Contains(got.err, want) {
		t.Errorf("status %d, stderr %q", got.status, got.err)
	}
}

// numbers is a status from the total on: what depends on the events alone.
func numbers(t *testing.T, o outcome) string {
	t.Helper()
	_, rest, found := strings.Cut(o.out, `"total":`)
	if !found {
		t.Fatalf("no total: status %d, stderr %q", o.status, o.err)
	}
	return rest
}

func TestSimulateIsRepeatable(t *testing.T) {
	args := []string{"simulate", "--seed", "7", "--hours", "0.5", "--agents", "5", "--queues", "2"}
	if a, b := run(t, "", args...), run(t, "", args...); a != b || a.out == "" {
		t.Error("equal flags gave other bytes")
	}
}

func TestShot(t *testing.T) {
	for name, want := range map[string]string{"wall.svg": "<svg", "wall.ans": "\x1b[", "wall.txt": "billing"} {
		file := filepath.Join(t.TempDir(), name)
		if got := run(t, morning, "shot", "-o", file, "--size", "100x30"); got.status != ok {
			t.Fatalf("%s: %q", name, got.err)
		}
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: error %v, %.200q", name, err, text)
		}
	}
}

// TestShotOfAPart: a frame says what of the whole it shows, and names agents as it is told.
func TestShotOfAPart(t *testing.T) {
	shot := func(args ...string) string {
		t.Helper()
		file := filepath.Join(t.TempDir(), "frame.txt")
		got := run(t, morning, append([]string{"shot", "-o", file, "--size", "120x40"}, args...)...)
		if got.status != ok {
			t.Fatal(got.err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return got.err + string(text)
	}
	for _, c := range []struct {
		args          []string
		with, without string
	}{
		{nil, "amira", "nosuch"},
		{[]string{"--queue", "billing"}, "today · billing", "sales"},
		{[]string{"--queue", "nosuch"}, "floorboard: --queue: no queue \"nosuch\" was seen; there are billing, sales\n", "billing, voice"},
		{[]string{"--queue", "nosuch"}, "\n ! no queue \"nosuch\" was seen; there are billing, sales", "No queue yet"},
		{[]string{"--names", "hidden"}, "Agent 1", "amira"},
		{[]string{"--names", "hidden", "--agent", "amria"}, "\n ! no agent \"amria\" was seen\n", "! no agent \"amria\" was seen; "},
	} {
		got := shot(c.args...) + shot(append(c.args, "--page", "agents")...)
		if !strings.Contains(got, c.with) || strings.Contains(got, c.without) {
			t.Errorf("%q: %q should be and %q should not be in\n%s", c.args, c.with, c.without, got)
		}
	}
}

func TestConfig(t *testing.T) {
	printed := run(t, "", "config")
	if printed.status != ok {
		t.Fatalf("config: %q", printed.err)
	}
	if got := run(t, "", "config", "--check", write(t, "printed.toml", printed.out)); got.status != ok || !strings.HasSuffix(got.out, "fine\n") {
		t.Errorf("the printed configuration does not pass: %q", got.err)
	}
	for text, lines := range map[string]int{"window = 1\n": 1, "window = \"2h\"\nnames = \"none\"\n": 2, "page = \"flor\"": 1, "theme = \"none\"": 1} {
		if got := run(t, "", "config", "--check", write(t, "c.toml", text)); got.status != badUsage || strings.Count(got.err, "\n") != lines {
			t.Errorf("%q: status %d, stderr %q", text, got.status, got.err)
		}
	}
}

func TestThemesAreListed(t *testing.T) {
	if got := run(t, "", "themes"); got.status != ok || !strings.Contains(got.out, "floor-dark") {
		t.Errorf("%d %q %q", got.status, got.out, got.err)
	}
}

// TestHelp: every command explains itself, within the width of most terminals, and its examples are command lines that it takes.
func TestHelp(t *testing.T) {
	w := World{Getenv: func(string) string { return "" }}
	root := newRoot(&w)
	commands := append(root.Commands(), root)
	for _, c := range commands {
		if c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		if c.Short == "" || c.Name() != "version" && (c.Long == "" || c.Example == "") {
			t.Errorf("%s: not explained", c.Name())
		}
		if c != root && c.GroupID == "" {
			t.Errorf("%s: in no group of the help", c.Name())
		}
		var help bytes.Buffer
		c.SetOut(&help)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(help.String()) {
			if len(line) > 116 {
				t.Errorf("%s: a line of the help is %d bytes long: %s", c.Name(), len(line), line)
			}
		}
		for line := range strings.Lines(c.Example) {
			parses(t, line)
		}
	}
}

// parses says of each floorboard in a shell line whether its command and flags are ours.
func parses(t *testing.T, line string) {
	t.Helper()
	for part := range strings.SplitSeq(line, "|") {
		part, _, _ = strings.Cut(part, "   ") // what follows is an explanation
		part, _, _ = strings.Cut(part, " > ")
		words := strings.Fields(strings.ReplaceAll(part, "'", ""))
		for len(words) > 0 && words[0] == "go" { // go run . demo
			words = append([]string{"floorboard"}, words[3:]...)
		}
		if len(words) == 0 || words[0] != "floorboard" {
			continue
		}
		w := World{Getenv: func(string) string { return "" }}
		c, rest, err := newRoot(&w).Find(words[1:])
		if err == nil {
			err = c.ParseFlags(rest)
		}
		if err != nil {
			t.Errorf("%s: %v", strings.TrimSpace(line), err)
		}
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if got := run(t, "", "completion", shell); got.status != ok || !strings.Contains(got.out, "floorboard") {
			t.Errorf("%s: status %d, %q", shell, got.status, got.err)
		}
	}
	const files, noFiles = ":0\n", ":4\n"
	for _, c := range []struct{ line, with, end string }{
		{"status --window ", "15m\n", noFiles},
		{"status --cases ", "abandoned\n", noFiles},
		{"status --queue ", "", noFiles},
		{"status --config ", "", files},
		{"status ", "", files},
		{"--tz ", "", noFiles},
		{"--theme ", "floor-dark\n", files},
		{"--pages ", "floor\n", noFiles},
		{"simulate ", "", noFiles},
		{"simulate --seed ", "", noFiles},
		{"simulate -o ", "", files},
		{"replay ", "", files},
		{"themes ", "floor-dark\n", files},
		{"demo ", "", noFiles},
		{"help ", "status\n", noFiles},
		{"help completion ", "zsh\n", noFiles},
		{"completion ", "fish", noFiles},
	} {
		got := run(t, "", append([]string{cobra.ShellCompRequestCmd}, strings.Split(c.line, " ")...)...)
		if !strings.Contains(got.out, c.with) || !strings.HasSuffix(got.out, c.end) {
			t.Errorf("%q: %q, want %q and at the end %q", c.line, got.out, c.with, c.end)
		}
	}
}
