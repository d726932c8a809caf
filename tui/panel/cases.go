package panel

import (
	"math"
	"strconv"

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

// Cases lists those who wait.
func Cases(title, empty string) Panel {
	return CaseList{Title: title, Of: metrics.LongestWait, Empty: empty, Cursor: -1}.Panel()
}

// Panel draws the list; a row per conversation.
func (l CaseList) Panel() Panel { return Panel{Draw: l.draw} }

// caseColumns are what is said of a case; those of the highest rank go first where there is no room.
var caseColumns = [...]column{
	{head: "Case", width: 10, grow: 2, most: 24, left: true},
	{head: "Value", width: 8},
	{head: "At", width: 6, rank: 4, left: true},
	{head: "Queue", width: 10, grow: 2, most: 20, rank: 1, left: true},
	{head: "Channel", width: 8, rank: 3, left: true},
	{head: "Topic", width: 10, grow: 2, most: 24, rank: 5, left: true},
	{head: "Agent", width: 10, grow: 2, most: 20, rank: 2, left: true},
}

func (l CaseList) draw(a cell.Area, v *View) {
	cases := v.Snap.Cases
	in := v.box(a, l.Title, v.words(l.Whose, format.Count(float64(len(cases)))))
	if len(cases) == 0 {
		v.say(in, l.Empty)
		return
	}
	columns, spans := fitColumns(caseColumns[:], in.W())
	for i, c := range columns {
		live := l.Of == metrics.LongestWait || l.Of == metrics.Waiting || l.Of == metrics.Open
		switch {
		case live && c.head == "Value":
			c.head = "For"
		case live && c.head == "At":
			c.head = "Since"
		}
		v.head(in, c, spans[i], table{})
	}
	shown := max(in.H()-1, 0)
	top := max(min(l.Cursor-shown/2, len(cases)-shown), 0)
	if more := len(cases) - top - shown; more > 0 {
		v.foot(a, strconv.Itoa(more)+" more")
	}
	for y := range min(shown, len(cases)-top) {
		for i, col := range columns {
			s, st := l.field(v, col.head, &cases[top+y])
			s = v.fit(s, spans[i].W)
			if col.left {
				in.Text(spans[i].X, y+1, st, s)
			} else {
				in.TextRight(spans[i].X+spans[i].W, y+1, st, s)
			}
		}
		if top+y == l.Cursor {
			in.Restyle(cell.Rect{Y: y + 1, W: in.W(), H: 1}, func(cell.Style) cell.Style { return style.Selected })
		}
	}
}

// field is what stands in a column of a case.
func (l CaseList) field(v *View, head string, c *metrics.Case) (string, cell.Style) {
	switch head {
	case "Case":
		return c.ID, style.Text
	case "Value":
		return caseValue(l.Of, c.Value), style.Bold
	case "At":
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

// caseValue writes the value of a case of k: a rating, an amount, or a time.
func caseValue(k metrics.Key, x float64) string {
	if math.IsNaN(x) {
		return format.Missing
	}
	switch k {
	case metrics.CSAT, metrics.NPS, metrics.CES:
		return format.Number(x, 0)
	case metrics.Sales, metrics.SalesAmount, metrics.SalesConversion:
		return format.Number(x, 2)
	}
	return format.Duration(x)
}
