package follow

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// markLen is how many bytes before the place reached are remembered, to tell the same file from one that was truncated and grew again.
const markLen = 256

// mark is a place in a file: how far it was read, and the bytes before.
type mark struct {
	info   os.FileInfo
	offset int64
	tail   []byte
}

// matches says whether h, of which info tells, is the file of the mark and still holds what was read.
func (m *mark) matches(h io.ReaderAt, info os.FileInfo) bool {
	return m.offset > 0 && os.SameFile(info, m.info) && info.Size() >= m.offset && m.holds(h)
}

// holds says whether the bytes before the place are still the same.
func (m *mark) holds(h io.ReaderAt) bool {
	var now [markLen]byte
	n, _ := h.ReadAt(now[:len(m.tail)], m.offset-int64(len(m.tail)))
	return bytes.Equal(now[:n], m.tail)
}

// move notes that p was read.
func (m *mark) move(p []byte) {
	m.offset += int64(len(p))
	if len(p) >= markLen {
		m.tail = append(m.tail[:0], p[len(p)-markLen:]...)
		return
	}
	m.tail = append(m.tail, p...)
	if over := len(m.tail) - markLen; over > 0 {
		m.tail = m.tail[:copy(m.tail, m.tail[over:])]
	}
}

const noLimit = -1

// Part is one content that a name stood for: reading it goes on where the last read ended. It returns io.EOF at the end
// of what is there; more may come until it has Ended.
type Part struct {
	f *os.File
	mark
	limit   int64         // read no further, for now
	idle    int           // ticks without growth
	joint   [8 << 10]byte // what is read together with the bytes before it
	atEnd   bool          // the last read came to the end
	skipNUL bool
	ended   bool
	shown   bool // as ended
	copied  bool // f is a copy of the file that was truncated
}

// Read implements io.Reader. It comes with io.EOF as soon as the end is reached, not only afterwards. A file that no longer holds what was read
// is not read on; Check finds out why.
func (p *Part) Read(b []byte) (int, error) {
	for {
		if p.limit != noLimit && int64(len(b)) > p.limit-p.offset {
			b = b[:max(0, p.limit-p.offset)]
			if len(b) == 0 {
				return 0, io.EOF
			}
		}
		n, err := p.readOn(b)
		p.atEnd = err == io.EOF
		if errors.Is(err, fs.ErrClosed) {
			return 0, io.EOF
		}
		p.move(b[:n])
		if n > 0 {
			p.idle = 0
			if n = p.trimNUL(b[:n]); n == 0 && err == nil {
				continue
			}
		}
		return n, err
	}
}

// readOn reads what follows the place reached. Little is read together with the bytes before, to see with the same call that they are the same.
func (p *Part) readOn(b []byte) (int, error) {
	before := len(p.tail)
	if len(b)+before > len(p.joint) || before == 0 {
		return p.readOnce(b, p.offset)
	}
	n, err := p.readOnce(p.joint[:before+len(b)], p.offset-int64(before))
	if n < before || !bytes.Equal(p.joint[:before], p.tail) {
		if err == nil {
			err = io.EOF
		}
		return 0, err
	}
	return copy(b, p.joint[before:n]), err
}

// readOnce reads with one call. Less than there is room for is all there is: ReadAt would call again to be told so.
func (p *Part) readOnce(b []byte, at int64) (int, error) {
	if _, err := p.f.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := p.f.Read(b)
	if err == nil && n < len(b) {
		err = io.EOF
	}
	return n, err
}

// trimNUL drops the NUL bytes at the start of a file that was truncated while its writer, which does not append,
// stayed at its place: the hole before it reads as zeros.
func (p *Part) trimNUL(b []byte) int {
	if !p.skipNUL {
		return len(b)
	}
	rest := bytes.TrimLeft(b, "\x00")
	p.skipNUL = len(rest) == 0
	return copy(b, rest)
}

// truncated says whether the file no longer holds what was read.
func (p *Part) truncated() bool { return !p.holds(p.f) }

// end makes the next reading the last one; there will be nothing to read unless the file is replaced by a copy.
func (p *Part) end() {
	p.ended = true
	p.f.Close()
}

// Ended says that nothing more will come, once p has been read to its end this time.
func (p *Part) Ended() bool { return p.ended }

// AtEnd says whether the last read came to the end of what there was.
func (p *Part) AtEnd() bool { return p.atEnd }

// Offset returns how many bytes were read.
func (p *Part) Offset() int64 { return p.offset }

// Size returns how many bytes there are, as far as that can be known.
func (p *Part) Size() int64 {
	if info, err := p.f.Stat(); err == nil {
		return info.Size()
	}
	return p.offset
}

// Head returns the first n bytes, fewer if there are not as many. It does not move the place of reading.
func (p *Part) Head(n int) []byte {
	b := make([]byte, n)
	n, _ = p.f.ReadAt(b, 0)
	return b[:n]
}

// newer says whether a copy is newer than the one found before.
func (p *Part) newer(info os.FileInfo) bool {
	return !p.copied || info.ModTime().After(p.info.ModTime())
}
