package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"floorboard/feed"
	"floorboard/feed/compress"
	"floorboard/feed/follow"
)

// catchUp reads a source to the end of what is there.
func (r *Reader) catchUp(s *sender, o *origin) {
	if s.ctx.Err() != nil {
		return
	}
	switch {
	case o.pattern != "":
		s.say(o, feed.Failed, explain(o.pattern, unmatched(o.pattern)))
		return
	case o.endless:
		in := &late{open: o.open}
		o.stream = r.newStream(compress.NewReader(in))
		o.stream.progress = func() (read, size int64) { return in.read.Load(), 0 }
	case o.stream == nil:
		if err := r.openFile(o); err != nil {
			s.say(o, feed.Failed, explain(o.path, err))
			return
		}
	}
	err := r.readAll(s, o, o.stream)
	switch {
	case s.ctx.Err() != nil:
	case err != nil:
		s.say(o, feed.Failed, explain(o.status.Source, err))
	case o.stream.held:
		o.stream.goLive()
		s.say(o, feed.Live, "")
	default:
		state, why := o.end(o.stream)
		r.finish(o)
		if o.endless && r.o.Follow && state == feed.Done {
			why = o.status.Source + ": whoever wrote to this pipe has ended"
		}
		s.say(o, state, why)
	}
}

// end says how a source is of which no more can be read than st gave: of what is damaged, the rest is missing from all numbers.
func (o *origin) end(st *stream) (state feed.State, why string) {
	if st.damage != nil {
		return feed.Failed, explain(o.status.Source, st.damage)
	}
	return feed.Done, ""
}

// finish lets go of a source that has ended.
func (r *Reader) finish(o *origin) {
	if o.stream != nil && !o.endless {
		o.stream.close()
	}
	o.stream, o.over = nil, true
	if o.file != nil {
		o.file.Close()
	}
}

// late opens what it reads when it is first read, since opening a pipe waits for its writer, and closes it at its end, if it can be closed: whoever
// writes to the pipe then learns that nobody reads. It counts the bytes.
type late struct {
	open func() (io.Reader, error)
	r    io.Reader
	err  error        // at the end
	read atomic.Int64 // a decompressor may read on a goroutine of its own
}

func (l *late) Read(p []byte) (n int, err error) {
	if l.err != nil {
		return 0, l.err
	}
	if l.r == nil {
		if l.r, err = l.open(); err != nil {
			return 0, err
		}
	}
	n, l.err = l.r.Read(p)
	l.read.Add(int64(n))
	if c, ok := l.r.(io.Closer); ok && l.err != nil {
		c.Close()
	}
	return n, l.err
}

// openFile opens the file of a source, and prepares the stream of what it holds.
func (r *Reader) openFile(o *origin) error {
	if err := o.file.Check(); err != nil {
		return err
	}
	parts := o.file.Parts()
	o.stream = r.openPart(parts[len(parts)-1], r.follows(o))
	return nil
}

// openPart makes a stream of a file's content.
func (r *Reader) openPart(p *follow.Part, followed bool) *stream {
	kind := compress.Sniff(p.Head(compress.HeadLen))
	if kind == compress.None {
		s := r.newStream(p)
		s.greedy, s.held = true, followed
		s.progress = func() (int64, int64) { return p.Offset(), sizeOf(p) }
		if head := wholeLines(p.Head(headLen)); p.Offset() == 0 && len(head) > 0 {
			s.guess(head)
		}
		return s
	}
	z := compress.NewReader(p)
	plain := bufio.NewReaderSize(z, headLen)
	s := r.newStream(zipped{plain, z})
	s.greedy = true
	s.progress = func() (int64, int64) { return p.Offset(), sizeOf(p) }
	if head, _ := plain.Peek(headLen); len(head) > 0 {
		s.guess(wholeLines(head))
	}
	return s
}

// sizeOf returns the size of a part of which some was just read.
func sizeOf(p *follow.Part) int64 {
	if p.AtEnd() {
		return p.Offset()
	}
	return p.Size()
}

// zipped is a decompressed file.
type zipped struct {
	io.Reader
	io.Closer
}

func (r *Reader) newStream(in io.Reader) *stream {
	return newStream(in, r.o.formats, r.format, r.o.BlockSize, r.o.maxLine)
}

// wholeLines cuts the line that goes beyond the head.
func wholeLines(head []byte) []byte {
	if end := bytes.LastIndexByte(head, '\n'); end >= 0 && len(head) == headLen {
		return head[:end+1]
	}
	return head
}

// readAll decodes a stream to the end of what is there, by several workers side by side, and hands it over in order.
//
// The workers take turns at reading. Whoever has read a block decodes it, while the next one reads; but a block of a format with a memory is
// decoded before the turn is over, so that blocks are decoded in their order. Blocks are queued in the order of reading; whoever hands
// them over waits for each to be ready.
func (r *Reader) readAll(s *sender, o *origin, st *stream) error {
	t := &turns{r: r, s: s, o: o, st: st, queue: make(chan *block, cap(s.pool.free))}
	var wg sync.WaitGroup
	for range r.o.Workers {
		wg.Go(t.work)
	}
	closed := make(chan struct{})
	go func() {
		wg.Wait()
		close(t.queue)
		close(closed)
	}()
	t.handOver()
	if s.ctx.Err() != nil && o.endless {
		return nil // a worker may be waiting for a pipe, and nothing but the pipe can end that
	}
	<-closed
	return t.err
}

// turns is what the workers on one stream share.
type turns struct {
	r     *Reader
	s     *sender
	o     *origin
	st    *stream
	queue chan *block

	mu   sync.Mutex // whose turn it is
	over bool
	err  error
}

// work makes blocks ready until there are none.
func (t *turns) work() {
	for {
		b := t.turn()
		if b == nil {
			return
		}
		if b.format.Stateless {
			t.r.decoders.decode(t.o.log, b)
		}
		if t.s.prepare != nil {
			t.s.prepare(&b.batch)
		}
		b.done <- struct{}{}
	}
}

// turn waits for its turn and reads a block, nil when there are none.
func (t *turns) turn() *block {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.over || t.s.ctx.Err() != nil {
		return nil
	}
	b, err := t.st.next(t.s.ctx, t.s.pool)
	if err != nil {
		t.over = true
		if err != io.EOF {
			t.err = err
		}
		return nil
	}
	t.queue <- b // never waits: it has room for all blocks
	if !b.format.Stateless {
		t.r.decoders.decode(t.o.log, b)
	}
	return b
}

// handOver sends the blocks in the order in which they were read.
func (t *turns) handOver() {
	done := t.s.ctx.Done()
	for {
		select {
		case b, ok := <-t.queue:
			if !ok {
				return
			}
			select {
			case <-b.done:
			case <-done:
				return
			}
			if !t.r.handOver(t.s, t.o, t.st, b) {
				return
			}
		case <-done:
			return
		}
	}
}

// handOver sends a decoded block.
func (r *Reader) handOver(s *sender, o *origin, st *stream, b *block) bool {
	for i := range b.batch.Rejected {
		b.batch.Rejected[i].Line += st.lines
		b.batch.Rejected[i].Source = o.status.Source
	}
	st.lines += b.physical
	o.status.Format = b.format.Name
	o.status.Read, o.status.Size = b.read, b.size
	o.status.Events += int64(len(b.batch.Events))
	o.status.Rejects += int64(b.batch.Rejects)
	b.batch.Status = o.status
	return s.send(&b.batch)
}

// explain says for people why a file cannot be read, and what to do.
func explain(path string, err error) string {
	return feed.Clean(path+": "+reason(path, err), feed.MaxText)
}

func reason(path string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist (yet): check the name"
	case errors.Is(err, fs.ErrPermission):
		if _, e := os.Stat(path); errors.Is(e, fs.ErrPermission) {
			return shut(filepath.Dir(path))
		}
		return "permission denied: add this user to the file's group, or let others read it (chmod o+r)"
	}
	if info, e := os.Stat(path); e == nil && info.IsDir() {
		return "is a directory: name the files in it, such as '" + filepath.Join(path, "queue_log*") + "'"
	}
	var named *fs.PathError
	if errors.As(err, &named) {
		err = named.Err // the path is said already
	}
	return err.Error()
}

// unmatched says why no file matches a pattern.
func unmatched(pattern string) error {
	folder, err := os.Open(filepath.Dir(pattern))
	if errors.Is(err, fs.ErrPermission) {
		return errors.New(shut(filepath.Dir(pattern)))
	}
	if err == nil {
		folder.Close()
	}
	return errors.New("no file matches (yet): check the pattern, and quote it in the shell")
}

// shut says that a folder lets this user not see what is in it.
func shut(folder string) string {
	return "permission denied to the folder " + folder + ": add this user to its group, or let others in (chmod o+rx)"
}
