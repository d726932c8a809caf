package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/panel"
)

// roster is what there is to choose from: everything the board has told of, whatever is looked at now. Its lists are sorted.
type roster struct{ queues, channels, teams, agents []string }

// add takes the names from a snapshot: one of everything says all that there is, one of a part adds to it.
func (r *roster) add(s *metrics.Snapshot) {
	if s.Filter.Empty() {
		*r = roster{}
	}
	for _, l := range [...]struct {
		into *[]string
		from []metrics.Group
	}{{&r.queues, s.Queues}, {&r.channels, s.Channels}, {&r.agents, s.Agents}} {
		for i := range l.from {
			insert(l.into, l.from[i].Name)
		}
	}
	for i := range s.Agents {
		if a := s.Agents[i].Agent; a != nil {
			insert(&r.teams, a.Team)
		}
	}
}

// insert puts a name into a sorted list, once.
func insert(list *[]string, name string) {
	if name == "" {
		return
	}
	if i, there := slices.BinarySearch(*list, name); !there {
		*list = slices.Insert(*list, i, name)
	}
}

// picker is the menu of queues, channels, teams and agents to be looked at. Where nothing of a kind is checked, all of it is.
type picker struct {
	menu
	picks []pick // of each row
}

// pick is what a row of the picker stands for: a name in one of the lists of a filter.
type pick struct {
	kind int
	name string
}

// lists are the kinds of a filter, in the order in which the picker shows them.
func lists(f *metrics.Filter) [4]*[]string {
	return [...]*[]string{&f.Queues, &f.Channels, &f.Teams, &f.Agents}
}

func pickFilter(m *Model, _ string) tea.Cmd {
	f := m.question.Filter
	p := &picker{}
	var rows []choice
	add := func(c choice, of pick) { rows, p.picks = append(rows, c), append(p.picks, of) }
	v := m.view()
	for kind, names := range [...][]string{m.roster.queues, m.roster.channels, m.roster.teams, m.roster.agents} {
		chosen := *lists(&f)[kind]
		for _, name := range chosen {
			names = slices.Clone(names)
			insert(&names, name)
		}
		if len(names) == 0 {
			continue
		}
		add(choice{text: [...]string{"Queues", "Channels", "Teams", "Agents"}[kind], head: true}, pick{})
		for _, name := range names {
			shown := name
			if kind == 3 {
				shown = v.NameOf(name)
			}
			add(choice{text: shown, checked: slices.Contains(chosen, name)}, pick{kind, name})
		}
	}
	if len(rows) == 0 {
		m.say("nothing to choose from yet")
		return nil
	}
	p.menu = newMenu("Look at", "nothing checked is everything", rows)
	p.boxes = true
	m.over = p
	return nil
}

func (p *picker) hints() []hint {
	return []hint{{"esc", "as before"}, {"enter", "look"}, {"space", "check"}, {"x", "everything"}, {"tab", "next kind"}}
}

func (p *picker) press(m *Model, key tea.KeyMsg) tea.Cmd {
	switch k := key.String(); {
	case p.steer(k):
	case k == " ":
		p.rows[p.cursor].checked = !p.rows[p.cursor].checked
	case k == "x":
		for i := range p.rows {
			p.rows[i].checked = false
		}
	case k == "tab":
		p.section()
	case k == "enter":
		m.over = nil
		q := m.question
		q.Filter = p.filter()
		return m.ask(q)
	case closes(key):
		m.over = nil
	}
	return nil
}

// click checks a name, or takes the check off it.
func (p *picker) click(_ *Model, r cell.Rect, _, y int) tea.Cmd {
	if row := p.at(r, y); row >= 0 {
		p.cursor = row
		p.rows[row].checked = !p.rows[row].checked
	}
	return nil
}

// filter is what is checked.
func (p *picker) filter() metrics.Filter {
	var f metrics.Filter
	for i, r := range p.rows {
		if r.checked {
			list := lists(&f)[p.picks[i].kind]
			*list = append(*list, p.picks[i].name)
		}
	}
	return f
}

// filterWords names what is looked at, for the header; agents as name names them.
func filterWords(f metrics.Filter, name func(agent string) string) string {
	all := slices.Concat(f.Queues, f.Channels, f.Teams)
	for _, agent := range f.Agents {
		all = append(all, name(agent))
	}
	if len(all) > 3 {
		all = append(slices.Clip(all[:3]), "…")
	}
	return strings.Join(all, "+")
}

// search is the line in which the text is typed that rows of the list must contain.
type search struct{ text []rune }

func startSearch(m *Model, _ string) tea.Cmd {
	m.over = &search{[]rune(m.order.list.Match)}
	return nil
}

const longestSearch = 40 // characters

func (s *search) press(m *Model, key tea.KeyMsg) tea.Cmd {
	switch {
	case key.Type == tea.KeyRunes || key.Type == tea.KeySpace:
		text := feed.Clean(string(key.Runes), longestSearch*4)
		s.text = append(s.text, []rune(text)...)
		s.text = s.text[:min(len(s.text), longestSearch)]
	case key.Type == tea.KeyBackspace && len(s.text) > 0:
		s.text = s.text[:len(s.text)-1]
	case key.Type == tea.KeyCtrlU:
		s.text = nil
	case key.Type == tea.KeyEnter, key.Type == tea.KeyDown, key.Type == tea.KeyUp:
		m.over = nil
	case key.Type == tea.KeyEsc, key.Type == tea.KeyBackspace:
		m.over, s.text = nil, nil
	default:
		return nil
	}
	m.match(string(s.text))
	return nil
}

// match keeps the rows of the list that contain a text.
func (m *Model) match(text string) {
	m.order.list.Match = text
	if m.order.list.Cursor > 0 {
		m.moveTo(m.order.list.Cursor)
	}
}

func clearSearch(m *Model, _ string) tea.Cmd {
	m.match("")
	return nil
}

func (s *search) draw(cell.Area, *panel.View) {}

func (s *search) place(cell.Rect, *panel.View) cell.Rect { return cell.Rect{} }

func (s *search) click(*Model, cell.Rect, int, int) tea.Cmd { return nil }

func (s *search) line() string { return "/" + string(s.text) + "_" }

func (s *search) hints() []hint { return []hint{{"enter", "keep"}, {"esc", "clear"}} }
