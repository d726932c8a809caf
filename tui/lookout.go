package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"floorboard/metrics"
)

// lookout asks the board, one question at a time.
type lookout struct {
	stop context.CancelFunc // of the look under way; nil before the first
	n    int                // which look is under way: answers to older ones are dropped
}

// look asks for a snapshot newer than the one that is there, if there is one; answer makes it a message of the n-th look.
func (l *lookout) look(m *Model, q metrics.Question, there *metrics.Snapshot, answer func(n int, snap *metrics.Snapshot, err error) tea.Msg) tea.Cmd {
	l.end()
	if m.o.Viewer == nil {
		return nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	l.stop = stop
	l.n++
	after := uint64(0)
	if there != nil {
		after = there.Seq
	}
	n, viewer := l.n, m.o.Viewer
	return func() tea.Msg {
		defer stop()
		snap, err := viewer.Look(ctx, q, after)
		return answer(n, snap, err)
	}
}

// end gives up the look under way.
func (l *lookout) end() {
	if l.stop != nil {
		l.stop()
	}
}
