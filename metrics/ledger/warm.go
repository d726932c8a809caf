package ledger

// group is how many events are looked up together. What an event touches lies scattered over tens of megabytes, and to wait
// for one place after the other would cost more than all the rest. Looked up together, the waits overlap.
const group = 32

// warm touches the memory that a group of events will need, and the ops whose turn may come meanwhile.
func (l *Ledger) warm(of []hashes) {
	var found [2 * group]handle
	touched := uint32(0)
	for i := range of {
		touched += l.ids.touch(of[i].id)
		found[i] = l.convs.index[uint32(of[i].conv)&uint32(len(l.convs.index)-1)].h
	}
	next := l.room.line[l.room.head:]
	for i := range next[:min(group, len(next))] {
		o := l.room.op(next[i])
		found[group+i] = o.conv
		if o.visit != 0 {
			touched += l.visits.touch(o.visit)
		}
	}
	for _, h := range found {
		if h != 0 {
			c := l.convs.at(h)
			touched += uint32(c.flags) + uint32(l.convs.status[h])
		}
	}
	l.touched = touched // or the compiler would leave the loads out
}
