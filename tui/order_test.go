package tui

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"floorboard/metrics"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// TestOrderAfterReading: rows keep their places, but not those where half a log has put them.
func TestOrderAfterReading(t *testing.T) {
	sheet := testSheet(t, style.NoColor, style.Unicode())
	reading, busy, calm := paneltest.Floor(), paneltest.Floor(), paneltest.Floor()
	paneltest.Reading(reading)
	paneltest.Calm(calm)
	var o order
	for _, c := range []struct {
		how   string
		snap  *metrics.Snapshot
		first string
	}{{"reading", reading, "billing"}, {"busy", busy, "outage"}, {"calm at once after that", calm, "outage"}} {
		v := panel.New(c.snap, sheet)
		if o.settle(v, paneltest.Now(), 0); v.Queues[0].Name != c.first {
			t.Errorf("%s: %s stands first, want %s", c.how, v.Queues[0].Name, c.first)
		}
	}
}

// TestSortsByWhatIsSeen: where there is no room for a column, the keys do not sort by it.
func TestSortsByWhatIsSeen(t *testing.T) {
	b := newBench(t)
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	b.snapshot(b.m.look())
	b.key("4")
	first := b.m.order.list.By
	for {
		b.key("s")
		by := b.m.order.list.By
		if by == first {
			break
		}
		heads := strings.Split(ansi.Strip(b.m.View()), "\n")[2]
		if by != panel.ByName && !strings.Contains(heads, "▼"+by) {
			t.Errorf("sorted by %s, which is none of %s", by, heads)
		}
	}
}

// TestOrderOfAnswer: rows stand as the answer wants it that they belong to, at once, and not as the one before, which may have had a single row.
func TestOrderOfAnswer(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.keys("2")
	want := b.m.order.list.Order
	b.key("G")
	alone, is := b.key("enter")().(lookMsg)
	if !is {
		t.Fatal("enter asks nothing")
	}
	alone.snap.Queues = slices.DeleteFunc(alone.snap.Queues, func(g metrics.Group) bool { return g.Name != b.m.opened })
	b.send(alone)
	b.keys("esc")
	if got := b.m.order.list.Order; len(want) < 2 || !slices.Equal(got, want) {
		t.Errorf("after a row was shown alone the rows stand as %v, before as %v", got, want)
	}
}

// TestCursorStaysOnWhatWasChosen: rows find new places below it, and enter still opens what was chosen.
func TestCursorStaysOnWhatWasChosen(t *testing.T) {
	sheet := testSheet(t, style.NoColor, style.Unicode())
	const queues = 1
	rows := func(v *panel.View) []string { return names(pages[queues].list.Rows(v)) }
	var o order
	before := panel.New(paneltest.Floor(), sheet)
	o.settle(before, paneltest.Now(), queues)
	last := len(rows(before)) - 1
	chosen := rows(before)[last]
	o.list.Cursor = last

	burning := paneltest.Floor()
	for i := range burning.Queues {
		v := &burning.Queues[i].Values[metrics.LongestWait]
		v.Level = metrics.LevelOK
		if burning.Queues[i].Name == chosen {
			v.Level = metrics.LevelCritical
		}
	}
	after := panel.New(burning, sheet)
	o.settle(after, paneltest.Now().Add(settleTime), queues)
	if at := rows(after)[o.list.Cursor]; at != chosen || o.list.Cursor == last {
		t.Errorf("the cursor is on %s in row %d of %v; %s was chosen in row %d of %v", at, o.list.Cursor, rows(after), chosen, last, rows(before))
	}

	o.sortByHead("SL")
	row := o.list.Cursor
	o.settle(after, paneltest.Now().Add(settleTime), queues)
	if o.list.Cursor != row {
		t.Error("where somebody sorts, the cursor leaves the row")
	}
}
