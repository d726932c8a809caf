package source

import (
	"math"
	"sync"

	"floorboard/feed"
)

// lane is sources that are read one after the other: the files of one log, oldest first, or a single source.
type lane struct {
	sources []*origin
	batches chan *feed.Batch

	batch *feed.Batch // whose events are being handed over; nil at the end
	next  int         // among its events
}

const (
	maxLanes   = 128     // each holds a file open
	laneBlocks = 64      // in all lanes, of the size that was asked for; where there are more, they are smaller
	leastBlock = 4 << 10 // bytes
)

// lanes returns what is read to the end of what is there before anything is followed. Where there would be too many, neighbours share one.
func (r *Reader) lanes() []*lane {
	var lanes []*lane
	logs := map[string]*lane{}
	for _, o := range r.all() {
		if o.endless && r.o.Follow {
			continue
		}
		if l := logs[o.log]; l != nil && o.log != "" {
			l.sources = append(l.sources, o)
			continue
		}
		l := &lane{sources: []*origin{o}}
		lanes, logs[o.log] = append(lanes, l), l
	}
	if len(lanes) > maxLanes {
		return joined(lanes, maxLanes)
	}
	return lanes
}

// joined makes at most so many lanes of more.
func joined(lanes []*lane, most int) []*lane {
	fewer := make([]*lane, most)
	for i := range fewer {
		fewer[i] = &lane{}
		for _, l := range lanes[i*len(lanes)/most : (i+1)*len(lanes)/most] {
			fewer[i].sources = append(fewer[i].sources, l.sources...)
		}
	}
	return fewer
}

// catchUpAll reads all lanes. Several are read side by side, and their events handed over in the order of their times: contacts and agents
// may be in more than one.
func (r *Reader) catchUpAll(s *sender, lanes []*lane) {
	if len(lanes) <= 1 {
		for _, l := range lanes {
			r.run(s, l)
		}
		return
	}
	each := r.blocksEach(len(lanes))
	var reading sync.WaitGroup
	for _, l := range lanes {
		l.batches = make(chan *feed.Batch)
		own := &sender{ctx: s.ctx, out: l.batches, pool: newPool(each, r.o.BlockSize)}
		reading.Go(func() {
			defer close(l.batches)
			r.run(own, l)
		})
	}
	newMerger(s, lanes).run()
	reading.Wait()
}

func (r *Reader) run(s *sender, l *lane) {
	for _, o := range l.sources {
		r.catchUp(s, o)
	}
}

// merger hands over the events of several lanes in the order of their times, as far as each lane is in order itself: it is always the turn
// of the lane whose next event is the earliest, and of the first of them if there are several.
type merger struct {
	s     *sender
	lanes []*lane
	free  chan *merged
	out   *merged // what is handed over next
}

// merged is a batch of events that lie in the batches of the lanes.
type merged struct {
	batch feed.Batch
	spent []*feed.Batch // those of which these are the last events
}

const (
	mergedBatches = 4
	mergedEvents  = 1024 // make a batch full
)

func newMerger(s *sender, lanes []*lane) *merger {
	m := &merger{s: s, lanes: lanes, free: make(chan *merged, mergedBatches)}
	for range mergedBatches {
		b := &merged{}
		b.batch.Free = func(*feed.Batch) { m.put(b) }
		m.free <- b
	}
	m.out = <-m.free
	return m
}

func (m *merger) put(b *merged) {
	for i, spent := range b.spent {
		spent.Release()
		b.spent[i] = nil
	}
	old := b.batch
	b.batch, b.spent = feed.Batch{Events: old.Events[:0], Prepared: old.Prepared, Free: old.Free}, b.spent[:0]
	m.free <- b
}

func (m *merger) run() {
	for _, l := range m.lanes {
		m.advance(l)
	}
	for m.s.ctx.Err() == nil {
		l, until := m.earliest()
		if l == nil {
			break
		}
		m.take(l, until)
	}
	m.flush()
}

// earliest returns the lane whose turn it is, nil at the end of all, and the last ms up to which that is its turn without a question.
func (m *merger) earliest() (first *lane, until int64) {
	until = math.MaxInt64
	for _, l := range m.lanes {
		switch {
		case l.batch == nil:
		case first == nil:
			first = l
		case l.head().before(first.head()):
			first, until = l, min(until, first.head().at-1)
		default:
			until = min(until, l.head().at-1)
		}
	}
	return first, until
}

// turn is when an event has its turn: at equal times in the order of a contact's life, in which one writer would have written them.
type turn struct {
	at  int64
	typ feed.Type
}

func (t turn) before(u turn) bool { return t.at < u.at || t.at == u.at && t.typ < u.typ }

// head is the turn of a lane's next event.
func (l *lane) head() turn {
	e := &l.batch.Events[l.next]
	return turn{e.Time, e.Type}
}

// take hands over the events of a lane up to an instant, at least one.
func (m *merger) take(l *lane, until int64) {
	b := l.batch
	if len(m.out.batch.Events) > 0 && m.out.batch.Ordered != b.Ordered {
		m.flush()
	}
	m.out.batch.Ordered = b.Ordered
	if m.out.batch.Status.Source == "" {
		m.out.batch.Status = b.Status
	}
	first := l.next
	for l.next++; l.next < len(b.Events) && b.Events[l.next].Time <= until; l.next++ {
	}
	m.out.batch.Events = append(m.out.batch.Events, b.Events[first:l.next]...)
	if l.next == len(b.Events) {
		m.advance(l)
	}
	if len(m.out.batch.Events) >= mergedEvents {
		m.flush()
	}
}

// advance brings a lane to its next event, or to its end.
func (m *merger) advance(l *lane) {
	for l.batch == nil || l.next == len(l.batch.Events) {
		if l.batch != nil {
			m.out.spent = append(m.out.spent, l.batch)
			l.batch = nil
		}
		b := m.receive(l)
		if b == nil {
			return
		}
		m.begin(b)
		l.batch, l.next = b, 0
	}
}

// receive returns the next batch of a lane, nil at its end. Nothing is held back while it waits: what was handed over may be all that keeps
// the lane from reading on.
func (m *merger) receive(l *lane) *feed.Batch {
	select {
	case b := <-l.batches:
		return b
	default:
	}
	m.flush()
	select {
	case b := <-l.batches:
		return b
	case <-m.s.ctx.Done():
		return nil
	}
}

// begin says all that a batch says but its events.
func (m *merger) begin(b *feed.Batch) {
	m.flush()
	out := &m.out.batch
	out.Status, out.Rejected = b.Status, b.Rejected
	out.Lines, out.Rejects, out.Unknown = b.Lines, b.Rejects, b.Unknown
}

// flush hands over what is merged.
func (m *merger) flush() {
	out := &m.out.batch
	if out.Status.Source == "" && len(m.out.spent) == 0 {
		return
	}
	if m.s.prepare != nil {
		m.s.prepare(out)
	}
	if !m.s.send(out) {
		return
	}
	select {
	case m.out = <-m.free:
	case <-m.s.ctx.Done():
		m.out = new(merged)
	}
}

// blocksEach returns how many blocks each of so many lanes has.
func (r *Reader) blocksEach(lanes int) int { return min(max(laneBlocks/lanes, 3), 2*r.o.Workers+2) }

// laneBlock returns how large the blocks of so many lanes are.
func (r *Reader) laneBlock(lanes int) int {
	size := r.o.BlockSize * laneBlocks / (lanes * r.blocksEach(lanes))
	return min(r.o.BlockSize, max(size, leastBlock))
}
