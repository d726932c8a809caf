//go:build unix

package tui

import (
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

const canSuspend = true

// suspend gives the terminal back to the shell, until its user calls the board back.
func suspend(m *Model, _ string) tea.Cmd { return tea.Exec(suspension{m}, back) }

// resume takes the terminal from a shell that had it meanwhile: whoever stops the board by a signal does not let it give the terminal away.
func resume(m *Model) tea.Cmd {
	if m.ctx.Err() != nil || m.suspended.CompareAndSwap(true, false) {
		return nil
	}
	return tea.Exec(suspension{}, back)
}

func back(error) tea.Msg { return backMsg{} }

// whenResumed calls do whenever the program goes on after it was stopped, until end is called.
func whenResumed(do func()) (end func()) {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	go func() {
		for range resumed {
			do()
		}
	}()
	return func() {
		signal.Stop(resumed)
		close(resumed)
	}
}

// suspension is what Bubble Tea runs while the terminal is not the board's.
type suspension struct {
	of *Model // nil to do nothing but to take the terminal again
}

// unstopped is after how long a program that still runs was not stopped by the signal: where a terminal or ssh runs the board and no shell, nobody
// is there who could call it back. Bubble Tea's own command would wait for that for ever.
const unstopped = 100 * time.Millisecond

// Run stops the processes of this job, which comprise those of a pipe, and returns when they are to go on.
func (s suspension) Run() error {
	if s.of == nil {
		return nil
	}
	back := make(chan os.Signal, 1)
	signal.Notify(back, syscall.SIGCONT)
	defer signal.Stop(back)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return err
	}
	select {
	case <-back:
		s.of.suspended.Store(true)
	case <-time.After(unstopped):
	}
	return nil
}

func (suspension) SetStdin(io.Reader)  {}
func (suspension) SetStdout(io.Writer) {}
func (suspension) SetStderr(io.Writer) {}
