package source

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorboard/feed"
)

func lineAt(ms int64, id string) string {
	return fmt.Sprintf(`{"time":%d,"type":"queued","conversation":"%s","queue":"billing"}`+"\n", 100_000_000_000+ms, id)
}

// However many files a feed is in, and however they are read: its events come in the order of their times, those of one file in the
// order of its lines.
func TestSourcesSideBySide(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		files := rapid.IntRange(1, 5).Draw(rt, "files")
		texts, ids := make([]string, files), make([][]string, files)
		at, rejects := int64(0), 0
		var want []string
		for i := range rapid.IntRange(0, 60).Draw(rt, "lines") {
			k := rapid.IntRange(0, files-1).Draw(rt, "file")
			if rapid.IntRange(0, 9).Draw(rt, "kind") == 0 {
				texts[k] += "no event\n"
				rejects++
				continue
			}
			if step := rapid.Int64Range(0, 2).Draw(rt, "step"); step > 0 {
				at += step
				want = appendAll(want, ids)
			}
			id := fmt.Sprint(i)
			texts[k] += lineAt(at, id)
			ids[k] = append(ids[k], id)
		}
		want = appendAll(want, ids) // of one instant, as the files were named
		names := make([]string, files)
		for k, text := range texts {
			names[k] = write(t, filepath.Join(dir, string(rune('a'+k))), text)
		}
		got, _ := readAll(t, Options{Workers: rapid.IntRange(1, 3).Draw(rt, "workers"), BlockSize: rapid.IntRange(1, 500).Draw(rt, "block")}, names...)
		if got.ids() != strings.Join(want, " ") || got.Rejects != rejects || len(got.Rejected) != rejects {
			rt.Fatalf("got %s, %d rejects\nwant %s, %d\nof %q", got.ids(), got.Rejects, strings.Join(want, " "), rejects, texts)
		}
	})
}

// appendAll moves the lists to the end of all.
func appendAll(all []string, lists [][]string) []string {
	for k, list := range lists {
		all, lists[k] = append(all, list...), nil
	}
	return all
}

// A line whose clock is wrong keeps its file waiting, but is lost as little as any other.
func TestSideBySideOutOfOrder(t *testing.T) {
	a := write(t, temp(t, "a"), lineAt(50, "a1")+lineAt(10, "a2")+lineAt(60, "a3"))
	b := write(t, temp(t, "b"), lineAt(20, "b1")+lineAt(55, "b2")+lineAt(70, "b3"))
	s, _ := readAll(t, Options{}, a, b)
	if got := s.ids(); got != "b1 a1 a2 b2 a3 b3" {
		t.Errorf("got %s", got)
	}
}

// Two files that share a contact, and an instant: it is queued before it is answered.
func TestSideBySideInOneInstant(t *testing.T) {
	a := write(t, temp(t, "a"), strings.Replace(lineAt(5, "answered"), "queued", "answered", 1)+lineAt(6, "next"))
	b := write(t, temp(t, "b"), lineAt(5, "queued"))
	s, _ := readAll(t, Options{}, a, b)
	if got := s.ids(); got != "queued answered next" {
		t.Errorf("got %s", got)
	}
}

// More files than are read side by side, among them one that is not there and the two of one log.
func TestManySideBySide(t *testing.T) {
	dir := t.TempDir()
	names := []string{filepath.Join(dir, "missing")}
	for i := range 3 * maxLanes {
		names = append(names, write(t, filepath.Join(dir, fmt.Sprint("feed", i, "x")), lineAt(int64(i), fmt.Sprint(i))))
	}
	names = append(names, write(t, filepath.Join(dir, "log"), lineAt(900, "new")), write(t, filepath.Join(dir, "log.1"), lineAt(800, "old")))
	s, r := readAll(t, Options{}, names...)
	if len(s.Events) != 3*maxLanes+2 || len(r.Failed()) != 1 || !strings.HasSuffix(s.ids(), " old new") {
		t.Errorf("%d events, %d failed, at the end %q", len(s.Events), len(r.Failed()), s.ids()[len(s.ids())-20:])
	}
}

// Formats of which the order of lines counts, and others, stay what they are.
func TestSideBySideKeepsOrdered(t *testing.T) {
	a := write(t, temp(t, "queue_log"), "100|c1|q|NONE|ENTERQUEUE||555|1\n102|c1|q|NONE|ABANDON|1|1|2\n")
	b := write(t, temp(t, "b"), `{"time":101,"type":"heartbeat"}`+"\n"+`{"time":103,"type":"heartbeat"}`+"\n")
	var got []string
	eachBatch(t, Options{}, func(b *feed.Batch) {
		for i := range b.Events {
			got = append(got, fmt.Sprint(b.Events[i].Type, b.Ordered))
		}
		if b.Status.Source == "" {
			t.Errorf("a batch of nobody: %+v", b)
		}
	}, a, b)
	want := "[queued true heartbeat false abandoned true heartbeat false]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// Who stops listening in the middle stops all who read.
func TestSideBySideStops(t *testing.T) {
	a, b := write(t, temp(t, "a"), lines(0, 5000)), write(t, temp(t, "b"), lines(0, 5000))
	r, err := Open([]string{a, b}, Options{BlockSize: 1000})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	out, ended := make(chan *feed.Batch), make(chan error)
	go func() { ended <- r.Run(ctx, out) }()
	<-out // and never release it
	cancel()
	for {
		select {
		case <-out:
		case err := <-ended:
			if err != context.Canceled {
				t.Error(err)
			}
			return
		}
	}
}
