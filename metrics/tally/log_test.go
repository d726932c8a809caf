package tally

import (
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"floorboard/metrics/fact"
)

// all returns what the log keeps of the slots from that of fromMs on.
func all(l *Log, fromMs int64) (facts []fact.Fact) {
	l.Each(l.Start(), l.End(), fromMs, func(some []fact.Fact) { facts = append(facts, some...) })
	return facts
}

// Facts come out as they went in, but for the time within their slot, which only available time needs.
func TestLogKeepsFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLog(1 << 40)
		var want []fact.Fact
		for range rapid.IntRange(0, 50).Draw(t, "facts") {
			f := fact.Fact{
				Kind: fact.Kind(rapid.IntRange(int(fact.Request), int(fact.NumKinds)-1).Draw(t, "kind")), Aux: rapid.Uint8().Draw(t, "aux"),
				At: rapid.Int64Range(-1e10, 1e13).Draw(t, "at"), Value: rapid.Int64Range(-maxValue, maxValue).Draw(t, "value"),
				Key: fact.Key{Queue: rapid.Uint16().Draw(t, "queue"), Channel: rapid.Uint16().Draw(t, "channel"), Topic: rapid.Uint16().Draw(t, "topic"),
					Stage: rapid.Uint16().Draw(t, "stage"), Team: rapid.Uint16().Draw(t, "team"), Agent: rapid.Uint32().Draw(t, "agent")},
			}
			if f.Kind == fact.AvailableTime {
				f.Value = rapid.Int64Range(0, maxValue>>offsetBits).Draw(t, "available")
			}
			l.Add(&f)
			if f.Kind != fact.AvailableTime {
				f.At = floorDiv(f.At, SlotMs) * SlotMs
			}
			want = append(want, f)
		}
		if got := all(l, -1<<40); !slices.Equal(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

// The log reaches back as far as it is told to, and forgets what is much older.
func TestLogForgets(t *testing.T) {
	const second, keep, n = 1000, 3600 * 1000, 6 * chunkFacts
	l := NewLog(keep)
	for i := range int64(n) {
		l.Add(&fact.Fact{Kind: fact.Offered, At: i * second, Value: i})
		l.Forget()
	}
	if l.Whole() || len(l.chunks) > 2 {
		t.Errorf("whole: %v, %d chunks of %d facts for %d s", l.Whole(), len(l.chunks), chunkFacts, keep/second)
	}
	const from = n*second - keep
	facts := all(l, from)
	if len(facts) < keep/second || facts[0].At > from || facts[len(facts)-1].Value != n-1 {
		t.Errorf("%d facts from %+v on", len(facts), facts[0])
	}
	if size := unsafe.Sizeof(packed{}); size != 24 {
		t.Errorf("a fact takes %d bytes, want 24", size)
	}
}
