package config

import (
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
)

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
