package panel

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/alert"
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

// panels are all that draw into an area; TestNoPanelIsMissing finds those that are not here.
var panels = map[string]func(cell.Area, *View){
	"header": Header, "stack": Stack, "worst": Worst, "attention": Attention, "strip": Strip(6).Draw,
	"queues": Queues.Draw, "flow": Flow.Draw, "replies": Replies.Draw, "summary": Summary.Draw, "nps": NPS.Draw, "agents": Agents.Draw,
	"channels": Channels.Draw, "teams": Teams.Draw, "agent strip": AgentStrip(6).Draw, "all queues": AllQueues().Panel().Draw, "all agents": AllAgents().Panel().Draw,
	"reply table": ReplyTable.Draw, "reply spread": ReplySpread.Draw, "wait spread": WaitSpread.Draw, "who waits": WhoWaits("Waiting").Draw,
	"unheard": Unheard.Draw, "untold": Untold.Draw, "experience strip": ExperienceStrip(6).Draw, "satisfaction": Satisfaction.Draw, "experience table": ExperienceTable.Draw, "comments": Comments.Draw,
	"journey strip": JourneyStrip(6).Draw, "stages": Stages.Draw, "topics": Topics.Draw, "promises": Promises.Draw,
	"sources": Sources.Draw, "counters": Counters.Draw, "identity": Identity.Draw, "rejects": Rejects.Draw,
	"alert list": func(a cell.Area, v *View) { AlertList{Cursor: v.List.Cursor}.Panel().Draw(a, alarmed(v)) },
	"alerts":     func(a cell.Area, v *View) { Attention(a, alarmed(v)) },
	"time line": func(a cell.Area, v *View) {
		player := *v
		player.Player = &Player{Speed: 0.5, Now: v.Now, First: v.Now.Add(-30 * time.Hour), Last: v.Now.Add(time.Hour), Marks: []time.Time{v.Now.Add(-time.Hour)}}
		Timeline(a, &player)
	},
	"numbers": Numbers.Draw, "score": func(a cell.Area, v *View) {
		for i := range v.Snap.Agents {
			opened := *v
			opened.Opened = v.Snap.Agents[i].Name
			ScoreParts.Draw(a, &opened)
		}
	},
}

// TestNoPanelIsMissing: every panel of the package is among those that the tests below draw.
func TestNoPanelIsMissing(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^(?:var (\w+) = Panel\{|func ([A-Z]\w*)\(.*\) Panel \{)`)
	own, err := os.ReadFile("panel_test.go")
	files, globErr := filepath.Glob("*.go")
	if err != nil || globErr != nil {
		t.Fatal(err, globErr)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
			found++
			if drawn := regexp.MustCompile(`\b` + m[1] + m[2] + `(\(.*\))?\.Draw\b`); !drawn.Match(own) {
				t.Errorf("%s: the panel %s is not among panels", file, m[1]+m[2])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d panels were found", found)
	}
}

// alarmed is v where somebody keeps watch who waits for nothing before an alert.
func alarmed(v *View) *View {
	w := alert.New(alert.Rules{KPIs: []metrics.Key{metrics.LongestWait, metrics.ServiceLevel, metrics.NPS}, Feed: true})
	for _, c := range w.See(v.Snap) {
		if c.Alert.Of == alert.Queue {
			w.Ack(c.Alert.ID)
		}
	}
	own := *v
	own.Alerts = w.State()
	return &own
}

// TestPanelsStayInside holds every panel to its rectangle, with any snapshot: whatever is around it stays as it was.
func TestPanelsStayInside(t *testing.T) {
	sheets := map[bool]*style.Sheet{false: sheet(t, style.Unicode()), true: sheet(t, style.ASCII())}
	for name, draw := range panels {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := New(paneltest.Hostile().Draw(t, "snapshot"), sheets[rapid.Bool().Draw(t, "ascii")])

				v.SortByNeed()
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
	v.SortByNeed()
	for name, draw := range panels {
		a, b := cell.New(90, 20), cell.New(90, 20)
		draw(a.All(), v)
		draw(b.All(), v)
		if a.String() != b.String() {
			t.Errorf("%s drew\n%s\nand then\n%s", name, a, b)
		}
	}
}

// Where there is no colour a value beyond its target is underlined, and a line under each row would cut large type to pieces.
func TestLargeTypeIsNotUnderlined(t *testing.T) {
	large := 0
	for name, draw := range panels {
		b := cell.New(200, 60)
		draw(b.All(), New(paneltest.Floor(), sheet(t, style.Unicode())))
		b.Each(func(x, y int, g string, st cell.Style) {
			switch {
			case !strings.ContainsAny(g, "▀▄█"):
			case st == style.WarnBold:
				large++
			case st == style.Warn:
				t.Errorf("%s: %q at %d, %d", name, g, x, y)
			}
		})
	}
	if large == 0 {
		t.Error("nothing large is beyond its target")
	}
}
