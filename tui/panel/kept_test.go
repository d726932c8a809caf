package panel

import (
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"floorboard/tui/chart"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// TestAnyOptionDrawsLinesAnew changes each option of a chart by itself: what is shown is never the chart as it was before.
func TestAnyOptionDrawsLinesAnew(t *testing.T) {
	o := chart.LineOptions{
		Start: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Step: time.Minute, Zone: time.UTC, Min: 1, Max: 10, Target: 5, Format: format.Count,
		Series: []chart.Series{{Name: "waiting", Values: []float64{3, 4, math.NaN()}, Style: style.Series1}},
	}
	changes := map[string]func(o *chart.LineOptions){
		"Start":   func(o *chart.LineOptions) { o.Start = o.Start.Add(time.Minute) },
		"Step":    func(o *chart.LineOptions) { o.Step *= 2 },
		"Zone":    func(o *chart.LineOptions) { o.Zone = time.FixedZone("CET", 3600) },
		"Min":     func(o *chart.LineOptions) { o.Min = 0 },
		"Max":     func(o *chart.LineOptions) { o.Max = 11 },
		"Target":  func(o *chart.LineOptions) { o.Target = math.NaN() },
		"Seconds": func(o *chart.LineOptions) { o.Seconds = true },
		"Log":     func(o *chart.LineOptions) { o.Log = true },
		"Series":  func(o *chart.LineOptions) { o.Series = append(o.Series, o.Series[0]) },
		"Name":    func(o *chart.LineOptions) { o.Series[0].Name = "lost" },
		"Values":  func(o *chart.LineOptions) { o.Series[0].Values[2] = 4 },
		"Style":   func(o *chart.LineOptions) { o.Series[0].Style = style.Series2 },
	}
	fields := reflect.TypeFor[chart.LineOptions]().NumField() - 1 + reflect.TypeFor[chart.Series]().NumField() // Format goes with the names
	if fields != len(changes) {
		t.Errorf("a chart has %d options, of which %d are changed here: is the new one in its sum?", fields, len(changes))
	}
	for name, change := range changes {
		changed := o
		changed.Series = slices.Clone(o.Series)
		changed.Series[0].Values = slices.Clone(o.Series[0].Values)
		if sumOf(&changed) != sumOf(&o) {
			t.Fatal("equal charts have different sums")
		}
		if change(&changed); sumOf(&changed) == sumOf(&o) {
			t.Errorf("%s is not seen", name)
		}
	}
}
