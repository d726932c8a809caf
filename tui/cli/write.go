package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"floorboard/feed/record"
)

// cannotWrite says why a file that --output names cannot be made, and what to do.
func cannotWrite(path string, err error) error {
	info, e := os.Stat(path)
	switch {
	case e == nil && info.IsDir():
		return misuse("--output: %s is a directory: name a file in it", path)
	case errors.Is(err, fs.ErrNotExist):
		return misuse("--output: %s: there is no folder %s: make it, or name another", path, filepath.Dir(path))
	case errors.Is(err, fs.ErrExist):
		return misuse("--output: %s exists already: name another file, remove it, or go on with it by --append", path)
	case errors.Is(err, record.ErrAnonymous):
		return misuse("--append with --anonymize: %w", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("--output: %s: permission denied: name a folder that this user may write to", path)
	}
	return fmt.Errorf("--output: %w", err)
}

// writeFile writes to a file, or where it has no name, or that of a dash, to standard output.
func (w *World) writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "" || name == "-" {
		return write(w.Out)
	}
	f, err := os.Create(name)
	if err != nil {
		return cannotWrite(name, err)
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	return write(f)
}
