package tui

import (
	"context"
	"errors"
	"io"
	"testing"

	"floorboard/tui/style"
)

// stalled is a terminal that takes one write and then nothing more.
type stalled struct {
	wrote chan struct{}
	full  chan struct{}
}

func (s *stalled) Write(p []byte) (int, error) {
	select {
	case s.wrote <- struct{}{}:
	default:
	}
	<-s.full
	return len(p), nil
}

// TestStalledTerminal: a board whose terminal takes nothing more ends all the same when it is told to.
func TestStalledTerminal(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out := &stalled{wrote: make(chan struct{}, 1), full: make(chan struct{})}
	defer close(out.full)
	in, keys := io.Pipe()
	defer keys.Close()
	ended := make(chan error)
	go func() {
		ended <- Run(ctx, Options{Display: Display{Sheet: testSheet(t, style.NoColor, style.Unicode())}, Viewer: &board{}}, in, out)
	}()
	<-out.wrote
	stop()
	if err := <-ended; !errors.Is(err, ErrStalled) {
		t.Errorf("it ended with %v", err)
	}
}
