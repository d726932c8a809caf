package ledger

import (
	"cmp"
	"math"
	"slices"

	"floorboard/metrics/fact"
	"floorboard/metrics/slab"
)

// retired is the line of conversations that are not open, a ring. The first in it is forgotten when the line gets too long.
type retired struct {
	ring  []retiree // power of two
	first uint32    // modulo the ring's length
	n     int
}

type retiree struct {
	h    handle
	last uint32 // the lower half of the time of its newest event when it stood in line; one that was touched since stands in line again
}

func (r *retired) push(h handle, last int64) {
	if r.n == len(r.ring) {
		r.lengthen()
	}
	r.ring[(r.first+uint32(r.n))&uint32(len(r.ring)-1)] = retiree{h, uint32(last)}
	r.n++
}

func (r *retired) pop() retiree {
	first := r.ring[r.first&uint32(len(r.ring)-1)]
	r.first++
	r.n--
	return first
}

func (r *retired) lengthen() {
	longer := slab.Make[retiree](max(2*len(r.ring), 1<<10))
	if len(r.ring) > 0 {
		at := r.first & uint32(len(r.ring)-1)
		copy(longer[copy(longer, r.ring[at:]):], r.ring[:at])
		slab.Drop(r.ring)
	}
	r.ring, r.first = longer, 0
}

// retire puts a conversation that is not open in line to be forgotten.
func (l *Ledger) retire(h handle) {
	c := l.convs.at(h)
	if l.journal != nil || c.is(retiring) {
		return
	}
	c.set(retiring)
	l.retired.push(h, c.last.ms())
}

// trim forgets those who stand too far down the line. Some stand in line again, so that it takes more than one try for each.
func (l *Ledger) trim() {
	for tries := 2 * (l.retired.n - l.opt.Retained); tries > 0 && l.retired.n > l.opt.Retained; tries-- {
		l.retireFirst()
	}
}

func (l *Ledger) retireFirst() {
	first := l.retired.pop()
	c := l.convs.at(first.h)
	switch {
	case l.convs.status[first.h]&open != 0:
		c.unset(retiring)
	case uint32(c.last.ms()) != first.last || c.is(hasPromise|awaited) || c.wrapUps > 0:
		l.retired.push(first.h, c.last.ms())
	default:
		l.convs.drop(first.h, l.prep.hash(l.convs.ids.get(c.id)))
	}
}

// expireEvery is how often, in ms of the feed's time, it is seen who has been silent for too long.
const expireEvery = 60_000

// expire lets the conversations go that have been silent for the expiry time by now. One that is over has nothing to lose by silence:
// it stands in line to be forgotten, and until then a late survey finds whom it is about.
func (l *Ledger) expire(now int64) {
	l.oldest = math.MaxInt64
	var silent []handle
	for h := handle(1); int(h) < len(l.convs.status); h++ {
		if !l.goesOn(h) {
			continue
		}
		if last := l.convs.at(h).last.ms(); now-last < l.opt.Expiry {
			l.oldest = min(l.oldest, last)
			continue
		}
		silent = append(silent, h)
	}
	slices.SortStableFunc(silent, func(a, b handle) int { return cmp.Compare(l.convs.at(a).last.ms(), l.convs.at(b).last.ms()) })
	for _, h := range silent { // one after the other: an agent is free when the last contact is gone
		l.forget(h, l.conv(h))
	}
}

// goesOn says whether a conversation is open, or an agent still has it.
func (l *Ledger) goesOn(h handle) bool { return l.convs.status[h]&open != 0 || l.convs.at(h).is(live) }

// forget makes a conversation that goes on one that was never seen, but for where it was. If it was open it has expired, and if it
// waited, its entry has flowed out.
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
	c.put(was) // a promise will be kept or broken there, and a survey counts there
	l.retire(h)
}
