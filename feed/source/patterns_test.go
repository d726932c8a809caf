package source

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"floorboard/feed"
)

func TestPatternOrdersByAge(t *testing.T) {
	dir := t.TempDir()
	at := func(hour int) string {
		return fmt.Sprintf("%d|c%d|q|NONE|ENTERQUEUE||1|1\n", 1700000000+hour*3600, hour)
	}
	write(t, filepath.Join(dir, "queue_log"), "9|c9|q|NONE|ENTERQUEUE||1|1\n"+at(30)) // an odd clock, but the log itself is last
	write(t, filepath.Join(dir, "queue_log.0"), "1700099999|cx|q|NONE|ENTERQUEUE||1|1\n"+at(10)+at(11))
	write(t, filepath.Join(dir, "queue_log.1"), at(20))
	write(t, filepath.Join(dir, "queue_log.10.gz"), string(gzipped(at(5))))
	write(t, filepath.Join(dir, "a.jsonl"), line("z"))
	r, err := Open([]string{filepath.Join(dir, "*")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range r.all() {
		got = append(got, filepath.Base(o.status.Source))
	}
	if want := []string{"a.jsonl", "queue_log.10.gz", "queue_log.0", "queue_log.1", "queue_log"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLogStem(t *testing.T) {
	for path, want := range map[string]string{
		"queue_log": "queue_log", "queue_log.0": "queue_log", "/v/queue_log.12.gz": "/v/queue_log",
		"queue_log-20261101": "queue_log", "queue_log-20261101.zst": "queue_log", "queue_log.1793491200": "queue_log",
		"queue_log-2026-11-01": "queue_log", "queue_log.2026-11-01.gz": "queue_log", "queue_log-2026-11-01_13": "queue_log", "queue_log-20261101-13": "queue_log",
		"queue_log_20261101": "queue_log", "queue_log.20261101T130000": "queue_log", "queue_log-2026-11-01-1793491200.gz": "queue_log", "queue_log.old": "queue_log",
		"day-2026-11-01.jsonl": "day.jsonl", "day-2026-11-01_13.log.gz": "day.log", "2026-11-01.jsonl": "2026-11-01.jsonl", "v/-2026-11-01.log": "v/-2026-11-01.log", "v/2026-11-01": "v/2026-11-01", "v/.2026-11-01": "v/.2026-11-01", "team-2026": "team-2026",
		"day-20261101.jsonl": "day.jsonl", "team-7": "team-7", "a.jsonl.gz": "a.jsonl", ".1": ".1", "x/.gz": "x/.gz",
	} {
		if got := logStem(path); got != want {
			t.Errorf("logStem(%q) = %q, want %q", path, got, want)
		}
	}
}

// A pattern that only directories match is one without a match: else it would look as if nothing had happened.
func TestPatternOfDirectories(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "logs"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, r := readAll(t, Options{}, filepath.Join(dir, "lo*"))
	if f := r.Failed(); len(f) != 1 || !strings.Contains(f[0].Err, "no file matches") {
		t.Errorf("failed: %+v", f)
	}
}

func TestPatternPicksUpNewFiles(t *testing.T) {
	dir := t.TempDir()
	l := startLive(t, fast, filepath.Join(dir, "*.log*"))
	l.untilState(feed.Failed)
	path := write(t, filepath.Join(dir, "a.log"), line("a"))
	l.untilEvents(1)
	os.Rename(path, path+".1") // the pattern matches it, but it was read
	write(t, path, line("b"))
	l.untilEvents(2)
	write(t, filepath.Join(dir, "b.log"), line("c"))
	l.untilEvents(3)
	write(t, filepath.Join(dir, "c.log.gz"), string(gzipped(line("d"))))
	l.untilEvents(4)
	l.want("a b c d")
}

// Yesterday's file is removed: that is no fault, as long as there is today's. When that is gone too it is.
func TestPatternLosesWhatIsTidiedUp(t *testing.T) {
	dir := t.TempDir()
	monday := write(t, filepath.Join(dir, "monday.log"), line("a"))
	tuesday := write(t, filepath.Join(dir, "tuesday.log"), line("b"))
	l := startLive(t, fast, filepath.Join(dir, "*.log"))
	is := func(name string, state feed.State, why string) func() bool {
		return func() bool {
			s := l.newest(name)
			return s.State == state && strings.Contains(s.Err, why) == (why != "" || s.Err == "")
		}
	}
	l.until(is(monday, feed.Live, ""))
	l.until(is(tuesday, feed.Live, ""))
	os.Remove(monday)
	l.until(is(monday, feed.Done, ""))
	os.Remove(tuesday)
	l.until(is(tuesday, feed.Failed, "removed or renamed; waiting"))
	l.until(is(monday, feed.Failed, "removed or renamed; waiting"))
	write(t, filepath.Join(dir, "wednesday.log"), line("c"))
	l.until(is(monday, feed.Done, ""))
	l.until(is(tuesday, feed.Done, ""))
	appendTo(t, monday, line("d")) // it is there again
	l.untilEvents(4)
	l.until(is(monday, feed.Live, ""))
	for _, s := range l.states {
		if s.Source == monday && s.Err != "" && !strings.Contains(s.Err, "removed or renamed") {
			t.Errorf("what was read is said to be %q", s.Err)
		}
	}
}

// A link that a pattern finds before there is what it leads to is followed all the same.
func TestPatternFindsALinkToWhatComesLater(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(t.TempDir(), "2026-11-22")
	if err := os.Symlink(target, filepath.Join(dir, "today.log")); err != nil {
		t.Skip(err)
	}
	l := startLive(t, fast, filepath.Join(dir, "*.log"))
	write(t, filepath.Join(dir, "other.log"), line("a"))
	l.untilEvents(1) // the pattern has been looked at
	write(t, target, line("b"))
	l.untilEvents(2)
	l.want("a b")
}

// A pattern without a match waits on, whatever another one finds.
func TestPatternsMatchByThemselves(t *testing.T) {
	dir := t.TempDir()
	l := startLive(t, fast, filepath.Join(dir, "*.log"), filepath.Join(dir, "*.txt"))
	l.until(func() bool { return len(l.states) == 2 })
	write(t, filepath.Join(dir, "a.log"), line("a"))
	l.untilEvents(1)
	for _, s := range l.states {
		if strings.HasSuffix(s.Source, ".txt") && s.State != feed.Failed {
			t.Errorf("%s is %v", s.Source, s.State)
		}
	}
}

// Logs that have the day in their names, and are compressed when it is over, are read once.
func TestPatternKnowsWhatWasCompressed(t *testing.T) {
	dir := t.TempDir()
	day := write(t, filepath.Join(dir, "log-2026-11-01"), line("a"))
	r, err := Open([]string{filepath.Join(dir, "log-*")}, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(day)
	if got := r.addMatch(write(t, day+".gz", string(gzipped(line("a")))), nil); got != nil {
		t.Errorf("%s is read again", got[0].path)
	}
	if got := r.addMatch(write(t, filepath.Join(dir, "log-2026-11-02.gz"), string(gzipped(line("b")))), nil); len(got) != 1 {
		t.Errorf("another day's log is not read: %v", got)
	}
}

// Rotation that puts the date before the extension, and compresses later, makes nothing new.
func TestPatternKnowsDatedNames(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "events.log"), line("a"))
	r, err := Open([]string{filepath.Join(dir, "events*")}, Options{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.addMatch(write(t, filepath.Join(dir, "events-20261101.log.gz"), string(gzipped(line("a")))), nil); got != nil {
		t.Errorf("%s is read again", got[0].path)
	}
}

// What is unpacked comes in many blocks, long after the end of the file was read.
func TestPatternPicksUpALargeCompressedFile(t *testing.T) {
	dir := t.TempDir()
	l := startLive(t, fast, filepath.Join(dir, "*.gz"))
	l.untilState(feed.Failed)
	write(t, filepath.Join(dir, "a.gz"), string(gzipped(lines(0, 5_000))))
	l.untilEvents(1)
	l.untilState(feed.Done)
	if n := len(l.Events); n != 5_000 {
		t.Errorf("%d events", n)
	}
}
