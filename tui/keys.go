package tui

import (
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/tui/panel"
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

// bindings are all keys of a board with so many pages.
func bindings(count int) []binding {
	list := func(m *Model) bool { return pages[m.page].list != nil && m.opened == "" }
	play := func(m *Model) bool { return m.o.Player != nil }
	rows := func(m *Model, key string) tea.Cmd {
		m.moveTo(m.order.list.Cursor + rowsBy(key, max(m.h-8, 1)))
		return nil
	}
	const look, move, replay, board = "Look", "Move", "Replay", "Board"
	return []binding{
		{[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "1-" + strconv.Itoa(count), move, "page", several, toPage},
		{[]string{"tab", "shift+tab"}, "tab", move, "next page (shift: last)", several, func(m *Model, key string) tea.Cmd { return m.turn(sign(key == "tab")) }},
		{[]string{"down", "up", "j", "k"}, "↓ ↑ j k", move, "row", list, rows},
		{[]string{"pgdown", "ctrl+f", "pgup", "ctrl+b"}, "pgdn pgup", move, "a screen of rows", list, rows},
		{[]string{"home", "g", "end", "G"}, "g G", move, "first, last row", list, rows},
		{[]string{"enter"}, "enter", move, "open the row", list, open},
		{[]string{"esc"}, "esc", move, "back to the list", func(m *Model) bool { return m.opened != "" }, closeRow},
		{[]string{"esc"}, "esc", move, "all rows again", func(m *Model) bool { return list(m) && m.order.list.Match != "" }, clearSearch},

		{[]string{"/"}, "/", look, "rows with a text", list, startSearch},
		{[]string{"f"}, "f", look, "filter queues, agents…", func(m *Model) bool { return m.opened == "" }, pickFilter},
		{[]string{"c"}, "c", look, "cases behind the number", nil, openCases},
		{[]string{"y"}, "y", look, "copy", func(m *Model) bool { return m.o.Copy != nil }, copyNumbers},
		{[]string{"w", "W"}, "w W", look, "longer, shorter time", nil, func(m *Model, key string) tea.Cmd { return m.widen(sign(key == "w")) }},
		{[]string{"s"}, "s", look, "sort by need or name", func(m *Model) bool { return pages[m.page].name == "floor" }, sortFloor},
		{[]string{"s", "S"}, "s S", look, "sort by another column", list, func(m *Model, key string) tea.Cmd { m.order.sortBy(m.view(), m.w, sign(key == "s")); return nil }},
		{[]string{"r"}, "r", look, "turn the order round", list, reverse},
		{[]string{"p"}, "p", look, "hold the picture, go on", nil, pause},
		{[]string{"t"}, "t", look, "theme", func(m *Model) bool { return len(m.o.Themes) > 1 }, pickTheme},

		{[]string{" "}, "space", replay, "stop, go on", play, stopReplay},
		{[]string{"left", "right"}, "← →", replay, "one minute back, on", play, func(m *Model, key string) tea.Cmd { return m.seek(time.Minute * time.Duration(sign(key == "right"))) }},
		{[]string{"shift+left", "shift+right"}, "shift+← →", replay, "one hour back, on", play, func(m *Model, key string) tea.Cmd {
			return m.seek(time.Hour * time.Duration(sign(key == "shift+right")))
		}},
		{[]string{"+", "=", "-"}, "+ -", replay, "faster, slower", play, faster},

		{[]string{"a"}, "a", board, "acknowledge the alert", unseen, ackTop},
		{[]string{"A"}, "A", board, "alerts, what happened", func(m *Model) bool { return m.watch.state != nil }, openAlerts},
		{[]string{"?"}, "?", board, "this help", nil, func(m *Model, _ string) tea.Cmd { m.over = &help{m.helpGroups()}; return nil }},
		{[]string{"ctrl+z"}, "ctrl+z", board, "suspend (fg: back)", func(*Model) bool { return canSuspend }, suspend},
		{[]string{"q", "ctrl+c"}, "q", board, "quit", nil, func(*Model, string) tea.Cmd { return tea.Quit }},
	}
}

// Key is what some keys do, as the help says it.
type Key struct {
	Keys []string // as Bubble Tea names them
	Does string
}

// Keys are those of a board with all pages, in the order of the help.
func Keys() []Key {
	var out []Key
	for _, b := range bindings(len(pages)) {
		out = append(out, Key{b.keys, b.help})
	}
	return out
}

// rowsBy is how far a key moves in a list of which a page of rows is in sight: up below 0, and 0 for a key that does not.
func rowsBy(key string, page int) int {
	const all = 1 << 30
	switch key {
	case "down", "j":
		return 1
	case "up", "k":
		return -1
	case "pgdown", "ctrl+f":
		return page
	case "pgup", "ctrl+b":
		return -page
	case "home", "g":
		return -all
	case "end", "G":
		return all
	}
	return 0
}

// sign is the direction of a key that goes one way or the other.
func sign(on bool) int {
	if on {
		return 1
	}
	return -1
}

func several(m *Model) bool { return len(m.pages) > 1 }

// typed does what was typed. Over a slow line several keys come at once, and Bubble Tea takes their characters for one; text that was
// pasted is no keys, but for who is asked to type.
func (m *Model) typed(key tea.KeyMsg) tea.Cmd {
	_, asked := m.over.(*search)
	switch {
	case asked || key.Type != tea.KeyRunes:
		return m.press(key)
	case key.Paste:
		return nil
	}
	var all []tea.Cmd
	for _, r := range key.Runes {
		all = append(all, m.press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: key.Alt}))
	}
	return tea.Batch(all...)
}

// press does what a key does: for what lies over the page, else on the board.
func (m *Model) press(key tea.KeyMsg) tea.Cmd {
	m.stay()
	if m.over != nil && key.String() != "ctrl+c" {
		return m.over.press(m, key)
	}
	if do := m.bound(key.String()); do != nil {
		return do(m)
	}
	return nil
}

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
	if i := int(key[0] - '1'); i < len(m.pages) {
		return m.show(m.pages[i])
	}
	return nil
}

// turn goes on or back by so many of the pages, round and round.
func (m *Model) turn(by int) tea.Cmd {
	i := slices.Index(m.pages, m.page) + by
	return m.show(m.pages[(i+len(m.pages))%len(m.pages)])
}

// stay begins the time anew that the page is shown for where pages turn by themselves.
func (m *Model) stay() { m.turnAt = m.o.Clock().Add(m.o.Rotate) }

// rotate turns to the next page when it is time, unless somebody looks at something that would go away.
func (m *Model) rotate() tea.Cmd {
	if m.o.Rotate <= 0 || m.o.Clock().Before(m.turnAt) || m.paused || m.over != nil || m.opened != "" {
		return nil
	}
	m.stay()
	return m.turn(1)
}

// show turns to a page, and asks for the cases that it lists.
func (m *Model) show(i int) tea.Cmd {
	q := m.question
	if m.opened != "" {
		q = m.unopened
		q.Window = m.question.Window
	}
	m.page, m.over = i, nil
	m.measure()
	m.order.turn(i)
	if q.Cases = pages[i].cases; m.opened != "" || q.Cases != m.question.Cases && !m.paused {
		m.opened = ""
		return m.ask(q)
	}
	return nil
}

// open shows the row under the cursor alone, with the cases that wait in it.
func open(m *Model, _ string) tea.Cmd {
	if m.order.list.Cursor < 0 {
		m.moveTo(0) // which row that is shows before it is opened
		return nil
	}
	row := m.row(m.view())
	if row == nil {
		return nil
	}
	m.opened, m.unopened = row.Name, m.question
	q := m.question
	q.Filter, q.Cases = narrow(q.Filter, pages[m.page].list.Only(m.opened)), metrics.LongestWait.Info().Name
	return m.ask(q)
}

// row is the row under the cursor of the page's list, nil where there is none or one is shown alone.
func (m *Model) row(v *panel.View) *metrics.Group {
	list := pages[m.page].list
	if list == nil || m.opened != "" {
		return nil
	}
	rows, at := list.Rows(v), m.order.list.Cursor
	if at < 0 || at >= len(rows) {
		return nil
	}
	return rows[at]
}

// narrow is a filter with what another one names in its place.
func narrow(f, by metrics.Filter) metrics.Filter {
	into := lists(&f)
	for kind, names := range lists(&by) {
		if len(*names) > 0 {
			*into[kind] = *names
		}
	}
	return f
}

// closeRow goes back to the list.
func closeRow(m *Model, _ string) tea.Cmd { return m.show(m.page) }

// moveTo puts the cursor of the page's list on a row; it stays where there are rows.
func (m *Model) moveTo(row int) {
	rows := len(pages[m.page].list.Rows(m.view()))
	m.order.list.Cursor = max(min(row, rows-1), 0)
}

// widen asks for the next longer window, or the next shorter one.
func (m *Model) widen(by int) tea.Cmd {
	all := metrics.Windows()
	i := slices.Index(all, m.question.Window) + by
	if i < 0 || i >= len(all) {
		word := "longer"
		if by < 0 {
			word = "shorter"
		}
		m.say("no " + word + " window")
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
	m.order.list.Down, m.order.chosen = !m.order.list.Down, true
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

func stopReplay(m *Model, _ string) tea.Cmd {
	if p := m.o.Player; p.Paused() {
		p.Resume()
	} else {
		p.Pause()
	}
	return nil
}

func (m *Model) seek(by time.Duration) tea.Cmd {
	p := m.o.Player
	first, last := p.Span()
	to := p.Now().Add(by)
	if to.After(last) {
		to = last
	}
	if to.Before(first) {
		to = first
	}
	p.Seek(to)
	m.order.unsettle()
	if m.shown != nil {
		to = to.In(m.shown.AsOf.Location())
	}
	m.say("to " + to.Format("15:04:05")) // the frame speaks of where it was until the numbers are there
	return nil
}

// faster makes the replay faster or slower; at the ends of what is possible it says so.
func faster(m *Model, key string) tea.Cmd {
	factor := 2.0
	if key == "-" {
		factor = 0.5
	}
	if err := m.o.Player.SetSpeed(m.o.Player.Speed() * factor); err != nil {
		m.say(err.Error())
	}
	return nil
}
