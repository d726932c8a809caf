package paneltest

import (
	"math"
	"strings"
	"time"

	"pgregory.net/rapid"

	"floorboard/feed"
	"floorboard/metrics"
)

// Hostile draws snapshots as no engine should make them: names that are wide, combining, right-to-left, endless or
// empty, numbers without bounds, histories of odd lengths, groups without values.
func Hostile() *rapid.Generator[*metrics.Snapshot] { return rapid.Custom(hostile) }

func hostile(t *rapid.T) *metrics.Snapshot {
	now := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "now"), 0).UTC()
	s := &metrics.Snapshot{
		Seq: 1, AsOf: now, Window: metrics.Window{Name: rapid.SampledFrom(metrics.Windows()).Draw(t, "window"), To: now},
		Feed: metrics.Feed{Last: now.Add(-time.Duration(rapid.Int64Range(-1e12, 1e15).Draw(t, "age"))), Events: rapid.Int64().Draw(t, "events"),
			News: now.Add(-time.Duration(rapid.Int64Range(-1e12, 1e15).Draw(t, "news")))},
	}
	if rapid.Bool().Draw(t, "ruled") {
		s.Rules = rules()
	}
	words := rapid.SampledFrom([]string{"reading", "live", "replaying", "ended", "stale", "failed", ""})
	for range rapid.IntRange(0, 3).Draw(t, "sources") {
		s.Feed.Sources = append(s.Feed.Sources, metrics.SourceStatus{Word: words.Draw(t, "word"), Status: feed.Status{
			Source: name(t), Err: name(t), Read: rapid.Int64Range(0, 1e13).Draw(t, "read"), Size: rapid.Int64Range(0, 1e13).Draw(t, "size")}})
	}
	for range rapid.IntRange(0, 3).Draw(t, "rejects") {
		s.Feed.Rejects = append(s.Feed.Rejects, feed.Reject{Source: name(t), Line: rapid.Int64().Draw(t, "line"), Reason: name(t), Text: name(t)})
	}
	s.Total = anyGroup(t, "")
	for _, list := range []*[]metrics.Group{&s.Queues, &s.Channels, &s.Agents, &s.Topics, &s.Stages} {
		for range rapid.SampledFrom([]int{0, 1, 2, 7, 40}).Draw(t, "rows") {
			*list = append(*list, anyGroup(t, name(t)))
		}
	}
	for range rapid.IntRange(0, 9).Draw(t, "cases") {
		s.Cases = append(s.Cases, metrics.Case{ID: name(t), Queue: name(t), Channel: name(t), Agent: name(t), Topic: name(t), Value: number(t)})
		s.Comments = append(s.Comments, metrics.Comment{At: now, Queue: name(t), Text: name(t), CSAT: rapid.IntRange(-3, 99).Draw(t, "csat"), NPS: feed.Absent})
	}
	s.Journey = metrics.Journey{Bottleneck: name(t), DueSoon: rapid.Int64().Draw(t, "due"), Switched: rapid.Int64().Draw(t, "switched")}
	for i := range s.Agents {
		if !rapid.Bool().Draw(t, "unknown") {
			s.Agents[i].Agent = &metrics.Agent{Team: name(t), Reason: name(t), Queue: name(t),
				State: feed.AgentState(rapid.IntRange(0, int(feed.NumAgentStates)-1).Draw(t, "state")),
				Since: now.Add(-time.Duration(rapid.Int64Range(-1e12, 1e16).Draw(t, "since"))),
				Score: []metrics.ScorePart{{KPI: name(t), Weight: number(t), Value: number(t), Scaled: number(t)}}}
		}
	}
	return s
}

func name(t *rapid.T) string {
	switch rapid.IntRange(0, 6).Draw(t, "kind of name") {
	case 0:
		return ""
	case 1:
		return strings.Repeat("客服", rapid.IntRange(1, 75).Draw(t, "wide"))
	case 2:
		return strings.Repeat("e\u0301\u0323", rapid.IntRange(1, 40).Draw(t, "combining"))
	case 3:
		return "שירות לקוחות " + strings.Repeat("خدمة ", 4)
	case 4:
		return strings.Repeat("x", 300)
	case 5:
		return rapid.String().Draw(t, "any")
	}
	return rapid.SampledFrom([]string{"billing", "👩‍👩‍👧‍👦 family", "a\x1b[31mb", "\u200bhidden", "voice"}).Draw(t, "odd")
}

func number(t *rapid.T) float64 {
	switch rapid.IntRange(0, 3).Draw(t, "kind of number") {
	case 0:
		return math.NaN()
	case 1:
		return rapid.Float64Range(0, 1).Draw(t, "ratio")
	case 2:
		return float64(rapid.IntRange(0, 500).Draw(t, "count"))
	}
	return rapid.SampledFrom([]float64{math.Inf(1), math.Inf(-1), math.MaxFloat64, -1, 1e9, -1e300, math.SmallestNonzeroFloat64}).Draw(t, "extreme")
}

func anyGroup(t *rapid.T, name string) metrics.Group {
	g := metrics.Group{Name: name, Late: int64(rapid.SampledFrom([]int{0, 0, 1, 1e9}).Draw(t, "late"))}
	few := make([]float64, 12) // enough different numbers for all places: drawing each anew is slow
	for i := range few {
		few[i] = number(t)
	}
	turn := rapid.IntRange(0, 11).Draw(t, "turn")
	next := func() float64 { turn = (turn*5 + 7) % len(few); return few[turn] }
	values := func() []metrics.Value {
		out := make([]metrics.Value, rapid.SampledFrom([]int{0, 3, int(metrics.NumKeys)}).Draw(t, "values"))
		for k := range out {
			out[k] = metrics.Value{Head: next(), N: int64(k * turn), Level: metrics.Level(turn % 4), Has: turn%5 != 0}
			for range turn % 9 {
				out[k].Parts = append(out[k].Parts, next())
			}
		}
		return out
	}
	g.Values, g.Before = values(), values()
	if rapid.Bool().Draw(t, "spreads") {
		g.Spreads = &metrics.Spreads{}
		for i := range g.Spreads.FirstReply {
			g.Spreads.FirstReply[i], g.Spreads.Wait[i] = int64(i*turn%7), math.MaxInt64>>(i*turn%64)
		}
	}
	if rapid.Bool().Draw(t, "history") {
		g.History = &metrics.History{Start: time.Unix(int64(turn)*1e8, 0).UTC(), Step: time.Duration(turn) * time.Second}
		for l := range g.History.Lines {
			line := make([]float64, turn*l)
			for i := range line {
				line[i] = next()
			}
			g.History.Lines[l] = line
		}
	}
	return g
}

// Change changes a few things in s, each of a kind that a panel may or may not read.
func Change(t *rapid.T, s *metrics.Snapshot) {
	lists := [][]metrics.Group{{s.Total}, s.Queues, s.Channels, s.Agents, s.Topics, s.Stages}
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		list := lists[rapid.IntRange(0, len(lists)-1).Draw(t, "list")]
		g := &list[rapid.IntRange(0, len(list)-1).Draw(t, "group")] // that of the whole shares its values with s.Total
		k := rapid.IntRange(0, int(metrics.NumKeys)-1).Draw(t, "key")
		switch rapid.IntRange(0, 9).Draw(t, "what") {
		case 0:
			g.Values[k].Level = metrics.Level(rapid.IntRange(0, 3).Draw(t, "level"))
		case 1:
			g.Before[k].Head = number(t)
		case 2:
			if g.History != nil {
				line := g.History.Lines[rapid.IntRange(0, int(metrics.NumLines)-1).Draw(t, "line")]
				line[len(line)-1] = number(t)
			}
		case 3:
			g.Values[k].N = rapid.Int64Range(0, 99).Draw(t, "n")
		case 4:
			if g.Agent != nil {
				g.Agent.State, g.Agent.Reason = feed.AgentState(rapid.IntRange(0, int(feed.NumAgentStates)-1).Draw(t, "state")), name(t)
			}
		case 5:
			s.AsOf = s.AsOf.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "later")) * time.Second)
		case 6:
			g.Values[k].Judged = &metrics.Judgement{Queue: name(t), Channel: name(t), Head: number(t), Limit: number(t)}
		case 7:
			s.Feed.Sources[0].Word = rapid.SampledFrom([]string{"live", "stale", "reading", "ended"}).Draw(t, "word")
		case 8:
			g.Late++
			s.Total.Late++ // the list above holds a copy of it
		default:
			g.Values[k].Head = number(t)
		}
	}
}
