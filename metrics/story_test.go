package metrics_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/jsonl"
	"floorboard/metrics"
	"floorboard/metrics/report"
)

// A story is a file of lines, events in and numbers out. It is told all at once, and event by event with a look after each.
//
//	# what happens, and how the numbers follow from it
//	rules formula=without-short zone=Europe/Berlin day_start=4h threshold=30s     in place of the defaults
//	{"time":…}                                   an event
//	ask window=15m queue=billing now=…           the report on the events so far, at the newest one's time or now
//	queues.billing.wait_seconds.mean = 27.38     a number of that report, groups by their names, to six digits; ~ is within 1 %
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			rules, events, reports := metrics.DefaultRules(), "", [2]any{}
			for i, line := range strings.Split(string(text), "\n") {
				where := fmt.Sprintf("%s:%d", file, i+1)
				word, rest, _ := strings.Cut(line, " ")
				switch {
				case line == "" || line[0] == '#':
				case line[0] == '{':
					events += line + "\n"
				case word == "rules":
					settle(t, where, rest, rules, &metrics.Question{})
				case word == "ask":
					q := metrics.Question{Window: "all"}
					now := settle(t, where, rest, rules, &q)
					reports = [2]any{tell(t, where, rules, q, now, events), tell(t, where, rules, q, now, strings.SplitAfter(events, "\n")...)}
				default:
					for how, report := range reports {
						if got := follow(report, word); !agrees(got, rest) {
							t.Errorf("%s: %s is %v when told %s, want %s", where, word, got, [...]string{"at once", "event by event"}[how], rest)
						}
					}
				}
			}
		})
	}
}

// settle takes settings of the rules and of the question, and returns the instant to report.
func settle(t *testing.T, where, settings string, r *metrics.Rules, q *metrics.Question) (now time.Time) {
	take := flag.NewFlagSet(where, flag.ContinueOnError)
	for key, list := range map[string]*[]string{"queue": &q.Filter.Queues, "channel": &q.Filter.Channels, "team": &q.Filter.Teams, "agent": &q.Filter.Agents} {
		take.Func(key, "", func(name string) error { *list = append(*list, name); return nil })
	}
	for key, d := range map[string]*time.Duration{"day_start": &r.DayStart, "short": &r.ShortWait, "expiry": &r.Expiry} {
		take.DurationVar(d, key, *d, "")
	}
	take.Func("threshold", "", func(s string) error {
		d, err := time.ParseDuration(s)
		r.SetThreshold(d)
		return err
	})
	take.StringVar(&q.Window, "window", q.Window, "")
	take.Func("now", "", func(s string) (err error) { now, err = time.Parse(time.RFC3339, s); return })
	take.Func("zone", "", func(s string) (err error) { r.Zone, err = time.LoadLocation(s); return })
	take.Func("formula", "", func(s string) error { r.Formula, _ = metrics.ParseFormula(s); return nil })
	take.Func("vip", "the threshold of the queue vip", func(s string) error {
		d, err := time.ParseDuration(s)
		r.QueueThreshold = map[string]time.Duration{"vip": d}
		return err
	})
	for _, setting := range strings.Fields(settings) {
		if err := take.Parse([]string{"-" + setting}); err != nil {
			t.Fatal(where, err)
		}
	}
	return now
}

// tell folds the blocks, a batch each, and returns the report.
func tell(t *testing.T, where string, rules *metrics.Rules, q metrics.Question, now time.Time, blocks ...string) (doc any) {
	e := metrics.NewEngine(rules, q)
	if !now.IsZero() {
		e.SetLimit(now)
	}
	for _, block := range blocks {
		var b feed.Batch
		jsonl.Format().New().Decode([]byte(block), &b)
		e.Fold(&b)
		e.Snapshot(q, time.Time{})
	}
	var out bytes.Buffer
	s := e.Snapshot(q, now)
	if err := report.JSON(&out, s); err != nil || json.Unmarshal(out.Bytes(), &doc) != nil || len(s.Feed.Faults) > 0 {
		t.Fatal(where, err, s.Feed.Faults, out.String())
	}
	return doc
}

// follow goes along a path of keys. In a list of groups the key is the name of one.
func follow(doc any, path string) any {
	list := ""
	for key := range strings.SplitSeq(path, ".") {
		members, _ := doc.(map[string]any)
		groups, _ := doc.([]any)
		for _, g := range groups {
			if g := g.(map[string]any); g[strings.TrimSuffix(list, "s")] == key {
				members = map[string]any{key: g}
			}
		}
		var ok bool
		if doc, ok = members[key]; !ok {
			return "absent"
		}
		list = key
	}
	return doc
}

// agrees says whether a value is what a line wants: "= 27.38" or "~ 27".
func agrees(got any, wanted string) bool {
	op, want, _ := strings.Cut(wanted, " ")
	number, err := strconv.ParseFloat(want, 64)
	if is, ok := got.(float64); ok && err == nil {
		return math.Abs(is-number) <= map[string]float64{"=": 1e-6, "~": 0.01}[op]*max(1, math.Abs(number))
	}
	return fmt.Sprint(got) == strings.Replace(want, "null", "<nil>", 1)
}
