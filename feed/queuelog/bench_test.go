package queuelog

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorboard/feed"
)

// madeUpLog writes the log of a floor: calls that enter five queues, ring at forty members, are answered and
// end, one after the other but interleaved in tens.
func madeUpLog(calls int) string {
	r := rand.New(rand.NewPCG(1, 2))
	var w strings.Builder
	at := int64(1_750_000_000)
	line := func(format string, args ...any) {
		fmt.Fprintf(&w, "%d|", at)
		fmt.Fprintf(&w, format, args...)
		w.WriteByte('\n')
	}
	line("NONE|NONE|NONE|QUEUESTART|")
	for i := range 40 {
		line("MANAGER|queue-%d|Local/%d@agents/n|ADDMEMBER|", i%5, 100+i)
	}
	for id := 0; id < calls; id += 5 {
		for n := range 5 {
			at++
			line("1750000000.%d|queue-%d|NONE|ENTERQUEUE||+49301234%04d|1", id+n, n, r.IntN(9999))
		}
		for ring := range r.IntN(4) {
			at += 10
			for n := range 5 {
				line("1750000000.%d|queue-%d|Agent Number %d|RINGNOANSWER|10000", id+n, n, ring*5+n)
			}
		}
		for n := range 5 {
			at += 2
			line("1750000000.%d|queue-%d|Agent Number %d|CONNECT|%d|1750000000.%d|3", id+n, n, n+5*r.IntN(8), 5+n, id+n)
		}
		for n := range 5 {
			at += 20
			line("1750000000.%d|queue-%d|Agent Number %d|COMPLETECALLER|%d|%d|1", id+n, n, n, 5+n, 40)
		}
	}
	return w.String()
}

// madeUpFloor writes the log of a large floor: three calls a second enter forty queues, and one in four gives up. The others are
// answered by a thousand members, each of whom serves every queue, and last some minutes.
func madeUpFloor(calls int) string {
	r := rand.New(rand.NewPCG(5, 6))
	later := map[int][]string{} // lines by their second
	say := func(at int, format string, args ...any) {
		later[at] = append(later[at], fmt.Sprintf("%d|", at)+fmt.Sprintf(format, args...))
	}
	var w strings.Builder
	const start = 1_700_000_000
	for at := start; calls > 0 || len(later) > 0; at++ {
		for n := 0; n < 3 && calls > 0; n++ {
			calls--
			id, queue, wait, talk := fmt.Sprintf("%d.%d", at, n), fmt.Sprintf("queue-%d", r.IntN(40)), 1+r.IntN(60), 30+r.IntN(300)
			say(at, "%s|%s|NONE|ENTERQUEUE||555%04d|1", id, queue, r.IntN(9999))
			if r.IntN(4) == 0 {
				say(at+wait, "%s|%s|NONE|ABANDON|1|1|%d", id, queue, wait)
				continue
			}
			agent := r.IntN(1000)
			say(at+wait, "%s|%s|Agent %d|CONNECT|%d|%s9|3", id, queue, agent, wait, id)
			say(at+wait+talk, "%s|%s|Agent %d|COMPLETECALLER|%d|%d|1", id, queue, agent, wait, talk)
		}
		for _, line := range later[at] {
			w.WriteString(line)
			w.WriteByte('\n')
		}
		delete(later, at)
	}
	return w.String()
}

// benchmark decodes log in blocks of some 64 KiB, as it comes from a file, into one batch after the other.
func benchmark(b *testing.B, log string) {
	var blocks [][]byte
	for rest := log; rest != ""; {
		n := strings.LastIndexByte(rest[:min(len(rest), 64<<10)], '\n') + 1
		blocks = append(blocks, []byte(rest[:n]))
		rest = rest[n:]
	}
	d := newDecoder()
	var batch feed.Batch
	events := 0
	pass := func() {
		for _, block := range blocks {
			batch.Events, batch.Rejected = batch.Events[:0], batch.Rejected[:0]
			d.Decode(block, &batch)
			events += len(batch.Events)
		}
	}
	pass()
	lines := strings.Count(log, "\n")
	perLine := float64(events) / float64(lines)
	b.SetBytes(int64(len(log)))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		pass()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
	b.ReportMetric(perLine, "events/line")
}

// BenchmarkKnownCalls decodes lines of calls that the decoder has met before: nothing is new.
func BenchmarkKnownCalls(b *testing.B) { benchmark(b, madeUpLog(1000)) }

// BenchmarkNewCalls decodes a log in which every call is new: more of them than are remembered.
func BenchmarkNewCalls(b *testing.B) { benchmark(b, madeUpLog(3*maxOver)) }

// BenchmarkFloor decodes the log of a large floor.
func BenchmarkFloor(b *testing.B) { benchmark(b, madeUpFloor(6*maxOver)) }

// BenchmarkRealLog decodes a real log of 1000 lines, over and over.
func BenchmarkRealLog(b *testing.B) {
	log, err := os.ReadFile(filepath.Join(os.Getenv("FLOORBOARD_DATA"), "queue_log", "voip_it_desk_2018.queue_log"))
	if err != nil {
		b.Skip("set FLOORBOARD_DATA to the folder of real logs: ", err)
	}
	benchmark(b, string(log))
}

// TestNoAllocation: lines of known calls and agents cost none.
func TestNoAllocation(t *testing.T) {
	d := newDecoder()
	block := []byte(madeUpLog(100))
	var b feed.Batch
	d.Decode(block, &b)
	if n := testing.AllocsPerRun(10, func() {
		b.Events = b.Events[:0]
		d.Decode(block, &b)
	}); n > 0 {
		t.Errorf("%v allocations for %d lines, want none", n, b.Lines)
	}
}
