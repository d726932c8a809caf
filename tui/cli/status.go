package cli

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/metrics/report"
	"floorboard/tui/suggest"
	"floorboard/tui/summary"
)

// status reads sources to the end of what is there, and prints the numbers.
type status struct {
	*World
	flags
	format, cases string
	before, check bool
	stale         span
}

const statusName = "status"

// staleAfter is how old the newest event may be in a check at a given instant.
const staleAfter = 10 * time.Minute

func newStatus(w *World) *cobra.Command {
	s := &status{World: w}
	c := &cobra.Command{
		Use:   statusName + " SOURCE...",
		Short: "Print the numbers of what is there, and exit",
		Long: `Reads the sources to the end of what is there, prints the numbers and exits:
as a report for people, or as one JSON object. The instant that they speak of
is that of the newest event, so that a file always gives the same answer.

Exit status: 0 read, 1 interrupted or not written (a full disk), 2 bad usage,
3 a source could not be read, or not to its end (what could be read is printed
all the same). What makes the numbers doubtful is said on standard error: a
source that could not be read, a file that holds no event, a queue that no event
names.

With --check it prints one line for a monitoring system, and ends with 0 OK,
1 WARNING, 2 CRITICAL, or 3 UNKNOWN when a source could not be read, the news is
stale, what is asked for was never seen or the command line makes no sense.`,
		Example: `  floorboard status /var/log/asterisk/queue_log
  floorboard status --window today --tz Europe/Berlin --queue billing day.jsonl.zst
  floorboard status --format json events.jsonl | jq .total.service_level
  floorboard status --cases abandoned --window 1h events.jsonl
  floorboard status --check --window 15m --stale 5m /var/log/asterisk/queue_log`,
		Args: someSources(w),
		RunE: func(c *cobra.Command, args []string) error {
			switch given := c.Flags().Changed; {
			case given("before") && s.format != "json":
				return misuse("--before belongs to --format json: the text names the changes as it is")
			case given("stale") && !s.check:
				return misuse("--stale belongs to --check")
			case s.check && s.cases != "":
				return misuse("--check prints one line, and --cases a list: leave one of them out")
			}
			return s.run(c.Context(), args)
		},
	}
	fs := c.Flags()
	fs.StringVar(&s.format, "format", "text", "`FORM` of the output: text or json")
	fs.BoolVar(&s.before, "before", false, "json: with all numbers of the window before this one")
	fs.StringVar(&s.cases, "cases", "", "list the conversations behind a `KPI`: abandoned, waiting, service_level, nps, …")
	fs.BoolVar(&s.check, "check", false, "print one line for a monitoring system, exit as its plug-ins do")
	fs.Var(&s.stale, "stale", "check: UNKNOWN when the news is older, by --now or else by the\nclock (default 10m with --now, else never)")
	s.addSource(c)
	s.addQuestion(c, "all")
	s.addNow(c, "the instant to report, RFC 3339 or Unix seconds\n(default that of the newest event)")
	s.addRules(c, "UTC")
	complete(c, "format", []string{"text", "json"})
	complete(c, "cases", kpisWithCases())
	return c
}

// checks says whether the arguments ask for a check, even where the flags before --check could not be read: whoever called
// reads 2 as CRITICAL, and a slip of the pen is no alarm.
func checks(args []string) bool {
	for _, arg := range args {
		name, value, given := strings.Cut(arg, "=")
		switch yes, err := strconv.ParseBool(value); {
		case arg == "--":
			return false
		case name == "--check" && (!given || yes || err != nil):
			return true
		}
	}
	return false
}

func (s *status) run(ctx context.Context, names []string) error {
	if s.format != "text" && s.format != "json" {
		return misuse("--format: %s", suggest.Unknown("form", s.format, []string{"text", "json"}))
	}
	kpi, err := s.casesOf()
	if err != nil {
		return err
	}
	cfg, err := s.load(&s.flags)
	if err != nil {
		return err
	}
	if s.check && s.stale.Duration > 0 && s.now.IsZero() {
		s.now.Time = s.Now()
	}
	question := s.question()
	question.Cases = s.cases
	engine := metrics.NewEngine(cfg.Rules, question)
	if !s.now.IsZero() {
		engine.SetLimit(s.now.Time)
	}
	unread, err := s.readAll(ctx, names, &s.flags, engine)
	if err != nil {
		return err
	}
	return s.print(engine.Snapshot(question, s.now.Time), kpi, unread)
}

// casesOf is the KPI whose cases are asked for, if any are.
func (s *status) casesOf() (metrics.Key, error) {
	if s.cases == "" {
		return 0, nil
	}
	kpi, known := metrics.Lookup(s.cases)
	if _, has := metrics.HasCases(kpi); known && has {
		return kpi, nil
	}
	return 0, misuse("--cases: %s", suggest.Unknown("KPI with cases", s.cases, kpisWithCases()))
}

func kpisWithCases() []string {
	var names []string
	for k := range metrics.NumKeys {
		if _, has := metrics.HasCases(k); has {
			names = append(names, k.Info().Name)
		}
	}
	return names
}

func (s *status) print(snap *metrics.Snapshot, kpi metrics.Key, unread []feed.Status) error {
	ahead := s.ahead(snap, &s.flags)
	if s.check {
		return s.printCheck(snap, ahead)
	}
	var err error
	switch {
	case s.format == "json":
		err = report.JSON(s.Out, snap, s.extras()...)
	case s.cases != "":
		err = summary.Cases(s.Out, snap, kpi, columns(s.World))
	default:
		err = summary.Text(s.Out, snap, columns(s.World))
	}
	if err != nil {
		return err
	}
	s.doubt(ahead)
	s.warn(snap)
	return s.complain(unread)
}

func (s *status) printCheck(snap *metrics.Snapshot, ahead string) error {
	if ahead != "" {
		return s.unable(ahead)
	}
	stale := s.stale.Duration
	if !s.stale.given && !s.now.IsZero() {
		stale = staleAfter
	}
	verdict, err := summary.Check(s.Out, snap, stale)
	if err != nil {
		return err
	}
	return &exit{status: int(verdict)}
}

// unable ends a check that cannot be made.
func (s *status) unable(why string) error {
	verdict, err := summary.Unable(s.Out, why)
	if err != nil {
		return err
	}
	return &exit{status: int(verdict)}
}

func (s *status) extras() []report.Extra {
	var extras []report.Extra
	if s.before {
		extras = append(extras, report.Before)
	}
	if s.cases != "" {
		extras = append(extras, report.Cases)
	}
	return extras
}
