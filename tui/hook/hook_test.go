package hook

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorboard/metrics"
	"floorboard/tui/alert"
)

// TestMain is also the command that hooks run: what HOOK_TEST says.
func TestMain(m *testing.M) {
	switch os.Getenv("HOOK_TEST") {
	case "":
		os.Exit(m.Run())
	case "append": // a line for what came, into the file that is the first argument
		text, err := io.ReadAll(os.Stdin)
		if err == nil {
			err = appendTo(os.Args[1], text)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case "fail":
		fmt.Fprintln(os.Stderr, strings.Repeat("noise\n", 100_000)+"first\nthe pager is \x1b[31moff")
		os.Exit(3)
	case "hang": // as a script does whose child holds the pipes open
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "HOOK_TEST=wait")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if err := child.Start(); err != nil {
			os.Exit(1)
		}
		wait()
	case "wait":
		wait()
	}
}

// wait waits for ever.
func wait() {
	forever := make(chan os.Signal, 1)
	signal.Notify(forever)
	for range forever {
	}
}

func appendTo(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return err
	}
	return f.Close()
}

var at = time.Date(2026, 3, 2, 14, 1, 0, 0, time.UTC)

func change(e alert.Event, queue string) alert.Change {
	return alert.Change{Event: e, At: at, Alert: alert.Alert{ID: "longest_wait_seconds/queue/" + queue, KPI: "longest_wait_seconds", Where: queue,
		Level: metrics.LevelCritical, Since: at.Add(-time.Minute), Value: 434, Limit: 240}}
}

// start runs a hook for the time of the test; what it reports comes through the channel.
func start(t *testing.T, what string, limit time.Duration, args ...string) (*Hook, <-chan string) {
	t.Helper()
	t.Setenv("HOOK_TEST", what)
	failed := make(chan string, 1000)
	h := New(append([]string{os.Args[0]}, args...), Options{Limit: limit, Failed: func(text string) { failed <- text }})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); h.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	return h, failed
}

func TestMessage(t *testing.T) {
	c := change(alert.Raised, "billing")
	got, err := messageOf(&c)
	want := `{"event":"raised","at":"2026-03-02T14:01:00Z","id":"longest_wait_seconds/queue/billing","kpi":"longest_wait_seconds","of":"queue",` +
		`"where":"billing","level":"critical","since":"2026-03-02T14:00:00Z","value":434,"limit":240,"acknowledged":false,` +
		`"text":"billing: longest wait 7:14 over 4:00"}` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	c.Alert.Part = alert.Part{Channel: "voice"}
	if got, err = messageOf(&c); err != nil || !strings.Contains(string(got), `"limit":240,"channel":"voice",`) || !strings.Contains(string(got), "longest wait on voice 7:14") {
		t.Errorf("%v: %s", err, got)
	}
	c.Alert.Value = math.NaN()
	if got, err = messageOf(&c); err != nil || !strings.Contains(string(got), `"value":null`) {
		t.Errorf("%v: %s", err, got)
	}
}

// TestCommandReadsChanges: the command reads each change, those of one alert in their order.
func TestCommandReadsChanges(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", file).Run(); err != nil {
		t.Skip("no named pipes: ", err)
	}
	h, failed := start(t, "append", 0, file)
	// Opened for both, so that reading does not end between two commands.
	pipe, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	events := []alert.Event{alert.Raised, alert.Repeated, alert.Eased, alert.Cleared}
	queues := []string{"billing", "orders", "technical"}
	for _, e := range events {
		for _, q := range queues {
			h.Tell(change(e, q))
		}
	}
	got := map[string][]string{}
	lines := bufio.NewScanner(pipe)
	for range len(events) * len(queues) {
		if !lines.Scan() {
			t.Fatal(lines.Err())
		}
		var m struct{ Event, Where string }
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err, lines.Text())
		}
		got[m.Where] = append(got[m.Where], m.Event)
	}
	for _, q := range queues {
		if s := strings.Join(got[q], " "); s != "raised repeated eased cleared" {
			t.Errorf("%s: %s", q, s)
		}
	}
	if len(failed) > 0 {
		t.Error(<-failed)
	}
}

func TestFailureIsSaid(t *testing.T) {
	h, failed := start(t, "fail", 0)
	h.Tell(change(alert.Raised, "billing"))
	if got := <-failed; !strings.HasSuffix(got, ": exit status 3: the pager is off") {
		t.Errorf("said %q", got)
	}
	none := New([]string{"/nowhere/page"}, Options{})
	c := change(alert.Raised, "billing")
	if err := none.run(t.Context(), &c); err == nil || !strings.Contains(err.Error(), "/nowhere/page") {
		t.Errorf("a program that there is not: %v", err)
	}
}

// TestCommandThatHangsIsKilled: with all that it started.
func TestCommandThatHangsIsKilled(t *testing.T) {
	h, failed := start(t, "hang", 100*time.Millisecond)
	h.Tell(change(alert.Raised, "billing"))
	if got := <-failed; !strings.Contains(got, "was killed after 100ms") {
		t.Errorf("said %q", got)
	}
}

// TestTellNeverWaits: when commands hang, what is too much is dropped, and said to be.
func TestTellNeverWaits(t *testing.T) {
	h, failed := start(t, "hang", time.Hour)
	for range 2*waiting + 1 {
		h.Tell(change(alert.Raised, "billing"))
	}
	if got := <-failed; !strings.Contains(got, "64 changes wait for it already") {
		t.Errorf("said %q", got)
	}
}

func TestTailKeepsTheEnd(t *testing.T) {
	w := tail{most: 8}
	for _, s := range []string{"abcdefghijkl", "mn", "", "\nop\n"} {
		if n, err := w.Write([]byte(s)); n != len(s) || err != nil {
			t.Errorf("wrote %d of %q: %v", n, s, err)
		}
	}
	if string(w.kept) != "klmn\nop\n" || w.words() != ": op" {
		t.Errorf("kept %q, says %q", w.kept, w.words())
	}
}
