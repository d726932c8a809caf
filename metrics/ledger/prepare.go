package ledger

import (
	"hash/maphash"
	"slices"
	"strconv"

	"floorboard/feed"
	"floorboard/metrics/fact"
)

// Preparer does the part of a ledger's work that knows no order: names become numbers, and identifiers hashes. It never changes,
// so that any number of goroutines may use it side by side.
type Preparer struct {
	dict *fact.Dictionary
	seed maphash.Seed
	runs [256 >> idBits]uint64 // see newIDKey
}

// NewPreparer returns a preparer that numbers names by dict.
func NewPreparer(dict *fact.Dictionary) *Preparer {
	p := &Preparer{dict: dict, seed: maphash.MakeSeed()}
	for run := range p.runs {
		p.runs[run] = maphash.String(p.seed, "run "+strconv.Itoa(run))
	}
	return p
}

// prepared is what a preparer made of a batch.
type prepared struct {
	by     *Preparer // nil once it is used: the memory comes again with other events, which nobody may have prepared
	ops    []op
	hashes []hashes
	words  []int // which events hold a customer's own words
	new    []int // which events hold names without a number
}

// hashes are those of an event's identifiers, 0 where there is none.
type hashes struct {
	id   idKey
	conv uint64
}

// Prepare leaves with the batch what Take will need.
func (p *Preparer) Prepare(b *feed.Batch) {
	all, ok := b.Prepared.(*prepared)
	if !ok {
		all = &prepared{}
		b.Prepared = all
	}
	n := len(b.Events)
	all.words, all.new = all.words[:0], all.new[:0]
	all.by, all.ops, all.hashes = p, slices.Grow(all.ops[:0], n)[:n], slices.Grow(all.hashes[:0], n)[:n]
	for i := range b.Events {
		e := &b.Events[i]
		if !p.translate(e, &all.ops[i]) {
			all.new = append(all.new, i)
		}
		all.hashes[i] = hashes{p.idKey(e.ID), p.hash(e.Conversation)}
		if (e.Type == feed.Rated || e.Type == feed.Complained) && e.Text != "" {
			all.words = append(all.words, i)
		}
	}
}

// Words returns which of the batch's events hold a customer's own words.
func (p *Preparer) Words(b *feed.Batch) []int { return p.made(b).words }

// made returns what Prepare made of the batch, now if nobody called it.
func (p *Preparer) made(b *feed.Batch) *prepared {
	all, ok := b.Prepared.(*prepared)
	if !ok || all.by != p || len(all.ops) != len(b.Events) {
		p.Prepare(b)
		all = b.Prepared.(*prepared)
	}
	return all
}

// hash returns a number for an identifier, 0 for none.
func (p *Preparer) hash(id string) uint64 {
	if id == "" {
		return 0
	}
	return max(maphash.String(p.seed, id), 1)
}

// idKey returns the key of an event's id, 0 for none.
func (p *Preparer) idKey(id string) idKey {
	if id == "" {
		return 0
	}
	end := id[len(id)-1]
	return newIDKey(maphash.String(p.seed, id[:len(id)-1])^p.runs[end>>idBits], end)
}

// visit is a number for a customer and a topic, 0 when not both are known.
func (p *Preparer) visit(customer, topic string) uint64 {
	if customer == "" || topic == "" {
		return 0
	}
	return maphash.Comparable(p.seed, [2]string{customer, topic})
}
