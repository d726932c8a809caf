package config

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"floorboard/metrics"
	"floorboard/tui/suggest"
)

// Print writes the defaults as a configuration file, each setting with its explanation. Read back, it changes nothing.
func Print(w io.Writer) error {
	f := defaults()
	f.tables()
	text, err := toml.Marshal(f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "# floorboard looks for this file where --config or $FLOORBOARD_CONFIG says, then at\n"+
		"# $XDG_CONFIG_HOME/floorboard/config.toml and ~/.config/floorboard/config.toml. Everything in it is a default: keep\n"+
		"# what you change and delete the rest. Durations are \"20s\", \"5m\", \"1h30m\", or a number of seconds.\n\n%s", text)
	return err
}

// Keys are the full names of all that the printed file sets, and of its sections, in order.
func Keys() []string {
	var text bytes.Buffer
	if err := Print(&text); err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(keysOf("", text.Bytes()).lines))
}

// Explain says what a key means: "service_level", "targets.csat.warn", "queues.billing.threshold". A section's explanation
// names its keys.
func Explain(w io.Writer, key string) error {
	parts := strings.Split(key, ".")
	t, help := reflect.TypeFor[file](), ""
	for i, part := range parts {
		if isSection(t) && !slices.Contains(slices.Collect(names(t)), part) {
			return fmt.Errorf("unknown key %q; %s", strings.Join(parts[:i+1], "."), among(parts[:i], part, t))
		}
		if known := entries(t); known != nil && !slices.Contains(known, part) {
			return fmt.Errorf("%s: %s", key, suggest.Unknown("key of "+strings.Join(parts[:i], "."), part, known))
		}
		for f := range fields(t) {
			if f.name == part {
				help = f.comment
			}
		}
		if t = under(t, part); t == nil {
			return fmt.Errorf("%s is not a section; it has no key %q", strings.Join(parts[:i], "."), part)
		}
	}
	fmt.Fprintf(w, "%s\n", key)
	if kpi, ok := kpiOf(parts); ok {
		fmt.Fprintf(w, "  %s: %s.\n", kpi.Title, kpi.Help)
	}
	fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(help, "\n", "\n  "))
	if value := defaultOf(parts); value != "" {
		fmt.Fprintf(w, "  Default: %s\n", value)
	}
	if isSection(t) {
		for f := range fields(t) {
			fmt.Fprintf(w, "  %s.%s  %s\n", key, f.name, strings.ReplaceAll(f.comment, "\n", "\n    "))
		}
	}
	return nil
}

// entries are the keys that a section takes whose keys are no settings of their own, nil where any name is one, as under queues.
func entries(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[map[string]target](), reflect.TypeFor[map[string]float64](): // targets, alerts.clear
		return slices.DeleteFunc(kpiNames(), func(name string) bool {
			kpi, _ := metrics.Lookup(name)
			return kpi.Info().Better == metrics.None
		})
	case reflect.TypeFor[map[string]score]():
		return slices.DeleteFunc(kpiNames(), func(name string) bool { return name == metrics.Score.Info().Name })
	case reflect.TypeFor[map[string]span](): // limits
		return stateNames()
	}
	return nil
}

// among says which key of a section was probably meant by part, or what there are. Who names a KPI alone means its target.
func among(section []string, part string, t reflect.Type) string {
	known := within(section, slices.Collect(names(t)))
	word := strings.Join(append(slices.Clone(section), part), ".")
	if len(section) == 0 && len(suggest.Nearest(word, known)) == 0 {
		if near := suggest.Nearest(word, entries(reflect.TypeFor[map[string]target]())); len(near) > 0 {
			return suggest.Meant(within([]string{"targets"}, near))
		}
	}
	return suggest.Among(word, known)
}

// within are the full names of the keys of a section.
func within(section, keys []string) []string {
	full := make([]string, len(keys))
	for i, key := range keys {
		full[i] = strings.Join(append(slices.Clone(section), key), ".")
	}
	return full
}

// kpiOf returns the KPI that a key of targets or score is about.
func kpiOf(parts []string) (metrics.KPI, bool) {
	for i, part := range parts[:len(parts)-1] {
		if part != "targets" && part != "score" {
			continue
		}
		if k, ok := metrics.Lookup(parts[i+1]); ok {
			return k.Info(), true
		}
	}
	return metrics.KPI{}, false
}

// defaultOf returns the default of a setting as the file writes it, "" for sections and for what has none.
func defaultOf(parts []string) string {
	f := defaults()
	f.tables()
	v := reflect.ValueOf(f).Elem()
	for _, part := range parts {
		switch {
		case isSection(v.Type()):
			field, ok := fieldNamed(v.Type(), part)
			if !ok {
				return ""
			}
			v = v.FieldByIndex(field.index)
		case v.Kind() == reflect.Map:
			v = v.MapIndex(reflect.ValueOf(part))
		}
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if !v.IsValid() {
			return ""
		}
	}
	if v.Kind() == reflect.Map || isSection(v.Type()) {
		return ""
	}
	text, err := toml.Marshal(map[string]any{"v": v.Interface()})
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(string(text), "v = "))
}

// isSection says whether t has named settings; a span is a single value.
func isSection(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != reflect.TypeFor[span]()
}

// field is one setting of a section. Its words are printed with the defaults ("comment"), or only when asked for ("help").
type field struct {
	name, comment string
	index         []int
}

// fields are the settings of a section; none where any name is one.
func fields(t reflect.Type) iter.Seq[field] {
	return func(yield func(field) bool) {
		if !isSection(t) {
			return
		}
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
			if !yield(field{name, f.Tag.Get("comment") + f.Tag.Get("help"), f.Index}) {
				return
			}
		}
	}
}

func names(t reflect.Type) iter.Seq[string] {
	return func(yield func(string) bool) {
		for f := range fields(t) {
			if !yield(f.name) {
				return
			}
		}
	}
}

func fieldNamed(t reflect.Type, name string) (field, bool) {
	for f := range fields(t) {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// under returns the type of what a key of a section holds, nil where it holds none.
func under(t reflect.Type, key string) reflect.Type {
	switch {
	case t.Kind() == reflect.Map:
		t = t.Elem()
	case isSection(t):
		f, ok := fieldNamed(t, key)
		if !ok {
			return nil
		}
		t = t.FieldByIndex(f.index).Type
	default:
		return nil
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}
