package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"floorboard/tui/suggest"
)

// newHelp is the command that explains the others.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		Long: `Explains a command: what it does, its flags, and examples. The same as --help
after the command's name. Without a command it explains floorboard as a whole.`,
		Example: `  floorboard help status
  floorboard help completion bash`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			c, err := lookup(root, args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandsOf(c), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := lookup(root, args)
			if err != nil {
				return err
			}
			c.InitDefaultHelpFlag()
			c.InitDefaultVersionFlag()
			return c.Help()
		},
	}
}

// lookup goes from a command down by the names of commands.
func lookup(c *cobra.Command, names []string) (*cobra.Command, error) {
	for _, name := range names {
		below := child(c, name)
		if below == nil {
			return nil, noCommand(c, name)
		}
		c = below
	}
	return c, nil
}

func child(c *cobra.Command, name string) *cobra.Command {
	for _, below := range c.Commands() {
		if below.Name() == name {
			return below
		}
	}
	return nil
}

func commandsOf(c *cobra.Command) []string {
	var names []string
	for _, below := range c.Commands() {
		if !below.Hidden {
			names = append(names, below.Name())
		}
	}
	return names
}

// noCommand says that a command has none of this name below it, and which was probably meant.
func noCommand(c *cobra.Command, name string) error {
	path := strings.TrimPrefix(c.CommandPath()+" ", c.Root().Name()+" ") + name
	if !c.HasSubCommands() {
		return misuse("there is no command %q: %s has none below it; `%[2]s --help` explains it", path, c.CommandPath())
	}
	return misuse("there is no command %q; %s", path, suggest.Among(name, commandsOf(c)))
}

// strictCompletion makes the library's command for completion scripts refuse what it does not know, as the others do.
func strictCompletion(root *cobra.Command) {
	c := child(root, "completion")
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return noCommand(c, args[0])
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	for _, shell := range c.Commands() {
		shell.Args = noArgs
	}
}
