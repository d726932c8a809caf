package source

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"floorboard/feed"
	"floorboard/feed/follow"
)

// inOrder puts names that are files of one log oldest first, in the places that they have among the others: a shell that finds
// queue_log* names the newest one first.
func (r *Reader) inOrder(names []string) []string {
	ordered, at := slices.Clone(names), map[string][]int{}
	for i, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && name != "-" {
			at[logStem(name)] = append(at[logStem(name)], i)
		}
	}
	for _, places := range at {
		if len(places) == 1 {
			continue
		}
		var files []string
		for _, i := range places {
			files = append(files, names[i])
		}
		for n, file := range r.oldestFirst(files) {
			ordered[places[n]] = file
		}
	}
	return ordered
}

// oldestFirst orders the files that match a pattern: logs by name, within a log what rotation put aside before the log
// itself, and older before newer. The age is told by the times in the file's beginning, or where there are none by
// when it was last written: numbers in names count up with one program and down with the next.
func (r *Reader) oldestFirst(paths []string) []string {
	type aged struct {
		path, log string
		rotated   bool
		age       int64
	}
	files := make([]aged, len(paths))
	for i, p := range paths {
		stem := logStem(p)
		files[i] = aged{path: p, log: stem, rotated: stem != filepath.Clean(p), age: r.firstTime(p)}
	}
	slices.SortStableFunc(files, func(a, b aged) int {
		rotatedFirst := 0
		if a.rotated != b.rotated {
			rotatedFirst = 1
			if a.rotated {
				rotatedFirst = -1
			}
		}
		return cmp.Or(natural(a.log, b.log), rotatedFirst, cmp.Compare(a.age, b.age), natural(a.path, b.path))
	})
	sorted := make([]string, len(files))
	for i, f := range files {
		sorted[i] = f.path
	}
	return sorted
}

// firstTime returns the median time of the first events of a file, in Unix milliseconds; a first line whose
// clock was wrong does not mislead it.
func (r *Reader) firstTime(path string) int64 {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	if times := r.headTimes(path); len(times) > 0 {
		slices.Sort(times)
		return times[len(times)/2]
	}
	return info.ModTime().UnixMilli()
}

func (r *Reader) headTimes(path string) []int64 {
	file := follow.New(path)
	defer file.Close()
	if file.Check() != nil {
		return nil
	}
	st := r.openPart(file.Parts()[0], false)
	defer st.close()
	st.cut.size = headLen
	end, _, _ := st.cut.read(st.r, true)
	if st.format == nil || end == 0 {
		return nil
	}
	var b feed.Batch
	st.format.New().Decode(st.cut.buf[:end], &b)
	times := make([]int64, len(b.Events))
	for i := range b.Events {
		times[i] = b.Events[i].Time
	}
	return times
}

// natural compares names so that numbers in them count by their value: log.9 before log.10.
func natural(a, b string) int {
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na == 0 || nb == 0 {
			if a[0] != b[0] {
				return cmp.Compare(a[0], b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		x, y := strings.TrimLeft(a[:na], "0"), strings.TrimLeft(b[:nb], "0")
		if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
			return c
		}
		a, b = a[na:], b[nb:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits returns how many digits s begins with.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
