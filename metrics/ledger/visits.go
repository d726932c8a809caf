package ledger

import "floorboard/metrics/slab"

// visits remembers on which channel a customer last came about a topic, so that one who has to come again on another
// channel is seen. It forgets the older half when it is full.
type visits struct{ now, older visitTable }

const keptVisits = 1 << 16

// visitTable is a table with open addressing, at most half full.
type visitTable struct {
	slots []visit // a power of two
	used  int
}

// visit is one that was made; its key says who came about what, 0 is none.
type visit struct {
	key     uint64
	channel uint16
}

func newVisits() visits { return visits{newVisitTable(64), newVisitTable(64)} }

func newVisitTable(size int) visitTable { return visitTable{slots: slab.Make[visit](size)} }

func (v *visits) last(key uint64) uint16 {
	if s := v.now.slot(key); s.key == key {
		return s.channel
	}
	return v.older.slot(key).channel
}

// touch reads the memory that last and put will need.
func (v *visits) touch(key uint64) uint32 {
	now, older := v.now.slots, v.older.slots
	return uint32(now[key&uint64(len(now)-1)].channel) + uint32(older[key&uint64(len(older)-1)].channel)
}

func (v *visits) put(key uint64, channel uint16) {
	s := v.now.slot(key)
	isNew := s.key != key
	*s = visit{key, channel}
	if !isNew {
		return
	}
	if v.now.used++; v.now.used >= keptVisits {
		v.now, v.older = v.older, v.now
		v.now.used = 0
		clear(v.now.slots)
	} else if 2*v.now.used > len(v.now.slots) {
		v.now.grow()
	}
}

// slot returns the place of a key, or where it would be.
func (t *visitTable) slot(key uint64) *visit {
	mask := uint64(len(t.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

func (t *visitTable) grow() {
	old := t.slots
	t.slots = slab.Make[visit](2 * len(old))
	for _, s := range old {
		if s.key != 0 {
			*t.slot(s.key) = s
		}
	}
	slab.Drop(old)
}
