package metrics

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"floorboard/metrics/fact"
	"floorboard/metrics/sketch"
	"floorboard/metrics/tally"
)

// A long log is added up in parts, and it makes no difference in how many.
func TestPartsOfALogAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	log := tally.NewLog(1 << 40)
	var facts []fact.Fact
	for i := range muchLog + muchLog/3 {
		f := fact.Fact{Kind: fact.Kind(random.IntN(int(fact.NumKinds))), At: int64(i) / 10 * tally.SlotMs, Value: random.Int64N(100_000), Key: fact.Key{
			Queue: uint16(random.IntN(9)), Channel: uint16(random.IntN(3)), Topic: uint16(random.IntN(20)), Agent: uint32(random.IntN(100)), Stage: uint16(random.IntN(4))}}
		log.Add(&f)
		facts = append(facts, f)
	}
	limits := func(queue, channel uint16) tally.Limits {
		return tally.Limits{Threshold: int64(queue) * 10_000, Short: 5_000}
	}
	from, to := int64(3_000)*tally.SlotMs, int64(15_000)*tally.SlotMs
	want := newSums(&sieve{}, limits)
	want.reset(from, to)
	want.addAll(facts)
	for _, processors := range []int{1, 2, 5, 64} {
		before := runtime.GOMAXPROCS(processors)
		got := newSums(&sieve{}, limits)
		got.catchUp(log, from, to)
		runtime.GOMAXPROCS(before)
		got.catchUp(log, from, to)
		if len(got.filled) != len(want.filled) || len(got.agents) != len(want.agents) {
			t.Fatalf("%d processors: %d cells and %d agents", processors, len(got.filled), len(got.agents))
		}
		for _, c := range want.filled {
			same(t, got.cell(c.queue, c.channel).Tally, c.Tally)
		}
		for _, lists := range [][2][]*tally.Tally{{got.agents, want.agents}, {got.topics, want.topics}, {got.stages, want.stages}} {
			for id, tally := range lists[1] {
				if tally != nil {
					same(t, *lists[0][id], *tally)
				}
			}
		}
	}
}

// same compares what tallies have counted: how much room a distribution has is up to the order.
func same(t *testing.T, got, want tally.Tally) {
	t.Helper()
	for i := range want.Spans {
		ranks := []int64{1, 100, 500, 900, 1000}
		var a, b [5]float64
		got.Spans[i].Quantiles(ranks, a[:])
		want.Spans[i].Quantiles(ranks, b[:])
		if a != b || got.Spans[i].N != want.Spans[i].N || got.Spans[i].Sum != want.Spans[i].Sum {
			t.Fatalf("distribution %d: %v of %d, want %v of %d", i, a, got.Spans[i].N, b, want.Spans[i].N)
		}
	}
	got.Spans, want.Spans = [tally.NumSpans]sketch.Sketch{}, [tally.NumSpans]sketch.Sketch{}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}
