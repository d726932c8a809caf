// Package guard keeps watch over a board, whatever its viewers look at: it keeps the alerts of one question, has a command run
// when they change, and shows any number of viewers how things stand.
package guard

import (
	"context"
	"sync"
	"sync/atomic"

	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/hook"
)

// Options are a guard's.
type Options struct {
	Viewer   metrics.Viewer
	Question metrics.Question // what is watched
	Rules    alert.Rules
	Command  []string // run for each change; empty for none
}

// Guard keeps watch from New on, while it runs. Its methods may be called by several goroutines.
type Guard struct {
	viewer metrics.Viewer
	hook   *hook.Hook

	mu       sync.Mutex // of the next two
	question metrics.Question
	watch    *alert.Watch

	state atomic.Pointer[alert.State]
}

// New returns a guard that has seen nothing yet.
func New(o Options) *Guard {
	g := &Guard{viewer: o.Viewer, question: o.Question, watch: alert.New(o.Rules)}
	g.hook = hook.New(o.Command, hook.Options{Failed: g.failed})
	g.publish()
	return g
}

// Change makes the guard keep to other options from the next look on; Viewer stays. The alerts that stand go on, by the new rules.
func (g *Guard) Change(o Options) {
	g.mu.Lock()
	g.question = o.Question
	g.watch.SetRules(o.Rules)
	g.mu.Unlock()
	g.hook.SetCommand(o.Command)
}

// asks is the question of the next look.
func (g *Guard) asks() metrics.Question {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.question
}

// Run watches until ctx ends or the board closes.
func (g *Guard) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var commands sync.WaitGroup
	defer commands.Wait()
	defer stop()
	commands.Go(func() { g.hook.Run(ctx) })
	after := uint64(0)
	for {
		s, err := g.viewer.Look(ctx, g.asks(), after)
		if err != nil {
			return err
		}
		after = s.Seq
		g.see(s)
	}
}

func (g *Guard) see(s *metrics.Snapshot) {
	g.mu.Lock()
	changes := g.watch.See(s)
	if len(changes) > 0 || len(g.State().Active) > 0 {
		g.publish()
	}
	g.mu.Unlock()
	for _, c := range changes {
		g.hook.Tell(c)
	}
}

// failed enters into the log that a command failed.
func (g *Guard) failed(text string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.watch.Note(text)
	g.publish()
}

// State returns how things stand.
func (g *Guard) State() *alert.State { return g.state.Load() }

// Ack says that somebody has seen an alert.
func (g *Guard) Ack(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.watch.Ack(id) {
		g.publish()
	}
}

func (g *Guard) publish() { g.state.Store(g.watch.State()) }
