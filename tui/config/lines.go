package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// keyLines returns the line of each key and each table of a TOML file that can be read, by its dotted name.
func keyLines(data []byte) map[string]int {
	lines := map[string]int{}
	var p unstable.Parser
	p.Reset(data)
	var table []string
	for p.NextExpression() {
		e := p.Expression()
		key, at := keyOf(&p, e)
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = key
			lines[strings.Join(key, ".")] = at
		case unstable.KeyValue:
			lines[strings.Join(slices.Concat(table, key), ".")] = at
		}
	}
	return lines
}

func keyOf(p *unstable.Parser, e *unstable.Node) (key []string, line int) {
	for it := e.Key(); it.Next(); {
		n := it.Node()
		key = append(key, string(n.Data))
		line = p.Shape(n.Raw).Start.Line
	}
	return key, line
}

// decodeError says in our words what the TOML reader found: where, what, and the remedy.
func decodeError(path string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var errs []error
		for i := range strict.Errors {
			errs = append(errs, unknownKey(path, &strict.Errors[i]))
		}
		return errors.Join(errs...)
	}
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return fmt.Errorf("%s: %w", path, err)
	}
	line, _ := de.Position()
	what := strings.TrimPrefix(de.Error(), "toml: ")
	if rest, ok := strings.CutPrefix(what, "cannot decode TOML "); ok {
		kind, _, _ := strings.Cut(rest, " into ")
		what = mismatch(kind, de.Key())
	}
	if key := strings.Join(de.Key(), "."); key != "" {
		what = key + ": " + what
	}
	return fmt.Errorf("%s: %s", at(path, line), what)
}

// mismatch says that a key holds a value of the wrong kind, and of which it should be.
func mismatch(kind string, key []string) string {
	t := reflect.TypeFor[file]()
	for _, part := range key {
		if t = under(t, part); t == nil {
			return fmt.Sprintf("no %s can stand here; `floorboard config` shows what can", kind)
		}
	}
	return fmt.Sprintf("the value is of the kind %s; write %s", kind, form(t))
}

// form says how a value of type t is written.
func form(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[span]():
		return `a duration, such as "20s" or "5m"`
	case t.Kind() == reflect.String:
		return "text in quotes"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number, without quotes"
	case t.Kind() == reflect.Float64:
		return "a number, without quotes"
	case t.Kind() == reflect.Slice:
		return `a list, such as ["one", "two"]`
	}
	return "a section of keys"
}

func unknownKey(path string, e *toml.DecodeError) error {
	line, _ := e.Position()
	key := e.Key()
	for i := range key {
		known := namesUnder(key[:i])
		if !slices.Contains(known, key[i]) && known != nil {
			section := strings.Join(key[:i], ".")
			if section == "" {
				section = "the file"
			}
			return fmt.Errorf("%s: %s: %s", at(path, line), strings.Join(key, "."), Unknown("key of "+section, key[i], known))
		}
	}
	return fmt.Errorf("%s: %s: no such key; `floorboard config` lists all", at(path, line), strings.Join(key, "."))
}

// namesUnder returns the keys of a section, nil where any name is a key.
func namesUnder(section []string) []string {
	t := reflect.TypeFor[file]()
	for _, part := range section {
		if t = under(t, part); t == nil {
			return nil
		}
	}
	if !isSection(t) {
		return nil
	}
	var names []string
	for f := range fields(t) {
		names = append(names, f.name)
	}
	return names
}

// Unknown says that value is not among the known ones, and which of them was probably meant.
func Unknown(what, value string, known []string) string {
	return fmt.Sprintf("unknown %s %q; %s", what, value, Suggest(value, known))
}

// Suggest says which of the known words was probably meant, or what they are.
func Suggest(value string, known []string) string {
	if best, ok := closest(value, known); ok {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "known: " + strings.Join(known, ", ")
}

// closest returns the known word that takes the fewest edits to make, if they are few; else one that begins as the word does.
func closest(word string, known []string) (string, bool) {
	best, least := "", 1+max(2, len(word)/3)
	for _, k := range known {
		if d := distance(word, k); d < least {
			best, least = k, d
		}
	}
	for _, k := range known {
		if best == "" && len(word) > 2 && (strings.HasPrefix(k, word) || strings.HasPrefix(word, k)) {
			best = k
		}
	}
	return best, best != ""
}

// distance is how many letters must be put in, taken out or changed to make b of a: Levenshtein (1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := diagonal
			if a[i] != b[j] {
				d = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
