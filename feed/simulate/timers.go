package simulate

// timer is something that will happen: kind to who (a contact, an agent or a stream of arrivals) at a time.
// A timer about a contact is void when the contact's step is no longer the one it was set in; step 0 is always valid.
type timer struct {
	at   int64  // Unix milliseconds
	seq  uint32 // among equal times, the first set comes first
	step uint32
	who  int32
	kind kind
}

func (t *timer) before(u *timer) bool { return t.at < u.at || t.at == u.at && t.seq < u.seq }

// timers gives timers back in the order of their times. Those of the present stretch of time are in a heap, four
// children to a node; the others lie unordered, by stretch, until theirs begins. So the heap stays small,
// although surveys and shifts are set hours ahead.
type timers struct {
	heap    []timer
	seq     uint32
	origin  int64     // where the first stretch begins
	current int       // the present stretch
	ahead   [][]timer // by stretch; those beyond the end are dropped
}

const stretch = 2 * minute

// newTimers returns timers for the time between two instants.
func newTimers(from, to int64) timers {
	return timers{origin: from, ahead: make([][]timer, (to-from)/stretch+1)}
}

func (h *timers) push(t timer) {
	h.seq++
	t.seq = h.seq
	if s := int((t.at - h.origin) / stretch); s > h.current {
		if s < len(h.ahead) {
			h.ahead[s] = append(h.ahead[s], t)
		}
		return
	}
	h.up(t)
}

// pop takes the earliest timer out; false when there is none.
func (h *timers) pop() (timer, bool) {
	for len(h.heap) == 0 {
		if h.current++; h.current >= len(h.ahead) {
			return timer{}, false
		}
		for _, t := range h.ahead[h.current] {
			h.up(t)
		}
		h.ahead[h.current] = nil
	}
	first := h.heap[0]
	last := h.heap[len(h.heap)-1]
	h.heap = h.heap[:len(h.heap)-1]
	if len(h.heap) > 0 {
		h.down(last)
	}
	return first, true
}

// up puts t in at the end and moves it up to its place.
func (h *timers) up(t timer) {
	i := len(h.heap)
	h.heap = append(h.heap, t)
	for i > 0 {
		parent := (i - 1) / 4
		if !t.before(&h.heap[parent]) {
			break
		}
		h.heap[i] = h.heap[parent]
		i = parent
	}
	h.heap[i] = t
}

// down puts t in at the root, which is free, and moves it down to its place.
func (h *timers) down(t timer) {
	heap := h.heap
	i := 0
	for {
		first := 4*i + 1
		if first >= len(heap) {
			break
		}
		child := first
		for c := first + 1; c < min(first+4, len(heap)); c++ {
			if heap[c].before(&heap[child]) {
				child = c
			}
		}
		if !heap[child].before(&t) {
			break
		}
		heap[i] = heap[child]
		i = child
	}
	heap[i] = t
}
