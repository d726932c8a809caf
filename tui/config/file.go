package config

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/alert"
	"floorboard/tui/panel"
)

// file is the configuration file. It is the one place where a setting is named and explained: `floorboard config` prints
// the comments with the defaults, --explain finds them, and an unknown key is compared with the names.
type file struct {
	Title   string   `toml:"title" comment:"What the header calls this floor; empty for none."`
	Theme   string   `toml:"theme" comment:"A built-in theme, or the path of a theme file or of a base16 or base24 scheme."`
	Window  string   `toml:"window" comment:"The stretch of time that the wall counts at its start: 5m, 15m, 30m, 1h, 4h, 8h, today or all.\nstatus counts everything, unless --window says otherwise."`
	Page    string   `toml:"page" comment:"The page that the wall opens with."`
	Profile string   `toml:"profile" comment:"Who looks at it: desk (everything), wall (whole numbers for a look from afar, no agent scores) or floor (for the agents\nthemselves: no scores, and neither how many wait nor for how long)."`
	Pages   []string `toml:"pages" comment:"The pages that can be turned to, in this order; none for all. The number keys count them."`
	Rotate  span     `toml:"rotate" comment:"Turn to the next page after this long, with the large numbers above every page; 0s never.\nA wall that is given several pages and no time turns after 30s."`
	Names   string   `toml:"names" comment:"How agents are named: full, initials or hidden."`
	ASCII   bool     `toml:"ascii" comment:"Draw with ASCII alone. By itself only where the locale is not UTF-8."`

	TimeZone string `toml:"time_zone" comment:"The zone of clocks and of the window today, as in \"Europe/Berlin\"; \"local\" is this machine's. Empty: UTC for status\nand for recordings, local for the wall."`
	DayStart string `toml:"day_start" comment:"When the window today begins: HH:MM."`

	ServiceLevel string `toml:"service_level" comment:"The formula of the service level. A answered, At answered within the threshold T, B abandoned, Bt abandoned within T,\nBs short abandons, F flowed out.\n  all-abandons          At / (A + B)\n  without-short         At / (A + B - Bs)\n  early-abandons-count  (At + Bt) / (A + B)\n  without-early         At / (A + B - Bt)\n  answered-only         At / A\n  with-flow-outs        At / (A + B + F)"`
	Threshold    span   `toml:"threshold" comment:"T of every channel that has none of its own, below. A queue's own goes before its channel's."`
	ShortWait    span   `toml:"short_wait" comment:"Who leaves within this time has hardly waited: a short abandon."`

	Lateness  span `toml:"lateness" comment:"Events that come up to this much too late are still put in order."`
	Expiry    span `toml:"expiry" comment:"A conversation without any event for this long is dropped, and counted as expired."`
	LastIDs   int  `toml:"last_ids" comment:"How many event ids are remembered, to count a repeated event once."`
	Recontact span `toml:"recontact" comment:"Until this long after it, a first contact resolution is provisional: a reopening takes it back."`

	Targets  map[string]target  `toml:"targets" comment:"What a KPI should be, and from where it is a warning and critical. Ratios are 0 to 1, durations seconds; a duration's\nmean is compared, a rating's mean, the score of the NPS. A limit that is left out keeps its default."`
	Channels map[string]channel `toml:"channels" comment:"What differs by channel: threshold, and targets.KPI as above."`
	Queues   map[string]queue   `toml:"queues" comment:"What differs by queue: threshold, short_wait, and targets.KPI as above."`
	Limits   map[string]span    `toml:"limits" comment:"How long an agent may stay in a state before it is worth a look, and from twice that on critical; 0s for ever."`
	Alerts   alerts             `toml:"alerts" comment:"When something that deviates is an alert, and who is told. Times are those of the feed."`
	Score    map[string]score   `toml:"score" comment:"The agent score: 100 times the weighted mean of these KPIs, each scaled from 0 at its floor to 1 at its target.\nOnly the proportions of the weights matter; a weight of 0 leaves the KPI out."`
}

// target is a section targets.KPI.
type target struct {
	Target   *float64 `toml:"target" help:"What it should be."`
	Warn     *float64 `toml:"warn" help:"From here on the value is a warning."`
	Critical *float64 `toml:"critical" help:"From here on the value is critical."`
}

// channel is a section channels.NAME.
type channel struct {
	Threshold *span             `toml:"threshold,omitempty" help:"T of the service level on this channel."`
	Targets   map[string]target `toml:"targets,omitempty" help:"Targets on this channel."`
}

// queue is a section queues.NAME.
type queue struct {
	Threshold *span             `toml:"threshold,omitempty" help:"T of the service level in this queue."`
	ShortWait *span             `toml:"short_wait,omitempty" help:"Who leaves this queue within this time has hardly waited."`
	Targets   map[string]target `toml:"targets,omitempty" help:"Targets in this queue."`
}

// alerts is the section alerts.
type alerts struct {
	KPIs      []string           `toml:"kpis" comment:"What is watched, of each queue and channel and of the whole: any KPI that has a target. \"feed\" is a feed that falls\nsilent, or a source that cannot be read."`
	Window    string             `toml:"window" comment:"The stretch of time that is watched; empty: that of the wall at its start."`
	Hold      span               `toml:"hold" comment:"A value must be beyond its limit for this long, without a break, before the alert rises."`
	ClearHold span               `toml:"clear_hold" comment:"And past its clear limit for this long before the alert clears."`
	Repeat    span               `toml:"repeat" comment:"An alert that nobody acknowledged is told again after this long; 0s never."`
	MinCases  int                `toml:"min_cases" comment:"A ratio or a mean of fewer cases than this raises no alert; an NPS never one of fewer than 30."`
	Bell      bool               `toml:"bell" comment:"Ring the terminal's bell when an alert rises or is told again."`
	Command   []string           `toml:"command" comment:"A program and its arguments, to be run whenever an alert rises, is told again, eases or clears, as in\n[\"/usr/local/bin/page\", \"--queue\"]. It reads one JSON object: event (raised, repeated, eased, cleared), at, id, kpi, of, where,\nlevel, since, value, limit, acknowledged, text, and queue or channel where value and limit are of one of several. No shell is\ninvolved. After 10 s it is killed."`
	Replays   bool               `toml:"replays" comment:"Run the command also while a recording is played: nobody is paged for an outage of last year unless you say so."`
	Clear     map[string]float64 `toml:"clear" comment:"By KPI, where a warning clears, as in longest_wait_seconds = 45. Otherwise that is halfway between warn and target."`
}

// score is a section score.KPI.
type score struct {
	Weight *float64 `toml:"weight" help:"How much it counts beside the others; 0 leaves it out."`
	Floor  *float64 `toml:"floor" help:"The value that earns nothing."`
	Target *float64 `toml:"target" help:"The value that earns everything."`
}

// span is a duration as people write it: "20s", "1h30m", or a number of seconds.
type span struct{ time.Duration }

// UnmarshalText reads what ParseDuration does.
func (s *span) UnmarshalText(text []byte) (err error) {
	s.Duration, err = ParseDuration(string(text))
	return err
}

// ParseDuration reads a duration as people write it: "20s", "1h30m", or a number of seconds.
func ParseDuration(s string) (time.Duration, error) {
	if seconds, err := strconv.ParseFloat(s, 64); err == nil && math.Abs(seconds) < maxSeconds {
		return time.Duration(seconds * float64(time.Second)), nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, fmt.Errorf("%q is no duration; write it as \"20s\", \"5m\" or \"1h30m\"", s)
	}
	return d, nil
}

// maxSeconds is what a time.Duration can hold, about 292 years.
const maxSeconds = float64(math.MaxInt64) / float64(time.Second)

// MarshalText writes whole hours, minutes and seconds without the zeros behind them: "7h", not "7h0m0s".
func (s span) MarshalText() ([]byte, error) {
	switch d := s.Duration; {
	case d != 0 && d%time.Hour == 0:
		return fmt.Appendf(nil, "%dh", d/time.Hour), nil
	case d != 0 && d%time.Minute == 0:
		return fmt.Appendf(nil, "%dm", d/time.Minute), nil
	}
	return []byte(s.String()), nil
}

// defaults is the file that says, without any tables, what holds without one.
func defaults() *file {
	rules := metrics.DefaultRules()
	return &file{
		Theme:        themes.Default,
		Window:       "today",
		Page:         "floor",
		Profile:      panel.Profiles()[0],
		Pages:        []string{},
		Names:        "full",
		DayStart:     "00:00",
		ServiceLevel: rules.Formula.String(),
		Threshold:    span{rules.ChannelThreshold[""]},
		ShortWait:    span{rules.ShortWait},
		Lateness:     span{rules.Lateness},
		Expiry:       span{rules.Expiry},
		LastIDs:      rules.LastIDs,
		Recontact:    span{rules.Recontact},
		Alerts:       defaultAlerts(),
	}
}

func defaultAlerts() alerts {
	r := alert.DefaultRules()
	a := alerts{Hold: span{r.Hold}, ClearHold: span{r.ClearHold}, Repeat: span{r.Repeat}, MinCases: int(r.MinCases), Command: []string{}}
	for _, k := range r.KPIs {
		a.KPIs = append(a.KPIs, k.Info().Name)
	}
	if r.Feed {
		a.KPIs = append(a.KPIs, alert.Feed)
	}
	return a
}

// tables adds to f what the default rules hold by KPI and by channel. A file that is read leaves them alone where it says nothing.
func (f *file) tables() {
	rules := metrics.DefaultRules()
	f.Targets, f.Channels, f.Score, f.Limits = map[string]target{}, map[string]channel{}, map[string]score{}, map[string]span{}
	f.Alerts.Clear = map[string]float64{}
	for state, d := range rules.AgentLimits {
		if state := feed.AgentState(state); state != feed.StateUnknown {
			f.Limits[state.String()] = span{d}
		}
	}
	for name, d := range rules.ChannelThreshold {
		if s := (span{d}); name != "" {
			f.Channels[name] = channel{Threshold: &s, Targets: map[string]target{}}
		}
	}
	for _, t := range rules.Targets {
		into := f.Targets
		if t.Channel != "" {
			c := f.Channels[t.Channel]
			if c.Targets == nil {
				c.Targets = map[string]target{}
			}
			f.Channels[t.Channel], into = c, c.Targets
		}
		into[t.KPI.Info().Name] = target{&t.Target.Target, &t.Warn, &t.Critical}
	}
	for kpi, r := range rules.Score {
		f.Score[kpi] = score{&r.Weight, &r.Floor, &r.Target}
	}
}
