package panel_test

import (
	"strings"
	"testing"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

// TestBacklogWorkedOff: that more was resolved than came is said as it is, and meets no target.
func TestBacklogWorkedOff(t *testing.T) {
	theme, err := themes.Load("floor-dark")
	if err != nil {
		t.Fatal(err)
	}
	draw := func(share float64, resolved float64) string {
		s := paneltest.Floor()
		s.Total.Values[metrics.ResolutionRate] = metrics.Value{Head: share, N: 100, Has: true, Level: metrics.LevelOK}
		s.Total.Values[metrics.Resolved] = metrics.Value{Head: resolved, Has: true}
		s.Rules.Targets = []metrics.TargetRule{{KPI: metrics.ResolutionRate, Target: metrics.Target{Target: 0.8, Warn: 0.7, Critical: 0.5}}}
		b := cell.New(200, 7)
		panel.JourneyStrip(6).Draw(b.All(), panel.New(s, style.New(theme, style.NoColor, style.Unicode())))
		return b.String()
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
	theme, err := themes.Load("floor-dark")
	if err != nil {
		t.Fatal(err)
	}
	s := paneltest.Floor()
	s.Total.Values[metrics.ServiceLevel] = metrics.Value{Head: 1, N: 100, Has: true, Level: metrics.LevelOK}
	b := cell.New(120, 7)
	panel.Strip(6).Draw(b.All(), panel.New(s, style.New(theme, style.NoColor, style.Unicode())))
	if got := b.String(); !strings.Contains(got, " ▄█▄ ▀▄▄▀ ▀▄▄▀ % ") || strings.Contains(got, "100%") {
		t.Errorf("100%% at 120 columns:\n%s", got)
	}
}
