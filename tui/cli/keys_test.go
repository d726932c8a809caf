//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"floorboard/tui"
)

// sent are the sequences that a terminal sends for keys, by the names that Bubble Tea gives them (xterm's control sequences: PC-style function
// keys). Any other key is the character itself.
var sent = map[string]string{
	"tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "home": "\x1b[H", "end": "\x1b[F",
	"ctrl+b": "\x02", "ctrl+c": "\x03", "ctrl+f": "\x06",
}

// keyStep is a key that is pressed, and what is to be seen of what it does.
type keyStep struct {
	does, key    string // as tui.Keys has them; does is "" for keys of what lies over the page
	then         string // another key, which makes it visible
	shows, hides string
	moves        time.Duration // by which the replay, which stands still, is elsewhere
}

// on the queues and agents pages of the built-in day, where somebody waits for too long
var keySteps = []keyStep{
	{"page", "2", "", "Offered", "", 0},
	{"page", "4", "", "AHT", "Offered", 0},
	{"sort by another column", "s", "", "by name", "", 0},
	{"row", "down", "y", "Andrés:", "", 0},
	{"row", "j", "y", "Anjali:", "", 0},
	{"row", "down", "y", "Astrid:", "", 0},
	{"row", "up", "y", "Anjali:", "", 0},
	{"row", "k", "y", "Andrés:", "", 0},
	{"a screen of rows", "pgdown", "y", "Kwame:", "", 0},
	{"a screen of rows", "pgup", "y", "Andrés:", "", 0},
	{"a screen of rows", "ctrl+f", "y", "Kwame:", "", 0},
	{"a screen of rows", "ctrl+b", "y", "Andrés:", "", 0},
	{"first, last row", "end", "y", "Zahra:", "", 0},
	{"first, last row", "home", "y", "Andrés:", "", 0},
	{"first, last row", "G", "y", "Zahra:", "", 0},
	{"first, last row", "g", "y", "Andrés:", "", 0},
	{"turn the order round", "r", "y", "Zahra:", "", 0},
	{"turn the order round", "r", "y", "Andrés:", "", 0},
	{"copy", "y", "", "copied ", "", 0},
	{"open the row", "enter", "", "Score ", "by name", 0},
	{"back to the list", "esc", "", "by name", "", 0},
	{"sort by another column", "S", "", "by need", "by name", 0},
	{"rows with a text", "/", "", "/_", "", 0},
	{"", "zah", "", "1 of ", "", 0},
	{"", "enter", "", "1 of ", "/zah_", 0},
	{"all rows again", "esc", "", "by need", "1 of ", 0},
	{"filter queues, agents…", "f", "", "nothing checked is everything", "", 0},
	{"", " ", "", "[x]", "", 0},
	{"", "x", "", "[ ]", "[x]", 0},
	{"", "esc", "", "", "nothing checked", 0},
	{"cases behind the number", "c", "", "other cases", "", 0},
	{"", "esc", "", "", "other cases", 0},
	{"theme", "t", "", "Theme", "", 0},
	{"", "esc", "", "", "Theme", 0},
	{"this help", "?", "", "this help", "", 0},
	{"", "esc", "", "", "this help", 0},
	{"longer, shorter time", "W", "", "8 h ", "", 0},
	{"longer, shorter time", "w", "", "today ", "8 h ", 0},
	{"page", "3", "", "Waiting longest", "", 0},
	{"page", "5", "", "Voice of the customer", "", 0},
	{"page", "6", "", "Stages", "", 0},
	{"page", "7", "", "Sources", "", 0},
	{"next page (shift: last)", "tab", "", "by need", "Sources", 0},
	{"next page (shift: last)", "shift+tab", "", "Sources", "", 0},
	{"page", "1", "", "by need", "Sources", 0},
	{"sort by need or name", "s", "", "by name", "", 0},
	{"sort by need or name", "s", "", "by need", "", 0},
	{"hold the picture, go on", "p", "", "paused at", "", 0},
	{"hold the picture, go on", "p", "", "replaying", "paused at", 0},
	{"acknowledge the alert", "a", "", "seen: ", "", 0},
	{"alerts, what happened", "A", "", "What happened", "", 0},
	{"", "esc", "", "", "What happened", 0},
	{"faster, slower", "+", "", "replaying 2x", "", 0},
	{"faster, slower", "=", "", "replaying 4x", "", 0},
	{"faster, slower", "-", "", "replaying 2x", "", 0},
	{"stop, go on", " ", "", "replay paused", "", 0},
	{"one hour back, on", "shift+right", "", "", "", time.Hour},
	{"one hour back, on", "shift+left", "", "", "", -time.Hour},
	{"one minute back, on", "right", "", "", "", time.Minute},
	{"one minute back, on", "left", "", "", "", -time.Minute},
	{"stop, go on", " ", "", "replaying", "replay paused", 0},
}

// soon is by how much a replay may have gone on between a frame and the key.
const soon = 20 * time.Second

var playedAt = regexp.MustCompile(`[▶‖] (\d\d:\d\d:\d\d)  `)

// played is the instant on the time line of a replay.
func played(lines []string) time.Time {
	if m := playedAt.FindStringSubmatch(strings.Join(lines, "\n")); m != nil {
		at, _ := time.Parse("15:04:05", m[1])
		return at
	}
	return time.Time{}
}

// TestEveryKey presses every key of the help in a terminal, and looks at what it does there.
func TestEveryKey(t *testing.T) {
	t.Parallel() // it mostly waits

	pressed := map[string][]string{"quit": {"q", "ctrl+c"}, "suspend (fg: back)": {"ctrl+z"}} // below, and in TestSuspending
	config := filepath.Join(t.TempDir(), "floor.toml")
	if err := os.WriteFile(config, []byte("[targets.longest_wait_seconds]\ntarget = 1\nwarn = 1\ncritical = 2\n[alerts]\nhold = \"0s\""), 0o644); err != nil {
		t.Fatal(err)
	}
	s := onScreen(t, "demo", "--speed", "1", "--window", "today", "--config", config)
	s.resize(120, 24)
	s.words("billing")
	s.words("longest wait")
	for _, step := range keySteps {
		if step.key == "3" { // the pages are looked at in full
			s.resize(120, 40)
			s.calm()
		}
		s.drain()
		before := played(s.lines())
		s.press(step.key)
		if step.then != "" {
			s.press(step.then)
		}
		s.sees(step.shows+" after "+step.key+" ("+step.does+")", func(lines []string) bool {
			text := strings.Join(lines, "\n")
			return strings.Contains(text, step.shows) && (step.hides == "" || !strings.Contains(text, step.hides)) &&
				(step.moves == 0 || (played(lines).Sub(before)-step.moves).Abs() < soon)
		})
		pressed[step.does] = append(pressed[step.does], step.key)
	}
	s.words("2 Queues")      // no note in their place
	s.send("\x1b[<0;13;40M") // a click on the second page
	s.words("Channels")
	s.send("\x1b[<65;10;10M") // the wheel
	s.words("enter open")
	s.press("t")
	s.words("Theme")
	s.send("\x1b[<0;2;4M") // beside the menu
	s.sees("no menu", func(lines []string) bool { return !strings.Contains(strings.Join(lines, "\n"), "Theme") })
	s.press("q")
	if status := s.end(); status != ok {
		t.Errorf("status %d after q", status)
	}
	s = onScreen(t, "demo")
	s.words("billing")
	s.press("ctrl+c")
	if status := s.end(); status != ok {
		t.Errorf("status %d after ctrl+c", status)
	}
	checkAllPressed(t, pressed)
}

// checkAllPressed looks whether each key of each binding was pressed, and nothing that is none.
func checkAllPressed(t *testing.T, pressed map[string][]string) {
	t.Helper()
	bound := map[string]bool{"": true}
	for _, k := range tui.Keys() {
		bound[k.Does] = true
		for i, name := range k.Keys {
			if k.Does == "page" && i >= len(tui.Pages()) {
				continue // there are more number keys than pages
			}
			if !slices.Contains(pressed[k.Does], name) {
				t.Errorf("%q (%s) is in the help, and nobody looks at what it does", name, k.Does)
			}
		}
	}
	for does := range pressed {
		if !bound[does] {
			t.Errorf("no key does %q", does)
		}
	}
}

// press sends what a terminal sends for a key.
func (s *screen) press(key string) {
	s.t.Helper()
	if sequence, named := sent[key]; named {
		key = sequence
	}
	s.send(key)
}
