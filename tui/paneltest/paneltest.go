// Package paneltest makes up snapshots for tests of panels and pages: a believable afternoon, always the same.
package paneltest

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
)

// zone is that of the made-up floor.
var zone = time.FixedZone("CET", 3600)

// Now returns the instant of the made-up snapshots.
func Now() time.Time { return time.Date(2026, 3, 2, 14, 2, 37, 0, zone) }

type queue struct {
	name, channel     string
	waiting, longest  float64
	sl, lost, offered float64
	ready, staffed    float64
	reply, nps        float64
	npsN              int64
}

var queues = []queue{
	{"billing", "voice", 3, 41, 0.84, 1, 212, 2, 6, 22, 38, 61},
	{"complaints", "social", 0, math.NaN(), 0.91, 0, 34, 1, 2, 95, -12, 14},
	{"orders", "chat", 2, 28, 0.88, 4, 341, 5, 12, 31, 47, 96},
	{"outage", "voice", 14, 252, 0.61, 9, 187, 3, 11, 108, -8, 33},
	{"returns", "email", 21, 2710, 0.95, 0, 120, 4, 5, 1260, 29, 40},
	{"vip", "voice", 0, math.NaN(), 0.97, 0, 26, 3, 4, 9, 64, 9},
}

var agentNames = []string{
	"Amira Haddad", "Ben Okafor", "Carla Rossi", "Dmitri Volkov", "Elif Kaya", "Farid Nazari", "Grace Lim", "Hugo Martin",
	"Ines Duarte", "Jonas Weber", "Kavya Rao", "Liam Walsh", "Mei Tanaka", "Nora Lindqvist", "Omar Aziz", "Petra Novak",
	"Quentin Leroy", "Rosa Jimenez", "Samir Patel", "Tara Singh", "Uwe Brandt", "Vera Costa", "Wei Zhang", "Ximena Ortiz",
	"Yusuf Demir", "Zoe Papadaki", "Anton Berg", "Bruna Melo", "Chidi Eze", "Daria Popova", "Emil Sørensen", "Fatou Diop",
	"Goran Ilic", "Hana Kim", "Ivan Petrov", "Julia Fischer", "Kofi Mensah", "Lucía Pérez", "Marek Nowak", "Nadia Hamdi",
}

// Floor returns a snapshot of a floor with six queues and forty agents, two minutes into an outage.
func Floor() *metrics.Snapshot {
	rng := rand.New(rand.NewPCG(7, 11))
	now := Now()
	s := &metrics.Snapshot{
		Seq: 1, AsOf: now, Rules: rules(),
		Window: metrics.Window{Name: "30m", From: now.Add(-30 * time.Minute).Truncate(10 * time.Second), To: now},
		Feed: metrics.Feed{Events: 48_213, Rejected: 3, Duplicates: 1, OutOfOrder: 12, First: now.Add(-6 * time.Hour), Last: now.Add(-400 * time.Millisecond), News: now.Add(-400 * time.Millisecond),
			Rate: 11.4, Open: 163,
			Sources: []metrics.SourceStatus{{Status: feed.Status{Source: "/var/log/asterisk/queue_log", Format: "queue_log", State: feed.Live}, Word: "live"}},
			Rejects: []feed.Reject{{Source: "queue_log", Line: 48_001, Reason: `time: "yesterday" is no RFC 3339 time`, Text: `{"time":"yesterday"}`}}},
	}
	s.Total = group("", queue{"", "", 40, 2710, 0.71, 14, 920, 18, 40, 74, 31, 243}, rng)
	s.Total.History, s.Total.Spreads = history(now, 30, 31, rng), spreads(&s.Total)
	for _, q := range queues {
		g := group(q.name, q, rng)
		g.History, g.Spreads = history(now, q.reply, q.nps, rng), spreads(&g)
		s.Queues = append(s.Queues, g)
	}
	for _, c := range []queue{
		{"chat", "chat", 2, 28, 0.88, 4, 341, 5, 12, 31, 47, 96},
		{"email", "email", 21, 2710, 0.95, 0, 120, 4, 5, 1260, 29, 40},
		{"social", "social", 0, math.NaN(), 0.91, 0, 34, 1, 2, 95, -12, 14},
		{"voice", "voice", 17, 252, 0.74, 10, 425, 8, 21, 41, 24, 93},
	} {
		g := group(c.name, c, rng)
		g.History, g.Spreads = history(now, c.reply, c.nps, rng), spreads(&g)
		s.Channels = append(s.Channels, g)
	}
	s.Agents = agents(now, rng)
	for _, t := range []string{"delivery", "invoice", "login", "no connection", "refund"} {
		s.Topics = append(s.Topics, group(t, queues[rng.IntN(len(queues))], rng))
	}
	for _, t := range []string{"onboarding", "purchase", "renewal", "usage"} {
		s.Stages = append(s.Stages, group(t, queues[rng.IntN(len(queues))], rng))
	}
	for i, c := range []metrics.Case{
		{ID: "c48112", Queue: "outage", Channel: "voice", Topic: "no connection", Value: 252},
		{ID: "c48115", Queue: "outage", Channel: "voice", Topic: "no connection", Value: 240},
		{ID: "c48121", Queue: "outage", Channel: "voice", Topic: "no connection", Value: 191},
		{ID: "c48130", Queue: "billing", Channel: "voice", Topic: "invoice", Value: 41},
		{ID: "c48133", Queue: "orders", Channel: "chat", Topic: "delivery", Value: 28},
	} {
		c.At = now.Add(-time.Duration(c.Value) * time.Second)
		if i == 4 {
			c.Agent = "Ben Okafor"
		}
		s.Cases = append(s.Cases, c)
	}
	s.Comments = []metrics.Comment{
		{At: now.Add(-41 * time.Minute), Queue: "vip", Channel: "voice", Topic: "invoice", Text: "Solved on the first call, thank you.", CSAT: 5, NPS: 10},
		{At: now.Add(-14 * time.Minute), Queue: "orders", Channel: "chat", Topic: "delivery", Text: "quick and kind", CSAT: 5, NPS: 9},
		{At: now.Add(-9 * time.Minute), Queue: "outage", Channel: "voice", Topic: "no connection", Text: "Twenty minutes on hold and then cut off. Call me on +49 30 1234567!", CSAT: 1, NPS: 0},
		{At: now.Add(-4 * time.Minute), Queue: "returns", Channel: "email", Topic: "refund", Text: "Still no refund to DE89 3704 0044 0532 0130 00, write to jane@example.com", CSAT: feed.Absent, NPS: 3, Complaint: true},
		{At: now.Add(-70 * time.Second), Queue: "billing", Channel: "voice", Topic: "invoice", Text: "ok", CSAT: 3, NPS: 7},
	}
	s.Journey = metrics.Journey{Bottleneck: "renewal", DueSoon: 3, Switched: 7}
	return s
}

func rules() *metrics.Rules {
	r := metrics.DefaultRules()
	r.Zone = zone
	r.Targets = []metrics.TargetRule{
		{KPI: metrics.Waiting, Target: metrics.Target{Target: 10, Warn: 20, Critical: 60}},
		{KPI: metrics.LongestWait, Target: metrics.Target{Target: 60, Warn: 120, Critical: 240}},
		{KPI: metrics.LongestWait, Queue: "returns", Target: metrics.Target{Target: 3600, Warn: 7200, Critical: 14400}},
		{KPI: metrics.ServiceLevel, Target: metrics.Target{Target: 0.8, Warn: 0.8, Critical: 0.65}},
		{KPI: metrics.FirstReply, Target: metrics.Target{Target: 120, Warn: 120, Critical: 300}},
		{KPI: metrics.FirstReply, Queue: "returns", Target: metrics.Target{Target: 3600, Warn: 3600, Critical: 7200}},
		{KPI: metrics.AbandonRate, Target: metrics.Target{Target: 0.05, Warn: 0.05, Critical: 0.1}},
		{KPI: metrics.NPS, Target: metrics.Target{Target: 30, Warn: 20, Critical: 0}},
	}
	return r
}

func plain(v float64) metrics.Value { return metrics.Value{Head: v, Has: true} }

func duration(mean float64, n int64) metrics.Value {
	return metrics.Value{Head: mean, N: n, Has: true, Parts: []float64{float64(n), mean * float64(n), mean, mean * 0.7, mean * 1.9, mean * 2.3, mean * 3.1}}
}

func group(name string, q queue, rng *rand.Rand) metrics.Group {
	g := metrics.Group{Name: name, Values: values(q, 1), Late: int64(q.waiting / 2), Before: values(q, 0.8+rng.Float64()*0.4)}
	targets := rules()
	for k := range g.Values {
		if t, ok := targets.TargetFor(metrics.Key(k), name, ""); ok {
			g.Values[k].Level = t.LevelOf(g.Values[k].Head, metrics.Key(k).Info().Better)
		}
	}
	return g
}

func values(q queue, scale float64) []metrics.Value {
	v := make([]metrics.Value, metrics.NumKeys)
	for k := range v {
		v[k].Head = math.NaN()
	}
	count := func(n float64) metrics.Value { return plain(math.Round(n * scale)) }
	answered := math.Max(0, q.offered-q.lost-q.waiting)
	v[metrics.Requests] = count(q.offered * 0.93)
	v[metrics.Offered] = count(q.offered)
	v[metrics.Answered] = count(answered)
	v[metrics.Abandoned] = count(q.lost)
	v[metrics.ShortAbandoned] = count(q.lost / 4)
	v[metrics.FlowedOut] = count(0)
	v[metrics.Waiting] = count(q.waiting)
	v[metrics.LongestWait] = plain(q.longest * scale)
	v[metrics.Wait] = duration(q.reply*0.6*scale, int64(answered))
	v[metrics.AbandonWait] = duration(q.reply*scale, int64(q.lost))
	v[metrics.ServiceLevel] = metrics.Value{Head: math.Min(1, q.sl*(0.9+scale*0.1)), N: int64(answered + q.lost), Has: true,
		Parts: []float64{q.sl, 20, math.Round(q.sl * (answered + q.lost)), answered + q.lost}}
	v[metrics.AbandonRate] = metrics.Value{Head: q.lost / (answered + q.lost) * scale, N: int64(answered + q.lost), Has: true}
	v[metrics.FirstReply] = duration(q.reply*scale, int64(answered))
	v[metrics.Reply] = duration(q.reply*0.9*scale, int64(answered*2))
	v[metrics.Talk] = duration(232*scale, int64(answered))
	v[metrics.Hold] = duration(31*scale, int64(answered/4))
	v[metrics.WrapUp] = duration(44*scale, int64(answered))
	v[metrics.Handle] = metrics.Value{Head: 284 * scale, N: int64(answered), Has: true, Parts: []float64{answered, 284 * answered, 284}}
	v[metrics.Missed] = count(3)
	v[metrics.Resolution] = duration(2460*scale, int64(answered))
	v[metrics.Resolved] = count(answered * 0.8)
	v[metrics.ResolutionRate] = metrics.Value{Head: 0.8, N: int64(q.offered), Has: true}
	v[metrics.Reopened] = count(answered * 0.04)
	v[metrics.ReopenRate] = metrics.Value{Head: 0.05, N: int64(answered), Has: true}
	v[metrics.FirstContactResolution] = metrics.Value{Head: 0.72, N: int64(answered * 0.8), Has: true, Parts: []float64{0.72, answered * 0.8}}
	v[metrics.Transferred] = count(answered * 0.06)
	v[metrics.TransferRate] = metrics.Value{Head: 0.06, N: int64(answered), Has: true}
	v[metrics.Escalated] = count(answered * 0.03)
	v[metrics.EscalationRate] = metrics.Value{Head: 0.03, N: int64(answered), Has: true}
	v[metrics.Complaints] = count(1)
	v[metrics.Promises] = metrics.Value{Head: 0.9, N: 20, Has: true, Parts: []float64{24, 18, 2, 4, 1, 0.9}}
	v[metrics.CSAT] = metrics.Value{Head: 4.2, N: q.npsN, Has: true, Parts: []float64{float64(q.npsN), 4.2, 0.81, 0.22}}
	v[metrics.NPS] = nps(q.nps*scale, q.npsN)
	v[metrics.CES] = metrics.Value{Head: 5.1, N: q.npsN, Has: true, Parts: []float64{float64(q.npsN), 5.1}}
	v[metrics.Open] = count(q.waiting + 12)
	busy := q.staffed - q.ready
	v[metrics.Agents] = metrics.Value{Head: q.staffed, Has: true,
		Parts: []float64{q.ready, math.Min(1, busy), math.Max(0, busy-3), math.Min(1, busy), math.Min(1, busy), 2, 0, q.staffed}}
	v[metrics.Occupancy] = metrics.Value{Head: 0.78, Has: true}
	return v
}

func nps(score float64, n int64) metrics.Value {
	detractors := math.Round(float64(n) * (0.25 - score/400))
	promoters := math.Round(detractors + score*float64(n)/100)
	passives := float64(n) - promoters - detractors
	return metrics.Value{Head: score, N: n, Has: true, Parts: []float64{float64(n), score, 196 / math.Sqrt(float64(n+3)), promoters, passives, detractors}}
}

// spreads are as wide as times on a floor are: of three cases two lie between a third and three times the median.
func spreads(g *metrics.Group) *metrics.Spreads {
	s := &metrics.Spreads{}
	for k, to := range map[metrics.Key]*metrics.Spread{metrics.Wait: &s.Wait, metrics.FirstReply: &s.FirstReply, metrics.Reply: &s.Reply} {
		rng := rand.New(rand.NewPCG(uint64(k), uint64(g.Value(k).N)))
		for range g.Value(k).N {
			x := g.Value(k).Part(metrics.PartP50) * math.Exp(rng.NormFloat64())
			i := 0
			for metrics.StepEnd(i) < x {
				i++
			}
			to[i]++
		}
	}
	return s
}

func history(now time.Time, reply, score float64, rng *rand.Rand) *metrics.History {
	const steps = 60
	h := &metrics.History{Start: now.Add(-30 * time.Minute).Truncate(10 * time.Second), Step: 30 * time.Second}
	for l := range h.Lines {
		h.Lines[l] = make([]float64, steps)
	}
	for i := range steps {
		flood := 0.0
		if i > steps-14 {
			flood = float64(i - steps + 14)
		}
		wobble := func(by float64) float64 { return 1 + by*(rng.Float64()-0.5) + 0.15*math.Sin(float64(i)/6) }
		h.Lines[metrics.LineOffered][i] = math.Round((4 + flood) * wobble(0.6))
		h.Lines[metrics.LineAbandoned][i] = math.Round(flood / 5 * wobble(1))
		h.Lines[metrics.LineWaiting][i] = math.Round((2 + flood*1.1) * wobble(0.5))
		h.Lines[metrics.LineFirstReply][i] = reply * 0.7 * wobble(0.4) * (1 + flood/8)
		h.Lines[metrics.LineFirstReplyP90][i] = reply * 1.8 * wobble(0.5) * (1 + flood/6)
		h.Lines[metrics.LineReply][i] = reply * 0.6 * wobble(0.4)
		h.Lines[metrics.LineReplyP90][i] = reply * 1.5 * wobble(0.5)
		h.Lines[metrics.LineNPS][i] = score + 12 - flood*1.5 + 6*(rng.Float64()-0.5)
		h.Lines[metrics.LineCSAT][i] = 4.3 - flood*0.03
		if i == 17 || i == 18 {
			h.Lines[metrics.LineFirstReply][i], h.Lines[metrics.LineFirstReplyP90][i] = math.NaN(), math.NaN()
		}
	}
	return h
}

func agents(now time.Time, rng *rand.Rand) []metrics.Group {
	var out []metrics.Group
	reasons := []string{"lunch", "break", "coaching"}
	for i, name := range agentNames {
		handled := float64(4 + rng.IntN(38))
		q := queues[i%len(queues)]
		q.offered, q.lost, q.waiting, q.npsN = handled, 0, 0, int64(rng.IntN(9))
		g := group(name, q, rng)
		for _, k := range []metrics.Key{metrics.Offered, metrics.Waiting, metrics.LongestWait, metrics.Abandoned, metrics.Agents} {
			g.Values[k] = metrics.Value{Head: math.NaN()}
		}
		g.Values[metrics.Answered] = plain(handled)
		g.Values[metrics.Score] = plain(58 + 38*rng.Float64())
		if handled < 7 {
			g.Values[metrics.Score] = metrics.Value{Head: math.NaN(), Has: true}
		}
		a := &metrics.Agent{Raw: 86, TeamMean: 76, Team: []string{"red", "blue", "green"}[i%3], State: feed.Busy, Queue: q.name,
			Since: now.Add(-time.Duration(5+rng.IntN(400)) * time.Second),
			Score: []metrics.ScorePart{
				{KPI: "resolution_rate", Weight: 20, Value: 0.8, Floor: 0.5, Target: 0.9, Scaled: 0.75},
				{KPI: "csat", Weight: 20, Value: 4.2, Floor: 3, Target: 4.6, Scaled: 0.75},
				{KPI: "first_reply_seconds", Weight: 15, Value: 48, Floor: 120, Target: 20, Scaled: 0.72},
				{KPI: "sales_conversion", Weight: 5, Value: math.NaN(), Floor: 0, Target: 0.1},
			}}
		switch i % 13 {
		case 1, 5, 9:
			a.State, a.Since = feed.Available, now.Add(-time.Duration(3+rng.IntN(150))*time.Second)
		case 2:
			a.State, a.Since = feed.WrapUp, now.Add(-time.Duration(20+rng.IntN(170))*time.Second)
		case 3:
			a.State, a.Reason, a.Since = feed.Away, reasons[rng.IntN(3)], now.Add(-time.Duration(60+rng.IntN(2400))*time.Second)
		case 7:
			a.State, a.Since = feed.Ringing, now.Add(-time.Duration(2+rng.IntN(14))*time.Second)
		case 11:
			a.State, a.Since = feed.Offline, now.Add(-time.Duration(rng.IntN(9000))*time.Second)
		}
		g.Agent = a
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b metrics.Group) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Reading makes s what a board shows whose log is still being read: nothing has a level yet.
func Reading(s *metrics.Snapshot) {
	src := &s.Feed.Sources[0]
	src.State, src.Word, src.Read, src.Size = feed.Reading, feed.Reading.String(), 430_000_000, 1_000_000_000
	s.Journey.Bottleneck = ""
	for _, list := range [][]metrics.Group{{s.Total}, s.Queues, s.Channels, s.Agents, s.Topics, s.Stages} {
		for _, g := range list {
			for i := range g.Values {
				g.Values[i].Level, g.Values[i].Judged = metrics.LevelUnknown, nil
			}
		}
	}
}

// Calm makes every target of s met, as on a good day.
func Calm(s *metrics.Snapshot) {
	calm := func(g *metrics.Group, queue, channel string) {
		for i := range g.Values {
			val := &g.Values[i]
			if val.Level == metrics.LevelUnknown {
				continue
			}
			val.Level = metrics.LevelOK
			if t, ok := s.Rules.TargetFor(metrics.Key(i), queue, channel); ok {
				val.Head = t.Target
			}
		}
	}
	calm(&s.Total, "", "")
	for i := range s.Queues {
		calm(&s.Queues[i], s.Queues[i].Name, "")
	}
	for i := range s.Channels {
		calm(&s.Channels[i], "", s.Channels[i].Name)
	}
}
