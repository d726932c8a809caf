package source

import (
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"floorboard/feed"
)

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
// makes of a log that is being followed holds nothing new, nor does a file under a second name, nor one that was compressed since.
func (r *Reader) newMatches(s *sender, seen map[string]bool) []*origin {
	var fresh []*origin
	for _, pattern := range r.patterns {
		paths, err := filepath.Glob(pattern.path)
		if err != nil {
			continue // it was good when it was opened
		}
		var found []*origin
		for _, path := range paths {
			if seen[path] {
				continue
			}
			if _, err := os.Stat(path); err != nil {
				continue // a link to what is not there yet matches too
			}
			seen[path] = true
			found = append(found, r.addMatch(path, pattern)...)
		}
		if len(found) > 0 {
			r.matched(s, pattern)
		}
		fresh = append(fresh, found...)
	}
	return fresh
}

// matched ends the source that stands for a pattern without a match.
func (r *Reader) matched(s *sender, pattern *pattern) {
	for _, o := range r.all() {
		if o.pattern == pattern.path && o.status.State == feed.Failed {
			s.say(o, feed.Done, "")
		}
	}
}

func (r *Reader) addMatch(path string, match *pattern) []*origin {
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
		if o.path == path || o.path == packed.ReplaceAllString(path, "") || o.file != nil && o.file.Knows(info) {
			return nil
		}
	}
	r.addPath(path, path, match)
	return r.all()[len(before):]
}

// packed is what compression adds to the name of a file.
var packed = regexp.MustCompile(`\.(?:gz|zst|zstd)$`)

// rotation is what rotation and compression add to the name of a log: a number, seconds since 1970, a date with the hour or without
// (logrotate, dateext and dateformat), and what people add by hand.
var rotation = regexp.MustCompile(`(?:\.\d+|-\d{6,}|[._-]\d{4}-?\d{2}-?\d{2}(?:[-_T]?\d{2}){0,3}|\.(?:gz|zst|zstd|old|bak))$`)

// dated is a name into which rotation puts the date before the extension (logrotate, extension), as in events-20261101.log.
var dated = regexp.MustCompile(`[._-]\d{4}-?\d{2}-?\d{2}(?:[-_T]?\d{2}){0,3}(\.[A-Za-z]\w*)$`)

// logStem returns the path of the log that a file is part of: without what rotation and compression add to a name, as
// in queue_log.0, queue_log.2.gz, queue_log-2026-11-01, queue_log.1793491200 and queue-20261101.log.
func logStem(path string) string {
	stem := filepath.Clean(path)
	for {
		at := rotation.FindStringIndex(stem)
		if at == nil || at[0] == 0 || os.IsPathSeparator(stem[at[0]-1]) {
			break
		}
		stem = stem[:at[0]]
	}
	if at := dated.FindStringSubmatchIndex(stem); at != nil && at[0] > 0 && !os.IsPathSeparator(stem[at[0]-1]) {
		return stem[:at[0]] + stem[at[2]:]
	}
	return stem
}
