package cell

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Styler tells what to write between runs of cells in different styles, so that they look as they should.
type Styler interface {
	// Begin is the escape sequence before a run at the beginning of a row.
	Begin(to Style) string
	// Turn is the one between two runs.
	Turn(from, to Style) string
	// End is the one after a run at the end of a row; it leaves the terminal in plain text.
	End(from Style) string
	// SameBlank reports whether a blank looks the same in both styles.
	SameBlank(a, b Style) bool
}

// Write appends the frame to dst: the rows joined by line feeds, none at the end. Cells of one style make one run, and blanks go
// with the run before them where that makes no difference: every byte saved here is saved on the line to a far terminal. Each row
// stands for itself.
func (b *Buffer) Write(dst []byte, s Styler) []byte {
	for y := range b.h {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = b.row(dst, b.cells[y*b.w:(y+1)*b.w], s)
	}
	return dst
}

func (b *Buffer) row(dst []byte, row []cell, s Styler) []byte {
	if len(row) == 0 {
		return dst
	}
	style := row[0].style
	dst = append(dst, s.Begin(style)...)
	for _, c := range row {
		if c.kind == tail {
			continue
		}
		if c.style != style && !(c.char == ' ' && s.SameBlank(style, c.style)) {
			dst = append(dst, s.Turn(style, c.style)...)
			style = c.style
		}
		switch {
		case c.char < 0:
			dst = append(dst, b.clusters[^c.char]...)
		case c.char < utf8.RuneSelf:
			dst = append(dst, byte(c.char))
		default:
			dst = utf8.AppendRune(dst, c.char)
		}
	}
	return append(dst, s.End(style)...)
}

// Writer writes frames one after the other onto a screen: of each what differs from the one before. The zero value knows nothing of the
// screen yet, and writes all of it.
type Writer struct {
	styler Styler
	w, h   int
	cells  []cell // on the screen
}

// Forget is for when something else may have been written onto the screen: the next frame is written whole.
func (w *Writer) Forget() { w.styler = nil }

// apart is how many cells that stay as they are end a stretch of cells that do not. To move over fewer of them takes more bytes than to write
// them again.
const apart = 16

// Changes appends to dst what makes a screen that shows the frame before show the one in b: nothing, if it is the same. The screen is a
// terminal's (ECMA-48, cursor position), of at least the size of b. The styler can be compared, as a pointer can.
func (w *Writer) Changes(dst []byte, b *Buffer, s Styler) []byte {
	whole := w.styler != s || w.w != b.w || w.h != b.h
	if whole {
		w.styler, w.w, w.h, w.cells = s, b.w, b.h, slices.Grow(w.cells[:0], len(b.cells))[:len(b.cells)]
	}
	for y := range b.h {
		now, was := b.cells[y*b.w:(y+1)*b.w], w.cells[y*b.w:(y+1)*b.w]
		switch {
		case !whole && slices.Equal(now, was) && !slices.ContainsFunc(now, cluster):
			continue
		case whole || slices.ContainsFunc(now, odd) || slices.ContainsFunc(was, odd):
			dst = b.row(move(dst, 0, y), now, s)
		default:
			dst = b.stretches(dst, y, now, was, s)
		}
		copy(was, now)
	}
	return dst
}

// stretches appends what differs between two rows.
func (b *Buffer) stretches(dst []byte, y int, now, was []cell, s Styler) []byte {
	for x := 0; x < len(now); x++ {
		if now[x] == was[x] {
			continue
		}
		end := x + 1
		for i := end; i < min(len(now), end+apart); i++ {
			if now[i] != was[i] {
				end = i + 1
			}
		}
		dst = b.row(move(dst, x, y), now[x:end], s)
		x = end
	}
	return dst
}

// move appends what moves the cursor to a cell.
func move(dst []byte, x, y int) []byte {
	dst = strconv.AppendInt(append(dst, "\x1b["...), int64(y+1), 10)
	dst = strconv.AppendInt(append(dst, ';'), int64(x+1), 10)
	return append(dst, 'H')
}

// odd says whether terminals may differ in how wide they show a cell's character: then nobody knows where the cells after it are, and the row
// is only ever written whole.
func odd(c cell) bool { return c.kind != narrow || c.char < 0 }

// cluster says whether a cell shows a grapheme of several runes. Two of those are never taken for the same: their number may by now be that of
// another one.
func cluster(c cell) bool { return c.char < 0 }

// String is the frame as plain text, each row exactly as wide as the buffer.
func (b *Buffer) String() string {
	return string(b.Write(make([]byte, 0, 2*len(b.cells)+b.h), plain{}))
}

// plain is the styler of those who see no styles.
type plain struct{}

func (plain) Begin(Style) string        { return "" }
func (plain) Turn(_, _ Style) string    { return "" }
func (plain) End(Style) string          { return "" }
func (plain) SameBlank(_, _ Style) bool { return true }
