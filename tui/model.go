package tui

import (
	"cmp"
	"context"
	"io"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/mask"
	"floorboard/tui/panel"
	"floorboard/tui/style"
)

// Options say what a viewer looks at, and how it looks.
type Options struct {
	Display
	Viewer metrics.Viewer     // where snapshots are pulled from
	Filter metrics.Filter     // what is looked at of the whole
	Page   string             // a name of Pages; "" is the first
	Clock  func() time.Time   // the clock on the wall; nil is time.Now
	Copy   func(string) error // puts a text onto the user's clipboard; nil where there is none
	Mouse  bool               // whether clicks and the wheel are the board's; else they are the terminal's, to select text
	// Reload waits until the configuration or the theme was changed, or ctx ends. It returns how the board is to look from now on and a
	// word on it, or what is wrong with the change, and where. It is nil where nothing can change.
	Reload func(ctx context.Context) (d Display, note string, err error)
	Memory func() panel.Memory // what the board uses, asked once a second where it is shown; nil to show none
	Player Player              // steers a replay; nil when there is none
	Alerts Alerts              // who keeps watch; nil for nobody
}

// Display is how a board looks: what a configuration says of it, and may change while it is shown.
type Display struct {
	Title   string          // of the board, beside its name
	Window  string          // a name of metrics.Windows; "" is today
	Pages   []string        // those that can be turned to, in this order; none for all
	Rotate  time.Duration   // turn to the next page after this long, the strip above all of them; 0 never
	Sheet   *style.Sheet    // colours and characters of this viewer's terminal
	Themes  []*themes.Theme // what the theme key steps through
	Names   mask.Names      // how agents are named
	Profile panel.Profile   // what those who look should see; its zero value is the usual one
	Bell    io.Writer       // the terminal whose bell rings for alerts; nil for silence
}

// defaultWindow is the stretch of time that a wall counts when nobody said otherwise.
const defaultWindow = "today"

// filled is d with what nobody said.
func (d Display) filled() Display {
	d.Window = cmp.Or(d.Window, defaultWindow)
	if d.Profile == (panel.Profile{}) {
		d.Profile = panel.ProfileOf("")
	}
	return d
}

// Player steers a replay. Its methods may be called at any time and do not wait.
type Player interface {
	Now() time.Time                // the instant being played
	Span() (first, last time.Time) // of the recording
	Speed() float64                // feed seconds in a second
	SetSpeed(x float64) error      // an error says which speeds there are
	Paused() bool
	Pause()
	Resume()
	Seek(t time.Time) // as far as the recording goes
}

// Model is one viewer's board. It is the only one that holds state: the page, what is looked at, and the last frame.
type Model struct {
	o     Options
	ctx   context.Context
	keys  []binding
	sheet *style.Sheet

	question metrics.Question
	lookout  lookout

	latest, shown *metrics.Snapshot // newest; and what is on the screen, the same unless paused
	paused        bool
	err           error
	seen          panel.Seen
	order         order
	reading       rate
	roster        roster
	watch         watch
	memory        panel.Memory

	pages     []int // that can be turned to
	page      int
	turnAt    time.Time        // when the next page comes by itself
	opened    string           // the row of the page's list that is shown alone
	unopened  metrics.Question // what was asked before it was opened
	over      overlay          // what lies over the page; nil for nothing
	trouble   string           // with the configuration
	note      string
	noteUntil time.Time

	w, h int
	buf  cell.Buffer // the frame
	memo memo

	suspended atomic.Bool // by the board itself: it has taken the terminal again already
}

// newModel returns a viewer's board. It pulls its first snapshot when the program starts, and quits when ctx ends.
func newModel(ctx context.Context, o Options) *Model {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	o.Display = o.filled()
	m := &Model{o: o, ctx: ctx, sheet: o.Sheet, pages: pagesNamed(o.Pages), watch: newWatch(o.Alerts)}
	m.page = m.pages[0]
	if i := pageIndex(o.Page); o.Page != "" && slices.Contains(m.pages, i) {
		m.page = i
	}
	m.keys = bindings(len(m.pages))
	m.question = metrics.Question{Window: o.Window, Filter: o.Filter, Cases: pages[m.page].cases}
	m.stay()
	return m
}

// Messages of the model to itself.
type (
	lookMsg struct {
		look int
		snap *metrics.Snapshot
		err  error
	}
	tickMsg struct{}
)

// Init begins to look and starts the clock.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.look(), tick(), m.reload()) }

// tick comes once a second: the clock goes on when no snapshot comes.
func tick() tea.Cmd {
	return tea.Every(time.Second, func(time.Time) tea.Msg { return tickMsg{} })
}

// look asks the board for a snapshot newer than the last one.
func (m *Model) look() tea.Cmd {
	return m.lookout.look(m, m.question, m.latest, func(n int, snap *metrics.Snapshot, err error) tea.Msg { return lookMsg{n, snap, err} })
}

// Update takes in one message, and composes the frame anew when something visible changed.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = max(msg.Width, 0), max(msg.Height, 0)
	case lookMsg:
		if msg.look != m.lookout.n {
			return m, nil
		}
		cmd = m.take(msg)
	case reloadMsg:
		cmd = tea.Batch(m.renew(msg), m.reload())
	case casesMsg:
		cmd = msg.of.take(m, msg)
	case tickMsg:
		m.measure()
		cmd = tea.Batch(tick(), m.rotate(), m.heed())
		if m.err != nil {
			cmd = tea.Batch(cmd, m.look())
		}
	case tea.MouseMsg:
		if msg.Action != tea.MouseActionPress {
			return m, nil
		}
		cmd = m.click(msg)
	case tea.KeyMsg:
		cmd = m.typed(msg)
	default:
		return m, nil
	}
	m.compose()
	return m, cmd
}

// take keeps an answer and asks for the next one. After an error the next tick asks again.
func (m *Model) take(msg lookMsg) tea.Cmd {
	m.err = msg.err
	if msg.err != nil {
		if m.ctx.Err() != nil {
			return tea.Quit
		}
		return nil
	}
	if m.latest == nil {
		m.order.unsettle() // the rows stand as the answer to another question wants it
	}
	m.latest = msg.snap
	m.seen = m.seen.And(panel.SeenIn(m.latest))
	m.reading.add(m.latest, m.o.Clock())
	m.roster.add(m.latest)
	if !m.paused {
		m.shown = m.latest
	}
	return m.look()
}

// ask changes the question. What was paused goes on: it would not be an answer to it.
func (m *Model) ask(q metrics.Question) tea.Cmd {
	m.question, m.paused = q, false
	m.latest = nil
	return m.look()
}

// compose draws the frame.
func (m *Model) compose() {
	if w, h := m.buf.Size(); w != m.w || h != m.h {
		m.buf.Resize(m.w, m.h)
	}
	m.memo.draw(&m.buf, m.view(), m.chrome())
}

// View returns the frame as it was last composed.
func (m *Model) View() string { return string(m.sheet.Write(nil, &m.buf)) }

// view is what the panels draw from.
func (m *Model) view() *panel.View {
	now := m.o.Clock()
	v := panel.New(m.shown, m.sheet)
	v.Now, v.Title, v.Names, v.Seen = now, m.o.Title, m.o.Names, m.seen
	v.Roster = m.roster.agents
	v.Alerts, v.Memory = m.watch.state, m.memory
	v.Filter = filterWords(m.question.Filter, v.NameOf)
	if m.opened != "" && m.shown != nil && reflect.DeepEqual(m.shown.Filter, m.question.Filter) {
		v.Opened = m.opened // until its numbers are there, the list stays
	}
	v.Profile, v.Pinned = m.o.Profile, m.o.Rotate > 0
	if m.o.Player != nil {
		p := m.o.Player
		v.Player = &panel.Player{Speed: p.Speed(), Paused: p.Paused(), Now: p.Now()}
		if at := v.Snap.AsOf; !at.IsZero() {
			v.Player.Now = at // the tape runs ahead of what is shown of it, by a minute at 60x: a frame speaks of one instant
		}
		v.Player.First, v.Player.Last = p.Span()
		v.Player.Marks = m.watch.rises()
	}
	v.Health = panel.HealthOf(v.Snap, v.Player, m.reading.perSecond)
	v.Health.Trouble = m.trouble
	m.order.settle(v, now, m.page)
	switch {
	case m.err != nil:
		v.Health.Why = "the board gives no numbers: " + m.err.Error()
	case m.paused:
		v.Health.Word, v.Health.Detail, v.Health.Age = "paused", "at "+v.Snap.AsOf.Format("15:04:05"), -1
	}
	return v
}

// measure asks how much memory the board uses, where that is shown.
func (m *Model) measure() {
	if m.o.Memory != nil && pages[m.page].name == "feed" {
		m.memory = m.o.Memory()
	}
}

func (m *Model) chrome() *chrome {
	c := &chrome{pages: m.pages, page: m.page}
	if m.o.Clock().Before(m.noteUntil) {
		c.note = m.note
	}
	switch {
	case m.over != nil:
		c.over = m.over
	case m.opened != "":
		c.hint = hint{"esc", "back"}
	case m.order.list.Match != "":
		c.hint = hint{"esc", "all rows"}
	case pages[m.page].open != nil && m.order.list.Cursor >= 0:
		c.hint = hint{"enter", "open"}
	case unseen(m):
		c.hint = hint{"a", "seen"}
	}
	return c
}

// say shows a word on what a key did, for a few seconds.
func (m *Model) say(note string) { m.sayFor(note, 3*time.Second) }

func (m *Model) sayFor(note string, d time.Duration) {
	m.note, m.noteUntil = note, m.o.Clock().Add(d)
}
