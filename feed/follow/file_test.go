package follow

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// floor is a directory with one file that is followed.
type floor struct {
	t    *testing.T
	path string
	file *File
}

func newFloor(t *testing.T) *floor {
	path := filepath.Join(t.TempDir(), "feed")
	f := &floor{t, path, New(path)}
	t.Cleanup(f.file.Close)
	return f
}

func (f *floor) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *floor) write(path, text string) {
	f.t.Helper()
	w, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	f.must(err)
	_, err = io.WriteString(w, text)
	f.must(err)
	f.must(w.Close())
}

// look returns what is new.
func (f *floor) look() string {
	f.t.Helper()
	_ = f.file.Check()
	var b strings.Builder
	for _, p := range f.file.Parts() {
		text, err := io.ReadAll(p)
		f.must(err)
		b.Write(text)
	}
	return b.String()
}

func (f *floor) want(text string) {
	f.t.Helper()
	if got := f.look(); got != text {
		f.t.Fatalf("got %q, want %q", got, text)
	}
}

func TestMissingThenThere(t *testing.T) {
	f := newFloor(t)
	if err := f.file.Check(); !os.IsNotExist(err) {
		t.Fatal(err)
	}
	f.write(f.path, "a")
	f.want("a")
	f.write(f.path, "b")
	f.want("b")
	f.want("")
}

// The writer goes on with the old file for a while, and then turns to the new one.
func TestRenamedAndCreated(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "a")
	f.want("a")
	f.must(os.Rename(f.path, f.path+".1"))
	f.write(f.path+".1", "b")
	f.want("b")
	f.write(f.path+".1", "c")
	f.write(f.path, "d")
	f.want("cd")
	f.write(f.path+".1", "e")
	f.write(f.path, "f")
	f.want("ef")
	for range grace + 1 {
		f.file.Tick()
	}
	f.want("")
	if p := f.file.Parts(); len(p) != 2 || !p[0].Ended() {
		t.Error("a part that has ended is to be seen one last time")
	}
	f.want("")
	if n := len(f.file.Parts()); n != 1 {
		t.Errorf("%d parts are open after the grace", n)
	}
}

// What is written to the new file while the old one is being read waits, since the old one may have got more before.
func TestOldFirst(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "a")
	f.want("a")
	f.must(os.Rename(f.path, f.path+".1"))
	f.write(f.path, "")
	f.must(f.file.Check())
	f.write(f.path+".1", "b")
	f.write(f.path, "c")
	var got strings.Builder
	for _, p := range f.file.Parts() {
		io.Copy(&got, p)
	}
	if got.String() != "b" {
		t.Errorf("got %q", got.String())
	}
	f.want("c")
}

func TestCopyTruncate(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "a")
	f.want("a")
	f.write(f.path, "b")                // not looked at before the rotation
	f.write(f.path+".0", "another one") // it begins alike, but is older
	f.must(os.Chtimes(f.path+".0", time.Time{}, time.Unix(1, 0)))
	f.write(f.path+".1", "ab")
	f.must(os.Truncate(f.path, 0))
	f.write(f.path, "c")
	f.want("bc")
	f.write(f.path+".1", "x") // nobody writes to a copy
	f.write(f.path, "d")
	f.want("d")
}

func TestTruncatedWithoutCopy(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "abc")
	f.want("abc")
	f.must(os.Truncate(f.path, 0))
	f.want("")
	f.write(f.path, "d")
	f.want("d")
	f.must(os.WriteFile(f.path, []byte("longer than before"), 0o644))
	f.want("longer than before")
}

// A part that is read on without a Check in between gives nothing of what was written in place of what it held.
func TestReadOnAfterTruncation(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "abc")
	f.want("abc")
	f.must(os.WriteFile(f.path, []byte("longer than before"), 0o644))
	p := f.file.Current()
	if text, err := io.ReadAll(p); err != nil || len(text) > 0 || p.Offset() != 3 {
		t.Errorf("got %q, %v", text, err)
	}
	f.want("longer than before")
	if f.file.Current() != nil {
		t.Error("what was truncated is still to be dealt with")
	}
	f.want("")
	f.write(f.path, ", and longer")
	if n, err := f.file.Current().Read(make([]byte, 100)); n != 12 || err != io.EOF || !f.file.Current().AtEnd() {
		t.Errorf("read %d, %v: the end is not told", n, err)
	}
	f.must(os.Rename(f.path, f.path+".1"))
	f.want("")
	if f.file.Current() != nil {
		t.Error("the name stands for nothing")
	}
}

func TestHole(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "abc")
	f.want("abc")
	f.must(os.Truncate(f.path, 0))
	f.must(os.Truncate(f.path, 100_000))
	f.write(f.path, "d\x00e")
	f.want("d\x00e")
}

// The same file under the same name again: what was read of it is not read again, however long it was away.
func TestReturns(t *testing.T) {
	f := newFloor(t)
	f.write(f.path, "a")
	f.want("a")
	for range 3 {
		f.must(os.Rename(f.path, f.path+".away"))
		f.want("")
		for range grace + 1 {
			f.file.Tick()
		}
		f.want("")
		f.want("")
		if n := len(f.file.Parts()); n != 0 {
			t.Fatalf("%d parts are open", n)
		}
		f.write(f.path+".away", "b")
		info, err := os.Stat(f.path + ".away")
		f.must(err)
		if !f.file.Knows(info) {
			t.Error("the file that is away is not known")
		}
		f.must(os.Rename(f.path+".away", f.path))
		f.want("b")
	}
}

// A copy with more in it takes the place of the file, as with rsync: only what is new is read.
func TestReplacedByACopy(t *testing.T) {
	f := newFloor(t)
	replace := func(text string) {
		f.must(os.WriteFile(f.path+".new", []byte(text), 0o644))
		f.must(os.Rename(f.path+".new", f.path))
	}
	long := strings.Repeat("0123456789", markLen)
	f.write(f.path, long)
	f.want(long)
	replace(long + "a")
	f.want("a")
	replace(long + "a")
	f.want("")
	f.write(f.path, "b")
	f.want("b")
	replace(long + "x, which is no copy")
	f.want(long + "x, which is no copy")
	replace("short")
	f.want("short")

	f.must(os.Link(f.path, f.path+".1")) // rotation, and a new file that begins alike
	replace("short, but longer")
	f.want("short, but longer")
}

// Of the files that were let go only the last ones are remembered.
func TestFewAreRemembered(t *testing.T) {
	f := newFloor(t)
	for i := range 2 * maxMarks {
		away := fmt.Sprint(f.path, ".", i)
		f.write(f.path, "a")
		f.want("a")
		f.must(os.Rename(f.path, away))
		f.want("")
		for range grace + 1 {
			f.file.Tick()
		}
		f.want("")
		info, err := os.Stat(away)
		f.must(err)
		if !f.file.Knows(info) || len(f.file.marks) > maxMarks {
			t.Fatalf("file %d is known: %v, and %d are remembered", i, f.file.Knows(info), len(f.file.marks))
		}
	}
}

func TestDirectory(t *testing.T) {
	f := newFloor(t)
	f.must(os.Mkdir(f.path, 0o755))
	if err := f.file.Check(); err == nil {
		t.Error("a directory gives no error")
	}
}

func TestWatcherWakes(t *testing.T) {
	f := newFloor(t)
	w := NewWatcher()
	defer w.Close()
	target := filepath.Join(t.TempDir(), "target")
	f.write(target, "")
	f.must(os.Symlink(target, f.path))
	wake := w.Subscribe(f.path)
	defer w.Unsubscribe(wake)
	f.write(target, "a") // the file that is linked to
	<-wake.C
	f.must(os.Remove(f.path))
	<-wake.C
	f.write(f.path+".1", "b") // what rotation makes of it
	<-wake.C
}
