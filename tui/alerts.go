package tui

import (
	"io"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/tui/alert"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// Alerts is who keeps watch over the board. Its methods may be called at any time and do not wait.
type Alerts interface {
	State() *alert.State
	Ack(id string) // says that somebody has seen an alert
}

// watch is what a viewer knows of the alerts.
type watch struct {
	state *alert.State // as it is on the screen; nil where nobody keeps watch
	told  int          // how often the bell could have rung
}

// newWatch begins with what stands already: the bell rings for what is told from now on.
func newWatch(a Alerts) watch {
	if a == nil {
		return watch{}
	}
	s := a.State()
	return watch{s, s.Told}
}

// heed takes in how the alerts stand, and rings the bell for what was told since. What is held stays as it is.
func (m *Model) heed() tea.Cmd {
	if m.o.Alerts == nil {
		return nil
	}
	s := m.o.Alerts.State()
	if !m.paused {
		m.watch.state = s
	}
	rings := m.o.Bell != nil && s.Told > m.watch.told
	m.watch.told = s.Told
	if !rings {
		return nil
	}
	bell := m.o.Bell
	return func() tea.Msg {
		_, _ = io.WriteString(bell, "\a") // a terminal that is gone ends the program by itself
		return nil
	}
}

// rises are when alerts rose, as the log has them.
func (w *watch) rises() []time.Time {
	if w.state == nil {
		return nil
	}
	var out []time.Time
	for i := range w.state.Log {
		if c := &w.state.Log[i]; c.Event == alert.Raised {
			out = append(out, c.At)
		}
	}
	return out
}

// unseen says whether there is an alert that nobody has seen.
func unseen(m *Model) bool {
	if m.watch.state == nil {
		return false
	}
	_, any := m.watch.state.Unseen()
	return any
}

// ackTop says that somebody has seen the first line of alerts: all of its place.
func ackTop(m *Model, _ string) tea.Cmd {
	for _, group := range m.view().AlertsByPlace() {
		if !group[0].Acked {
			m.say("seen: " + group[0].Text())
			m.ack(group...)
			break
		}
	}
	return nil
}

func (m *Model) ack(list ...alert.Alert) {
	for i := range list {
		m.o.Alerts.Ack(list[i].ID)
	}
	m.watch.state = m.o.Alerts.State()
}

// alertLog lies over the page: the alerts that stand, and what happened.
type alertLog struct {
	list panel.AlertList
	on   string // the alert under the cursor; "" for a line of the log
	hit  string // the alert that was clicked on last
	page int    // rows that were in sight
}

func openAlerts(m *Model, _ string) tea.Cmd {
	l := &alertLog{page: 1}
	m.over = l
	l.move(m.view(), 0)
	return nil
}

// find keeps the cursor on the alert that it was on, wherever that is now.
func (l *alertLog) find(v *panel.View) {
	i := slices.IndexFunc(v.ShownAlerts(), func(a alert.Alert) bool { return a.ID == l.on })
	if i >= 0 {
		l.list.Cursor = i
	}
	l.list.Cursor = max(min(l.list.Cursor, l.list.Rows(v)-1), 0)
}

func (l *alertLog) move(v *panel.View, by int) {
	l.find(v)
	l.list.Cursor = max(min(l.list.Cursor+by, l.list.Rows(v)-1), 0)
	l.on = ""
	if alerts := v.ShownAlerts(); l.list.Cursor < len(alerts) {
		l.on = alerts[l.list.Cursor].ID
	}
}

func (l *alertLog) line() string { return "" }

func (l *alertLog) hints() []hint { return []hint{{"esc", "close"}, {"a", "acknowledge"}} }

func (l *alertLog) press(m *Model, key tea.KeyMsg) tea.Cmd {
	v := m.view()
	if by := rowsBy(key.String(), l.page); by != 0 {
		l.move(v, by)
		return nil
	}
	switch key.String() {
	case "a":
		if l.find(v); l.list.Cursor < len(v.ShownAlerts()) {
			m.ack(v.ShownAlerts()[l.list.Cursor])
		}
	case "esc", "q", "A":
		m.over = nil
	}
	return nil
}

func (l *alertLog) place(r cell.Rect, _ *panel.View) cell.Rect { return centred(r, 120, r.H) }

func (l *alertLog) draw(a cell.Area, v *panel.View) {
	l.find(v)
	at := l.place(a.Bounds(), v)
	a.Fill(at, style.Text, ' ')
	l.list.Panel().Draw(a.Sub(at), v)
	l.page = max(at.H-3, 1)
}

// click goes to a line; a second click on an alert acknowledges it.
func (l *alertLog) click(m *Model, r cell.Rect, _, y int) tea.Cmd {
	v := m.view()
	l.find(v)
	row := l.list.RowAt(v, l.place(r, v), y)
	if row < 0 {
		return nil
	}
	l.move(v, row-l.list.Cursor)
	again := l.on != "" && l.on == l.hit
	if l.hit = l.on; again {
		m.ack(v.ShownAlerts()[row])
	}
	return nil
}
