package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

// TestRecordOnAFullDisk: what was read is not said to be recorded, and why is said once.
func TestRecordOnAFullDisk(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip(err)
	}
	got := run(t, morning, "record", "--no-follow", "--append", "-o", full)
	want := "floorboard: 3 events read, and not all of them recorded in /dev/full, 0 lines rejected\nfloorboard: record: write /dev/full: no space left on device\n"
	if got.status != failed || got.err != want {
		t.Errorf("status %d, stderr %q", got.status, got.err)
	}
}

// TestRecordAndStatus: what record writes, status reads with the same numbers.
func TestRecordAndStatus(t *testing.T) {
	day := run(t, "", "simulate", "--hours", "1", "--agents", "12", "--start", "2026-03-02T09:00:00Z")
	if day.status != ok || day.out == "" {
		t.Fatalf("simulate: %q", day.err)
	}
	for name, feed := range map[string]string{"day.jsonl": day.out, "day.jsonl.gz": day.out, "day.jsonl.zst": day.out, "queue_log.jsonl": twoCalls} {
		file := filepath.Join(t.TempDir(), name)
		if got := run(t, feed, "record", "--no-follow", "-o", file); got.status != ok || !strings.Contains(got.err, "events recorded in "+file) {
			t.Fatalf("record: status %d, stderr %q", got.status, got.err)
		}
		want := numbers(t, run(t, feed, "status", "--format", "json"))
		if got := numbers(t, run(t, "", "status", "--format", "json", file)); got != want {
			t.Errorf("%s: other numbers\n got %.300s\nwant %.300s", name, got, want)
		}
	}
}

// twoCalls is a queue_log in which much happens within a second, so that only the order of the lines tells what came first.
const twoCalls = `1700000000|NONE|NONE|NONE|QUEUESTART|
1700000000|CLI|sales|Ann|ADDMEMBER|
1700000001|c1|sales|NONE|ENTERQUEUE||555|1
1700000001|c1|sales|Ann|CONNECT|0|m1|0
1700000001|c2|sales|NONE|ENTERQUEUE||556|1
1700000031|c1|sales|Ann|BLINDTRANSFER|200|ctx|0|30|1
1700000031|c1|billing|NONE|ENTERQUEUE||555|1
1700000031|c2|sales|Ann|CONNECT|30|m2|1
1700000031|c2|sales|Ann|COMPLETEAGENT|30|0|1
1700000031|NONE|sales|Ann|PAUSE|lunch
1700000040|c1|billing|NONE|ABANDON|1|1|9
`

// TestRecordOfAMisspeltSource: it leaves nothing behind that the next try would stumble over.
func TestRecordOfAMisspeltSource(t *testing.T) {
	file := filepath.Join(t.TempDir(), "r.jsonl")
	if got := run(t, "", "record", "--no-follow", "missing.jsonl", "-o", file); got.status != unreadable || strings.Contains(got.err, "recorded") {
		t.Errorf("missing: status %d, %s", got.status, got.err)
	}
	if got := run(t, morning, "record", "--no-follow", "-", "-o", file); got.status != ok {
		t.Errorf("then: status %d, %s", got.status, got.err)
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
