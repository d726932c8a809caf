package panel_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// drawn is a panel of a snapshot, in plain text.
func drawn(t *testing.T, s *metrics.Snapshot, p panel.Panel, w, h int) string {
	t.Helper()
	b := cell.New(w, h)
	p.Draw(b.All(), view(t, s))
	return b.String()
}

// view is a view of a snapshot for a terminal without colours.
func view(t *testing.T, s *metrics.Snapshot) *panel.View {
	t.Helper()
	theme, err := themes.Load(themes.Default)
	if err != nil {
		t.Fatal(err)
	}
	return panel.New(s, style.New(theme, style.NoColor, style.Unicode()))
}

// TestBacklogWorkedOff: that more was resolved than came is said as it is, and meets no target.
func TestBacklogWorkedOff(t *testing.T) {
	draw := func(share float64, resolved float64) string {
		s := paneltest.Floor()
		s.Total.Values[metrics.ResolutionRate] = metrics.Value{Head: share, N: 100, Has: true, Level: metrics.LevelOK}
		s.Total.Values[metrics.Resolved] = metrics.Value{Head: resolved, Has: true}
		s.Rules.Targets = []metrics.TargetRule{{KPI: metrics.ResolutionRate, Target: metrics.Target{Target: 0.8, Warn: 0.7, Critical: 0.5}}}
		return drawn(t, s, panel.JourneyStrip(6), 200, 7)
	}
	if got := draw(0.9, 90); !strings.Contains(got, "✓ 80%") || !strings.Contains(got, "of 100 requests") {
		t.Errorf("below 1:\n%s", got)
	}
	if got := draw(1.08, 108); strings.Contains(got, "✓ 80%") || !strings.Contains(got, "108 to 100 requests") {
		t.Errorf("above 1:\n%s", got)
	}
}

// TestHundredPercentIsLarge: a perfect score sets no number of its row in small type.
func TestHundredPercentIsLarge(t *testing.T) {
	s := paneltest.Floor()
	s.Total.Values[metrics.ServiceLevel] = metrics.Value{Head: 1, N: 100, Has: true, Level: metrics.LevelOK}
	if got := drawn(t, s, panel.Strip(6), 120, 7); !strings.Contains(got, " ▄█▄ ▀▄▄▀ ▀▄▄▀ % ") || strings.Contains(got, "100%") {
		t.Errorf("100%% at 120 columns:\n%s", got)
	}
}

// TestNotesOfTiles: a share of which the feed never told is not said to be one of nothing, a mean has its n, and numbers too long for
// their words stay whole.
func TestNotesOfTiles(t *testing.T) {
	s := paneltest.Floor()
	strip := panel.ExperienceStrip(6)
	s.Total.Values[metrics.EscalationRate] = metrics.Value{Head: math.NaN(), N: 27, Has: true}
	s.Total.Values[metrics.CES] = metrics.Value{Head: 5, N: 1, Has: true}
	s.Total.Values[metrics.FirstContactResolution] = metrics.Value{Head: 0.8, N: 28_500, Has: true}
	got := drawn(t, s, strip, 120, 7)
	for _, want := range []string{"not in this feed", "n 1 ", "of 28.5k   "} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	s.Total.Values[metrics.EscalationRate].N = 0
	if got := drawn(t, s, strip, 120, 7); !strings.Contains(got, "no answered") {
		t.Errorf("nobody was answered:\n%s", got)
	}
}

// TestManyAgentsAreReady: how many are ready of a thousand is not cut.
func TestManyAgentsAreReady(t *testing.T) {
	s := paneltest.Floor()
	parts := make([]float64, len(s.Total.Values[metrics.Agents].Parts))
	parts[metrics.PartAvailable], parts[metrics.PartStaffed] = 269, 1000
	s.Total.Values[metrics.Agents] = metrics.Value{Has: true, Parts: parts}
	if got := drawn(t, s, panel.AllQueues().Panel(), 200, 20); !strings.Contains(got, " 269/1000 ") {
		t.Errorf("\n%s", got)
	}
}

// TestSentencesAreWhole: what a panel says while it has nothing to show is not cut where there are lines for it.
func TestSentencesAreWhole(t *testing.T) {
	got := strings.Join(strings.Fields(strings.ReplaceAll(drawn(t, nil, panel.Untold, 76, 5), "│", "")), " ")
	if want := "topics, stages, resolutions and promises show here."; !strings.Contains(got, want) {
		t.Errorf("no %q in %q", want, got)
	}
}

// TestTrendNeedsAWindowBefore: a column is not named where it has nothing to say.
func TestTrendNeedsAWindowBefore(t *testing.T) {
	s := paneltest.Floor()
	if got := drawn(t, s, panel.Topics, 200, 20); !strings.Contains(got, "Trend") {
		t.Errorf("with a window before:\n%s", got)
	}
	s.Total.Before[metrics.Offered].Head = 0
	if got := drawn(t, s, panel.Topics, 200, 20); strings.Contains(got, "Trend") {
		t.Errorf("with nothing in it:\n%s", got)
	}
	s.Total.Before = nil
	if got := drawn(t, s, panel.Topics, 200, 20); strings.Contains(got, "Trend") {
		t.Errorf("without:\n%s", got)
	}
}

// TestUnmetTargetHasASign: a target that no level sign stands before has one of its own, and where there is room for one of both only, it gives
// way to whose number it is.
func TestUnmetTargetHasASign(t *testing.T) {
	s := paneltest.Floor()
	s.Total.Values[metrics.ServiceLevel] = metrics.Value{Head: 0.78, N: 100, Has: true, Level: metrics.LevelOK}
	if got := drawn(t, s, panel.Strip(6), 120, 7); !strings.Contains(got, "│ ≥80%") {
		t.Errorf("below its target:\n%s", got)
	}
	s.Total.Values[metrics.ServiceLevel] = metrics.Value{Head: math.NaN()}
	for rows, want := range map[int]string{7: "≥80%", 6: "per channel"} {
		if got := drawn(t, s, panel.Strip(6), 120, rows); !strings.Contains(got, want) {
			t.Errorf("no %q in %d rows:\n%s", want, rows, got)
		}
	}
}

// TestEveryLineHasAName: where a legend has no room for all numbers, it still names every line.
func TestEveryLineHasAName(t *testing.T) {
	s := paneltest.Floor()
	for _, w := range []int{40, 60} {
		for p, names := range map[*panel.Panel][]string{&panel.Flow: {"waiting", "offered", "lost"}, &panel.Replies: {"median", "p90"}} {
			got := drawn(t, s, *p, w, 10)
			legend := strings.Split(got, "\n")[1]
			for _, name := range names {
				if !strings.Contains(legend, " "+name+" ") {
					t.Errorf("no %s at %d columns:\n%s", name, w, got)
				}
			}
		}
	}
}

// TestOneLongestWait: where a mail waits for longer than the call that is too late, tile and row tell of the call, and the tile of the longest of
// such waits.
func TestOneLongestWait(t *testing.T) {
	s := paneltest.Floor()
	late := func(queue string, mail, call float64) {
		for i := range s.Queues {
			val := &s.Queues[i].Values[metrics.LongestWait]
			if s.Queues[i].Name == queue {
				*val = metrics.Value{Head: mail, Has: true, Level: metrics.LevelWarn, Judged: &metrics.Judgement{Queue: queue, Channel: "voice", Head: call, Target: metrics.Target{Target: 60}}}
			} else if val.Judged == nil {
				val.Level = metrics.LevelOK
			}
		}
	}
	late("billing", 490, 132)
	late("orders", 300, 157)
	got := stripAndQueues(t, s)
	for words, want := range map[string]int{"2:12 !": 1, "8:10": 0, "2:37": 2, "5:00": 0, "orders, voice": 1} {
		if n := strings.Count(got, words); n != want {
			t.Errorf("%q is there %d times, want %d:\n%s", words, n, want, got)
		}
	}
}

// stripAndQueues draws the tiles above the queues, which are by need.
func stripAndQueues(t *testing.T, s *metrics.Snapshot) string {
	v := view(t, s)
	v.SortByNeed()
	b := cell.New(80, 20)
	panel.Strip(4).Draw(b.All().Sub(cell.Rect{W: 80, H: 5}), v)
	panel.Queues.Draw(b.All().Sub(cell.Rect{Y: 5, W: 80, H: 15}), v)
	return b.String()
}

// TestCasesThatWaitForTooLong: who waits for longer than the target of their channel is marked, whichever number the list stands behind.
func TestCasesThatWaitForTooLong(t *testing.T) {
	for _, of := range []metrics.Key{metrics.LongestWait, metrics.Waiting} {
		s := paneltest.Floor()
		s.Rules = metrics.DefaultRules()
		s.Cases = []metrics.Case{{ID: "mail", Queue: "billing", Channel: "email", Value: 600}, {ID: "call", Queue: "billing", Channel: "voice", Value: 150}}
		got := drawn(t, s, panel.CaseList{Title: "Waiting now", Of: of, Cursor: -1}.Panel(), 60, 5)
		if !strings.Contains(got, "2:30 !") || strings.Contains(got, "10:00 !") {
			t.Errorf("%s:\n%s", of.Info().Name, got)
		}
	}
}

// TestOldNumbersHaveNoCurve: where all of a long window was before its curve begins, it is not said beside the numbers that there was nothing.
func TestOldNumbersHaveNoCurve(t *testing.T) {
	s := paneltest.Floor()
	for i := range s.Total.History.Lines {
		s.Total.History.Lines[i] = slices.Repeat([]float64{math.NaN()}, 60)
	}
	since := s.Total.History.Start.Format("2 Jan 15:04") + ", where the curve begins."
	for name, p := range map[string]panel.Panel{"reply": panel.Replies, "contact": panel.Flow} {
		if got := drawn(t, s, p, 80, 12); !strings.Contains(got, "No "+name+" since "+since) {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	s.Total.Values[metrics.Offered] = metrics.Value{Has: true}
	if got := drawn(t, s, panel.Flow, 80, 12); !strings.Contains(got, "The curves begin with the first contact.") {
		t.Errorf("nothing at all:\n%s", got)
	}
}

// TestTheLongestWaitHasATarget: while nobody is late the longest wait stands beside the target of its own channel.
func TestTheLongestWaitHasATarget(t *testing.T) {
	s := paneltest.Floor()
	mail := &metrics.Judgement{Queue: "orders", Channel: "email", Head: 1750, Target: metrics.Target{Target: 3600, Warn: 7200}}
	for i := range s.Queues {
		val := metrics.Value{Head: math.NaN(), Has: true}
		if s.Queues[i].Name == "orders" {
			val = metrics.Value{Head: 1750, Has: true, Level: metrics.LevelOK, Judged: mail}
		}
		s.Queues[i].Values[metrics.LongestWait] = val
	}
	s.Total.Values[metrics.LongestWait] = metrics.Value{Head: 1750, Has: true, Level: metrics.LevelOK, Judged: mail}
	got := stripAndQueues(t, s)
	for _, words := range []string{"│ 29:10  ", "✓ 1:00:00", "orders, email", " 29:10 ✓"} {
		if !strings.Contains(got, words) {
			t.Errorf("%q is not there:\n%s", words, got)
		}
	}
}

// TestNamesThatDifferAtTheEnd: names of which the same beginning has room are cut in the middle, others at the end.
func TestNamesThatDifferAtTheEnd(t *testing.T) {
	s := paneltest.Floor()
	names := []string{"customer-support-international-north", "customer-support-international-south", "returns-and-all-that-comes-back-to-us"}
	for i, name := range names {
		s.Queues[i].Name = name
	}
	s.Queues = s.Queues[:len(names)]
	got := drawn(t, s, panel.ReplyTable, 80, 16)
	for _, want := range []string{"customer…nal-north", "customer…nal-south", "returns-and-all-t…"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestScoreOfAChannelHasItsSign: what colour says of a channel's score is said by a sign, too.
func TestScoreOfAChannelHasItsSign(t *testing.T) {
	s := paneltest.Floor()
	for i := range s.Channels {
		s.Channels[i].Values[metrics.NPS].Level = metrics.LevelCritical
	}
	got := drawn(t, s, panel.NPS, 54, 10)
	for _, channel := range []string{"chat", "email", "voice"} {
		if i := strings.Index(got, channel); i < 0 || !strings.Contains(got[i:i+strings.IndexByte(got[i:], '\n')], "‼") {
			t.Errorf("no sign beside %s:\n%s", channel, got)
		}
	}
	if !strings.Contains(got, "Answers") || !strings.Contains(got, "Over time") {
		t.Errorf("a column has no room:\n%s", got)
	}
}

// TestLongestOfNoQueue: a wait in no queue is told by its channel alone.
func TestLongestOfNoQueue(t *testing.T) {
	s := paneltest.Floor()
	s.Queues = nil
	s.Total.Values[metrics.LongestWait].Judged = &metrics.Judgement{Channel: "social"}
	if got := drawn(t, s, panel.Strip(6), 160, 10); !strings.Contains(got, "│ social ") {
		t.Errorf("no channel by itself:\n%s", got)
	}
}
