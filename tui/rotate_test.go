package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

func TestPagesTurnByThemselves(t *testing.T) {
	b := newBench(t)
	b.m = newModel(context.Background(), Options{Viewer: b.board, Clock: b.m.o.Clock,
		Display: Display{Sheet: b.m.sheet, Pages: []string{"journey", "floor", "feed"}, Rotate: 30 * time.Second}})
	b.m.w, b.m.h = 120, 40
	b.snapshot(b.m.look())
	at := func(want string) {
		t.Helper()
		if got := pages[b.m.page].name; got != want {
			t.Errorf("shows %s, want %s", got, want)
		}
	}
	at("journey")
	b.sees(t, "Service level") // the strip is pinned
	b.tick(29 * time.Second)
	at("journey")
	b.tick(time.Second)
	at("floor")
	b.key("3")
	at("feed")
	b.tick(29 * time.Second)
	at("feed")
	b.sees(t, "Service level")
	b.key("?")
	b.tick(time.Minute)
	at("feed") // nobody reads while the page turns
	b.key("?")
	b.tick(30 * time.Second)
	at("journey")
	b.missing(t, "2 Queues")
	b.key("4")
	at("journey")
}

// TestProfiles: the floor sees neither who waits nor how agents score; the wall ranks nobody.
func TestProfiles(t *testing.T) {
	sheet := testSheet(t, style.NoColor, style.Unicode())
	for _, c := range []struct {
		profile   string
		forbidden []string
	}{
		{"floor", []string{"Waiting", "waiting", "Longest", "longest wait", " late", "Score"}},
		{"wall", []string{"Score"}},
	} {
		for _, page := range Pages() {
			if page == "feed" { // its check names what it adds up
				continue
			}
			for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 56}, {400, 120}, {50, 14}, {19, 4}} {
				frame := Frame(paneltest.Floor(), FrameOptions{W: size[0], H: size[1], Sheet: sheet, Page: page, Profile: panel.ProfileOf(c.profile)}).String()
				for _, word := range c.forbidden {
					if strings.Contains(frame, word) {
						t.Errorf("%s shows %q on page %s at %v:\n%s", c.profile, word, page, size, frame)
					}
				}
			}
		}
	}
}
