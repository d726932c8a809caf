package summary

import (
	"io"
	"math"

	"floorboard/metrics"
	"floorboard/tui/format"
)

// Cases writes the conversations behind a KPI, a line each; k is the KPI that the question of s named.
func Cases(w io.Writer, s *metrics.Snapshot, k metrics.Key, width int) error {
	t := &text{s: s, width: min(max(width, MinWidth), MaxWidth)}
	what, _ := metrics.HasCases(k)
	t.line(format.Grouped(int64(len(s.Cases))), " cases: ", what, " - ", windowWords(s.Window))
	tab := table{gap: "  ", columns: []column{
		{head: "Conversation"}, {head: "At"}, {head: valueHead(k), right: true}, {head: "Queue"}, {head: "Channel"}, {head: "Agent"}, {head: "Topic"},
	}}
	for i := range s.Cases {
		c := &s.Cases[i]
		tab.add(name(c.ID), c.At.In(s.AsOf.Location()).Format("2006-01-02 15:04:05"), caseValue(k, c.Value), c.Queue, c.Channel, c.Agent, c.Topic)
	}
	t.table(&tab)
	_, err := w.Write(t.b.Bytes())
	return err
}

func rated(k metrics.Key) bool { return k == metrics.CSAT || k == metrics.NPS || k == metrics.CES }

func valueHead(k metrics.Key) string {
	if rated(k) {
		return "Rating"
	}
	return "Took"
}

func caseValue(k metrics.Key, v float64) string {
	switch {
	case math.IsNaN(v):
		return ""
	case rated(k):
		return format.Number(v, 0)
	}
	return format.Duration(v)
}
