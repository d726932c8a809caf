package ledger

import (
	"math"

	"floorboard/metrics/fact"
)

// retired is the line of conversations that are not open. The first in it is forgotten when the line gets too long.
type retired struct {
	line []retiree
	head int
}

type retiree struct {
	h    handle
	last int64 // its newest event when it stood in line; one that was touched since stands in line again
}

// retire puts a conversation that is not open in line to be forgotten.
func (l *Ledger) retire(h handle) {
	c := l.convs.at(h)
	if l.journal != nil || c.is(retiring) {
		return
	}
	c.set(retiring)
	r := &l.retired
	r.line = append(r.line, retiree{h, c.last.ms()})
}

// trim forgets those who stand too far down the line. Some stand in line again, so that it takes more than one try for each.
func (l *Ledger) trim() {
	r := &l.retired
	for tries := 2 * (len(r.line) - r.head - l.opt.Retained); tries > 0 && len(r.line)-r.head > l.opt.Retained; tries-- {
		l.retireFirst()
	}
	if r.head > 1024 && r.head > len(r.line)/2 {
		r.line = r.line[:copy(r.line, r.line[r.head:])]
		r.head = 0
	}
}

func (l *Ledger) retireFirst() {
	r := &l.retired
	first := r.line[r.head]
	r.head++
	c := l.convs.at(first.h)
	switch {
	case l.convs.status[first.h]&open != 0:
		c.unset(retiring)
	case c.last.ms() > first.last || c.is(hasPromise|awaited) || c.wrapUps > 0:
		r.line = append(r.line, retiree{first.h, c.last.ms()})
	default:
		l.convs.drop(first.h, l.prep.hash(l.convs.ids.get(c.id)))
	}
}

// expireEvery is how often, in ms of the feed's time, it is seen who has been silent for too long.
const expireEvery = 60_000

// expire forgets the conversations that have been silent for the expiry time by now.
func (l *Ledger) expire(now int64) {
	l.oldest = math.MaxInt64
	for h := handle(1); int(h) < len(l.convs.status); h++ {
		if l.convs.status[h] == 0 {
			continue
		}
		if last := l.convs.at(h).last.ms(); now-last < l.opt.Expiry {
			l.oldest = min(l.oldest, last)
			continue
		}
		l.forget(h, l.touch(h))
	}
}

// forget makes a conversation one that was never seen. If it was open it has expired, and if it waited, its entry has
// flowed out.
func (l *Ledger) forget(h handle, c *conv) {
	at := c.last.ms() + l.opt.Expiry
	status := l.convs.status[h]
	l.about = h
	if status&open != 0 {
		l.Stats.Expired++
	}
	if status&waiting != 0 {
		key := l.keyOf(c, c.agent)
		key.Queue, key.Channel = c.entryQueue, c.entryChannel
		l.emit(fact.FlowedOut, key, at, fact.Unknown)
	}
	if c.is(live) {
		l.release(c, at)
	}
	l.convs.status[h] = 0
	was := c.key()
	*c = conv{id: c.id, check: c.check, flags: c.flags & (retiring | hasPromise | awaited), wrapUps: c.wrapUps}
	if c.is(hasPromise) { // it will be kept or broken somewhere
		c.put(was)
	}
	l.retire(h)
}
