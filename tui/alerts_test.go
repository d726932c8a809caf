package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/golden"

	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// guarded is a bench whose board somebody keeps watch over: a watch that is shown snapshots by hand.
type guarded struct {
	*bench
	watch *alert.Watch
	bell  strings.Builder
}

func (g *guarded) State() *alert.State { return g.watch.State() }
func (g *guarded) Ack(id string)       { g.watch.Ack(id) }

func newGuarded(t *testing.T, profile string) *guarded {
	t.Helper()
	rules := alert.DefaultRules()
	rules.Hold, rules.ClearHold = 0, 0
	g := &guarded{bench: newBench(t), watch: alert.New(rules)}
	o := g.m.o
	o.Alerts, o.Bell, o.Profile = g, &g.bell, panel.ProfileOf(profile)
	w, h := g.m.w, g.m.h
	g.m = newModel(context.Background(), o)
	g.m.w, g.m.h = w, h
	g.snapshot(g.m.look())
	return g
}

// see shows the watch the floor, some time after it was made, and lets the board's clock tick.
func (g *guarded) see(after time.Duration, change func(*metrics.Snapshot)) {
	s := paneltest.Floor()
	s.AsOf = s.AsOf.Add(after)
	if change != nil {
		change(s)
	}
	g.watch.See(s)
	g.m.heed() // as the tick does, whose command also waits for the next one
	g.m.compose()
}

func TestAlertsStandInTheirLines(t *testing.T) {
	g := newGuarded(t, "desk")
	g.missing(t, "outage: longest wait")
	g.see(0, nil)
	g.sees(t, "‼ 14:02 outage: longest wait 4:12 over 4:00, service level 61% under 65%, NPS -8 under 0, abandon rate 5.2% over 5.0%")
	g.sees(t, "a seen")
	// As long as nobody has seen it, and the value only wavers, the line stays.
	g.see(time.Second, func(s *metrics.Snapshot) {
		for i := range s.Queues {
			s.Queues[i].Values[metrics.LongestWait] = metrics.Value{Head: 200, N: 1, Has: true, Level: metrics.LevelWarn}
		}
	})
	g.sees(t, "longest wait 3:20, was over 4:00")
	g.key("a")
	g.sees(t, "seen: outage")
	if _, unseen := g.State().Unseen(); unseen && !g.State().Active[0].Acked {
		t.Error("the top line is not acknowledged")
	}
	for range 20 {
		g.key("a")
	}
	if a, unseen := g.State().Unseen(); unseen {
		t.Errorf("%s is still unseen", a.ID)
	}
	g.now = g.now.Add(time.Minute)
	g.m.compose()
	g.missing(t, "a seen")
	g.sees(t, "outage: service level")
}

func TestAlertLog(t *testing.T) {
	g := newGuarded(t, "desk")
	g.key("A")
	g.sees(t, "No alert stands.")
	g.key("esc")
	g.see(0, nil)
	g.key("A")
	g.sees(t, "What happened")
	g.sees(t, "raised       outage: service level 61% under 65%")
	g.key("j") // to the second row
	g.key("a")
	g.sees(t, "acknowledged outage: service level 61% under 65%")
	if s := g.State(); s.Active[0].Acked || !s.Active[1].Acked {
		t.Errorf("acknowledged another one than that of the second row: %+v", s.Active)
	}
	// The cursor stays on its alert when another one takes its place.
	under := g.m.over.(*alertLog).on
	g.see(time.Second, func(s *metrics.Snapshot) {
		s.Queues[0].Values[metrics.ServiceLevel] = metrics.Value{Head: 0.1, N: 100, Has: true, Level: metrics.LevelCritical}
	})
	l := g.m.over.(*alertLog)
	l.find(g.m.view())
	if on := g.m.view().ShownAlerts()[l.list.Cursor].ID; on != under {
		t.Errorf("the cursor is on %s, was on %s", on, under)
	}
	for _, k := range []string{"G", "pgup", "pgdown", "g", "k", "a", "2"} {
		g.key(k)
	}
	g.sees(t, "What happened") // it takes the keys of the board below
	g.key("A")
	g.missing(t, "What happened")
}

func TestBellRingsForWhatIsTold(t *testing.T) {
	g := newGuarded(t, "desk")
	g.watch.See(paneltest.Floor())
	ring := g.m.heed()
	if ring == nil {
		t.Fatal("no bell for a new alert")
	}
	ring()
	if g.bell.String() != "\a" {
		t.Errorf("rang %q", g.bell.String())
	}
	if g.m.heed() != nil {
		t.Error("rings again for the same alert")
	}
	g.m.o.Bell = nil
	g.m.watch.told = 0
	if g.m.heed() != nil {
		t.Error("rings although it should not")
	}
	if later := newModel(context.Background(), g.m.o); later.watch.told == 0 {
		t.Error("who comes later is rung for what stood before")
	}
}

func TestPausedAlertsStandStill(t *testing.T) {
	g := newGuarded(t, "desk")
	g.key("p")
	g.see(0, nil)
	g.missing(t, "14:02 outage")
	g.key("p")
	g.see(time.Second, nil)
	g.sees(t, "14:02 outage")
}

// TestFloorSeesNoWaits: alerts on what a profile does not show are kept from it, also from its keys.
func TestFloorSeesNoWaits(t *testing.T) {
	g := newGuarded(t, "floor")
	g.see(0, nil)
	g.sees(t, "outage: service level")
	g.missing(t, "outage: longest wait")
	g.key("A")
	g.missing(t, "longest wait")
	for range 20 {
		g.key("a")
		g.key("j")
	}
	for _, a := range g.State().Active {
		if a.Acked == (a.KPI == "longest_wait_seconds") {
			t.Errorf("%s: acknowledged is %v", a.ID, a.Acked)
		}
	}
}

// TestGoldenAlerts compares the floor with alerts, and the log, with frames that were looked at and found good.
func TestGoldenAlerts(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 56}} {
		g := newGuarded(t, "desk")
		g.m.sheet = testSheet(t, style.NoColor, style.Unicode())
		g.m.w, g.m.h = size[0], size[1]
		g.see(-10*time.Minute, func(s *metrics.Snapshot) { s.Queues = s.Queues[:1] })
		g.see(-5*time.Minute, nil)
		g.key("a")
		g.see(0, func(s *metrics.Snapshot) {
			s.Feed.Sources = append(s.Feed.Sources, metrics.SourceStatus{Word: "failed"})
			s.Feed.Sources[1].Source, s.Feed.Sources[1].Err = "second", "permission denied"
		})
		g.now = g.now.Add(time.Minute)
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		g.m.compose()
		golden.Assert(t, g.m.buf.String()+"\n", "alerts_"+name+".txt")
		g.key("A")
		golden.Assert(t, g.m.buf.String()+"\n", "alertlog_"+name+".txt")
	}
}
