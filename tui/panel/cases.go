package panel

import (
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// CaseList is a list of the conversations that a snapshot's question asked for.
type CaseList struct {
	Title  string
	Of     metrics.Key // behind which number they are: it says how their values are written
	Whose  string      // of what part of the whole; "" for the whole
	Empty  string      // what is said when there are none
	Cursor int         // the row that keys act on; below 0 for none
}

// WhoWaits lists those who wait.
func WhoWaits(title string) Panel {
	return CaseList{Title: title, Of: metrics.LongestWait, Empty: "Nobody waits.", Cursor: -1}.Panel()
}

// Panel draws the list; a row per conversation.
func (l CaseList) Panel() Panel { return Panel{Draw: l.draw} }

// caseColumns are what is said of a case; those of the highest rank go first where there is no room.
var caseColumns = [...]column{
	{head: "Case", width: 14, grow: 2, most: 24, left: true},
	{head: "Value", width: 10, sign: true},
	{head: "At", width: 7, rank: 4, left: true},
	{head: "Queue", width: 10, grow: 2, most: 20, rank: 1, left: true},
	{head: "Channel", width: 8, rank: 3, left: true},
	{head: "Topic", width: 10, grow: 2, most: 24, rank: 5, left: true},
	{head: "Agent", width: 10, grow: 2, most: 20, rank: 2, left: true},
}

func (l CaseList) draw(a cell.Area, v *View) {
	cases := v.Snap.Cases
	in := v.box(a, l.Title, v.words(l.Whose, l.outlook(v), format.Count(float64(len(cases)))))
	if len(cases) == 0 {
		v.say(in, l.Empty)
		return
	}
	columns, spans := fitColumns(l.columns(v), in.W())
	live := l.waits() || l.Of == metrics.Open
	for i, c := range columns {
		switch {
		case live && c.head == "Value":
			c.head = "For"
		case live && c.head == "At":
			c.head = "Since"
		}
		v.head(in, c, spans[i], table{})
	}
	top, shown := l.inSight(in.H(), len(cases))
	v.more(a, len(cases)-top-shown)
	for y := range min(shown, len(cases)-top) {
		for i, col := range columns {
			s, st := l.field(v, col.head, &cases[top+y])
			s = v.fitName(s, spans[i].W)
			if level := l.level(v, &cases[top+y]); col.head == "Value" && level >= metrics.LevelWarn {
				mark, st := v.sign(level)
				in.Text(spans[i].X+spans[i].W-v.signWidth()+1, y+1, st, mark)
			}
			if col.left {
				in.Text(spans[i].X, y+1, st, s)
			} else {
				end := spans[i].X + spans[i].W
				if col.sign {
					end -= v.signWidth()
				}
				in.TextRight(end, y+1, st, s)
			}
		}
		if top+y == l.Cursor {
			in.Restyle(cell.Rect{Y: y + 1, W: in.W(), H: 1}, func(cell.Style) cell.Style { return style.Selected })
		}
	}
}

// waits says whether it is of those who wait, of whom it is known how long they may.
func (l CaseList) waits() bool { return l.Of == metrics.LongestWait || l.Of == metrics.Waiting }

// outlook is what those who wait will make of the service level, as far as that is decided; "" in other lists.
func (l CaseList) outlook(v *View) string {
	s := v.committed(v.total())
	if s == "" || !l.waits() || l.Whose != "" {
		return ""
	}
	return metrics.ServiceLevel.Info().Short + " " + s
}

// inSight is the first of n cases that is shown in h lines, one of which is for the heads, and how many those can hold.
func (l CaseList) inSight(h, n int) (top, shown int) {
	shown = max(h-1, 0)
	return max(min(l.Cursor-shown/2, n-shown), 0), shown
}

// RowAt is the case in row y of what the area is a part of; below 0 for none.
func (l CaseList) RowAt(v *View, area cell.Rect, y int) int {
	in := area.Inset(2, 1)
	top, shown := l.inSight(in.H, len(v.Snap.Cases))
	row := y - in.Y - 1
	if row < 0 || row >= shown || top+row >= len(v.Snap.Cases) {
		return -1
	}
	return top + row
}

// columns are those in which something stands: for who waits it is no agent's turn, and one queue need not be named.
func (l CaseList) columns(v *View) []column {
	var out []column
	for _, c := range caseColumns {
		if l.waits() && c.head == "Agent" {
			continue
		}
		said, first := false, ""
		for i := range v.Snap.Cases {
			s, _ := l.field(v, c.head, &v.Snap.Cases[i])
			if i == 0 {
				first = s
			}
			said = said || s != "" && (c.head != "Queue" || v.Opened == "" || s != first)
		}
		if said || c.rank == 0 {
			out = append(out, c)
		}
	}
	return out
}

// field is what stands in a column of a case.
func (l CaseList) field(v *View, head string, c *metrics.Case) (string, cell.Style) {
	switch head {
	case "Case":
		return c.ID, style.Text
	case "Value":
		return format.Case(l.Of, c.Value), l.styleOf(v, c)
	case "At":
		if c.At.IsZero() {
			return format.Missing, style.Dim
		}
		return c.At.In(v.Snap.AsOf.Location()).Format("15:04"), style.Dim
	case "Queue":
		return c.Queue, style.Text
	case "Channel":
		return c.Channel, style.Dim
	case "Topic":
		return c.Topic, style.Text
	}
	if c.Agent == "" {
		return "", style.Text
	}
	return v.NameOf(c.Agent), style.Text
}

// styleOf is the style of a case's value: of who waits right now, that of its level.
func (l CaseList) styleOf(v *View, c *metrics.Case) cell.Style {
	return styleOf(l.Of, metrics.Value{Head: c.Value, N: format.SmallScoreN, Has: true, Level: l.level(v, c)})
}

// level is how the wait of a case stands to the target of its queue and channel; unknown for other cases.
func (l CaseList) level(v *View, c *metrics.Case) metrics.Level {
	if !l.waits() || v.Snap.Feed.CatchingUp() {
		return metrics.LevelUnknown
	}
	t, ok := v.Snap.Rules.TargetFor(metrics.LongestWait, c.Queue, c.Channel)
	if !ok {
		return metrics.LevelUnknown
	}
	return t.LevelOf(c.Value, metrics.LongestWait.Info().Better)
}
