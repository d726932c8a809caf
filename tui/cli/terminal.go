package cli

import (
	"io"
	"os"
	"strconv"

	"github.com/charmbracelet/x/term"

	"floorboard/themes"
	_ "floorboard/tui/noquery" // before anything else is initialised
	"floorboard/tui/style"
)

// piped says whether a reader has something to read that nobody types: a pipe, a socket or a file.
func piped(in io.Reader) bool {
	f, isFile := in.(*os.File)
	if !isFile {
		return in != nil
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice == 0
}

// isTerminal says whether x is a terminal.
func isTerminal(x any) bool {
	f, isFile := x.(*os.File)
	return isFile && term.IsTerminal(f.Fd())
}

// keyboard returns what keys come from: standard input, or where that brings the feed, the terminal itself. It is nil where there is
// no terminal to ask. The second value is to be called at the end.
func keyboard(w *World) (io.Reader, func()) {
	if isTerminal(w.In) {
		return w.In, func() {}
	}
	tty, err := os.Open("/dev/tty")
	if err != nil {
		return nil, func() {}
	}
	return tty, func() { tty.Close() }
}

// columns is how wide a report may be: as the terminal, else as $COLUMNS says, else 80.
func columns(w *World) int {
	if f, isFile := w.Out.(*os.File); isFile {
		if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
			return width
		}
	}
	if width, err := strconv.Atoi(w.Getenv("COLUMNS")); err == nil && width > 0 {
		return width
	}
	return 80
}

// sheet makes the colours and characters of a theme for this terminal.
func (w *World) sheet(t *themes.Theme, ascii bool) *style.Sheet {
	glyphs := style.DetectGlyphs(w.Getenv)
	if ascii {
		glyphs = style.ASCII()
	}
	return style.New(t, style.DetectDepth(w.Getenv), glyphs)
}
