package cell

// Area is a window on a buffer with coordinates of its own: 0, 0 is its upper left cell. Whatever is drawn outside is cut off,
// never an error. It is a small value, to be passed by value; the zero Area has no cells.
type Area struct {
	b *Buffer
	r Rect // in the buffer's coordinates, and always on the buffer
}

// W is the width of the area in columns.
func (a Area) W() int { return a.r.W }

// H is the height of the area in rows.
func (a Area) H() int { return a.r.H }

// Bounds is the whole of a in its own coordinates, to be cut into parts.
func (a Area) Bounds() Rect { return Rect{0, 0, a.r.W, a.r.H} }

// Sub is the part of a that r, in a's coordinates, covers. A corner of r outside of a moves inside: the sub-area begins where
// a begins.
func (a Area) Sub(r Rect) Area {
	r.X, r.Y = r.X+a.r.X, r.Y+a.r.Y
	return Area{a.b, r.intersect(a.r)}
}

// Text draws s from column x in row y and returns the column after it, also if it was cut. A character of two columns of which
// an edge of the area would cut one leaves a blank. Control characters and characters without width are left out.
func (a Area) Text(x, y int, st Style, s string) int {
	for len(s) > 0 {
		char, g, w := next(&s)
		if w == 0 {
			continue
		}
		a.put(x, y, st, char, g, w)
		x += w
	}
	return x
}

// TextRight draws s so that it ends just before column x.
func (a Area) TextRight(x, y int, st Style, s string) {
	a.Text(x-Width(s), y, st, s)
}

// TextFit draws s in at most w columns, cut with … at the end if it is longer, and returns the column after it.
func (a Area) TextFit(x, y, w int, st Style, s string) int {
	return a.Text(x, y, st, Fit(s, w))
}

// Set draws one character; one without width, or a control character, is left out.
func (a Area) Set(x, y int, st Style, r rune) {
	if simple(r) == 1 {
		if a.has(x, y) {
			a.b.put(a.index(x, y), st, r, 1)
		}
		return
	}
	a.Text(x, y, st, string(r))
}

// Fill draws a character into each cell of r, in a's coordinates. It must be one column wide, or blanks are drawn.
func (a Area) Fill(r Rect, st Style, char rune) {
	if Width(string(char)) != 1 {
		char = ' '
	}
	in := a.Sub(r)
	if in.r.Empty() {
		return
	}
	for y := range in.r.H {
		from := in.index(0, y)
		row := in.b.cells[from : from+in.r.W]
		in.b.clear(from)
		in.b.clear(from + len(row) - 1)
		for x := range row {
			row[x] = cell{char, st, narrow}
		}
	}
}

// Restyle gives every cell in r, in a's coordinates, the style that f makes of the one it has. A wide character takes the style
// of its first cell.
func (a Area) Restyle(r Rect, f func(Style) Style) {
	in := a.Sub(r)
	for y := range in.r.H {
		for x := range in.r.W {
			c := &in.b.cells[in.index(x, y)]
			c.style = f(c.style)
		}
	}
}

func (a Area) put(x, y int, st Style, char rune, g string, w int) {
	if w == 1 {
		if a.has(x, y) {
			a.b.put(a.index(x, y), st, a.name(char, g), 1)
		}
		return
	}
	switch left, right := a.has(x, y), a.has(x+1, y); {
	case left && right:
		a.b.put(a.index(x, y), st, a.name(char, g), 2)
	case left:
		a.b.put(a.index(x, y), st, ' ', 1)
	case right:
		a.b.put(a.index(x+1, y), st, ' ', 1)
	}
}

func (a Area) name(char rune, g string) rune {
	if g != "" {
		return a.b.cluster(g)
	}
	return char
}

func (a Area) has(x, y int) bool { return x >= 0 && y >= 0 && x < a.r.W && y < a.r.H }

func (a Area) index(x, y int) int { return (a.r.Y+y)*a.b.w + a.r.X + x }
