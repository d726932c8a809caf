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

// event makes e of the fields that were found in line, or returns why it is no event and which field is to blame.
func (d *decoder) event(line string, e *feed.Event) (why, field) {
	v := &d.fields
	t, w := d.eventType(line)
	if w != fine {
		return w, fieldType
	}
	here := v.strings | v.numbers | v.others
	if missing := required[t] &^ here; missing != 0 {
		return isMissing, first(missing)
	}
	extra := here & extras[t]
	wrong := v.strings&^mayBeText | v.numbers&^mayBeNumber | v.others
	if wrong &= common | extra; wrong != 0 {
		return wrongKind, first(wrong)
	}
	at, ok := d.time(line, fieldTime)
	if !ok {
		return badValue, fieldTime
	}
	e.Reset()
	e.Type, e.Time = t, at
	v.setStrings(line, e)
	if extra != 0 || v.special&common != 0 || v.numbers.has(fieldPriority) {
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
	case !v.strings.has(fieldType):
		if (v.numbers | v.others).has(fieldType) {
			return 0, wrongKind
		}
		return 0, isMissing
	case p.start == p.end:
		return 0, isMissing
	}
	var name word
	if v.special.has(fieldType) {
		name = wordOf(d.unescaped(line[p.start:p.end]))
	} else {
		name = wordAt(line, int(p.start), int(p.end-p.start))
	}
	t := feed.Type(typeNames.find(name))
	if t == feed.Unknown {
		return 0, unknownType
	}
	return t, fine
}

// setStrings sets the ten strings that any event may have, as they stand in the line.
func (v *fields) setStrings(line string, e *feed.Event) {
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
}

// rare sets what few events have: text that needs cleaning, and the fields of their type. If one is wrong it
// returns that one and false.
func (d *decoder) rare(line string, e *feed.Event, extra set) (field, bool) {
	v := &d.fields
	for todo := v.special & common &^ of(fieldTime, fieldType); todo != 0; todo &= todo - 1 {
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
		e.By, ok = feed.ParseBy(d.unescaped(value))
		return ok && canAct(e.Type, e.By)
	case fieldState:
		e.State, ok = feed.ParseAgentState(d.unescaped(value))
		return ok
	case fieldDue:
		e.Due, ok = d.time(line, f)
		return ok
	case fieldWait, fieldTalk, fieldHold, fieldWrapUp:
		return amount(value, 3, maxDuration, durationOf(e, f))
	case fieldAmount:
		return amount(value, 4, maxAmount, &e.Amount)
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

// amount reads a number that is not negative, rounded to so many decimal places.
func amount(s string, places int, most int64, n *int64) bool {
	x, ok := parseDecimal(s, places)
	*n = x.rounded()
	return ok && !x.negative && *n <= most
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
