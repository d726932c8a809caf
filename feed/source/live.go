package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"floorboard/feed"
	"floorboard/feed/compress"
	"floorboard/feed/follow"
)

// bigPart is how many bytes of a followed file have to wait before several workers decode them.
const bigPart = 4 << 20

// followAll follows everything that can grow, until all of it has ended or the context has.
func (r *Reader) followAll(s *sender) {
	var files, pipes sync.WaitGroup
	for _, o := range r.all() {
		switch {
		case o.endless:
			o.status.State = feed.Live
			pipes.Go(func() { r.catchUp(s, o) })
		case r.follows(o) && o.status.State != feed.Done:
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
	l := &tail{r: r, s: s, o: o, said: o.status, streams: map[*follow.Part]*stream{}}
	if parts := o.file.Parts(); len(parts) > 0 && o.stream != nil && parts[len(parts)-1].Offset() > 0 {
		l.streams[parts[len(parts)-1]] = o.stream
	}
	for s.ctx.Err() == nil {
		if err := l.look(); err != nil {
			r.watcher.Rearm(wake)
		}
		if l.news {
			l.news = false
			r.watcher.Rearm(wake)
		}
		if l.done {
			r.finish(o)
			return
		}
		select {
		case <-wake.C:
		case <-tick.C:
			l.tick()
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
	said    feed.Status
	format  *feed.Format // of what was read last: a new file is of the same, if it does not tell
	news    bool         // the name stands for something else than before
	done    bool
}

// tick is called when a while has passed.
func (l *tail) tick() {
	l.o.file.Tick()
	l.ticks++
	l.missed++
}

// look reads all that is new.
func (l *tail) look() error {
	err := l.o.file.Check()
	l.judge(err)
	for _, p := range l.o.file.Parts() {
		st := l.streams[p]
		if st == nil {
			if st = l.begin(p); st == nil {
				continue
			}
		}
		if e := l.read(p, st); e != nil {
			l.o.status.State, l.o.status.Err = feed.Failed, explain(l.o.path, e)
		}
		if p.Ended() {
			l.end(p, st)
		}
	}
	if l.done {
		l.o.status.State = feed.Done
	}
	if l.said.State != l.o.status.State || l.said.Err != l.o.status.Err {
		l.s.say(l.o, l.o.status.State, l.o.status.Err)
		l.said = l.o.status
	}
	return err
}

// judge says how the source is, going by what its name stands for. A name that is missing for a moment only, between
// the two steps of a rotation, is not worth a word.
func (l *tail) judge(err error) {
	switch {
	case err == nil:
		l.missed = 0
		l.o.status.State, l.o.status.Err = feed.Live, ""
	case len(l.o.file.Parts()) == 0 && len(l.streams) == 0:
		l.o.status.State, l.o.status.Err = feed.Failed, explain(l.o.path, err)
	case l.missed > 0:
		l.o.status.State, l.o.status.Err = feed.Failed, explain(l.o.path, err)
		if errors.Is(err, fs.ErrNotExist) {
			l.o.status.Err = l.o.path + ": was removed or renamed; waiting for it to return"
		}
	}
}

// begin opens the stream of a file that is new under the name. It is nil as long as it cannot be known whether the
// file is compressed, or if it is, whether it still grows.
func (l *tail) begin(p *follow.Part) *stream {
	if p.Ended() || p.Size() < compress.HeadLen {
		return nil
	}
	if compress.Sniff(p.Head(compress.HeadLen)) != compress.None {
		if size := p.Size(); size != l.settled {
			l.settled, l.ticks = size, 0
		}
		if l.ticks < 2 {
			return nil
		}
		l.done = true
	}
	st := l.r.openPart(p, true)
	if st.format == nil {
		st.format = l.format
	}
	st.goLive()
	l.streams[p] = st
	l.news = true
	return st
}

// read hands over what is new in a part.
func (l *tail) read(p *follow.Part, st *stream) error {
	if p.Size()-p.Offset() > bigPart {
		defer st.goLive()
		return l.r.readAll(l.s, l.o, st)
	}
	for {
		b, err := st.next(l.s.ctx, l.r.pool)
		if err == io.EOF || l.s.ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		l.pass(st, b)
	}
}

// end deals with the half line at the end of a part of which no more will be read.
func (l *tail) end(p *follow.Part, st *stream) {
	if b, err := st.flush(l.s.ctx, l.r.pool); err == nil {
		l.pass(st, b)
	}
	delete(l.streams, p)
}

// pass decodes and hands over a block.
func (l *tail) pass(st *stream, b *block) {
	l.r.decoders.decode(l.o.log, b)
	l.said, l.format = l.o.status, st.format
	l.r.handOver(l.s, l.o, st, b)
}

// watchPatterns follows files that come to match a pattern.
func (r *Reader) watchPatterns(s *sender, files *sync.WaitGroup) {
	tick := time.NewTicker(r.o.Poll)
	defer tick.Stop()
	seen := map[string]bool{}
	for {
		for _, o := range r.newMatches(s, seen) {
			files.Go(func() { r.follow(s, o) })
		}
		select {
		case <-tick.C:
		case <-s.ctx.Done():
			return
		}
	}
}

// newMatches adds and returns the sources for files that match a pattern and hold something new. What rotation
// makes of a log that is being followed holds nothing new, nor does a file under a second name.
func (r *Reader) newMatches(s *sender, seen map[string]bool) []*origin {
	var fresh []*origin
	for _, pattern := range r.patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			continue // it was good when it was opened
		}
		for _, path := range paths {
			if !seen[path] {
				seen[path] = true
				fresh = append(fresh, r.addMatch(path)...)
			}
		}
		if len(fresh) > 0 {
			r.matched(s, pattern)
		}
	}
	return fresh
}

// matched ends the source that stands for a pattern without a match.
func (r *Reader) matched(s *sender, pattern string) {
	for _, o := range r.all() {
		if o.pattern == pattern && o.status.State == feed.Failed {
			s.say(o, feed.Done, "")
		}
	}
}

func (r *Reader) addMatch(path string) []*origin {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	stem := logStem(path)
	if stem != filepath.Clean(path) && r.hasLog(stem) {
		return nil
	}
	before := r.all()
	for _, o := range before {
		if o.path == path || o.file != nil && o.file.Knows(info) {
			return nil
		}
	}
	r.addPath(path, path)
	return r.all()[len(before):]
}

// logStem returns the path of the log that a file is part of: without what rotation and compression add to a name, as
// in queue_log.0, queue_log.2.gz, queue_log-20261101 and queue_log.1793491200.
func logStem(path string) string {
	stem := filepath.Clean(path)
	for {
		shorter := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(stem, ".gz"), ".zst"), ".zstd")
		if i := strings.LastIndexAny(shorter, ".-"); i > 0 && allDigits(shorter[i+1:]) && (shorter[i] == '.' || len(shorter)-i > 6) {
			shorter = shorter[:i]
		}
		if shorter == stem || shorter == "" || os.IsPathSeparator(shorter[len(shorter)-1]) {
			return stem
		}
		stem = shorter
	}
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
