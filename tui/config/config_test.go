package config

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/alert"
)

// TestPrintChangesNothing: the printed defaults, read back, are the defaults. Targets are printed once each, so that
// reading them repeats rules that were there; what counts is which one is in force.
func TestPrintChangesNothing(t *testing.T) {
	var b bytes.Buffer
	if err := Print(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Parse("printed.toml", b.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	want := Default()
	for _, c := range []*Config{got, want} {
		c.Rules.Targets = inForce(c.Rules.Targets)
	}
	if !reflect.DeepEqual(got.Rules, want.Rules) {
		t.Errorf("rules differ:\n got %+v\nwant %+v", got.Rules, want.Rules)
	}
	if !reflect.DeepEqual(got.Alerts, want.Alerts) {
		t.Errorf("alerts differ:\n got %+v\nwant %+v", got.Alerts, want.Alerts)
	}
	if !reflect.DeepEqual(got.Display, want.Display) {
		t.Errorf("display differs:\n got %+v\nwant %+v", got.Display, want.Display)
	}
}

func inForce(rules []metrics.TargetRule) []metrics.TargetRule {
	var out []metrics.TargetRule
	for i, r := range rules {
		last := true
		for _, later := range rules[i+1:] {
			if later.KPI == r.KPI && later.Queue == r.Queue && later.Channel == r.Channel {
				last = false
			}
		}
		if last {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b metrics.TargetRule) int {
		return cmp.Or(cmp.Compare(a.KPI, b.KPI), cmp.Compare(a.Channel, b.Channel))
	})
	return out
}

// TestPrintExplainsEverything: each setting of the printed file has words of its own before it.
func TestPrintExplainsEverything(t *testing.T) {
	for _, section := range []reflect.Type{
		reflect.TypeFor[file](), reflect.TypeFor[target](), reflect.TypeFor[channel](), reflect.TypeFor[queue](), reflect.TypeFor[score](), reflect.TypeFor[alerts](),
	} {
		for f := range fields(section) {
			if f.name == "" || f.comment == "" {
				t.Errorf("%v: setting %q is not explained", section, f.name)
			}
		}
	}
}

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

// TestErrors: every mistake is told with its file, its line, and the remedy.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "title = \"x\"\nservise_level = \"all-abandons\"", `my.toml:2: servise_level: unknown key of the file "servise_level"; did you mean "service_level"?`},
		{"unknown key far down", "[targets.csat]\ntarget = 4\nwarning = 3", `my.toml:3: targets.csat.warning: unknown key of targets.csat "warning"; did you mean "warn"?`},
		{"unknown key in the middle", "[queues.billing]\n[queues.billing.target.csat]\nwarn = 3", `queues.billing.target`},
		{"unknown KPI", "[targets.first_reply]\ntarget = 4", `my.toml:1: targets.first_reply: unknown KPI "first_reply"; did you mean "first_reply_seconds"?`},
		{"unknown formula", "service_level = \"all\"", `my.toml:1: service_level: unknown formula "all"; did you mean "all-abandons"?`},
		{"unknown window", "\nwindow = \"2h\"", `my.toml:2: window: unknown window "2h"; did you mean "1h", "4h" or "8h"?`},
		{"unknown page", "\npage = \"flor\"", `my.toml:2: page: unknown page "flor"; did you mean "floor"?`},
		{"unknown page among several", "\npages = [\"floor\", \"quues\"]", `my.toml:2: pages: unknown page "quues"; did you mean "queues"?`},
		{"no duration", "short_wait = \"soon\"", `my.toml:1: short_wait: "soon" is no duration; write it as "20s", "5m" or "1h30m"`},
		{"negative duration", "# \nshort_wait = -3", `my.toml:2: short_wait: -3s is too short; at least 0s`},
		{"no zone", "time_zone = \"Berlin\"", `my.toml:1: time_zone: "Berlin" is no time zone; write a name of the IANA database`},
		{"no time of day", "day_start = \"25:00\"", `my.toml:1: day_start: "25:00" is no time of day; write it as "06:30"`},
		{"no target", "[targets.offered]\ntarget = 4", `my.toml:1: targets.offered: more of it is neither good nor bad`},
		{"limits in the wrong order", "[targets.service_level]\nwarn = 0.5", `my.toml:1: targets.service_level: target 0.8, warn 0.5, critical 0.6 are out of order: target >= warn >= critical`},
		{"a ratio in percent", "[targets.abandon_rate]\ntarget = 5\nwarn = 8\ncritical = 15", `my.toml:2: targets.abandon_rate.target: 5 is above 1; write a ratio, 80 % as 0.8`},
		{"a level in percent", "[queues.x.targets.service_level]\ntarget = 80", `my.toml:2: queues.x.targets.service_level.target: 80 is above 1`},
		{"kept promises in percent", "[targets.promises]\ntarget = 90\nwarn = 80", `my.toml:2: targets.promises.target: 90 is above 1`},
		{"a rating off its scale", "[targets.csat]\ntarget = 9", `my.toml:2: targets.csat.target: 9 cannot be met; 5 is the most that csat can be`},
		{"a wait of less than nothing", "[targets.longest_wait_seconds]\ntarget = -5", `my.toml:2: targets.longest_wait_seconds.target: -5 cannot be met; 0 is the least that longest_wait_seconds can be`},
		{"score of nothing", "[score.csta]\nweight = 1", `my.toml:1: score.csta: unknown KPI "csta"; did you mean "csat"?`},
		{"no state", "[limits]\nawy = 3", `my.toml:2: limits.awy: unknown state "awy"; did you mean "away"?`},
		{"half a score", "[score.nps]\nweight = 1", `my.toml:1: score.nps: this KPI is not in the score yet; give it weight, floor and target`},
		{"alert on no KPI", "[alerts]\nkpis = [\"nps\", \"fed\"]", `my.toml:2: alerts.kpis: unknown KPI "fed"; did you mean "feed"?`},
		{"alert on agents", "[alerts]\nkpis = [\"score\"]", `my.toml:2: alerts.kpis: "score" is of agents, which raise no alerts; take it out`},
		{"alert without a target", "[alerts]\nkpis = [\"waiting\"]", `my.toml:2: alerts.kpis: "waiting" has no target, so that nothing can be beyond it; give it one in [targets.waiting]`},
		{"alert that clears where it rises", "[alerts.clear]\nlongest_wait_seconds = 130", `my.toml:2: alerts.clear.longest_wait_seconds: 130 is beyond 120`},
		{"alert that clears above all", "[alerts.clear]\nservice_level = 80", `my.toml:2: alerts.clear.service_level: no service_level is as good as 80`},
		{"alert that clears below nothing", "[alerts.clear]\nlongest_wait_seconds = -1", `my.toml:2: alerts.clear.longest_wait_seconds: no longest_wait_seconds is as good as -1`},
		{"order of targets under a dotted key", "\nqueues.billing.targets.csat.warn = 2\n[queues.\"a b\"]\nshort_wait = 2\ntargets.csat.warn = 3", `my.toml:2: queues.billing.targets.csat: target 4.2, warn 2,`},
		{"order of targets under a dotted key of a section", "[queues.\"a b\"]\nshort_wait = 2\ntargets.csat.warn = 3", `my.toml:3: queues.a b.targets.csat: target 4.2, warn 3,`},
		{"a first page that cannot be turned to", "pages = [\"floor\", \"feed\"]\npage = \"queues\"", `my.toml:2: page: "queues" is none of pages ["floor" "feed"]`},
		{"alert that clears nowhere", "[alerts.clear]\nnps = nan", `my.toml:2: alerts.clear.nps: NaN is no number`},
		{"alert window", "[alerts]\nwindow = \"2h\"", `my.toml:2: alerts.window: unknown window "2h"; did you mean "1h", "4h" or "8h"?`},
		{"alert time", "[alerts]\nhold = \"-1s\"", `my.toml:2: alerts.hold: -1s is too short; at least 0s`},
		{"alert cases", "[alerts]\nmin_cases = -1", `my.toml:2: alerts.min_cases: -1 is negative`},
		{"alert command as a string", "[alerts]\ncommand = \"page\"", `my.toml:2: `},
		{"alert command without a name", "[alerts]\ncommand = [\"\"]", `my.toml:2: alerts.command: the program has no name`},
		{"unknown key of alerts", "[alerts]\nholds = 3", `my.toml:2: alerts.holds: unknown key of alerts "holds"; did you mean "hold"?`},
		{"wrong type", "title = 3", `my.toml:1: title: 3 is a whole number; write text in quotes`},
		{"wrong type for a duration", "[queues.x]\nthreshold = []", `my.toml:2: queues.x.threshold: [] is a list; write a duration, such as "20s" or "5m"`},
		{"wrong type for a section", "targets.csat = 4", `my.toml:1: targets.csat: 4 is a whole number; write a section, [targets.csat], with keys of its own`},
		{"wrong type in a list", "pages = [1]", `my.toml:1: pages: 1 is a whole number; write text in quotes`},
		{"wrong type deep in a list", "[alerts]\nkpis = [\n\"nps\",\ntrue]", `my.toml:4: alerts.kpis: true is a yes or no; write text in quotes`},
		{"wrong type in an inline table", "\nqueues.x = {threshold = true}", `my.toml:2: queues.x.threshold: true is a yes or no; write a duration`},
		{"wrong value in an inline table", "\nqueues.x = {threshold = -3}", `my.toml:2: queues.x.threshold: -3s is too short`},
		{"unknown key in an inline table", "queues.x = {treshold = 3}", `my.toml:1: queues.x.treshold: unknown key of queues.x "treshold"; did you mean "threshold"?`},
		{"a section where a value belongs", "[limits.away]\nx = 3", `my.toml:1: limits.away: [limits.away] is a section; write a duration, such as "20s" or "5m"`},
		{"a key of what has none", "title.x = 3", `my.toml:1: title.x: title has no keys of its own; write text in quotes`},
		{"a list of sections", "[[queues.x]]\nthreshold = 3", `my.toml:1: queues.x: [[queues.x]] is a list of sections; write [queues.x]`},
		{"a number too large", "last_ids = 99999999999999999999", `my.toml:1: last_ids: 99999999999999999999 is too large; write a smaller number`},
		{"a number far too large", "threshold = 1e999", `my.toml:1: threshold: "1e999" is no duration; write it as`},
		{"a time too long", "\nexpiry = 1e18", `my.toml:2: expiry: "1e18" is no duration; write it as`},
		{"a target far too large", "targets.csat.target = 1e999", `my.toml:1: targets.csat.target: 1e999 is too large; write a smaller number`},
		{"a long value", "ascii = \"" + strings.Repeat("x ", 50) + "\"", `my.toml:1: ascii: "x x x x x x x x x x x x x x x x x x x … is text; write true or false`},
		{"broken syntax", "title = \"a\"\ntitle x", `my.toml:2: `},
		{"a key twice", "title = \"a\"\ntitle = \"b\"", `my.toml`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("my.toml", []byte(c.text))
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %s\nwant %s", err, c.want)
			}
			if strings.Contains(err.Error(), "strict mode") {
				t.Errorf("the library speaks for us: %s", err)
			}
		})
	}
}

// TestWrongKinds: whatever a key is given that it does not take is told with its file, line, key, value and remedy.
func TestWrongKinds(t *testing.T) {
	values := []struct{ text, kind string }{
		{`"x"`, "text"}, {"true", "bool"}, {"3", "integer"}, {"1.5", "float"}, {"nan", "float"}, {"2026-03-02", "date"}, {"07:30:00", "date"},
		{"2026-03-02T09:00:00Z", "date"}, {"2026-03-02T09:00:00", "date"}, {`["x"]`, "list"}, {"[]", "list"}, {"[[1]]", "list"}, {"{}", "section"}, {"{a = 1}", "section"},
	}
	takes := map[reflect.Type]string{
		reflect.TypeFor[string](): "text", reflect.TypeFor[bool](): "bool", reflect.TypeFor[int](): "integer",
		reflect.TypeFor[float64](): "integer float", reflect.TypeFor[span](): "text integer float", reflect.TypeFor[[]string](): "list",
	}
	tried := 0
	for key, of := range settings(reflect.TypeFor[file](), "") {
		right, isValue := takes[of]
		if !isValue {
			right = "section"
		}
		for _, v := range values {
			if strings.Contains(right, v.kind) {
				continue
			}
			section, last, deep := "", key, strings.LastIndex(key, ".")
			if deep >= 0 {
				section, last = "["+key[:deep]+"]", key[deep+1:]
			}
			tried++
			for _, text := range []string{"\n" + key + " = " + v.text, section + "\n" + last + " = " + v.text} {
				_, err := Parse("my.toml", []byte(text))
				if err == nil {
					t.Errorf("%q is taken", text)
				} else if got, want := err.Error(), "my.toml:2: "+key+": "+v.text+" is "; !strings.HasPrefix(got, want) || !strings.Contains(got, "; write ") || strings.Contains(got, "\n") {
					t.Errorf("%q: got %s\nwant %s…; write …", text, got, want)
				}
			}
		}
		if isValue {
			head, want := "["+key+"]", "my.toml:2: "+key+": ["+key+"] is a section; write "
			if _, err := Parse("my.toml", []byte("\n"+head+"\nx = 3")); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: got %v\nwant %s", head, err, want)
			}
		}
	}
	if tried < 400 {
		t.Errorf("only %d values were tried", tried)
	}
}

// settings are the full names of all settings and sections below a section, with what they hold. Under any name, one stands for all.
func settings(t reflect.Type, section string) iter.Seq2[string, reflect.Type] {
	return func(yield func(string, reflect.Type) bool) {
		below := slices.Collect(names(t))
		if t.Kind() == reflect.Map {
			below = append(entries(t), "x")[:1]
		}
		for _, name := range below {
			of := under(t, name)
			if !yield(section+name, of) {
				return
			}
			for key, of := range settings(of, section+name+".") {
				if !yield(key, of) {
					return
				}
			}
		}
	}
}

func TestAllErrorsAreTold(t *testing.T) {
	_, err := Parse("my.toml", []byte("window = \"2h\"\nservice_level = \"none\"\nday_start = \"x\""))
	if got := strings.Count(err.Error(), "my.toml:"); got != 3 {
		t.Errorf("%d of 3 errors:\n%v", got, err)
	}
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

func TestExplain(t *testing.T) {
	for _, c := range []struct{ key, want string }{
		{"service_level", `Default: 'all-abandons'`},
		{"short_wait", `Default: '5s'`},
		{"targets.csat.warn", "Default: 3.8"},
		{"targets.csat", "customer satisfaction, 1 to 5"},
		{"queues.billing.targets.nps.warn", "net promoter score"},
		{"queues.billing.threshold", "in this queue"},
		{"score.csat", "score.csat.floor"},
		{"channels.email.threshold", `Default: '1h'`},
		{"targets.score.warn", "Default: "},
		{"queues.targets.threshold", "in this queue"}, // a queue may be called anything
		{"queues.limits.targets.csat.warn", "customer satisfaction"},
		{"alerts", "\n    silent, or a source"}, // what goes on stands further in
	} {
		var b bytes.Buffer
		if err := Explain(&b, c.key); err != nil || !strings.Contains(b.String(), c.want) {
			t.Errorf("%s: error %v, and %q is not in\n%s", c.key, err, c.want, b.String())
		}
	}
	for _, key := range []string{"servicelevel", "targets.csat.warm", "title.x", "queues.billing.targets.csat.x", "", "targets.cast", "targets.offered", "queues.billing.targets.cast.warn", "score.score", "limits.sleeping", "alerts.clear.bogus"} {
		var b bytes.Buffer
		if err := Explain(&b, key); err == nil {
			t.Errorf("%q was explained:\n%s", key, b.String())
		}
	}
}

// TestByteOrderMark: what an editor puts before the first key is no part of it.
func TestByteOrderMark(t *testing.T) {
	c, err := Parse("f.toml", []byte("\ufefftitle = \"Acme\"\npages = [\"queues\"]"))
	if err != nil || c.Display.Title != "Acme" {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestExplainEverything: each key that the printed file has is explained.
func TestExplainEverything(t *testing.T) {
	f := defaults()
	f.tables()
	text, err := toml.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for key := range keysOf("", text).lines {
		if err := Explain(io.Discard, key); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// TestExplainSuggests: who names a key half right is led to it.
func TestExplainSuggests(t *testing.T) {
	for key, want := range map[string]string{
		"nps":              `unknown key "nps"; did you mean "targets.nps"?`,
		"targts.csat.warn": `unknown key "targts"; did you mean "targets"?`,
		"alerts.holds":     `unknown key "alerts.holds"; did you mean "alerts.hold"?`,
		"qqqqqqq":          `unknown key "qqqqqqq"; known: title, theme`,
	} {
		if err := Explain(io.Discard, key); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", key, err, want)
		}
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
