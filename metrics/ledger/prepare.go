package ledger

import (
	"hash/maphash"
	"slices"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// Preparer does the part of a ledger's work that knows no order: names become numbers, and identifiers hashes. It never changes,
// so that any number of goroutines may use it side by side.
type Preparer struct {
	dict *fact.Dictionary
	seed maphash.Seed
}

// NewPreparer returns a preparer that numbers names by dict.
func NewPreparer(dict *fact.Dictionary) *Preparer { return &Preparer{dict, maphash.MakeSeed()} }

// prepared is what a preparer made of a batch.
type prepared struct {
	by     *Preparer
	ops    []op
	hashes []hashes
}

// hashes are those of an event's identifiers.
type hashes struct{ id, conv uint64 }

// Prepare leaves with the batch what Take will need.
func (p *Preparer) Prepare(b *feed.Batch) {
	all, ok := b.Prepared.(*prepared)
	if !ok {
		all = &prepared{}
		b.Prepared = all
	}
	n := len(b.Events)
	all.by, all.ops, all.hashes = p, slices.Grow(all.ops[:0], n)[:n], slices.Grow(all.hashes[:0], n)[:n]
	for i := range b.Events {
		e := &b.Events[i]
		p.translate(e, &all.ops[i])
		all.hashes[i] = hashes{}
		if e.ID != "" {
			all.hashes[i].id = p.hash(e.ID)
		}
		if e.Conversation != "" {
			all.hashes[i].conv = p.hash(e.Conversation)
		}
	}
}

// made returns what Prepare made of the batch, now if nobody called it.
func (p *Preparer) made(b *feed.Batch) *prepared {
	all, ok := b.Prepared.(*prepared)
	if !ok || all.by != p || len(all.ops) != len(b.Events) {
		p.Prepare(b)
		all = b.Prepared.(*prepared)
	}
	return all
}

func (p *Preparer) hash(id string) uint64 { return maphash.String(p.seed, id) }

// visit is a number for a customer and a topic.
func (p *Preparer) visit(customer, topic string) uint64 {
	return maphash.Comparable(p.seed, [2]string{customer, topic})
}
