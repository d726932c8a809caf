// Package export writes a frame to a file: as a picture (SVG), with its colours (ANSI) or as plain text.
package export

import (
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
	Text Kind = iota
	ANSI
	SVG
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
		return Text, fmt.Errorf("%s: cannot tell the form of a frame from the ending %q: use .svg, .ans or .txt", name, ext)
	}
}

// Write writes the frame in b, in s's colours, to w.
func Write(w io.Writer, k Kind, b *cell.Buffer, s *style.Sheet) error {
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}
