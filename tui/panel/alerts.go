package panel

import (
	"slices"
	"strings"
	"time"

	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// freshAlert is how long an alert is a shade brighter after it rose.
const freshAlert = 20 * time.Second

// alertLines are the alerts that stand, those of one place in one line: what nobody has seen yet first, the worst of it at the top.
func (v *View) alertLines() []attention {
	var fresh, seen []attention
	for _, group := range v.AlertsByPlace() {
		first := &group[0]
		var says []string
		l := attention{level: first.Level, faded: first.Acked}
		for i := range group {
			if a := &group[i]; a.KPI != alert.Feed || v.Health.Why == "" { // that is said already
				says = append(says, a.Says())
				l.fresh = l.fresh || !a.Acked && v.Snap.AsOf.Sub(a.Since) < freshAlert
			}
		}
		if len(says) == 0 {
			continue
		}
		l.text = v.clockOf(first.Since) + " " + first.Place() + ": " + strings.Join(says, ", ")
		if l.faded {
			seen = append(seen, l)
		} else {
			fresh = append(fresh, l)
		}
	}
	return append(fresh, seen...)
}

// ShownAlerts are the alerts that stand, but for those that the profile keeps to itself; none where nobody keeps watch.
func (v *View) ShownAlerts() []alert.Alert {
	var out []alert.Alert
	if v.Alerts != nil {
		for _, a := range v.Alerts.Active {
			if v.showsAlert(&a) {
				out = append(out, a)
			}
		}
	}
	return out
}

func (v *View) showsAlert(a *alert.Alert) bool {
	k, known := metrics.Lookup(a.KPI)
	return !known || v.Shows(k)
}

// shownLog is what happened, the newest first.
func (v *View) shownLog() []alert.Change {
	var out []alert.Change
	if v.Alerts != nil {
		for _, c := range slices.Backward(v.Alerts.Log) {
			if v.showsAlert(&c.Alert) {
				out = append(out, c)
			}
		}
	}
	return out
}

// AlertsByPlace groups the shown alerts by what they are about, those that somebody has seen apart from the others; the order is that of the
// first of each group.
func (v *View) AlertsByPlace() [][]alert.Alert {
	type key struct {
		place string
		acked bool
	}
	at := map[key]int{}
	var out [][]alert.Alert
	for _, a := range v.ShownAlerts() {
		k := key{a.Place(), a.Acked}
		i, known := at[k]
		if !known {
			i = len(out)
			at[k], out = i, append(out, nil)
		}
		out[i] = append(out[i], a)
	}
	return out
}

// clockOf is the time of day of an instant, in the board's zone.
func (v *View) clockOf(at time.Time) string { return at.In(v.Snap.AsOf.Location()).Format("15:04") }

// AlertList draws the alerts that stand, and below them what happened, the newest first. Cursor is the row that keys act on: the
// lines of the log follow the alerts.
type AlertList struct{ Cursor int }

// Rows is how many rows the cursor can stand on.
func (l AlertList) Rows(v *View) int { return len(v.ShownAlerts()) + len(v.shownLog()) }

// Panel draws the list.
func (l AlertList) Panel() Panel { return Panel{Draw: l.draw} }

func (l AlertList) draw(a cell.Area, v *View) {
	alerts, log := v.ShownAlerts(), v.shownLog()
	in := v.box(a, "Alerts", format.Count(float64(len(alerts))))
	head, line, top := l.lines(len(alerts), in.H())
	for y := range in.H() {
		row := in.Sub(cell.Rect{Y: y, W: in.W(), H: 1})
		switch i := top + y; {
		case i < len(alerts):
			v.alertRow(row, &alerts[i])
		case i == 0:
			mark, st := v.sign(metrics.LevelOK)
			x := row.Text(0, 0, st, mark) + 1
			row.Text(x, 0, style.Text, v.fit("No alert stands.", row.W()-x))
		case i == head && len(log) > 0:
			row.Text(0, 0, style.Title, v.fit("What happened", row.W()))
		case i > head && i-head-1 < len(log):
			v.logRow(row, &log[i-head-1])
		}
		if top+y == line && l.Cursor >= 0 && l.Cursor < len(alerts)+len(log) {
			row.Restyle(row.Bounds(), func(cell.Style) cell.Style { return style.Selected })
		}
	}
}

// lines are, with so many alerts in a box of h lines: that of the log's title, below the alerts or the word that there are none; that of the
// cursor; and the first one in sight.
func (l AlertList) lines(alerts, h int) (head, cursor, top int) {
	head, cursor = max(alerts, 1)+1, l.Cursor
	if cursor >= alerts {
		cursor += head + 1 - alerts
	}
	return head, cursor, max(cursor-h+1, 0)
}

// RowAt is the row in row y of what the area is a part of; below 0 for none that the cursor can stand on.
func (l AlertList) RowAt(v *View, area cell.Rect, y int) int {
	in := area.Inset(2, 1)
	alerts := len(v.ShownAlerts())
	head, _, top := l.lines(alerts, in.H)
	if y < in.Y || y >= in.Y+in.H {
		return -1
	}
	row := top + y - in.Y
	switch {
	case row >= alerts && row <= head:
		return -1
	case row > head:
		row += alerts - head - 1
	}
	if row >= l.Rows(v) {
		return -1
	}
	return row
}

// alertRow draws an alert that stands: since when, for how long, and what.
func (v *View) alertRow(a cell.Area, al *alert.Alert) {
	mark, st := v.sign(al.Level)
	text := style.Text
	if al.Acked {
		st, text = style.Dim, style.Dim
	}
	a.Text(0, 0, st, mark)
	a.Text(3, 0, style.Dim, v.clockOf(al.Since))
	const forEnd = 17
	a.TextRight(forEnd, 0, text, format.Elapsed(max(v.Snap.AsOf.Sub(al.Since), 0)))
	end := a.W()
	if word := "acknowledged"; al.Acked && end > forEnd+2+len(word)+24 {
		a.TextRight(end, 0, style.Dim, word)
		end -= len(word) + 2
	}
	a.Text(forEnd+2, 0, text, v.fit(al.Text(), end-forEnd-2))
}

// logRow draws a line of the log: when, what happened, and to what.
func (v *View) logRow(a cell.Area, c *alert.Change) {
	mark, st := v.sign(c.Alert.Level)
	if c.Event != alert.Raised && c.Event != alert.Repeated {
		st = style.Dim
	}
	a.Text(0, 0, st, mark)
	a.Text(3, 0, style.Dim, c.At.In(v.Snap.AsOf.Location()).Format("15:04:05"))
	const textAt = 26
	a.Text(13, 0, style.Text, c.Event.String())
	a.Text(textAt, 0, style.Text, v.fit(c.Text(), a.W()-textAt))
}
