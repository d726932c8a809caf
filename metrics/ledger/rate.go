package ledger

// pace counts events by ten seconds of feed time, to say how many come in a second.
type pace struct {
	counts [8]int64
	slots  [8]int64
}

const paceMs = 10_000

func (p *pace) add(at int64) {
	slot := at / paceMs
	switch i := slot & 7; {
	case p.slots[i] == slot:
		p.counts[i]++
	case p.slots[i] < slot:
		p.slots[i], p.counts[i] = slot, 1
	}
}

// Rate returns the events a second over the last whole minute before an instant (ms) of feed time.
func (l *Ledger) Rate(at int64) float64 {
	var n int64
	for slot := at/paceMs - 6; slot < at/paceMs; slot++ {
		if i := slot & 7; l.pace.slots[i] == slot {
			n += l.pace.counts[i]
		}
	}
	return float64(n) / 60
}
