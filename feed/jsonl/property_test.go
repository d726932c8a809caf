package jsonl

import (
	"slices"
	"strings"
	"testing"

	"floorboard/feed"

	"pgregory.net/rapid"
)

// values are what the lines of anyLine hold: right and wrong ones for every field.
var values = []string{
	`"2026-03-02T09:00:04.120Z"`, `"2026-03-02T09:00:59Z"`, `"2026-03-02t10:00:60.9999+01:00"`, `"2024-02-30T00:00:00Z"`, `"1970-01-01T00:30:00+00:31"`,
	`"2026-03-02T09:00:04,5Z"`, `"2026-03-02T09:00:04.1234567890123456789-23:59"`, `"2026-03-02 09:00:04Z"`, `1772442004`, `1772442004.1299`, `1772442004120`,
	`99999999999.9999`, `1e11`, `100000000000.5`, `253402300799999.9`, `253402300800000`, `0`, `-0`, `-0.0e5`, `1`, `5`, `5.0`, `50e-1`, `0.05E2`, `4.5`, `10`, `11`, `7`, `-1`, `-1e-9`, `0.0005`, `0.00049999`,
	`1e9`, `1000000000.001`, `1e12`, `1e300`, `1e-300`, `123456789012345678901234567890`, `0.00000000000000000000000001e26`, `2147483647`, `-2147483648`, `2147483648`,
	`null`, `true`, `false`, `{}`, `[]`, `[1,{"a":[null,"]"]}]`, `{"type":"held","x":[[]]}`, `""`, `"a"`, `"c1"`, `"amira"`, `"a b"`, `"agent"`, `"customer"`, `"bot"`, `"system"`, `"busy"`, `"wrap_up"`,
	`"eur"`, `"\u0061\ud83d\ude00\ud83d"`, `"\u001b[31mred\u0000"`, `"\u001b` + "\xff" + `"`, `"zoë` + "\xc3" + `"`, `"` + "\x7f" + `"`, `"` + "\u200b" + `"`, `"\"\\\/\b\f\n\r\t"`, `"中文"`,
	// no JSON:
	`01`, `1.`, `.5`, `+1`, `1e`, `nul`, `truefalse`, `'a'`, `"a`, `a"`, "\"\t\"", `"\q"`, `"\u12"`, `[1,]`, `[1}`, `{"a":1]`, `{"a"}`, `[}`, `{`, ``,
}

// wellKnown are fields that look right, for some types of event at least.
var wellKnown = []string{
	`"by":"agent"`, `"by":"bot"`, `"by":"system"`, `"by":"me"`, `"csat":5`, `"csat":0`, `"nps":0`, `"nps":10.5`, `"ces":7.0`, `"ces":8`, `"level":2`, `"level":"b"`, `"amount":1.23455`, `"amount":-1.23455`,
	`"currency":"eur"`, `"state":"ringing"`, `"state":"unknown"`, `"priority":-2`, `"wait_seconds":1.5`, `"talk_seconds":2`, `"hold_seconds":0`, `"wrap_up_seconds":20.0004`,
	`"reason":"a"`, `"to_queue":"b"`, `"to_agent":"c"`, `"due":1e9`, `"id":"e1"`, `"text":"it's fine"`, `"agent":""`, `"conversation":""`, `"conversation":null`,
}

// anyLine draws a line that is nearly an event.
func anyLine(t *rapid.T) string {
	names := []string{`"x"`, `""`, `"Type"`, `"\u0074ime"`, `"conversation_id"`, `"customers"`, `"a name that is longer than any"`, `"` + "\xff" + `"`}
	for _, form := range forms {
		names = append(names, `"`+form.name+`"`)
	}
	gap := rapid.SampledFrom([]string{"", "", "", "", " ", "\t", "\r", "  "})
	typeName := feed.Type(rapid.IntRange(0, int(feed.NumTypes)-1).Draw(t, "type")).String()
	members := []string{`"type":"` + typeName + `"`, `"time":"2026-03-02T09:00:04.120Z"`, `"conversation":"c1"`, `"agent":"bob"`, `"by":"agent"`, `"due":5`, `"state":"away"`}
	members = members[:rapid.IntRange(0, len(members)).Draw(t, "given")]
	members = append(members, rapid.SliceOfN(rapid.SampledFrom(wellKnown), 0, 3).Draw(t, "well known")...)
	for range rapid.IntRange(0, 3).Draw(t, "more") {
		name, value := rapid.SampledFrom(names).Draw(t, "name"), rapid.SampledFrom(values).Draw(t, "value")
		members = append(members, gap.Draw(t, "gap")+name+gap.Draw(t, "gap")+":"+gap.Draw(t, "gap")+value+gap.Draw(t, "gap"))
	}
	members = rapid.Permutation(members).Draw(t, "order")
	return gap.Draw(t, "gap") + "{" + gap.Draw(t, "gap") + strings.Join(members, ",") + "}" + gap.Draw(t, "gap")
}

// Whatever stands in the lines, the decoder says what the reference says.
func TestAgreesWithReference(t *testing.T) {
	d := Format().New()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.Custom(anyLine), 1, 4).Draw(t, "lines"), "\n") + rapid.SampledFrom([]string{"", "\n"}).Draw(t, "end")
		events, lines, rejects, unknown := reference([]byte(text))
		var b feed.Batch
		d.Decode([]byte(text), &b)
		if b.Lines != lines || b.Rejects != rejects || b.Unknown != unknown {
			t.Fatalf("%q: %d lines, %d rejects, %d unknown; reference %d, %d, %d: %v", text, b.Lines, b.Rejects, b.Unknown, lines, rejects, unknown, b.Rejected)
		}
		if !slices.Equal(b.Events, events) {
			t.Fatalf("%q:\n      got %+v\nreference %+v", text, b.Events, events)
		}
	})
}
