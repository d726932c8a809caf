// Package record writes recordings: events as native lines, compressed if the file's name asks for it.
//
// A recording is whole after a kill, up to the last flush, which is at most a second ago: each flush writes whole lines
// with one call and ends the gzip member or Zstandard frame, and members and frames may follow each other.
package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"floorboard/feed"
	"floorboard/feed/compress"
	"floorboard/feed/jsonl"
)

const (
	// flushEvery bounds how long an event waits to be written.
	flushEvery = time.Second

	// flushLen bounds how many bytes of lines wait to be written.
	flushLen = 256 << 10
)

// Options say how a recording is written.
type Options struct {
	Append    bool      // go on with a file that exists, rather than refuse
	Anonymize bool      // leave out who the people are: anonymize.go says how
	Rand      io.Reader // where Anonymize takes its secret from; crypto/rand.Reader, but for tests
}

// file is what a recording needs of an os.File.
type file interface {
	io.WriteSeeker
	io.Closer
	Truncate(size int64) error
}

// Writer writes one recording. Its methods may be called by several goroutines.
type Writer struct {
	mu    sync.Mutex
	file  file
	anon  *anonymizer // nil when nothing is hidden
	lines []byte      // not compressed yet
	out   bytes.Buffer
	zip   *compress.Writer
	err   error // the first one: nothing is written after it

	stop    chan struct{}
	stopped sync.WaitGroup
}

// ErrAnonymous is that a recording without names is not gone on with.
var ErrAnonymous = errors.New("an anonymous recording cannot be gone on with")

// Create begins a recording at path, which is compressed if it ends in .gz, .zst or .zstd. A file that exists is
// left alone, unless Options say to append to it.
func Create(path string, o Options) (*Writer, error) {
	if o.Append && o.Anonymize {
		return nil, fmt.Errorf("%s: %w, since the same agent would get another name: write a new file", path, ErrAnonymous)
	}
	w := &Writer{stop: make(chan struct{})}
	if o.Anonymize {
		anon, err := newAnonymizer(o.Rand)
		if err != nil {
			return nil, err
		}
		w.anon = anon
	}
	kind := compress.ByName(path)
	zip, err := compress.NewWriter(&w.out, kind)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", path, err)
	}
	w.zip = zip
	if w.file, err = open(path, kind, o.Append); err != nil {
		return nil, err
	}
	w.stopped.Go(w.flushOften)
	return w, nil
}

// open opens the file for writing at its end.
func open(path string, kind compress.Kind, goOn bool) (*os.File, error) {
	flags := os.O_CREATE | os.O_EXCL | os.O_WRONLY
	if goOn {
		flags = os.O_CREATE | os.O_RDWR
	}
	f, err := os.OpenFile(path, flags, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s exists already: name another file, remove it, or append to it: %w", path, err)
	}
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	if goOn {
		if err := toEnd(f, kind); err != nil {
			f.Close()
			return nil, fmt.Errorf("append to %s: %w", path, err)
		}
	}
	return f, nil
}

// toEnd goes to the end of a file that is to be gone on with, if what is written there can be read.
func toEnd(f *os.File, kind compress.Kind) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil || size == 0 {
		return err
	}
	head := make([]byte, compress.HeadLen)
	if _, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	if found := compress.Sniff(head); found != kind {
		return fmt.Errorf("it is a %s file, and its name is that of a %s one: rename it, or name another file", found, kind)
	}
	if kind != compress.None {
		return checkWhole(io.NewSectionReader(f, 0, size))
	}
	last := make([]byte, 1)
	if _, err = f.ReadAt(last, size-1); err == nil && last[0] != '\n' {
		_, err = f.Write([]byte{'\n'}) // the line that was cut off becomes one that is rejected
	}
	return err
}

// checkWhole reads a compressed file to its end. Nothing could be read that came after a part that is cut off.
func checkWhole(r io.Reader) error {
	z := compress.NewReader(r)
	defer z.Close()
	if _, err := io.Copy(io.Discard, z); err != nil {
		return fmt.Errorf("what would follow could not be read, so record it anew from there or name another file: %w", err)
	}
	return nil
}

// Write adds events to the recording. They are in the file after a second at the latest. After an error nothing more
// is written, and every call returns it.
func (w *Writer) Write(events []feed.Event) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range events {
		if w.anon == nil {
			w.lines = jsonl.Append(w.lines, &events[i])
		} else {
			e := w.anon.hide(events[i])
			w.lines = jsonl.Append(w.lines, &e)
		}
		if len(w.lines) >= flushLen {
			w.flush()
		}
	}
	return w.err
}

// Flush writes what waits to be written.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
	return w.err
}

func (w *Writer) flush() {
	if len(w.lines) == 0 || w.err != nil {
		return
	}
	_, err := w.zip.Write(w.lines)
	err = errors.Join(err, w.zip.Finish())
	if err == nil {
		err = whole(w.file, w.out.Bytes())
	}
	if err != nil {
		w.err = fmt.Errorf("record: %w", err)
	}
	w.lines = w.lines[:0]
	w.out.Reset()
}

// whole writes all of b or, as far as the file can be cut, none of it: nothing could be read that came after half a member or frame, so that a
// recording that met a full disk could not be gone on with.
func whole(f file, b []byte) error {
	n, err := f.Write(b)
	if err == nil {
		return nil
	}
	if end, e := f.Seek(int64(-n), io.SeekCurrent); e == nil {
		_ = f.Truncate(end) // why the writing failed is what matters
	}
	return err
}

// flushOften flushes until the writer is closed.
func (w *Writer) flushOften() {
	t := time.NewTicker(flushEvery)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			_ = w.Flush() // the next Write returns the error
		case <-w.stop:
			return
		}
	}
}

// Close writes what waits to be written and closes the file. It is called once, after the last Write.
func (w *Writer) Close() error {
	close(w.stop)
	w.stopped.Wait()
	err := w.Flush()
	return errors.Join(err, w.file.Close())
}
