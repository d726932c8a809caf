//go:build !linux

package follow

import "time"

func sleep(d time.Duration) { time.Sleep(d) }
