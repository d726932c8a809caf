package ledger

// visits remembers on which channel a customer last came about a topic, so that one who has to come again on another
// channel is seen. It forgets the older half when it is full.
type visits struct {
	now, older map[uint64]uint16
}

const keptVisits = 1 << 16

func newVisits() visits { return visits{now: map[uint64]uint16{}} }

func (v *visits) last(key uint64) uint16 {
	if c, ok := v.now[key]; ok {
		return c
	}
	return v.older[key]
}

func (v *visits) put(key uint64, channel uint16) {
	if v.now[key] = channel; len(v.now) >= keptVisits {
		v.now, v.older = make(map[uint64]uint16, keptVisits), v.now
	}
}
