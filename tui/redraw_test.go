package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// TestOnlyWhatChangedIsDrawn shows that a frame drawn over the last one is the frame drawn from nothing, whatever changed in between.
func TestOnlyWhatChangedIsDrawn(t *testing.T) {
	sizes := []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 56}}
	keys := []string{"?", "s", "t", "1", "1", "1", "2", "tab", "p", "j"}
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t)
		b.send(rapid.SampledFrom(sizes).Draw(rt, "size"))
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 5).Draw(rt, "step") {
			case 0:
				b.key(rapid.SampledFrom(keys).Draw(rt, "key"))
			case 1:
				b.now = b.now.Add(time.Duration(rapid.IntRange(0, 11).Draw(rt, "seconds")) * time.Second)
				b.send(tickMsg{})
			default:
				snap := paneltest.Floor()
				paneltest.Change(rt, snap)
				b.send(lookMsg{look: b.m.lookout.n, snap: snap})
			}
			fresh := cell.New(b.m.w, b.m.h)
			new(memo).draw(fresh, b.m.view(), b.m.chrome())
			if want := string(b.m.sheet.Write(nil, fresh)); b.m.View() != want {
				rt.Fatalf("%s", firstDifference(b.m.View(), want))
			}
		}
	})
}

// TestEveryNumberIsRead changes each number of a snapshot by itself: a panel that shows it is drawn again.
func TestEveryNumberIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine draws a thousand frames: there is no race to be found")
	}
	var changes []func(s *metrics.Snapshot)
	lists := []func(s *metrics.Snapshot) *metrics.Group{
		func(s *metrics.Snapshot) *metrics.Group { return &s.Total },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Queues[3] },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Channels[1] },
		func(s *metrics.Snapshot) *metrics.Group { return &s.Agents[2] },
	}
	for _, g := range lists {
		for k := range metrics.NumKeys {
			changes = append(changes,
				func(s *metrics.Snapshot) { g(s).Values[k].Head = 7 },
				func(s *metrics.Snapshot) { g(s).Values[k].N = 12 },
				func(s *metrics.Snapshot) { g(s).Values[k].Level = metrics.LevelCritical },
				func(s *metrics.Snapshot) { g(s).Values[k].Has = false },
				func(s *metrics.Snapshot) { g(s).Before[k].Head = 99 })
			for p := range paneltest.Floor().Total.Values[k].Parts {
				changes = append(changes, func(s *metrics.Snapshot) {
					if parts := g(s).Values[k].Parts; p < len(parts) {
						parts[p] = 5
					}
				})
			}
		}
		for l := range metrics.NumLines {
			changes = append(changes, func(s *metrics.Snapshot) {
				if h := g(s).History; h != nil {
					h.Lines[l][len(h.Lines[l])-1] = 90
				}
			})
		}
		changes = append(changes, func(s *metrics.Snapshot) { g(s).Name = "another" })
	}
	changes = append(changes,
		func(s *metrics.Snapshot) { s.Agents[2].Agent.State = feed.Away },
		func(s *metrics.Snapshot) { s.Agents[2].Agent.Reason = "training" },
		func(s *metrics.Snapshot) { s.Agents[2].Agent.Since = s.AsOf.Add(-time.Hour) },
		func(s *metrics.Snapshot) { s.AsOf = s.AsOf.Add(time.Second) },
		func(s *metrics.Snapshot) { s.Total.History.Start = s.Total.History.Start.Add(time.Minute) },
		func(s *metrics.Snapshot) { s.Total.History.Step *= 2 },
		func(s *metrics.Snapshot) { s.Total.History = nil },
		func(s *metrics.Snapshot) { s.Window.Name = "1h" },
		func(s *metrics.Snapshot) { s.Rules = metrics.DefaultRules() },
		func(s *metrics.Snapshot) { s.Queues = s.Queues[:4] })
	b := newBench(t)
	rules := paneltest.Floor().Rules
	floor := func() *metrics.Snapshot {
		s := paneltest.Floor()
		s.Rules = rules
		return s
	}
	before := floor()
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 200, Height: 56}} {
		b.send(size)
		for i, change := range changes {
			if size.Height == 24 && i > len(changes)/len(lists) {
				break // the small page shows more of the whole than the large one, and less of the rest
			}
			b.send(lookMsg{look: b.m.lookout.n, snap: before})
			snap := floor()
			change(snap)
			b.send(lookMsg{look: b.m.lookout.n, snap: snap})
			fresh := cell.New(b.m.w, b.m.h)
			new(memo).draw(fresh, b.m.view(), b.m.chrome())
			if want := string(b.m.sheet.Write(nil, fresh)); b.m.View() != want {
				t.Errorf("change %d at %dx%d is not seen: %s", i, size.Width, size.Height, firstDifference(b.m.View(), want))
			}
		}
	}
}

// BenchmarkUpdate200x56 takes in snapshots as a live board does: with everything changed, with one number changed, and a second later.
func BenchmarkUpdate200x56(b *testing.B) {
	for _, c := range []struct {
		name string
		next func(s *metrics.Snapshot, turn int)
	}{
		{"everything", func(s *metrics.Snapshot, turn int) {
			change := func(g *metrics.Group) {
				for k := range g.Values {
					g.Values[k].Head += float64(turn%2)/10 + 0.01
				}
				if g.History != nil {
					for l := range g.History.Lines {
						line := g.History.Lines[l]
						copy(line, line[1:])
						line[len(line)-1] = float64(turn % 7)
					}
				}
			}
			change(&s.Total)
			for _, list := range [][]metrics.Group{s.Queues, s.Channels, s.Agents} {
				for i := range list {
					change(&list[i])
				}
			}
			s.AsOf = s.AsOf.Add(time.Second)
		}},
		{"one number", func(s *metrics.Snapshot, turn int) { s.Total.Values[metrics.Waiting].Head = float64(turn % 10) }},
		{"one number of a queue", func(s *metrics.Snapshot, turn int) { s.Queues[2].Values[metrics.Waiting].Head = float64(turn % 10) }},
		{"one agent", func(s *metrics.Snapshot, turn int) { s.Agents[7].Agent.State = feed.AgentState(1 + turn%3) }},
		{"the clock", func(s *metrics.Snapshot, _ int) { s.AsOf = s.AsOf.Add(time.Second) }},
		{"nothing", func(*metrics.Snapshot, int) {}},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := newBench(b)
			w.m.sheet = testSheet(b, style.TrueColor, style.Unicode())
			w.send(tea.WindowSizeMsg{Width: 200, Height: 56})
			snap, turn := paneltest.Floor(), 0
			var writer cell.Writer
			var bytes []byte
			b.ReportAllocs()
			for b.Loop() {
				turn++
				c.next(snap, turn)
				w.m.latest, w.m.shown = snap, snap
				w.m.compose()
				bytes = writer.Changes(bytes[:0], &w.m.buf, w.m.sheet)
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
