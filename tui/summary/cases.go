package summary

import (
	"io"
	"math"
	"time"

	"floorboard/metrics"
	"floorboard/tui/format"
)

// Cases writes the conversations behind a KPI, a line each; k is the KPI that the question of s named.
func Cases(w io.Writer, s *metrics.Snapshot, k metrics.Key, width int) error {
	t := &text{s: s, width: min(max(width, minWidth), maxWidth)}
	what, _ := metrics.HasCases(k)
	t.line(howMany(len(s.Cases), k), ": ", what, " - ", windowWords(s.Window))
	tab := table{gap: "  ", columns: []column{
		{head: "Conversation"}, {head: "At"}, {head: valueHead(k), right: true}, {head: "Queue"}, {head: "Channel"}, {head: "Agent"}, {head: "Topic"},
	}}
	for i := range s.Cases {
		c := &s.Cases[i]
		at, value := "", ""
		if !c.At.IsZero() {
			at = c.At.In(s.AsOf.Location()).Format(time.DateTime)
		}
		if !math.IsNaN(c.Value) { // a column without a word is left out
			value = format.Case(k, c.Value)
		}
		tab.add(name(c.ID), at, value, c.Queue, c.Channel, c.Agent, c.Topic)
	}
	t.table(&tab)
	_, err := w.Write(t.b.Bytes())
	return err
}

// howMany says how many cases follow, and that there may be more where no more are kept.
func howMany(n int, k metrics.Key) string {
	words := format.Things(int64(n), "case")
	switch {
	case n < metrics.KeptCases:
		return words
	case k == metrics.Waiting || k == metrics.LongestWait || k == metrics.Open:
		return "The oldest " + words
	}
	return "The newest " + words
}

func valueHead(k metrics.Key) string {
	switch k {
	case metrics.CSAT, metrics.NPS, metrics.CES:
		return "Rating"
	case metrics.Sales, metrics.SalesAmount, metrics.SalesConversion:
		return "Amount"
	}
	return "Took"
}
