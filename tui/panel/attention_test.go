package panel

import (
	"math"
	"testing"

	"floorboard/metrics"
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
