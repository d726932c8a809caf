package metrics

import (
	"time"

	"floorboard/metrics/tally"
)

// Windows are cut at whole slots: short ones at the grain of the log, long ones at whole minutes.
const (
	shortWindow = time.Hour
	longSlotMs  = 60_000
)

// stretch is a window and the same-length one before it, in Unix ms. The window holds what is at from and after; the one
// before it what is at beforeFrom and before beforeTo. A window without a beginning has none before it.
type stretch struct {
	from, beforeFrom, beforeTo int64
	hasBefore                  bool
}

// stretchOf returns where the named window stands at now.
func stretchOf(name string, now int64, r *Rules) stretch {
	switch name {
	case "all":
		return stretch{from: always}
	case "today":
		return todayAt(now, r)
	}
	length := windowLength(name).Milliseconds()
	slot := int64(tally.SlotMs)
	if windowLength(name) > shortWindow {
		slot = longSlotMs
	}
	from := (now - length) / slot * slot
	return stretch{from: from, beforeFrom: from - length, beforeTo: from, hasBefore: true}
}

// todayAt is the day by the wall clock of the zone: it may have 23 or 25 hours. The window before it is the same hours
// of the day before.
func todayAt(now int64, r *Rules) stretch {
	from := dayBegin(time.UnixMilli(now), r)
	before := dayBegin(from.Add(-time.Millisecond), r)
	return stretch{from: from.UnixMilli(), beforeFrom: before.UnixMilli(), hasBefore: true,
		beforeTo: min(before.UnixMilli()+slots(now-from.UnixMilli())+tally.SlotMs, from.UnixMilli())}
}

// slots rounds a length down to whole slots: what moves with every look would be added up afresh at every look.
func slots(ms int64) int64 { return ms / tally.SlotMs * tally.SlotMs }

// dayBegin returns when the day began that t is in.
func dayBegin(t time.Time, r *Rules) time.Time {
	zone := r.Zone
	if zone == nil {
		zone = time.UTC
	}
	t = t.In(zone)
	begin := firstAt(t.Year(), t.Month(), t.Day(), r.DayStart, zone)
	if begin.After(t) {
		begin = firstAt(t.Year(), t.Month(), t.Day()-1, r.DayStart, zone)
	}
	return begin
}

// firstAt returns when the clocks of a zone first show that time of that day, or one after it. Clocks that are set back show it
// twice; those that are set forward may skip it, in some zones at midnight.
func firstAt(year int, month time.Month, day int, clock time.Duration, zone *time.Location) time.Time {
	h, m := int(clock/time.Hour), int(clock%time.Hour/time.Minute)
	t := time.Date(year, month, day, h, m, 0, 0, zone)
	_, offset := t.Zone()
	skipped := time.Date(year, month, day, h, m, 0, 0, time.UTC).Sub(t.Add(time.Duration(offset) * time.Second))
	since, until := t.ZoneBounds()
	switch {
	case skipped > 0:
		return until
	case skipped < 0:
		return since
	case since.IsZero():
		return t
	}
	_, before := since.Add(-1).Zone()
	if twin := t.Add(time.Duration(offset-before) * time.Second); twin.Before(since) {
		return twin
	}
	return t
}

// windowLength returns the length of a named window, 0 when it has no fixed one.
func windowLength(name string) time.Duration {
	for _, w := range windows {
		if w.name == name {
			return w.length
		}
	}
	return 0
}

// reach is how far back the log must go, so that the named window and the one before it can be answered.
func reach(name string) time.Duration {
	switch name {
	case "all":
		return 0
	case "today":
		return 51 * time.Hour // two days, one of them of 25 hours, and some slack for late events
	}
	return 2*windowLength(name) + time.Hour
}

// windows are those that can be asked for, in the order in which a key steps through them.
var windows = [...]struct {
	name   string
	length time.Duration // 0: not a fixed length
}{
	{"5m", 5 * time.Minute}, {"15m", 15 * time.Minute}, {"30m", 30 * time.Minute}, {"1h", time.Hour},
	{"4h", 4 * time.Hour}, {"8h", 8 * time.Hour}, {"today", 0}, {"all", 0},
}

// Windows returns the names of the windows that can be asked for, shortest first.
func Windows() []string {
	var names []string
	for _, w := range windows {
		names = append(names, w.name)
	}
	return names
}
