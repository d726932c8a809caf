package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"floorboard/feed/source"
	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui"
	"floorboard/tui/config"
	"floorboard/tui/mask"
	"floorboard/tui/panel"
	"floorboard/tui/suggest"
)

// flags are those that commands share. A command adds the groups of them that mean something to it; a flag that was not
// given leaves the configuration in force.
type flags struct {
	config string

	input string

	window                          string
	queues, channels, teams, agents []string

	serviceLevel, tz, dayStart string
	threshold                  span
	now                        instant

	theme, page, title, names, profile string
	pages                              []string
	rotate                             span
	noMouse                            bool
	ascii                              bool
}

func (f *flags) addConfig(fs *pflag.FlagSet) {
	fs.StringVar(&f.config, "config", "", "read the configuration from `FILE`; see floorboard config")
}

// addSource adds what says how sources are read.
func (f *flags) addSource(c *cobra.Command) {
	var names []string
	for _, format := range source.Formats() {
		names = append(names, format.Name)
	}
	c.Flags().StringVar(&f.input, "input", "", "`FORMAT` of sources whose content does not tell: "+strings.Join(names, ", "))
	complete(c, "input", names)
}

// addQuestion adds what says which numbers are meant.
func (f *flags) addQuestion(c *cobra.Command, window string) {
	fs := c.Flags()
	fs.StringVar(&f.window, "window", "", "`WINDOW` of time: "+strings.Join(metrics.Windows(), ", ")+" (default "+window+")")
	fs.StringArrayVar(&f.queues, "queue", nil, "only this `QUEUE`; may be given several times, as may the next three")
	fs.StringArrayVar(&f.channels, "channel", nil, "only this `CHANNEL`")
	fs.StringArrayVar(&f.teams, "team", nil, "only this `TEAM`")
	fs.StringArrayVar(&f.agents, "agent", nil, "only this `AGENT`")
	complete(c, "window", metrics.Windows())
}

// addRules adds what says how numbers are defined; zone is the time zone that holds where neither flag nor configuration names one.
func (f *flags) addRules(c *cobra.Command, zone string) {
	fs := c.Flags()
	f.addConfig(fs)
	fs.StringVar(&f.serviceLevel, "service-level", "", "`FORMULA` of the service level; see floorboard config --explain service_level")
	fs.Var(&f.threshold, "threshold", "service level: answered within this, everywhere, such as 20s")
	fs.StringVar(&f.tz, "tz", "", "time `ZONE` of clocks and of today: Europe/Berlin, UTC, local (default "+zone+")")
	fs.StringVar(&f.dayStart, "day-start", "", "when today begins, as `HH:MM` (default 00:00)")
	complete(c, "service-level", metrics.Formulas())
}

func (f *flags) addNow(c *cobra.Command, usage string) { c.Flags().Var(&f.now, "now", usage) }

// addLook adds what says how the board looks.
func (f *flags) addLook(c *cobra.Command) {
	fs := c.Flags()
	fs.StringVar(&f.theme, "theme", "", "a `THEME` of floorboard themes, or a theme or base16 file")
	fs.StringVar(&f.page, "page", "", "open with this `PAGE`: "+strings.Join(tui.Pages(), ", "))
	fs.StringVar(&f.title, "title", "", "what the header calls this floor: `TITLE`")
	fs.StringVar(&f.names, "names", "", "name agents as `FORM` says: "+strings.Join(mask.Forms(), ", "))
	fs.BoolVar(&f.ascii, "ascii", false, "draw with ASCII alone")
	fs.StringVar(&f.profile, "profile", "", "for whom: `PROFILE` "+strings.Join(panel.Profiles(), ", ")+"; see config --explain profile")
	_ = c.RegisterFlagCompletionFunc("theme", cobra.FixedCompletions(themes.Builtin(), cobra.ShellCompDirectiveDefault)) // or a file
	complete(c, "page", tui.Pages())
	complete(c, "profile", panel.Profiles())
	complete(c, "names", mask.Forms())
}

// addBoard adds what every board on a screen takes, wherever its events come from.
func (f *flags) addBoard(c *cobra.Command, zone string) {
	f.addQuestion(c, "today")
	f.addLook(c)
	f.addWall(c)
	f.addRules(c, zone)
}

// addWall adds what says how the board behaves on a screen.
func (f *flags) addWall(c *cobra.Command) {
	fs := c.Flags()
	fs.StringSliceVar(&f.pages, "pages", nil, "only these `PAGES`, in this order: floor,queues,agents")
	fs.Var(&f.rotate, "rotate", "turn to the next page after this long, 0 for never\n(default 30s for profile wall with several --pages)")
	fs.BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal, to select text")
	complete(c, "pages", tui.Pages())
}

func complete(c *cobra.Command, flag string, words []string) {
	// It fails only for a flag that there is not, which a test of the help would show.
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// noFiles keeps shells from offering files as values of flags that name none.
func noFiles(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if what, _ := pflag.UnquoteUsage(f); what != "FILE" {
			_ = c.RegisterFlagCompletionFunc(f.Name, cobra.NoFileCompletions) // it fails where there are words for it, which is well
		}
	})
}

// load reads the configuration and lays the flags over it.
func (w *World) load(f *flags) (*config.Config, error) {
	c, err := config.Load(f.config, w.Getenv)
	if err != nil {
		return nil, &exit{badUsage, err}
	}
	if err := f.define(c.Rules); err != nil {
		return nil, err
	}
	return c, f.show(&c.Display)
}

func (f *flags) define(r *metrics.Rules) error {
	if f.serviceLevel != "" {
		formula, known := metrics.ParseFormula(f.serviceLevel)
		if !known {
			return misuse("--service-level: %s", suggest.Unknown("formula", f.serviceLevel, metrics.Formulas()))
		}
		r.Formula = formula
	}
	if f.threshold.given {
		r.SetThreshold(f.threshold.Duration)
	}
	if f.tz != "" {
		zone, err := config.ParseZone(f.tz)
		if err != nil {
			return misuse("--tz: %w", err)
		}
		r.Zone = zone
	}
	if f.dayStart != "" {
		start, err := config.ParseDayStart(f.dayStart)
		if err != nil {
			return misuse("--day-start: %w", err)
		}
		r.DayStart = start
	}
	return nil
}

func (f *flags) show(d *config.Display) error {
	for _, v := range []struct {
		from string
		into *string
	}{{f.theme, &d.Theme}, {f.page, &d.Page}, {f.title, &d.Title}, {f.window, &d.Window}, {f.profile, &d.Profile}} {
		if v.from != "" {
			*v.into = v.from
		}
	}
	if f.names != "" {
		names, known := mask.ParseNames(f.names)
		if !known {
			return misuse("--names: %s", suggest.Unknown("way to name agents", f.names, mask.Forms()))
		}
		d.Names = names
	}
	if f.theme != "" {
		if _, err := themes.Load(f.theme); err != nil {
			return misuse("--theme: %w", err)
		}
	}
	d.ASCII = d.ASCII || f.ascii
	if !slices.Contains(metrics.Windows(), d.Window) {
		return misuse("--window: %s", suggest.Unknown("window", d.Window, metrics.Windows()))
	}
	if !slices.Contains(tui.Pages(), d.Page) {
		return misuse("--page: %s", suggest.Unknown("page", d.Page, tui.Pages()))
	}
	if !slices.Contains(panel.Profiles(), d.Profile) {
		return misuse("--profile: %s", suggest.Unknown("profile", d.Profile, panel.Profiles()))
	}
	for _, name := range f.pages {
		if !slices.Contains(tui.Pages(), name) {
			return misuse("--pages: %s", suggest.Unknown("page", name, tui.Pages()))
		}
	}
	if len(f.pages) > 0 {
		d.Pages = f.pages
	}
	if f.page != "" && len(f.pages) > 0 && !slices.Contains(f.pages, f.page) {
		return misuse("--page: %q is none of --pages %s; add it there, or leave one of the flags out", f.page, strings.Join(f.pages, ","))
	}
	if f.rotate.given {
		d.Rotate = f.rotate.Duration
	}
	return nil
}

// filter is what of the whole is meant.
func (f *flags) filter() metrics.Filter {
	return metrics.Filter{Queues: f.queues, Channels: f.channels, Teams: f.teams, Agents: f.agents}
}

// question is what a command that counts everything by itself is asked.
func (f *flags) question() metrics.Question {
	window := f.window
	if window == "" {
		window = "all"
	}
	return metrics.Question{Window: window, Filter: f.filter()}
}
