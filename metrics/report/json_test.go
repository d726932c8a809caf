package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/golden"

	"floorboard/feed"
	"floorboard/metrics"
)

var (
	nan  = math.NaN()
	noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
)

// plain is a value that is one number.
func plain(head float64) metrics.Value { return metrics.Value{Head: head, Has: true} }

func parts(n int64, head float64, parts ...float64) metrics.Value {
	return metrics.Value{Head: head, N: n, Parts: parts, Has: true}
}

func level(v metrics.Value, l metrics.Level) metrics.Value {
	v.Level = l
	return v
}

func values(set map[metrics.Key]metrics.Value) []metrics.Value {
	v := make([]metrics.Value, metrics.NumKeys)
	for k := range v {
		v[k].Head = nan
	}
	for k, value := range set {
		v[k] = value
	}
	return v
}

// morning is a snapshot made by hand in which every shape of value stands at least once.
func morning() *metrics.Snapshot {
	rules := metrics.DefaultRules()
	rules.Targets = []metrics.TargetRule{
		{KPI: metrics.ServiceLevel, Target: metrics.Target{Target: 0.8, Warn: 0.75, Critical: 0.6}},
		{KPI: metrics.FirstReply, Target: metrics.Target{Target: 60, Warn: 120, Critical: 300}},
		{KPI: metrics.NPS, Target: metrics.Target{Target: 40, Warn: 20, Critical: 0}},
	}
	return &metrics.Snapshot{
		Seq:        7,
		AsOf:       noon,
		Window:     metrics.Window{Name: "1h", From: noon.Add(-time.Hour), To: noon},
		Rules:      rules,
		Currencies: []string{"EUR", "USD"},
		Feed: metrics.Feed{
			Events: 123456, Rejected: 2, Duplicates: 3, OutOfOrder: 1, UnknownTypes: 4, Expired: 5,
			First: noon.Add(-4 * time.Hour), Last: noon.Add(-250 * time.Millisecond),
			Sources: []metrics.SourceStatus{
				{Status: feed.Status{Source: "day.jsonl.zst", Format: "jsonl", State: feed.Done, Read: 1000}, Word: "ended"},
				{Status: feed.Status{Source: "gone \"here\"", State: feed.Failed, Err: "open gone: no such file"}, Word: "failed"},
			},
			Rejects: []feed.Reject{{Source: "day.jsonl.zst", Line: 17, Reason: `time: "soon" is no RFC 3339 time`, Text: "secret"}},
		},
		Total: metrics.Group{
			Values: values(map[metrics.Key]metrics.Value{
				metrics.Requests:               plain(1060),
				metrics.Offered:                plain(1066),
				metrics.Waiting:                plain(3),
				metrics.LongestWait:            plain(252.5004),
				metrics.Wait:                   parts(1000, 28.3333333333, 1000, 28333.333, 28.3333333333, 12.04, 60.1, 90, 252.5),
				metrics.ServiceLevel:           level(parts(1060, 860.0/1060, 860.0/1060, nan, 860, 1060), metrics.LevelOK),
				metrics.AbandonRate:            plain(nan),
				metrics.FirstReply:             level(parts(0, nan, 0, 0, nan, nan, nan, nan, nan), metrics.LevelUnknown),
				metrics.Handle:                 parts(2, 288.5, 2, 577, 288.5),
				metrics.FirstContactResolution: parts(4, 0.75, 0.75, 4),
				metrics.SalesAmount:            parts(1, 12.5, 12.5, nan),
				metrics.Promises:               parts(4, 0.5, 4, 1, 1, 2, 1, 0.5),
				metrics.CSAT:                   parts(3, 4.5, 3, 4.5, 1, 0.25),
				metrics.NPS:                    level(parts(60, 11.7, 60, 11.7, 8.8, 20, 27, 13), metrics.LevelWarn),
				metrics.CES:                    parts(0, nan, 0, nan),
				metrics.Agents:                 parts(5, 5, 1, 0, 3, 0, 1, 2, 0, 5),
			}),
			Before: values(map[metrics.Key]metrics.Value{
				metrics.Requests:     plain(1000),
				metrics.ServiceLevel: parts(100, 0.9, 0.9, 20, 90, 100),
				metrics.NPS:          parts(0, nan, 0, nan, nan, 0, 0, 0),
			}),
		},
		Queues: []metrics.Group{{Name: "billing", Values: values(map[metrics.Key]metrics.Value{
			metrics.Offered:      plain(14),
			metrics.ServiceLevel: level(parts(10, 0.5, 0.5, 20, 5, 10), metrics.LevelCritical),
		})}},
		Channels: []metrics.Group{{Name: "chat", Values: values(map[metrics.Key]metrics.Value{metrics.Offered: plain(14)})}},
		Agents: []metrics.Group{
			{
				Name: "amira",
				Values: values(map[metrics.Key]metrics.Value{
					metrics.Answered: plain(9),
					metrics.Score:    plain(73.25),
				}),
				Agent: &metrics.Agent{
					Team: "red", State: feed.Busy, Since: noon.Add(-90 * time.Second),
					Raw: 75, TeamMean: 70.5, ComplaintChance: nan,
					Score: []metrics.ScorePart{{KPI: "csat", Weight: 20, Value: 4.2, Floor: 3, Target: 4.6, Scaled: 0.75}},
				},
			},
			{Name: "Zoë \\ \u0007", Values: values(nil), Agent: &metrics.Agent{Raw: nan, TeamMean: nan, ComplaintChance: 0.012, ComplaintPattern: true}},
		},
		Journey: metrics.Journey{Bottleneck: "renewal", Switched: 4},
		Cases: []metrics.Case{
			{ID: "c1", Queue: "billing", Channel: "chat", Agent: "amira", Topic: "refund", At: noon.Add(-time.Minute), Value: 27.38},
			{ID: "c2", At: noon.Add(-time.Hour), Value: nan},
		},
	}
}

func TestJSONGolden(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, morning(), Before, Cases); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Errorf("not JSON:\n%s", b.Bytes())
	}
	golden.Assert(t, b.String(), "morning.json")
}

func TestJSONShapes(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, morning()); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		AsOf   string `json:"as_of"`
		Window map[string]any
		Total  map[string]any
		Agents []map[string]any
		Topics []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatalf("%v in\n%s", err, b.Bytes())
	}
	for _, c := range []struct{ what, got, want string }{
		{"as_of", doc.AsOf, "2026-03-02T12:00:00Z"},
		{"window", compact(doc.Window), `{"from":"2026-03-02T11:00:00Z","name":"1h","to":"2026-03-02T12:00:00Z"}`},
		{"a count", compact(doc.Total["requests"]), `1060`},
		{"a live duration, to the millisecond", compact(doc.Total["longest_wait_seconds"]), `252.5`},
		{"a duration", compact(doc.Total["wait_seconds"]), `{"max":252.5,"mean":28.3333333333,"n":1000,"p50":12.04,"p90":60.1,"p95":90,"sum":28333.333}`},
		{"a service level of several thresholds", compact(doc.Total["service_level"]), `{"formula":"all-abandons","of":1060,"ratio":0.8113207547169812,"threshold_seconds":null,"within":860}`},
		{"a ratio of nothing", compact(doc.Total["abandon_rate"]), `null`},
		{"money", compact(doc.Total["sales_amount"]), `{"EUR":12.5}`},
		{"promises", compact(doc.Total["promises"]), `{"broken":1,"kept":1,"kept_ratio":0.5,"made":4,"open":2,"overdue":1}`},
		{"csat", compact(doc.Total["csat"]), `{"mean":4.5,"n":3,"response_ratio":0.25,"satisfied_ratio":1}`},
		{"nps", compact(doc.Total["nps"]), `{"detractors":13,"margin":8.8,"n":60,"passives":27,"promoters":20,"score":11.7}`},
		{"agents by state", compact(doc.Total["agents"]), `{"available":1,"away":1,"busy":3,"offline":2,"ringing":0,"staffed":5,"unreachable":0,"wrap_up":0}`},
		{"levels", compact(doc.Total["levels"]), `{"first_reply_seconds":"unknown","nps":"warn","service_level":"ok"}`},
		{"trend", compact(doc.Total["trend"]), `{"requests":60,"service_level":-0.088679}`},
		{"an agent of whom nothing is known", compact(doc.Agents[1]["state"]), `null`},
		{"topics of a feed without any", compact(doc.Topics), `[]`},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, c.got, c.want)
		}
	}
	if _, has := doc.Total["talk_seconds"]; has {
		t.Error("a KPI that has no meaning for the group was written")
	}
	if strings.Contains(b.String(), "secret") {
		t.Error("the text of a rejected line was written")
	}
}

func compact(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// TestJSONOfNothing: a board that has seen no event is still one valid object.
func TestJSONOfNothing(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, &metrics.Snapshot{}); err != nil || !json.Valid(b.Bytes()) {
		t.Errorf("err %v, output %s", err, b.Bytes())
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestJSONTellsWriteErrors(t *testing.T) {
	if err := JSON(fullDisk{}, crowd(200)); err == nil || err.Error() != "disk full" {
		t.Errorf("got error %v", err)
	}
}

// FuzzString compares with encoding/json: what it reads from our string is what we meant.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "plain", "quote\" slash\\ line\n tab\t nul\x00", "Zoë 漢字 \u2028", "cut \xe2\x82", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		b := appendString(nil, s)
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%q became %s: %v", s, b, err)
		}
		if want := string([]rune(s)); got != want {
			t.Fatalf("%q became %s, which reads %q", s, b, got)
		}
	})
}

// FuzzNumber: every number reads back as itself, and as itself to the millisecond.
func FuzzNumber(f *testing.F) {
	for _, v := range []float64{0, 1, -1, 0.1, 1.0 / 3, 27.38, -0.0005, 1e-9, 1e15, 1e300, math.MaxInt64, math.Inf(1), nan} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		var j writer
		j.number(v)
		if got, err := strconv.ParseFloat(string(j.b), 64); string(j.b) != "null" && (err != nil || got != v) {
			t.Fatalf("%v was written as %s", v, j.b)
		}
		j.b = j.b[:0]
		j.seconds(v)
		got, err := strconv.ParseFloat(string(j.b), 64)
		if string(j.b) == "null" {
			return
		}
		if err != nil || math.Abs(got-v) > 0.000501+math.Abs(v)*1e-15 || !json.Valid(j.b) {
			t.Fatalf("%v seconds were written as %s", v, j.b)
		}
	})
}

// crowd is a snapshot of n agents with every KPI.
func crowd(n int) *metrics.Snapshot {
	s := morning()
	full := make([]metrics.Value, metrics.NumKeys)
	for k := range full {
		shape := metrics.Key(k).Info().Shape
		v := plain(float64(12 * k))
		if shape == metrics.Ratio || shape == metrics.Share || shape == metrics.Attainment {
			v.Head = 1 / float64(k)
		}
		for i, part := range shape.Parts() {
			switch part {
			case "mean", "ratio", "score", "margin":
				v.Parts = append(v.Parts, float64(k)/7)
			case "sum", "p50", "p90", "p95", "max":
				v.Parts = append(v.Parts, float64(k*i)*12.345)
			default:
				v.Parts = append(v.Parts, float64(k*i))
			}
		}
		full[k] = v
	}
	s.Agents = nil
	for i := range n {
		s.Agents = append(s.Agents, metrics.Group{
			Name: fmt.Sprintf("agent-%04d", i), Values: full, Before: full,
			Agent: &metrics.Agent{Team: "red", State: feed.Available, Since: noon, Score: make([]metrics.ScorePart, 9)},
		})
	}
	return s
}

func BenchmarkJSON1000Agents(b *testing.B) {
	s := crowd(1000)
	b.ReportAllocs()
	for b.Loop() {
		if err := JSON(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}

// Wrap-up may be counted in a window in which no contact ended.
func TestSumWithoutCases(t *testing.T) {
	s := crowd(1)
	s.Total.Values[metrics.Handle] = metrics.Value{Head: math.NaN(), Has: true, Parts: []float64{0, 12.5, math.NaN()}}
	s.Total.Values[metrics.Talk] = metrics.Value{Head: math.NaN(), Has: true, Parts: []float64{0, 0, math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}}
	var b bytes.Buffer
	if err := JSON(&b, s); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"handle_seconds":{"n":0,"sum":12.5,"mean":null}`, `"talk_seconds":{"n":0,"sum":0,"mean":null,"p50":null,"p90":null,"p95":null,"max":null}`} {
		if !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("no %s in %.3000s", want, b.String())
		}
	}
}
