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
func suspend(*Model, string) tea.Cmd {
	return tea.Exec(suspension{}, func(error) tea.Msg { return backMsg{} })
}

// suspension is what Bubble Tea runs while the terminal is not the board's.
type suspension struct{}

// unstopped is after how long a program that still runs was not stopped by the signal: where a terminal or ssh runs the board and no shell, nobody
// is there who could call it back. Bubble Tea's own command would wait for that for ever.
const unstopped = 100 * time.Millisecond

// Run stops the processes of this job, which comprise those of a pipe, and returns when they are to go on.
func (suspension) Run() error {
	back := make(chan os.Signal, 1)
	signal.Notify(back, syscall.SIGCONT)
	defer signal.Stop(back)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return err
	}
	select {
	case <-back:
	case <-time.After(unstopped):
	}
	return nil
}

func (suspension) SetStdin(io.Reader)  {}
func (suspension) SetStdout(io.Writer) {}
func (suspension) SetStderr(io.Writer) {}
