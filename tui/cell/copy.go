package cell

// Place is where a lies on its buffer.
func (a Area) Place() Rect { return a.r }

// Save makes p a copy of a. A wide character that an edge of a cuts is a blank there.
func (a Area) Save(p *Buffer) {
	if p.w != a.r.W || p.h != a.r.H {
		p.Resize(a.r.W, a.r.H)
	}
	if a.r.Empty() {
		return
	}
	p.clusters = p.clusters[:0]
	for y := range a.r.H {
		row := p.cells[y*p.w : (y+1)*p.w]
		for i := range row {
			row[i] = blank
		}
		p.adopt(row, a.b, a.b.cells[a.index(0, y):])
		if first := &row[0]; first.kind == tail {
			first.char, first.kind = ' ', narrow
		}
		if last := &row[p.w-1]; last.kind == wide {
			last.char, last.kind = ' ', narrow
		}
	}
}

// Paste draws p, which was saved from an area as large as a, into a.
func (a Area) Paste(p *Buffer) {
	if p.w != a.r.W || p.h != a.r.H || a.r.Empty() {
		return
	}
	for y := range p.h {
		from := a.index(0, y)
		row := a.b.cells[from : from+p.w]
		a.b.clear(from)
		a.b.clear(from + p.w - 1)
		a.b.adopt(row, p, p.cells[y*p.w:])
	}
}

// adopt puts cells of another buffer into those of b, one after the other: names of graphemes are b's own in each of its cells at any time.
func (b *Buffer) adopt(into []cell, from *Buffer, cells []cell) {
	for i := range into {
		c := cells[i]
		if c.char < 0 {
			into[i] = blank
			c.char = b.cluster(from.clusters[^c.char])
		}
		into[i] = c
	}
}
