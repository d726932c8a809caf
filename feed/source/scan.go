package source

import (
	"context"
	"io"

	"floorboard/feed"
	"floorboard/feed/compress"
)

// Scanner reads one run of bytes from its beginning to its end, in order and at the caller's pace. It is for those who
// need more than a Reader gives: a replay, which reads the same recording again and again.
type Scanner struct {
	st      *stream
	name    string
	pool    pool
	decoder feed.Decoder
	of      *feed.Format // the decoder's
	read    int64        // bytes taken from the source
}

// NewScanner returns a Scanner of r, which may be compressed. Of the options, Format and BlockSize count. The name
// is for rejected lines.
func NewScanner(name string, r io.Reader, o Options) (*Scanner, error) {
	o = o.withDefaults()
	s := &Scanner{name: name, pool: pool{size: o.BlockSize}}
	var format *feed.Format
	if o.Format != "" {
		var err error
		if format, err = o.formats.named(o.Format); err != nil {
			return nil, err
		}
	}
	s.st = newStream(compress.NewReader(counted{r, &s.read}), o.formats, format, o.BlockSize, o.maxLine)
	s.st.greedy = true
	return s, nil
}

// Next returns the next batch, or io.EOF at the end. The batch is the caller's for ever.
func (s *Scanner) Next() (*feed.Batch, error) {
	b, err := s.st.next(context.Background(), &s.pool)
	if err != nil {
		return nil, err
	}
	if s.of != b.format {
		s.of, s.decoder = b.format, b.format.New()
	}
	b.decode(s.decoder)
	for i := range b.batch.Rejected {
		b.batch.Rejected[i].Line += s.st.lines
		b.batch.Rejected[i].Source = s.name
	}
	s.st.lines += b.physical
	b.batch.Status = feed.Status{Source: s.name, Format: b.format.Name, Read: s.read}
	return &b.batch, nil
}

// Close frees what decompressing takes. It does not close the source.
func (s *Scanner) Close() { s.st.close() }

// counted counts the bytes read.
type counted struct {
	r io.Reader
	n *int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}
