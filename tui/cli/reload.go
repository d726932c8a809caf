package cli

import (
	"cmp"
	"context"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"floorboard/feed/follow"
	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui"
	"floorboard/tui/config"
)

// reloader reads the configuration and the theme again when their files change.
type reloader struct {
	woken <-chan struct{} // a file may have changed
	files func() []string // that are read, at present
	load  func() (*config.Config, error)
	shown func(*config.Config) (tui.Display, error)
	apply func(*config.Config) error // what of it is not looks
	rest  time.Duration              // for an editor to have written all of a file

	cfg   *config.Config // that the board was started with
	theme string         // that was looked for last, in force or not
	seen  map[string]string
}

// reloading returns what waits for a change of the configuration or theme of a wall, and what ends it.
func (b *wall) reloading(cfg *config.Config, apply func(*config.Config) error) (wait func(context.Context) (tui.Display, string, error), end func()) {
	const (
		rest = 50 * time.Millisecond
		poll = 3 * time.Second // where the system gives no notices: network file systems
	)
	woken := make(chan struct{}, 1)
	r := &reloader{woken: woken, load: func() (*config.Config, error) { return b.load(&b.flags) }, shown: b.display, apply: apply, rest: rest, cfg: cfg, theme: cfg.Display.Theme}
	r.files = func() []string {
		files := []string{cfg.Path, r.theme}
		if files[0] == "" {
			files[0] = config.Find(b.Getenv)
		}
		return files
	}
	r.seen = r.read()
	watcher := follow.NewWatcher()
	done := make(chan struct{})
	for name := range r.seen {
		go wake(watcher.Subscribe(name).C, poll, woken, done)
	}
	return r.next, func() {
		close(done)
		watcher.Close()
	}
}

// wake passes notices on, and one now and then of itself.
func wake(from <-chan struct{}, poll time.Duration, to chan<- struct{}, done <-chan struct{}) {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		select {
		case <-from:
		case <-tick.C:
		case <-done:
			return
		}
		select {
		case to <- struct{}{}:
		default: // woken already
		}
	}
}

// read returns what is in the files; of one that is not there or is built in, nothing.
func (r *reloader) read() map[string]string {
	out := map[string]string{}
	for _, name := range r.files() {
		if name == "" || slices.Contains(themes.Builtin(), name) {
			continue
		}
		data, _ := os.ReadFile(name) // why it cannot be read is said when it is loaded
		out[name] = string(data)
	}
	return out
}

// next waits until a file has changed, has what it says taken over, and returns how the board is to look, or what is wrong with the file.
func (r *reloader) next(ctx context.Context) (tui.Display, string, error) {
	for {
		select {
		case <-ctx.Done():
			return tui.Display{}, "", ctx.Err()
		case <-r.woken:
		}
		select {
		case <-ctx.Done():
			return tui.Display{}, "", ctx.Err()
		case <-time.After(r.rest):
		}
		if now := r.read(); !reflect.DeepEqual(now, r.seen) {
			r.seen = now
			return r.again()
		}
	}
}

func (r *reloader) again() (tui.Display, string, error) {
	cfg, err := r.load()
	if err != nil {
		return tui.Display{}, "", errors.New(oneLine(err))
	}
	r.theme = cfg.Display.Theme
	r.seen = r.read() // with the theme, which may be another file now
	display, err := r.shown(cfg)
	if err != nil {
		return tui.Display{}, "", errors.New(oneLine(err))
	}
	if err := r.apply(cfg); err != nil {
		return tui.Display{}, "", errors.New(oneLine(err))
	}
	note := "the configuration was read again"
	if waits := counted(r.cfg.Rules, cfg.Rules); len(waits) > 0 {
		note += "; " + strings.Join(waits, ", ") + ": from the next start on, as it decides what was counted"
		if len(waits) > 1 {
			note = strings.Replace(note, "as it decides", "as they decide", 1)
		}
	}
	return display, note, nil
}

// counted are the settings of which is differs from was, and by which events were counted already: they cannot be taken over.
func counted(was, is *metrics.Rules) []string {
	var out []string
	for _, s := range []struct {
		name    string
		was, is any
	}{
		{"service_level", was.Formula, is.Formula},
		{"threshold", []any{was.QueueThreshold, was.ChannelThreshold}, []any{is.QueueThreshold, is.ChannelThreshold}},
		{"short_wait", []any{was.ShortWait, was.QueueShort}, []any{is.ShortWait, is.QueueShort}},
		{"time_zone", was.Zone.String(), cmp.Or(is.Zone, was.Zone).String()},
		{"day_start", was.DayStart, is.DayStart},
		{"lateness", was.Lateness, is.Lateness},
		{"expiry", was.Expiry, is.Expiry},
		{"last_ids", was.LastIDs, is.LastIDs},
		{"recontact", was.Recontact, is.Recontact},
	} {
		if !reflect.DeepEqual(s.was, s.is) {
			out = append(out, s.name)
		}
	}
	return out
}
