package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestShot(t *testing.T) {
	for name, want := range map[string]string{"wall.svg": "<svg", "wall.ans": "\x1b[", "wall.txt": "billing"} {
		file := filepath.Join(t.TempDir(), name)
		if got := run(t, morning, "shot", "-o", file, "--size", "100x30"); got.status != ok {
			t.Fatalf("%s: %q", name, got.err)
		}
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: error %v, %.200q", name, err, text)
		}
	}
}

// TestShotOfAPart: a frame says what of the whole it shows, and names agents as it is told.
func TestShotOfAPart(t *testing.T) {
	shot := func(args ...string) string {
		t.Helper()
		file := filepath.Join(t.TempDir(), "frame.txt")
		got := run(t, morning, append([]string{"shot", "-o", file, "--size", "120x40"}, args...)...)
		if got.status != ok {
			t.Fatal(got.err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return got.err + string(text)
	}
	for _, c := range []struct {
		args          []string
		with, without string
	}{
		{nil, "amira", "nosuch"},
		{[]string{"--queue", "billing"}, "today · billing", "sales"},
		{[]string{"--queue", "nosuch"}, "floorboard: --queue: no queue \"nosuch\" was seen; there are billing, sales\n", "billing, voice"},
		{[]string{"--queue", "nosuch"}, "\n ! no queue \"nosuch\" was seen; there are billing, sales", "No queue yet"},
		{[]string{"--names", "hidden"}, "Agent 1", "amira"},
		{[]string{"--names", "hidden", "--agent", "amria"}, "\n ! no agent \"amria\" was seen\n", "! no agent \"amria\" was seen; "},
	} {
		got := shot(c.args...) + shot(append(c.args, "--page", "agents")...)
		if !strings.Contains(got, c.with) || strings.Contains(got, c.without) {
			t.Errorf("%q: %q should be and %q should not be in\n%s", c.args, c.with, c.without, got)
		}
	}
}
