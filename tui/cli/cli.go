// Package cli is the command line: one file a command, and flags.go, read.go and write.go for what they share. It wires the rooms together and decides
// nothing about events, numbers or looks.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"floorboard/feed"
	"floorboard/tui/summary"
)

// World is all that a command touches outside of the program. Tests bring their own.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time
}

// TheWorld is the one outside of this process.
func TheWorld() World {
	return World{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now}
}

// The exit statuses, but for `status --check`, which speaks for monitoring systems.
const (
	ok         = 0
	failed     = 1 // something outside failed while it ran: a full disk, a terminal that went away
	badUsage   = 2 // the command line or the configuration makes no sense
	unreadable = 3 // a source could not be read
)

// exit is an error that says with which status to end. Without an error inside, everything has been said already.
type exit struct {
	status int
	err    error
}

func (e *exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// misuse is an error of whoever wrote the command line, with its remedy.
func misuse(format string, args ...any) error { return &exit{badUsage, fmt.Errorf(format, args...)} }

// Run runs the command line args, without the program's name, and returns the exit status.
func Run(ctx context.Context, args []string, w World) int {
	root := newRoot(&w)
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	if out, is := root.OutOrStdout().(*sticky); is && err == nil {
		err = out.err
	}
	if err == nil {
		return ok
	}
	status := failed
	var e *exit
	if errors.As(err, &e) {
		status = e.status
	}
	switch words := oneLine(err); {
	case words == "":
	case (command == root || command.Name() == statusName) && checks(args):
		verdict, err := summary.Unable(w.Out, words)
		if err != nil {
			fmt.Fprintln(w.Err, "floorboard: "+words)
		}
		return int(verdict)
	default:
		fmt.Fprintln(w.Err, "floorboard: "+words)
	}
	return status
}

// sticky remembers the first error of its writer: what the library prints it does not ask for errors.
type sticky struct {
	io.Writer
	err error
}

func (s *sticky) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// oneLine is an error on one line: the first of several, and how many more there are. Names of files may be in it, whoever named them: no
// order to the terminal is.
func oneLine(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	first := feed.Clean(lines[0], feed.MaxText)
	if len(lines) > 1 {
		return fmt.Sprintf("%s (and %d more)", first, len(lines)-1)
	}
	return first
}

// Groups of commands in the help.
const (
	groupWatch  = "watch"
	groupReport = "report"
	groupSetUp  = "setup"
)

func newRoot(w *World) *cobra.Command {
	root := newWall(w)
	root.SetIn(w.In)
	root.SetOut(&sticky{Writer: w.Out})
	root.SetErr(w.Err)
	root.Flags().SortFlags = false
	root.SilenceErrors, root.SilenceUsage = true, true
	root.AddGroup(
		&cobra.Group{ID: groupWatch, Title: "Watch and play:"},
		&cobra.Group{ID: groupReport, Title: "Report and record:"},
		&cobra.Group{ID: groupSetUp, Title: "Set up:"},
	)
	for group, commands := range map[string][]*cobra.Command{
		groupWatch:  {newDemo(w), newReplay(w), newShot(w)},
		groupReport: {newStatus(w), newRecord(w), newSimulate(w)},
		groupSetUp:  {newConfig(w), newThemes(w), newVersion(w)},
	} {
		for _, c := range commands {
			c.GroupID = group
			c.Flags().SortFlags = false // what belongs together stands together
			noFiles(c)
			root.AddCommand(c)
		}
	}
	noFiles(root)
	root.SetHelpCommand(newHelp(root))
	root.SetHelpCommandGroupID(groupSetUp)
	root.SetCompletionCommandGroupID(groupSetUp)
	root.InitDefaultCompletionCmd()
	strictCompletion(root)
	root.SetFlagErrorFunc(wrongFlag)
	root.PersistentPreRunE = emptyValues
	return root
}

// noArgs says of a command that it takes no sources.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misuse("%s takes no arguments, but got %q", c.CommandPath(), args[0])
	}
	return nil
}

// someSources says of a command that it needs a source, or a pipe to read from.
func someSources(w *World) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 && !piped(w.In) {
			return misuse("%s of what? Name a source: a file, a pattern such as 'queue_log*', or - for standard input", c.CommandPath())
		}
		return nil
	}
}
