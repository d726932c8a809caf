// Package demo is the built-in recorded day: twelve hours of a made-up support floor with 40 agents, 6 queues and an
// outage at 14:00. It is what floorboard shows to somebody who has no feed at hand.
//
// The recording is made by `go generate`; the same program makes the same recording.
package demo

import (
	"bytes"
	_ "embed"
	"io"
	"time"

	"floorboard/feed/compress"
	"floorboard/feed/jsonl"
	"floorboard/feed/simulate"
)

//go:generate go run ./make day.jsonl.zst

// recording is the day in the native format, compressed with Zstandard.
//
//go:embed day.jsonl.zst
var recording []byte

// options are those of the recorded day. It is terse, as it travels inside the binary.
func options() simulate.Options {
	o := simulate.Default()
	o.Terse = true
	return o
}

// Start is when the day begins: Monday, 2 March 2026, 07:00 UTC.
func Start() time.Time { return options().Start }

// Open returns the recording as lines of the native format, in the order of their times.
func Open() io.ReadCloser { return compress.NewReader(bytes.NewReader(recording)) }

// Write makes the recording anew and writes its lines.
func Write(w io.Writer) error {
	var line []byte
	for e := range simulate.Day(options()) {
		line = jsonl.Append(line[:0], e)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}
