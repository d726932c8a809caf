package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"floorboard/feed"
	"floorboard/feed/source"
	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui"
	"floorboard/tui/config"
	"floorboard/tui/format"
	"floorboard/tui/guard"
	"floorboard/tui/memory"
	"floorboard/tui/panel"
	"floorboard/tui/suggest"
	"floorboard/tui/summary"
)

// rootHelp lacks the table of formats.
const rootHelp = `floorboard is a wallboard for live support queues: it tails an event feed or a
file, and shows queue length, reply speed, agents and NPS on a terminal.

A SOURCE is a file, a pattern of files in quotes, - for standard input, or a
file: URL. A file is read whole and then followed, across rotation, as tail -F
does. Without a source floorboard reads standard input where that is a pipe, and
else plays the built-in recorded day. The format of a source, and whether it is
compressed (gzip, zstd), is seen from the content:

%s
On the wall, ? shows the keys and q quits.`

// formatHelp lists the formats that sources can have, a line each.
func formatHelp() string {
	var b strings.Builder
	for _, f := range source.Formats() {
		fmt.Fprintf(&b, "  %-10s %s\n", f.Name, f.Help)
	}
	return b.String()
}

// wall is the board on this terminal.
type wall struct {
	*World
	flags
	noFollow bool
}

// newWall is the command without a name: the root of the others.
func newWall(w *World) *cobra.Command {
	b := &wall{World: w}
	c := &cobra.Command{
		Use:   "floorboard [flags] SOURCE...",
		Short: "A wallboard for live support queues",
		Long:  fmt.Sprintf(rootHelp, formatHelp()),
		Example: `  floorboard                                        the built-in recorded day
  floorboard /var/log/asterisk/queue_log            a wall for Asterisk, FreePBX or Issabel
  floorboard --window 30m --queue billing 'queue_log*'
  ssh pbx tail -n +1 -F /var/log/asterisk/queue_log | floorboard
  floorboard status --format json events.jsonl      the numbers, for scripts`,
		Version: version(),
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && !piped(w.In) {
				return b.demo(c.Context(), player{speed: demoSpeed, from: demoFrom, loop: true})
			}
			if c.ArgsLenAtDash() != 0 { // after -- there are no commands
				if err := notACommand(c, args); err != nil {
					return err
				}
			}
			return b.run(c.Context(), args)
		},
	}
	c.SetVersionTemplate("floorboard {{.Version}}\n")
	c.Flags().BoolVar(&b.noFollow, "no-follow", false, "stop at the end of what is there")
	b.addSource(c)
	b.addBoard(c, "local")
	return c
}

// notACommand catches the slip of a command's name, which would else be waited for as a file that does not exist yet.
func notACommand(c *cobra.Command, args []string) error {
	if len(args) == 0 || strings.ContainsAny(args[0], `./\*?[:-`) {
		return nil
	}
	if _, err := os.Stat(args[0]); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return misuse("%q is neither a file nor a command; %s (to wait for a file of that name, write ./%[1]s)", args[0], suggest.Among(args[0], commandsOf(c)))
}

func (b *wall) run(ctx context.Context, names []string) error {
	cfg, err := b.load(&b.flags)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	if cfg.Rules.Zone == nil {
		cfg.Rules.Zone = time.Local
	}
	engine := metrics.NewEngine(cfg.Rules)
	reader, err := source.Open(names, source.Options{Format: b.input, Follow: !b.noFollow, Stdin: b.In, Prepare: engine.Prepare})
	if err != nil {
		return &exit{badUsage, err}
	}
	return b.show(ctx, cfg, engine, scene{
		caughtUp: b.calm,
		read:     reader.Run,
		clock: func() time.Time {
			if b.noFollow {
				return time.Time{} // the newest event's: nothing more will come
			}
			return b.Now()
		},
	})
}

// calm leaves the program one processor. With another one idle, the runtime wakes it at every line to look for work that is not there: a quarter of
// what following costs. Who sets the variable knows better.
func (w *World) calm() {
	if w.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
}

// scene is what a board shows: where events come from, and what time it is there.
type scene struct {
	read     func(ctx context.Context, out chan<- *feed.Batch) error
	clock    func() time.Time
	player   tui.Player // nil but for replays
	caughtUp func()     // nil, or called once what was there is read and shown
}

// show runs the board until its user quits, and says at the end what was read.
func (b *wall) show(ctx context.Context, cfg *config.Config, engine *metrics.Engine, sc scene) error {
	if !isTerminal(b.Out) {
		return misuse("the wall needs a terminal; `floorboard status` prints the numbers, `floorboard shot` draws one frame")
	}
	display, err := b.display(cfg)
	if err != nil {
		return err
	}
	o := tui.Options{Display: display, Filter: b.filter(), Page: cfg.Display.Page, Clock: b.Now, Mouse: !b.noMouse}
	running, stop := context.WithCancel(context.WithoutCancel(ctx)) // the board outlives a signal, to say what was read
	defer stop()
	everything := metrics.Question{Window: "all", Filter: o.Filter}
	engine.Stand(everything)
	board := metrics.NewBoard(engine, metrics.Options{Clock: sc.clock, CaughtUp: sc.caughtUp})
	batches := make(chan *feed.Batch, 2)
	go func() {
		defer close(batches)
		_ = sc.read(running, batches) // what failed is in the batches' status, and on the board
	}()
	go board.Run(running, batches)
	watch := guard.New(watchBy(cfg, board, o.Filter, sc.player != nil))
	go watch.Run(running)

	keys, closeKeys := keyboard(b.World)
	defer closeKeys()
	o.Viewer, o.Player, o.Alerts, o.Memory = board, sc.player, watch, memory.Use
	var endReload func()
	o.Reload, endReload = b.reloading(cfg, func(cfg *config.Config) error {
		watch.Change(watchBy(cfg, board, o.Filter, sc.player != nil))
		return board.Aim(running, cfg.Rules)
	})
	defer endReload()
	switch err := tui.Run(ctx, o, keys, b.Out); {
	case errors.Is(err, tui.ErrStalled):
		return nil // there is nobody to say it to
	case err != nil:
		return fmt.Errorf("the terminal: %w", err)
	}
	last, err := board.Look(running, everything, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(b.Out, farewell(last))
	return err
}

// watchBy is how watch is kept over a board. Nobody is paged for what was long ago, unless the configuration says so.
func watchBy(cfg *config.Config, board *metrics.Board, filter metrics.Filter, replayed bool) guard.Options {
	o := guard.Options{Viewer: board, Rules: cfg.Alerts.Rules, Command: cfg.Alerts.Command,
		Question: metrics.Question{Window: cmp.Or(cfg.Alerts.Window, cfg.Display.Window), Filter: filter}}
	if replayed && !cfg.Alerts.Replays {
		o.Command = nil
	}
	return o
}

// display is how the board looks on this terminal.
func (b *wall) display(cfg *config.Config) (tui.Display, error) {
	d := &cfg.Display
	theme, err := d.LoadTheme()
	if err != nil {
		return tui.Display{}, &exit{badUsage, err}
	}
	sheet := b.sheet(theme, d.ASCII)
	out := tui.Display{
		Title: d.Title, Window: d.Window, Pages: d.Pages, Rotate: b.rotation(d), Sheet: sheet, Themes: []*themes.Theme{theme},
		Names: d.Names, Profile: panel.ProfileOf(d.Profile),
	}
	if cfg.Alerts.Bell {
		out.Bell = b.Out
	}
	for _, name := range themes.Builtin() {
		if name == theme.Name {
			continue
		}
		t, err := themes.Load(name)
		if err != nil {
			return tui.Display{}, err
		}
		out.Themes = append(out.Themes, t)
	}
	return out, nil
}

// usualRotation is how long each page is shown where pages turn by themselves and nobody said how fast.
const usualRotation = 30 * time.Second

// rotation is how long each page is shown; 0 where pages do not turn by themselves.
func (b *wall) rotation(d *config.Display) time.Duration {
	if d.Rotate == 0 && !b.rotate.given && panel.ProfileOf(d.Profile).Turning && len(d.Pages) > 1 {
		return usualRotation
	}
	return d.Rotate
}

// farewell says what was read and what was not, on the line that stays when the board is gone.
func farewell(s *metrics.Snapshot) string {
	f := &s.Feed
	words := fmt.Sprintf("floorboard: %s read, %s rejected", format.Things(f.Events, "event"), format.Things(f.Rejected, "line"))
	words += theLast(f.Rejects)
	newest := f.Rejects[max(len(f.Rejects)-1, 0):]
	for i := range f.Sources {
		s := &f.Sources[i]
		said := slices.ContainsFunc(newest, func(r feed.Reject) bool { return r.Source == s.Source && r.Reason == s.Why() })
		if s.State == feed.Failed && !said { // what is damaged is rejected, too
			words += fmt.Sprintf("; %s: %s", summary.Named(s.Source), s.Why())
		}
	}
	return words
}
