package cell

import "unicode/utf8"

// Write appends the frame to dst: the rows joined by line feeds, none at the end. Cells of one style make one run; sgr gives the
// escape sequence that begins a run in a style, from whatever state the terminal was left in by the run before, and reset the
// one that ends styles: it is written before a run for which sgr gives nothing, and at the end of a row.
func (b *Buffer) Write(dst []byte, sgr func(Style) string, reset string) []byte {
	for y := range b.h {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = b.row(dst, b.cells[y*b.w:(y+1)*b.w], sgr, reset)
	}
	return dst
}

func (b *Buffer) row(dst []byte, row []cell, sgr func(Style) string, reset string) []byte {
	styled, current := false, -1
	for _, c := range row {
		if c.kind != tail && int(c.style) != current {
			current = int(c.style)
			if seq := sgr(c.style); seq != "" {
				dst, styled = append(dst, seq...), true
			} else if styled {
				dst, styled = append(dst, reset...), false
			}
		}
		switch {
		case c.kind == tail:
		case c.char < 0:
			dst = append(dst, b.clusters[^c.char]...)
		case c.char < utf8.RuneSelf:
			dst = append(dst, byte(c.char))
		default:
			dst = utf8.AppendRune(dst, c.char)
		}
	}
	if styled {
		dst = append(dst, reset...)
	}
	return dst
}

// String is the frame as plain text, each row exactly as wide as the buffer.
func (b *Buffer) String() string {
	return string(b.Write(make([]byte, 0, 2*len(b.cells)+b.h), func(Style) string { return "" }, ""))
}
