package source

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"time"

	"floorboard/feed"
	"floorboard/feed/compress"
	"floorboard/feed/follow"
)

const (
	// bigPart is how many bytes of a followed file have to wait before several workers decode them.
	bigPart = 4 << 20

	// maxGlances is how many times in a row a file that grows without pause is looked at without asking what became of its name.
	maxGlances = 64
)

// followAll follows everything that can grow, until all of it has ended or the context has.
func (r *Reader) followAll(s *sender) {
	var files, pipes sync.WaitGroup
	for _, o := range r.all() {
		switch {
		case o.endless:
			o.status.State = feed.Live
			pipes.Go(func() { r.catchUp(s, o) })
		case r.follows(o) && !o.over:
			files.Go(func() { r.follow(s, o) })
		}
	}
	if len(r.patterns) > 0 {
		files.Go(func() { r.watchPatterns(s, &files) })
	}
	files.Wait()
	ended := make(chan struct{})
	go func() {
		pipes.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-s.ctx.Done(): // a pipe that nobody writes to keeps its reader waiting; it sends no more
	}
}

// follow reads a file as it grows, whatever becomes of it, until the context ends. A file that turns out to be
// compressed is read once.
func (r *Reader) follow(s *sender, o *origin) {
	wake := r.watcher.Subscribe(o.path)
	defer r.watcher.Unsubscribe(wake)
	tick := time.NewTicker(r.o.Poll)
	defer tick.Stop()
	t := &tail{r: r, s: s, o: o, said: o.status, streams: map[*follow.Part]*stream{}}
	defer t.note(false)
	if parts := o.file.Parts(); len(parts) > 0 && o.stream != nil && parts[len(parts)-1].Offset() > 0 {
		t.streams[parts[len(parts)-1]] = o.stream
	}
	for s.ctx.Err() == nil {
		if err := t.look(); err != nil {
			r.watcher.Rearm(wake)
		}
		if t.news {
			t.news = false
			r.watcher.Rearm(wake)
		}
		if t.done {
			r.finish(o)
			return
		}
		if t.paced = wake.Rest(t.grew); t.paced {
			select {
			case <-tick.C:
				t.tick()
			default:
			}
			continue
		}
		select {
		case <-wake.C:
		case <-tick.C:
			t.tick()
		case <-s.ctx.Done():
		}
	}
}

// tail is the state of following one file.
type tail struct {
	r       *Reader
	s       *sender
	o       *origin
	streams map[*follow.Part]*stream
	ticks   int   // looks by the clock since the size below was seen
	settled int64 // the last size of a compressed file that may still be written
	missed  int   // looks by the clock since the name was there
	here    bool  // the name stands for a file
	said    feed.Status
	format  *feed.Format // of what was read last: a new file is of the same, if it does not tell
	grew    bool         // the last look found something new
	paced   bool         // the next look comes by the clock
	glances int          // in a row
	news    bool         // the name stands for something else than before
	done    bool
}

// tick is called when a while has passed.
func (t *tail) tick() {
	t.o.file.Tick()
	t.ticks++
	t.missed++
}

// look reads all that is new. It returns why the name stands for nothing that can be read.
func (t *tail) look() error {
	t.grew = false
	if t.glance() {
		return nil
	}
	t.glances = 0
	err := t.o.file.Check()
	t.judge(err)
	for _, p := range t.o.file.Parts() {
		st := t.streams[p]
		if st == nil {
			if st = t.begin(p); st == nil {
				continue
			}
		}
		switch e := t.read(p, st); {
		case e != nil:
			t.o.status.State, t.o.status.Err = feed.Failed, explain(t.o.path, e)
		case t.done:
			t.o.status.State, t.o.status.Err = t.o.end(st)
		}
		if p.Ended() {
			t.end(p, st)
		}
	}
	if t.said.State != t.o.status.State || t.said.Err != t.o.status.Err {
		t.s.say(t.o, t.o.status.State, t.o.status.Err)
		t.said = t.o.status
	}
	return err
}

// glance reads on in a file that grows without pause, and does not ask what became of its name: that is asked after a number of glances, and before
// long when nothing more comes. It says whether that is enough for now.
func (t *tail) glance() bool {
	p := t.o.file.Current()
	if !t.paced || p == nil || t.streams[p] == nil || t.glances == maxGlances {
		return false
	}
	t.glances++
	return t.readOn(p, t.streams[p]) == nil
}

// judge says how the source is, going by what its name stands for. A name that is missing for a moment only, between
// the two steps of a rotation, is not worth a word. Nor is one that a pattern found, where the pattern has others: whoever
// tidies up removes what is over.
func (t *tail) judge(err error) {
	t.note(err == nil)
	gone := errors.Is(err, fs.ErrNotExist)
	switch st := &t.o.status; {
	case err == nil:
		t.missed = 0
		st.State, st.Err = feed.Live, ""
	case t.missed == 0 && len(t.o.file.Parts())+len(t.streams) > 0:
	case gone && t.o.match != nil && t.o.match.here.Load() > 0:
		st.State, st.Err = feed.Done, ""
	case gone && st.Read > 0:
		st.State, st.Err = feed.Failed, explain(t.o.path, errors.New("was removed or renamed; waiting for it to return"))
	default:
		st.State, st.Err = feed.Failed, explain(t.o.path, err)
	}
}

// note lets the pattern know whether its match is here.
func (t *tail) note(here bool) {
	if t.o.match == nil || t.here == here {
		return
	}
	if t.here = here; here {
		t.o.match.here.Add(1)
	} else {
		t.o.match.here.Add(-1)
	}
}

// begin opens the stream of a file that is new under the name. It is nil as long as it cannot be known whether the
// file is compressed, or if it is, whether it still grows.
func (t *tail) begin(p *follow.Part) *stream {
	if p.Ended() || p.Size() < compress.HeadLen {
		return nil
	}
	if compress.Sniff(p.Head(compress.HeadLen)) != compress.None {
		if size := p.Size(); size != t.settled {
			t.settled, t.ticks = size, 0
		}
		if t.ticks < 2 {
			return nil
		}
		t.done = true
	}
	st := t.r.openPart(p, true)
	if st.format == nil {
		st.format = t.format
	}
	st.goLive()
	t.streams[p] = st
	t.news = true
	return st
}

// read hands over what is new in a part.
func (t *tail) read(p *follow.Part, st *stream) error {
	if p.Size()-p.Offset() > bigPart {
		defer st.goLive()
		t.grew = true
		return t.r.readAll(t.s, t.o, st)
	}
	return t.readOn(p, st)
}

// readOn hands over what is new in a part, a block at a time.
func (t *tail) readOn(p *follow.Part, st *stream) error {
	before := p.Offset()
	defer func() { t.grew = t.grew || p.Offset() != before }()
	for {
		b, err := st.next(t.s.ctx, t.s.pool)
		if err == io.EOF || t.s.ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		t.pass(st, b)
		if st.held && p.AtEnd() {
			return nil // without another call for nothing; of what is unpacked, more may be on its way
		}
	}
}

// end deals with the half line at the end of a part of which no more will be read.
func (t *tail) end(p *follow.Part, st *stream) {
	if b, err := st.flush(t.s.ctx, t.s.pool); err == nil {
		t.pass(st, b)
	}
	delete(t.streams, p)
}

// pass decodes and hands over a block.
func (t *tail) pass(st *stream, b *block) {
	t.r.decoders.decode(t.o.log, b)
	t.said, t.format = t.o.status, st.format
	t.r.handOver(t.s, t.o, st, b)
}
