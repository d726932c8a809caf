package tui

import (
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// rate measures how fast the sources are read.
type rate struct {
	since     time.Time // when it began to measure
	from      int64     // the bytes that were read by then
	perSecond float64   // bytes; 0 until there is something to tell
}

// add takes in how much a snapshot says was read by now.
func (r *rate) add(s *metrics.Snapshot, now time.Time) {
	var read int64
	for i := range s.Feed.Sources {
		if src := &s.Feed.Sources[i]; src.Word == feed.Reading.String() {
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
