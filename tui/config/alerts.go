package config

import (
	"maps"
	"math"
	"slices"

	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/suggest"
)

// alerts reads the section alerts. The targets are to be read before it.
func (p *parser) alerts(a *alerts) Alerts {
	out := Alerts{Window: a.Window, Bell: a.Bell, Command: a.Command, Replays: a.Replays}
	r := &out.Rules
	for _, name := range a.KPIs {
		if name == alert.Feed {
			r.Feed = true
		} else if k, ok := p.watched("alerts.kpis", name); ok {
			r.KPIs = append(r.KPIs, k)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.Clear)) {
		if k, ok := p.watched("alerts.clear."+name, name); ok {
			if r.Clear == nil {
				r.Clear = map[metrics.Key]float64{}
			}
			r.Clear[k] = p.clears("alerts.clear."+name, k, a.Clear[name])
		}
	}
	if a.Window != "" {
		p.oneOf("alerts.window", "window", a.Window, metrics.Windows())
	}
	r.Hold = p.span("alerts.hold", a.Hold, 0)
	r.ClearHold = p.span("alerts.clear_hold", a.ClearHold, 0)
	r.Repeat = p.span("alerts.repeat", a.Repeat, 0)
	if r.MinCases = int64(a.MinCases); a.MinCases < 0 {
		p.fail("alerts.min_cases", "%d is negative; 0 takes any number of cases", a.MinCases)
	}
	if len(a.Command) > 0 && a.Command[0] == "" {
		p.fail("alerts.command", `the program has no name; write it as ["/usr/local/bin/page", "--queue"], or [] for none`)
	}
	return out
}

// watched is the KPI of a name that can raise alerts: one of queues that has a target.
func (p *parser) watched(key, name string) (metrics.Key, bool) {
	k, ok := metrics.Lookup(name)
	switch {
	case !ok:
		p.fail(key, "%s", suggest.Unknown("KPI", name, append(kpiNames(), alert.Feed)))
	case k == metrics.Score:
		p.fail(key, "%q is of agents, which raise no alerts; take it out", name)
	case !slices.ContainsFunc(p.rules.Targets, func(t metrics.TargetRule) bool { return t.KPI == k }):
		p.fail(key, "%q has no target, so that nothing can be beyond it; give it one in [targets.%s], or take it out", name, name)
	default:
		return k, true
	}
	return 0, false
}

// clears checks where a warning clears: not beyond where it rises.
func (p *parser) clears(key string, k metrics.Key, limit float64) float64 {
	warn := p.ground(metrics.TargetRule{KPI: k}).Warn
	switch {
	case math.IsNaN(limit) || math.IsInf(limit, 0):
		p.fail(key, "%v is no number to compare with", limit)
	case !reachable(k.Info(), limit):
		p.fail(key, "no %s is as good as %v, so that the alert would stand for ever; write a value between the target and %v", k.Info().Name, limit, warn)
	case (limit-warn)*float64(k.Info().Better) < 0:
		p.fail(key, "%v is beyond %v, where the warning rises; write a value on the good side of it", limit, warn)
	}
	return limit
}

// reachable says whether a KPI can be as good as a limit.
func reachable(kpi metrics.KPI, limit float64) bool {
	least, most := kpi.Shape.Range()
	if kpi.Better == metrics.Up {
		return limit <= most
	}
	return limit >= least
}
