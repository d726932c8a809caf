package alert

import (
	"math"
	"strings"
	"time"

	"floorboard/metrics"
)

// subject is what can deviate: one KPI of one queue, channel or the whole, or a part of the feed.
type subject struct {
	kpi  metrics.Key
	feed bool
	of   Of
	name string
}

func (s *subject) kpiName() string {
	if s.feed {
		return Feed
	}
	return s.kpi.Info().Name
}

func (s *subject) id() string {
	parts := []string{s.kpiName(), s.of.String()}
	if s.of != Whole {
		parts = append(parts, s.name)
	}
	return strings.Join(parts, "/")
}

// levels has room for one entry by level.
type levels[T any] [metrics.LevelCritical + 1]T

// alarming are the levels that are alerts.
var alarming = [...]metrics.Level{metrics.LevelCritical, metrics.LevelWarn}

// reading is how a subject is in one snapshot.
type reading struct {
	value float64
	part  Part            // that value and limit are of
	limit levels[float64] // from where on it is at a level; NaN where nobody said
	worse levels[bool]    // whether it is beyond that limit
	fine  levels[bool]    // whether it is past the limit where the level is over
	why   string          // of the feed
}

// gone is the reading of what is not there, or cannot be judged: nothing is wrong with it.
func gone() reading {
	r := reading{value: unknown}
	for _, l := range alarming {
		r.limit[l], r.fine[l] = unknown, true
	}
	return r
}

// alarms says whether it is beyond any limit.
func (r *reading) alarms() bool { return r.worse[metrics.LevelWarn] || r.worse[metrics.LevelCritical] }

// read reads one KPI of one group. Its level is that of the snapshot. Where a part of the group gave it that level, by limits of its own, it
// is the part that is read. Where it was a part, but none deviates any more, there is no number to compare with, and what is not
// at a level any more is past it.
func (r *Rules) read(s *metrics.Snapshot, sub subject, g *metrics.Group) reading {
	queue, channel := "", ""
	switch sub.of {
	case Queue:
		queue = sub.name
	case Channel:
		channel = sub.name
	}
	out := gone()
	t, targeted := s.Rules.TargetFor(sub.kpi, queue, channel)
	v, better := g.Value(sub.kpi), sub.kpi.Info().Better
	if j := v.Judged; j != nil && v.Level >= metrics.LevelWarn {
		out.part = PartOf(sub.of, j)
		v.Head, v.N, t, targeted = j.Head, j.N, j.Target, true
	}
	if !targeted || better == metrics.None {
		return out
	}
	own := v.Level == t.LevelOf(v.Head, better)
	if own || !v.Known() {
		out.limit = levels[float64]{metrics.LevelWarn: t.Warn, metrics.LevelCritical: t.Critical}
	}
	if !v.Known() || !r.enough(sub.kpi, v) {
		return out
	}
	if own {
		out.value = v.Head
	}
	for _, l := range alarming {
		out.worse[l] = v.Level >= l
		out.fine[l] = !out.worse[l] && !(own && beyond(better, v.Head, r.clears(sub.kpi, l, t)))
	}
	return out
}

// clears is where a level of a KPI is over.
func (r *Rules) clears(k metrics.Key, l metrics.Level, t metrics.Target) float64 {
	from, to := t.Warn, t.Target
	if own, ok := r.Clear[k]; ok && l == metrics.LevelWarn {
		return own
	}
	if l == metrics.LevelCritical {
		from, to = t.Critical, t.Warn
		if math.IsNaN(to) {
			to = t.Target
		}
	}
	if math.IsNaN(to) {
		return from
	}
	return (from + to) / 2
}

// flow is how the feed is as a whole.
type flow uint8

const (
	flowing flow = iota
	silent       // nothing comes any more: the numbers are of the past
	filling      // what is there is still being read: the numbers are not all there
)

func flowOf(f *metrics.Feed) flow {
	switch {
	case f.CatchingUp():
		return filling
	case f.Silent():
		return silent
	}
	return flowing
}

// feedReadings reads the feed: one reading for silence, one for each source that cannot be read.
func feedReadings(s *metrics.Snapshot, yield func(subject, reading)) {
	stale := false
	for i := range s.Feed.Sources {
		src := &s.Feed.Sources[i]
		switch src.Word {
		case "stale":
			stale = true
		case "failed":
			r := fault(metrics.LevelCritical, unknown, "cannot be read")
			if why := src.Why(); why != "" {
				r.why += ": " + why
			}
			yield(subject{feed: true, of: Source, name: src.Source}, r)
		}
	}
	if stale {
		last := s.Feed.News.In(s.AsOf.Location())
		yield(subject{feed: true, of: Whole}, fault(metrics.LevelWarn, s.AsOf.Sub(last).Round(time.Second).Seconds(), "no event since "+last.Format("15:04:05")))
	}
}

// fault is the reading of what is simply wrong.
func fault(level metrics.Level, value float64, why string) reading {
	r := gone()
	r.value, r.why = value, why
	for _, l := range alarming {
		r.worse[l], r.fine[l] = l <= level, l > level
	}
	return r
}

// healed is what is said of a fault that is over, but not for long.
func healed(of Of) string {
	if of == Source {
		return "can be read again"
	}
	return "events come again"
}
