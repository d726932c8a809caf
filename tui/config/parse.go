package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui"
	"floorboard/tui/mask"
	"floorboard/tui/panel"
	"floorboard/tui/suggest"
)

// Parse reads the text of a configuration file; path is for its errors only.
func Parse(path string, data []byte) (*Config, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors begin UTF-8 with a byte order mark
	f, keys := defaults(), keysOf(path, data)
	if len(keys.errs) > 0 {
		return nil, errors.Join(keys.errs...)
	}
	if err := toml.Unmarshal(data, f); err != nil {
		return nil, syntaxError(path, err)
	}
	p := &parser{path: path, lines: keys.lines, rules: metrics.DefaultRules()}
	c := &Config{Path: path, Rules: p.rules}
	p.definitions(f)
	p.tables(f)
	c.Display = p.display(f)
	c.Alerts = p.alerts(&f.Alerts)
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return c, nil
}

// parser lays a file on the default rules, and collects what is wrong with it.
type parser struct {
	path  string
	lines map[string]int // of each key, dotted
	rules *metrics.Rules
	errs  []error
}

func (p *parser) fail(key, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s: %s: %s", at(p.path, p.lines[key]), key, fmt.Sprintf(format, args...)))
}

// at is a place in a file as editors understand it.
func at(path string, line int) string {
	if line == 0 {
		return path
	}
	return fmt.Sprintf("%s:%d", path, line)
}

func (p *parser) definitions(f *file) {
	r := p.rules
	formula, ok := metrics.ParseFormula(f.ServiceLevel)
	if !ok {
		p.fail("service_level", "%s", suggest.Unknown("formula", f.ServiceLevel, metrics.Formulas()))
	}
	r.Formula = formula
	r.Zone = p.zone(f.TimeZone)
	start, err := ParseDayStart(f.DayStart)
	if err != nil {
		p.fail("day_start", "%v", err)
	}
	r.DayStart = start
	r.ChannelThreshold[""] = p.span("threshold", f.Threshold, 0)
	r.ShortWait = p.span("short_wait", f.ShortWait, 0)
	r.Lateness = p.span("lateness", f.Lateness, 0)
	r.Expiry = p.span("expiry", f.Expiry, time.Minute)
	r.Recontact = p.span("recontact", f.Recontact, 0)
	if r.LastIDs = f.LastIDs; f.LastIDs < 0 {
		p.fail("last_ids", "%d is negative; 0 remembers none", f.LastIDs)
	}
}

func (p *parser) span(key string, s span, least time.Duration) time.Duration {
	if s.Duration < least {
		p.fail(key, "%v is too short; at least %v", s.Duration, least)
	}
	return s.Duration
}

func (p *parser) zone(name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, err := ParseZone(name)
	if err != nil {
		p.fail("time_zone", "%v", err)
	}
	return zone
}

// ParseZone returns the time zone of this name; "local" is the machine's.
func ParseZone(name string) (*time.Location, error) {
	if strings.EqualFold(name, "local") {
		return time.Local, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("%q is no time zone; write a name of the IANA database, as in \"Europe/Berlin\", or \"UTC\"", name)
	}
	return zone, nil
}

// ParseDayStart reads the start of the day, "HH:MM", as the time since midnight.
func ParseDayStart(s string) (time.Duration, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("%q is no time of day; write it as \"06:30\"", s)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}

func (p *parser) display(f *file) Display {
	p.oneOf("window", "window", f.Window, metrics.Windows())
	for _, page := range f.Pages {
		p.oneOf("pages", "page", page, tui.Pages())
	}
	p.oneOf("page", "page", f.Page, tui.Pages())
	if p.lines["page"] > 0 && len(f.Pages) > 0 && !slices.Contains(f.Pages, f.Page) {
		p.fail("page", "%q is none of pages %q; add it there, or leave one of them out", f.Page, f.Pages)
	}
	p.oneOf("profile", "profile", f.Profile, panel.Profiles())
	p.oneOf("names", "way to name agents", f.Names, mask.Forms())
	names, _ := mask.ParseNames(f.Names)
	themeAt := ""
	if line := p.lines["theme"]; line > 0 {
		themeAt = at(p.path, line)
	}
	return Display{
		themeAt: themeAt,
		Title:   f.Title, Theme: f.Theme, Window: f.Window, Page: f.Page, Profile: f.Profile,
		Pages: f.Pages, Rotate: p.span("rotate", f.Rotate, 0),
		Names: names, ASCII: f.ASCII,
	}
}

func (p *parser) agentLimits(set map[string]span) {
	for _, name := range slices.Sorted(maps.Keys(set)) {
		key := "limits." + name
		state, ok := feed.ParseAgentState(name)
		if !ok {
			p.fail(key, "%s", suggest.Unknown("state", name, stateNames()))
			continue
		}
		p.rules.AgentLimits[state] = p.span(key, set[name], 0)
	}
}

func stateNames() []string {
	var names []string
	for state := feed.StateUnknown + 1; state < feed.NumAgentStates; state++ {
		names = append(names, state.String())
	}
	return names
}

func (p *parser) oneOf(key, what, value string, known []string) {
	if !slices.Contains(known, value) {
		p.fail(key, "%s", suggest.Unknown(what, value, known))
	}
}

// tables lays the sections on the rules, each in the order of its names.
func (p *parser) tables(f *file) {
	p.targets("targets", f.Targets, metrics.TargetRule{})
	for _, name := range slices.Sorted(maps.Keys(f.Channels)) {
		c, key := f.Channels[name], "channels."+name
		if c.Threshold != nil {
			p.rules.ChannelThreshold[name] = p.span(key+".threshold", *c.Threshold, 0)
		}
		p.targets(key+".targets", c.Targets, metrics.TargetRule{Channel: name})
	}
	p.rules.QueueThreshold = map[string]time.Duration{}
	p.rules.QueueShort = map[string]time.Duration{}
	for _, name := range slices.Sorted(maps.Keys(f.Queues)) {
		q, key := f.Queues[name], "queues."+name
		if q.Threshold != nil {
			p.rules.QueueThreshold[name] = p.span(key+".threshold", *q.Threshold, 0)
		}
		if q.ShortWait != nil {
			p.rules.QueueShort[name] = p.span(key+".short_wait", *q.ShortWait, 0)
		}
		p.targets(key+".targets", q.Targets, metrics.TargetRule{Queue: name})
	}
	slices.SortStableFunc(p.rules.Targets, bySpecificity)
	p.agentLimits(f.Limits)
	for _, kpi := range slices.Sorted(maps.Keys(f.Score)) {
		p.score(kpi, f.Score[kpi])
	}
}

func (p *parser) targets(section string, targets map[string]target, rule metrics.TargetRule) {
	for _, name := range slices.Sorted(maps.Keys(targets)) {
		key := section + "." + name
		kpi, ok := metrics.Lookup(name)
		switch {
		case !ok:
			p.fail(key, "%s", suggest.Unknown("KPI", name, kpiNames()))
			continue
		case kpi.Info().Better == metrics.None:
			p.fail(key, "more of it is neither good nor bad, so that it has no target; take the section out")
			continue
		}
		rule.KPI = kpi
		rule.Target = p.target(key, targets[name], p.ground(rule), kpi.Info())
		p.rules.Targets = append(p.rules.Targets, rule)
	}
}

// ground is the target that a rule changes: the one for the same queue or channel, else the one for everything.
func (p *parser) ground(rule metrics.TargetRule) metrics.Target {
	ground := metrics.Target{Target: math.NaN(), Warn: math.NaN(), Critical: math.NaN()}
	for _, t := range slices.SortedStableFunc(slices.Values(p.rules.Targets), bySpecificity) {
		if t.KPI == rule.KPI && (t.Queue == "" || t.Queue == rule.Queue) && (t.Channel == "" || t.Channel == rule.Channel) {
			ground = t.Target
		}
	}
	return ground
}

// bySpecificity puts what holds for everything first, then channels, then queues, as later rules win.
func bySpecificity(a, b metrics.TargetRule) int { return specificity(a) - specificity(b) }

func specificity(t metrics.TargetRule) int {
	switch {
	case t.Queue != "":
		return 2
	case t.Channel != "":
		return 1
	}
	return 0
}

func (p *parser) target(key string, t target, ground metrics.Target, kpi metrics.KPI) metrics.Target {
	better := kpi.Better
	set := func(name string, value *float64, into *float64) {
		if value == nil {
			return
		}
		if math.IsNaN(*value) || math.IsInf(*value, 0) {
			p.fail(key+"."+name, "%v is no number to compare with", *value)
		}
		p.reach(key+"."+name, *value, into == &ground.Target, kpi)
		*into = *value
	}
	if math.IsNaN(ground.Warn) && t.Target != nil {
		ground.Warn = *t.Target
	}
	set("target", t.Target, &ground.Target)
	set("warn", t.Warn, &ground.Warn)
	set("critical", t.Critical, &ground.Critical)
	worse := func(a, b float64) bool { return float64(better)*(a-b) < 0 }
	order := "target <= warn <= critical, as less of it is better"
	if better == metrics.Up {
		order = "target >= warn >= critical, as more of it is better"
	}
	if worse(ground.Target, ground.Warn) || worse(ground.Warn, ground.Critical) || worse(ground.Target, ground.Critical) {
		p.fail(key, "target %v, warn %v, critical %v are out of order: %s", ground.Target, ground.Warn, ground.Critical, order)
	}
	return ground
}

// reach refuses a limit in percent where a ratio belongs, and a target that no value meets. A limit that none is beyond is as good as none.
func (p *parser) reach(key string, value float64, isTarget bool, kpi metrics.KPI) {
	least, most := kpi.Shape.Range()
	switch {
	case most == 1 && value > 1:
		p.fail(key, "%v is above 1; write a ratio, 80 %% as 0.8", value)
	case isTarget && kpi.Better == metrics.Up && value > most:
		p.fail(key, "%v cannot be met; %v is the most that %s can be", value, most, kpi.Name)
	case isTarget && kpi.Better == metrics.Down && value < least:
		p.fail(key, "%v cannot be met; %v is the least that %s can be", value, least, kpi.Name)
	}
}

func (p *parser) score(name string, s score) {
	key := "score." + name
	if kpi, ok := metrics.Lookup(name); !ok || kpi == metrics.Score {
		p.fail(key, "%s", suggest.Unknown("KPI", name, kpiNames()))
		return
	}
	rule, known := p.rules.Score[name]
	if !known && (s.Weight == nil || s.Floor == nil || s.Target == nil) {
		p.fail(key, "this KPI is not in the score yet; give it weight, floor and target")
		return
	}
	for _, v := range []struct{ from, into *float64 }{{s.Weight, &rule.Weight}, {s.Floor, &rule.Floor}, {s.Target, &rule.Target}} {
		if v.from != nil {
			*v.into = *v.from
		}
	}
	if !(rule.Weight >= 0) || rule.Floor == rule.Target {
		p.fail(key, "weight %v, floor %v, target %v: the weight must not be negative, and floor and target must differ", rule.Weight, rule.Floor, rule.Target)
	}
	p.rules.Score[name] = rule
}

func kpiNames() []string {
	var names []string
	for k := range metrics.NumKeys {
		names = append(names, k.Info().Name)
	}
	return names
}
