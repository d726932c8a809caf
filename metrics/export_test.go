package metrics

// Forget makes the next look at q one that knows nothing of the looks before it.
func (e *Engine) Forget(q Question) {
	e.Stand(q)
	v := e.view(q)
	v.inWindow, v.inBefore = newSide(v.now, v.extra), newSide(v.before, v.extraBefore)
	v.aims, v.terms, v.byName = newAims(e.rules, e.dict), nil, nil
	v.drawing = drawing{}
}

// Redraw makes the next look at q draw the curves, as if a slot of the log had closed.
func (e *Engine) Redraw(q Question) {
	e.Stand(q)
	e.view(q).drawing.drawn = nil
}
