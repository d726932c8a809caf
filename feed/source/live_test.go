package source

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
)

// fast makes the looks that need no notice frequent, so that tests that rely on them do not take seconds.
var fast = Options{Poll: 2 * time.Millisecond}

// slow leaves everything to notices.
var slow = Options{Poll: time.Hour}

func TestFollowAppendedLines(t *testing.T) {
	for name, o := range map[string]Options{"noticed": slow, "looked for": fast} {
		t.Run(name, func(t *testing.T) {
			path := write(t, temp(t, "feed"), line("a")+line("b"))
			l := startLive(t, o, path)
			l.untilState(feed.Live)
			l.want("a b")
			for i := range 50 {
				appendTo(t, path, line(fmt.Sprint(i)))
				l.untilEvents(3 + i)
			}
		})
	}
}

func TestHalfLineIsHeld(t *testing.T) {
	half := line("b")
	path := write(t, temp(t, "feed"), line("a")+half[:40])
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	l.want("a")
	appendTo(t, path, half[40:60])
	appendTo(t, path, half[60:]+line("c"))
	l.untilEvents(3)
	l.want("a b c")
}

func TestRotationByRename(t *testing.T) {
	for name, o := range map[string]Options{"noticed": slow, "looked for": fast} {
		t.Run(name, func(t *testing.T) {
			path := write(t, temp(t, "queue_log"), line("a"))
			l := startLive(t, o, path)
			l.untilState(feed.Live)
			writer, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer writer.Close()
			if err := os.Rename(path, path+".1"); err != nil {
				t.Fatal(err)
			}
			io.WriteString(writer, line("b"))
			appendTo(t, path, "") // created by the rotation, the writer does not know yet
			io.WriteString(writer, line("c"))
			l.untilEvents(3)
			io.WriteString(writer, line("d"))
			appendTo(t, path, line("e")) // now it does
			l.untilEvents(5)
			l.want("a b c d e")
		})
	}
}

// Once and again: nothing is lost, nothing is read twice, and the order is kept.
func TestManyRotations(t *testing.T) {
	path := write(t, temp(t, "feed"), "")
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	const rotations, each = 40, 50
	for r := range rotations {
		for i := range each {
			appendTo(t, path, line(fmt.Sprint(r*each+i)))
		}
		l.untilEvents(r*each + 1) // the new file has been noticed; the rest of it has not, as likely as not
		if err := os.Rename(path, fmt.Sprintf("%s.%d", path, r)); err != nil {
			t.Fatal(err)
		}
	}
	l.untilEvents(rotations * each)
	for i, e := range l.Events {
		if e.Conversation != fmt.Sprint(i) {
			t.Fatalf("event %d is %s", i, e.Conversation)
		}
	}
}

// Lines come without pause, so that they are looked for by the clock and the name is asked for only now and then.
func TestRotationsInAHurry(t *testing.T) {
	path := write(t, temp(t, "feed"), "")
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	lines := 0
	for r := range 6 {
		for seen := len(l.Events); len(l.Events) < seen+100; l.untilEvents(min(lines, len(l.Events)+1)) {
			appendTo(t, path, line(fmt.Sprint(lines))+line(fmt.Sprint(lines+1)))
			lines += 2
		}
		l.untilEvents(lines)
		switch {
		case r%2 == 0:
			os.Rename(path, fmt.Sprintf("%s.%d", path, r))
		default:
			os.Truncate(path, 0)
		}
	}
	appendTo(t, path, line(fmt.Sprint(lines)))
	l.untilEvents(lines + 1)
	for i, e := range l.Events {
		if e.Conversation != fmt.Sprint(i) {
			t.Fatalf("event %d is %s", i, e.Conversation)
		}
	}
}

func TestCopyAndTruncate(t *testing.T) {
	for name, o := range map[string]Options{"noticed": slow, "looked for": fast} {
		t.Run(name, func(t *testing.T) {
			path := write(t, temp(t, "feed"), line("a")+line("b"))
			l := startLive(t, o, path)
			l.untilState(feed.Live)
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
			appendTo(t, path, line("c"))
			l.untilEvents(3)
			l.want("a b c")
		})
	}
}

// Between two looks the file was truncated and grew beyond where reading was.
func TestTruncatedAndGrown(t *testing.T) {
	path := write(t, temp(t, "feed"), line("a")+line("b"))
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	rewrite(t, path, line("c")+line("d")+line("e"))
	l.untilEvents(5)
	l.want("a b c d e")
	rewrite(t, path, line("f")+line("g")+line("h")) // to the very same size
	l.untilEvents(8)
	l.want("a b c d e f g h")
}

// rewrite puts other content into the same file in one step, as far as a reader can tell.
func rewrite(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
}

// A writer that does not append leaves a hole when its file is truncated.
func TestHoleAfterTruncation(t *testing.T) {
	path := write(t, temp(t, "feed"), line("a"))
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.WriteAt([]byte(line("b")), 1_000_000)
	l.untilEvents(2)
	l.want("a b")
}

// Nothing more comes to a file that was rotated away long ago: its last line counts, line feed or not.
func TestLastLineOfARotatedFile(t *testing.T) {
	path := write(t, temp(t, "feed"), line("a")+strings.TrimSpace(line("b")))
	l := startLive(t, fast, path)
	l.untilState(feed.Live)
	l.want("a")
	os.Rename(path, path+".1")
	appendTo(t, path, line("c"))
	l.untilEvents(3)
	l.want("a c b")
}

func TestHalfLineOfATruncatedFile(t *testing.T) {
	path := write(t, temp(t, "feed"), line("a")+`{"time":"2026`)
	l := startLive(t, slow, path)
	l.untilState(feed.Live)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	appendTo(t, path, line("b"))
	l.untilEvents(2)
	if l.ids() != "a b" || l.Rejects != 1 || l.Rejected[0].Line != 2 {
		t.Errorf("events %q, rejected %+v", l.ids(), l.Rejected)
	}
}

func TestFileAppearsLate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet")
	path := filepath.Join(dir, "feed")
	l := startLive(t, fast, path)
	l.untilState(feed.Failed)
	if !strings.Contains(l.last().Err, "does not exist (yet)") {
		t.Errorf("status %+v", l.last())
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	appendTo(t, path, line("a"))
	l.untilEvents(1)
	l.want("a")
	if l.last().State != feed.Live || l.last().Err != "" || l.last().Format != "jsonl" {
		t.Errorf("status %+v", l.last())
	}
}

func TestDeletionAndReturn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "log")
	os.Mkdir(dir, 0o755)
	path := write(t, filepath.Join(dir, "feed"), line("a"))
	l := startLive(t, fast, path)
	l.untilState(feed.Live)
	os.Remove(path)
	l.untilState(feed.Failed)
	if !strings.Contains(l.last().Err, "removed or renamed") {
		t.Errorf("status %+v", l.last())
	}
	appendTo(t, path, line("b"))
	l.untilEvents(2)
	l.untilState(feed.Live)
	os.RemoveAll(dir)
	l.untilState(feed.Failed)
	os.Mkdir(dir, 0o755)
	appendTo(t, path, line("c"))
	l.untilEvents(3)
	l.want("a b c")
}

// A file that is moved away and back, a mount that goes and returns: it is not read again.
func TestSameFileReturns(t *testing.T) {
	path := write(t, temp(t, "feed"), line("a"))
	l := startLive(t, fast, path)
	l.untilState(feed.Live)
	os.Rename(path, path+".away")
	l.untilState(feed.Failed)
	// However long it is away: a look after the file was let go must find it the same.
	for range 3 {
		appendTo(t, path+".away", line("x"))
		os.Rename(path+".away", path)
		l.untilState(feed.Live)
		os.Rename(path, path+".away")
		l.untilState(feed.Failed)
	}
	l.want("a x x x")
}

func TestSeveralAreFollowed(t *testing.T) {
	dir := t.TempDir()
	old := write(t, filepath.Join(dir, "log.0"), line("a"))
	log := write(t, filepath.Join(dir, "log"), line("b"))
	other := write(t, filepath.Join(dir, "other"), line("c"))
	l := startLive(t, slow, old, log, other)
	for live := 0; live < 2; {
		l.until(func() bool { return len(l.states) > 0 && l.last().State == feed.Live })
		live++
		l.states = nil
	}
	l.want("a b c")
	appendTo(t, log, line("d"))
	l.untilEvents(4)
	appendTo(t, other, line("e"))
	l.untilEvents(5)
	l.want("a b c d e")
}

// What comes to be there only in part is told as what is there in part from the beginning.
func TestDamagedFileTurnsUp(t *testing.T) {
	dir := t.TempDir()
	l := startLive(t, fast, filepath.Join(dir, "*.gz"))
	l.untilState(feed.Failed)
	whole := gzipped(lines(0, 500))
	write(t, filepath.Join(dir, "a.gz"), string(whole[:len(whole)-20]))
	l.untilEvents(1)
	l.until(func() bool { return strings.Contains(l.last().Err, "a.gz: the compressed file ends in the middle") })
	if got := l.last().State; got != feed.Failed {
		t.Errorf("it is %v", got)
	}
}

// What is there in part is not looked at again, while others are followed.
func TestDamagedFileIsOver(t *testing.T) {
	dir := t.TempDir()
	whole := gzipped(lines(0, 500))
	half := write(t, filepath.Join(dir, "a.gz"), string(whole[:len(whole)-20]))
	good := write(t, filepath.Join(dir, "b"), line("b"))
	l := startLive(t, fast, half, good)
	l.untilState(feed.Live)
	for i := range 10 {
		appendTo(t, good, line(fmt.Sprint("more", i)))
		l.until(func() bool { return strings.HasSuffix(l.ids(), fmt.Sprint("more", i)) })
	}
	for _, s := range l.states {
		if s.Index == 0 && s.State == feed.Live {
			t.Fatalf("it is live: %+v", s)
		}
	}
	if l.Rejects != 1 {
		t.Errorf("%d rejects", l.Rejects)
	}
}

func TestStdinIsHandedOverAtOnce(t *testing.T) {
	in, out := io.Pipe()
	l := startLive(t, Options{Stdin: in}, "-")
	for i := range 20 {
		go io.WriteString(out, line(fmt.Sprint(i)))
		l.untilEvents(i + 1)
		if l.last().State != feed.Live {
			t.Fatalf("status %+v", l.last())
		}
	}
	go func() {
		io.WriteString(out, strings.TrimSpace(line("last")))
		out.Close()
	}()
	l.untilState(feed.Done)
	if err := <-l.ended; err != nil {
		t.Error(err)
	}
	l.ended <- nil
	if n := len(l.Events); n != 21 || l.last().Err != "-: whoever wrote to this pipe has ended" {
		t.Errorf("%d events, and then %q", n, l.last().Err)
	}
}

// A pipe that nobody writes to does not keep Run from ending.
func TestStopWhileAPipeIsSilent(t *testing.T) {
	for _, follow := range []bool{true, false} {
		in, out := io.Pipe()
		r, err := Open([]string{"-"}, Options{Stdin: in, Follow: follow})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- r.Run(ctx, make(chan *feed.Batch)) }()
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Errorf("follow %t: %v", follow, err)
		}
		out.Close()
	}
}
