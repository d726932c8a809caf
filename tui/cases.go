package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// cases lies over the page and lists the conversations behind a number, as the board goes on. It has a question of its own,
// so that what is below stays as it is.
type cases struct {
	question metrics.Question
	whose    string // the row it was asked of, as it is shown
	numbers  []metrics.Key
	at       int // which of the numbers
	cursor   int
	hit      string // the case that was clicked on last
	page     int    // rows that were in sight

	snap *metrics.Snapshot // nil until the first answer
	err  error

	lookout lookout
}

// casesMsg is the answer to a list of cases.
type casesMsg struct {
	of   *cases
	look int
	snap *metrics.Snapshot
	err  error
}

func openCases(m *Model, _ string) tea.Cmd {
	v := m.view()
	c := &cases{question: m.question, whose: m.opened, numbers: withCases(m.o.Profile)}
	start, list := pages[m.page].behind, pages[m.page].list
	if list != nil && m.opened == "" {
		if k, is := list.SortedBy(v); is {
			start = k
		}
	}
	if row := m.row(v); row != nil {
		c.whose = row.Name
		c.question.Filter = narrow(c.question.Filter, list.Only(c.whose))
	}
	if list != nil && c.whose != "" && len(list.Only("").Agents) > 0 {
		c.whose = v.NameOf(c.whose)
	}
	what, _ := metrics.HasCases(start)
	c.at = max(slices.IndexFunc(c.numbers, func(k metrics.Key) bool { w, _ := metrics.HasCases(k); return w == what }), 0)
	m.over = c
	return c.ask(m)
}

// withCases are the numbers whose cases can be listed and may be seen: one for each list.
func withCases(p panel.Profile) []metrics.Key {
	var out []metrics.Key
	var lists []string
	for k := range metrics.NumKeys {
		if what, ok := metrics.HasCases(k); ok && p.Shows(k) && !slices.Contains(lists, what) {
			out, lists = append(out, k), append(lists, what)
		}
	}
	return out
}

// ask looks for the cases, for the first time or again.
func (c *cases) ask(m *Model) tea.Cmd {
	c.question.Cases = c.numbers[c.at].Info().Name
	return c.lookout.look(m, c.question, c.snap, func(n int, snap *metrics.Snapshot, err error) tea.Msg { return casesMsg{c, n, snap, err} })
}

// take keeps an answer and asks for the next one, as long as the list is on the screen. What is held stays as it is.
func (c *cases) take(m *Model, msg casesMsg) tea.Cmd {
	if m.over != c || msg.look != c.lookout.n {
		return nil
	}
	if c.err = msg.err; c.err != nil {
		return nil
	}
	under := c.id()
	c.snap = msg.snap
	c.hold(under)
	if m.paused {
		return nil
	}
	return c.ask(m)
}

// hold keeps the cursor on the case that it was on, wherever that is now.
func (c *cases) hold(id string) {
	if i := slices.IndexFunc(c.snap.Cases, func(k metrics.Case) bool { return k.ID == id }); id != "" && i >= 0 {
		c.cursor = i
	}
	c.cursor = max(min(c.cursor, len(c.snap.Cases)-1), 0)
}

// id is the conversation under the cursor; "" for none.
func (c *cases) id() string {
	if c.snap == nil || c.cursor >= len(c.snap.Cases) {
		return ""
	}
	return c.snap.Cases[c.cursor].ID
}

func (c *cases) line() string { return "" }

func (c *cases) hints() []hint {
	return []hint{{"esc", "close"}, {"tab", "other cases"}, {"y", "copy the case's id"}}
}

func (c *cases) press(m *Model, key tea.KeyMsg) tea.Cmd {
	k := key.String()
	if by := rowsBy(k, c.page); by != 0 {
		c.step(by)
		return nil
	}
	switch k {
	case "tab", "shift+tab":
		c.at = (c.at + sign(k == "tab") + len(c.numbers)) % len(c.numbers)
		c.snap, c.cursor = nil, 0
		return c.ask(m)
	case "y":
		return m.copyText(c.id())
	case "esc", "q", "c":
		c.lookout.end()
		m.over = nil
	}
	return nil
}

func (c *cases) rows() []metrics.Case {
	if c.snap == nil {
		return nil
	}
	return c.snap.Cases
}

func (c *cases) step(by int) { c.cursor = max(min(c.cursor+by, len(c.rows())-1), 0) }

// list is what it shows, and of which view.
func (c *cases) list(v *panel.View) (panel.CaseList, *panel.View) {
	k := c.numbers[c.at]
	what, _ := metrics.HasCases(k)
	title := k.Info().Title
	if rest, same := strings.CutPrefix(what, strings.ToLower(title)); same {
		title += rest
	} else {
		title += ": " + what
	}
	l := panel.CaseList{Title: title, Of: k, Whose: c.whose, Empty: "None.", Cursor: c.cursor}
	own := *v
	own.Snap = &metrics.Snapshot{Rules: v.Snap.Rules, AsOf: v.Snap.AsOf}
	switch {
	case c.err != nil:
		l.Empty = "The board gives none: " + c.err.Error()
	case c.snap == nil:
		l.Empty = "Looking …"
	default:
		own.Snap = c.snap
	}
	return l, &own
}

func (c *cases) place(r cell.Rect, _ *panel.View) cell.Rect {
	return centred(r, 120, max(len(c.rows())+3, 5))
}

func (c *cases) draw(a cell.Area, v *panel.View) {
	l, own := c.list(v)
	at := c.place(a.Bounds(), v)
	a.Fill(at, style.Text, ' ')
	l.Panel().Draw(a.Sub(at), own)
	c.page = max(at.H-3, 1)
}

// click goes to a case; a second click copies its id.
func (c *cases) click(m *Model, r cell.Rect, _, y int) tea.Cmd {
	l, own := c.list(m.view())
	row := l.RowAt(own, c.place(r, own), y)
	if row < 0 {
		return nil
	}
	c.cursor = row
	again := c.id() == c.hit
	if c.hit = c.id(); again {
		return m.copyText(c.id())
	}
	return nil
}

// copyNumbers puts the row under the cursor onto the clipboard, or where there is none what the board says in large type.
func copyNumbers(m *Model, _ string) tea.Cmd {
	v := m.view()
	if v.Snap.AsOf.IsZero() {
		return nil
	}
	words := panel.Words(v)
	if row := m.row(v); row != nil {
		words = pages[m.page].list.Words(v, row)
	} else if v.Filter != "" {
		words = v.Filter + ": " + words
	}
	return m.copyText(strings.Join([]string{v.Snap.AsOf.Format("2006-01-02 15:04:05"), panel.WindowName(v.Snap.Window.Name), words}, ", "))
}

// copyText puts a text onto the clipboard, and says so.
func (m *Model) copyText(text string) tea.Cmd {
	if text == "" || m.o.Copy == nil {
		return nil
	}
	m.say("copied " + text)
	put := m.o.Copy
	return func() tea.Msg {
		_ = put(text) // a terminal that is gone ends the program by itself
		return nil
	}
}
