package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui"
	"floorboard/tui/config"
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
	b := &wall{World: &World{Getenv: func(string) string { return "" }, Out: io.Discard}, flags: flags{config: file}}
	load := func() (*config.Config, error) { return b.load(&b.flags) }
	cfg, err := load()
	if err != nil {
		t.Fatal(err)
	}
	woken := make(chan struct{}, 1)
	cfg.Rules.Zone = time.UTC
	var applied *config.Config
	apply := func(cfg *config.Config) error { applied = cfg; return nil }
	r := &reloader{woken: woken, load: load, shown: b.display, apply: apply, cfg: cfg, theme: cfg.Display.Theme}
	r.files = func() []string { return []string{file, r.theme} }
	r.seen = r.read()
	next := func() (tui.Display, string, error) {
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
	if applied == nil || applied.Display.Title != "Night" {
		t.Errorf("a slip was applied: %+v", applied)
	}
	put(file, "short_wait = \"7s\"\n[channels.voice]\nthreshold = \"15s\"")
	if _, note, err := next(); err != nil || note != "the configuration was read again; threshold, short_wait: from the next start on, as they decide what was counted" {
		t.Errorf("got %q, %v", note, err)
	}
	put(file, "day_start = \"06:00\"")
	if _, note, err := next(); err != nil || note != "the configuration was read again; day_start: from the next start on, as it decides what was counted" {
		t.Errorf("got %q, %v", note, err)
	}
	put(file, "pages = [\"queues\", \"floor\"]\nrotate = \"20s\"\n[targets.longest_wait_seconds]\nwarn = 90\n[limits]\naway = \"5m\"\n[alerts]\nhold = \"5s\"\nbell = true")
	o, note, err := next()
	if err != nil || note != "the configuration was read again" || len(o.Pages) != 2 || o.Rotate != 20*time.Second || o.Bell == nil {
		t.Errorf("got %q, %v, %+v", note, err, o)
	}
	target, _ := applied.Rules.TargetFor(metrics.LongestWait, "", "")
	if target.Warn != 90 || applied.Rules.AgentLimits.Of(feed.Away) != 5*time.Minute || applied.Alerts.Rules.Hold != 5*time.Second {
		t.Errorf("not applied: %+v, %+v", target, applied.Alerts)
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

// TestEveryRuleIsReloaded: a definition that changed is taken over, or the board says that it holds from the next start on.
func TestEveryRuleIsReloaded(t *testing.T) {
	takenOver := []string{"Targets", "AgentLimits", "Score"} // by metrics.Engine.Aim
	for _, f := range reflect.VisibleFields(reflect.TypeFor[metrics.Rules]()) {
		was, is := metrics.DefaultRules(), metrics.DefaultRules()
		switch v := reflect.ValueOf(is).Elem().FieldByIndex(f.Index); v.Kind() {
		case reflect.Uint8:
			v.SetUint(v.Uint() + 1)
		case reflect.Int, reflect.Int64:
			v.SetInt(v.Int() + 1)
		case reflect.Pointer:
			is.Zone = time.FixedZone("elsewhere", 3600)
		default:
			v.Set(reflect.Zero(v.Type()))
			if reflect.DeepEqual(was, is) {
				v.Set(reflect.MakeMap(v.Type()))
			}
		}
		if reflect.DeepEqual(was, is) {
			t.Fatalf("%s is not changed", f.Name)
		}
		if said := len(counted(was, is)) > 0; said == slices.Contains(takenOver, f.Name) {
			t.Errorf("%s changed, and the board says so: %v", f.Name, said)
		}
	}
}
