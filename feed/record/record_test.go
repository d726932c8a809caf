package record

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"floorboard/feed"
	"floorboard/feed/source"
)

// played is what a recording gives when it is read.
type played struct {
	ids     []string
	events  []feed.Event
	rejects int
	failed  []feed.Status
}

func read(t *testing.T, path string) (p played) {
	t.Helper()
	r, err := source.Open([]string{path}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan *feed.Batch)
	go func() {
		r.Run(context.Background(), out)
		close(out)
	}()
	for b := range out {
		for _, e := range b.Events {
			p.ids = append(p.ids, strings.Clone(e.Conversation))
			e.Agent, e.Conversation, e.Text, e.ToAgent = strings.Clone(e.Agent), strings.Clone(e.Conversation), strings.Clone(e.Text), strings.Clone(e.ToAgent)
			p.events = append(p.events, e)
		}
		p.rejects += b.Rejects
		b.Release()
	}
	p.failed = r.Failed()
	return p
}

func (p played) want(t *testing.T, n, rejects int) {
	t.Helper()
	if len(p.failed) > 0 {
		t.Errorf("failed: %+v", p.failed)
	}
	if len(p.ids) != n || p.rejects != rejects {
		t.Errorf("%d events and %d rejects, want %d and %d", len(p.ids), p.rejects, n, rejects)
	}
	for i, id := range p.ids {
		if id != fmt.Sprint(i) {
			t.Fatalf("event %d is %q", i, id)
		}
	}
}

func events(from, to int) (es []feed.Event) {
	for i := from; i < to; i++ {
		e := feed.NewEvent(feed.Queued, 1_772_442_000_000+int64(i))
		e.Conversation, e.Queue = fmt.Sprint(i), "billing"
		es = append(es, e)
	}
	return es
}

var endings = []string{"day.jsonl", "day.jsonl.gz", "day.jsonl.zst"}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRecordAndRead(t *testing.T) {
	for _, name := range endings {
		path := filepath.Join(t.TempDir(), name)
		w, err := Create(path, Options{})
		must(t, err)
		for i := 0; i < 10_000; i += 100 {
			must(t, w.Write(events(i, i+100)))
		}
		must(t, w.Close())
		read(t, path).want(t, 10_000, 0)
		data, _ := os.ReadFile(path)
		if plain := data[0] == '{'; plain != strings.HasSuffix(name, "jsonl") {
			t.Errorf("%s begins with %q", name, data[:4])
		}
	}
}

// Killed at any moment, a recording is whole up to a second ago.
func TestKilled(t *testing.T) {
	for _, name := range endings {
		synctest.Test(t, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			w, err := Create(path, Options{})
			must(t, err)
			for second := range 5 {
				must(t, w.Write(events(second*10, second*10+10)))
				time.Sleep(time.Second + time.Millisecond)
				synctest.Wait()
				copied := filepath.Join(t.TempDir(), name) // what a kill leaves
				data, err := os.ReadFile(path)
				must(t, err)
				must(t, os.WriteFile(copied, data, 0o644))
				read(t, copied).want(t, second*10+10, 0)
			}
			must(t, w.Close())
		})
	}
}

// full is a file on a disk that has room for so many bytes more.
type full struct {
	*os.File
	room int
}

func (f *full) Write(p []byte) (int, error) {
	n, err := f.File.Write(p[:min(len(p), f.room)])
	if f.room -= n; err == nil && n < len(p) {
		err = syscall.ENOSPC
	}
	return n, err
}

// A full disk ends a recording, which is whole up to there, and can be gone on with when there is room.
func TestFullDisk(t *testing.T) {
	for _, name := range endings {
		path := filepath.Join(t.TempDir(), name)
		w, err := Create(path, Options{})
		must(t, err)
		must(t, w.Write(events(0, 100)))
		must(t, w.Flush())
		w.file = &full{w.file.(*os.File), 50}
		must(t, w.Write(events(100, 200)))
		if err := w.Flush(); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: %v", name, err)
		}
		if err := w.Close(); err == nil {
			t.Errorf("%s: closed as if all had been written", name)
		}
		read(t, path).want(t, 100, 0)
		w, err = Create(path, Options{Append: true})
		must(t, err)
		must(t, w.Write(events(100, 200)))
		must(t, w.Close())
		read(t, path).want(t, 200, 0)
	}
}

// A power cut may leave half a piece: what was whole is read, the rest is one reject. Of a packed recording it is said aloud that it was cut off.
func TestTornTail(t *testing.T) {
	for _, name := range endings {
		path := filepath.Join(t.TempDir(), name)
		w, err := Create(path, Options{})
		must(t, err)
		must(t, w.Write(events(0, 100)))
		must(t, w.Flush())
		must(t, w.Write(events(100, 101)))
		must(t, w.Close())
		info, _ := os.Stat(path)
		must(t, os.Truncate(path, info.Size()-30))
		torn := read(t, path)
		if cut := len(torn.failed) == 1 && strings.Contains(torn.failed[0].Err, "ends in the middle"); cut == (name == "day.jsonl") {
			t.Errorf("%s: %+v", name, torn.failed)
		}
		torn.failed = nil
		torn.want(t, 100, 1)
		if w, err := Create(path, Options{Append: true}); name == "day.jsonl" {
			must(t, err)
			must(t, w.Write(events(100, 110)))
			must(t, w.Close())
			read(t, path).want(t, 110, 1)
		} else if err == nil || !strings.Contains(err.Error(), "name another file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestExistingFile(t *testing.T) {
	for _, name := range endings {
		path := filepath.Join(t.TempDir(), name)
		for i := range 3 {
			w, err := Create(path, Options{Append: true})
			must(t, err)
			must(t, w.Write(events(i*10, i*10+10)))
			must(t, w.Close())
		}
		before, _ := os.ReadFile(path)
		if _, err := Create(path, Options{}); !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), "append") {
			t.Errorf("%s: %v", name, err)
		}
		after, _ := os.ReadFile(path)
		if !bytes.Equal(before, after) {
			t.Errorf("%s was touched", name)
		}
		read(t, path).want(t, 30, 0)
		if _, err := Create(filepath.Join(t.TempDir(), "no", "such", "dir"), Options{}); err == nil {
			t.Error("a missing directory gives no error")
		}
	}
	path := filepath.Join(t.TempDir(), "day.gz")
	must(t, os.WriteFile(path, []byte(`{"time":1`), 0o644))
	if _, err := Create(path, Options{Append: true}); err == nil || !strings.Contains(err.Error(), "plain file") {
		t.Errorf("another kind: %v", err)
	}
}

func TestAnonymize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "day.jsonl")
	w, err := Create(path, Options{Anonymize: true, Rand: bytes.NewReader(make([]byte, 32))})
	must(t, err)
	queued := feed.NewEvent(feed.Queued, 1_772_442_000_000)
	queued.ID, queued.Conversation, queued.Customer, queued.Queue = "id-of-555123", "555123", "Mrs Smith", "billing"
	answered := feed.NewEvent(feed.Answered, queued.Time+1)
	answered.Conversation, answered.Agent = "555123", "Amira"
	moved := feed.NewEvent(feed.Transferred, queued.Time+2)
	moved.Conversation, moved.Agent, moved.ToAgent = "555123", "Amira", "Bob"
	rated := feed.NewEvent(feed.Rated, queued.Time+3)
	rated.Conversation, rated.Agent, rated.NPS, rated.Text = "555123", "Bob", 9, "Thanks, Bob Müller! Ring 555123."
	must(t, w.Write([]feed.Event{queued, answered, moved, rated}))
	must(t, w.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	for _, secret := range []string{"Amira", "Bob", "Smith", "555123", "Müller", "customer"} {
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("the recording holds %q", secret)
		}
	}
	p := read(t, path)
	if len(p.events) != 4 {
		t.Fatalf("%d events of %s", len(p.events), data)
	}
	for _, e := range p.events {
		if e.Conversation == "" || e.Conversation != p.events[0].Conversation {
			t.Errorf("conversation %q, the first is %q", e.Conversation, p.events[0].Conversation)
		}
	}
	if p.events[1].Agent != "agent-1" || p.events[2].Agent != "agent-1" || p.events[2].ToAgent != "agent-2" || p.events[3].Agent != "agent-2" {
		t.Errorf("agents in %s", data)
	}
	if want := "xxxxxx, xxx xxxxxx! xxxx 000000."; p.events[3].Text != want || p.events[3].NPS != 9 {
		t.Errorf("text %q, want %q", p.events[3].Text, want)
	}
	if _, err := Create(path, Options{Anonymize: true, Append: true}); err == nil {
		t.Error("appending to an anonymous recording gives no error")
	}
}

func TestFailureIsKept(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "day.jsonl"), Options{})
	must(t, err)
	must(t, w.file.Close())
	must(t, w.Write(events(0, 1)))
	if w.Flush() == nil || w.Write(events(1, 2)) == nil {
		t.Error("writing to a closed file gives no error")
	}
	if w.Close() == nil {
		t.Error("nor does closing")
	}
}

func BenchmarkWrite(b *testing.B) {
	es := events(0, 1000)
	for _, name := range endings {
		b.Run(filepath.Ext(name), func(b *testing.B) {
			w, err := Create(filepath.Join(b.TempDir(), name), Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Write(es); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
