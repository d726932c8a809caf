package simulate

import (
	"math"

	"floorboard/feed"
)

// forgetting is how long after its solution a contact is closed for good: later than any survey comes back.
const forgetting = 4 * hour

// settle decides what becomes of a contact that an agent has finished.
func (f *floor) settle(c int32) {
	ct := &f.contacts[c]
	letter := ct.channel == email || ct.channel == social
	if letter && ct.rounds < 3 && f.chance(0.27) {
		f.set(writesBack, c, f.about(32*minute, 0.8))
		return
	}
	f.sell(c)
	if f.chance(f.solvable(ct)) {
		f.solve(c)
	} else {
		f.leaveOpen(c)
	}
	if !ct.asked && f.chance(0.9) {
		ct.asked = true
		f.later(asked, c, f.between(4*second, 100*second))
	}
	if f.chance(f.grievance(ct)) {
		f.later(complains, c, f.about(12*minute, 0.7))
	}
}

// solvable is the chance that the problem is solved now. While an outage lasts, hardly any is.
func (f *floor) solvable(ct *contact) float64 {
	if ct.byOutage && f.now < f.outage+outageEnd {
		return 0.05
	}
	return f.queues[ct.queue].profile.solve - 0.06*float64(ct.transfers) + 0.04*float64(min(ct.rounds-1, 2))
}

// leaveOpen decides how an unsolved problem goes on: promised, solved later, or the customer's to try again.
func (f *floor) leaveOpen(c int32) {
	ct := &f.contacts[c]
	if ct.byOutage {
		if f.chance(0.4) {
			f.promise(c, f.between(75*minute, 150*minute))
			return
		}
		f.later(solves, c, max(f.outage+outageEnd-f.now, 0)+f.about(22*minute, 0.7))
		return
	}
	switch f.pick([]float64{0.40, 0.28, 0.20, 0.12}) {
	case 0:
		f.promise(c, f.between(50*minute, 230*minute))
	case 1:
		if ct.tries < 3 {
			f.later(comesBack, c, f.about(50*minute, 0.8))
		}
	case 2:
		f.later(solves, c, f.about(45*minute, 0.9))
	}
}

// promise gives the customer a time by which all will be well; mostly it will.
func (f *floor) promise(c int32, in int64) {
	const quarter = 15 * minute
	due := (f.now + in + quarter - 1) / quarter * quarter
	f.tell(feed.Promised, c).Due = due
	f.send()
	left := float64(due - f.now)
	at := int64(left * (0.3 + 0.68*f.Float64()))
	if !f.chance(0.82) {
		at = int64(left) + f.about(30*minute, 0.8)
	}
	if f.contacts[c].byOutage {
		at = max(at, f.outage+outageEnd-f.now+f.about(20*minute, 0.7))
	}
	f.later(solves, c, at)
}

// solve says that the problem is solved. A few are not, as it turns out.
func (f *floor) solve(c int32) {
	ct := &f.contacts[c]
	if ct.solved || ct.phase != over {
		return
	}
	ct.solved = true
	f.tell(feed.Resolved, c)
	f.send()
	if !ct.reopened && f.chance(0.05) {
		f.later(recurs, c, min(f.about(70*minute, 0.6), forgetting-10*minute))
	}
	f.set(forgotten, c, forgetting)
}

// reopen lets the customer say that it was not solved after all.
func (f *floor) reopen(c int32) {
	ct := &f.contacts[c]
	if ct.phase != over || f.now >= f.close {
		return
	}
	ct.solved, ct.reopened = false, true
	f.tell(feed.Reopened, c)
	f.send()
	if ct.channel != voice {
		f.customerWrites(c)
	}
	f.enter(c, feed.Queued)
}

// sell is a contact that led to a sale.
func (f *floor) sell(c int32) {
	ct := &f.contacts[c]
	chance := f.queues[ct.queue].profile.sale
	switch ct.topic {
	case upgrade, renewal:
		chance *= 1.8
	case delivery, tracking:
		chance *= 0.5
	}
	if ct.rounds > 1 || ct.tries > 0 || !f.chance(chance*(1+0.5*f.agents[ct.agent].warmth)) {
		return
	}
	cents := f.about(7900, 0.7) / 100 * 100
	e := f.tell(feed.Sold, c)
	f.by(e, ct.agent)
	e.Amount, e.Currency = (cents+90)*feed.AmountScale/100, "EUR"
	f.send()
}

// survey asks the customer. Who was moved, either way, answers sooner.
func (f *floor) survey(c int32) {
	ct := &f.contacts[c]
	f.tell(feed.Surveyed, c)
	f.send()
	m := &manners[ct.channel]
	if f.chance(m.survey) {
		f.later(rates, c, min(f.about(m.delay, 0.9), 3*hour))
	}
}

// feeling is how the customer feels about what they went through, about 0 to 10.
func (f *floor) feeling(ct *contact) float64 {
	x := 9.15 + f.agents[ct.agent].warmth + 1.25*f.NormFloat64()
	if late := float64(ct.waited)/float64(manners[ct.channel].target) - 1; late > 0 {
		x -= min(0.72*math.Log2(1+late/2), 3.2)
	}
	x -= 0.9 * float64(ct.transfers)
	x -= 0.7 * float64(ct.tries)
	x -= 0.6 * float64(min(ct.rounds-1, 2))
	for _, burden := range []struct {
		is     bool
		weight float64
	}{{ct.held, 0.3}, {ct.escalated, 0.5}, {ct.reopened, 0.8}, {!ct.solved, 1.9}, {ct.byOutage, 1.3}} {
		if burden.is {
			x -= burden.weight
		}
	}
	return x
}

// rate is a survey that comes back.
func (f *floor) rate(c int32) {
	ct := &f.contacts[c]
	x := f.feeling(ct)
	e := f.tell(feed.Rated, c)
	score := func(v, low, high float64) int8 { return int8(min(max(math.Round(v), low), high)) }
	csat := score(x/2+0.45+0.3*f.NormFloat64(), 1, 5)
	nps := score(x+0.5*f.NormFloat64(), 0, 10)
	ces := score(0.6+0.62*x+0.5*f.NormFloat64(), 1, 7)
	switch f.pick([]float64{0.52, 0.16, 0.20, 0.08, 0.04}) {
	case 0:
		e.CSAT, e.NPS = csat, nps
	case 1:
		e.CSAT = csat
	case 2:
		e.CSAT, e.NPS, e.CES = csat, nps, ces
	case 3:
		e.NPS = nps
	case 4:
		e.CES = ces
	}
	if f.chance(0.26) || x < 5.5 && f.chance(0.25) {
		e.Text = f.fill(f.voices.comment(x, ct.byOutage, f.now < f.outage+outageEnd), c)
	}
	f.send()
}

// grievance is the chance of a complaint about the agent.
func (f *floor) grievance(ct *contact) float64 {
	p := 0.003 * f.agents[ct.agent].blame
	if !ct.solved {
		p *= 2
	}
	if ct.waited > 5*manners[ct.channel].target {
		p *= 1.5
	}
	return p
}

func (f *floor) complain(c int32) {
	ct := &f.contacts[c]
	e := f.tell(feed.Complained, c)
	f.by(e, ct.agent)
	e.Text = f.fill(f.voices.draw(&f.voices.grievances, grievances), c)
	f.send()
}
