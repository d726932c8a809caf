package ledger

// group is how many events are looked up together. What an event touches lies scattered over tens of megabytes, and to wait
// for one place after the other would cost more than all the rest. Looked up together, the waits overlap.
const group = 32

// warm touches the memory that a group of events will need.
func (l *Ledger) warm(of []hashes) {
	var found [group]handle
	touched := uint32(0)
	for i := range of {
		touched += l.ids.touch(of[i].id)
		found[i] = l.convs.index[uint32(of[i].conv)&uint32(len(l.convs.index)-1)].h
	}
	var ids [group]idRef
	for i := range of {
		if h := found[i]; h != 0 {
			ids[i] = l.convs.at(h).id
			touched += uint32(l.convs.at(h).flags) + uint32(l.convs.status[h])
		}
	}
	for i := range of {
		if found[i] != 0 {
			touched += uint32(len(l.convs.ids.get(ids[i])))
		}
	}
	l.touched = touched // or the compiler would leave the loads out
}
