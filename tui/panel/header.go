package panel

import (
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
	"floorboard/tui/summary"
)

// Health is how the feed is, in the words of the header.
type Health struct {
	Word   string        // waiting, reading, live, replaying, replay paused, paused, ended, stale or failed
	Detail string        // what stands beside the word: "60x", "43% 12 MB/s, 0:08 left"
	Age    time.Duration // of the newest event; negative when that says nothing
	Stale  bool          // the numbers are of the past: no level may look healthy
	Why    string        // what is wrong with the feed, in one line: of a stale board since when, and which source; "" where nothing is

	Trouble string // with the configuration, in one line; "" where there is none
}

// feedSigns are the signs that go with the words for a source, and for the feed as a whole.
var feedSigns = map[string]string{
	"waiting": "○", "reading": "▹", "live": "●", "ended": "■", "stale": "◌", "failed": "✕", "replaying": "▶", "replay paused": "‖", "paused": "‖",
}

// HealthOf reads the health off a snapshot; rate is how many bytes a second are read at present, 0 when not known.
func HealthOf(snap *metrics.Snapshot, player *Player, rate float64) Health {
	h := Health{Word: "waiting", Age: -1}
	f := &snap.Feed
	sources, last := f.Sources, f.News
	if len(sources) == 0 {
		h.Detail = "for the first events"
		return h
	}
	if !last.IsZero() {
		h.Age = snap.AsOf.Sub(last)
	}
	switch {
	case f.CatchingUp():
		h.Word, h.Detail, h.Age = "reading", progress(sources, rate), -1
	case f.Silent():
		h.Word, h.Stale = "stale", true
		if f.Count("failed") > 0 {
			h.Word = "failed"
		}
	case f.Count("replaying") > 0:
		h.Word, h.Age = "replaying", -1
		if player != nil {
			h.Detail = player.speed()
			if player.Paused {
				h.Word = "replay paused"
			}
		}
	case f.Count("live") > 0:
		h.Word = "live"
	case f.Count("ended") == len(sources):
		h.Word, h.Age = "ended", -1
	}
	if h.Why = why(f, snap.AsOf); h.Why == "" {
		h.Why = summary.NoEvent(f)
	}
	return h
}

// why is one line on the first source that cannot be read, or else on the first that says nothing; and since when, where nothing comes from any.
func why(f *metrics.Feed, now time.Time) string {
	for _, word := range [...]string{"failed", "stale"} {
		i := slices.IndexFunc(f.Sources, func(s metrics.SourceStatus) bool { return s.Word == word })
		if i < 0 {
			continue
		}
		s := &f.Sources[i]
		name := summary.Named(s.Source)
		text, since := name+": no event", ", since "
		if word == "failed" {
			text, since = name+" cannot be read", "; no event since "
		}
		if why := s.Why(); why != "" {
			text += ": " + why
		}
		if f.Silent() && !f.Last.IsZero() {
			form := "15:04:05"
			if now.Sub(f.Last) >= 24*time.Hour {
				form = "2 Jan 2006 15:04"
			}
			text += since + f.Last.Format(form)
		}
		return text
	}
	return ""
}

// progress says how much of what is there has been read.
func progress(sources []metrics.SourceStatus, rate float64) string {
	var read, size int64
	for i := range sources {
		if s := &sources[i]; s.Word == feed.Reading.String() {
			read, size = read+s.Read, size+s.Size
		}
	}
	var parts []string
	switch {
	case size > 0:
		parts = append(parts, format.Percent(min(float64(read)/float64(size), 1), 0))
	case read > 0:
		parts = append(parts, format.Bytes(read))
	}
	if rate > 0 {
		parts = append(parts, format.Bytes(int64(rate))+"/s")
		if size > read {
			parts = append(parts, format.Duration(float64(size-read)/rate)+" left")
		}
	}
	return strings.Join(parts, "  ")
}

// text says how the feed is: "● live 5s", "▹ reading 43%  12 MB/s".
func (h *Health) text() string {
	s := feedSigns[h.Word] + " " + h.Word
	if h.Detail != "" {
		s += " " + h.Detail
	}
	if h.Age >= 0 {
		s += " " + format.Age(h.Age)
	}
	return s
}

// Header draws the line at the top: the board's name, how the feed is, the window, and the clock.
func Header(a cell.Area, v *View) {
	st := style.Header
	if v.Health.Stale {
		st = style.HeaderStale
	}
	a.Fill(a.Bounds(), st, ' ')
	w, health := a.W(), v.Health.text()
	date, clock := v.clock()
	if cell.Width(health)+cell.Width(date)+cell.Width(clock)+6 <= w {
		clock = date + clock // where that leaves room for how the feed is
	}
	right := w - 1 - cell.Width(clock)
	if right < 1 {
		a.TextRight(w, 0, st, clock)
		return
	}
	a.Text(right, 0, st, clock)

	window := v.words(v.window(), v.Filter)
	name := v.words("floorboard", v.Title)

	// Where there is no room for all, the name goes first and then the window.
	room := right - 1
	hw, ww, nw := cell.Width(health), cell.Width(window), cell.Width(name)
	if hw+2 > room {
		a.Text(1, 0, st, v.fit(health, room-2))
		return
	}
	if v.Snap.Window.Name == "" || hw+ww+4 > room {
		window, ww = "", 0
	}
	if left := room - hw - ww - 6; nw > left {
		name = v.fit(name, left)
		if left < 8 {
			name = ""
		}
		nw = cell.Width(name)
	}
	a.Text(1, 0, st, name)
	free := room - nw - hw - ww // between the four, in equal gaps
	x := 1
	if nw > 0 {
		x += nw + max(free/3, 2)
	}
	a.Text(x, 0, st, health)
	if ww > 0 {
		x += hw
		a.Text(x+(right-x-ww)/2, 0, st, window)
	}
}

// clock is the time that the board speaks of, and before it its date when that is not today's.
func (v *View) clock() (date, clock string) {
	at := v.Snap.AsOf
	if v.Health.Word == "live" || v.Health.Stale || at.IsZero() {
		at = v.Now
	}
	if at.IsZero() {
		return "", ""
	}
	if zone := v.Snap.AsOf.Location(); !v.Snap.AsOf.IsZero() {
		at = at.In(zone)
	}
	y, m, d := at.Date()
	if ny, nm, nd := v.Now.In(at.Location()).Date(); y != ny || m != nm || d != nd {
		date = at.Format("Mon 2 Jan 2006  ")
	}
	return date, at.Format("15:04:05")
}
