package metrics

import (
	"cmp"
	"math"

	"floorboard/metrics/tally"
)

// A queue often serves several channels, and a mail may wait where a call may not. So a KPI that has targets of its own for some
// queue or channel is judged where both are known, each cell against its own target; a queue, a channel and the whole are as bad as
// the worst of their cells.

// splits says for each KPI whether a queue or a channel has a target of its own.
func (r *Rules) splits() (split [NumKeys]bool) {
	for _, t := range r.Targets {
		if t.Queue != "" || t.Channel != "" {
			split[t.KPI] = true
		}
	}
	return split
}

// judge sets the levels of KPIs that must be judged cell by cell.
func (l *look) judge() {
	split := l.rules.splits()
	queues, channels := byName(l.s.Queues), byName(l.s.Channels)
	for k := range split {
		if split[k] {
			l.clear(Key(k))
		}
	}
	l.eachPlace(func(queue, channel uint16) {
		here := pick{one: func(m *sums) *tally.Tally { return m.peek(queue, channel) }}
		now := l.lives.cells[place{queue, channel}]
		r := l.reading(l.tally(here, l.view.now, l.view.extra), whole, &now)
		q, c := l.dict.Queue.Name(uint32(queue)), l.dict.Channel.Name(uint32(channel))
		for k := range split {
			if !split[k] {
				continue
			}
			v := table[k].read(&r)
			t, ok := l.rules.TargetFor(Key(k), q, c)
			if !ok || !v.Known() {
				continue
			}
			level := t.LevelOf(v.Head, table[k].Better)
			var judged *Judgement
			if level >= LevelWarn {
				judged = &Judgement{Queue: q, Channel: c, Head: v.Head, N: v.N, Limit: t.Limit(level), Target: t}
			}
			for _, g := range []*Group{&l.s.Total, queues[q], channels[c]} {
				if g != nil {
					g.Values[k].worsen(level, judged)
				}
			}
		}
		l.parts = r.arena
	})
	l.judgeAgents(split)
}

// worsen takes the level of a part of the group into account.
func (v *Value) worsen(level Level, judged *Judgement) {
	if level > v.Level || level == v.Level && judged != nil && judged.worse(v.Judged) {
		v.Level, v.Judged = level, judged
	}
}

// worse says whether j, of two parts of the same level, is the one to name.
func (j *Judgement) worse(o *Judgement) bool {
	return cmp.Or(cmp.Compare(o.excess(), j.excess()), cmp.Compare(j.Queue, o.Queue), cmp.Compare(j.Channel, o.Channel)) < 0
}

// excess is how far the part is beyond its limit, as a share of it.
func (j *Judgement) excess() float64 { return math.Abs(j.Head-j.Limit) / math.Abs(j.Limit) }

// judgeAgents judges agents by the targets of the channel where they were last seen.
func (l *look) judgeAgents(split [NumKeys]bool) {
	for i := range l.s.Agents {
		g := &l.s.Agents[i]
		for k := range split {
			if v := &g.Values[k]; split[k] && v.Known() {
				if t, ok := l.rules.TargetFor(Key(k), g.Agent.Queue, g.Agent.Channel); ok {
					v.Level = t.LevelOf(v.Head, table[k].Better)
				}
			}
		}
	}
}

func (l *look) clear(k Key) {
	l.s.Total.Values[k].Level = LevelUnknown
	for _, groups := range [][]Group{l.s.Queues, l.s.Channels} {
		for i := range groups {
			groups[i].Values[k].Level = LevelUnknown
		}
	}
}

// place is a queue and a channel.
type place struct{ queue, channel uint16 }

// eachPlace calls f once for every queue and channel where something was counted or somebody is.
func (l *look) eachPlace(f func(queue, channel uint16)) {
	places := map[place]bool{}
	add := func(c *cell) { places[place{c.queue, c.channel}] = true }
	l.view.now.eachCell(add)
	l.view.extra.eachCell(add)
	for p := range l.lives.cells {
		places[p] = true
	}
	for p := range places {
		f(p.queue, p.channel)
	}
}

func byName(groups []Group) map[string]*Group {
	m := make(map[string]*Group, len(groups))
	for i := range groups {
		m[groups[i].Name] = &groups[i]
	}
	return m
}

// peek returns the tally of a cell, nil when there is none.
func (s *sums) peek(queue, channel uint16) *tally.Tally {
	if int(queue) >= len(s.cells) || int(channel) >= len(s.cells[queue]) || s.cells[queue][channel] == nil {
		return nil
	}
	return &s.cells[queue][channel].Tally
}
