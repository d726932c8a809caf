package simulate

import (
	"math"
	"slices"
)

// agent is somebody on the roster, and what they are doing now.
type agent struct {
	name, team string
	handles    [numChannels]bool
	skills     []int32 // queues

	tempo  float64 // times the usual length of the work: 0.85 is quick
	warmth float64 // points that customers give more, or less
	misses float64 // chance not to take what rings
	blame  float64 // times the usual chance of a complaint

	here     bool // signed in
	away     bool // on a break, or out of reach
	ringing  bool
	leaving  bool   // goes home when the work at hand is done
	wants    *pause // goes there when the work at hand is done
	told     bool   // the team has been said (Options.Terse)
	load     int    // contacts held, those in wrap-up included
	whole    int    // of them such that take all attention
	wrapping int    // of them in wrap-up
	idle     int64  // since when there is nothing to do
}

// pause is a stretch of a shift away from work.
type pause struct {
	length int64
	reason string
}

// role is the kind of work that an agent does, as one needs voice, fingers or patience for it.
type role int

const (
	phone role = iota
	desk
	mail
	numRoles
)

var roleOf = [numChannels]role{voice: phone, chat: desk, social: desk, email: mail}

const (
	slotLength = 30 * minute
	fullTime   = 8 * hour
	partTime   = 5 * hour // two agents in five: without them the floor would be too full at noon, when all overlap
	atWork     = 0.89     // the part of a shift that is not breaks
	small      = 8        // a floor with fewer agents than this has no roles: everybody does everything
)

// shiftLength is how long the shifts of the i-th agent are.
func (f *floor) shiftLength(i int) int64 {
	length := int64(fullTime)
	if i%5 == 1 || i%5 == 3 {
		length = partTime
	}
	return min(length, int64(f.o.Hours*hour))
}

// staffing is how many agents the contacts need, by role, queue and half hour of the day.
type staffing struct {
	need  [][][]float64 // role, queue, slot
	load  []float64     // of the floor, by slot
	slots int
	ring  bool // the last slot is followed by the first: the day has 24 hours or more
}

// skills is how many queues each agent knows: a few, and as many as it takes that somebody knows each.
func (o *Options) skills() int {
	if o.Agents < small {
		return o.Queues
	}
	n := int(math.Ceil(2.2 * float64(o.Queues*int(numRoles)) / float64(o.Agents)))
	return min(o.Queues, max(3, n))
}

// plan fits the load to the roster: it sets the rates of the streams so that the contacts of the day are what
// the agents can carry, and returns who is needed when.
func (f *floor) plan() *staffing {
	o := &f.o
	s := &staffing{slots: min(int(math.Ceil(o.Hours*hour/slotLength)), 48), ring: o.Hours >= 24}
	s.need = make([][][]float64, numRoles)
	for r := range s.need {
		s.need[r] = make([][]float64, o.Queues)
		for q := range s.need[r] {
			s.need[r][q] = make([]float64, s.slots)
		}
	}
	// Pooling helps: many who know a queue may be fuller than a few at the same speed of answer.
	pool := float64(o.Agents*o.skills()) / float64(o.Queues)
	pooling := max(0.3, 1-1.63/math.Sqrt(pool))
	total := 0.0
	for i := range f.streams {
		st := &f.streams[i]
		p := f.queues[st.queue].profile
		erlangs := f.shares[st.queue] * p.mix[st.channel] * p.work(st.channel) / (pooling * manners[st.channel].reserve)
		for slot := range s.slots {
			n := erlangs * st.channel.load(f.clock(f.start+int64(slot)*slotLength+slotLength/2))
			s.need[roleOf[st.channel]][st.queue][slot] += n
			total += n
		}
	}
	staffed := 0.0
	for i := range o.Agents {
		staffed += float64(f.shiftLength(i)) / slotLength * atWork
	}
	perSlot := staffed / total // contacts a millisecond at load 1 for each share of 1
	for i := range f.streams {
		st := &f.streams[i]
		st.rate = perSlot * f.shares[st.queue] * f.queues[st.queue].profile.mix[st.channel] * o.Rate * o.Pace
	}
	for _, queues := range s.need {
		for _, slots := range queues {
			for i := range slots {
				slots[i] *= perSlot / atWork
			}
		}
	}
	s.load = make([]float64, s.slots)
	for i := range s.load {
		s.load[i] = voice.load(f.clock(f.start + int64(i)*slotLength + slotLength/2))
	}
	return s
}

// hire makes the roster: each agent in turn gets the role and queues that lack most, and the shift that
// covers most of what is still lacking.
func (f *floor) hire(s *staffing) {
	o := &f.o
	names := f.names(o.Agents)
	f.agents = make([]agent, o.Agents)
	for i := range f.agents {
		a := &f.agents[i]
		r, first := s.mostLacking()
		a.skills = s.lacking(r, first, o.skills())
		if i%2 == 0 {
			a.skills = f.withPriority(a.skills, i/2)
		}
		for ch, of := range roleOf {
			a.handles[ch] = of == r || o.Agents < small
		}
		length := f.shiftLength(i)
		start := s.bestShift(r, a.skills, int(length/slotLength))
		a.name, a.team = names[i], teamName(i, o.Agents)
		a.tempo = math.Exp(0.13 * f.NormFloat64())
		a.warmth = 0.45 * f.NormFloat64()
		a.misses = 0.025 * math.Exp(0.7*f.NormFloat64())
		a.blame = 1
		if i == 0 {
			a.blame, a.warmth = 24, -0.7 // somebody for whom supervisors should look
		}
		f.roster(int32(i), f.start+int64(start)*slotLength, length)
		for _, q := range a.skills {
			f.queues[q].skilled = append(f.queues[q].skilled, int32(i))
		}
	}
}

// withPriority adds one of the queues that go before others: each is too small to be staffed by itself.
func (f *floor) withPriority(skills []int32, nth int) []int32 {
	var first []int32
	for q := range f.queues {
		if f.queues[q].profile.priority > 0 {
			first = append(first, int32(q))
		}
	}
	if len(first) == 0 || slices.Contains(skills, first[nth%len(first)]) {
		return skills
	}
	return append(skills[:len(skills):len(skills)], first[nth%len(first)])
}

func allQueues(n int) []int32 {
	all := make([]int32, n)
	for q := range all {
		all[q] = int32(q)
	}
	return all
}

// mostLacking returns the role and queue for which most agents lack.
func (s *staffing) mostLacking() (r role, queue int32) {
	most := math.Inf(-1)
	for i, queues := range s.need {
		for q, slots := range queues {
			if n := sum(slots); n > most {
				most, r, queue = n, role(i), int32(q)
			}
		}
	}
	return r, queue
}

// lacking returns n queues of a role: first, and those that lack most beside it.
func (s *staffing) lacking(r role, first int32, n int) []int32 {
	others := allQueues(len(s.need[r]))
	slices.SortStableFunc(others, func(a, b int32) int {
		switch x, y := sum(s.need[r][a]), sum(s.need[r][b]); {
		case a == first || b != first && x > y:
			return -1
		case b == first || y > x:
			return 1
		}
		return 0
	})
	return others[:n]
}

func sum(x []float64) float64 {
	t := 0.0
	for _, v := range x {
		t += v
	}
	return t
}

// bestShift returns the slot in which a shift covers most of what lacks in the queues, and takes it off.
func (s *staffing) bestShift(r role, queues []int32, length int) int {
	length = min(max(length, 1), s.slots)
	last := s.slots - length
	if s.ring {
		last = s.slots - 1
	}
	best, most := 0, math.Inf(-1)
	for start := 0; start <= last; start++ {
		gain := 0.0
		for i := range length {
			for _, q := range queues {
				// One too few weighs more when few are needed.
				slot := (start + i) % s.slots
				gain += s.need[r][q][slot] / (0.2 + s.load[slot])
			}
		}
		if gain > most {
			best, most = start, gain
		}
	}
	for i := range length {
		for _, q := range queues {
			s.need[r][q][(best+i)%s.slots] -= 1 / float64(len(queues))
		}
	}
	return best
}

// roster sets the timers of an agent's shifts, one a day, the first of them at or before start.
func (f *floor) roster(i int32, start, length int64) {
	if f.o.Hours >= 24 {
		start -= 24 * hour // the night shift that is still here when the feed begins
	}
	for ; start < f.end; start += 24 * hour {
		f.shift(i, start, start+length)
	}
}

// shift sets the timers of one shift: two short breaks, lunch around noon, for some a coaching.
func (f *floor) shift(i int32, from, to int64) {
	from += f.between(-4*minute, 5*minute)
	to = min(to+f.between(-3*minute, 8*minute), f.end-f.between(20*second, 7*minute))
	if to < f.start+10*minute || to <= from {
		return
	}
	f.push(timer{at: max(from, f.start+f.between(0, 30*second)), kind: signsIn, who: i})
	f.push(timer{at: to, kind: leaves, who: i})
	if to-from < 6*hour {
		return
	}
	f.pushPause(i, from+f.between(100*minute, 140*minute), pause{f.between(12*minute, 17*minute), "break"})
	f.pushPause(i, f.lunch(from), pause{f.between(30*minute, 42*minute), "lunch"})
	f.pushPause(i, from+f.between(370*minute, 410*minute), pause{f.between(12*minute, 17*minute), "break"})
	if f.chance(0.2) {
		f.pushPause(i, from+f.between(60*minute, 420*minute), pause{f.between(20*minute, 30*minute), "coaching"})
	}
	if at := from + f.between(30*minute, 440*minute); at > f.start && f.chance(0.08) {
		f.push(timer{at: at, kind: drops, who: i})
	}
}

func (f *floor) pushPause(i int32, at int64, p pause) {
	if at < f.start {
		return
	}
	f.pauses = append(f.pauses, p)
	f.push(timer{at: at, kind: wantsPause, who: i, step: uint32(len(f.pauses) - 1)})
}

// lunch is between 11:15 and 14:00 for a shift that has that in its middle part, otherwise in its middle.
func (f *floor) lunch(from int64) int64 {
	at := from + f.between(225*minute, 285*minute)
	hours := func(h float64) int64 { return int64(h * hour) }
	noon := at + hours(12.6-f.clock(at))
	if d := noon - at; d > -hours(2.2) && d < hours(1.6) {
		at = noon + f.between(-80*minute, 80*minute)
	}
	return at
}
