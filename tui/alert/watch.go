package alert

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"floorboard/metrics"
)

// Watch looks at snapshots and keeps the alerts. It is used by one goroutine at a time.
type Watch struct {
	rules Rules
	now   time.Time // of the newest snapshot
	at    map[subject]*condition
	out   []Change // of the call at hand
	log   []Change // only ever appended to: states share it
	told  int
}

// condition is what is remembered of a subject that deviates, or whose alert stands.
type condition struct {
	up    bool              // whether the alert stands
	alert Alert             // while it does
	worse levels[time.Time] // since when it is beyond the limit, without a break; zero when it is not
	fine  levels[time.Time] // since when it is past the clear limit; zero when it is not
	told  time.Time         // when it was last raised or repeated
	seen  bool              // in the snapshot at hand
}

// keptChanges is how many lines the log has, the newest.
const keptChanges = 500

// setRight is by how much time may go back when a clock is set right. Further back is another time, as after a jump in a replay.
const setRight = 5 * time.Second

// New returns a watch that has seen nothing.
func New(r Rules) *Watch { return &Watch{rules: r, at: map[subject]*condition{}} }

// SetRules makes the watch keep to other rules from the next snapshot on. The alerts that stand go on; of a KPI that is not watched any more
// they clear.
func (w *Watch) SetRules(r Rules) { w.rules = r }

// See looks at a snapshot, and returns what changed by it. All snapshots should answer the same question. When time goes back
// the watch begins anew: what was to come is forgotten, also in the log, and the alerts that stood are cleared.
//
// Of a feed from which nothing comes any more only that is said: its numbers are of the past. And while the past is still
// being read, they are not all there.
func (w *Watch) See(s *metrics.Snapshot) []Change {
	if s.AsOf.IsZero() || s.Rules == nil {
		return nil
	}
	w.out = nil
	if s.AsOf.Before(w.now.Add(-setRight)) {
		w.restart(s.AsOf)
	}
	if s.AsOf.After(w.now) {
		w.now = s.AsOf
	}
	for _, c := range w.at {
		c.seen = false
	}
	flow := flowOf(&s.Feed)
	if w.rules.Feed {
		feedReadings(s, w.take)
	}
	if flow == flowing {
		w.groups(s)
	}
	w.unseen(flow)
	return w.out
}

// groups takes the readings of all KPIs that are watched: the narrower groups first, as their alerts speak for the wider ones.
func (w *Watch) groups(s *metrics.Snapshot) {
	for _, k := range w.rules.KPIs {
		for i := range s.Queues {
			w.group(s, subject{kpi: k, of: Queue, name: s.Queues[i].Name}, &s.Queues[i])
		}
		for i := range s.Channels {
			w.group(s, subject{kpi: k, of: Channel, name: s.Channels[i].Name}, &s.Channels[i])
		}
		w.group(s, subject{kpi: k, of: Whole}, &s.Total)
	}
}

func (w *Watch) group(s *metrics.Snapshot, sub subject, g *metrics.Group) {
	w.take(sub, w.rules.read(s, sub, g))
}

// unseen goes on with what the snapshot has nothing on: alerts of groups that are gone, of sources that are well again. Of the
// KPIs nothing can be said while the feed does not flow; then their alerts stand still.
func (w *Watch) unseen(f flow) {
	var left []subject
	for sub, c := range w.at {
		switch {
		case c.seen:
		case !sub.feed && f != flowing:
			c.worse, c.fine = levels[time.Time]{}, levels[time.Time]{}
		default:
			left = append(left, sub)
		}
	}
	slices.SortFunc(left, func(a, b subject) int { return strings.Compare(a.id(), b.id()) })
	for _, sub := range left {
		r := gone()
		if c := w.at[sub]; sub.feed {
			r.why = healed(sub.of)
		} else {
			r.limit[c.alert.Level], r.part = c.alert.Limit, c.alert.Part
		}
		w.take(sub, r)
	}
	maps.DeleteFunc(w.at, func(_ subject, c *condition) bool { return c.idle() })
}

// idle says whether there is nothing to remember.
func (c *condition) idle() bool { return !c.up && c.worse == levels[time.Time]{} }

// take goes on with one subject.
func (w *Watch) take(sub subject, r reading) {
	c := w.at[sub]
	if c == nil {
		if !r.alarms() {
			return
		}
		c = &condition{}
		w.at[sub] = c
	}
	c.seen = true
	for _, l := range alarming {
		c.worse[l] = since(c.worse[l], r.worse[l], w.now)
		c.fine[l] = since(c.fine[l], r.fine[l], w.now)
	}
	if c.up {
		c.alert.follow(&r)
	}
	switch level := w.held(c); {
	case level > c.level() && !(c.level() == metrics.LevelUnknown && w.said(sub, level)):
		w.raise(c, sub, level, r)
	case c.up && w.over(c, c.alert.Level):
		w.lower(c, r)
	case c.up && !c.alert.Acked && w.rules.Repeat > 0 && r.worse[c.alert.Level] && w.now.Sub(c.told) >= w.rules.Repeat:
		w.tell(c, Repeated)
	}
}

// follow takes over how the subject is now. Of a part that deviates no more nothing is known but what its limit was, and what is within a limit
// that was made wider was beyond the one before.
func (a *Alert) follow(r *reading) {
	a.Value, a.why, a.back = r.value, r.why, !r.worse[a.Level]
	limit := r.limit[a.Level]
	if math.IsNaN(limit) {
		return
	}
	a.Part = r.part
	if k, _ := metrics.Lookup(a.KPI); !a.back || !beyond(k.Info().Better, limit, a.Limit) {
		a.Limit = limit
	}
}

// since is since when something holds: from now on if it did not before, and the zero time if it does not.
func since(before time.Time, holds bool, now time.Time) time.Time {
	switch {
	case !holds:
		return time.Time{}
	case before.IsZero():
		return now
	}
	return before
}

// level is how bad the alert is that stands; LevelUnknown when none does.
func (c *condition) level() metrics.Level {
	if !c.up {
		return metrics.LevelUnknown
	}
	return c.alert.Level
}

// held is the worst level that has held for long enough; LevelUnknown when none has.
func (w *Watch) held(c *condition) metrics.Level {
	for _, l := range alarming {
		if t := c.worse[l]; !t.IsZero() && w.now.Sub(t) >= w.rules.Hold {
			return l
		}
	}
	return metrics.LevelUnknown
}

// over says whether a level has been over for long enough.
func (w *Watch) over(c *condition, l metrics.Level) bool {
	t := c.fine[l]
	return !t.IsZero() && w.now.Sub(t) >= w.rules.ClearHold
}

// said says whether a narrower group's alert speaks for this one: that of a queue for channels and the whole, that of a channel for
// the whole. One call too few would else be an alert of all three.
func (w *Watch) said(sub subject, level metrics.Level) bool {
	if sub.feed {
		return false
	}
	for other, c := range w.at {
		if c.up && other.kpi == sub.kpi && !other.feed && other.of < sub.of && c.alert.Level >= level {
			return true
		}
	}
	return false
}

// raise lets an alert rise, or become worse. What was acknowledged was something else.
func (w *Watch) raise(c *condition, sub subject, level metrics.Level, r reading) {
	begin := c.worse[level]
	if c.up {
		begin = c.alert.Since
	}
	c.up = true
	c.alert = Alert{ID: sub.id(), KPI: sub.kpiName(), Of: sub.of, Where: sub.name, Level: level, Since: begin,
		Value: r.value, Limit: r.limit[level], Part: r.part, why: r.why}
	w.tell(c, Raised)
}

// lower clears an alert, or makes it a warning where only its critical level is over.
func (w *Watch) lower(c *condition, r reading) {
	if c.alert.Level == metrics.LevelCritical && !w.over(c, metrics.LevelWarn) {
		c.alert.Level = metrics.LevelWarn
		c.alert.follow(&r)
		w.emit(Eased, c.alert, "")
		return
	}
	c.up = false
	w.emit(Cleared, c.alert, "")
}

func (w *Watch) tell(c *condition, e Event) {
	c.told = w.now
	w.told++
	w.emit(e, c.alert, "")
}

func (w *Watch) emit(e Event, a Alert, note string) {
	ch := Change{Event: e, At: w.now, Alert: a, Note: note}
	w.out = append(w.out, ch)
	w.enter(ch)
}

// enter adds a line to the log. Older lines stay where they are, as states hold them.
func (w *Watch) enter(c Change) {
	if len(w.log) >= 2*keptChanges {
		w.log = slices.Clone(w.log[len(w.log)-keptChanges:])
	}
	w.log = append(w.log, c)
}

// restart begins anew at an earlier time.
func (w *Watch) restart(at time.Time) {
	standing := w.active()
	w.now = at
	clear(w.at)
	n := len(w.log)
	for n > 0 && w.log[n-1].At.After(at) {
		n--
	}
	w.log = slices.Clip(w.log[:n])
	for _, a := range standing {
		w.emit(Cleared, a, "time went back")
	}
}

// Ack says that somebody has seen an alert: it is not repeated until it clears or gets worse. It returns whether there was one
// that nobody had seen.
func (w *Watch) Ack(id string) bool {
	for _, c := range w.at {
		if c.up && c.alert.ID == id && !c.alert.Acked {
			c.alert.Acked = true
			w.enter(Change{Event: Acknowledged, At: w.now, Alert: c.alert})
			return true
		}
	}
	return false
}

// Note adds a line to the log that is of no alert.
func (w *Watch) Note(text string) { w.enter(Change{Event: Noted, At: w.now, Note: text}) }

// State returns how things stand.
func (w *Watch) State() *State {
	return &State{Active: w.active(), Log: slices.Clip(w.log[max(len(w.log)-keptChanges, 0):]), Told: w.told}
}

func (w *Watch) active() []Alert {
	var out []Alert
	for _, c := range w.at {
		if c.up {
			out = append(out, c.alert)
		}
	}
	slices.SortFunc(out, order)
	return out
}
