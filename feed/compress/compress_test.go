package compress

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// packed returns the parts, each ended by Finish.
func packed(t rapid.TB, kind Kind, parts ...string) []byte {
	var b bytes.Buffer
	w, err := NewWriter(&b, kind)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if _, err := io.WriteString(w, p); err != nil {
			t.Fatal(err)
		}
		if err := w.Finish(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{None, Gzip, Zstd}).Draw(t, "kind")
		parts := rapid.SliceOf(rapid.String()).Draw(t, "parts")
		want := strings.Join(parts, "")
		if kind == None && Sniff([]byte(want)) != None {
			t.Skip("plain text that looks compressed")
		}
		r := NewReader(iotest.OneByteReader(bytes.NewReader(packed(t, kind, parts...))))
		defer r.Close()
		got, err := io.ReadAll(r)
		if err != nil || string(got) != want {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	})
}

// Cut anywhere, a file gives the parts that are whole, and says that it was cut.
func TestCut(t *testing.T) {
	for _, kind := range []Kind{Gzip, Zstd} {
		first := packed(t, kind, "first part")
		all := packed(t, kind, "first part", "second part")
		for cut := len(first) + 1; cut < len(all); cut++ {
			got, err := io.ReadAll(NewReader(bytes.NewReader(all[:cut])))
			var damage *Damage
			if !errors.As(err, &damage) || !strings.HasPrefix(string(got), "first part") {
				t.Errorf("%s cut to %d bytes: %q, %v", kind, cut, got, err)
			}
		}
	}
}

func TestDamage(t *testing.T) {
	for _, kind := range []Kind{Gzip, Zstd} {
		data := append(packed(t, kind, "first part"), "and then garbage"...)
		got, err := io.ReadAll(NewReader(bytes.NewReader(data)))
		if err == nil || string(got) != "first part" || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %q, %v", kind, got, err)
		}
	}
	broken := errors.New("broken")
	if _, err := io.ReadAll(NewReader(iotest.ErrReader(broken))); err != broken {
		t.Errorf("what is wrong with reading is not damage: %v", err)
	}
}

// A frame that asks for more memory than is given is damage; it is so before any is taken.
func TestWindowIsBounded(t *testing.T) {
	frame := func(log byte) []byte { // RFC 8878, section 3.1.1: magic number, descriptor, window of 2^log bytes, and a last, raw block of two bytes
		return []byte{0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 2<<3 | 1, 0, 0, 'o', 'k'}
	}
	if got, err := io.ReadAll(NewReader(bytes.NewReader(frame(20)))); string(got) != "ok" || err != nil {
		t.Errorf("a window of 1 MiB: %q, %v", got, err)
	}
	var damage *Damage
	if got, err := io.ReadAll(NewReader(bytes.NewReader(frame(28)))); len(got) > 0 || !errors.As(err, &damage) {
		t.Errorf("a window of 256 MiB: %q, %v", got, err)
	}
}

func TestSniffAndByName(t *testing.T) {
	for name, kind := range map[string]Kind{"a": None, "a.jsonl": None, "a.gz": Gzip, "a.jsonl.zst": Zstd, "a.zstd": Zstd, ".gz": Gzip, "A.JSONL.GZ": Gzip} {
		if got := ByName(name); got != kind {
			t.Errorf("ByName(%q) = %s, want %s", name, got, kind)
		}
	}
	for head, kind := range map[string]Kind{"": None, "\x1f": None, "{\"ti": None, "\x1f\x8b\x08\x00": Gzip, "\x28\xb5\x2f\xfd": Zstd, "\x5a\x2a\x4d\x18": Zstd} {
		if got := Sniff([]byte(head)); got != kind {
			t.Errorf("Sniff(%q) = %s, want %s", head, got, kind)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(packed(f, Gzip, "one", "two"))
	f.Add(packed(f, Zstd, "one", "two"))
	f.Add([]byte("plain"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		defer r.Close()
		if n, err := io.Copy(io.Discard, io.LimitReader(r, 1<<24)); err == nil && n == 0 && len(data) >= 4 && r.kind == None {
			t.Errorf("nothing of %q was read", data)
		}
	})
}
