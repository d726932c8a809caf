package simulate

import (
	"math"
	"time"
)

// channel is how a customer comes in.
type channel uint8

const (
	voice channel = iota
	chat
	email
	social
	numChannels
)

// manner is what is common to the contacts of one channel.
type manner struct {
	name     string
	target   int64   // how long a customer is content to wait; urgency is measured in it
	patience int64   // median time until a customer gives up; 0 is never
	spread   float64 // of patience
	rounds   float64 // how often a contact comes to an agent, about
	together int     // how many of them an agent holds at a time
	reserve  float64 // the part of staffed time that is work when the floor is large; patient channels run fuller
	survey   float64 // chance that a survey which was sent comes back
	delay    int64   // median time until it does
}

var manners = [numChannels]manner{
	voice:  {name: "voice", target: 20 * second, patience: 170 * second, spread: 0.9, rounds: 1.06, together: 1, reserve: 0.90, survey: 0.38, delay: 70 * second},
	chat:   {name: "chat", target: 60 * second, patience: 260 * second, spread: 0.8, rounds: 1.04, together: 2, reserve: 0.86, survey: 0.48, delay: 90 * second},
	email:  {name: "email", target: hour, rounds: 1.35, together: 1, reserve: 1.08, survey: 0.36, delay: 25 * minute},
	social: {name: "social", target: 10 * minute, rounds: 1.25, together: 2, reserve: 0.80, survey: 0.22, delay: 12 * minute},
}

// profile is what is common to the contacts of one queue.
type profile struct {
	name     string
	share    float64              // of all contacts
	mix      [numChannels]float64 // of its own, by channel
	talk     int64                // median length of a call
	wrapUp   int64                // median work after it
	solve    float64              // chance that a contact solves the problem
	transfer float64              // chance that it needs another queue
	escalate float64              // chance that it needs a superior
	sale     float64              // chance of a sale
	priority int32
	topics   []topicShare
}

type topicShare struct {
	topic topic
	share float64
}

// profiles are the queues of the default floor. A larger floor has more of the same under other names.
var profiles = []profile{
	{name: "billing", share: 0.20, mix: [...]float64{0.52, 0.29, 0.16, 0.03}, talk: 255 * second, wrapUp: 32 * second, solve: 0.80, transfer: 0.05, escalate: 0.020,
		topics: []topicShare{{invoice, 5}, {payment, 4}, {refund, 2}, {cancellation, 2}}},
	{name: "orders", share: 0.23, mix: [...]float64{0.44, 0.40, 0.11, 0.05}, talk: 215 * second, wrapUp: 26 * second, solve: 0.84, transfer: 0.04, escalate: 0.012, sale: 0.19,
		topics: []topicShare{{tracking, 4}, {delivery, 4}, {upgrade, 3}, {address, 1}}},
	{name: "returns", share: 0.14, mix: [...]float64{0.38, 0.38, 0.19, 0.05}, talk: 235 * second, wrapUp: 34 * second, solve: 0.77, transfer: 0.05, escalate: 0.022,
		topics: []topicShare{{refund, 5}, {damaged, 4}, {warranty, 2}}},
	{name: "technical", share: 0.21, mix: [...]float64{0.50, 0.36, 0.08, 0.06}, talk: 340 * second, wrapUp: 40 * second, solve: 0.72, transfer: 0.06, escalate: 0.045,
		topics: []topicShare{{setup, 4}, {connection, 6}, {login, 2}, {outage, 0.3}}},
	{name: "accounts", share: 0.14, mix: [...]float64{0.43, 0.36, 0.18, 0.03}, talk: 220 * second, wrapUp: 28 * second, solve: 0.83, transfer: 0.06, escalate: 0.016, sale: 0.02,
		topics: []topicShare{{login, 5}, {address, 3}, {cancellation, 2}, {renewal, 2}}},
	{name: "vip", share: 0.08, mix: [...]float64{0.66, 0.22, 0.12, 0}, talk: 275 * second, wrapUp: 45 * second, solve: 0.86, transfer: 0.03, escalate: 0.030, sale: 0.08, priority: 5,
		topics: []topicShare{{renewal, 4}, {invoice, 2}, {setup, 1}, {delivery, 2}, {upgrade, 1}}},
}

// troubled is the profile of the queue that an outage floods.
const troubled = 3

// Lengths of the written channels do not differ much from queue to queue.
const (
	chatTurn   = 30 * second // an agent's answer in a chat
	chatTyping = 24 * second // a customer's
	chatTurns  = 4.6         // answers of an agent, about
	mailWork   = 290 * second
	mailWrapUp = 14 * second
	postWork   = 95 * second // an answer in public
)

// work is how long an agent is taken by a contact of a channel in this queue, about.
func (p *profile) work(ch channel) float64 {
	const tail = 1.12 // the mean of a log-normal is above its median
	var t float64
	switch ch {
	case voice:
		t = float64(p.talk)*tail + float64(p.wrapUp)*tail + 5*second
	case chat:
		t = chatTurns*(chatTurn+chatTyping)*tail + float64(p.wrapUp)/2
	case email:
		t = mailWork*tail + mailWrapUp
	case social:
		t = postWork*tail + mailWrapUp
	}
	m := &manners[ch]
	return t * m.rounds / (1 + 0.5*float64(m.together-1))
}

// Load by the clock, at each full hour, straight lines between: contacts that want an answer now, and letters.
var (
	liveLoad    = [24]float64{.06, .04, .03, .03, .05, .12, .26, .48, .82, 1.12, 1.42, 1.30, .88, .90, 1.12, 1.24, 1.16, .96, .66, .46, .36, .26, .16, .10}
	writtenLoad = [24]float64{.12, .08, .06, .06, .08, .16, .40, .95, 1.20, 1.30, 1.25, 1.10, .85, .90, 1.00, 1.00, .95, .85, .70, .60, .52, .42, .30, .18}
)

// peakLoad is the most that load can be.
const peakLoad = 1.42

func (ch channel) load(clock float64) float64 {
	table := &liveLoad
	if ch == email {
		table = &writtenLoad
	}
	h := int(clock)
	part := clock - float64(h)
	return table[h%24]*(1-part) + table[(h+1)%24]*part
}

// stream is the arrivals of one queue on one channel: a Poisson process whose rate follows the clock.
type stream struct {
	queue   int32
	channel channel
	rate    float64 // contacts a millisecond where load is 1
}

// clock is the hour of the day, 0 to 24, in the day's time zone.
func (f *floor) clock(at int64) float64 {
	return math.Mod(f.dawn+float64(at-f.start)/hour, 24)
}

func dawnOf(start time.Time) float64 {
	return float64(start.Hour()) + float64(start.Minute())/60 + float64(start.Second())/3600
}

// next sets the timer of the stream's next arrival, by thinning: candidates come at the highest rate, and
// each is kept with the chance that the present load is of the highest.
func (f *floor) next(i int32, after int64) {
	s := &f.streams[i]
	if s.rate == 0 {
		return
	}
	at := float64(after)
	for at < float64(f.close) {
		at += f.gap(s.rate * peakLoad)
		if f.chance(s.channel.load(f.clock(int64(at))) / peakLoad) {
			f.push(timer{at: int64(at), kind: arrives, who: i})
			return
		}
	}
}

// Shape of an outage, from its start: it floods at once, ebbs away after half an hour, and when all works again
// those remain who want to know what it was and who pays.
const (
	outageRise = 4 * minute
	outageEbb  = 37 * minute
	outageEnd  = 45 * minute // all works again
	floodEnd   = 105 * minute
	afterwards = 0.28 // of the height of the flood, at its end
	outageMore = 16.0 // times what the troubled queue gets on average
)

var outageMix = []float64{0.50, 0.34, 0.03, 0.13} // by channel

// flood is how high the flood stands, 0 to 1.
func flood(since int64) float64 {
	at, end := float64(since), float64(floodEnd)
	switch {
	case at < 0 || at >= end:
		return 0
	case at < outageRise:
		return at / outageRise
	case at < outageEbb:
		return 1
	case at < outageEnd:
		return 1 - (1-afterwards)*(at-outageEbb)/(outageEnd-outageEbb)
	}
	return afterwards * (end - at) / (end - outageEnd)
}

// nextInFlood sets the timer of the next contact that comes because of the outage.
func (f *floor) nextInFlood(after int64) {
	at := float64(after)
	for at < float64(min(f.outage+floodEnd, f.close)) {
		at += f.gap(f.floodRate)
		if f.chance(flood(int64(at) - f.outage)) {
			f.push(timer{at: int64(at), kind: floodArrives})
			return
		}
	}
}
