package config

import (
	"bytes"
	"cmp"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"floorboard/metrics"
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
	got.Display.themeAt = "" // it stands in the file now
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

// TestExplainEverything: each key that the printed file has is explained.
func TestExplainEverything(t *testing.T) {
	keys := Keys()
	for _, want := range []string{"title", "targets", "targets.score.warn", "channels.email.threshold", "alerts.hold", "limits.away", "score.csat.weight"} {
		if !slices.Contains(keys, want) {
			t.Errorf("%s is not among the keys", want)
		}
	}
	for _, key := range keys {
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
