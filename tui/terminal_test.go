package tui

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

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

// TestFramesKeepPace: the first frame is written at once, and the next one, with all that has changed by then, a tenth of a second later.
func TestFramesKeepPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		term := &terminal{Model: newBench(t).m, out: &out}
		term.Update(sizeMsg{Width: 120, Height: 40})
		first, begin := out.Len(), time.Now()
		if first == 0 {
			t.Fatal("the first frame is not written")
		}
		_, next := term.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("p")})
		_, more := term.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("?")})
		if out.Len() > first || next == nil || more != nil {
			t.Fatalf("%d bytes more at once; waits for the next frame: %v, and once more: %v", out.Len()-first, next != nil, more != nil)
		}
		term.Update(next())
		if waited := time.Since(begin); waited != pace || out.Len() == first {
			t.Errorf("%d bytes after %v", out.Len()-first, waited)
		}
	})
}
