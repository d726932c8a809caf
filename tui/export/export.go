// Package export writes a frame to a file: as a picture (SVG), with its colours (ANSI) or as plain text.
package export

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"floorboard/tui/cell"
	"floorboard/tui/style"
)

// Kind is the form a frame is written in.
type Kind uint8

// The kinds.
const (
	Text Kind = iota // the characters alone, without blanks at the end of a row
	ANSI             // as it would be sent to a terminal: cat shows it
	SVG              // a picture of any size, on the theme's ground
)

// KindOf tells the kind from the ending of a file's name: .svg, .ans or .ansi, .txt.
func KindOf(name string) (Kind, error) {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".txt", ".text":
		return Text, nil
	case ".ans", ".ansi":
		return ANSI, nil
	case ".svg":
		return SVG, nil
	default:
		return Text, fmt.Errorf("%s: the ending %q does not say in what form to write the frame: use .svg, .ans or .txt", name, ext)
	}
}

// Write writes the frame in b, in s's colours, to w. Of the three forms only ANSI depends on the colours of a terminal; a picture has
// those of the theme, unless the sheet is for no colour.
func Write(w io.Writer, k Kind, b *cell.Buffer, s *style.Sheet) error {
	var out []byte
	switch k {
	case SVG:
		out = svg(b, s)
	case ANSI:
		out = append(s.Write(nil, b), '\n')
	default:
		for row := range bytes.SplitSeq([]byte(b.String()), []byte("\n")) {
			out = append(append(out, bytes.TrimRight(row, " ")...), '\n')
		}
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("write the frame: %w", err)
	}
	return nil
}
