package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorboard/tui"
)

// TestReload edits a configuration and a theme, well and badly.
func TestReload(t *testing.T) {
	file, theme := filepath.Join(t.TempDir(), "floor.toml"), filepath.Join(t.TempDir(), "mine.toml")
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(file, `title = "Day"`)
	b := &wall{World: &World{Getenv: func(string) string { return "" }}, flags: flags{config: file}}
	cfg, err := b.load()
	if err != nil {
		t.Fatal(err)
	}
	woken := make(chan struct{}, 1)
	r := &reloader{woken: woken, load: b.load, look: b.look, cfg: cfg, theme: cfg.Display.Theme}
	r.files = func() []string { return []string{file, r.theme} }
	r.seen = r.read()
	next := func() (tui.Options, string, error) {
		woken <- struct{}{}
		return r.next(context.Background())
	}

	put(file, `title = "Night"`)
	if o, note, err := next(); err != nil || o.Title != "Night" || note != "the configuration was read again" {
		t.Errorf("got %q, %q, %v", o.Title, note, err)
	}
	put(file, "title = \"Night\"\ntitel = \"x\"")
	if _, _, err := next(); err == nil || !strings.HasPrefix(err.Error(), file+":2: ") {
		t.Errorf("got %v, want the line of the slip", err)
	}
	put(file, "title = \"Night\"\nshort_wait = \"7s\"")
	if _, note, err := next(); err != nil || !strings.Contains(note, "from the next start") {
		t.Errorf("got %q, %v", note, err)
	}
	put(theme, "")
	put(file, "theme = \""+theme+"\"")
	if _, _, err := next(); err == nil || !strings.Contains(err.Error(), "mine.toml") {
		t.Errorf("got %v, want what is wrong with the theme", err)
	}
	light, err := os.ReadFile(filepath.Join("..", "..", "themes", "floor-light.toml"))
	if err != nil {
		t.Fatal(err)
	}
	put(theme, string(light))
	if o, _, err := next(); err != nil || len(o.Sheet.Theme.Name) == 0 {
		t.Errorf("a theme that was mended is not read: %v", err)
	}

	ended, end := context.WithCancel(context.Background())
	end()
	if _, _, err := r.next(ended); err != context.Canceled {
		t.Errorf("got %v when it was to end", err)
	}
}
