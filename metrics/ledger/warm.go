package ledger

// group is how many events are looked up together. What an event touches lies scattered over tens of megabytes, and to wait
// for one place after the other would cost more than all the rest. Looked up together, the waits overlap.
const group = 32

// warm touches the memory that a group of events will need, and the ops whose turn may come meanwhile. It returns which conversations
// the events are about as far as the index says, 0 for those that are not in it.
func (l *Ledger) warm(of []hashes) (found [group]handle) {
	touched := uint32(0)
	for i := range of {
		touched += l.ids.touch(of[i].id)
		found[i] = l.convs.indexed(uint32(of[i].conv))
	}
	var next [group]handle
	for i := range next[:min(group, l.room.tail-l.room.head)] {
		o := l.room.op(l.room.head + place(i))
		next[i] = o.conv
		if visit := o.visit(); visit != 0 {
			touched += l.visits.touch(visit)
		}
	}
	l.touched = touched + l.convs.touch(&found) + l.convs.touch(&next) // or the compiler would leave the loads out
	return found
}
