package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(w *World) *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Say which build this is",
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			_, err := fmt.Fprintln(w.Out, "floorboard "+version())
			return err
		},
	}
}

// version is what the Go tool noted when it built the program: the module's version, or the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	words := info.Main.Version
	if words == "" || words == "(devel)" {
		words = "development build"
	}
	changed := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			words += " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed"
		}
	}
	return words + changed + ", " + info.GoVersion
}
