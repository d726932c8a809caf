package ledger

import (
	"floorboard/metrics/fact"
	"floorboard/metrics/slab"
)

// handle names a conversation in memory; 0 is none.
type handle uint32

// conv is what is known of one conversation. It holds no pointers, and fills a line of the processor's cache, because there may be a
// million and each event goes to another one. What is needed less often is its rest.
type conv struct {
	last    instant // of its newest event
	entered instant // when the present wait began
	clock   instant // when the clock of first reply and resolution began: first queued, or reopened
	asked   instant // the first customer message not answered yet; 0 when none
	began   instant // when the live segment began, or the wrap-up of an agent without a name; before it is seen, see held

	queue, channel, topic, stage, team uint16 // where it is now

	entryQueue, entryChannel uint16 // where it waits
	flags                    uint16
	segments                 uint8
	wrapUps                  uint8  // that are not over, of all agents
	agent                    uint32 // the present or the last one
	heldMs                   uint32 // holds of the live segment that are over
	id                       idRef
	check                    uint32 // the upper half of its identifier's hash; the lower half is in the index
}

// rest is what is known of a conversation in certain states only, which the flags tell.
type rest struct {
	hold   int64    // onHold: when the present hold began
	solved solution // firstContact: the last one that was counted
}

// instant is a time in Unix ms, from 1970 to 10889, in six bytes.
type instant [6]byte

func (t *instant) ms() int64 {
	return int64(uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40)
}

func (t *instant) set(ms int64) {
	x := uint64(min(max(ms, 0), 1<<48-1))
	t[0], t[1], t[2], t[3], t[4], t[5] = byte(x), byte(x>>8), byte(x>>16), byte(x>>24), byte(x>>32), byte(x>>40)
}

// held is, of a conversation that is not seen yet, the place of its queuing in the waiting room, and one.
func (c *conv) held() place { return place(c.began.ms()) }

func (c *conv) hold(p place) { c.began.set(int64(p)) }

// key is where it is now.
func (c *conv) key() fact.Key {
	return fact.Key{Queue: c.queue, Channel: c.channel, Topic: c.topic, Stage: c.stage, Team: c.team, Agent: c.agent}
}

func (c *conv) put(k fact.Key) {
	c.queue, c.channel, c.topic, c.stage, c.team, c.agent = k.Queue, k.Channel, k.Topic, k.Stage, k.Team, k.Agent
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
	rests  [][]rest
	status []uint8
	free   []handle
	ids    idStore
}

type slot struct {
	hash uint32
	h    handle
}

func newConvs() convs {
	return convs{index: make([]slot, 1<<10), status: make([]uint8, 1, 1<<10), slab: [][]conv{slab.Make[conv](convsPerChunk)}, rests: [][]rest{slab.Make[rest](convsPerChunk)}}
}

func (t *convs) at(h handle) *conv { return &t.slab[h/convsPerChunk][h%convsPerChunk] }

func (t *convs) rest(h handle) *rest { return &t.rests[h/convsPerChunk][h%convsPerChunk] }

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

// indexed returns the first conversation whose hash ends like this, 0 if there is none. To see whether it is the one, its check must
// be compared.
func (t *convs) indexed(hash uint32) handle {
	mask := uint32(len(t.index) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s := t.index[i]; s.h == 0 || s.hash == hash {
			return s.h
		}
	}
}

// touch reads the memory of conversations.
func (t *convs) touch(of *[group]handle) (touched uint32) {
	for _, h := range of {
		if h != 0 {
			touched += uint32(t.at(h).flags) + uint32(t.status[h])
		}
	}
	return touched
}

// is says whether a conversation, which may have been dropped meanwhile, is that of this hash, of which the index knows the lower half.
func (t *convs) is(h handle, hash uint64) bool { return h != 0 && t.at(h).check == uint32(hash>>32) }

// lookup returns the conversation with this hash or, when h is 0, the place in the index where it would stand.
func (t *convs) lookup(hash uint64) (place uint32, h handle) {
	mask := uint32(len(t.index) - 1)
	i := uint32(hash) & mask
	for {
		s := t.index[i]
		if s.h == 0 || s.hash == uint32(hash) && t.is(s.h, hash) {
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
			t.slab, t.rests = append(t.slab, slab.Make[conv](convsPerChunk)), append(t.rests, slab.Make[rest](convsPerChunk))
		}
	}
	c := t.at(h)
	*c = conv{}
	c.id, c.check = t.ids.put(id), check
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
	t.at(h).check = ^uint32(hash >> 32) // see is
	t.status[h] = 0
	t.free = append(t.free, h)
}
