// Package source opens what the user names as a feed, reads it and hands over batches of events.
//
// A name is a path, a pattern of paths, `-` for standard input, or a URL; open, below, is the one switch over the schemes.
// What the bytes mean is told by the table of formats (Formats).
//
// Sources are first read to the end of what is there: decoded by several goroutines, handed over in the order of their lines, several sources
// merged by the times of their events (merge.go), the files of one log oldest first. After that those that can grow are followed, all at once.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"floorboard/feed"
	"floorboard/feed/follow"
)

// Options say how sources are read. The zero value reads to the end of what is there.
type Options struct {
	Format    string    // the name of the format; "" goes by the content of each source
	Follow    bool      // go on when a file's end is reached, as `tail -F` does
	Workers   int       // goroutines that decode; 0 is one per processor, at most maxWorkers
	BlockSize int       // bytes read at a time, at most maxBlock; 0 is defaultBlock
	Stdin     io.Reader // what `-` reads; nil is the standard input
	// Prepare, when set, is called for each batch on the goroutine that decoded it: work of the consumer's that knows no order is done
	// side by side there. What comes bit by bit, of files that are followed, comes without.
	Prepare func(*feed.Batch)

	Poll time.Duration // how often followed files are looked at without notice; 0 is a second

	formats formats // the table; nil is Formats
	maxLine int     // the longest line; 0 is the constant
}

const (
	maxWorkers   = 8         // more than one consumer can follow
	defaultBlock = 128 << 10 // with its events, well within the second-level cache of a core
	maxBlock     = 4 << 20
	defaultPoll  = time.Second
)

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	o.Workers = min(o.Workers, maxWorkers)
	if o.BlockSize <= 0 {
		o.BlockSize = defaultBlock
	}
	o.BlockSize = min(o.BlockSize, maxBlock)
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.Poll <= 0 {
		o.Poll = defaultPoll
	}
	if o.formats == nil {
		o.formats = Formats()
	}
	if o.maxLine == 0 {
		o.maxLine = maxLine
	}
	return o
}

// Reader reads sources.
type Reader struct {
	o        Options
	format   *feed.Format // as Options.Format says; nil goes by the content
	pool     *pool
	decoders *decoders
	watcher  *follow.Watcher // nil when nothing is followed
	patterns []*pattern      // that new files may come to match

	mu      sync.Mutex // guards sources, which grows when a new file matches a pattern
	sources []*origin
}

// origin is one source. Apart from file.Knows it is used by one goroutine at a time.
type origin struct {
	status  feed.Status
	path    string       // of a file
	match   *pattern     // that the file is followed by; nil where it was named itself
	pattern string       // that nothing matched; nothing else is set then
	log     string       // which log it is part of: the path without what rotation adds
	rotated bool         // it has a name that rotation makes
	file    *follow.File // nil for what is not a regular file
	stream  *stream      // nil while there is nothing to read
	open    func() (io.Reader, error)
	endless bool // a pipe: how much will come, and when, cannot be known
	over    bool // nothing more will come
}

// pattern is a name that stands for all files that match it, at any time.
type pattern struct {
	path string
	here atomic.Int32 // how many files that are followed by it are where their names say
}

// Open finds out what the names stand for. An error means that a name or an option makes no sense; a file that
// cannot be read is not an error here but a failed source, since it may yet come.
func Open(names []string, o Options) (*Reader, error) {
	o = o.withDefaults()
	r := &Reader{o: o, decoders: newDecoders(), pool: newPool(2*o.Workers+2, o.BlockSize)}
	if o.Format != "" {
		format, err := o.formats.named(o.Format)
		if err != nil {
			return nil, err
		}
		r.format = format
	}
	for _, name := range r.inOrder(names) {
		if err := r.open(name); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// open adds the sources that a name stands for. This is the one place that knows the schemes.
func (r *Reader) open(name string) error {
	scheme, rest := splitScheme(name)
	switch {
	case name == "-":
		r.add(&origin{status: feed.Status{Source: "-"}, endless: true, open: r.stdin})
	case scheme == "file":
		return r.openPath(name, filePath(rest))
	case scheme != "":
		return fmt.Errorf("%s: there is no source of scheme %q: name a path, a pattern such as 'queue_log*', a file: URL, or - for standard input", name, scheme)
	case name == "":
		return errors.New("a source has an empty name: name a path, or - for standard input")
	default:
		return r.openPath(name, name)
	}
	return nil
}

// stdin is the standard input, which is others' to close.
func (r *Reader) stdin() (io.Reader, error) { return struct{ io.Reader }{r.o.Stdin}, nil }

// splitScheme splits file:///var/log/x and x://host/y at the colon; a path that only holds a colon has no scheme.
func splitScheme(name string) (scheme, rest string) {
	scheme, rest, ok := strings.Cut(name, ":")
	if ok && (scheme == "file" || strings.HasPrefix(rest, "//") && !strings.ContainsAny(scheme, "/.")) {
		return scheme, rest
	}
	return "", name
}

// filePath returns the path that a file: URL names (RFC 8089); what is no escape in it stays as it is, and it may be relative.
func filePath(rest string) string {
	path := strings.TrimPrefix(strings.TrimPrefix(rest, "//localhost"), "//")
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}

// openPath adds a path, or the files that match it if it is a pattern and no file of that very name exists.
func (r *Reader) openPath(name, path string) error {
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, `*?[`) {
		r.addPath(name, path, nil)
		return nil
	}
	matches, err := filepath.Glob(path)
	if err != nil {
		return fmt.Errorf("%s: bad pattern: %w: brackets must be closed", name, err)
	}
	p := &pattern{path: path}
	if r.o.Follow {
		r.patterns = append(r.patterns, p)
	}
	matches = slices.DeleteFunc(matches, func(m string) bool {
		info, err := os.Stat(m)
		return err != nil || info.IsDir()
	})
	if len(matches) == 0 {
		r.add(&origin{status: feed.Status{Source: name}, pattern: path})
	}
	for _, m := range r.oldestFirst(matches) {
		r.addPath(m, m, p)
	}
	return nil
}

// addPath adds a file, which may be the match of a pattern, unless it is among the sources already.
func (r *Reader) addPath(name, path string, match *pattern) {
	stem := logStem(path)
	o := &origin{status: feed.Status{Source: name}, path: path, match: match, log: stem, rotated: stem != filepath.Clean(path)}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		o.endless = true
		o.open = func() (io.Reader, error) { return os.Open(path) }
	} else {
		o.file = follow.New(path)
	}
	for _, other := range r.sources {
		if other.path == "" {
			continue
		}
		was, e := os.Stat(other.path)
		if filepath.Clean(other.path) == filepath.Clean(path) || err == nil && e == nil && os.SameFile(info, was) {
			return
		}
	}
	r.add(o)
}

func (r *Reader) add(o *origin) {
	r.mu.Lock()
	defer r.mu.Unlock()
	o.status.Source = feed.Clean(o.status.Source, feed.MaxText) // whoever names a pattern did not choose what matches it
	if o.path == "" && slices.ContainsFunc(r.sources, func(x *origin) bool { return x.status.Source == o.status.Source }) {
		return // named twice: standard input, say
	}
	o.status.Index = len(r.sources)
	if r.format != nil {
		o.status.Format = r.format.Name
	}
	r.sources = append(r.sources, o)
}

func (r *Reader) all() []*origin {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.sources)
}

// Failed returns the sources that could not be read, or not to their end. It is for after Run.
func (r *Reader) Failed() []feed.Status {
	var failed []feed.Status
	for _, o := range r.all() {
		if o.status.State == feed.Failed {
			failed = append(failed, o.status)
		}
	}
	return failed
}

// Run reads all sources and sends what they hold to out, until every source has ended or ctx has; then it returns
// nil, or why ctx ended. It is called once. A source that fails does not stop the others.
//
// A send waits while the consumer is busy; nothing is dropped. There is a fixed number of batches: the consumer releases
// each one, or no more come.
func (r *Reader) Run(ctx context.Context, out chan<- *feed.Batch) error {
	s := &sender{ctx: ctx, out: out, pool: r.pool, prepare: r.o.Prepare}
	if r.o.Follow {
		r.watcher = follow.NewWatcher()
		defer r.watcher.Close()
	}
	lanes := r.lanes()
	if len(lanes) > 1 {
		r.o.BlockSize = r.laneBlock(len(lanes))
	}
	for _, o := range r.all() {
		if o.file != nil && r.follows(o) {
			r.openFile(o) // now, so that it cannot be rotated away while others are being read
		}
	}
	r.catchUpAll(s, lanes)
	if r.o.Follow {
		r.followAll(s)
	}
	for _, o := range r.all() {
		if o.file != nil && !o.endless {
			o.file.Close()
		}
	}
	return ctx.Err()
}

// follows says whether a file is followed: one that rotation has put aside is not, if the log it came from is.
func (r *Reader) follows(o *origin) bool {
	if !r.o.Follow || o.file == nil {
		return false
	}
	return !o.rotated || !r.hasLog(o.log)
}

// hasLog says whether the log itself, not only what rotation made of it, is among the sources.
func (r *Reader) hasLog(log string) bool {
	return slices.ContainsFunc(r.all(), func(o *origin) bool { return o.log == log && !o.rotated })
}

// sender hands batches over until its context ends.
type sender struct {
	ctx     context.Context
	out     chan<- *feed.Batch
	pool    *pool             // where blocks come from
	prepare func(*feed.Batch) // see Options.Prepare; nil for none
}

// send hands over b and says whether it could.
func (s *sender) send(b *feed.Batch) bool {
	if s.ctx.Err() != nil {
		return false
	}
	select {
	case s.out <- b: // as almost always while following, and cheaper without a second case
		return true
	default:
	}
	select {
	case s.out <- b:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// say hands over nothing but how the source is.
func (s *sender) say(o *origin, state feed.State, err string) {
	o.status.State, o.status.Err = state, err
	s.send(&feed.Batch{Status: o.status})
}
