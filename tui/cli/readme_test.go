package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorboard/metrics"
	"floorboard/tui"
	"floorboard/tui/config"
	"floorboard/tui/panel"
)

var update = flag.Bool("update", false, "make the generated parts of README.md anew")

const readme = "../../README.md"

// blocks returns what README.md shows in one language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, part := range strings.Split(string(text), "```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		found = append(found, block)
	}
	if len(found) == 0 {
		t.Fatalf("README.md shows no %s", language)
	}
	return found
}

// TestReadmeExamples: every command line that README.md shows is one, the configuration can be read, and the events are events.
func TestReadmeExamples(t *testing.T) {
	for _, block := range blocks(t, "sh") {
		for line := range strings.Lines(block) {
			parses(t, line)
		}
	}
	for _, block := range blocks(t, "toml") {
		if _, err := config.Parse("README.md", []byte(block)); err != nil {
			t.Error(err)
		}
	}
	for _, block := range blocks(t, "json") {
		if got := run(t, block, "status", "--format", "json"); !strings.Contains(got.out, fmt.Sprintf(`"events":%d,"rejected":0`, strings.Count(block, "\n"))) {
			t.Errorf("events of README.md are rejected: %.500s", got.out)
		}
	}
}

// TestReadmeTables: the table of KPIs is that of the program, and every page and every profile has its line.
func TestReadmeTables(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range tui.Pages() {
		if row := fmt.Sprintf("\n| `%d` %s |", i+1, name); !strings.Contains(string(text), row) {
			t.Errorf("README.md has no line for page %d, %s", i+1, name)
		}
	}
	for _, name := range panel.Profiles() {
		if row := fmt.Sprintf("\n| `%s` |", name); !strings.Contains(string(text), row) {
			t.Errorf("README.md has no line for the profile %s", name)
		}
	}
	const begin, end = "<!-- kpis -->\n", "<!-- /kpis -->"
	before, rest, found := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatal("README.md has no place for the KPIs")
	}
	want := before + begin + kpiTable() + end + after
	if want == string(text) {
		return
	}
	if !*update {
		t.Fatal("README.md is behind; go test ./tui/cli -run TestReadmeTables -update writes it anew")
	}
	if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmePicture: the picture in README.md is the floor page as it is drawn now, a quarter of an hour into the outage of the built-in day.
func TestReadmePicture(t *testing.T) {
	const picture = "../testdata/wall.svg"
	day := run(t, "", "simulate")
	file := filepath.Join(t.TempDir(), "wall.svg")
	shot := run(t, day.out, "shot", "-o", file, "--size", "160x48", "--window", "30m", "--now", "2026-03-02T14:16:00Z", "--title", "Acme Care", "--profile", "wall")
	if shot.status != ok {
		t.Fatal(shot.err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(picture, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(picture); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the picture is behind (%v); go test ./tui/cli -run TestReadmePicture -update draws it anew", err)
	}
}

func kpiTable() string {
	var b strings.Builder
	b.WriteString("| KPI | what it counts | default target |\n|---|---|---|\n")
	rules := metrics.DefaultRules()
	for k := range metrics.NumKeys {
		info, target := k.Info(), ""
		if t, ok := rules.TargetFor(k, "", ""); ok {
			sign := "≥"
			if info.Better == metrics.Down {
				sign = "≤"
			}
			target = fmt.Sprintf("%s %v", sign, t.Target)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", info.Name, info.Help, target)
	}
	return b.String()
}

// TestReadmeNamesFlags: a flag that README.md names is one of some command.
func TestReadmeNamesFlags(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	w := World{}
	root := newRoot(&w)
	for word := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return strings.ContainsRune(" \n`'|,.;:()[]", r) }) {
		name, isFlag := strings.CutPrefix(word, "--")
		if !isFlag || strings.Trim(name, "-<>") != name || name == "" { // a rule or a comment
			continue
		}
		known := root.Flags().Lookup(name) != nil
		for _, c := range root.Commands() {
			known = known || c.Flags().Lookup(name) != nil
		}
		if !known {
			t.Errorf("README.md names --%s, which is no flag", name)
		}
	}
}
