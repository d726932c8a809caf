package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

const module = "floorboard"

// asProgram makes the test binary be the program.
const asProgram = "FLOORBOARD_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	main()
}

// TestOneSignalSentTwice: the terminal is left as it was, and one line says what was read, also when the signal to end comes twice at once.
func TestOneSignalSentTwice(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(sent.String(), func(t *testing.T) { endBy(t, sent) })
	}
}

func endBy(t *testing.T, sent syscall.Signal) {
	cmd := exec.Command(os.Args[0], "demo")
	cmd.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm-256color", "HOME="+t.TempDir(), "XDG_CONFIG_HOME=")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer tty.Close()
	defer cmd.Process.Kill()
	const leaves = "\x1b[?1049l" // xterm's alternate screen
	var seen []byte
	for signs, b := []string{"NPS", leaves}, make([]byte, 1<<16); ; {
		n, err := tty.Read(b)
		seen = append(seen, b[:n]...)
		if err != nil {
			break // it has ended
		}
		for len(signs) > 0 && bytes.Contains(seen, []byte(signs[0])) {
			signs = signs[1:]
			_ = cmd.Process.Signal(sent) // that it was there for the first is seen below
		}
	}
	_, after, left := bytes.Cut(seen, []byte(leaves))
	if err := cmd.Wait(); err != nil || !left || !bytes.Contains(after, []byte("events read")) {
		t.Errorf("%v; left the screen: %v; at last %q", err, left, after)
	}
}

// inward says what each room may import of ours, beside itself. Imports run main → tui → metrics → feed and never back or
// sideways; themes knows nothing of queues.
var inward = map[string][]string{
	"main":    {"tui"},
	"tui":     {"metrics", "feed", "themes"},
	"metrics": {"feed"},
	"feed":    {},
	"themes":  {},
}

// housed says which packages alone may import a technology, so that it can be replaced in one place.
var housed = map[string][]string{
	"github.com/NimbleMarkets/ntcharts":  {"tui/chart"},
	"github.com/charmbracelet/bubbletea": {"tui"},
	"github.com/fsnotify/fsnotify":       {"feed/follow"},
	"github.com/charmbracelet/lipgloss":  {"tui/noquery"},
	"github.com/goccy/go-yaml":           {"themes"},
	"github.com/klauspost/compress":      {"feed/compress"},
	"github.com/pelletier/go-toml":       {"tui/config", "themes"}, // two kinds of file, one format
	"github.com/spf13/cobra":             {"tui/cli"},
	"github.com/spf13/pflag":             {"tui/cli"},
}

// testTools may be imported by any test.
var testTools = []string{"pgregory.net/rapid", "gotest.tools/v3/golden", "github.com/creack/pty", "github.com/charmbracelet/x/vt"}

func TestImportsRunInward(t *testing.T) {
	for _, i := range imports(t) {
		own, isOurs := strings.CutPrefix(i.path, module+"/")
		if !isOurs {
			continue
		}
		from, to := room(i.pkg), room(own)
		if from != to && !slices.Contains(inward[from], to) {
			t.Errorf("%s imports %s: %s may import only %q", i.file, i.path, from, inward[from])
		}
	}
}

// TestFeedWordsAreStandard: everybody shares the words of feed, so that nobody inherits a dependency with them.
func TestFeedWordsAreStandard(t *testing.T) {
	for _, i := range imports(t) {
		if i.pkg == "feed" && !i.test && strings.Contains(i.path, ".") {
			t.Errorf("%s imports %s, which is not in the standard library", i.file, i.path)
		}
		if i.pkg == "feed" && strings.HasPrefix(i.path, module+"/") {
			t.Errorf("%s imports %s: the words come first", i.file, i.path)
		}
	}
}

func TestTechnologiesHaveOneHouse(t *testing.T) {
	for _, i := range imports(t) {
		for technology, houses := range housed {
			if (i.path == technology || strings.HasPrefix(i.path, technology+"/")) && !i.test && !slices.Contains(houses, i.pkg) {
				t.Errorf("%s imports %s, which belongs to %q", i.file, i.path, houses)
			}
		}
		if !i.test && slices.Contains(testTools, i.path) {
			t.Errorf("%s imports %s, which is for tests", i.file, i.path)
		}
	}
}

// TestNoInit: nothing happens before main, and nothing registers itself. noquery undoes what a library does there.
func TestNoInit(t *testing.T) {
	eachFile(t, func(file, pkg string) {
		if pkg == "tui/noquery" {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s declares init", file)
			}
		}
	})
}

type imported struct {
	file, pkg, path string
	test            bool
}

func imports(t *testing.T) []imported {
	var all []imported
	eachFile(t, func(file, pkg string) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, imported{file: file, pkg: pkg, path: p, test: strings.HasSuffix(file, "_test.go") || strings.HasSuffix(pkg, "test")})
		}
	})
	if len(all) < 100 {
		t.Fatalf("found only %d imports: is this the repository's root?", len(all))
	}
	return all
}

func eachFile(t *testing.T, visit func(file, pkg string)) {
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != "."):
			return filepath.SkipDir
		case strings.HasSuffix(file, ".go"):
			visit(file, path.Dir(filepath.ToSlash(file)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// room is the top folder of a package: feed of feed/jsonl.
func room(pkg string) string {
	if pkg == "." {
		return "main"
	}
	top, _, _ := strings.Cut(pkg, "/")
	return top
}
