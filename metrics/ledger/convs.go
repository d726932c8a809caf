package ledger

import (
	"floorboard/metrics/fact"
	"floorboard/metrics/slab"
)

// handle names a conversation in memory; 0 is none.
type handle uint32

// conv is what is known of one conversation. It holds no pointers and is small, because there may be a million.
type conv struct {
	last    int64 // time of its newest event
	entered int64 // when the present wait began
	clock   int64 // when the clock of first reply and resolution began: first queued, or reopened
	asked   int64 // the first customer message not answered yet; 0 when none
	began   int64 // when the live segment began, or the wrap-up of an agent without a name
	held    int64 // when the present hold began; before it is seen, the place of its queuing in the waiting room, and one
	solved  int64 // when it was resolved at first contact

	key                      fact.Key // where it is now; the agent is the present or the last one
	won                      fact.Key // where the first contact resolution was counted
	heldMs                   uint32   // holds of the live segment that are over
	id                       idRef
	check                    uint32 // the upper half of its identifier's hash; the lower half is in the index
	entryQueue, entryChannel uint16 // where it waits
	flags                    uint16
	segments                 uint8
	wrapUps                  uint8 // that are not over, of all agents
}

// Flags of a conversation.
const (
	clockRuns  uint16 = 1 << iota // clock is known
	beganKnown                    // began is known
	onHold
	live      // an agent holds it
	replied   // the first reply was given
	resolved  // and not reopened or queued since
	escalated // once at least
	transferred
	reopened     // once at least
	firstContact // counted as resolved at first contact
	owesWrapUp   // its segment was ended by resolved; an ended may still come
	wrapCounted  // the wrap-up of its last segment was counted
	retiring     // stands in the line of those to be forgotten
	hasPromise
	awaited // an event of it waits for its turn
	unnamedWrapUp
)

func (c *conv) is(f uint16) bool { return c.flags&f != 0 }
func (c *conv) set(f uint16)     { c.flags |= f }
func (c *conv) unset(f uint16)   { c.flags &^= f }

// What must be seen of every conversation at each look stands apart, a byte each.
const (
	seen    uint8 = 1 << iota // it was counted as a request
	open                      // queued, answered or reopened, and not ended, resolved, closed, abandoned or flowed out since
	waiting                   // it is in a queue
	noted                     // it is in the journal
)

const convsPerChunk = 1 << 16

// convs is the table of conversations: an open-addressing index over a slab of fixed states.
type convs struct {
	index  []slot // power of two
	used   int
	slab   [][]conv
	status []uint8
	free   []handle
	ids    idStore
}

type slot struct {
	hash uint32
	h    handle
}

func newConvs() convs {
	return convs{index: make([]slot, 1<<10), status: make([]uint8, 1, 1<<10), slab: [][]conv{slab.Make[conv](convsPerChunk)}}
}

func (t *convs) at(h handle) *conv { return &t.slab[h/convsPerChunk][h%convsPerChunk] }

// find returns the conversation with this identifier and its hash, which is made when it is new. Identifiers are told apart by
// their hashes of 64 bits, seeded anew in each run: that two of a million are alike happens once in thirty million runs, and
// nobody can bring it about.
func (t *convs) find(id *string, hash uint64) (h handle, isNew bool) {
	i, h := t.lookup(hash)
	if h != 0 {
		return h, false
	}
	h = t.make(*id, uint32(hash>>32))
	t.index[i] = slot{uint32(hash), h}
	t.used++
	if t.used > len(t.index)/4*3 {
		t.grow()
	}
	return h, true
}

// lookup returns the conversation with this hash or, when h is 0, the place in the index where it would stand.
func (t *convs) lookup(hash uint64) (place uint32, h handle) {
	mask := uint32(len(t.index) - 1)
	i := uint32(hash) & mask
	for {
		s := t.index[i]
		if s.h == 0 || s.hash == uint32(hash) && t.at(s.h).check == uint32(hash>>32) {
			return i, s.h
		}
		i = (i + 1) & mask
	}
}

func (t *convs) make(id string, check uint32) handle {
	var h handle
	if n := len(t.free); n > 0 {
		h, t.free = t.free[n-1], t.free[:n-1]
	} else {
		h = handle(len(t.status))
		t.status = append(t.status, 0)
		if int(h/convsPerChunk) == len(t.slab) {
			t.slab = append(t.slab, slab.Make[conv](convsPerChunk))
		}
	}
	*t.at(h) = conv{id: t.ids.put(id), check: check}
	t.status[h] = 0
	return h
}

func (t *convs) grow() {
	old := t.index
	t.index = slab.Make[slot](2 * len(old))
	mask := uint32(len(t.index) - 1)
	for _, s := range old {
		if s.h == 0 {
			continue
		}
		i := s.hash & mask
		for t.index[i].h != 0 {
			i = (i + 1) & mask
		}
		t.index[i] = s
	}
	slab.Drop(old)
}

// drop forgets a conversation, of which this is the identifier's hash. Its place in the index is filled by those that were pushed
// past it, so that no tombstones gather.
func (t *convs) drop(h handle, hash uint64) {
	mask := uint32(len(t.index) - 1)
	i := uint32(hash) & mask
	for t.index[i].h != h {
		i = (i + 1) & mask
	}
	for j := i; ; {
		j = (j + 1) & mask
		s := t.index[j]
		if s.h == 0 {
			break
		}
		if (j-s.hash)&mask >= (j-i)&mask {
			t.index[i] = s
			i = j
		}
	}
	t.index[i] = slot{}
	t.used--
	t.ids.drop(t.at(h).id)
	t.status[h] = 0
	t.free = append(t.free, h)
}
