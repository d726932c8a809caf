// Package memory reads how much memory this process uses.
package memory

import (
	"bytes"
	"os"
	"runtime/metrics"
	"strconv"

	"floorboard/tui/panel"
)

// Use is what is used at present: the heap by what can still be reached and what was not collected yet, as the runtime counts it
// (/memory/classes/heap/objects:bytes), and all that is resident as the kernel counts it, 0 where it does not say.
func Use() panel.Memory {
	s := [...]metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s[:])
	m := panel.Memory{Resident: resident(os.ReadFile)}
	if s[0].Value.Kind() == metrics.KindUint64 {
		m.Heap = int64(s[0].Value.Uint64())
	}
	return m
}

// resident is the second field of Linux's /proc/self/statm (proc_pid_statm(5)), in bytes.
func resident(read func(string) ([]byte, error)) int64 {
	text, err := read("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(text)
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil || pages < 0 {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
