package chart

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/style"
)

func sheet(t interface{ Fatal(...any) }, g *style.Glyphs) *style.Sheet {
	theme, err := themes.Load(themes.Default)
	if err != nil {
		t.Fatal(err)
	}
	return style.New(theme, style.TrueColor, g)
}

var nan = math.NaN()

// number is any number, and more often one of those that break charts.
func number() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64(), rapid.Float64Range(-5, 500), rapid.SampledFrom([]float64{0, nan, math.Inf(1), math.Inf(-1),
		math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Copysign(0, -1), 1e-300, 1e300}))
}

// framed lets f draw into a rectangle on a larger sheet, and fails if anything came to lie outside, or rows changed their width.
func framed(t *rapid.T, f func(a cell.Area, s *style.Sheet)) {
	w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, rapid.SampledFrom([]int{3, 12, 200}).Draw(t, "most rows")).Draw(t, "h")
	g := rapid.SampledFrom([]*style.Glyphs{style.Unicode(), style.Console(), style.ASCII()}).Draw(t, "glyphs")
	b := cell.New(w+6, h+4)
	b.All().Fill(b.All().Bounds(), style.Fresh, '@')
	inside := cell.Rect{X: 3, Y: 2, W: w, H: h}
	f(b.Area(inside), sheet(t, g))
	b.Each(func(x, y int, grapheme string, st cell.Style) {
		in := x >= 3 && x < 3+w && y >= 2 && y < 2+h
		if !in && (grapheme != "@" || st != style.Fresh) {
			t.Fatalf("%q at %d,%d is outside of %+v", grapheme, x, y, inside)
		}
	})
	for _, row := range strings.Split(b.String(), "\n") {
		if got := ansi.StringWidth(row); got != w+6 {
			t.Fatalf("a row is %d wide, want %d", got, w+6)
		}
	}
}

func TestAnyNumbersAnySize(t *testing.T) {
	values := rapid.SliceOfN(number(), 0, 300)
	t.Run("sparkline", rapid.MakeCheck(func(t *rapid.T) {
		framed(t, func(a cell.Area, s *style.Sheet) {
			Sparkline(a, style.Spark, style.Accent, values.Draw(t, "values"), number().Draw(t, "limit"), s.Glyphs)
		})
	}))
	t.Run("course", rapid.MakeCheck(func(t *rapid.T) {
		framed(t, func(a cell.Area, s *style.Sheet) {
			Course(a, style.Spark, style.Accent, values.Draw(t, "values"), number().Draw(t, "low"), number().Draw(t, "high"), s)
		})
	}))
	bars := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Bar {
		return Bar{rapid.StringN(-1, 20, -1).Draw(t, "label"), number().Draw(t, "value"), rapid.StringN(-1, 5, -1).Draw(t, "count"), style.Bar}
	}), 0, 30)
	t.Run("bars", rapid.MakeCheck(func(t *rapid.T) {
		framed(t, func(a cell.Area, s *style.Sheet) { Bars(a, bars.Draw(t, "bars"), number().Draw(t, "limit"), s) })
	}))
	t.Run("lines", rapid.MakeCheck(func(t *rapid.T) {
		framed(t, func(a cell.Area, s *style.Sheet) {
			o := LineOptions{
				Start:   time.Unix(rapid.Int64Range(-1e11, 1e11).Draw(t, "start"), 0),
				Step:    time.Duration(rapid.OneOf(rapid.Int64Range(-1, 1e6), rapid.Int64Range(1e9, 1e15), rapid.Int64()).Draw(t, "step")),
				Min:     number().Draw(t, "min"),
				Max:     number().Draw(t, "max"),
				Target:  number().Draw(t, "target"),
				Seconds: rapid.Bool().Draw(t, "seconds"),
				Log:     rapid.Bool().Draw(t, "log"),
			}
			for range rapid.IntRange(0, 4).Draw(t, "series") {
				o.Series = append(o.Series, Series{rapid.StringN(-1, 12, -1).Draw(t, "name"), values.Draw(t, "values"), style.Series1})
			}
			Lines(a, o, s)
		})
	}))
}

func TestSparkline(t *testing.T) {
	for _, c := range []struct {
		name string
		vals []float64
		full float64
		w    int
		want string
	}{
		{"heights", []float64{1, 2, 3, 4, 5, 6, 7, 8}, 8, 8, "▁▂▃▄▅▆▇█"},
		{"newest at the right", []float64{4, 8}, 8, 4, "  ▄█"},
		{"the last that fit", []float64{8, 8, 8, 1, 2}, 8, 2, "▁▂"},
		{"a gap is blank, little is something", []float64{8, nan, 0.001, math.Inf(1), 8}, 8, 5, "█ ▁ █"},
		{"its own limit", []float64{1, 2}, 0, 2, "▄█"},
		{"beyond the limit", []float64{1, 99}, 2, 2, "▄█"},
		{"below zero", []float64{-5, 0, 5}, 5, 3, "▁▁█"},
	} {
		b := cell.New(c.w, 1)
		Sparkline(b.All(), style.Spark, style.Accent, c.vals, c.full, style.Unicode())
		if got := b.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	b := cell.New(3, 2)
	Sparkline(b.All(), style.Spark, style.Accent, []float64{1, 0, 2}, 2, style.Unicode())
	if got, want := b.String(), "  █\n█▁█"; got != want {
		t.Errorf("two rows: %q, want %q", got, want)
	}
	b.Each(func(x, y int, g string, st cell.Style) {
		if want := [3]cell.Style{style.Spark, style.BarDim, style.Accent}[x]; g != " " && st != want {
			t.Errorf("column %d has style %d, want %d", x, st, want)
		}
	})
}

func TestCourse(t *testing.T) {
	for _, c := range []struct {
		name string
		vals []float64
		low  float64
		want string
	}{
		{"from edge to edge", []float64{0, 50, 100}, 0, "⡠⠔●"},
		{"all of it, however long", []float64{0, 0, 0, 0, 0, 0, 0, 0, 100}, 0, "⣀⣀●"},
		{"a gap", []float64{50, nan, nan, nan, 50}, 0, "⠒ ●"},
		{"nothing at first", []float64{nan, nan, 0, 0, 0}, 0, " ⢀●"},
		{"below zero", []float64{-100, 0, 0}, -100, "⡠⠔●"},
		{"beyond the range", []float64{900, 900, 900}, 0, "⠉⠉●"},
		{"nothing", []float64{nan}, 0, "   "},
	} {
		b := cell.New(3, 1)
		Course(b.All(), style.Spark, style.Accent, c.vals, c.low, 100, sheet(t, style.Unicode()))
		if got := b.String(); strings.TrimRight(got, " ") != strings.TrimRight(c.want, " ") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBars(t *testing.T) {
	b := cell.New(30, 4)
	Bars(b.All(), []Bar{{"billing", 40, "40", style.Bar}, {"cancellations", 20, "20", style.Bar}, {"voice", 0.01, "1", style.Bar},
		{"none", nan, "–", style.Bar}, {"no room", 1, "1", style.Bar}}, 0, sheet(t, style.Unicode()))
	want := strings.Join([]string{
		"billing      ▆▆▆▆▆▆▆▆▆▆▆▆▆▆ 40",
		"cancellatio… ▆▆▆▆▆▆▆        20",
		"voice        ▆               1",
		"none                         –",
	}, "\n")
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestNamesAreInTheOrderOfTheValues: lines that end close together are named from the highest to the lowest, at the bottom and at the top.
func TestNamesAreInTheOrderOfTheValues(t *testing.T) {
	for _, ends := range [][3]float64{{0, 12, 1}, {200, 199, 198}, {100, 101, 100}, {5, 4, 3}, {0, 0, 0}} {
		o := LineOptions{Max: 200, Target: nan, Format: func(v float64) string { return fmt.Sprint(v) }}
		for i, v := range ends {
			o.Series = append(o.Series, Series{fmt.Sprintf("s%d", i), []float64{50, v}, style.Series1})
		}
		b := cell.New(60, 5)
		Lines(b.All(), o, sheet(t, style.Unicode()))
		var got []float64
		for _, m := range regexp.MustCompile(`(\d+) s\d`).FindAllStringSubmatch(b.String(), -1) {
			v, _ := strconv.ParseFloat(m[1], 64)
			got = append(got, v)
		}
		if len(got) != 3 || !slices.IsSortedFunc(got, func(a, b float64) int { return cmp.Compare(b, a) }) {
			t.Errorf("%v are named in the order %v:\n%s", ends, got, b.String())
		}
	}
}

// straight is a chart without scale, clock and names, for looking at its lines alone.
func straight(vals ...float64) LineOptions {
	return LineOptions{Min: 0, Max: 100, Target: nan, Series: []Series{{Values: vals, Style: style.Series1}}}
}

func TestGapsAreGaps(t *testing.T) {
	vals := make([]float64, 16) // two to a column
	for i := range vals {
		vals[i] = 50
	}
	for i := 4; i < 12; i++ {
		vals[i] = nan
	}
	b := cell.New(8, 1)
	Lines(b.All(), straight(vals...), sheet(t, style.Unicode()))
	got := []rune(b.String())
	for x, r := range got {
		if blank := x >= 2 && x < 6; blank != (r == ' ') {
			t.Errorf("column %d of %q is %q", x, string(got), r)
		}
	}
}

func TestNoPeakIsLost(t *testing.T) {
	vals := make([]float64, 5000)
	vals[2345] = 100
	b := cell.New(20, 4)
	Lines(b.All(), straight(vals...), sheet(t, style.Unicode()))
	if top, _, _ := strings.Cut(b.String(), "\n"); strings.TrimSpace(top) == "" {
		t.Errorf("the peak of one in 5000 is not to be seen:\n%s", b)
	}
}

func TestAValueAloneIsSeen(t *testing.T) {
	for _, g := range []*style.Glyphs{style.Unicode(), style.Console(), style.ASCII()} {
		b := cell.New(9, 3)
		Lines(b.All(), straight(nan, nan, 50, nan, nan, nan, 20), sheet(t, g))
		if n := len(strings.Fields(b.String())); n != 2 {
			t.Errorf("%d marks for two values alone:\n%s", n, b)
		}
	}
}

func TestLinesHaveAScaleAClockAndNames(t *testing.T) {
	vals := make([]float64, 61)
	for i := range vals {
		vals[i] = float64(i) * 3
	}
	o := LineOptions{
		Start: time.Date(2026, 3, 2, 13, 7, 0, 0, time.UTC), Step: time.Minute, Target: 120, Seconds: true,
		Format: func(v float64) string { return time.Time{}.Add(time.Duration(v) * time.Second).Format("4:05") },
		Series: []Series{{Name: "p90", Values: vals, Style: style.Series1}},
	}
	b := cell.New(70, 10)
	Lines(b.All(), o, sheet(t, style.Unicode()))
	rows := strings.Split(b.String(), "\n")
	for want, row := range map[string]string{"3:00┤": rows[0], "2:00┤": rows[3], "0:00┤": rows[8], "● 3:00 p90": rows[0], "13:10": rows[9], "14:00": rows[9]} {
		if !strings.Contains(row, want) {
			t.Errorf("%q is not in %q", want, row)
		}
	}
	if t.Failed() {
		t.Log("\n" + b.String())
	}
}

// TestLogarithmicScale: a minute is half way from a second to an hour, whatever lies beyond the scale stays on its edge, and the
// scale names round times.
func TestLogarithmicScale(t *testing.T) {
	o := LineOptions{Start: time.Date(2026, 3, 2, 13, 0, 0, 0, time.UTC), Min: 1, Max: 3600, Target: nan, Seconds: true, Log: true,
		Format: func(v float64) string { return time.Duration(v * float64(time.Second)).String() },
		Series: []Series{{Values: []float64{0, 1, 60, 3600, 1e9, -1}, Style: style.Series1}}}
	b := cell.New(40, 13)
	p := plot{b.All(), sheet(t, style.Unicode()), 6, o.Min, o.Max, o.Log}
	for i, want := range []int{12, 12, 6, 0, 0, 12} {
		if _, y := p.cell(i, o.Series[0].Values[i]); y != want {
			t.Errorf("%v lies in row %d, want %d", o.Series[0].Values[i], y, want)
		}
	}
	Lines(b.All(), o, sheet(t, style.Unicode()))
	for _, want := range []string{"1h0m0s┤", "10m0s┤", "1m0s┤", "10s┤", "1s┤"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the scale has no %q:\n%s", want, b)
		}
	}
}

func TestClockTicksAreRoundAndFew(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone data: ", err)
	}
	// Summer time begins on 2026-03-29 at 2:00.
	ticks := clockTicks(time.Date(2026, 3, 28, 20, 20, 0, 0, berlin), time.Date(2026, 3, 29, 12, 0, 0, 0, berlin), 70)
	var got []string
	for _, c := range ticks {
		got = append(got, c.Format("15:04"))
	}
	if want := "22:00 00:00 03:00 04:00 06:00 08:00 10:00 12:00"; strings.Join(got, " ") != want {
		t.Errorf("ticks %v, want %s", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		start := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "start"), rapid.Int64Range(0, 1e9-1).Draw(t, "ns")).In(berlin)
		span := time.Duration(rapid.Int64Range(1, int64(2000*day)).Draw(t, "span"))
		w := rapid.IntRange(1, 300).Draw(t, "w")
		step := clockStep(start, start.Add(span), w)
		for i, c := range clockTicks(start, start.Add(span), w) {
			if c.Before(start) || c.After(start.Add(span)) || i > w/9+1 {
				t.Fatalf("tick %d at %v, from %v for %v", i, c, start, span)
			}
			h, m, s := c.Clock()
			if clock := time.Duration((h*60+m)*60+s) * time.Second; step < day && clock%min(step, time.Hour) != 0 {
				t.Fatalf("%v is not round for %v", c, step)
			}
		}
	})
}

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct {
		v       float64
		seconds bool
		want    float64
	}{{7, false, 10}, {0.03, false, 0.05}, {1, false, 1}, {7, true, 10}, {40, true, 60}, {200, true, 300}, {4000, true, 7200}, {0, true, 1}, {nan, false, 1}, {0.3, true, 0.5}} {
		if got := niceStep(c.v, c.seconds); math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("niceStep(%v, %v) = %v, want %v", c.v, c.seconds, got, c.want)
		}
	}
}

// TestTicksAreToldApart: no two labels of a scale of whole numbers are the same, however tall it is.
func TestTicksAreToldApart(t *testing.T) {
	o := LineOptions{Max: 5, Format: func(x float64) string { return strconv.Itoa(int(math.Round(x))) }}
	for rows := range 120 {
		ticks := o.ticks(rows)
		for i, v := range ticks[1:] {
			if o.Format(v) == o.Format(ticks[i]) {
				t.Errorf("%d rows: %v", rows, ticks)
				break
			}
		}
	}
	if got := o.ticks(60); !slices.Equal(got, []float64{0, 1, 2, 3, 4, 5}) {
		t.Errorf("60 rows: %v", got)
	}
}

func BenchmarkLines(b *testing.B) {
	s := sheet(b, style.Unicode())
	var series []Series
	for k := range 3 {
		vals := make([]float64, 720)
		for i := range vals {
			vals[i] = 60 + 40*math.Sin(float64(i)/40+float64(k))
		}
		series = append(series, Series{"p90", vals, style.Series1 + cell.Style(k)})
	}
	o := LineOptions{Start: time.Unix(1772000000, 0).UTC(), Step: time.Minute, Target: 90, Series: series}
	buf := cell.New(100, 16)
	b.ReportAllocs()
	for range b.N {
		buf.Clear()
		Lines(buf.All(), o, s)
	}
}

func BenchmarkSparkline(b *testing.B) {
	vals, g := []float64{1, 2, 3, nan, 4, 8, 6, 3, 2, 1}, style.Unicode()
	buf := cell.New(10, 1)
	b.ReportAllocs()
	for range b.N {
		Sparkline(buf.All(), style.Spark, style.Accent, vals, 8, g)
	}
}

// TestLinesWithoutColour: two lines that go the same way look different, in each direction, and a value alone stays visible.
func TestLinesWithoutColour(t *testing.T) {
	for _, g := range []*style.Glyphs{style.Unicode(), style.Console(), style.ASCII()} {
		s := style.New(sheet(t, g).Theme, style.NoColor, g)
		samples := map[string]bool{}
		for name, vals := range map[string][]float64{
			"level": {5, 5, 5, 5, 5, 5, 5, 5, 5}, "rising": {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "falling": {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, "spikes": {0, 9, 0, 9, 0, 9, 0, 9},
		} {
			seen := map[string]bool{}
			for _, st := range []cell.Style{style.Series1, style.Series2, style.Series3} {
				samples[Sample(st, s)] = true
				b := cell.New(24, 10)
				Lines(b.All(), LineOptions{Min: 0, Max: 9, Target: nan, Series: []Series{{Values: vals, Style: st}, {}}}, s)
				if strings.TrimSpace(b.String()) == "" {
					t.Fatalf("%s: nothing is drawn", name)
				}
				seen[b.String()] = true
			}
			if len(seen) != 3 {
				t.Errorf("%s: %d of three lines look different", name, len(seen))
			}
		}
		if len(samples) != 3 {
			t.Errorf("the legend has %d samples for three lines", len(samples))
		}
		for _, st := range []cell.Style{style.Series1, style.Series2, style.Series3} {
			for v := range 10 {
				with, without := cell.New(24, 10), cell.New(24, 10)
				o := LineOptions{Min: 0, Max: 9, Target: nan, Series: []Series{{Values: []float64{nan, float64(v), nan, 9}, Style: st}, {}}}
				Lines(with.All(), o, s)
				o.Series[0].Values = []float64{nan, nan, nan, 9}
				Lines(without.All(), o, s)
				if with.String() == without.String() {
					t.Errorf("a lone value of %d cannot be seen", v)
				}
			}
		}
	}
}
