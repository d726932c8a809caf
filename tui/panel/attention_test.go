package panel

import (
	"math"
	"strings"
	"testing"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// TestSentencesNameThePart: where one channel of a queue misses a target of its own, the sentence is about that channel.
func TestSentencesNameThePart(t *testing.T) {
	call := &metrics.Judgement{Queue: "billing", Channel: "voice", Head: 434, Limit: 240, Target: metrics.Target{Target: 60, Warn: 120, Critical: 240}}
	aimless := &metrics.Judgement{Channel: "voice", Head: 434, Limit: 240, Target: metrics.Target{Target: math.NaN(), Warn: 120, Critical: 240}}
	near := &metrics.Judgement{Channel: "voice", Head: 0.7961, Limit: 0.8, Target: metrics.Target{Target: 0.8, Warn: 0.8, Critical: 0.6}}
	mails := metrics.Value{Head: 2710, Has: true, Level: metrics.LevelCritical}
	for _, c := range []struct {
		key   metrics.Key
		part  *metrics.Judgement
		whole bool
		want  string
	}{
		{metrics.LongestWait, call, false, "longest wait on voice 7:14 over 1:00"},
		{metrics.LongestWait, call, true, "longest wait in billing on voice 7:14 over 1:00"},
		{metrics.LongestWait, aimless, false, "longest wait on voice 7:14 over 4:00"},
		{metrics.ServiceLevel, near, false, "service level on voice 79.6% under 80.0%"},
		{metrics.LongestWait, nil, false, "longest wait 45:10"},
	} {
		v := New(&metrics.Snapshot{Rules: &metrics.Rules{}}, &style.Sheet{Glyphs: style.Unicode()})
		g := &metrics.Group{Name: "billing"}
		if c.whole {
			g = v.total()
		}
		val := mails
		val.Judged = c.part
		if got := v.sentence(g, c.key, val); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestEveryTargetIsMet: that is said only where it holds of all that is on the page, also of one channel, and of what misses by little.
func TestEveryTargetIsMet(t *testing.T) {
	met := metrics.Value{Head: 0.02, N: 100, Has: true, Level: metrics.LevelOK}
	draw := func(channel metrics.Value, resolved metrics.Level) string {
		rules := &metrics.Rules{Targets: []metrics.TargetRule{{KPI: metrics.AbandonRate, Target: metrics.Target{Target: 0.05, Warn: 0.08, Critical: 0.1}}}}
		group := func(name string, val metrics.Value) metrics.Group {
			g := metrics.Group{Name: name, Values: make([]metrics.Value, metrics.NumKeys)}
			g.Values[metrics.AbandonRate] = val
			return g
		}
		total := group("", met)
		total.Values[metrics.ResolutionRate] = metrics.Value{Head: 0.6, N: 100, Has: true, Level: resolved}
		v := New(&metrics.Snapshot{Rules: rules, Total: total, Queues: []metrics.Group{group("billing", met)},
			Channels: []metrics.Group{group("chat", met), group("voice", channel)}}, sheet(t, style.Unicode()))
		v.SortByNeed()
		b := cell.New(60, 1)
		Attention(b.All(), v)
		return strings.TrimSpace(b.String())
	}
	if got := draw(met, metrics.LevelOK); got != "✓ every target is met" {
		t.Errorf("all met: %q", got)
	}
	for name, val := range map[string]metrics.Value{
		"critical":  {Head: 0.2, N: 100, Has: true, Level: metrics.LevelCritical},
		"by little": {Head: 0.06, N: 100, Has: true, Level: metrics.LevelOK},
	} {
		if got := draw(val, metrics.LevelOK); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := draw(met, metrics.LevelWarn); got != "" {
		t.Errorf("a rate of the whole that another page shows: %q", got)
	}
}
