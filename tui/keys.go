package tui

import (
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// binding is what some keys do. Help shows those that do something on the page at hand.
type binding struct {
	keys  []string // as Bubble Tea names them
	show  string   // as the help shows them
	group string
	help  string
	on    func(m *Model) bool // whether they do something now; nil for always
	do    func(m *Model, key string) tea.Cmd
}

// bindings are all keys.
func bindings() []binding {
	list := func(m *Model) bool { return pages[m.page].list != nil && m.opened == "" }
	play := func(m *Model) bool { return m.o.Player != nil }
	step := func(by func(m *Model) int) func(*Model, string) tea.Cmd {
		return func(m *Model, _ string) tea.Cmd { m.moveTo(m.order.list.Cursor + by(m)); return nil }
	}
	const look, move, replay, board = "Look", "Move", "Replay", "Board"
	return []binding{
		{[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "1-" + strconv.Itoa(len(pages)), move, "page", several, toPage},
		{[]string{"tab"}, "tab", move, "next page", several, func(m *Model, _ string) tea.Cmd { return m.turn(1) }},
		{[]string{"shift+tab"}, "shift+tab", move, "page before", several, func(m *Model, _ string) tea.Cmd { return m.turn(-1) }},
		{[]string{"down", "j"}, "↓ j", move, "row down", list, step(func(*Model) int { return 1 })},
		{[]string{"up", "k"}, "↑ k", move, "row up", list, step(func(*Model) int { return -1 })},
		{[]string{"pgdown", "ctrl+f"}, "pgdn", move, "screen down", list, step(func(m *Model) int { return max(m.h-8, 1) })},
		{[]string{"pgup", "ctrl+b"}, "pgup", move, "screen up", list, step(func(m *Model) int { return -max(m.h-8, 1) })},
		{[]string{"home", "g"}, "home g", move, "first row", list, func(m *Model, _ string) tea.Cmd { m.moveTo(0); return nil }},
		{[]string{"end", "G"}, "end G", move, "last row", list, func(m *Model, _ string) tea.Cmd { m.moveTo(1 << 30); return nil }},

		{[]string{"enter"}, "enter", move, "open the row", func(m *Model) bool { return list(m) && m.opened == "" && m.order.list.Cursor >= 0 }, open},
		{[]string{"esc"}, "esc", move, "back to the list", func(m *Model) bool { return m.opened != "" && !m.help }, closeRow},

		{[]string{"w"}, "w", look, "longer window", nil, func(m *Model, _ string) tea.Cmd { return m.widen(1) }},
		{[]string{"W"}, "W", look, "shorter window", nil, func(m *Model, _ string) tea.Cmd { return m.widen(-1) }},
		{[]string{"s"}, "s", look, "sort by need or name", func(m *Model) bool { return m.page == 0 }, sortFloor},
		{[]string{"s"}, "s", look, "sort by the next column", list, func(m *Model, _ string) tea.Cmd { m.order.sortBy(m.view(), 1); return nil }},
		{[]string{"S"}, "S", look, "sort by the column before", list, func(m *Model, _ string) tea.Cmd { m.order.sortBy(m.view(), -1); return nil }},
		{[]string{"r"}, "r", look, "turn the order round", list, reverse},
		{[]string{"p"}, "p", look, "hold the picture, go on", nil, pause},
		{[]string{"t"}, "t", look, "next theme", func(m *Model) bool { return len(m.o.Themes) > 1 }, nextTheme},

		{[]string{" "}, "space", replay, "stop, go on", play, stopReplay},
		{[]string{"left"}, "←", replay, "one minute back", play, func(m *Model, _ string) tea.Cmd { return m.seek(-time.Minute) }},
		{[]string{"right"}, "→", replay, "one minute on", play, func(m *Model, _ string) tea.Cmd { return m.seek(time.Minute) }},
		{[]string{"shift+left"}, "shift+←", replay, "one hour back", play, func(m *Model, _ string) tea.Cmd { return m.seek(-time.Hour) }},
		{[]string{"shift+right"}, "shift+→", replay, "one hour on", play, func(m *Model, _ string) tea.Cmd { return m.seek(time.Hour) }},
		{[]string{"+", "="}, "+", replay, "faster", play, func(m *Model, _ string) tea.Cmd { return m.speed(2) }},
		{[]string{"-"}, "-", replay, "slower", play, func(m *Model, _ string) tea.Cmd { return m.speed(0.5) }},

		{[]string{"?"}, "?", board, "this help", nil, func(m *Model, _ string) tea.Cmd { m.help = !m.help; return nil }},
		{[]string{"esc"}, "esc", board, "close the help", func(m *Model) bool { return m.help }, func(m *Model, _ string) tea.Cmd { m.help = false; return nil }},
		{[]string{"q", "ctrl+c"}, "q", board, "quit", nil, func(*Model, string) tea.Cmd { return tea.Quit }},
	}
}

func several(*Model) bool { return len(pages) > 1 }

// bound is what a key does now; nil for nothing.
func (m *Model) bound(key string) func(*Model) tea.Cmd {
	for _, b := range m.keys {
		if slices.Contains(b.keys, key) && (b.on == nil || b.on(m)) {
			return func(m *Model) tea.Cmd { return b.do(m, key) }
		}
	}
	return nil
}

func toPage(m *Model, key string) tea.Cmd {
	if i := int(key[0] - '1'); i < len(pages) {
		return m.show(i)
	}
	return nil
}

func (m *Model) turn(by int) tea.Cmd { return m.show((m.page + by + len(pages)) % len(pages)) }

// show turns to a page, and asks for the cases that it lists.
func (m *Model) show(i int) tea.Cmd {
	q := m.question
	if m.opened != "" {
		q = m.unopened
		q.Window = m.question.Window
	}
	m.page, m.help = i, false
	if q.Cases = pages[i].cases; m.opened != "" || q.Cases != m.question.Cases && !m.paused {
		m.opened = ""
		return m.ask(q)
	}
	return nil
}

// open shows the row under the cursor alone, with the cases that wait in it.
func open(m *Model, _ string) tea.Cmd {
	v, list := m.view(), pages[m.page].list
	rows := list.Rows(v)
	if m.order.list.Cursor >= len(rows) {
		return nil
	}
	m.opened, m.unopened = rows[m.order.list.Cursor].Name, m.question
	q := m.question
	q.Filter, q.Cases = list.Only(m.opened), metrics.LongestWait.Info().Name
	return m.ask(q)
}

// closeRow goes back to the list.
func closeRow(m *Model, _ string) tea.Cmd { return m.show(m.page) }

// moveTo puts the cursor of the page's list on a row; it stays where there are rows.
func (m *Model) moveTo(row int) {
	rows := len(pages[m.page].list.Groups(m.view()))
	m.order.list.Cursor = max(min(row, rows-1), 0)
}

// widen asks for the next longer window, or the next shorter one.
func (m *Model) widen(by int) tea.Cmd {
	all := metrics.Windows()
	i := slices.Index(all, m.question.Window) + by
	if i < 0 || i >= len(all) {
		m.say("no " + map[bool]string{true: "longer", false: "shorter"}[by > 0] + " window")
		return nil
	}
	q := m.question
	q.Window = all[i]
	m.say("window: " + panel.WindowName(q.Window))
	return m.ask(q)
}

// sortFloor turns the queues of the floor from the order of need to that of names, and back.
func sortFloor(m *Model, _ string) tea.Cmd {
	m.order.byName = !m.order.byName
	m.order.unsettle()
	return nil
}

func reverse(m *Model, _ string) tea.Cmd {
	m.order.list.Down, m.order.sorted = !m.order.list.Down, true
	m.order.unsettle()
	return nil
}

func pause(m *Model, _ string) tea.Cmd {
	m.paused = !m.paused
	if !m.paused {
		m.shown = m.latest
	}
	return nil
}

func nextTheme(m *Model, _ string) tea.Cmd {
	next := 0
	for i, t := range m.o.Themes {
		if t == m.sheet.Theme || t.Name == m.sheet.Theme.Name {
			next = (i + 1) % len(m.o.Themes)
		}
	}
	m.sheet = style.New(m.o.Themes[next], m.sheet.Profile, m.sheet.Glyphs)
	m.say("theme: " + m.sheet.Theme.Name)
	return nil
}

func stopReplay(m *Model, _ string) tea.Cmd {
	if p := m.o.Player; p.Paused() {
		p.Resume()
	} else {
		p.Pause()
	}
	return nil
}

func (m *Model) seek(by time.Duration) tea.Cmd {
	m.o.Player.Seek(m.o.Player.Now().Add(by))
	m.order.unsettle()
	return nil
}

// speed makes the replay faster or slower; at the ends of what is possible it says so.
func (m *Model) speed(factor float64) tea.Cmd {
	if err := m.o.Player.SetSpeed(m.o.Player.Speed() * factor); err != nil {
		m.say(err.Error())
	}
	return nil
}

// drawKeyLine draws the pages there are, and how to get help. Where there is no room for all, the pages come first.
func drawKeyLine(a cell.Area, c *chrome) {
	hints := [][2]string{{"?", "help"}, {"p", "hold"}, {"w", "window"}, {"q", "quit"}}
	if c.hint[0] != "" {
		hints = slices.Insert(hints, 1, c.hint)
	}
	room := a.W() - 2
	all, one := 0, 0
	for i, p := range pages {
		all += cell.Width(p.title) + 4
		one += 3
		if i == c.page {
			one += cell.Width(p.title) + 1
		}
	}
	titles := all-2+1+6 <= room // with the first hint
	used := all
	if !titles {
		used = one
	}
	if c.note != "" {
		used = cell.Width(c.note) + 2
	}
	end := a.W() - 1
	for i, h := range hints {
		w := cell.Width(h[0]) + 1 + cell.Width(h[1])
		if end-w < used && (i > 0 || c.note != "") {
			break
		}
		x := a.Text(end-w, 0, style.Key, h[0])
		a.Text(x+1, 0, style.Dim, h[1])
		end -= w + 2
	}
	if c.note != "" {
		a.TextFit(1, 0, end-1, style.Accent, c.note)
		return
	}
	x := 1
	for i, p := range pages {
		x = a.Text(x, 0, style.Key, strconv.Itoa(i+1)) + 1
		st := style.Dim
		if i == c.page {
			st = style.Bold
		}
		if titles || i == c.page {
			x = a.Text(x, 0, st, p.title) + 1
		}
		x++
	}
}
