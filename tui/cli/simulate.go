package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"floorboard/feed/jsonl"
	"floorboard/feed/simulate"
)

func newSimulate(w *World) *cobra.Command {
	o := simulate.Default()
	var out string
	var start instant
	outage := span{o.Outage, true}
	c := &cobra.Command{
		Use:   "simulate",
		Short: "Write a made-up day of events",
		Long: `Writes a made-up day as native events, one JSON object a line: customers who
arrive, wait, lose patience and come back, agents with shifts, skills and
breaks, and an outage that floods one queue. Equal flags give equal bytes.`,
		Example: `  floorboard simulate -o day.jsonl
  floorboard simulate --seed 7 --agents 120 --queues 12 --rate 1.3 | floorboard status
  floorboard simulate --start 2026-06-01T08:00:00+02:00 --hours 4 -o morning.jsonl`,
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkDay(o); err != nil {
				return err
			}
			o.Outage = outage.Duration
			if !start.IsZero() {
				o.Start = start.Time
			}
			return w.writeFile(out, func(dst io.Writer) error { return writeDay(c.Context(), dst, o) })
		},
	}
	fs := c.Flags()
	fs.Uint64Var(&o.Seed, "seed", o.Seed, "`NUMBER` that the day grows from")
	fs.IntVar(&o.Agents, "agents", o.Agents, "`NUMBER` of people on the roster")
	fs.IntVar(&o.Queues, "queues", o.Queues, "`NUMBER` of queues")
	fs.Float64Var(&o.Hours, "hours", o.Hours, "how many `HOURS` it lasts")
	fs.Float64Var(&o.Rate, "rate", o.Rate, "`FACTOR` on the contacts that arrive: 1 can be carried, 1.5 drowns")
	fs.Float64Var(&o.Pace, "pace", o.Pace, "`FACTOR` on arrivals and on everybody's speed: for big feeds")
	fs.Var(&outage, "outage", "something breaks this `DURATION` after the start; 0 for never")
	fs.Var(&start, "start", "when the day begins (default "+o.Start.Format(time.RFC3339)+")")
	fs.StringVarP(&out, "output", "o", "", "write to `FILE` (default standard output)")
	return c
}

// checkDay says which number makes no day.
func checkDay(o simulate.Options) error {
	for _, v := range []struct {
		flag        string
		value, most float64 // no floor is larger, and much more would take all memory
	}{
		{"--agents", float64(o.Agents), 100_000}, {"--queues", float64(o.Queues), 10_000}, {"--hours", o.Hours, 24 * 366}, {"--rate", o.Rate, 1000}, {"--pace", o.Pace, 1000},
	} {
		if !(v.value > 0) {
			return misuse("%s: %v makes no day; write a number above 0", v.flag, v.value)
		}
		if v.value > v.most {
			return misuse("%s: %s is more than can be made up; write at most %v", v.flag, strconv.FormatFloat(v.value, 'f', -1, 64), v.most)
		}
	}
	return nil
}

// writeDay writes events until the day or ctx ends.
func writeDay(ctx context.Context, w io.Writer, o simulate.Options) error {
	buf := bufio.NewWriterSize(w, 64<<10)
	var line []byte
	for e := range simulate.Day(o) {
		if ctx.Err() != nil {
			return errors.Join(errors.New("interrupted: the day is not whole"), buf.Flush())
		}
		line = jsonl.Append(line[:0], e)
		if _, err := buf.Write(line); err != nil {
			return err
		}
	}
	return buf.Flush()
}
