package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"strconv"
	"strings"
	"time"

	"floorboard/feed"
)

// The reference decoder says the same as the real one with the means of the standard library: maps, big rationals
// and package time. It is slow, and short enough to be seen to be right.

var errUnknown = errors.New("unknown type")

// reference decodes a block: the events, and how many lines were rejected and of unknown type.
func reference(block []byte) (events []feed.Event, lines, rejects, unknown int) {
	for line := range bytes.SplitSeq(block, []byte("\n")) {
		body := bytes.Trim(bytes.TrimPrefix(line, []byte(byteOrderMark)), " \t\r")
		if len(body) == 0 {
			continue
		}
		lines++
		e, err := referenceEvent(body)
		switch {
		case len(line) > maxLine || err != nil && err != errUnknown:
			rejects++
		case err == errUnknown:
			unknown++
		default:
			events = append(events, e)
		}
	}
	return events, lines, rejects, unknown
}

// record is the object of one line, and the first thing that was wrong with what was asked of it.
type record struct {
	fields map[string]json.RawMessage
	err    error
}

func (r *record) fail(what string) { r.err = errors.Join(r.err, errors.New(what)) }

func (r *record) has(name string) bool {
	v, ok := r.fields[name]
	return ok && string(v) != "null"
}

func (r *record) raw(name string) string {
	var s string
	if r.has(name) && json.Unmarshal(r.fields[name], &s) != nil {
		r.fail(name)
	}
	return s
}

func (r *record) text(name string) string { return feed.Clean(r.raw(name), feed.MaxName) }

// number returns a number that must be there, how many decimals it was cut to, and whether there is one.
func (r *record) number(name string) *big.Rat {
	if !r.has(name) {
		return nil
	}
	s := string(r.fields[name])
	if s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		r.fail(name)
		return nil
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	if x, err := strconv.Atoi(exponent); exponent != "" && (err != nil || x > 500 || x < -500) {
		exponent = map[bool]string{true: "-500", false: "500"}[exponent[0] == '-']
	}
	if exponent == "" {
		exponent = "0"
	}
	n, ok := new(big.Rat).SetString(mantissa + "e" + exponent)
	if !ok {
		r.fail(name)
	}
	return n
}

func floor(n *big.Rat) *big.Int { return new(big.Int).Div(n.Num(), n.Denom()) }

// units returns a number in units of 10^-places, rounded, -1 if there is none.
func (r *record) units(name string, scale, most int64) int64 {
	n := r.number(name)
	if n == nil {
		return feed.Absent
	}
	whole := floor(new(big.Rat).Add(new(big.Rat).Mul(n, big.NewRat(scale, 1)), big.NewRat(1, 2)))
	if n.Sign() < 0 || whole.Cmp(big.NewInt(most)) > 0 {
		r.fail(name)
	}
	return whole.Int64()
}

func (r *record) amount() int64 {
	n := r.number("amount")
	if n == nil {
		return feed.NoAmount
	}
	units := floor(new(big.Rat).Add(new(big.Rat).Mul(new(big.Rat).Abs(n), big.NewRat(10_000, 1)), big.NewRat(1, 2)))
	if units.Cmp(big.NewInt(10_000_000_000_000_000)) > 0 {
		r.fail("amount")
	}
	return units.Int64() * int64(n.Sign())
}

func (r *record) integer(name string, least, most int64) (int64, bool) {
	n := r.number(name)
	if n == nil {
		return feed.Absent, false
	}
	if !n.IsInt() || n.Cmp(big.NewRat(least, 1)) < 0 || n.Cmp(big.NewRat(most, 1)) > 0 {
		r.fail(name)
	}
	return n.Num().Int64(), true
}

func (r *record) time(name string) int64 {
	if !r.has(name) {
		r.fail(name)
		return 0
	}
	ms := int64(-1)
	if r.fields[name][0] == '"' {
		ms = referenceTime(r.raw(name))
	} else if n := r.number(name); n != nil && n.Sign() >= 0 {
		if n.Cmp(big.NewRat(1e11, 1)) < 0 {
			n.Mul(n, big.NewRat(1000, 1))
		}
		if n.Cmp(big.NewRat(maxTime+1, 1)) < 0 {
			ms = floor(n).Int64()
		}
	}
	if ms < 0 || ms > maxTime {
		r.fail(name)
	}
	return ms
}

// referenceTime returns -1 for what is no time. Package time knows no leap seconds and no offset of a day, takes a comma for a
// point and a digit alone for an hour.
func referenceTime(s string) int64 {
	if len(s) < 20 || strings.Contains(s, ",") || s[12] == ':' {
		return -1
	}
	leap := time.Duration(0)
	if s[16:19] == ":60" {
		s, leap = s[:16]+":59"+s[19:], time.Second
	}
	t, err := time.Parse("2006-01-02T15:04:05Z07:00", strings.ToUpper(s))
	if err != nil {
		return -1
	}
	if zone := s[len(s)-6:]; zone[0] != '.' && strings.ToUpper(s)[len(s)-1] != 'Z' && (zone[1:3] > "23" || zone[4:] > "59") {
		return -1
	}
	return t.Add(leap).UnixMilli()
}

func referenceEvent(line []byte) (feed.Event, error) {
	r := record{}
	if err := json.Unmarshal(line, &r.fields); err != nil || line[0] != '{' || depth(line) > maxDepth+1 {
		return feed.Event{}, errors.New("no object")
	}
	name := r.raw("type")
	if r.err != nil || name == "" {
		return feed.Event{}, errors.New("type")
	}
	t := feed.ParseType(name)
	if t == feed.Unknown {
		return feed.Event{}, errUnknown
	}
	e := feed.NewEvent(t, r.time("time"))
	e.ID, e.Conversation, e.Queue, e.Channel = r.text("id"), r.text("conversation"), r.text("queue"), r.text("channel")
	e.Agent, e.Team, e.Customer = r.text("agent"), r.text("team"), r.text("customer")
	e.Topic, e.Stage, e.Text = r.text("topic"), r.text("stage"), feed.Clean(r.raw("text"), feed.MaxText)
	if n, ok := r.integer("priority", -1<<31, 1<<31-1); ok {
		e.Priority, e.HasPriority = int32(n), true
	}
	r.typed(&e)
	if t.NeedsConversation() && e.Conversation == "" {
		r.fail("conversation")
	}
	return e, r.err
}

// typed reads the fields that belong to one type.
func (r *record) typed(e *feed.Event) {
	const longest = 1_000_000_000_000
	switch e.Type {
	case feed.Answered, feed.Abandoned:
		e.Wait = r.units("wait_seconds", 1000, longest)
	case feed.FlowedOut:
		e.Wait, e.Reason = r.units("wait_seconds", 1000, longest), r.text("reason")
	case feed.Replied:
		e.By = r.by("agent", "customer", "bot")
	case feed.Missed:
		r.need(e.Agent)
	case feed.Transferred:
		e.ToQueue, e.ToAgent = r.text("to_queue"), r.text("to_agent")
		e.Talk, e.Hold = r.units("talk_seconds", 1000, longest), r.units("hold_seconds", 1000, longest)
	case feed.Escalated:
		e.Reason = r.text("reason")
		if e.Level = feed.Clean(string(r.fields["level"]), feed.MaxName); e.Level == "null" {
			e.Level = ""
		} else if e.Level != "" && e.Level[0] != '-' && (e.Level[0] < '0' || e.Level[0] > '9') {
			e.Level = r.text("level")
		}
	case feed.Ended:
		if r.has("by") {
			e.By = r.by("agent", "customer", "system")
		}
		e.Talk, e.Hold = r.units("talk_seconds", 1000, longest), r.units("hold_seconds", 1000, longest)
	case feed.WrappedUp:
		e.WrapUp = r.units("wrap_up_seconds", 1000, longest)
	case feed.Closed:
		e.Talk, e.Hold = r.units("talk_seconds", 1000, longest), r.units("hold_seconds", 1000, longest)
	case feed.Rated:
		e.CSAT, e.NPS, e.CES = r.score("csat", 1, 5), r.score("nps", 0, 10), r.score("ces", 1, 7)
	case feed.Sold:
		e.Amount, e.Currency = r.amount(), strings.ToUpper(r.text("currency"))
		if e.Currency == "" {
			e.Currency = "XXX"
		}
	case feed.Promised:
		e.Due = r.time("due")
	case feed.AgentStateChanged:
		e.Reason = r.text("reason")
		r.need(e.Agent)
		var known bool
		if e.State, known = feed.ParseAgentState(r.raw("state")); !known {
			r.fail("state")
		}
	}
}

func (r *record) need(s string) {
	if s == "" {
		r.fail("missing")
	}
}

func (r *record) by(names ...string) feed.By {
	said := r.raw("by")
	for _, name := range names {
		if said == name {
			by, _ := feed.ParseBy(said)
			return by
		}
	}
	r.fail("by")
	return feed.ByNobody
}

func (r *record) score(name string, least, most int64) int8 {
	n, _ := r.integer(name, least, most)
	return int8(n)
}

// depth returns how deep the objects and arrays of a valid JSON text lie within each other.
func depth(text []byte) int {
	deepest, now := 0, 0
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return deepest
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			now++
			deepest = max(deepest, now)
		case json.Delim('}'), json.Delim(']'):
			now--
		}
	}
}
