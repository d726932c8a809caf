package format

import (
	"math"
	"testing"

	"floorboard/metrics"
)

func TestKPI(t *testing.T) {
	for _, c := range []struct {
		shape              metrics.Shape
		x                  float64
		decimals           int
		value, change      string
		unknown, unchanged string
	}{
		{metrics.Plain, 1234, 0, "1234", "+1234", "–", "0"},
		{metrics.Seconds, 38, 0, "0:38", "+0:38", "–", "0:00"},
		{metrics.Duration, 3730, 1, "1:02:10", "+1:02:10", "–", "0:00"},
		{metrics.Ratio, 0.813, 1, "81.3%", "+81.3", "–", "0.0"},
		{metrics.Attainment, 0.813, 0, "81%", "+81", "–", "0"},
		{metrics.NetScore, 42, 0, "+42", "+42", "–", "0"},
		{metrics.Rating5, 4.26, 0, "4.3", "+4.3", "–", "0.0"},
	} {
		for _, got := range []struct{ what, got, want string }{
			{"value", KPI(c.shape, c.x, c.decimals), c.value},
			{"unknown", KPI(c.shape, math.NaN(), c.decimals), c.unknown},
			{"change", KPIChange(c.shape, c.x, c.decimals), c.change},
			{"no change", KPIChange(c.shape, 0, c.decimals), c.unchanged},
		} {
			if got.got != got.want {
				t.Errorf("shape %d, %s: got %q, want %q", c.shape, got.what, got.got, got.want)
			}
		}
	}
	if got := KPIChange(metrics.Ratio, -0.09, 1); got != "-9.0" {
		t.Errorf("a fall is written %q", got)
	}
	if got := KPIChange(metrics.Duration, -0.2, 1); got != "0:00" {
		t.Errorf("a fall too small to be written is written %q", got)
	}
	if got := KPIChange(metrics.Ratio, 0.00001, 1); got != "0.0" {
		t.Errorf("a change too small to be written is written %q", got)
	}
}
