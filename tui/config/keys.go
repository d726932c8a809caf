package config

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"floorboard/tui/suggest"
)

// keys goes through a TOML file, key by key, as far as its syntax is right: where each stands, and whether there is such a key
// and its value is of a kind that it takes. The reader that fills in a file knows that too, but says only what comes first, and not
// always where.
type keys struct {
	path  string
	p     unstable.Parser
	lines map[string]int // of each key and each table, by its dotted name
	errs  []error
}

// keysOf goes through a file; path is for the errors only.
func keysOf(path string, data []byte) *keys {
	k := &keys{path: path, lines: map[string]int{}}
	k.p.Reset(data)
	var table []string
	found := true // of a table that should not be there, the keys need no words of their own
	for k.p.NextExpression() {
		switch e := k.p.Expression(); {
		case e.Kind == unstable.Table || e.Kind == unstable.ArrayTable:
			table, found = k.section(e)
		case e.Kind == unstable.KeyValue && found:
			k.setting(table, e)
		}
	}
	return k
}

func (k *keys) fail(key []string, line int, format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf("%s: %s: %s", at(k.path, line), strings.Join(key, "."), fmt.Sprintf(format, args...)))
}

// section takes the head of a table, and returns its name and whether there is a table of that name.
func (k *keys) section(e *unstable.Node) (table []string, found bool) {
	table, line := k.name(nil, e)
	t, found := k.find(table, line)
	switch {
	case !found:
		return table, false
	case e.Kind == unstable.ArrayTable && takes(t, unstable.InlineTable):
		k.fail(table, line, "[[%s]] is a list of sections; write [%[1]s]", strings.Join(table, "."))
	case !takes(t, unstable.InlineTable):
		k.fail(table, line, "[%s] is a section; write %s", strings.Join(table, "."), form(t, table))
		return table, false
	}
	return table, true
}

// setting takes a key and its value, in a table.
func (k *keys) setting(table []string, e *unstable.Node) {
	key, line := k.name(table, e)
	if t, found := k.find(key, line); found {
		k.value(t, key, line, k.text(e), e.Value())
	}
}

// name is the full name of a key or a table, and its line, which is remembered, also of the sections that a dotted key goes through: what
// is wrong with one of those is told by where it is first spoken of.
func (k *keys) name(table []string, e *unstable.Node) (key []string, line int) {
	key = slices.Clone(table)
	for it := e.Key(); it.Next(); {
		key = append(key, string(it.Node().Data))
		line = k.line(it.Node())
		if name := strings.Join(key, "."); it.IsLast() || k.lines[name] == 0 {
			k.lines[name] = line
		}
	}
	return key, line
}

func (k *keys) line(n *unstable.Node) int { return k.p.Shape(n.Raw).Start.Line }

// text is the value of a setting as it stands in the file.
func (k *keys) text(e *unstable.Node) string {
	it, end := e.Key(), uint32(0)
	for it.Next() {
		end = it.Node().Raw.Offset + it.Node().Raw.Length
	}
	_, text, _ := strings.Cut(string(k.p.Data()[end:e.Raw.Offset+e.Raw.Length]), "=")
	return text
}

// find returns what a key holds. Where there is no such key, it says so.
func (k *keys) find(key []string, line int) (t reflect.Type, found bool) {
	t = reflect.TypeFor[file]()
	for i, part := range key {
		in := under(t, part)
		switch {
		case in != nil:
			t = in
			continue
		case !isSection(t):
			k.fail(key, line, "%s has no keys of its own; write %s", strings.Join(key[:i], "."), form(t, key[:i]))
		default:
			section := cmp.Or(strings.Join(key[:i], "."), "the file")
			k.fail(key, line, "%s", suggest.Unknown("key of "+section, part, slices.Collect(names(t))))
		}
		return nil, false
	}
	return t, true
}

// value takes the value of a key, which holds a t. Text is how it is written.
func (k *keys) value(t reflect.Type, key []string, line int, text string, n *unstable.Node) {
	switch {
	case !takes(t, n.Kind):
		k.fail(key, line, "%s is %s; write %s", short(text), kinds[n.Kind], form(t, key))
	case t == reflect.TypeFor[span]():
		if _, err := ParseDuration(string(n.Data)); err != nil {
			k.fail(key, line, "%v", err)
		}
	case n.Kind == unstable.Integer || n.Kind == unstable.Float:
		f, err := strconv.ParseFloat(string(n.Data), 64)
		if errors.Is(err, strconv.ErrRange) || n.Kind == unstable.Integer && math.Abs(f) >= math.MaxInt64 {
			k.fail(key, line, "%s is too large; write a smaller number", short(text))
		}
	case n.Kind == unstable.InlineTable:
		for it := n.Children(); it.Next(); {
			k.setting(key, it.Node())
		}
	case n.Kind == unstable.Array:
		for it := n.Children(); it.Next(); {
			item, text, line := it.Node(), "[]", line
			if item.Kind != unstable.Array { // which does not know where it stands
				text, line = string(k.p.Raw(item.Raw)), k.line(item)
			}
			k.value(t.Elem(), key, line, text, item)
		}
	}
}

// short is a value for the one line of an error.
func short(text string) string {
	const most = 40
	if fields := strings.Fields(text); len(fields) > 0 {
		text = strings.Join(fields, " ")
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return text
}

// kinds are the words for the kinds of values of TOML.
var kinds = map[unstable.Kind]string{
	unstable.String: "text", unstable.Bool: "a yes or no", unstable.Integer: "a whole number", unstable.Float: "a decimal number",
	unstable.LocalDate: "a date", unstable.LocalTime: "a time of day", unstable.LocalDateTime: "a date", unstable.DateTime: "a date",
	unstable.Array: "a list", unstable.InlineTable: "a section",
}

// takes says whether what holds a t can be given a value of a kind.
func takes(t reflect.Type, kind unstable.Kind) bool {
	switch {
	case t == reflect.TypeFor[span]():
		return kind == unstable.String || kind == unstable.Integer || kind == unstable.Float
	case t.Kind() == reflect.String:
		return kind == unstable.String
	case t.Kind() == reflect.Bool:
		return kind == unstable.Bool
	case t.Kind() == reflect.Int:
		return kind == unstable.Integer
	case t.Kind() == reflect.Float64:
		return kind == unstable.Float || kind == unstable.Integer
	case t.Kind() == reflect.Slice:
		return kind == unstable.Array
	}
	return kind == unstable.InlineTable
}

// form says how what holds a t is written.
func form(t reflect.Type, key []string) string {
	switch {
	case t == reflect.TypeFor[span]():
		return `a duration, such as "20s" or "5m"`
	case t.Kind() == reflect.String:
		return "text in quotes"
	case t.Kind() == reflect.Bool:
		return "true or false, without quotes"
	case t.Kind() == reflect.Int:
		return "a whole number, without quotes"
	case t.Kind() == reflect.Float64:
		return "a number, without quotes"
	case t.Kind() == reflect.Slice:
		return `a list, such as ["one", "two"]`
	}
	return "a section, [" + strings.Join(key, ".") + "], with keys of its own"
}

// syntaxError says where a file is not TOML, and why.
func syntaxError(path string, err error) error {
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return fmt.Errorf("%s: %w", path, err)
	}
	line, _ := de.Position()
	what := strings.TrimPrefix(de.Error(), "toml: ")
	if key := strings.Join(de.Key(), "."); key != "" {
		what = key + ": " + what
	}
	return fmt.Errorf("%s: %s", at(path, line), what)
}
