package cli

import (
	"strings"
	"testing"
)

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
		{"a format that there is not", []string{"--input", "fax", file}, 3, "FLOORBOARD UNKNOWN - "},
		{"a configuration that is not there", []string{"--config", "/no/such.toml", file}, 3, "FLOORBOARD UNKNOWN - /no/such.toml: there is no such file"},
	} {
		says(t, c.name, run(t, "", append([]string{"status", "--check"}, c.args...)...), c.status, c.want)
	}
}

// TestCheckNamesThePart: a mail may wait for an hour, a call may not. What is told is the wait of the call.
func TestCheckNamesThePart(t *testing.T) {
	file := write(t, "mixed.jsonl", `{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"m1","queue":"help","channel":"email"}
{"time":"2026-03-02T09:45:00Z","type":"queued","conversation":"v1","queue":"help","channel":"voice"}
{"time":"2026-03-02T09:50:00Z","type":"heartbeat"}
`)
	says(t, "a call that waits beside a mail", run(t, "", "status", "--check", file), 2,
		"FLOORBOARD CRITICAL - Longest wait 5:00 (help, voice), help: Longest wait 5:00 (voice) | 'longest_wait_seconds'=3000s;")
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
