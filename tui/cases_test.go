package tui

import (
	"errors"
	"strings"
	"testing"

	"floorboard/metrics"
	"floorboard/tui/mask"
)

func TestCasesBehindANumber(t *testing.T) {
	b := newBench(t)
	look := b.snapshot(b.m.look())
	b.key("2")
	b.key("j")
	next := b.snapshot(b.key("c"))
	if q := b.lastAsked(); q.Cases != "longest_wait_seconds" && q.Cases != "waiting" || len(q.Filter.Queues) != 1 || q.Filter.Queues[0] != "outage" {
		t.Errorf("asked %+v", q)
	}
	b.sees(t, "Waiting now")
	if b.m.question.Filter.Queues != nil {
		t.Error("the page below is asked for the row only")
	}
	if b.snapshot(next); b.board.after[len(b.board.after)-1] == 0 {
		t.Error("the list is not kept up to date")
	}
	b.snapshot(look)
	b.snapshot(b.key("tab"))
	if q := b.lastAsked(); q.Cases == "waiting" || q.Cases == "" {
		t.Errorf("asked %+v after tab", q)
	}
	late := b.m.over.(*cases).ask(b.m)
	b.key("esc")
	b.missing(t, "Value")
	if cmd := b.snapshot(late); cmd != nil {
		t.Error("a list that was closed asks on")
	}
}

func TestCasesOfWhatIsSortedBy(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.key("2")
	for b.m.order.list.By != metrics.AbandonRate.Info().Short {
		b.key("s")
	}
	b.snapshot(b.key("c"))
	if q := b.lastAsked(); q.Cases != "abandoned" || len(q.Filter.Queues) != 0 {
		t.Errorf("asked %+v", q)
	}
	b.sees(t, "Abandoned")
	b.missing(t, "abandoned")
}

func TestCasesThatCannotBeHad(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.board.err = errors.New("the board is closed")
	if cmd := b.snapshot(b.key("c")); cmd != nil {
		t.Error("asked on after an error")
	}
	b.sees(t, "The board gives none: the board is closed")
}

func TestCopy(t *testing.T) {
	b := newBench(t)
	var got string
	b.m.o.Copy = func(text string) error { got = text; return nil }
	run := func(key string) {
		t.Helper()
		cmd := b.key(key)
		if cmd == nil {
			t.Fatalf("%s copies nothing", key)
		}
		cmd()
	}
	b.snapshot(b.m.look())
	b.snapshot(b.m.look()) // so that the number waiting is 2
	run("y")
	if want := "2026-03-02 14:02:37, 30 min, waiting 2, longest wait 4:12"; !strings.HasPrefix(got, want) {
		t.Errorf("copied %q, want %q…", got, want)
	}
	b.sees(t, "copied 2026-03-02")
	b.m.o.Names = mask.Initials
	b.key("4")
	b.key("j")
	run("y")
	if _, row, _ := strings.Cut(got, "30 min, "); !strings.Contains(row, ".: ") || strings.Contains(row, "NaN") {
		t.Errorf("copied %q", got)
	}
	b.key("1")
	b.snapshot(b.key("c"))
	c := b.m.over.(*cases)
	if len(c.rows()) < 2 {
		t.Fatal("the test has no cases")
	}
	b.key("j")
	run("y")
	if want := c.snap.Cases[1].ID; got != want || want == "" {
		t.Errorf("copied %q, want %q", got, want)
	}
}
