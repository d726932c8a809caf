package ledger

import (
	"hash/maphash"

	"floorboard/feed"
)

// group is how many events are looked up together. What an event touches lies scattered over tens of megabytes, and to wait
// for one place after the other would cost more than all the rest. Looked up together, the waits overlap.
const group = 32

// hashes are those of an event's identifiers.
type hashes struct{ id, conv uint64 }

// warm hashes the identifiers of a group of events, and touches the memory that they will need.
func (l *Ledger) warm(events []feed.Event, out *[group]hashes) {
	var found [group]handle
	touched := uint32(0)
	for i := range events {
		e := &events[i]
		if e.ID != "" {
			out[i].id = maphash.String(l.ids.seed, e.ID)
			touched += l.ids.table[uint32(out[i].id)&uint32(len(l.ids.table)-1)].serial
		}
		if e.Conversation != "" {
			out[i].conv = maphash.String(l.convs.seed, e.Conversation)
			found[i] = l.convs.index[uint32(out[i].conv)&uint32(len(l.convs.index)-1)].h
		}
	}
	var ids [group]idRef
	for i := range events {
		if h := found[i]; h != 0 {
			ids[i] = l.convs.at(h).id
			touched += uint32(l.convs.at(h).flags) + uint32(l.convs.status[h])
		}
	}
	for i := range events {
		if found[i] != 0 {
			touched += uint32(len(l.convs.ids.get(ids[i])))
		}
	}
	l.touched = touched // or the compiler would leave the loads out
}
