package tui

import (
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/panel"
)

// settleTime is how long rows keep their places, whatever their values do.
const settleTime = 10 * time.Second

// order is the order of the rows on the screen.
type order struct {
	at             time.Time
	queues, agents []string
	byName         bool
}

// settle puts the view's rows into the order in which they stand; every ten seconds they stand anew.
func (o *order) settle(v *panel.View, now time.Time) {
	if o.byName {
		v.Sort = "name"
		v.Queues = panel.Arrange(v.Snap.Queues, nil)
	}
	if d := now.Sub(o.at); d >= settleTime || d < 0 || len(o.queues)+len(o.agents) == 0 {
		o.at, o.queues, o.agents = now, names(v.Queues), names(v.Agents)
		return
	}
	v.Queues = panel.Arrange(v.Snap.Queues, o.queues)
	v.Agents = panel.Arrange(v.Snap.Agents, o.agents)
}

func names(groups []*metrics.Group) []string {
	out := make([]string, len(groups))
	for i, g := range groups {
		out[i] = g.Name
	}
	return out
}

// rate measures how fast the sources are read.
type rate struct {
	since     time.Time
	from      int64
	perSecond float64
}

func (r *rate) add(s *metrics.Snapshot, now time.Time) {
	var read int64
	for i := range s.Feed.Sources {
		if src := &s.Feed.Sources[i]; src.State == feed.Reading {
			read += src.Read
		}
	}
	switch d := now.Sub(r.since); {
	case read == 0 || read < r.from:
		*r = rate{since: now, from: read}
	case r.since.IsZero():
		r.since, r.from = now, read
	case d >= time.Second/2:
		r.perSecond = float64(read-r.from) / d.Seconds()
	}
}

// filterWords names what is looked at, for the header.
func filterWords(f metrics.Filter) string {
	var all []string
	for _, list := range [...][]string{f.Queues, f.Channels, f.Teams, f.Agents} {
		all = append(all, list...)
	}
	if len(all) > 3 {
		all = append(slices.Clip(all[:3]), "…")
	}
	return strings.Join(all, "+")
}
