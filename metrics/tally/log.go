package tally

import (
	"math"

	"floorboard/metrics/fact"
)

// SlotMs is the grain of the log: windows begin at whole slots.
const SlotMs = 10_000

const (
	chunkFacts = 8192
	offsetBits = 14 // a place within a slot, ms
	maxValue   = 1<<47 - 1
)

// Log keeps the facts of the past hours in the order in which they came, 24 bytes each, so that any window and filter
// can be answered afresh. It forgets by chunks, when it is told to.
type Log struct {
	chunks []*chunk
	gone   int   // chunks forgotten
	keep   int64 // ms; how far back from the newest fact the log reaches
}

type chunk struct {
	base     int64 // slot that packed slots count from
	min, max int64 // slots in which its facts lie, an available time from its beginning on
	facts    []packed
}

type packed struct {
	word                               uint64 // kind 8 bits, aux 8 bits, value 48 bits
	agent                              uint32
	queue, channel, topic, stage, team uint16
	slot                               int16
}

// NewLog returns an empty log that reaches back keep ms. With keep 0 nothing is kept.
func NewLog(keep int64) *Log { return &Log{keep: keep} }

// Add keeps a fact.
func (l *Log) Add(f *fact.Fact) {
	if l.keep == 0 {
		return
	}
	slot := floorDiv(f.At, SlotMs)
	c := l.current(slot)
	value, first := f.Value, slot
	if f.Kind == fact.AvailableTime { // cut at a window's border: its end must be known to the ms
		first = floorDiv(f.At-f.Value, SlotMs)
		value = min(value, maxValue>>offsetBits)<<offsetBits | (f.At - slot*SlotMs)
	}
	value = min(max(value, -maxValue), maxValue)
	c.facts = append(c.facts, packed{
		word: uint64(f.Kind) | uint64(f.Aux)<<8 | uint64(value)<<16, agent: f.Agent,
		queue: f.Queue, channel: f.Channel, topic: f.Topic, stage: f.Stage, team: f.Team, slot: int16(slot - c.base),
	})
	c.min, c.max = min(c.min, first), max(c.max, slot)
}

// current returns the chunk that takes a fact of this slot.
func (l *Log) current(slot int64) *chunk {
	if n := len(l.chunks); n > 0 {
		c := l.chunks[n-1]
		if len(c.facts) < chunkFacts && slot-c.base <= math.MaxInt16 && slot-c.base >= math.MinInt16 {
			return c
		}
	}
	c := &chunk{base: slot, min: slot, max: slot}
	if len(l.chunks) > 0 { // a log that goes on, not one that may stay short
		c.facts = make([]packed, 0, chunkFacts)
	}
	l.chunks = append(l.chunks, c)
	return c
}

// Outgrown says whether there is something to forget.
func (l *Log) Outgrown() bool {
	n := len(l.chunks)
	return n > 1 && l.chunks[0].max < l.chunks[n-1].base-l.keep/SlotMs
}

// Forget forgets what is older than the log reaches back.
func (l *Log) Forget() {
	for l.Outgrown() {
		l.chunks[0] = nil
		l.chunks = l.chunks[1:]
		l.gone++
	}
}

// Whole says whether nothing was forgotten.
func (l *Log) Whole() bool { return l.keep > 0 && l.gone == 0 }

// Position is a place in the log.
type Position struct{ chunk, fact int }

// Start returns the place of the oldest fact kept.
func (l *Log) Start() Position { return Position{chunk: l.gone} }

// End returns the place after the newest fact.
func (l *Log) End() Position {
	if len(l.chunks) == 0 {
		return l.Start()
	}
	return Position{l.gone + len(l.chunks) - 1, len(l.chunks[len(l.chunks)-1].facts)}
}

// After returns about how many facts there are after a place.
func (l *Log) After(p Position) int {
	return max(len(l.chunks)-max(p.chunk-l.gone, 0), 0) * chunkFacts
}

// Split divides what comes after a place and lies within a stretch (see Each) into n parts of about the same size, or fewer, and returns where they
// begin and, at last, the end.
func (l *Log) Split(p Position, n int, fromMs, toMs int64) []Position {
	var within []int
	for i := max(p.chunk-l.gone, 0); i < len(l.chunks); i++ {
		if l.chunks[i].meets(fromMs, toMs) {
			within = append(within, l.gone+i)
		}
	}
	places := []Position{p}
	for i := 1; i < n; i++ {
		if begin := i * len(within) / n; begin > 0 && within[begin] > places[len(places)-1].chunk {
			places = append(places, Position{chunk: within[begin]})
		}
	}
	return append(places, l.End())
}

// meets says whether a fact of the chunk may be within a stretch.
func (c *chunk) meets(fromMs, toMs int64) bool {
	return c.max >= floorDiv(fromMs, SlotMs) && c.min <= floorDiv(toMs-1, SlotMs)
}

// eachTime is how many facts Each hands over at a time.
const eachTime = 256

// Each calls f for the facts from a place on, up to another one, of which the slot is at least fromMs's, some at a time; what begins only at toMs
// it leaves out as far as that is quickly seen. The time of a fact is that of its slot, but for available time, which has its own. The facts are
// valid during the call. Several goroutines may go through the same log as long as nothing is added.
func (l *Log) Each(p, end Position, fromMs, toMs int64, f func([]fact.Fact)) {
	if p == end { // a quiet feed: not even the room is needed
		return
	}
	from := floorDiv(fromMs, SlotMs)
	var room [eachTime]fact.Fact
	out := room[:0]
	for i := max(p.chunk-l.gone, 0); i < len(l.chunks) && l.gone+i <= end.chunk; i++ {
		c := l.chunks[i]
		if !c.meets(fromMs, toMs) {
			continue
		}
		facts := c.facts
		if l.gone+i == end.chunk {
			facts = facts[:end.fact]
		}
		if l.gone+i == p.chunk {
			facts = facts[p.fact:]
		}
		for k := range facts {
			if slot := c.base + int64(facts[k].slot); slot >= from {
				out = out[:len(out)+1]
				facts[k].unpack(&out[len(out)-1], slot)
			}
			if len(out) == eachTime {
				f(out)
				out = out[:0]
			}
		}
	}
	if len(out) > 0 {
		f(out)
	}
}

func (p *packed) unpack(f *fact.Fact, slot int64) {
	f.Kind, f.Aux = fact.Kind(p.word), uint8(p.word>>8)
	f.Value = int64(p.word) >> 16
	f.At = slot * SlotMs
	if f.Kind == fact.AvailableTime {
		f.At += f.Value & (1<<offsetBits - 1)
		f.Value >>= offsetBits
	}
	f.Key = fact.Key{Queue: p.queue, Channel: p.channel, Topic: p.topic, Stage: p.stage, Team: p.team, Agent: p.agent}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
