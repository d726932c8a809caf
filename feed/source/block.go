package source

import (
	"context"
	"fmt"

	"floorboard/feed"
)

// block is a piece of a source on its way: whole lines, and the batch that they become. Blocks go round: what the
// consumer releases is filled again.
type block struct {
	batch feed.Batch
	data  []byte        // whole lines; the events' strings point into it
	done  chan struct{} // one word when the block is decoded

	format   *feed.Format
	physical int64  // lines in data, blank ones as well
	tooLong  []byte // the beginning of a line that was too long and stood before data
	damage   string // why the source cannot be read on after data
	half     []byte // the beginning of the line at which that happened
	read     int64  // bytes of the source up to here
	size     int64
}

// pool holds a fixed number of blocks, and so bounds the memory in use and how far a source runs ahead of a slow
// consumer. A pool made as a literal has no bound: each block is new, and left to the garbage collector.
type pool struct {
	free chan *block // nil without a bound
	size int         // of a read buffer
}

func newPool(blocks, size int) *pool {
	p := &pool{free: make(chan *block, blocks), size: size}
	for range blocks {
		b := &block{done: make(chan struct{}, 1)}
		b.batch.Free = func(*feed.Batch) { p.put(b) }
		p.free <- b
	}
	return p
}

// get waits for a block that nobody uses.
func (p *pool) get(ctx context.Context) (*block, error) {
	if p.free == nil {
		return new(block), nil
	}
	select {
	case b := <-p.free:
		return b, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pool) put(b *block) {
	if cap(b.data) > 2*p.size {
		b.data = nil // it held a very long line
	}
	old := b.batch
	b.batch = feed.Batch{Events: old.Events[:0], Rejected: old.Rejected[:0], Prepared: old.Prepared, Free: old.Free}
	*b = block{batch: b.batch, data: b.data[:0], done: b.done}
	p.free <- b
}

// decode turns the lines into events.
func (b *block) decode(d feed.Decoder) {
	if b.tooLong != nil {
		b.reject(1, tooLongReason, b.tooLong)
	}
	known := len(b.batch.Rejected)
	if len(b.data) > 0 {
		b.physical = d.Decode(b.data, &b.batch)
	}
	if b.tooLong != nil {
		b.physical++
		for i := range b.batch.Rejected[known:] {
			b.batch.Rejected[known+i].Line++
		}
	}
	if b.damage != "" {
		b.reject(b.physical+1, b.damage, b.half)
	}
	b.batch.Ordered = b.format.Ordered
}

var tooLongReason = fmt.Sprintf("line longer than %d MiB: skipped", maxLine>>20)

func (b *block) reject(line int64, reason string, text []byte) {
	b.batch.Lines++
	b.batch.Rejects++
	b.batch.Rejected = append(b.batch.Rejected, feed.Reject{
		Line: line, Reason: reason, Text: feed.Clean(string(text), feed.MaxRejectText),
	})
}
