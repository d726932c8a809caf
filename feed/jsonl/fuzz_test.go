package jsonl

import (
	"slices"
	"testing"

	"floorboard/feed"
)

// The decoder and the reference must accept the same lines and make the same events of them.
func FuzzDecode(f *testing.F) {
	for _, c := range accepted {
		f.Add([]byte(written(c.line)))
	}
	for _, c := range rejected {
		if len(c.line) < 1000 {
			f.Add([]byte(written(c.line)))
		}
	}
	f.Add([]byte(written(accepted[0].line) + "\r\n\n" + written(rejected[0].line) + "\n" + written(accepted[1].line)))
	d := Format().New()
	f.Fuzz(func(t *testing.T, block []byte) {
		original := slices.Clone(block)
		events, lines, rejects, unknown := reference(block)
		var b feed.Batch
		d.Decode(block, &b)
		if b.Lines != lines || b.Rejects != rejects || b.Unknown != unknown {
			t.Errorf("%q: %d lines, %d rejects, %d unknown; reference %d, %d, %d", block, b.Lines, b.Rejects, b.Unknown, lines, rejects, unknown)
			for _, r := range b.Rejected {
				t.Log(r.Line, r.Reason)
			}
		} else if !slices.Equal(b.Events, events) {
			t.Errorf("%q:\n      got %+v\nreference %+v", block, b.Events, events)
		}
		if !slices.Equal(block, original) {
			t.Error("the block was written to")
		}
		for _, r := range b.Rejected {
			if r.Reason == "" || feed.Clean(r.Reason, 1000) != r.Reason || r.Line < 1 {
				t.Errorf("line %d rejected for %q", r.Line, r.Reason)
			}
		}
	})
}
