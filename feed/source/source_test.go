package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"floorboard/feed"
)

// What comes out does not depend on how the work is divided.
func TestWorkersAndBlocksMakeNoDifference(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		var text strings.Builder
		n := rapid.IntRange(0, 60).Draw(rt, "lines")
		for i := range n {
			switch rapid.IntRange(0, 9).Draw(rt, "kind") {
			case 0:
				text.WriteString("\n")
			case 1:
				text.WriteString("no event\r\n")
			case 2:
				text.WriteString(strings.Repeat("x", rapid.IntRange(60, 300).Draw(rt, "long")) + "\n")
			case 3:
				text.Write(append(rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(rt, "bytes"), '\n'))
			default:
				text.WriteString(line(fmt.Sprint(i)))
			}
		}
		if rapid.Bool().Draw(rt, "no last line feed") {
			text.WriteString(strings.TrimSpace(line("last")))
		}
		path := write(t, filepath.Join(dir, "feed"), text.String())
		longest := rapid.SampledFrom([]int{150, maxLine}).Draw(rt, "longest")
		most := min(longest/2, 4000) // as maxBlock and maxLine are to each other
		want, _ := readAll(t, Options{Workers: 1, maxLine: longest, BlockSize: most}, path)
		got, _ := readAll(t, Options{
			Workers:   rapid.IntRange(1, 4).Draw(rt, "workers"),
			BlockSize: rapid.IntRange(1, most).Draw(rt, "block"),
			maxLine:   longest,
		}, path)
		want.states, got.states = nil, nil
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("got %+v\nwant %+v\nof %q", got, want, text.String())
		}
		piped, _ := readAll(t, Options{Stdin: &pieces{s: text.String(), n: rapid.IntRange(1, 200).Draw(rt, "piece")}, maxLine: longest, BlockSize: most, Format: "jsonl"}, "-")
		for i := range piped.Rejected {
			piped.Rejected[i].Source = path
		}
		piped.states = nil
		if !reflect.DeepEqual(piped, want) {
			rt.Fatalf("piped %+v\nwant %+v\nof %q", piped, want, text.String())
		}
	})
}

// pieces is a pipe whose writer writes n bytes at a time.
type pieces struct {
	s string
	n int
}

func (p *pieces) Read(b []byte) (int, error) {
	if p.s == "" {
		return 0, io.EOF
	}
	n := copy(b, p.s[:min(p.n, len(p.s))])
	p.s = p.s[n:]
	return n, nil
}

func TestLongLines(t *testing.T) {
	ten := `{"time":1,"type":"heartbeat","text":"` + strings.Repeat("é", 5<<20) + `"}` + "\n"
	text := line("a") + ten + line("b") + strings.Repeat("z", maxLine+1) + "\n" + line("c") + strings.Repeat("y", maxLine) + "\n" + strings.Repeat("w", 2*maxLine)
	s, _ := readAll(t, Options{}, write(t, temp(t, "feed"), text))
	if s.ids() != "a b c" && s.ids() != "a  b c" {
		t.Errorf("events %q", s.ids())
	}
	var tooLong []int64
	for _, r := range s.Rejected {
		if r.Reason == tooLongReason {
			tooLong = append(tooLong, r.Line)
		}
		if len(r.Text) > feed.MaxRejectText {
			t.Errorf("a text of %d bytes is kept", len(r.Text))
		}
	}
	if !reflect.DeepEqual(tooLong, []int64{4, 7}) {
		t.Errorf("too long: lines %v, want 4 and 7", tooLong)
	}
	if s.Lines != 7 {
		t.Errorf("%d lines, want 7", s.Lines)
	}
}

func TestCompressed(t *testing.T) {
	text := lines(0, 3000)
	want, _ := readAll(t, Options{}, write(t, temp(t, "plain"), text))
	gz, zst := gzipped(text[:1000], text[1000:]), zstded(text[:5000], text[5000:])
	for name, data := range map[string][]byte{"gzip, two members": gz, "zstd, two frames": zst} {
		path := write(t, temp(t, "feed"), string(data)) // the name does not matter
		for _, o := range []Options{{}, {BlockSize: 777, Workers: 3}, {Follow: true}} {
			got, r := readAll(t, o, path)
			if !reflect.DeepEqual(got.Events, want.Events) || got.Rejects != 0 || len(r.Failed()) != 0 {
				t.Errorf("%s, %+v: %d events, %d rejects %v", name, o, len(got.Events), got.Rejects, got.Rejected)
			}
			if got.last().State != feed.Done || got.last().Format != "jsonl" {
				t.Errorf("%s: %+v", name, got.last())
			}
		}
		piped, _ := readAll(t, Options{Stdin: bytes.NewReader(data)}, "-")
		if !reflect.DeepEqual(piped.Events, want.Events) {
			t.Errorf("%s, piped: %d events", name, len(piped.Events))
		}
		if piped.last().Read != int64(len(data)) {
			t.Errorf("%s, piped: %d bytes read of %d", name, piped.last().Read, len(data))
		}
	}
}

// What was cut off in the middle counts as far as it goes, and is not taken for the whole.
func TestTruncatedCompressed(t *testing.T) {
	text := lines(0, 500)
	for name, data := range map[string][]byte{
		"gzip": gzipped(text, lines(500, 900)), "zstd": zstded(text, lines(500, 900)),
	} {
		for _, cut := range []int{1, 7, 40} {
			s, r := readAll(t, Options{}, write(t, temp(t, "feed"), string(data[:len(data)-cut])))
			if len(s.Events) < 500 || s.Rejects != 1 || len(r.Failed()) != 1 {
				t.Errorf("%s: %d events, %d rejects, failed %v", name, len(s.Events), s.Rejects, r.Failed())
				continue
			}
			if f := r.Failed()[0]; f.Why() != s.Rejected[0].Reason {
				t.Errorf("%s: failed because %q, and rejected because %q", name, f.Why(), s.Rejected[0].Reason)
			}
			if why := s.Rejected[0].Reason; !strings.Contains(why, "killed") && !strings.Contains(why, "damaged") {
				t.Errorf("%s: reason %q", name, why)
			}
			if got, want := s.Rejected[0].Line, int64(len(s.Events)+1); got != want {
				t.Errorf("%s: rejected line %d, want %d", name, got, want)
			}
		}
	}
}

func gzipped(texts ...string) []byte {
	var b bytes.Buffer
	for _, text := range texts {
		z := gzip.NewWriter(&b)
		io.WriteString(z, text)
		z.Close()
	}
	return b.Bytes()
}

func zstded(texts ...string) []byte {
	var b bytes.Buffer
	for _, text := range texts {
		z, _ := zstd.NewWriter(&b)
		io.WriteString(z, text)
		z.Close()
	}
	return b.Bytes()
}

func TestSeveralSourcesInOrder(t *testing.T) {
	dir := t.TempDir()
	a := write(t, filepath.Join(dir, "queue_log.0"), lines(0, 10))
	b := write(t, filepath.Join(dir, "queue_log"), lines(10, 20))
	if err := os.Symlink(a, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	s, r := readAll(t, Options{BlockSize: 100}, a, b, filepath.Join(dir, "link"), "file://"+b)
	if want, _ := readAll(t, Options{}, write(t, temp(t, "x"), lines(0, 20))); s.ids() != want.ids() {
		t.Errorf("got %s", s.ids())
	}
	if n := len(r.all()); n != 2 {
		t.Errorf("%d sources: the same file is read once", n)
	}
}

// A shell that finds queue_log* names the log before what rotation put aside. What else is named keeps its place.
func TestNamesOfOneLogOldestFirst(t *testing.T) {
	dir := t.TempDir()
	file := func(name, time string) string {
		return write(t, filepath.Join(dir, name), `{"type":"heartbeat","time":"`+time+`"}`+"\n")
	}
	log, older, oldest := file("f.jsonl", "2026-03-02T09:00:00Z"), file("f.jsonl.1", "2026-03-01T09:00:00Z"), file("f.jsonl.2", "2026-02-28T09:00:00Z")
	other, absent := file("a.jsonl", "2026-01-01T09:00:00Z"), filepath.Join(dir, "absent")
	for _, named := range [][]string{{log, other, older, absent, oldest}, {oldest, other, older, absent, log}} {
		r, err := Open(named, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range r.all() {
			got = append(got, o.status.Source)
		}
		if want := []string{oldest, other, older, absent, log}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The files of one log are one story: a call begun in the rotated file ends in the next.
func TestOneDecoderPerLog(t *testing.T) {
	dir := t.TempDir()
	a := write(t, filepath.Join(dir, "queue_log.0"), "1700000000|c1|sales|NONE|ENTERQUEUE||1|1\n1700000005|c1|sales|Bob|CONNECT|5|x|2\n")
	b := write(t, filepath.Join(dir, "queue_log"), "1700000009|c1|sales|Bob|COMPLETECALLER|5|4|1\n")
	joined, _ := readAll(t, Options{}, write(t, temp(t, "joined"), "1700000000|c1|sales|NONE|ENTERQUEUE||1|1\n1700000005|c1|sales|Bob|CONNECT|5|x|2\n1700000009|c1|sales|Bob|COMPLETECALLER|5|4|1\n"))
	s, _ := readAll(t, Options{Workers: 4, BlockSize: 64}, a, b)
	if !reflect.DeepEqual(s.Events, joined.Events) || len(s.Events) < 3 {
		t.Errorf("split %+v\njoined %+v", s.Events, joined.Events)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"http://host/x": `no source of scheme "http"`, "": "empty name", dir + "/[a": "bad pattern",
	} {
		if _, err := Open([]string{name}, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%q): %v, want %q", name, err, want)
		}
	}
	if _, err := Open(nil, Options{Format: "fax"}); err == nil || !strings.Contains(err.Error(), "jsonl, queue_log") {
		t.Errorf("unknown format: %v", err)
	}
	good := write(t, filepath.Join(dir, "good"), line("a"))
	s, r := readAll(t, Options{}, filepath.Join(dir, "missing"), dir, filepath.Join(dir, "x*"), good)
	if s.ids() != "a" {
		t.Errorf("the others are read: got %q", s.ids())
	}
	failed := r.Failed()
	if len(failed) != 3 {
		t.Fatalf("failed: %+v", failed)
	}
	for i, want := range []string{"does not exist", "is a directory", "no file matches"} {
		if failed[i].Index != i || !strings.Contains(failed[i].Err, want) {
			t.Errorf("failed %d: %+v, want %q", i, failed[i], want)
		}
	}
}

// A file may be called anything, and who names a pattern does not know what: no name reaches a terminal as an order to it.
func TestNamesOfFilesAreCleaned(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a\x1b[31m\nb.log"), line("a")+"hello\n")
	write(t, filepath.Join(dir, "a b.log"), line("b"))
	write(t, filepath.Join(dir, "\x1b]0;title\a.log.gz"), string(gzipped(lines(0, 9))[:30]))
	s, r := readAll(t, Options{}, filepath.Join(dir, "*.log*"))
	if len(r.all()) != 3 || s.Rejects != 2 || len(r.Failed()) != 1 {
		t.Fatalf("%d sources, %d rejects, failed %v", len(r.all()), s.Rejects, r.Failed())
	}
	for _, o := range r.all() {
		if strings.ContainsAny(o.status.Source+o.status.Err, "\x1b\a\n") {
			t.Errorf("source %q: %q", o.status.Source, o.status.Err)
		}
	}
	for _, x := range s.Rejected {
		if strings.ContainsAny(x.Source, "\x1b\a\n") {
			t.Errorf("rejected in %q", x.Source)
		}
	}
}

func TestFileURL(t *testing.T) {
	path := write(t, temp(t, "100% of it"), line("a"))
	dir := filepath.Dir(path)
	for _, name := range []string{
		"file:" + path, "file://" + path, "file://localhost" + path, "file://" + dir + "/100%25%20of%20it", "file:" + dir + "/*it",
	} {
		if s, r := readAll(t, Options{}, name); s.ids() != "a" {
			t.Errorf("%s: events %q, failed %v", name, s.ids(), r.Failed())
		}
	}
}

func TestPermissionDenied(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	path := write(t, temp(t, "feed"), line("a"))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	_, r := readAll(t, Options{}, path)
	if f := r.Failed(); len(f) != 1 || !strings.Contains(f[0].Err, "permission denied: add this user") {
		t.Errorf("failed: %+v", f)
	}
	folder := filepath.Dir(path)
	if err := os.Chmod(folder, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	_, r = readAll(t, Options{}, path, filepath.Join(folder, "*.log"))
	for _, f := range r.Failed() {
		if !strings.Contains(f.Err, "permission denied to the folder "+folder) {
			t.Errorf("failed: %+v", f)
		}
	}
	if n := len(r.Failed()); n != 2 {
		t.Errorf("%d failed", n)
	}
}

func TestBinaryIsCounted(t *testing.T) {
	junk := bytes.Repeat([]byte{0, 1, 2, 0xff, 0x1b, '\n', '|', '{'}, 20_000)
	s, r := readAll(t, Options{}, write(t, temp(t, "feed"), string(junk)))
	if len(s.Events) != 0 || s.Rejects == 0 || s.Rejects != s.Lines || len(r.Failed()) != 0 {
		t.Errorf("%d events, %d lines, %d rejects, failed %v", len(s.Events), s.Lines, s.Rejects, r.Failed())
	}
}

func TestFormatIsFoundOutLate(t *testing.T) {
	calls := "1700000000|c1|sales|NONE|ENTERQUEUE||1|1\n1700000005|c1|sales|Bob|CONNECT|5|x|2\n"
	in := &pieces{s: "\n\n" + calls, n: 2}
	s, _ := readAll(t, Options{Stdin: in, Workers: 4}, "-")
	if len(s.Events) < 2 || s.Rejects != 0 || s.last().Format != "queue_log" {
		t.Errorf("%d events, %v, %+v", len(s.Events), s.Rejected, s.last())
	}
}

// What stands before the first line that a format knows is rejected, however much it is, and hides no format.
func TestFormatBehindGarbage(t *testing.T) {
	calls := "1700000000|c1|sales|NONE|ENTERQUEUE||1|1\n1700000005|c1|sales|Bob|CONNECT|5|x|2\n"
	for name, c := range map[string]struct {
		garbage string
		lines   int
	}{
		"half a line":        {"|sales|Bob|COMPLETECALLER|5|4|1\n", 1},
		"a comment":          {"# moved here on Monday\n\n", 1},
		"zeros":              {strings.Repeat("\x00", 3*headLen) + "\n", 1},
		"more than the head": {strings.Repeat("hello\n", headLen), headLen},
	} {
		text := c.garbage + calls
		for _, how := range []struct {
			o    Options
			path string
		}{
			{Options{}, write(t, temp(t, "feed"), text)},
			{Options{}, write(t, temp(t, "feed.gz"), string(gzipped(text)))},
			{Options{Stdin: &pieces{s: text, n: 1000}}, "-"},
		} {
			s, _ := readAll(t, how.o, how.path)
			if len(s.Events) < 2 || s.Rejects != c.lines || s.last().Format != "queue_log" {
				t.Errorf("%s: %d events, %d rejects, want %d, %+v", name, len(s.Events), s.Rejects, c.lines, s.last())
			}
		}
	}
	s, _ := readAll(t, Options{}, write(t, temp(t, "feed"), "# a comment\n"+line("a")))
	if s.ids() != "a" || s.Rejects != 1 || s.last().Format != "jsonl" {
		t.Errorf("%+v", s)
	}
}

func TestProgress(t *testing.T) {
	text := lines(0, 1000)
	s, _ := readAll(t, Options{BlockSize: 10_000}, write(t, temp(t, "feed"), text))
	if s.last().Read != int64(len(text)) || s.last().Size != int64(len(text)) {
		t.Errorf("at the end %+v, want %d bytes", s.last(), len(text))
	}
}

func BenchmarkCatchUp(b *testing.B) {
	path := write(b, temp(b, "feed"), strings.Repeat(lines(0, 1000), 200))
	info, _ := os.Stat(path)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(info.Size())
			for b.Loop() {
				count(b, path, Options{Workers: workers})
			}
		})
	}
}
