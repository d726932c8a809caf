package simulate

import (
	"math"
	"time"
)

// Options say what day to make up. A number that is zero or less stands for its default.
type Options struct {
	Seed   uint64    // equal options give equal events, to the byte
	Start  time.Time // when the day begins; the load follows the clock of its time zone
	Hours  float64   // how long it lasts; every event lies in [Start, Start+Hours)
	Agents int       // people on the roster
	Queues int       // at most a few hundred make sense

	// Rate multiplies the contacts that arrive, while the roster stays as it is: 1 is what it can carry well,
	// 1.5 drowns it.
	Rate float64

	// Pace multiplies how fast everybody works and how many contacts arrive, so that as many more events come
	// from a floor that is as busy as before. It makes big feeds; 1 is life.
	Pace float64

	// Outage is when, after Start, something breaks and one queue is flooded for 45 minutes; 0 is never.
	Outage time.Duration

	// Terse leaves a field out where the conversation or the agent has it already, which makes small recordings.
	// Otherwise each event about a conversation names its queue, channel, customer, topic and stage.
	Terse bool
}

// Default returns the options of the built-in recorded day: a Monday from 07:00 to 19:00 UTC with 40 agents,
// 6 queues and an outage at 14:00.
func Default() Options {
	return Options{
		Seed:   2120, // a day that tells its story well
		Start:  time.Date(2026, time.March, 2, 7, 0, 0, 0, time.UTC),
		Hours:  12,
		Agents: 40,
		Queues: 6,
		Rate:   1,
		Pace:   1,
		Outage: 7 * time.Hour,
	}
}

// orDefaults returns o with the numbers that say nothing filled in. Outage stays: 0 is an answer.
func (o Options) orDefaults() Options {
	d := Default()
	if o.Start.IsZero() {
		o.Start = d.Start
	}
	if o.Agents < 1 {
		o.Agents = d.Agents
	}
	if o.Queues < 1 {
		o.Queues = d.Queues
	}
	o.Hours = positive(o.Hours, d.Hours)
	o.Rate = positive(o.Rate, d.Rate)
	o.Pace = positive(o.Pace, d.Pace)
	return o
}

func positive(x, otherwise float64) float64 {
	if x > 0 && !math.IsInf(x, 1) {
		return x
	}
	return otherwise
}
