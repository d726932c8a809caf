package follow

import (
	"syscall"
	"time"
)

// sleep sleeps for d, or less when a signal comes. Timers of Go are as good everywhere but here, where waiting for one goes by whole milliseconds
// (epoll_wait(2)).
func sleep(d time.Duration) {
	t := syscall.NsecToTimespec(d.Nanoseconds())
	_ = syscall.Nanosleep(&t, nil)
}
