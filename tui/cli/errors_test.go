package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// TestExitStatus holds what scripts rely on: the status, where the words go, and that they say what to do.
func TestExitStatus(t *testing.T) {
	good := write(t, "good.jsonl", morning)
	half := halfOf(t, good)
	dull := write(t, "dull.toml", "\ntheme = \"drak\"\n")
	bad := write(t, "bad.toml", "\n\nwindow = \"2h\"\nprofile = \"dask\"\n")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		err    string
	}{
		{"read", []string{"status", good}, 0, ""},
		{"a name that is an order to the terminal", []string{"status", "a\x1b[31m["}, 2, "floorboard: a[: bad pattern"},
		{"unreadable", []string{"status", "/no/such/file"}, 3, "floorboard: cannot read /no/such/file"},
		{"one of two unreadable", []string{"status", good, "/no/such/file"}, 3, "floorboard: cannot read /no/such/file"},
		{"half of a packed file", []string{"status", half}, 3, "floorboard: cannot read " + half + ": the compressed file ends in the middle"},
		{"a pattern of directories", []string{"status", filepath.Dir(good) + "*"}, 3, "no file matches (yet): check the pattern"},
		{"no source", []string{"status"}, 2, "floorboard: floorboard status of what? Name a source"},
		{"unknown flag", []string{"status", "--quue", "x", good}, 2, "floorboard: unknown flag: --quue; did you mean \"--queue\"? `floorboard status --help` lists the flags"},
		{"unknown format", []string{"status", "--format", "yaml", good}, 2, `floorboard: --format: unknown form "yaml"; known: text, json`},
		{"unknown input", []string{"status", "--input", "fax", good}, 2, `no input format is called "fax"`},
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
		{"replay of a pipe", []string{"replay", "-"}, 2, "cannot read standard input: name a file"},
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
		{"a theme that there is not, in a configuration", []string{"shot", good, "-o", "x.svg", "--config", dull}, 2, dull + `:2: theme: theme "drak" is not known`},
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

// halfOf packs a feed, and cuts off the end.
func halfOf(t *testing.T, events string) string {
	t.Helper()
	half := filepath.Join(t.TempDir(), "half.jsonl.gz")
	if got := run(t, "", "record", "--no-follow", events, "-o", half); got.status != ok {
		t.Fatal(got.err)
	}
	info, err := os.Stat(half)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(half, info.Size()-10); err != nil {
		t.Fatal(err)
	}
	return half
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
	events, settings, theme, good := shut("a.jsonl"), shut("c.toml"), shut("t.yaml"), write(t, "good.jsonl", morning)
	for _, c := range []struct {
		args   []string
		file   string
		status int
	}{
		{[]string{"status", events}, events, unreadable},
		{[]string{"replay", events}, events, unreadable},
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

// TestFarewell: what is wrong is said once, also of a file that is damaged: it has a rejected line for what is missing.
func TestFarewell(t *testing.T) {
	failed := func(source, why string) metrics.SourceStatus {
		return metrics.SourceStatus{Status: feed.Status{Source: source, State: feed.Failed, Err: source + ": " + why}}
	}
	s := &metrics.Snapshot{Feed: metrics.Feed{Events: 9, Rejected: 1, Rejects: []feed.Reject{{Source: "b.gz", Line: 7, Reason: "cut off"}},
		Sources: []metrics.SourceStatus{failed("a.gz", "cut off"), failed("b.gz", "cut off"), failed("c", "not there")}}}
	if got, want := farewell(s), "floorboard: 9 events read, 1 line rejected, the last at b.gz:7: cut off; a.gz: cut off; c: not there"; got != want {
		t.Errorf("got %q, want %q", got, want)
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
