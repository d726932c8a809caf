package tui

import (
	"slices"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/paneltest"
)

func TestReplayKeys(t *testing.T) {
	b := newBench(t)
	b.key(" ")
	if !b.play.paused {
		t.Error("space did not stop the replay")
	}
	b.key(" ")
	b.key("+")
	b.key("right")
	b.key("shift+left")
	if moved := b.play.at.Sub(paneltest.Now()); b.play.paused || b.play.speed != 120 || moved != time.Minute-time.Hour {
		t.Errorf("paused %v, speed %v, moved %v", b.play.paused, b.play.speed, moved)
	}
	b.key("+")
	b.sees(t, "the most is 200")
	b.m.o.Player = nil
	if b.key("+") != nil || b.play.speed != 120 {
		t.Error("a key of the replay did something without a replay")
	}
}

// TestReplaySpeaksOfOneInstant: the tape runs ahead of the numbers, but the header and the time line both say what instant these are of.
func TestReplaySpeaksOfOneInstant(t *testing.T) {
	b := newBench(t)
	s := paneltest.Floor()
	s.Feed.Sources[0].Word = "replaying"
	b.play.at = paneltest.Now().Add(50 * time.Second)
	b.send(lookMsg{look: b.m.lookout.n, snap: s})
	b.sees(t, "▶ 14:02:37  60x")
	b.missing(t, "14:03:27")
	b.key("shift+right")
	b.sees(t, "to 15:03:27")
}

// TestOrderInAReplay: rows say by the numbers of which instant they stand, who will soon be over a limit stands before those who will not,
// and after a jump they are sorted at once.
func TestOrderInAReplay(t *testing.T) {
	b := newBench(t)
	snapshot := func(at time.Duration, since map[string]time.Duration) {
		s := paneltest.Floor()
		s.AsOf = s.AsOf.Add(at)
		s.Rules.AgentLimits[feed.Busy] = 20 * time.Minute
		s.Agents = s.Agents[:0:0]
		for _, name := range []string{"Amira", "Ben", "Carla"} {
			s.Agents = append(s.Agents, metrics.Group{Name: name, Agent: &metrics.Agent{State: feed.Busy, Since: s.AsOf.Add(-since[name])}})
		}
		s.Agents[0].Agent.State = feed.Away
		b.send(lookMsg{look: b.m.lookout.n, snap: s})
	}
	order := func() (names []string) {
		for _, g := range b.m.view().Agents {
			names = append(names, g.Name)
		}
		return names
	}
	snapshot(0, map[string]time.Duration{"Amira": time.Minute, "Ben": 5 * time.Minute, "Carla": 15 * time.Minute})
	if got := order(); !slices.Equal(got, []string{"Carla", "Amira", "Ben"}) {
		t.Errorf("%v: Carla will be over the limit within ten minutes, which is as long as rows stay where they are at 60x", got)
	}
	b.sees(t, "by need at 14:02")
	snapshot(8*time.Minute, map[string]time.Duration{"Amira": time.Minute, "Ben": 25 * time.Minute, "Carla": time.Minute})
	if got := order(); got[0] != "Carla" {
		t.Errorf("%v: rows are to keep their places", got)
	}
	b.sees(t, "by need at 14:02")
	snapshot(-time.Hour, map[string]time.Duration{"Amira": time.Minute, "Ben": 25 * time.Minute, "Carla": time.Minute})
	if got := order(); got[0] != "Ben" {
		t.Errorf("%v: after a jump the old order says nothing", got)
	}
	b.sees(t, "by need at 13:02")
	b.play.speed = 1
	b.send(tickMsg{})
	b.missing(t, "by need at")
}
