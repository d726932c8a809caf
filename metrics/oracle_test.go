package metrics_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/queuelog"
	"floorboard/metrics"
)

// counted is what an independent program counted in a real log.
type counted struct {
	Offered, Answered, Abandoned, Timeout, Withdraw, Syscompat int64
	ExitKey                                                    int64    `json:"exit_key"`
	ExitEmpty                                                  int64    `json:"exit_empty"`
	RingNoAnswer                                               int64    `json:"ring_no_answer"`
	Callers                                                    int64    `json:"distinct_callids_offered"`
	Within                                                     int64    `json:"answered_within_sl"`
	ASA                                                        *float64 `json:"asa"`
	Transfers                                                  int64
	TalkMean                                                   *float64 `json:"avg_talk_incl_transfers"`
	AnsweredOnly                                               *float64 `json:"sl_answered_pct"`
}

type oracle struct {
	Total  counted
	Queues map[string]counted
	Agents map[string]struct {
		Answered, Transfers int64
		RingNoAnswer        int64    `json:"ring_no_answer"`
		HoldMean            *float64 `json:"avg_hold_of_answered"`
	}
	Waiting []struct{} `json:"waiting_at_end"`
}

// logs are the real logs and where their definition differs from ours.
var logs = []struct {
	files  []string
	oracle string
	now    int64 // Unix seconds; 0: the end of the file
	adjust func(*oracle)
}{
	{files: []string{"asterisk22_demo/queue_log.0", "asterisk22_demo/queue_log"}, oracle: "asterisk22_demo/both_files.oracle.json"},
	{files: []string{"asterisk22_demo/queue_log.callerid_name_and_withdraw"}},
	{files: []string{"voip_it_desk_2018.queue_log"}},
	{files: []string{"voip_it_desk_2018.queue_log"}, now: 1543860600, oracle: "voip_it_desk_2018.queue_log.at_1543860600.oracle.json"},
	// The waiting call is answered under the other call's id, so nobody waits at the end.
	{files: []string{"issue759_attended_transfer_2024.queue_log"}, adjust: func(o *oracle) { o.Waiting = nil }},
	{files: []string{"notes_sales_support_2020.queue_log"}, adjust: func(o *oracle) {
		// A start of the queue clears who waits: the call in sales has flowed out.
		sales := o.Queues["sales"]
		sales.Timeout++
		o.Queues["sales"] = sales
		o.Total.Timeout++
		o.Waiting = nil
	}},
	{files: []string{"wazo_doc_2012.queue_log"}, adjust: func(o *oracle) {
		// One call abandons that never entered in this file: it counts as offered, or offered would be less than what ended.
		q := o.Queues["q1"]
		q.Offered++
		q.Callers++
		o.Queues["q1"] = q
		o.Total.Offered++
		o.Total.Callers++
	}},
}

func TestRealLogsAgreeWithTheOracle(t *testing.T) {
	dir := os.Getenv("FLOORBOARD_DATA")
	if dir == "" {
		t.Skip("FLOORBOARD_DATA is not set")
	}
	dir = filepath.Join(dir, "queue_log")
	for _, l := range logs {
		name := l.oracle
		if name == "" {
			name = l.files[0] + ".oracle.json"
		}
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(dir, name))
			if os.IsNotExist(err) {
				t.Skip(err)
			}
			var o oracle
			if err := json.Unmarshal(raw, &o); err != nil {
				t.Fatal(err)
			}
			if l.adjust != nil {
				l.adjust(&o)
			}
			e := metrics.NewEngine(metrics.DefaultRules(), allTime)
			var now time.Time
			if l.now != 0 {
				now = time.Unix(l.now, 0)
				e.SetLimit(now)
			}
			d := queuelog.Format().New()
			for _, f := range l.files {
				block, err := os.ReadFile(filepath.Join(dir, f))
				if err != nil {
					t.Fatal(err)
				}
				b := feed.Batch{Ordered: true}
				d.Decode(bytes.ReplaceAll(block, []byte("\r\n"), []byte("\n")), &b)
				e.Fold(&b)
			}
			compareWithOracle(t, e.Snapshot(allTime, now), &o)
		})
	}
}

func compareWithOracle(t *testing.T, s *metrics.Snapshot, o *oracle) {
	t.Helper()
	compareGroup(t, "total", &s.Total, o.Total)
	if got := s.Total.Value(metrics.Waiting).N; got != int64(len(o.Waiting)) {
		t.Errorf("waiting %d, want %d", got, len(o.Waiting))
	}
	for i := range s.Queues {
		compareGroup(t, s.Queues[i].Name, &s.Queues[i], o.Queues[s.Queues[i].Name])
	}
	for name, a := range o.Agents {
		g := find(s.Agents, name)
		if g == nil {
			t.Errorf("agent %s is missing", name)
			continue
		}
		same(t, name, g, map[metrics.Key]int64{metrics.Answered: a.Answered, metrics.Transferred: a.Transfers, metrics.Missed: a.RingNoAnswer})
		close1s(t, name+" wait", g.Value(metrics.Wait).Head, a.HoldMean)
	}
	if len(s.Feed.Faults) > 0 {
		t.Error(s.Feed.Faults)
	}
}

func compareGroup(t *testing.T, name string, g *metrics.Group, c counted) {
	t.Helper()
	same(t, name, g, map[metrics.Key]int64{
		metrics.Offered: c.Offered, metrics.Answered: c.Answered, metrics.Abandoned: c.Abandoned, metrics.Requests: c.Callers,
		metrics.FlowedOut: c.Timeout + c.ExitKey + c.ExitEmpty + c.Withdraw + c.Syscompat, metrics.Missed: c.RingNoAnswer, metrics.Transferred: c.Transfers,
	})
	if got := g.Value(metrics.ServiceLevel).Part(metrics.PartWithin); got != float64(c.Within) {
		t.Errorf("%s: within %v, want %d", name, got, c.Within)
	}
	close1s(t, name+" ASA", g.Value(metrics.Wait).Head, c.ASA)
	close1s(t, name+" talk", g.Value(metrics.Talk).Head, c.TalkMean)
}

func same(t *testing.T, name string, g *metrics.Group, want map[metrics.Key]int64) {
	t.Helper()
	for k, n := range want {
		if got := g.Value(k).N; got != n {
			t.Errorf("%s: %s = %d, want %d", name, k.Info().Name, got, n)
		}
	}
}

func close1s(t *testing.T, what string, got float64, want *float64) {
	t.Helper()
	if want == nil {
		if !math.IsNaN(got) {
			t.Errorf("%s = %v, want none", what, got)
		}
		return
	}
	if math.IsNaN(got) || math.Abs(got-*want) > 1 {
		t.Errorf("%s = %v, want %v", what, got, *want)
	}
}

func find(groups []metrics.Group, name string) *metrics.Group {
	for i := range groups {
		if groups[i].Name == name {
			return &groups[i]
		}
	}
	return nil
}
