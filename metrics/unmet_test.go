package metrics_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorboard/feed"
	"floorboard/feed/jsonl"
	"floorboard/metrics"
)

// TestUnmet: a name that no event has carried is told from one of which nothing is to be said at present.
func TestUnmet(t *testing.T) {
	const events = `{"time":1772442000,"type":"queued","conversation":"c1","queue":"billing","channel":"chat"}
{"time":1772442010,"type":"answered","conversation":"c1","agent":"amira"}
{"time":1772442020,"type":"agent_state","agent":"bo","team":"red","queue":"sales","state":"away"}
{"time":1772442030,"type":"complained","agent":"cleo"}
{"time":1772459999,"type":"heartbeat"}
{"time":1772460000,"type":"queued","conversation":"c2","queue":"vip","channel":"voice"}
`
	for _, c := range []struct {
		filter metrics.Filter
		want   string
	}{
		{metrics.Filter{}, ""},
		{metrics.Filter{Queues: []string{"billing"}}, ""}, // long out of the window
		{metrics.Filter{Queues: []string{"vip"}}, ""},     // not settled yet
		{metrics.Filter{Queues: []string{"sales"}}, ""},   // where somebody works
		{metrics.Filter{Agents: []string{"cleo"}, Teams: []string{"red"}, Channels: []string{"chat"}}, ""},
		{metrics.Filter{Queues: []string{"billing"}, Channels: []string{"voice"}}, ""}, // both are there, though never together
		{metrics.Filter{Queues: []string{"vip", "nosuch", "Vip"}}, `queue "nosuch" of [billing sales vip], queue "Vip" of [billing sales vip]`},
		{metrics.Filter{Channels: []string{"fax"}, Teams: []string{"blue"}}, `channel "fax" of [chat voice], team "blue" of [red]`},
		{metrics.Filter{Agents: []string{"zoe"}}, `agent "zoe" of [amira bo cleo]`},
	} {
		for _, window := range []string{"all", "5m"} {
			q := metrics.Question{Window: window, Filter: c.filter}
			e := metrics.NewEngine(metrics.DefaultRules(), q)
			if s := e.Snapshot(q, time.Time{}); s.Unmet != nil {
				t.Errorf("%+v: before the first event: %v", q, s.Unmet)
			}
			var b feed.Batch
			jsonl.Format().New().Decode([]byte(events), &b)
			e.Fold(&b)
			var got []string
			for _, u := range e.Snapshot(q, time.Time{}).Unmet {
				got = append(got, fmt.Sprintf("%s %q of %v", u.What, u.Name, u.Known))
			}
			if is := strings.Join(got, ", "); is != c.want {
				t.Errorf("%+v: %s, want %s", q, is, c.want)
			}
		}
	}
}
