package tui

import (
	"context"
	"errors"
	"testing"
	"time"

	"floorboard/tui/mask"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

func TestThemesArePreviewed(t *testing.T) {
	b := newBench(t)
	all := b.m.o.Themes
	b.key("t")
	b.sees(t, all[1].Name)
	b.key("j")
	if b.m.sheet.Theme != all[1] {
		t.Errorf("the list is at %s, the board wears %s", all[1].Name, b.m.sheet.Theme.Name)
	}
	b.key("esc")
	if b.m.sheet.Theme != all[0] {
		t.Errorf("esc leaves %s", b.m.sheet.Theme.Name)
	}
	b.key("t")
	b.key("G")
	b.key("enter")
	if last := all[len(all)-1]; b.m.sheet.Theme != last {
		t.Errorf("enter keeps %s, want %s", b.m.sheet.Theme.Name, last.Name)
	}
	b.sees(t, "theme: "+b.m.sheet.Theme.Name)
	b.key("t")
	if m := b.m.over.(*themeMenu); m.cursor != len(all)-1 {
		t.Errorf("the list begins at %d", m.cursor)
	}
}

func TestReload(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	all := b.m.o.Themes
	var answer reloadMsg
	b.m.o.Reload = func(context.Context) (Display, string, error) { return answer.display, answer.note, answer.err }

	answer.err = errors.New("floor.toml:3: titel: unknown key")
	if b.send(b.m.reload()()) == nil {
		t.Error("a broken edit is the last one that is seen")
	}
	b.sees(t, "kept as it was: floor.toml:3: titel: unknown key")
	b.sees(t, "Acme Care")
	silent := paneltest.Floor()
	silent.Feed.Sources[0].Word = "stale"
	b.send(lookMsg{look: b.m.lookout.n, snap: silent})
	b.sees(t, "no event, since")
	b.sees(t, "kept as it was: floor.toml:3: titel: unknown key") // also where something is wrong with the feed
	b.send(lookMsg{look: b.m.lookout.n, snap: paneltest.Floor()})

	o := b.m.o.Display
	o.Title, o.Names, o.Profile = "Acme Night", mask.Initials, panel.ProfileOf("wall")
	answer = reloadMsg{display: o, note: "floor.toml was read again"}
	b.m.wear(2)
	b.send(b.m.reload()())
	b.missing(t, "kept as it was")
	b.sees(t, "Acme Night")
	b.sees(t, "floor.toml was read again")
	if b.m.sheet.Theme != all[2] {
		t.Error("a theme chosen by hand was lost to a change of the title")
	}
	o.Sheet = style.New(all[1], style.NoColor, style.Unicode())
	answer.display = o
	b.send(b.m.reload()())
	if b.m.sheet.Theme != all[1] {
		t.Error("a new theme is not worn")
	}
}

// TestReloadTurnsPages: pages, what the number keys count, and the window follow the configuration.
func TestReloadTurnsPages(t *testing.T) {
	b := newBench(t)
	b.snapshot(b.m.look())
	b.key("3")
	renew := func(change func(d *Display)) {
		d := b.m.o.Display
		change(&d)
		b.m.o.Reload = func(context.Context) (Display, string, error) { return d, "read again", nil }
		b.send(b.m.reload()())
		b.tick(11 * time.Second) // the note is gone
	}
	renew(func(d *Display) { d.Pages = []string{"agents", "replies"} })
	b.sees(t, "2 Replies")
	b.missing(t, "Floor")
	renew(func(d *Display) { d.Pages = []string{"agents", "feed"} })
	if name := pages[b.m.page].name; name != "agents" {
		t.Errorf("shows %s, which is no page any more", name)
	}
	b.key("2")
	if name := pages[b.m.page].name; name != "feed" {
		t.Errorf("2 turns to %s", name)
	}
	b.key("w")
	chosen := b.m.question.Window
	renew(func(d *Display) { d.Title = "Night" })
	if b.m.question.Window != chosen {
		t.Errorf("a window chosen by hand became %s", b.m.question.Window)
	}
	renew(func(d *Display) { d.Window = "4h" })
	if b.m.question.Window != "4h" {
		t.Errorf("counts %s, want 4h", b.m.question.Window)
	}
}
