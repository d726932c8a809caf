package tui

import (
	"reflect"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/tui/mask"
)

func TestSearchKeepsRowsAsOneTypes(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.keys("2", "/")
	b.typed("bil")
	b.sees(t, "/bil_")
	b.sees(t, "1 of 6")
	b.sees(t, "billing")
	b.missing(t, "vip")
	b.keys("enter")
	b.missing(t, "/bil_")
	b.sees(t, "1 of 6")
	b.keys("esc")
	b.sees(t, "vip")
	b.keys("/")
	b.typed("nobody")
	b.sees(t, "No queue is called like that.")
	b.typed("q") // is text here, and quits nothing
	b.sees(t, "/nobodyq_")
	b.keys("esc")
	b.sees(t, "vip")
	if b.keys("1"); b.key("/") != nil || b.m.over != nil {
		t.Error("/ does something on a page without a list")
	}
}

// TestKeysThatComeAtOnce: over a slow line a few keys come in one piece. What is pasted is no keys.
func TestKeysThatComeAtOnce(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("2jjj")})
	if got := b.m.order.list.Cursor; b.m.page != 1 || got != 2 {
		t.Errorf("page %d, row %d; want page 1, row 2", b.m.page, got)
	}
	if cmd := b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3q"), Paste: true}); cmd != nil || b.m.page != 1 {
		t.Error("what was pasted was taken for keys")
	}
	b.key("/")
	b.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("bill"), Paste: true})
	b.sees(t, "/bill_")
}

// TestSearchFindsNamesAsShown: a text cannot be used to find out who is behind a number.
func TestSearchFindsNamesAsShown(t *testing.T) {
	b := newBench(t)
	b.m.o.Names = mask.Hidden
	b.snapshot(b.m.look())
	b.keys("4", "/")
	b.typed("amira")
	b.sees(t, "No agent is called like that.")
}

func TestPickFilters(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.keys("f")
	b.sees(t, "[ ] billing")
	b.keys(" ", "j", " ", "tab", " ")
	b.sees(t, "[x] billing")
	b.keys("enter")
	want := metrics.Filter{Queues: b.m.roster.queues[:2], Channels: b.m.roster.channels[:1]}
	if got := b.lastAsked(); !reflect.DeepEqual(got.Filter, want) || got.Window != "30m" {
		t.Errorf("asked %+v, want %+v", got, want)
	}
	b.sees(t, want.Queues[0]+"+"+want.Queues[1]+"+"+want.Channels[0])

	b.keys("f")
	b.sees(t, "[x] billing") // it begins with what is looked at
	b.keys("x", "esc")
	if got := b.lastAsked(); !reflect.DeepEqual(got.Filter, want) {
		t.Errorf("esc asked %+v", got)
	}
	b.keys("2", "j", "enter") // one row of what is looked at
	if got := b.lastAsked().Filter; len(got.Queues) != 1 || !reflect.DeepEqual(got.Channels, want.Channels) {
		t.Errorf("opened %+v", got)
	}
	b.keys("esc", "f", "x", "enter")
	if got := b.lastAsked(); !got.Filter.Empty() {
		t.Errorf("x asked %+v", got)
	}
}

func TestRosterOutlivesFilters(t *testing.T) {
	var r roster
	group := func(name, team string) metrics.Group {
		return metrics.Group{Name: name, Agent: &metrics.Agent{Team: team}}
	}
	r.add(&metrics.Snapshot{Agents: []metrics.Group{group("zoe", "red"), group("amira", "red")}})
	r.add(&metrics.Snapshot{Filter: metrics.Filter{Teams: []string{"red"}}, Agents: []metrics.Group{group("bo", "blue"), group("zoe", "red")}})
	if want := (roster{agents: []string{"amira", "bo", "zoe"}, teams: []string{"blue", "red"}}); !reflect.DeepEqual(r, want) {
		t.Errorf("got %+v, want %+v", r, want)
	}
	r.add(&metrics.Snapshot{Agents: []metrics.Group{group("bo", "blue")}})
	if want := (roster{agents: []string{"bo"}, teams: []string{"blue"}}); !reflect.DeepEqual(r, want) {
		t.Errorf("got %+v, want %+v", r, want)
	}
}
