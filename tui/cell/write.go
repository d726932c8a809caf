package cell

import (
	"strings"
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
// stands for itself, since a terminal may be sent some of them only.
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

// Writer writes frames one after the other: a row that is as it was in the frame before is not written anew. The zero value has not written
// anything yet.
type Writer struct {
	styler Styler
	w      int
	cells  []cell   // of the frame before
	rows   [][]byte // as they were written
	frame  string
}

// Frame is the frame in b as [Buffer.Write] writes it for a styler that can be compared, as a pointer can; the string of the frame before, if it is the same.
func (w *Writer) Frame(b *Buffer, s Styler) string {
	changed := w.styler != s || w.w != b.w || len(w.rows) != b.h
	if changed {
		*w = Writer{styler: s, w: b.w, cells: make([]cell, len(b.cells)), rows: make([][]byte, b.h)}
	}
	size := max(b.h-1, 0)
	for y := range w.rows {
		now, was := b.cells[y*b.w:(y+1)*b.w], w.cells[y*b.w:(y+1)*b.w]
		if !same(now, was) {
			copy(was, now)
			w.rows[y] = b.row(w.rows[y][:0], now, s)
			changed = true
		}
		size += len(w.rows[y])
	}
	if !changed {
		return w.frame
	}
	var frame strings.Builder
	frame.Grow(size)
	for y, row := range w.rows {
		if y > 0 {
			frame.WriteByte('\n')
		}
		frame.Write(row)
	}
	w.frame = frame.String()
	return w.frame
}

// same reports whether two rows show the same. Graphemes of several runes are never taken for the same: their names may mean others now.
func same(now, was []cell) bool {
	for i, c := range now {
		if c != was[i] || c.char < 0 {
			return false
		}
	}
	return true
}

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
