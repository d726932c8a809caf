//go:build unix

package hook

import (
	"os/exec"
	"syscall"
)

// alone puts the command into a process group of its own: to kill it is to kill all that it has started, and a signal that the terminal sends
// to the board does not reach it.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
