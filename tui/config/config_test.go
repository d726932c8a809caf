package config

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/alert"
)

const example = `
title = "Acme Care"
window = "1h"
time_zone = "Europe/Berlin"
day_start = "06:30"
service_level = "without-short"
threshold = "30s"

[targets.service_level]
target = 0.9
warn = 0.85

[targets.missed]
target = 5

[channels.chat]
threshold = "45s"
[channels.chat.targets.first_reply_seconds]
target = 30

[queues.billing]
threshold = 10.5
short_wait = "2s"
targets.service_level = {critical = 0.7}

[limits]
away = 45

[score.csat]
weight = 50
`

func TestParse(t *testing.T) {
	c, err := Parse("example.toml", []byte(example))
	if err != nil {
		t.Fatal(err)
	}
	r := c.Rules
	if c.Display.Title != "Acme Care" || c.Display.Window != "1h" {
		t.Errorf("display: %+v", c.Display)
	}
	if r.AgentLimits[feed.Away] != 45*time.Second || r.AgentLimits[feed.Ringing] != 20*time.Second {
		t.Errorf("agent limits: %v", r.AgentLimits)
	}
	if r.Zone.String() != "Europe/Berlin" || r.DayStart != 6*time.Hour+30*time.Minute || r.Formula != metrics.WithoutShort {
		t.Errorf("zone %v, day start %v, formula %v", r.Zone, r.DayStart, r.Formula)
	}
	for _, c := range []struct {
		queue, channel string
		want           time.Duration
	}{
		{"", "fax", 30 * time.Second}, {"", "chat", 45 * time.Second}, {"billing", "chat", 10500 * time.Millisecond}, {"", "voice", 20 * time.Second},
	} {
		if got := r.ThresholdFor(c.queue, c.channel); got != c.want {
			t.Errorf("threshold of queue %q on channel %q is %v, want %v", c.queue, c.channel, got, c.want)
		}
	}
	if r.QueueShort["billing"] != 2*time.Second || r.ShortWait != 5*time.Second {
		t.Errorf("short wait %v, of billing %v", r.ShortWait, r.QueueShort["billing"])
	}
	if s := r.Score["csat"]; s.Weight != 50 || s.Floor != 3 {
		t.Errorf("score of csat: %+v", s)
	}
	for _, c := range []struct {
		rule metrics.TargetRule
		want metrics.Target
	}{
		{metrics.TargetRule{KPI: metrics.ServiceLevel}, metrics.Target{Target: 0.9, Warn: 0.85, Critical: 0.6}},
		{metrics.TargetRule{KPI: metrics.ServiceLevel, Queue: "billing"}, metrics.Target{Target: 0.9, Warn: 0.85, Critical: 0.7}},
		{metrics.TargetRule{KPI: metrics.FirstReply, Channel: "chat"}, metrics.Target{Target: 30, Warn: 120, Critical: 300}},
		{metrics.TargetRule{KPI: metrics.FirstReply, Channel: "email"}, metrics.Target{Target: 3600, Warn: 7200, Critical: 14400}},
		{metrics.TargetRule{KPI: metrics.Missed}, metrics.Target{Target: 5, Warn: 5, Critical: math.NaN()}},
	} {
		if got := lastFor(r.Targets, c.rule); !same(got, c.want) {
			t.Errorf("target of %+v is %+v, want %+v", c.rule, got, c.want)
		}
	}
	for i := 1; i < len(r.Targets); i++ {
		if specificity(r.Targets[i]) < specificity(r.Targets[i-1]) {
			t.Errorf("target %d is less specific than the one before it, and would win over it", i)
		}
	}
}

func TestParseAlerts(t *testing.T) {
	c, err := Parse("my.toml", []byte(`
[targets.waiting]
target = 10
[alerts]
kpis = ["waiting", "csat"]
window = "15m"
hold = 45
repeat = "0s"
bell = true
replays = true
command = ["/usr/local/bin/page", "--queue"]
[alerts.clear]
csat = 4
`))
	if err != nil {
		t.Fatal(err)
	}
	want := Alerts{Window: "15m", Bell: true, Replays: true, Command: []string{"/usr/local/bin/page", "--queue"}, Rules: alert.Rules{
		KPIs: []metrics.Key{metrics.Waiting, metrics.CSAT}, Hold: 45 * time.Second, ClearHold: time.Minute, MinCases: 10,
		Clear: map[metrics.Key]float64{metrics.CSAT: 4}}}
	if !reflect.DeepEqual(c.Alerts, want) {
		t.Errorf("got %+v\nwant %+v", c.Alerts, want)
	}
}

func lastFor(rules []metrics.TargetRule, r metrics.TargetRule) metrics.Target {
	var t metrics.Target
	for _, rule := range rules {
		if rule.KPI == r.KPI && rule.Queue == r.Queue && rule.Channel == r.Channel {
			t = rule.Target
		}
	}
	return t
}

func same(a, b metrics.Target) bool {
	eq := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return eq(a.Target, b.Target) && eq(a.Warn, b.Warn) && eq(a.Critical, b.Critical)
}

func TestFind(t *testing.T) {
	home := t.TempDir()
	file := filepath.Join(home, ".config", "floorboard", "config.toml")
	env := map[string]string{"HOME": home}
	find := func() string { return Find(func(k string) string { return env[k] }) }
	if got := find(); got != "" {
		t.Errorf("found %q where there is none", got)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := find(); got != file {
		t.Errorf("found %q, want %q", got, file)
	}
	env["XDG_CONFIG_HOME"] = t.TempDir()
	if got := find(); got != "" {
		t.Errorf("found %q although XDG_CONFIG_HOME points elsewhere", got)
	}
	env["FLOORBOARD_CONFIG"] = "/named/here.toml"
	if got := find(); got != "/named/here.toml" {
		t.Errorf("found %q, want the file that was named", got)
	}
}

func TestLoadOfNoFile(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "none.toml"), nil)
	if err == nil || !strings.Contains(err.Error(), "floorboard config >") {
		t.Errorf("no remedy in %v", err)
	}
}

// TestByteOrderMark: what an editor puts before the first key is no part of it.
func TestByteOrderMark(t *testing.T) {
	c, err := Parse("f.toml", []byte("\ufefftitle = \"Acme\"\npages = [\"queues\"]"))
	if err != nil || c.Display.Title != "Acme" {
		t.Errorf("%+v, %v", c, err)
	}
}

// FuzzParse: no file, however broken, does worse than an error that names the file.
func FuzzParse(f *testing.F) {
	f.Add(example)
	f.Add("[targets.csat]\nwarn = nan")
	f.Add("a.b.c = [1, {x = 2}]\n[[queues]]")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("f.toml", []byte(text))
		if err == nil && c == nil {
			t.Fatal("neither a configuration nor an error")
		}
		for _, e := range unwrap(err) {
			if !strings.HasPrefix(e.Error(), "f.toml:") {
				t.Fatalf("%v does not name the file", e)
			}
		}
	})
}

func unwrap(err error) []error {
	var many interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many.Unwrap()
	}
	return []error{err}
}
