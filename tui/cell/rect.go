package cell

// Rect is a rectangle of cells. W and H are never made negative by the methods below: what is cut away beyond the end is
// empty, so a layout may cut without looking first.
type Rect struct{ X, Y, W, H int }

// Empty reports whether there is not one cell in r.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Inset returns r without dx columns at the left and at the right, and dy rows at the top and at the bottom.
func (r Rect) Inset(dx, dy int) Rect {
	_, r = r.CutLeft(dx)
	r, _ = r.CutRight(dx)
	_, r = r.CutTop(dy)
	r, _ = r.CutBottom(dy)
	return r
}

// CutTop cuts n rows off the top of r.
func (r Rect) CutTop(n int) (top, rest Rect) {
	n = clamp(n, r.H)
	return Rect{r.X, r.Y, max(r.W, 0), n}, Rect{r.X, r.Y + n, max(r.W, 0), max(r.H-n, 0)}
}

// CutBottom cuts n rows off the bottom of r.
func (r Rect) CutBottom(n int) (rest, bottom Rect) {
	return r.CutTop(max(r.H, 0) - clamp(n, r.H))
}

// CutLeft cuts n columns off the left of r.
func (r Rect) CutLeft(n int) (left, rest Rect) {
	n = clamp(n, r.W)
	return Rect{r.X, r.Y, n, max(r.H, 0)}, Rect{r.X + n, r.Y, max(r.W-n, 0), max(r.H, 0)}
}

// CutRight cuts n columns off the right of r.
func (r Rect) CutRight(n int) (rest, right Rect) {
	return r.CutLeft(max(r.W, 0) - clamp(n, r.W))
}

// Columns shares r's width among n rectangles side by side, gap columns apart. What does not divide goes one column each to
// the first ones, so that the last ends where r ends. Where there is no room for a column it is empty.
func (r Rect) Columns(n, gap int) []Rect {
	return r.share(n, gap, r.W, func(at, size int) Rect { return Rect{r.X + at, r.Y, size, max(r.H, 0)} })
}

// Rows is Columns for r's height: n rectangles one above the other.
func (r Rect) Rows(n, gap int) []Rect {
	return r.share(n, gap, r.H, func(at, size int) Rect { return Rect{r.X, r.Y + at, max(r.W, 0), size} })
}

func (r Rect) share(n, gap, length int, part func(at, size int) Rect) []Rect {
	if n <= 0 {
		return nil
	}
	length, gap = max(length, 0), max(gap, 0)
	room := max(length-gap*(n-1), 0)
	parts := make([]Rect, n)
	at := 0
	for i := range parts {
		size := room / n
		if i < room%n {
			size++
		}
		parts[i] = part(min(at, length), size)
		at += size + gap
	}
	return parts
}

// intersect returns what r and o have in common.
func (r Rect) intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	return Rect{x, y, max(min(r.X+r.W, o.X+o.W)-x, 0), max(min(r.Y+r.H, o.Y+o.H)-y, 0)}
}

func clamp(n, limit int) int { return max(min(n, limit), 0) }
