package follow

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

const (
	// grace is for how many ticks without growth a file that lost its name is still read: its writer may
	// not have opened the new one yet.
	grace = 30

	// maxMarks bounds how many files that were let go are remembered, for the case that they come back.
	maxMarks = 8
)

// File is the file that a name stands for, whatever becomes of it. What was read before is never read again:
//
//   - renamed, and another one created: the old one is read to its end and for some time after, then the new one;
//   - truncated, or written anew: the new content is read from its start. What was written after the last look is
//     read from the copy that logrotate's copytruncate leaves, if there is one;
//   - replaced at one stroke by a copy that holds more, as rsync and editors do: reading goes on in the copy;
//   - deleted or moved away: it is read for some time more, and anew when the name returns;
//   - the same file returns: reading goes on where it stopped.
//
// What is written between the copying and the truncating is lost, as it is to everybody.
// Check, Tick and Parts are for one goroutine; Knows may be called by others.
type File struct {
	path string

	mu    sync.Mutex // guards what Knows looks at
	parts []*Part    // oldest first
	named bool       // the name stands for the last part
	marks []mark     // where reading stopped in files that were let go
}

// New returns a File that is not open yet: Check opens it.
func New(path string) *File { return &File{path: path} }

// Check finds out what the name stands for now. An error says why it cannot be read; it may be read at a later
// call, and the parts that are open stay readable.
func (f *File) Check() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop()
	err := f.find()
	f.named = err == nil
	f.limit()
	for _, p := range f.parts {
		p.shown = p.ended
	}
	return err
}

// find makes what the name stands for the last part.
func (f *File) find() error {
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &fs.PathError{Op: "read", Path: f.path, Err: errors.New("is no regular file")}
	}
	for i, p := range f.parts {
		if p.ended || !os.SameFile(info, p.info) {
			continue
		}
		if p.truncated() {
			p.end()
			f.readCopy(p)
			break
		}
		f.parts = append(append(f.parts[:i:i], f.parts[i+1:]...), p) // an old one may have its name back
		return nil
	}
	return f.open()
}

// open adds the file that the name stands for to the parts.
func (f *File) open() error {
	h, err := os.Open(f.path)
	if err != nil {
		return err
	}
	info, err := h.Stat()
	if err != nil {
		h.Close()
		return err
	}
	if f.named && len(f.parts) > 0 && f.goOnIn(h, info) {
		return nil
	}
	p := &Part{f: h, mark: mark{info: info}, limit: noLimit, skipNUL: len(f.parts) > 0}
	for i, m := range f.marks {
		if m.matches(h, info) {
			p.mark, p.skipNUL = m, false
			f.marks = append(f.marks[:i:i], f.marks[i+1:]...)
			break
		}
	}
	f.parts = append(f.parts, p)
	return nil
}

// goOnIn lets the part that had the name be read on in h, the file that took its place, if that holds all that was read. A file that has
// another name now was put aside by rotation: what has its name is another one, however alike.
func (f *File) goOnIn(h *os.File, info os.FileInfo) bool {
	p := f.parts[len(f.parts)-1]
	if p.ended || p.offset == 0 || info.Size() < p.Size() || !p.holds(h) {
		return false
	}
	for _, path := range f.beside() {
		if other, err := os.Stat(path); err == nil && os.SameFile(other, p.info) {
			return false
		}
	}
	p.f.Close()
	p.f, p.info = h, info
	return true
}

// readCopy lets a part that was truncated be read one last time, from the newest file beside it that holds the same up to
// where reading was, and more: the copy that was made before.
func (f *File) readCopy(p *Part) {
	if p.offset == 0 {
		return
	}
	for _, path := range f.beside() {
		h, err := os.Open(path)
		if err != nil {
			continue
		}
		if info, err := h.Stat(); err == nil && info.Size() > p.offset && p.newer(info) && p.holds(h) {
			p.f.Close()
			p.f, p.info, p.copied = h, info, true
			continue
		}
		h.Close()
	}
}

// beside returns the files in the same directory of which the names begin like this one's, as those that rotation makes.
func (f *File) beside() (paths []string) {
	dir, name := filepath.Split(f.path)
	entries, _ := os.ReadDir(filepath.Clean(dir))
	for _, e := range entries {
		if e.Name() != name && strings.HasPrefix(e.Name(), name) && e.Type().IsRegular() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths
}

// limit lets the newest part be read only as far as it goes now, if there are older ones: what a writer wrote to the old
// file before it turned to the new one is then always read first.
func (f *File) limit() {
	for i, p := range f.parts {
		p.limit = noLimit
		if i > 0 {
			p.limit = p.Size()
		}
	}
}

// drop forgets the parts that have ended, and were returned by Parts since.
func (f *File) drop() {
	kept := f.parts[:0]
	for _, p := range f.parts {
		if !p.shown {
			kept = append(kept, p)
			continue
		}
		p.f.Close() // again, if it is not a copy
	}
	clear(f.parts[len(kept):])
	f.parts = kept
}

// Tick counts the time since the parts without a name have grown, and ends those that have not for long.
// It is called about once a second.
func (f *File) Tick() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, p := range f.parts {
		if p.ended || f.named && i == len(f.parts)-1 {
			p.idle = 0
			continue
		}
		if p.idle++; p.idle > grace {
			f.marks = append(f.marks, p.mark)
			if len(f.marks) > maxMarks {
				f.marks = f.marks[1:]
			}
			p.end()
		}
	}
}

// Parts returns what there is to read, oldest first. It holds until the next call of Check. A part that has ended is
// returned one last time, so that what is left of it can be dealt with.
func (f *File) Parts() []*Part { return f.parts }

// Current returns what the name stands for if that is all there is to read, as far as the last call of Check could tell; otherwise nil.
func (f *File) Current() *Part {
	if !f.named || len(f.parts) != 1 {
		return nil
	}
	return f.parts[0]
}

// Knows says whether the file that info is of is being read, or was, as a part of f.
func (f *File) Knows(info os.FileInfo) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.parts {
		if os.SameFile(info, p.info) {
			return true
		}
	}
	for _, m := range f.marks {
		if os.SameFile(info, m.info) && info.Size() >= m.offset {
			return true
		}
	}
	return false
}

// Close ends all parts. Knows still knows them.
func (f *File) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.parts {
		f.marks = append(f.marks, p.mark)
		p.end()
	}
	f.parts = nil
}
