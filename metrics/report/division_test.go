package report_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/demo"
	"floorboard/feed/source"
	"floorboard/metrics"
	"floorboard/metrics/report"
)

// TestDivisionOfTheWorkMakesNoDifference: the answer is the same, to the byte, with any number of workers and any size of blocks.
func TestDivisionOfTheWorkMakesNoDifference(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"day.jsonl": roughDay(t), "names.jsonl": manyNames(), "queue_log": roughLog()} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		want := answer(t, path, source.Options{Workers: 1, BlockSize: 1 << 20})
		if head, _, _ := bytes.Cut(want, []byte(`"sources"`)); bytes.Contains(head, []byte(`"rejected":0`)) || len(want) < 10_000 {
			t.Fatalf("%s tells little: %s", name, want)
		}
		counts, sizes := []int{1, 2, 8}, []int{1, 300, 5_000, 128 << 10}
		if testing.Short() { // what matters for races
			counts, sizes = counts[1:], sizes[2:]
		}
		for _, workers := range counts {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%s, %d workers, blocks of %d bytes", name, workers, size), func(t *testing.T) {
					got := answer(t, path, source.Options{Workers: workers, BlockSize: size})
					if !bytes.Equal(got, want) {
						t.Errorf("differs from the answer of one worker: %s", firstDifference(got, want))
					}
				})
			}
		}
	}
}

// answer is what `status --format json` prints, with the cases and the window before, for everything and for an hour.
func answer(t *testing.T, path string, o source.Options) []byte {
	t.Helper()
	engine := metrics.NewEngine(metrics.DefaultRules(), everything)
	o.Prepare = engine.Prepare
	reader, err := source.Open([]string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	batches := make(chan *feed.Batch, 2)
	go func() {
		defer close(batches)
		_ = reader.Run(context.Background(), batches)
	}()
	for b := range batches {
		engine.Fold(b)
		b.Release()
	}
	if failed := reader.Failed(); len(failed) > 0 {
		t.Fatal(failed[0].Err)
	}
	return printed(t, engine)
}

var everything, lastHour = metrics.Question{Window: "all", Cases: "abandoned"}, metrics.Question{Window: "1h"}

func printed(t *testing.T, engine *metrics.Engine) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, q := range []metrics.Question{everything, lastHour} {
		if err := report.JSON(&out, engine.Snapshot(q, time.Time{}), report.Before, report.Cases); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// TestFollowingMakesNoDifference: lines that come one by one or a few at a time, in memory that comes again and again, count as those of a
// file that is read.
func TestFollowingMakesNoDifference(t *testing.T) {
	for name, content := range map[string]string{"day.jsonl": roughDay(t), "queue_log": roughLog()} {
		lines := strings.SplitAfter(content, "\n")
		lines = lines[:min(len(lines), 1500)]
		path := filepath.Join(t.TempDir(), name)
		got := sourceStates.ReplaceAll(followed(t, path, lines), nil)
		want := sourceStates.ReplaceAll(answer(t, path, source.Options{}), nil)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: differs from the answer of who reads it whole: %s", name, firstDifference(got, want))
		}
	}
}

// sourceStates is what differs between a file that was read and one that is followed.
var sourceStates = regexp.MustCompile(`"state":"(live|ended)"`)

// followed is the answer of who follows a file while these lines are written to it, some at a time.
func followed(t *testing.T, path string, lines []string) []byte {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	engine := metrics.NewEngine(metrics.DefaultRules(), everything)
	reader, err := source.Open([]string{path}, source.Options{Follow: true, Prepare: engine.Prepare})
	if err != nil {
		t.Fatal(err)
	}
	batches := make(chan *feed.Batch)
	go func() { _ = reader.Run(t.Context(), batches) }()
	r := rand.New(rand.NewPCG(5, 6))
	for len(lines) > 0 {
		next := lines[:min(1+r.IntN(3)*r.IntN(4), len(lines))]
		lines = lines[len(next):]
		if _, err := file.WriteString(strings.Join(next, "")); err != nil {
			t.Fatal(err)
		}
		blank := func(l string) bool { return strings.TrimSpace(l) == "" } // which nobody counts
		for missing := len(slices.DeleteFunc(slices.Clone(next), blank)); missing > 0; {
			b := <-batches
			missing -= b.Lines
			engine.Fold(b)
			b.Release()
		}
	}
	return printed(t, engine)
}

func firstDifference(got, want []byte) string {
	n := 0
	for n < min(len(got), len(want)) && got[n] == want[n] {
		n++
	}
	around := func(b []byte) []byte { return b[max(0, n-200):min(len(b), n+100)] }
	return fmt.Sprintf("\ngot  …%s…\nwant …%s…", around(got), around(want))
}

// roughDay is the recorded day as it comes over a bad line: neighbours change places, some lines come twice, some are no
// events.
func roughDay(t *testing.T) string {
	t.Helper()
	day := demo.Open()
	defer day.Close()
	text, err := io.ReadAll(day)
	if err != nil {
		t.Fatal(err)
	}
	return rough(strings.SplitAfter(string(text), "\n"))
}

func rough(lines []string) string {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range len(lines) - 300 {
		switch r.IntN(20) {
		case 0:
			j := i + r.IntN(300)
			lines[i], lines[j] = lines[j], lines[i]
		case 1:
			lines[i] += lines[i]
		case 2:
			lines[i] += "no event\n"
		}
	}
	return strings.Join(lines, "")
}

// manyNames has more channels and queues than are told apart, and a line that is no event.
func manyNames() string {
	r := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&b, `{"time":%d,"type":"queued","conversation":"c%d","queue":"q%d","channel":"ch%d","team":"t%d","topic":"about %d"}`+"\n",
			1_772_400_000+i*10, i, r.IntN(5000), r.IntN(200), r.IntN(50), r.IntN(30))
	}
	return b.String() + "no event\n"
}

// roughLog is a queue_log of 3,000 calls at five queues, with lines that are none.
func roughLog() string {
	r := rand.New(rand.NewPCG(3, 4))
	var lines []string
	for call := range 3000 {
		at, wait, talk := 1_750_000_000+call*20, r.IntN(90), r.IntN(600)
		line := func(second int, agent, rest string) {
			lines = append(lines, fmt.Sprintf("%d|%d.%d|queue-%d|%s|%s\n", at+second, at, call, call%5, agent, rest))
		}
		agent := fmt.Sprintf("Agent %d", r.IntN(40))
		line(0, "NONE", "ENTERQUEUE||5551234|1")
		switch call % 10 {
		case 0:
			line(wait, "NONE", fmt.Sprintf("ABANDON|1|1|%d", wait))
			continue
		case 1:
			line(wait/2, agent, "RINGNOANSWER|5000")
		case 2:
			lines = append(lines, "half a line|of what\n")
		}
		line(wait, agent, fmt.Sprintf("CONNECT|%d|%d.9|3", wait, at))
		line(wait+talk, agent, fmt.Sprintf("COMPLETECALLER|%d|%d|1", wait, talk))
	}
	slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(a[:10], b[:10]) })
	return strings.Join(lines, "")
}
