package jsonl

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"floorboard/feed"

	"pgregory.net/rapid"
)

// anyEvent draws an event with fields that belong to its type.
func anyEvent(t *rapid.T) feed.Event {
	instant := rapid.Int64Range(0, maxTime)
	text := func(max int) *rapid.Generator[string] {
		return rapid.Map(rapid.String(), func(s string) string { return feed.Clean(s, max) })
	}
	e := feed.NewEvent(feed.Type(rapid.IntRange(int(feed.Queued), int(feed.NumTypes)-1).Draw(t, "type")), instant.Draw(t, "time"))
	has := func(f field) bool {
		return (common | extras[e.Type]).has(f) && (required[e.Type].has(f) || rapid.Bool().Draw(t, "has"))
	}
	for f := range numStrings {
		if has(f) {
			*stringOf(&e, f) = text(maxLen(f)).Draw(t, forms[f].name)
		}
	}
	for f := fieldWait; f <= fieldWrapUp; f++ {
		if has(f) {
			*durationOf(&e, f) = rapid.Int64Range(0, maxDuration).Draw(t, forms[f].name)
		}
	}
	for f := fieldCSAT; f <= fieldCES; f++ {
		if has(f) {
			score, least, most := scoreOf(&e, f)
			*score = int8(rapid.Int64Range(least, most).Draw(t, forms[f].name))
		}
	}
	if has(fieldPriority) {
		e.Priority, e.HasPriority = rapid.Int32().Draw(t, "priority"), true
	}
	if has(fieldBy) {
		e.By = rapid.SampledFrom([]feed.By{feed.ByAgent, feed.ByCustomer}).Draw(t, "by")
	}
	if has(fieldState) {
		e.State = feed.AgentState(rapid.IntRange(int(feed.Available), int(feed.NumAgentStates)-1).Draw(t, "state"))
	}
	if has(fieldDue) {
		e.Due = instant.Draw(t, "due")
	}
	if has(fieldAmount) {
		e.Amount = rapid.Int64Range(-maxAmount, maxAmount).Draw(t, "amount")
	}
	if e.Type == feed.Sold {
		e.Currency = rapid.StringMatching("[A-Z]{3}").Draw(t, "currency")
	}
	if required[e.Type].has(fieldConversation) && e.Conversation == "" {
		e.Conversation = "c"
	}
	if required[e.Type].has(fieldAgent) && e.Agent == "" {
		e.Agent = "a"
	}
	return e
}

// Reading what was written gives the same events, and so does encoding/json's idea of a valid line.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.SliceOfN(rapid.Custom(anyEvent), 1, 5).Draw(t, "events")
		var block []byte
		for i := range events {
			start := len(block)
			block = Append(block, &events[i])
			if !json.Valid(block[start:]) {
				t.Fatalf("no JSON: %q", block[start:])
			}
		}
		b := decodeText(string(block))
		if b.Rejects != 0 || len(b.Events) != len(events) {
			t.Fatalf("%d of %d events, rejected %v: %q", len(b.Events), len(events), b.Rejected, block)
		}
		for i := range events {
			if b.Events[i] != events[i] {
				t.Fatalf("%q:\n got %+v\nwant %+v", block, b.Events[i], events[i])
			}
		}
	})
}

func TestAppend(t *testing.T) {
	for want, e := range map[string]feed.Event{
		`{"time":"2026-03-02T09:00:04.120Z","type":"held","conversation":"c"}`: event(feed.Held, nil),
		`{"time":"1970-01-01T00:00:01Z","type":"heartbeat"}`:                   event(feed.Heartbeat, func(e *feed.Event) { e.Time = 1000 }),
		`{"time":"2026-03-02T09:00:04.120Z","type":"ended","conversation":"c","by":"customer","talk_seconds":268.5,"hold_seconds":0}`: event(feed.Ended, func(e *feed.Event) {
			e.By, e.Talk, e.Hold = feed.ByCustomer, 268500, 0
		}),
		`{"time":"2026-03-02T09:00:04.120Z","type":"sold","currency":"EUR","amount":-0.5}`:    event(feed.Sold, func(e *feed.Event) { e.Amount, e.Currency = -5000, "EUR" }),
		`{"time":"2026-03-02T09:00:04.120Z","type":"sold","currency":"EUR","amount":12.0405}`: event(feed.Sold, func(e *feed.Event) { e.Amount, e.Currency = 120405, "EUR" }),
		`{"time":"2026-03-02T09:00:04.120Z","type":"rated","text":"\"a\\\u000ab\"é�","csat":4,"nps":0}`: event(feed.Rated, func(e *feed.Event) {
			e.Text, e.CSAT, e.NPS = "\"a\\\nb\"é\xff", 4, 0
		}),
		`{"time":"2026-03-02T09:00:04.120Z","type":"queued","conversation":"c","priority":-2}`: event(feed.Queued, func(e *feed.Event) {
			e.Priority, e.HasPriority, e.Reason, e.Wait = -2, true, "belongs elsewhere", 5
		}),
	} {
		if got := string(Append(nil, &e)); got != want+"\n" {
			t.Errorf("\n got %swant %s", got, want)
		}
	}
}

// Times are written as package time writes them.
func TestAppendTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.OneOf(rapid.Int64Range(0, maxTime), rapid.Int64Range(-1e15, 1e15), rapid.Map(rapid.Int64Range(0, maxTime/1000), func(s int64) int64 { return s * 1000 })).Draw(t, "ms")
		layout := "2006-01-02T15:04:05.000Z"
		if ms%1000 == 0 && ms >= 0 && ms <= maxTime {
			layout = "2006-01-02T15:04:05Z"
		}
		want := time.UnixMilli(ms).UTC().Format(`"` + layout + `"`)
		if got := string(appendTime(nil, ms)); got != want {
			t.Fatalf("%d: %s, want %s", ms, got, want)
		}
	})
	for days := int64(0); days <= 146_097; days++ { // four hundred years, after which the calendar repeats itself
		want := time.UnixMilli(days * 86_400_000).UTC().Format(`"2006-01-02T15:04:05Z"`)
		if got := string(appendTime(nil, days*86_400_000)); got != want {
			t.Fatalf("day %d: %s, want %s", days, got, want)
		}
	}
}

// Strings are written so that encoding/json reads them again, with what is no UTF-8 replaced.
func TestAppendString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"a", "plain", "sixteen bytes of", "\"", "\\", "\x00", "\n", "\x7f", "é", "中", "😀", "\xff", "\xc3", "\xed\xa0\x80", "\ufffd"}))
		s := strings.Join(pieces.Draw(t, "pieces"), "")
		text := appendString([]byte{'"'}, s)
		var got string
		if err := json.Unmarshal(text, &got); err != nil || got != strings.ToValidUTF8(s, "\ufffd") {
			t.Fatalf("%q became %s, read as %q, %v", s, text, got, err)
		}
	})
}
