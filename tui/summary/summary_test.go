package summary

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/golden"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/paneltest"
)

func TestTextGolden(t *testing.T) {
	for _, width := range []int{80, 132} {
		var b bytes.Buffer
		if err := Text(&b, paneltest.Floor(), width); err != nil {
			t.Fatal(err)
		}
		golden.Assert(t, b.String(), fmt.Sprintf("floor-%d.txt", width))
	}
}

// TestTextFits: no line is wider than asked, whatever the names, and none ends in blanks.
func TestTextFits(t *testing.T) {
	s := paneltest.Floor()
	for i := range s.Queues {
		s.Queues[i].Name = strings.Repeat("漢字 é👩‍👩‍👧 ", 10+i)
	}
	s.Agents[0].Name = strings.Repeat("x", 300)
	s.Filter.Teams = []string{strings.Repeat("a very long team ", 20)}
	for width := range 200 {
		var b bytes.Buffer
		if err := Text(&b, s, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			if got := cell.Width(line); got > min(max(width, minWidth), maxWidth) {
				t.Fatalf("at width %d a line takes %d columns: %q", width, got, line)
			}
			if strings.HasSuffix(line, " ") {
				t.Fatalf("at width %d a line ends in a blank: %q", width, line)
			}
		}
	}
}

func TestTextOfNothing(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, &metrics.Snapshot{}, 80); err != nil || !strings.Contains(b.String(), "no event yet") {
		t.Errorf("error %v, text %s", err, b.String())
	}
}

func TestTextSaysThatAgentsAreLeftOut(t *testing.T) {
	s := paneltest.Floor()
	for len(s.Agents) < 1000 {
		s.Agents = append(s.Agents, s.Agents[0])
	}
	var b bytes.Buffer
	if err := Text(&b, s, 80); err != nil || !strings.Contains(b.String(), "and 940 more agents") {
		t.Errorf("error %v, text %s", err, b.String())
	}
}

func one(level metrics.Level, head float64) *metrics.Snapshot {
	now := paneltest.Now()
	s := &metrics.Snapshot{AsOf: now, Rules: metrics.DefaultRules(), Feed: metrics.Feed{First: now, Last: now}}
	v := make([]metrics.Value, metrics.NumKeys)
	for k := range v {
		v[k].Head = math.NaN()
	}
	v[metrics.ServiceLevel] = metrics.Value{Head: head, Has: true, Level: level}
	s.Queues = []metrics.Group{{Name: "b|ill'ing", Values: v}}
	return s
}

func TestCheck(t *testing.T) {
	failed := one(metrics.LevelCritical, 0.5)
	failed.Feed.Sources = []metrics.SourceStatus{{Word: "failed", Status: feed.Status{State: feed.Failed}}}
	failed.Feed.Sources[0].Source, failed.Feed.Sources[0].Err = "queue_log", "open queue_log: permission denied"
	old := one(metrics.LevelOK, 0.9)
	old.AsOf = old.AsOf.Add(11 * time.Minute)
	for _, c := range []struct {
		name string
		s    *metrics.Snapshot
		want Status
		line string
	}{
		{"met", one(metrics.LevelOK, 0.9), OK, "FLOORBOARD OK - nothing beyond its limits at 2026-03-02T14:02:37+01:00 | 'b/illing service_level'=0.9;0.75:;0.6:\n"},
		{"warn", one(metrics.LevelWarn, 0.7), Warning, "FLOORBOARD WARNING - b/ill'ing: Service level 70.0% | 'b/illing service_level'=0.7;0.75:;0.6:\n"},
		{"critical", one(metrics.LevelCritical, 0.5), Critical, "FLOORBOARD CRITICAL - b/ill'ing: Service level 50.0% | 'b/illing service_level'=0.5;0.75:;0.6:\n"},
		{"unreadable", failed, Unknown, "FLOORBOARD UNKNOWN - cannot read queue_log: open queue_log: permission denied\n"},
		{"stale", old, Unknown, "FLOORBOARD UNKNOWN - the newest event is 11:00 old, of 2026-03-02T14:02:37+01:00\n"},
		{"no feed", &metrics.Snapshot{Feed: metrics.Feed{Rejected: 7, Rejects: []feed.Reject{{Source: "a.bz2", Reason: "the line is binary"}}}}, Unknown,
			"FLOORBOARD UNKNOWN - a.bz2: no event in 7 lines, the line is binary\n"},
		{"types of others", &metrics.Snapshot{Feed: metrics.Feed{UnknownTypes: 3, Sources: []metrics.SourceStatus{{Status: feed.Status{Format: "jsonl"}}}}}, Unknown,
			"FLOORBOARD UNKNOWN - no event in 3 lines, their types are unknown: write those of events, such as \"queued\"\n"},
		{"events of dialplans", &metrics.Snapshot{Feed: metrics.Feed{UnknownTypes: 3, Sources: []metrics.SourceStatus{{Status: feed.Status{Format: "queue_log"}}}}}, Unknown,
			"FLOORBOARD UNKNOWN - no event yet\n"},
		{"nothing", &metrics.Snapshot{}, Unknown, "FLOORBOARD UNKNOWN - no event yet\n"},
	} {
		var b bytes.Buffer
		got, err := Check(&b, c.s, 10*time.Minute)
		if err != nil || got != c.want || b.String() != c.line {
			t.Errorf("%s: %v, error %v\n got %q\nwant %q", c.name, got, err, b.String(), c.line)
		}
	}
}

// TestUnread: a source is named once, whoever names it.
func TestUnread(t *testing.T) {
	for _, c := range []struct{ source, err, want string }{
		{"a.jsonl", "a.jsonl: was removed", "cannot read a.jsonl: was removed"},
		{"a*", "a.jsonl: was removed", "cannot read a*: a.jsonl: was removed"},
		{"-", "broken pipe", "cannot read standard input: broken pipe"},
	} {
		if got := Unread(feed.Status{Source: c.source, Err: c.err}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestFewAnswersAreNotJudged: one angry customer is no reason to wake anybody.
func TestFewAnswersAreNotJudged(t *testing.T) {
	for _, c := range []struct {
		n      int64
		status Status
		judged bool
	}{{format.MinScoreN - 1, OK, false}, {format.MinScoreN, Critical, true}} {
		s := one(metrics.LevelOK, 0.9)
		s.Queues[0].Values[metrics.NPS] = metrics.Value{Head: -100, Has: true, N: c.n, Level: metrics.LevelCritical}
		var check, report strings.Builder
		if got, err := Check(&check, s, 0); err != nil || got != c.status || strings.Contains(check.String(), " nps'") != c.judged {
			t.Errorf("%d answers: %v, %v, %s", c.n, got, err, check.String())
		}
		if err := Text(&report, s, 80); err != nil || strings.Contains(report.String(), "!!") != c.judged {
			t.Errorf("%d answers: %v\n%s", c.n, err, report.String())
		}
	}
}

// TestCheckNamesTheWorstFirst: the line stays short, and says how much it left out.
func TestCheckNamesTheWorstFirst(t *testing.T) {
	var b bytes.Buffer
	status, err := Check(&b, paneltest.Floor(), 0)
	if err != nil || status != Critical {
		t.Fatalf("%v, error %v: %s", status, err, b.String())
	}
	words, numbers, _ := strings.Cut(b.String(), "|")
	if !strings.Contains(words, " and ") || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("words %q", words)
	}
	for _, want := range []string{"'longest_wait_seconds'=2710s;120;240", "'outage service_level'="} {
		if !strings.Contains(numbers, want) {
			t.Errorf("%q is not among the numbers %q", want, numbers)
		}
	}
}

// TestTextOfTargets: what misses its target without being a warning is not called well, and targets that differ by channel are told as such.
func TestTextOfTargets(t *testing.T) {
	s := paneltest.Floor()
	s.Rules = metrics.DefaultRules()
	s.Total.Values = slices.Clone(s.Total.Values)
	for k, v := range map[metrics.Key]float64{metrics.ResolutionRate: 0.78, metrics.CSAT: 4.5, metrics.FirstReply: 70} {
		s.Total.Values[k] = metrics.Value{Head: v, N: 100, Has: true, Level: metrics.LevelOK}
	}
	s.Channels = []metrics.Group{{Name: "voice"}, {Name: "email"}}
	var b bytes.Buffer
	if err := Text(&b, s, 132); err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"Resolution rate ": `78\.0% +>=80%`, "CSAT ": `4\.5 +ok +>=4`, "First reply ": `1:10 +<=1min-1h`,
	} {
		if !regexp.MustCompile("\n" + title + " +" + want).MatchString(b.String()) {
			t.Errorf("%q is not followed by %s in\n%s", title, want, b.String())
		}
	}
}

// TestTextSaysWhoIsLate: where a mail waits for longer than the call that gave the longest wait its level, the call is told beside it.
func TestTextSaysWhoIsLate(t *testing.T) {
	s := paneltest.Floor()
	call := &metrics.Judgement{Queue: "billing", Channel: "voice", Head: 150}
	for mail, want := range map[float64]bool{968: true, 150: false} {
		s.Total.Values[metrics.LongestWait] = metrics.Value{Head: mail, N: 1, Has: true, Level: metrics.LevelWarn, Judged: call}
		var b bytes.Buffer
		if err := Text(&b, s, 80); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "2:30 in billing, voice"); got != want {
			t.Errorf("%v s: told %v\n%s", mail, got, b.String())
		}
	}
}
