package memory

import (
	"errors"
	"os"
	"runtime"
	"testing"
)

func TestUse(t *testing.T) {
	before := Use()
	held := make([]byte, 64<<20)
	for i := range held {
		held[i] = 1
	}
	after := Use()
	if after.Heap < before.Heap+48<<20 {
		t.Errorf("64 MiB more are %d bytes more of %d", after.Heap-before.Heap, before.Heap)
	}
	if runtime.GOOS == "linux" && after.Resident < 64<<20 {
		t.Errorf("%d bytes are resident", after.Resident)
	}
	runtime.KeepAlive(held)
}

func TestResident(t *testing.T) {
	for text, want := range map[string]int64{"900 120 30 1 0 80 0\n": 120 * int64(os.Getpagesize()), "": 0, "1": 0, "1 x": 0, "1 -2": 0} {
		if got := resident(func(string) ([]byte, error) { return []byte(text), nil }); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
	if got := resident(func(string) ([]byte, error) { return nil, errors.ErrUnsupported }); got != 0 {
		t.Errorf("got %d where there is no such file", got)
	}
}
