package cli

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"floorboard/metrics"
	"floorboard/tui"
	"floorboard/tui/export"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// shot draws one frame into a file.
type shot struct {
	*World
	flags
	output, size string
}

func newShot(w *World) *cobra.Command {
	s := &shot{World: w}
	c := &cobra.Command{
		Use:   "shot SOURCE... -o FILE",
		Short: "Draw one frame as SVG, ANSI or text",
		Long: `Reads the sources to the end of what is there and draws one frame of the board
into a file: a picture (.svg), text with colours (.ans) or plain text (.txt).
The instant that it shows is that of the newest event, unless --now says
otherwise.

Its last lines are what deviates at that instant, and not alerts: those take a
watch that has looked at the board once a second, and the past is read in one
go. A wall that has just been opened has none yet either.`,
		Example: `  floorboard shot events.jsonl -o wall.svg --size 200x56
  floorboard simulate | floorboard shot -o outage.svg --now 2026-03-02T14:20:00Z`,
		Args: someSources(w),
		RunE: func(c *cobra.Command, args []string) error { return s.run(c.Context(), args) },
	}
	fs := c.Flags()
	fs.StringVarP(&s.output, "output", "o", "", "write to `FILE`: .svg, .ans or .txt")
	fs.StringVar(&s.size, "size", "120x40", "of the frame: `COLUMNSxROWS`")
	s.addSource(c)
	s.addQuestion(c, "today")
	s.addNow(c, "the instant to show, RFC 3339 or Unix seconds\n(default that of the newest event)")
	s.addLook(c)
	s.addRules(c, "UTC")
	return c
}

func (s *shot) run(ctx context.Context, names []string) error {
	if s.output == "" {
		return misuse("shot needs a file to write: -o wall.svg, -o wall.ans or -o wall.txt")
	}
	kind, err := export.KindOf(s.output)
	if err != nil {
		return misuse("--output: %w", err)
	}
	width, height, err := parseSize(s.size)
	if err != nil {
		return err
	}
	cfg, err := s.load(&s.flags)
	if err != nil {
		return err
	}
	theme, err := cfg.Display.LoadTheme()
	if err != nil {
		return &exit{badUsage, err}
	}
	depth, glyphs := style.TrueColor, style.Unicode() // a file has no terminal to ask what it can show
	if kind == export.Text || s.Getenv("NO_COLOR") != "" {
		depth = style.NoColor
	}
	if cfg.Display.ASCII {
		glyphs = style.ASCII()
	}
	sheet := style.New(theme, depth, glyphs)

	question := metrics.Question{Window: cfg.Display.Window, Filter: s.filter(), Cases: tui.Cases(cfg.Display.Page)}
	engine := metrics.NewEngine(cfg.Rules) // with no question of its own it keeps what the curves are made of
	engine.Stand(question)
	if !s.now.IsZero() {
		engine.SetLimit(s.now.Time)
	}
	unread, err := s.readAll(ctx, names, &s.flags, engine)
	if err != nil {
		return err
	}
	snap := engine.Snapshot(question, s.now.Time)
	frame := tui.Frame(snap, tui.FrameOptions{W: width, H: height, Sheet: sheet, Page: cfg.Display.Page, Title: cfg.Display.Title,
		Names: cfg.Display.Names, Profile: panel.ProfileOf(cfg.Display.Profile)})
	if err := s.writeFile(s.output, func(dst io.Writer) error { return export.Write(dst, kind, frame, sheet) }); err != nil {
		return err
	}
	s.doubt(s.ahead(snap, &s.flags))
	s.warn(snap)
	return s.complain(unread)
}

// Bounds of a frame.
const maxWidth, maxHeight = 1000, 500

func parseSize(size string) (width, height int, err error) {
	columns, rows, _ := strings.Cut(size, "x")
	width, err = strconv.Atoi(columns)
	height, err2 := strconv.Atoi(rows)
	if err != nil || err2 != nil || width < 1 || height < 1 || width > maxWidth || height > maxHeight {
		return 0, 0, misuse("--size: %q is no size; write columns and rows as 200x56, at most %dx%d", size, maxWidth, maxHeight)
	}
	return width, height, nil
}
