package ledger

import (
	"hash/maphash"

	"floorboard/feed"
)

// prepared is a batch with its names turned into numbers and its identifiers hashed: all that can be done of an event
// without regard to any other, and so by many goroutines side by side.
type prepared struct {
	of     *Ledger
	ops    []op
	hashes []hashes
}

// hashes are those of an event's identifiers.
type hashes struct{ id, conv uint64 }

// Prepare does the part of Take's work that knows no order. It may be called for several batches at a time, each by one
// goroutine, and while the ledger takes others.
func (l *Ledger) Prepare(b *feed.Batch) {
	p, ok := b.Prepared.(*prepared)
	if !ok {
		p = &prepared{}
		b.Prepared = p
	}
	p.of, p.ops, p.hashes = l, p.ops[:0], p.hashes[:0]
	for i := range b.Events {
		e := &b.Events[i]
		var h hashes
		if e.ID != "" {
			h.id = maphash.String(l.ids.seed, e.ID)
		}
		if e.Conversation != "" {
			h.conv = maphash.String(l.convs.seed, e.Conversation)
		}
		p.ops = append(p.ops, l.translate(e))
		p.hashes = append(p.hashes, h)
	}
}

// prepared returns what Prepare made of the batch, now if nobody called it.
func (l *Ledger) prepared(b *feed.Batch) *prepared {
	p, ok := b.Prepared.(*prepared)
	if !ok || p.of != l || len(p.ops) != len(b.Events) {
		l.Prepare(b)
		p = b.Prepared.(*prepared)
	}
	return p
}
