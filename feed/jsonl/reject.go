package jsonl

import (
	"fmt"
	"strings"

	"floorboard/feed"
)

// why is what can be wrong with a line.
type why uint8

const (
	fine why = iota
	unknownType
	// the line is no JSON object
	notObject
	wantsName
	wantsColon
	wantsValue
	wantsComma
	controlInString
	badEscape
	badNumber
	tooDeep
	trailing
	tooLong
	// the object is no event
	isMissing
	wrongKind
	badValue
)

// fault is what is wrong with a line, and where.
type fault struct {
	why   why
	at    int   // in which byte of the line, from 0
	body  int   // where the object begins, from which the spans count
	field field // which field is to blame
}

// slip is a line that is no event.
type slip struct {
	fault
	number     int64
	start, end int // where it stands in the block
}

// slip remembers the newest lines that are no events. Only when no newer ones can come are they made fit to show, which
// takes longer than reading them.
func (d *decoder) slip(s slip) {
	if len(d.slips) == 2*feed.KeptRejects {
		d.slips = d.slips[:copy(d.slips, d.slips[feed.KeptRejects:])]
	}
	d.slips = append(d.slips, s)
}

// reject keeps the beginnings of the newest lines of the block that are no events, with the reasons.
func (d *decoder) reject(block string, b *feed.Batch) {
	for _, s := range d.slips[max(0, len(d.slips)-feed.KeptRejects):] {
		if s.why == wrongKind || s.why == badValue {
			d.object(block[s.start+s.body:]) // notes again where its values stand
		}
		line := strings.TrimRight(block[s.start:s.end], " \t\r")
		b.Rejected = append(b.Rejected, feed.Reject{
			Line:   s.number,
			Reason: d.reason(line, s.fault),
			Text:   strings.Clone(feed.Clean(line, feed.MaxRejectText)),
		})
	}
	d.slips = d.slips[:0]
}

// reason says what is wrong with a line and how to mend it.
func (d *decoder) reason(line string, f fault) string {
	switch {
	case f.why == tooLong:
		// In KiB it has so few digits that no mask takes them for a phone number.
		return fmt.Sprintf("the line has %d KiB, more than %d: write one event a line and shorten its text", (len(line)+1023)>>10, maxLine>>10)
	case f.why == isMissing:
		return fmt.Sprintf("%s is missing: %s", forms[f.field].name, needed(f.field))
	case f.why == wrongKind || f.why == badValue:
		return d.wrongValue(line, f)
	case f.why == notObject && noText(line) != "":
		return noText(line)
	case f.at >= len(line):
		return "the line ends before the JSON object does: write the whole object on one line, up to its }"
	}
	return syntaxReason(shorten(line[f.at:]), f)
}

// needed says which events need a field.
func needed(f field) string {
	switch f {
	case fieldTime:
		return "every event needs one, RFC 3339 with offset or Unix seconds"
	case fieldType:
		return "every event needs one, such as \"queued\""
	}
	return "an event of this type needs it"
}

// wrongValue says what a field should hold.
func (d *decoder) wrongValue(line string, f fault) string {
	form := forms[f.field]
	p := d.fields.at[f.field]
	if d.fields.strings().has(f.field) {
		p.start, p.end = p.start-1, p.end+1 // with its quotes
	}
	value := shorten(line[f.body:][p.start:p.end])
	wants := form.wants
	switch {
	case f.why == badValue:
	case d.fields.numbers.has(f.field):
		wants = fmt.Sprintf("is a number: put it in quotes, \"%s\"", value)
	case d.fields.strings().has(f.field):
		wants += ", without quotes"
	}
	return fmt.Sprintf("%s: %s %s", form.name, value, wants)
}

// noText says what a line is that is no text, "" where it is one.
func noText(line string) string {
	zeros, controls := 0, 0
	for i := range len(line) {
		switch c := line[i]; {
		case c == 0:
			zeros++
		case c < ' ' && c != '\t' && c != '\r' && c != escape:
			controls++
		}
	}
	switch {
	case zeros > 0 && zeros >= len(line)*2/5 && !strings.Contains(line, "\x00\x00"): // every other byte, but for what is not Latin
		return "the text is UTF-16: save it as UTF-8"
	case zeros+controls > 0:
		return "the line is binary: name a feed, unpacked or packed by gzip or Zstandard"
	}
	return ""
}

const escape = 0x1b // colours a log

// syntaxReason says why a line is no JSON object (RFC 8259), rest being what stands where it goes wrong.
func syntaxReason(rest string, f fault) string {
	at := f.at + 1 // people count from 1
	switch f.why {
	case notObject:
		return fmt.Sprintf("the line begins with %s, it is no JSON object: write {\"time\":…,\"type\":…}", rest)
	case wantsName:
		return fmt.Sprintf("byte %d: %s where a field name should stand: write it in double quotes, and no comma before }", at, rest)
	case wantsColon:
		return fmt.Sprintf("byte %d: %s after a field name: write a colon between name and value", at, rest)
	case wantsValue:
		return fmt.Sprintf("byte %d: %s is no JSON value: put text in double quotes", at, rest)
	case wantsComma:
		return fmt.Sprintf("byte %d: %s after a value: write a comma before the next one, or close with the right bracket", at, rest)
	case controlInString:
		return fmt.Sprintf("byte %d: a bare control character in a string: write it as an escape, such as \\n or \\t", at)
	case badEscape:
		return fmt.Sprintf("byte %d: %s is no JSON escape: write a backslash as \\\\", at, rest)
	case badNumber:
		return fmt.Sprintf("byte %d: %s is no JSON number: write digits without leading zeros, or put text in quotes", at, rest)
	case tooDeep:
		return fmt.Sprintf("byte %d: more than %d objects or arrays within each other: leave that field out or flatten it", at, maxDepth)
	}
	return fmt.Sprintf("byte %d: %s after the object: write one object a line and nothing behind it", at, rest)
}

// maxShown bounds the piece of a line that a reason shows, in bytes.
const maxShown = 40

// shorten returns the beginning of s, made safe to show.
func shorten(s string) string {
	if short := feed.Clean(s, maxShown); len(s) > maxShown {
		return short + "…"
	}
	return strings.Clone(feed.Clean(s, maxShown))
}
