package cli

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"floorboard/tui/config"
)

func newConfig(w *World) *cobra.Command {
	var check, explain string
	c := &cobra.Command{
		Use:   "config",
		Short: "Print, explain and check the configuration",
		Long: `Prints the configuration file that holds without one: every setting with its
default and what it means. Keep what you change. The file is the one that
--config names, or else $FLOORBOARD_CONFIG, $XDG_CONFIG_HOME/floorboard/config.toml
or ~/.config/floorboard/config.toml. An unknown key and a value of the wrong kind
are errors, told with their line.`,
		Example: `  mkdir -p ~/.config/floorboard
  floorboard config > ~/.config/floorboard/config.toml
  floorboard config --check floor.toml
  floorboard config --explain targets.service_level.warn`,
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			asked := c.Flags().Changed
			switch {
			case asked("check") && asked("explain"):
				return misuse("--check and --explain are two commands: run one after the other")
			case asked("check"):
				return checkConfig(w, check)
			case asked("explain"):
				var text bytes.Buffer
				if err := config.Explain(&text, explain); err != nil {
					return misuse("--explain: %w", err)
				}
				_, err := text.WriteTo(w.Out)
				return err
			}
			return config.Print(w.Out)
		},
	}
	c.Flags().StringVar(&check, "check", "", "say whether `FILE` can be read, and all that is wrong with it")
	c.Flags().StringVar(&explain, "explain", "", "say what a `KEY` means: service_level, targets.csat.warn, …")
	_ = c.RegisterFlagCompletionFunc("explain", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return config.Keys(), cobra.ShellCompDirectiveNoFileComp // made when asked for: no other command needs them
	})
	return c
}

// checkConfig tells all that is wrong with a file, a line each, and not only the first.
func checkConfig(w *World, path string) error {
	c, err := config.LoadFile(path)
	if err != nil {
		fmt.Fprintln(w.Err, err)
		return &exit{status: badUsage}
	}
	if _, err := c.Display.LoadTheme(); err != nil {
		fmt.Fprintln(w.Err, err)
		return &exit{status: badUsage}
	}
	_, err = fmt.Fprintf(w.Out, "%s: fine\n", path)
	return err
}
