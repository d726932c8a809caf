package tui

import (
	"context"
	"errors"
	"io"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// patience is how long a program may take to quit by itself, and then by force. One whose terminal has stalled does neither.
const patience = time.Second

// quit ends the program: by asking, so that it stops reading the keyboard first, else by force, else by leaving it behind.
func quit(p *tea.Program, ended <-chan error) error {
	for _, way := range [...]func(){p.Quit, p.Kill} {
		go way()
		select {
		case err := <-ended:
			return err
		case <-time.After(patience):
		}
	}
	return ErrStalled
}

// ErrStalled is what Run returns when the terminal took nothing more, so that the board had to be left behind. Whoever writes to it next
// waits for ever.
var ErrStalled = errors.New("the terminal takes nothing more")

// Run shows the board on a terminal until its user quits or ctx ends.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if o.Copy == nil {
		o.Copy = func(text string) error {
			_, err := io.WriteString(out, ansi.SetSystemClipboard(text)) // in one piece, so between two frames
			return err
		}
	}
	options := []tea.ProgramOption{tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen(), tea.WithFPS(1), tea.WithFilter(unsized),
		tea.WithoutSignalHandler()} // signals end ctx; Bubble Tea's own handler hangs when it meets that
	if o.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	p := tea.NewProgram(&terminal{Model: newModel(ctx, o), out: out}, options...)
	defer whenResumed(func() { p.Send(resumedMsg{}) })()
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = quit(p, ended)
	}
	if errors.Is(err, ErrStalled) {
		return err
	}
	if ctx.Err() != nil && (errors.Is(err, tea.ErrProgramKilled) || errors.Is(err, ctx.Err())) {
		return nil // asked to end
	}
	return err
}

// terminal writes the frames of a model onto a terminal itself: of each what has changed, when it has. Bubble Tea's renderer would measure
// every line of which one cell changed, send all of it, and look ten times a second whether there is one. What is left to that renderer is to
// enter and to leave the screen.
type terminal struct {
	*Model
	out     io.Writer
	writer  cell.Writer
	bytes   []byte
	next    time.Time // no frame before
	waiting bool      // until then
}

// pace is the least time between two frames: as much as a slow link can keep up with.
const pace = 100 * time.Millisecond

type (
	showMsg    struct{}          // the time of the next frame has come
	sizeMsg    tea.WindowSizeMsg // a size that Bubble Tea's renderer is not told
	backMsg    struct{}          // the terminal is the board's again
	resumedMsg struct{}          // the program was stopped, and goes on
)

// unsized keeps the size of the screen from Bubble Tea's renderer: one that knows it wipes the rest of the line that it writes.
func unsized(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		return sizeMsg(size)
	}
	return msg
}

// View is what Bubble Tea's renderer writes at the upper left, once: nothing that can be seen.
func (t *terminal) View() string { return style.Reset }

// Update takes in one message, and shows what came of it.
func (t *terminal) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case showMsg:
		t.waiting = false
	case backMsg:
		t.writer.Forget()
		if t.o.Mouse {
			cmd = tea.EnableMouseCellMotion
		}
	case resumedMsg:
		cmd = resume(t.Model)
	case sizeMsg:
		t.writer.Forget()
		_, cmd = t.Model.Update(tea.WindowSizeMsg(m))
	default:
		_, cmd = t.Model.Update(msg)
	}
	return t, tea.Batch(cmd, t.show())
}

// show brings the terminal up to date, now or when it is time for the next frame.
func (t *terminal) show() tea.Cmd {
	if t.waiting {
		return nil
	}
	if rest := time.Until(t.next); rest > 0 {
		t.waiting = true
		return tea.Tick(rest, func(time.Time) tea.Msg { return showMsg{} })
	}
	t.bytes = t.writer.Changes(t.bytes[:0], &t.buf, t.sheet)
	if len(t.bytes) > 0 {
		_, _ = t.out.Write(t.bytes) // a terminal that is gone ends the board by its input
		t.next = time.Now().Add(pace)
	}
	return nil
}
