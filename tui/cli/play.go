package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"floorboard/feed"
	"floorboard/feed/demo"
	"floorboard/feed/replay"
	"floorboard/metrics"
	"floorboard/tui/config"
)

// player is how a recording is played.
type player struct {
	speed    string
	from, to string
	loop     bool
}

const (
	demoSpeed   = "60x"
	demoFrom    = "13:30" // half an hour before something breaks
	replaySpeed = "1x"
)

func newDemo(w *World) *cobra.Command {
	b := &wall{World: w}
	p := player{loop: true}
	c := &cobra.Command{
		Use:   "demo",
		Short: "Play the built-in recorded day",
		Long: `Plays a made-up Monday on a support floor of some 40 agents and 6 queues, over and
over: a morning peak, lunch, an outage at 14:00 that floods one queue, and the
recovery. It begins half an hour before the outage.

Keys: space stops and goes on, the arrows seek, + and - change the speed.`,
		Example: `  floorboard demo
  floorboard demo --from 07:00 --speed 600x
  floorboard demo --theme high-contrast --window 30m`,
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, args []string) error { return b.demo(c.Context(), p) },
	}
	c.Flags().StringVar(&p.speed, "speed", demoSpeed, "how much faster than life: `FACTOR`")
	c.Flags().StringVar(&p.from, "from", demoFrom, "begin at this `TIME`: HH:MM, RFC 3339 or Unix seconds")
	b.addBoard(c, "UTC")
	return c
}

func newReplay(w *World) *cobra.Command {
	b := &wall{World: w}
	var p player
	c := &cobra.Command{
		Use:   "replay FILE",
		Short: "Play a recording",
		Long: `Plays a recording at the pace of its own times: what floorboard record wrote, or any
file that floorboard reads. What is before --from counts, and comes at once.

Keys: space stops and goes on, the arrows seek, + and - change the speed.`,
		Example: `  floorboard replay monday.jsonl.zst --speed 20x
  floorboard replay /var/log/asterisk/queue_log.1 --from 09:00 --to 12:00 --loop`,
		Args: func(c *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return misuse("%s of what? Name a recording, such as monday.jsonl.zst", c.CommandPath())
			case 1:
				if args[0] == "-" {
					return misuse("%s goes back and forth in its recording, and so cannot read standard input: name a file (or ./- for one of that name)", c.CommandPath())
				}
				return nil
			}
			return misuse("%s plays one recording, but %d were named: play one after the other", c.CommandPath(), len(args))
		},
		RunE: func(c *cobra.Command, args []string) error {
			return b.play(c.Context(), args[0], replay.File(args[0]), p)
		},
	}
	fs := c.Flags()
	fs.StringVar(&p.speed, "speed", replaySpeed, "how much faster than life: `FACTOR`")
	fs.StringVar(&p.from, "from", "", "begin at this `TIME`: HH:MM, RFC 3339 or Unix seconds (default the beginning)")
	fs.StringVar(&p.to, "to", "", "end at this `TIME` (default the end)")
	fs.Var(&b.now, "now", "end at this instant; the same as --to")
	fs.BoolVar(&p.loop, "loop", false, "begin again at the end")
	b.addSource(c)
	b.addBoard(c, "UTC")
	return c
}

func (b *wall) demo(ctx context.Context, p player) error {
	return b.play(ctx, "demo", func() (io.ReadCloser, error) { return demo.Open(), nil }, p)
}

func (b *wall) play(ctx context.Context, name string, open func() (io.ReadCloser, error), p player) error {
	cfg, err := b.load(&b.flags)
	if err != nil {
		return err
	}
	playing, err := unlessEnded(ctx, func() (*replay.Player, error) { return b.prepare(cfg, name, open, p) })
	if err != nil {
		return err
	}
	return b.show(ctx, cfg, metrics.NewEngine(cfg.Rules), scene{
		read:   func(ctx context.Context, out chan<- *feed.Batch) error { return playing.Run(ctx, out) },
		clock:  playing.Given,
		player: playing,
	})
}

// unlessEnded does what knows of no context, and leaves it half done when ctx ends: the program ends then.
func unlessEnded[T any](ctx context.Context, do func() (T, error)) (result T, err error) {
	done := make(chan struct{})
	var (
		late T
		fail error
	)
	go func() {
		defer close(done)
		late, fail = do()
	}()
	select {
	case <-done:
		return late, fail
	case <-ctx.Done():
		return result, errInterrupted
	}
}

// prepare reads the recording once, to know its span, and makes ready to play the part of it that was asked for.
func (b *wall) prepare(cfg *config.Config, name string, open func() (io.ReadCloser, error), p player) (playing *replay.Player, err error) {
	o := replay.Options{Format: b.input, Loop: p.loop, Hold: true}
	if o.Speed, err = replay.ParseSpeed(p.speed); err != nil {
		return nil, misuse("--speed: %w", err)
	}
	at := func(text string) (time.Time, error) { return moment(text, cfg.Rules.Zone, name, open, b.input) }
	if o.From, err = at(p.from); err != nil {
		return nil, misuse("--from: %w", err)
	}
	if o.To, err = at(p.to); err != nil {
		return nil, misuse("--to: %w", err)
	}
	if p.to != "" && !b.now.IsZero() {
		return nil, misuse("--to and --now both say when to end: leave one of them out")
	}
	if o.To.IsZero() {
		o.To = b.now.Time
	}
	playing, err = replay.New(name, open, o)
	if errors.Is(err, replay.ErrOutside) {
		return nil, misuse("%w; write --from and --to that lie within that, the earlier one first", err)
	}
	if err != nil {
		return nil, &exit{unreadable, err}
	}
	return playing, nil
}

// moment is the instant that a flag names: a time of day is the first one in the recording, and where it
// holds none, that of its first day: 07:00 of what begins at 07:00:05.
func moment(text string, zone *time.Location, name string, open func() (io.ReadCloser, error), format string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	clock, err := clockTime(text)
	if err != nil {
		var i instant
		if err := i.Set(text); err != nil {
			return time.Time{}, fmt.Errorf("%w, or as a time of day, 14:30", err)
		}
		return i.Time, nil
	}
	recording, err := replay.New(name, open, replay.Options{Format: format, Speed: 1})
	if err != nil {
		return time.Time{}, &exit{unreadable, err}
	}
	if zone == nil {
		zone = time.UTC
	}
	first, last := recording.Span()
	first = first.In(zone)
	at := time.Date(first.Year(), first.Month(), first.Day(), clock.Hour(), clock.Minute(), clock.Second(), 0, zone)
	if next := at.AddDate(0, 0, 1); at.Before(first) && !next.After(last) {
		return next, nil
	}
	return at, nil
}

// clockTime reads a time of day: 14:30, 14:30:05, or the hour alone, which nobody means as seconds of 1970.
func clockTime(text string) (t time.Time, err error) {
	for _, layout := range []string{"15:04", time.TimeOnly, "15"} {
		if t, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	return t, err
}
