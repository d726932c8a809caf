package source

import (
	"bytes"
	"fmt"
	"strings"

	"floorboard/feed"
	"floorboard/feed/jsonl"
	"floorboard/feed/queuelog"
)

// Formats is the table of all formats, the native one first: it is also tried on what no format recognises, so that
// every line of it is counted and shown as rejected. To add a format is to add a line here.
func Formats() []feed.Format {
	return []feed.Format{
		jsonl.Format(),
		queuelog.Format(),
	}
}

// headLen is how much of the beginning of a source is looked at to recognise its format.
const headLen = 64 << 10

// formats is a table of formats.
type formats []feed.Format

// named returns the format of that name.
func (t formats) named(name string) (*feed.Format, error) {
	for i := range t {
		if t[i].Name == name {
			return &t[i], nil
		}
	}
	return nil, fmt.Errorf("no input format is called %q: choose one of %s, or leave --input away to go by the content", name, t.names())
}

// detect returns the format that lines are of; nil when none recognises any of them.
func (t formats) detect(lines []byte) *feed.Format {
	for line := range bytes.Lines(lines) {
		line = line[:min(len(line), headLen)]
		for i := range t {
			if t[i].Detect(line) {
				return &t[i]
			}
		}
	}
	return nil
}

func (t formats) names() string {
	names := make([]string, len(t))
	for i := range t {
		names[i] = t[i].Name
	}
	return strings.Join(names, ", ")
}
