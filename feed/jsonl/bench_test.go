package jsonl

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"floorboard/feed"
)

// day returns the lines of a busy floor, as a feed would write them: about 220 bytes each.
func day(n int) []byte {
	lines := []string{
		`{"time":"%s","id":"evt-%07d","type":"queued","conversation":"conv-%06d","queue":"billing","channel":"chat","topic":"refund","stage":"purchase","customer":"cust-%05d","team":"red","priority":2,"source":"crm-eu-1"}`,
		`{"time":"%s","id":"evt-%07d","type":"answered","conversation":"conv-%06d","queue":"technical support","channel":"voice","agent":"amira.haddad@example.com","team":"blue","customer":"cust-%05d","wait_seconds":27.38}`,
		`{"time":"%s","id":"evt-%07d","type":"replied","conversation":"conv-%06d","queue":"billing","channel":"email","agent":"jonas.berg@example.com","team":"red","customer":"cust-%05d","by":"agent","topic":"invoice copy"}`,
		`{"time":"%s","id":"evt-%07d","type":"ended","conversation":"conv-%06d","queue":"sales","channel":"chat","agent":"li.wei@example.com","team":"green","customer":"cust-%05d","by":"customer","talk_seconds":268.5,"hold_seconds":12}`,
		`{"time":"%s","id":"evt-%07d","type":"resolved","conversation":"conv-%06d","queue":"returns","channel":"web","agent":"oluwaseun.adeyemi@example.com","team":"blue","customer":"cust-%05d","topic":"damaged parcel","stage":"delivery"}`,
		`{"time":"%s","id":"evt-%07d","type":"rated","conversation":"conv-%06d","queue":"sales","channel":"social","agent":"maria.silva@example.com","customer":"cust-%05d","csat":5,"nps":9,"ces":6,"text":"quick, kind and to the point"}`,
	}
	order := rand.New(rand.NewPCG(1, 2)) // types follow each other without a pattern that a processor could learn
	var block []byte
	for i := range n {
		ms := i * 37
		at := fmt.Sprintf("2026-03-02T09:%02d:%02d.%03dZ", ms/60000%60, ms/1000%60, ms%1000)
		block = fmt.Appendf(block, lines[order.IntN(len(lines))]+"\n", at, i, i/6, i*31%99991)
	}
	return block
}

func BenchmarkDecode(b *testing.B) {
	const n = 1024
	block := day(n)
	d := Format().New()
	batch := &feed.Batch{Events: make([]feed.Event, 0, n)}
	b.ReportAllocs()
	b.SetBytes(int64(len(block)))
	for b.Loop() {
		batch.Events = batch.Events[:0]
		d.Decode(block, batch)
	}
	if len(batch.Events) != n || batch.Rejects != 0 {
		b.Fatalf("%d events, %v", len(batch.Events), batch.Rejected)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/event")
	b.ReportMetric(float64(len(block))/n, "B/event")
}

func BenchmarkAppend(b *testing.B) {
	events := new(feed.Batch)
	Format().New().Decode(day(4096), events)
	var block []byte
	b.ReportAllocs()
	for b.Loop() {
		block = block[:0]
		for i := range events.Events {
			block = Append(block, &events.Events[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/event")
}

func TestDecodeAllocatesNothing(t *testing.T) {
	block := day(1000)
	d := Format().New()
	batch := &feed.Batch{Events: make([]feed.Event, 0, 1000)}
	allocs := testing.AllocsPerRun(10, func() {
		batch.Events = batch.Events[:0]
		d.Decode(block, batch)
	})
	if allocs != 0 || len(batch.Events) != 1000 {
		t.Errorf("%v allocations for %d events", allocs, len(batch.Events))
	}
}
