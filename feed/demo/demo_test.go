package demo

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"floorboard/feed"
	"floorboard/feed/jsonl"
)

// recorded returns the lines of the recording.
func recorded(t *testing.T) []byte {
	t.Helper()
	r := Open()
	defer r.Close()
	lines, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// events reads the recording as a source does.
func events(t *testing.T) []feed.Event {
	t.Helper()
	var b feed.Batch
	jsonl.Format().New().Decode(recorded(t), &b)
	if b.Rejects > 0 || b.Unknown > 0 {
		t.Fatalf("%d lines rejected, %d of unknown type: %+v", b.Rejects, b.Unknown, b.Rejected)
	}
	return b.Events
}

func folded(t *testing.T) *fold {
	t.Helper()
	f := newFold()
	all := events(t)
	for i := range all {
		f.add(&all[i])
	}
	return f
}

func TestSize(t *testing.T) {
	if len(recording) > 1<<20 {
		t.Errorf("the recording has %d bytes, more than 1 MiB", len(recording))
	}
}

func TestRecordingIsWhatIsMade(t *testing.T) {
	var made bytes.Buffer
	if err := Write(&made); err != nil {
		t.Fatal(err)
	}
	got, want := recorded(t), made.Bytes()
	if bytes.Equal(got, want) {
		return
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			t.Fatalf("line %d differs; run go generate ./feed/demo\nrecorded %s\nmade     %s", i+1, g[i], w[i])
		}
	}
	t.Fatalf("%d lines are recorded, %d are made; run go generate ./feed/demo", len(g), len(w))
}

func TestNothingImpossible(t *testing.T) {
	f := folded(t)
	for _, what := range f.broken[:min(len(f.broken), 10)] {
		t.Error(what)
	}
	for name, flow := range f.flows {
		if flow.offered != flow.answered+flow.abandoned+flow.flowedOut+flow.waiting {
			t.Errorf("%q: %+v: offered is not the sum of the others", name, *flow)
		}
	}
	if n := len(f.flows); n != 1+6+4 {
		t.Errorf("%d queues and channels, want 6 and 4", n-1)
	}
	if n := len(f.answers); n != 40 {
		t.Errorf("%d agents answered, want 40", n)
	}
}

func TestEveryTypeHappens(t *testing.T) {
	f := folded(t)
	for e := feed.Queued; e < feed.Heartbeat; e++ {
		if f.types[e] == 0 {
			t.Errorf("no event is %s", e)
		}
	}
}

// within is a bound that a believable day keeps.
type within struct {
	what      string
	got       float64
	low, high float64
}

func TestLooksLikeLife(t *testing.T) {
	f := folded(t)
	all := f.flows[""]
	during, otherwise := f.levels()
	share := func(a, b int) float64 { return 100 * float64(a) / float64(b) }
	troubled, others := 0, 0
	for _, n := range f.blame {
		troubled, others = max(troubled, n), others+n
	}
	for _, w := range []within{
		{"events", float64(len(f.ids)), 20_000, 40_000},
		{"conversations", float64(len(f.open)), 1800, 3500},
		{"voice service level outside the outage, %", 100 * otherwise.ratio(), 80, 88},
		{"voice service level of technical in the outage, %", 100 * during.ratio(), 3, 30},
		{"abandoned, % of what ended", share(all.abandoned, all.offered-all.waiting), 4, 9},
		{"abandoned before the outage, %", f.abandonRate(0, 14), 1, 5},
		{"abandoned in the outage, %", f.abandonRate(14, 16), 10, 25},
		{"NPS of the morning", score(f.nps(2, 14)), 30, 55},
		{"NPS in the outage", score(f.nps(14, 16)), -50, -15},
		{"NPS after the recovery", score(f.nps(18, 24)), 25, 55},
		{"surveys that came back, %", share(f.types[feed.Rated], f.types[feed.Surveyed]), 30, 45},
		{"resolved, % of conversations", share(f.types[feed.Resolved], len(f.open)), 70, 95},
		{"reopened, % of resolved", share(f.types[feed.Reopened], f.types[feed.Resolved]), 2, 7},
		{"first reply in chat and social before the outage, median s", quantile(f.live(0, 14), 0.5), 8, 30},
		{"first reply in chat and social before the outage, p90 s", quantile(f.live(0, 14), 0.9), 30, 120},
		{"first reply in chat and social in the outage, median s", quantile(f.live(14, 16), 0.5), 60, 600},
		{"first reply by email, median min", quantile(f.letters(0, 24), 0.5) / 60, 4, 40},
		{"offered 10:00-11:00, times of 12:00-13:00", float64(f.offered(6, 8)) / float64(f.offered(10, 12)), 1.25, 2.5},
		{"offered 07:00-08:00, part of 10:00-11:00", float64(f.offered(0, 2)) / float64(f.offered(6, 8)), 0.2, 0.7},
		{"complaints about one agent", float64(troubled), 5, 12},
		{"complaints about all others", float64(others - troubled), 2, 15},
		{"waiting at the end", float64(all.waiting), 0, 20},
	} {
		if w.got < w.low || w.got > w.high {
			t.Errorf("%s: %.1f, want %g to %g", w.what, w.got, w.low, w.high)
		}
	}
}

// The day shows that personal data is masked, and that text need not be ASCII.
func TestTextsToMask(t *testing.T) {
	var text strings.Builder
	for _, e := range events(t) {
		text.WriteString(e.Text + "\n")
		if feed.Clean(e.Text, feed.MaxText) != e.Text || strings.ContainsAny(e.Text, "{}") {
			t.Errorf("%s: %q is not fit to be shown", e.ID, e.Text)
		}
	}
	for _, want := range []string{"4111 1111 1111 1111", "@example.", "+1 202-555-", "ました", "danke schön"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no customer writes %q", want)
		}
	}
}
