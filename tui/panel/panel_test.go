package panel

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/paneltest"
	"floorboard/tui/style"
)

func sheet(tb testing.TB, g *style.Glyphs) *style.Sheet {
	tb.Helper()
	theme, err := themes.Load(themes.Default)
	if err != nil {
		tb.Fatal(err)
	}
	return style.New(theme, style.TrueColor, g)
}

// panels are all that draw into an area.
var panels = map[string]func(cell.Area, *View){
	"header": Header, "strip": func(a cell.Area, v *View) { Strip(a, v, 6) }, "stack": Stack, "worst": Worst, "queues": Queues, "flow": Flow,
	"replies": Replies, "summary": Summary, "nps": NPS, "agents": Agents, "attention": Attention,
	"channels": Channels, "all queues": AllQueues().Draw, "all agents": AllAgents().Draw,
	"reply table": ReplyTable, "reply spread": ReplySpread, "cases": func(a cell.Area, v *View) { Cases(a, v, "Cases", "None.") },
	"experience": func(a cell.Area, v *View) { ExperienceStrip(a, v, 6) }, "satisfaction": Satisfaction, "experience table": ExperienceTable, "comments": Comments,
	"journey": func(a cell.Area, v *View) { JourneyStrip(a, v, 6) }, "stages": Stages, "topics": Topics, "promises": Promises,
	"sources": Sources, "counters": Counters, "identity": Identity, "rejects": Rejects,
}

// TestPanelsStayInside holds every panel to its rectangle, with any snapshot: whatever is around it stays as it was.
func TestPanelsStayInside(t *testing.T) {
	sheets := []*style.Sheet{sheet(t, style.Unicode()), sheet(t, style.ASCII())}
	for name, draw := range panels {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := New(paneltest.Hostile().Draw(t, "snapshot"), rapid.SampledFrom(sheets).Draw(t, "sheet"))

				v.List.Cursor = rapid.IntRange(-5, 100).Draw(t, "cursor")
				w, h := rapid.IntRange(0, 200).Draw(t, "w"), rapid.IntRange(0, 60).Draw(t, "h")
				const margin = 2
				b := cell.New(w+2*margin, h+2*margin)
				b.All().Fill(b.All().Bounds(), style.Text, '¤')
				inner := b.Area(cell.Rect{X: margin, Y: margin, W: w, H: h})
				inner.Fill(inner.Bounds(), style.Text, ' ')
				draw(inner, v)
				for y, row := range strings.Split(b.String(), "\n") {
					if got := ansi.StringWidth(row); got != w+2*margin {
						t.Fatalf("row %d of %dx%d is %d columns wide: %q", y, w, h, got, row)
					}
					if y < margin || y >= margin+h {
						if row != strings.Repeat("¤", w+2*margin) {
							t.Fatalf("row %d outside of %dx%d was drawn on: %q", y, w, h, row)
						}
					} else if !strings.HasPrefix(row, "¤¤") || !strings.HasSuffix(row, "¤¤") {
						t.Fatalf("row %d of %dx%d was drawn beyond its sides: %q", y, w, h, row)
					}
				}
			})
		})
	}
}

// TestPanelsAreFunctions draws each panel twice: equal inputs give equal cells.
func TestPanelsAreFunctions(t *testing.T) {
	v := New(paneltest.Floor(), sheet(t, style.Unicode()))
	for name, draw := range panels {
		a, b := cell.New(90, 20), cell.New(90, 20)
		draw(a.All(), v)
		draw(b.All(), v)
		if a.String() != b.String() {
			t.Errorf("%s drew\n%s\nand then\n%s", name, a, b)
		}
	}
}
