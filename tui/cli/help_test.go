package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelp: every command explains itself, within the width of most terminals, and its examples are command lines that it takes.
func TestHelp(t *testing.T) {
	w := World{Getenv: func(string) string { return "" }}
	root := newRoot(&w)
	commands := append(root.Commands(), root)
	for _, c := range commands {
		if c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		if c.Short == "" || c.Name() != "version" && (c.Long == "" || c.Example == "") {
			t.Errorf("%s: not explained", c.Name())
		}
		if c != root && c.GroupID == "" {
			t.Errorf("%s: in no group of the help", c.Name())
		}
		var help bytes.Buffer
		c.SetOut(&help)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(help.String()) {
			if len(line) > 116 {
				t.Errorf("%s: a line of the help is %d bytes long: %s", c.Name(), len(line), line)
			}
		}
		for line := range strings.Lines(c.Example) {
			parses(t, line)
		}
	}
}

// parses says of each floorboard in a shell line whether its command and flags are ours.
func parses(t *testing.T, line string) {
	t.Helper()
	for part := range strings.SplitSeq(line, "|") {
		part, _, _ = strings.Cut(part, "   ") // what follows is an explanation
		part, _, _ = strings.Cut(part, " > ")
		words := strings.Fields(strings.ReplaceAll(part, "'", ""))
		for len(words) > 0 && words[0] == "go" { // go run . demo
			words = append([]string{"floorboard"}, words[3:]...)
		}
		if len(words) == 0 || words[0] != "floorboard" {
			continue
		}
		w := World{Getenv: func(string) string { return "" }}
		c, rest, err := newRoot(&w).Find(words[1:])
		if err == nil {
			err = c.ParseFlags(rest)
		}
		if err != nil {
			t.Errorf("%s: %v", strings.TrimSpace(line), err)
		}
	}
}

// TestHelpIsHelp: help on a command is what the command says of itself.
func TestHelpIsHelp(t *testing.T) {
	for _, c := range newRoot(&World{Getenv: func(string) string { return "" }}).Commands() {
		if by, of := run(t, "", "help", c.Name()), run(t, "", c.Name(), "--help"); by != of {
			t.Errorf("help %s: %q, and --help: %q", c.Name(), by.out, of.out)
		}
	}
	if by, of := run(t, "", "help"), run(t, "", "--help"); by != of {
		t.Errorf("help: %q, and --help: %q", by.out, of.out)
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if got := run(t, "", "completion", shell); got.status != ok || !strings.Contains(got.out, "floorboard") {
			t.Errorf("%s: status %d, %q", shell, got.status, got.err)
		}
	}
	const files, noFiles = ":0\n", ":4\n"
	for _, c := range []struct{ line, with, end string }{
		{"status --window ", "15m\n", noFiles},
		{"status --cases ", "abandoned\n", noFiles},
		{"status --queue ", "", noFiles},
		{"status --config ", "", files},
		{"status ", "", files},
		{"--tz ", "", noFiles},
		{"--theme ", "floor-dark\n", files},
		{"--pages ", "floor\n", noFiles},
		{"simulate ", "", noFiles},
		{"simulate --seed ", "", noFiles},
		{"simulate -o ", "", files},
		{"replay ", "", files},
		{"themes ", "floor-dark\n", files},
		{"demo ", "", noFiles},
		{"config --explain ", "targets.csat.warn\n", noFiles},
		{"help ", "status\n", noFiles},
		{"help completion ", "zsh\n", noFiles},
		{"completion ", "fish", noFiles},
	} {
		got := run(t, "", append([]string{cobra.ShellCompRequestCmd}, strings.Split(c.line, " ")...)...)
		if !strings.Contains(got.out, c.with) || !strings.HasSuffix(got.out, c.end) {
			t.Errorf("%q: %q, want %q and at the end %q", c.line, got.out, c.with, c.end)
		}
	}
}
