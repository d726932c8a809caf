//go:build unix

package hook

import (
	"os/exec"
	"syscall"
)

// alone puts the command into a process group of its own, so that with it all is killed that it has started, and nothing is
// that the terminal tells the board.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
