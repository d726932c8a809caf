package jsonl

import (
	"math"
	"math/bits"
	"strings"

	"floorboard/feed"
)

const (
	maxDuration = 1_000_000_000_000                    // ms, 30 years: sums of them must not overflow
	maxAmount   = 1_000_000_000_000 * feed.AmountScale // likewise
)

// noCurrency is what ISO 4217 has for "no currency involved".
const noCurrency = "XXX"

// event makes e of the fields that were found in the line at the start of s, or returns why it is no event and which field is to blame.
func (d *decoder) event(line string, e *feed.Event) (why, field) {
	v := &d.fields
	t := v.kind
	if t == feed.Unknown {
		var w why
		if t, w = d.eventType(line); w != fine {
			return w, fieldType
		}
	}
	if missing := required[t] &^ v.here; missing != 0 {
		return isMissing, first(missing)
	}
	extra := v.here & extras[t]
	wrong := v.strings()&^mayBeText | v.numbers&^mayBeNumber | v.others
	if wrong &= common | extra; wrong != 0 {
		return wrongKind, first(wrong)
	}
	at, ok := v.time, v.timed
	if !ok {
		at, ok = d.time(line, fieldTime)
	}
	if !ok || at < 0 || at > maxTime {
		return badValue, fieldTime
	}
	v.set(line, e)
	e.Type, e.Time = t, at
	if extra != 0 || v.special&commonStrings != 0 || v.numbers.has(fieldPriority) {
		if f, ok := d.rare(line, e, extra); !ok {
			return badValue, f
		}
	}
	switch {
	case e.Conversation == "" && required[t].has(fieldConversation):
		return isMissing, fieldConversation
	case e.Agent == "" && required[t].has(fieldAgent):
		return isMissing, fieldAgent
	case t == feed.Sold && e.Currency == "":
		e.Currency = noCurrency
	}
	return fine, noField
}

// first returns the first field of a set that is not empty.
func first(s set) field { return field(bits.TrailingZeros64(uint64(s))) }

// eventType returns the type that the line names.
func (d *decoder) eventType(line string) (feed.Type, why) {
	v := &d.fields
	p := v.at[fieldType]
	switch {
	case !v.strings().has(fieldType):
		if v.here.has(fieldType) {
			return 0, wrongKind
		}
		return 0, isMissing
	case p.start == p.end:
		return 0, isMissing
	}
	t := feed.Type(typeNames.find(d.word(line, fieldType)))
	if t == feed.Unknown {
		return 0, unknownType
	}
	return t, fine
}

// word returns the value of a field that is a string.
func (d *decoder) word(line string, f field) word {
	if d.fields.special.has(f) {
		return wordOf(d.unescaped(d.fields.value(line, f)))
	}
	p := d.fields.at[f]
	return wordAt(line, int(p.start), int(p.end-p.start))
}

// set sets the ten strings that any event may have, as they stand in the line, and makes everything else absent. Each field
// is written once, which Event.Reset would not do.
func (v *fields) set(line string, e *feed.Event) {
	e.By, e.State = feed.ByNobody, feed.StateUnknown
	e.ID = v.value(line, fieldID)
	e.Conversation = v.value(line, fieldConversation)
	e.Queue = v.value(line, fieldQueue)
	e.Channel = v.value(line, fieldChannel)
	e.Agent = v.value(line, fieldAgent)
	e.Team = v.value(line, fieldTeam)
	e.Customer = v.value(line, fieldCustomer)
	e.Topic = v.value(line, fieldTopic)
	e.Stage = v.value(line, fieldStage)
	e.Text = v.value(line, fieldText)
	e.Reason, e.Level, e.ToQueue, e.ToAgent, e.Currency = "", "", "", "", ""
	e.Wait, e.Talk, e.Hold, e.WrapUp, e.Due, e.Amount = feed.Absent, feed.Absent, feed.Absent, feed.Absent, 0, feed.NoAmount
	e.Priority, e.HasPriority, e.CSAT, e.NPS, e.CES = 0, false, feed.Absent, feed.Absent, feed.Absent
}

// rare sets what few events have: text that needs cleaning, and the fields of their type. If one is wrong it
// returns that one and false.
func (d *decoder) rare(line string, e *feed.Event, extra set) (field, bool) {
	v := &d.fields
	for todo := v.special & commonStrings; todo != 0; todo &= todo - 1 {
		f := first(todo)
		*stringOf(e, f) = d.clean(v.value(line, f), maxLen(f))
	}
	if v.numbers.has(fieldPriority) {
		extra |= of(fieldPriority)
	}
	for ; extra != 0; extra &= extra - 1 {
		if f := first(extra); !d.extra(line, e, f) {
			return f, false
		}
	}
	return noField, true
}

// maxLen returns how many bytes of a string are kept.
func maxLen(f field) int {
	if f == fieldText {
		return feed.MaxText
	}
	return feed.MaxName
}

// extra sets a field that belongs to the type of e, and returns whether its value is right.
func (d *decoder) extra(line string, e *feed.Event, f field) (ok bool) {
	value := d.fields.value(line, f)
	switch f {
	case fieldReason, fieldLevel, fieldToQueue, fieldToAgent:
		*stringOf(e, f) = d.clean(value, maxLen(f))
	case fieldCurrency:
		e.Currency = strings.ToUpper(d.clean(value, maxLen(f)))
	case fieldBy:
		e.By = feed.By(byNames.find(d.word(line, f)))
		return e.By != feed.ByNobody && canAct(e.Type, e.By)
	case fieldState:
		e.State = feed.AgentState(stateNames.find(d.word(line, f)))
		return e.State != feed.StateUnknown
	case fieldDue:
		e.Due, ok = d.time(line, f)
		return ok
	case fieldWait, fieldTalk, fieldHold, fieldWrapUp:
		return duration(value, durationOf(e, f))
	case fieldAmount:
		return amount(value, &e.Amount)
	case fieldPriority:
		n, ok := integer(value, math.MinInt32, math.MaxInt32)
		e.Priority, e.HasPriority = int32(n), ok
		return ok
	case fieldCSAT, fieldNPS, fieldCES:
		score, least, most := scoreOf(e, f)
		n, ok := integer(value, least, most)
		*score = int8(n)
		return ok
	}
	return true
}

// canAct says who replies (nobody sends a message for the system) and who ends a contact (a bot hands it over).
func canAct(t feed.Type, by feed.By) bool {
	if t == feed.Replied {
		return by != feed.BySystem
	}
	return by != feed.ByBot
}

// time reads a field that is a time.
func (d *decoder) time(line string, f field) (ms int64, ok bool) {
	v := &d.fields
	value := v.value(line, f)
	if v.numbers.has(f) {
		return unixTime(value)
	}
	if v.special.has(f) {
		value = d.unescaped(value)
	}
	return d.clock.parse(value)
}

// duration reads seconds, which are not negative, rounded to milliseconds.
func duration(s string, ms *int64) bool {
	x, ok := parseDecimal(s, 3)
	*ms = x.rounded()
	return ok && !x.negative && *ms <= maxDuration
}

// amount reads an amount of money, rounded to units of feed.AmountScale, halves away from zero.
func amount(s string, units *int64) bool {
	x, ok := parseDecimal(s, 4)
	n := x.rounded()
	if *units = n; x.negative {
		*units = -n
	}
	return ok && n <= maxAmount
}

// integer reads a whole number, however it is written: 4, 4.0 and 40e-1 are the same.
func integer(s string, least, most int64) (int64, bool) {
	x, ok := parseDecimal(s, 0)
	n := x.whole
	if x.negative {
		n = -n
	}
	return n, ok && x.exact && n >= least && n <= most
}
