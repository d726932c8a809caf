package compress

import (
	"bytes"
	"io"
	"testing"

	"floorboard/feed/jsonl"
	"floorboard/feed/simulate"
)

// BenchmarkRead decompresses four hours of made-up events: what reading a compressed file takes beyond reading a plain one. Bytes are those
// of the plain file.
func BenchmarkRead(b *testing.B) {
	o := simulate.Default()
	o.Hours = 4
	var plain []byte
	for e := range simulate.Day(o) {
		plain = jsonl.Append(plain, e)
	}
	buffer := make([]byte, 128<<10)
	for _, kind := range []Kind{Gzip, Zstd} {
		compressed := packed(b, kind, string(plain))
		b.Run(kind.String(), func(b *testing.B) {
			b.SetBytes(int64(len(plain)))
			b.ReportAllocs()
			for b.Loop() {
				r := NewReader(bytes.NewReader(compressed))
				for {
					if _, err := r.Read(buffer); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
				if err := r.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
