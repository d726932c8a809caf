package tally

import (
	"math"
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"floorboard/metrics/fact"
)

// all returns what the log keeps of the slots from that of fromMs on.
func all(l *Log, fromMs int64) (facts []fact.Fact) {
	l.Each(l.Start(), l.End(), fromMs, math.MaxInt64, func(some []fact.Fact) { facts = append(facts, some...) })
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

// However a stretch is divided: what lies in it is handed out once and in order, by parts of about the same size, and little else is.
func TestStretchesOfTheLog(t *testing.T) {
	const second, n = 1000, 10 * chunkFacts
	l := NewLog(math.MaxInt64)
	for i := range int64(n) {
		f := fact.Fact{Kind: fact.Offered, At: i * second, Value: i}
		if i%7 == 0 {
			f.Kind, f.Value = fact.AvailableTime, 3600*second // from an hour before on
		}
		l.Add(&f)
	}
	within := func(f *fact.Fact, from, to int64) bool {
		if f.Kind == fact.AvailableTime {
			return f.At > from && f.At-f.Value < to
		}
		return f.At >= from && f.At < to
	}
	everything := all(l, math.MinInt64)
	for _, stretch := range [][2]int64{{math.MinInt64, math.MaxInt64}, {0, n * second / 4}, {n * second * 3 / 4, math.MaxInt64}, {n * second / 2, n * second * 2 / 3}, {-20 * second, -10 * second}} {
		from, to := stretch[0], stretch[1]
		var want []fact.Fact
		for i := range everything {
			if within(&everything[i], from, to) {
				want = append(want, everything[i])
			}
		}
		for parts := 1; parts <= 4; parts++ {
			places := l.Split(l.Start(), parts, from, to)
			var got []fact.Fact
			handed, most := 0, 0
			for i := range len(places) - 1 {
				part := 0
				l.Each(places[i], places[i+1], from, to, func(some []fact.Fact) {
					part += len(some)
					for k := range some {
						if within(&some[k], from, to) {
							got = append(got, some[k])
						}
					}
				})
				handed, most = handed+part, max(most, part)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v in %d parts: %d facts, want %d", stretch, parts, len(got), len(want))
			}
			if handed > len(want)+3*chunkFacts || most > handed/parts+2*chunkFacts {
				t.Errorf("%v in %d parts: %d facts handed out for %d, %d in one part", stretch, parts, handed, len(want), most)
			}
		}
	}
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
