package source

import (
	"bytes"
	"context"
	"errors"
	"io"

	"floorboard/feed"
	"floorboard/feed/compress"
)

// stream is one run of bytes, cut into blocks of lines. It is read by one goroutine at a time.
type stream struct {
	r        io.Reader
	cut      cutter
	greedy   bool // fill blocks, rather than handing over what there is
	held     bool // the last line may still be written: without a line feed it is not taken
	forms    formats
	format   *feed.Format // nil while it is unknown
	progress func() (read, size int64)
	ended    bool
	damage   error // why it ended before its end; for after its last block

	lines int64 // lines handed over, to give rejected lines their numbers; for the goroutine that hands over
}

func newStream(r io.Reader, forms formats, format *feed.Format, size, longest int) *stream {
	return &stream{
		r: r, forms: forms, format: format, cut: cutter{size: size, max: longest},
		progress: func() (int64, int64) { return 0, 0 },
	}
}

// next returns the next block, not decoded yet, or io.EOF at the end of what is there.
func (s *stream) next(ctx context.Context, p *pool) (*block, error) {
	if s.ended {
		return nil, io.EOF
	}
	for {
		end, long, err := s.cut.read(s.r, s.greedy)
		switch {
		case end > 0 || long != nil:
			return s.block(ctx, p, end, long) // after an error, the next read fails in the same way
		case err != nil:
			return s.last(ctx, p, err)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
	}
}

// last deals with the end of what r gives: the end of the file, or an error.
func (s *stream) last(ctx context.Context, p *pool, err error) (*block, error) {
	var damage *compress.Damage
	if err == io.EOF && s.held || err != io.EOF && !errors.As(err, &damage) {
		return nil, err
	}
	s.ended = true
	rest, long := s.cut.rest()
	if err == io.EOF && len(rest) == 0 && long == nil {
		return nil, io.EOF
	}
	b, e := s.block(ctx, p, 0, long)
	if e != nil {
		return nil, e
	}
	if damage != nil {
		s.damage = damage
		b.damage, b.half = damage.Error(), bytes.Clone(rest[:min(len(rest), feed.MaxRejectText)])
	} else {
		b.data = append(b.data[:0], rest...)
	}
	s.recognise(b)
	return b, nil
}

// flush makes the rest of a stream that has ended otherwise a block: the half line at the end of a file that was
// rotated away or truncated.
func (s *stream) flush(ctx context.Context, p *pool) (*block, error) {
	s.held = false
	s.r = bytes.NewReader(nil)
	return s.next(ctx, p)
}

// close frees what reading takes.
func (s *stream) close() {
	if c, ok := s.r.(io.Closer); ok {
		c.Close()
	}
}

// block fills a block with the first end bytes of the buffer.
func (s *stream) block(ctx context.Context, p *pool, end int, long []byte) (*block, error) {
	b, err := p.get(ctx)
	if err != nil {
		return nil, err
	}
	b.tooLong = long
	if end > 0 {
		b.data = s.cut.take(end, b.data)
	}
	b.read, b.size = s.progress()
	s.recognise(b)
	return b, nil
}

// recognise finds out the format, if it is unknown, and notes it in b. What no format recognises is read as the
// first one, until something is recognised.
func (s *stream) recognise(b *block) {
	s.guess(b.data)
	if b.format = s.format; b.format == nil {
		b.format = &s.forms[0]
	}
}

// guess finds out the format from some lines, if it is unknown: from the beginning of a file, whatever the blocks' size.
func (s *stream) guess(lines []byte) {
	if s.format == nil {
		s.format = s.forms.detect(lines)
	}
}

// goLive prepares for following: little comes at a time.
func (s *stream) goLive() { s.cut.shrink() }
