//go:build unix

package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"floorboard/feed"
)

// asWriter makes the test binary write lines to the file of that name, as many a second as the other variable says, until it is killed.
const (
	asWriter  = "FLOORBOARD_TEST_WRITE_TO"
	writeRate = "FLOORBOARD_TEST_LINES_A_SECOND"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(asWriter); path != "" {
		rate, _ := strconv.Atoi(os.Getenv(writeRate))
		fmt.Fprintln(os.Stderr, writeLines(path, rate))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeLines writes one line at a time, each of which says in nanoseconds when it was written.
func writeLines(path string, rate int) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	every := time.Second / time.Duration(rate)
	var line []byte
	for due := time.Now(); ; due = due.Add(every) {
		// Not time.Sleep, which is late by up to a millisecond.
		if wait := time.Until(due); wait > 0 {
			syscall.Select(0, nil, nil, nil, new(syscall.NsecToTimeval(wait.Nanoseconds())))
		}
		now := time.Now()
		line = fmt.Appendf(line[:0], `{"time":%d,"type":"queued","conversation":"%d","queue":"billing"}`+"\n", now.Unix(), now.UnixNano())
		if _, err := f.Write(line); err != nil {
			return err
		}
	}
}

// BenchmarkTail is following a file to which another process writes: how long after its write() a line is with the consumer, and which
// share of a core that takes. An operation is a line.
func BenchmarkTail(b *testing.B) {
	for _, rate := range []int{20, 1_000, 10_000} {
		b.Run(fmt.Sprintf("%d_a_second", rate), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "feed")
			write(b, path, line("first"))
			r, err := Open([]string{path}, Options{Follow: true})
			if err != nil {
				b.Fatal(err)
			}
			ctx, stop := context.WithCancel(context.Background())
			batches := make(chan *feed.Batch, 2)
			go func() {
				defer close(batches)
				_ = r.Run(ctx, batches)
			}()
			for batch := range batches {
				batch.Release()
				if batch.Status.State == feed.Live {
					break
				}
			}
			endWriter := startWriter(b, path, rate)
			tailFor(b, batches)
			endWriter()
			stop()
			for range batches {
			}
		})
	}
}

func startWriter(b *testing.B, path string, rate int) (end func()) {
	b.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), asWriter+"="+path, fmt.Sprintf("%s=%d", writeRate, rate))
	errs, err := c.StderrPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	go func() {
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			b.Error("the writer: ", lines.Text())
		}
	}()
	return func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// tailFor measures a line per iteration.
func tailFor(b *testing.B, batches <-chan *feed.Batch) {
	var late []time.Duration
	seen := 0
	take := func() {
		batch := <-batches
		now := time.Now().UnixNano()
		for i := range batch.Events {
			written, _ := strconv.ParseInt(batch.Events[i].Conversation, 10, 64)
			late = append(late, time.Duration(now-written))
		}
		batch.Release()
	}
	take() // the writer has begun
	late = slices.Grow(late[:0], 1<<20)
	b.ReportAllocs()
	began, before := time.Now(), processorTime()
	for b.Loop() {
		if seen == len(late) {
			take()
		}
		seen++
	}
	b.ReportMetric(100*float64(processorTime()-before)/float64(time.Since(began)), "%core")
	slices.Sort(late)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(late[(len(late)-1)*p/100].Microseconds()), fmt.Sprintf("µs-p%d", p))
	}
}

// processorTime is what this process has used, in user and system mode.
func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A named pipe is let go of at its end: who writes to it after that is not left to believe that somebody reads.
func TestNamedPipeIsClosedAtItsEnd(t *testing.T) {
	path := temp(t, "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	l := startLive(t, slow, path)
	writer, err := os.OpenFile(path, os.O_WRONLY, 0) // waits for the reader
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(writer, line("a"))
	l.untilEvents(1)
	writer.Close()
	l.untilState(feed.Done)
	if again, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0); !errors.Is(err, syscall.ENXIO) {
		again.Close()
		t.Errorf("writing again: %v, want %v", err, syscall.ENXIO)
	}
}
