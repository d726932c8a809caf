// Package compress reads and writes compressed files: gzip (RFC 1952) and Zstandard (RFC 8878).
// Reading goes by the first bytes, writing by the file's ending.
package compress

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Kind is a way of compressing; the zero value is none.
type Kind uint8

// The kinds there are.
const (
	None Kind = iota
	Gzip
	Zstd
)

// String returns the kind's name for people.
func (k Kind) String() string { return [...]string{"plain", "gzip", "zstd"}[k] }

// HeadLen is how many first bytes of a file tell its kind.
const HeadLen = 4

// maxWindow bounds the memory that a Zstandard file can ask for: 128 MiB is what `zstd --long` writes.
const maxWindow = 128 << 20

// Sniff tells the kind from the first bytes of a file: RFC 1952 section 2.3.1, RFC 8878 sections 3.1.1 and 3.1.2.
func Sniff(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}):
		return Gzip
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}),
		len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}):
		return Zstd
	}
	return None
}

// ByName tells the kind that a file's name asks for: .gz, .zst or .zstd, anything else is plain.
func ByName(name string) Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz":
		return Gzip
	case ".zst", ".zstd":
		return Zstd
	}
	return None
}

// Reader decompresses.
type Reader struct {
	from *bufio.Reader
	r    io.Reader // nil until the first bytes are there
	kind Kind
	zstd *zstd.Decoder
}

// NewReader returns what r holds, decompressed if its first bytes say that it is compressed. Members or frames may
// follow each other. Nothing is read from r before the first Read, which waits for HeadLen bytes or the end.
// Closing it does not close r.
func NewReader(r io.Reader) *Reader {
	return &Reader{from: bufio.NewReaderSize(r, 64<<10)}
}

// Read implements io.Reader. What is wrong with the compressed data, as opposed to reading it, is a Damage.
func (z *Reader) Read(p []byte) (int, error) {
	if z.r == nil {
		if err := z.open(); err != nil {
			return 0, z.damage(err)
		}
	}
	n, err := z.r.Read(p)
	return n, z.damage(err)
}

func (z *Reader) open() error {
	head, err := z.from.Peek(HeadLen)
	if err != nil && err != io.EOF {
		return err
	}
	switch z.kind = Sniff(head); z.kind {
	case Gzip:
		r, err := gzip.NewReader(z.from)
		if err != nil {
			return err
		}
		z.r = r
	case Zstd:
		z.zstd, err = zstd.NewReader(z.from, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return err
		}
		z.r = z.zstd
	default:
		z.r = z.from
	}
	return nil
}

func (z *Reader) damage(err error) error {
	var file *fs.PathError
	if err == nil || err == io.EOF || z.kind == None || errors.As(err, &file) {
		return err
	}
	return &Damage{err}
}

// Close frees what decompressing takes.
func (z *Reader) Close() error {
	if z.zstd != nil {
		z.zstd.Close()
	}
	return nil
}

// Damage says what is wrong with compressed data.
type Damage struct{ Err error }

// Error says for people what is wrong, and what was lost.
func (d *Damage) Error() string {
	if errors.Is(d.Err, io.ErrUnexpectedEOF) {
		return "the compressed file ends in the middle: its writer was killed, or the copy is incomplete; all that was whole has been read"
	}
	return "damaged compressed data (" + d.Err.Error() + "): what follows is lost; copy the file again"
}

// Unwrap returns what decompressing said.
func (d *Damage) Unwrap() error { return d.Err }

// Writer compresses what it is given.
type Writer struct {
	zip interface {
		io.WriteCloser
		Reset(io.Writer)
	}
	to   io.Writer
	open bool // a member or frame has begun
}

// NewWriter returns a writer that compresses into w by the given kind.
func NewWriter(w io.Writer, kind Kind) (*Writer, error) {
	c := &Writer{to: w}
	switch kind {
	case Gzip:
		c.zip = gzip.NewWriter(w)
	case Zstd:
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		c.zip = z
	}
	return c, nil
}

// Write compresses p.
func (c *Writer) Write(p []byte) (int, error) {
	if c.zip == nil {
		return c.to.Write(p)
	}
	c.open = true
	return c.zip.Write(p)
}

// Finish ends the gzip member or Zstandard frame, if one has begun: all that was written so far can be read,
// whatever happens next. Writing may go on; members and frames may follow each other in one file.
func (c *Writer) Finish() error {
	if !c.open {
		return nil
	}
	c.open = false
	if err := c.zip.Close(); err != nil {
		return err
	}
	c.zip.Reset(c.to)
	return nil
}
