package metrics

import (
	"time"

	"floorboard/feed"
)

// pulse tells the feed's clock from the board's. One event with a broken clock is not the feed's clock: that is ahead by as much as each of the
// newest events was when it came.
type pulse struct {
	leads [32]time.Duration // by how much the newest events that came live were ahead, a ring
	n     int
	last  time.Time // the time of the newest to come, which may be older than others
	heard time.Time // when it came
	at    time.Time // the instant spoken of last
}

// farOff is from where on a feed's clock is taken for that of another time zone.
const farOff = time.Hour

// hear notes what has come. Without a clock nothing is known; and what a file held already, or a replay hands over, says nothing of clocks.
func (p *pulse) hear(b *feed.Batch, clock time.Time) {
	events := b.Events
	if len(events) == 0 || clock.IsZero() {
		return
	}
	p.last, p.heard = time.UnixMilli(events[len(events)-1].Time), clock
	if b.Status.State != feed.Live {
		return
	}
	for i := max(0, len(events)-len(p.leads)); i < len(events); i++ {
		p.leads[p.n%len(p.leads)] = time.UnixMilli(events[i].Time).Sub(clock)
		p.n++
	}
}

// live says whether what came last told of what had just happened, not of a past day.
func (p *pulse) live() bool { return p.n > 0 && p.heard.Sub(p.last) < staleAfter }

// lead is by how much the feed's clock is ahead, 0 where it is behind or of another time zone.
func (p *pulse) lead() time.Duration {
	least := farOff
	for _, l := range p.leads[:min(p.n, len(p.leads))] {
		least = min(least, l)
	}
	if p.n == 0 || least >= farOff {
		return 0
	}
	return max(least, 0)
}

// now is the present of the feed. It stands still rather than go back by less than a minute, as where an event comes late.
func (p *pulse) now(clock time.Time) time.Time {
	now := clock.Add(p.lead())
	if back := p.at.Sub(now); back <= 0 || back >= time.Minute {
		p.at = now
	}
	return p.at
}
