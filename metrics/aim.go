package metrics

import "context"

// Aim takes over from r what numbers should be: the targets, how long an agent may stay in a state, and how KPIs count in the agent score. It
// holds from the next snapshot on, also for what was counted before. All else that r says is left out: what was counted by the
// definitions in force stays counted by them.
func (e *Engine) Aim(r *Rules) {
	e.countAll()
	now := *e.rules
	now.Targets, now.AgentLimits, now.Score = r.Targets, r.AgentLimits, r.Score
	e.rules = &now
	for _, v := range e.views {
		v.aims, v.terms = newAims(e.rules, e.dict), nil
	}
}

// Aim is the engine's Aim, for a board that runs. It waits until the board has taken it over; its error is that of ctx, or ErrClosed.
func (b *Board) Aim(ctx context.Context, r *Rules) error {
	select {
	case b.aims <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-b.done:
		return ErrClosed
	}
}
