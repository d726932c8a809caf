package source

import (
	"bytes"
	"io"

	"floorboard/feed"
)

// maxLine bounds what is gathered of one line, in bytes without its line feed. A longer one is skipped and counted as rejected. A format may
// accept less, as jsonl does: its decoder then rejects the line itself.
const maxLine = 16 << 20

// firstBuffer is how large a read buffer begins when little is expected.
const firstBuffer = 4 << 10

// cutter reads blocks of whole lines. What follows the last line feed waits for the rest of its line.
type cutter struct {
	buf  []byte // the beginning of a line, followed by what was read last
	size int    // how large the buffer is wanted
	max  int    // the longest line, at least 2*size: then one that is longer begins in an empty buffer

	skipping bool   // in the middle of a line that is too long
	begin    []byte // how that line began
}

// read reads from r, once or, when greedy, until the buffer is full or r has no more. The first end bytes of c.buf
// are whole lines then, which take takes away. Long is the beginning of a line that was too long and stood before
// them, nil when there was none.
func (c *cutter) read(r io.Reader, greedy bool) (end int, long []byte, err error) {
	c.makeRoom()
	old := len(c.buf)
	for {
		var n int
		n, err = r.Read(c.buf[len(c.buf):cap(c.buf)])
		c.buf = c.buf[:len(c.buf)+n]
		if !greedy || err != nil || len(c.buf) == cap(c.buf) {
			break
		}
	}
	if c.skipping {
		i := bytes.IndexByte(c.buf, '\n')
		if i < 0 {
			c.buf = c.buf[:0]
			return 0, nil, err
		}
		long, c.skipping = c.begin, false
		c.discard(i + 1)
		old = 0
	}
	i := bytes.LastIndexByte(c.buf[old:], '\n')
	if i < 0 {
		if len(c.buf) > c.max {
			c.skipping, c.begin = true, c.beginning()
			c.buf = nil
		}
		return 0, long, err
	}
	end = old + i + 1
	if end > c.max {
		if first := old + bytes.IndexByte(c.buf[old:], '\n'); first > c.max {
			long = c.beginning()
			c.discard(first + 1)
			end -= first + 1
		}
	}
	return end, long, err
}

// makeRoom makes the buffer larger when the beginning of a line fills it.
func (c *cutter) makeRoom() {
	switch {
	case cap(c.buf) == 0:
		c.buf = make([]byte, 0, c.size)
	case len(c.buf) == cap(c.buf):
		c.buf = append(make([]byte, 0, min(2*cap(c.buf), c.max+c.size)), c.buf...)
	}
}

// take returns the first end bytes and keeps the rest. The bytes are put into spare if they are few, otherwise
// spare becomes the buffer, so that nothing but the beginning of a line is copied.
func (c *cutter) take(end int, spare []byte) []byte {
	lines, rest := c.buf[:end], c.buf[end:]
	if cap(c.buf) < c.size || cap(c.buf) <= 2*c.size && end <= min(firstBuffer, c.size/4) {
		lines = append(spare[:0], lines...)
		c.buf = c.buf[:copy(c.buf, rest)]
		c.grow(end)
		return lines
	}
	if cap(spare) < c.size || cap(spare) <= len(rest) {
		spare = make([]byte, 0, max(c.size, 2*len(rest)))
	}
	c.buf = append(spare[:0], rest...)
	return lines
}

// grow makes a buffer that was read full larger, up to the size wanted.
func (c *cutter) grow(read int) {
	if read > cap(c.buf)/2 && cap(c.buf) < c.size {
		c.buf = append(make([]byte, 0, min(2*cap(c.buf), c.size)), c.buf...)
	}
}

// shrink gives a large buffer back where little is expected from now on.
func (c *cutter) shrink() {
	if cap(c.buf) > firstBuffer && len(c.buf) < firstBuffer {
		c.buf = append(make([]byte, 0, firstBuffer), c.buf...)
	}
}

// rest returns what is left at the end of the source: a line without line feed, or the beginning of one that was
// too long.
func (c *cutter) rest() (line, long []byte) {
	if c.skipping {
		c.skipping = false
		return nil, c.begin
	}
	line, c.buf = c.buf, nil
	return line, nil
}

// discard forgets the first n bytes, and the large buffer that they may have needed.
func (c *cutter) discard(n int) {
	rest := c.buf[n:]
	if cap(c.buf) > 2*c.size {
		c.buf = make([]byte, 0, max(c.size, len(rest)))
	}
	c.buf = append(c.buf[:0], rest...)
}

// beginning returns a copy of the first bytes of a line that is too long, enough for a Reject.
func (c *cutter) beginning() []byte {
	return bytes.Clone(c.buf[:min(c.max, feed.MaxRejectText)])
}
