package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"floorboard/themes"
	"floorboard/tui/cell"
	"floorboard/tui/chart"
	"floorboard/tui/style"
)

func newThemes(w *World) *cobra.Command {
	return &cobra.Command{
		Use:   "themes [NAME|FILE]...",
		Short: "List and preview themes",
		Long: `Shows the built-in themes, or those that are named, as they look on this
terminal. A theme is a data file: of our own form, or any base16 or base24
scheme (github.com/tinted-theming/schemes).`,
		Example: `  floorboard themes
  floorboard themes high-contrast ~/schemes/base16/nord.yaml
  floorboard demo --theme ~/schemes/base16/nord.yaml`,
		ValidArgsFunction: cobra.FixedCompletions(themes.Builtin(), cobra.ShellCompDirectiveDefault), // or files
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = themes.Builtin()
			}
			for _, name := range args {
				theme, err := themes.Load(name)
				if err != nil {
					return &exit{badUsage, err}
				}
				text := preview(w.sheet(theme, false))
				if !isTerminal(w.Out) {
					text = fmt.Sprintf("%-16s %s\n", theme.Name, ground(theme))
				}
				if _, err := io.WriteString(w.Out, text); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// preview shows, on the theme's own ground, what its colours are for.
func preview(sheet *style.Sheet) string {
	g := sheet.Glyphs
	rows := [][]sample{
		{{style.Title, sheet.Theme.Name}, {style.Dim, ground(sheet.Theme)}},
		{{style.Bold, "81%"}, {style.OK, g.OK}, {style.Dim, "80"}, {style.Warn, "71% " + g.Warn}, {style.Critical, "4:12 " + g.Critical},
			{style.CriticalTile, " 61% " + g.Critical + " "}, {style.Stale, "stale"}, {style.Fresh, "fresh"}, {style.Accent, g.Live + " live"}},
		{{style.Text, "text"}, {style.Selected, "selected"}, {style.Key, "?"}, {style.Dim, "help"}},
	}
	series := []sample{{style.Dim, "series"}}
	last, text := style.Series6, func(cell.Style) string { return strings.Join(g.Spark, "") }
	if sheet.Depth == style.NoColor { // then strokes tell them apart, and a chart has no more than three
		last, text = style.Series3, func(s cell.Style) string { return strings.Repeat(chart.Sample(s, sheet), 4) }
	}
	for s := style.Series1; s <= last; s++ {
		series = append(series, sample{s, text(s)})
	}
	rows = append(rows, series)
	const width = 72
	var b strings.Builder
	for _, row := range rows {
		used := 2
		b.WriteString(sheet.SGR(style.Text) + "  ")
		for _, s := range row {
			b.WriteString(sheet.SGR(s.style) + s.text + style.Reset + sheet.SGR(style.Text) + "  ")
			used += cell.Width(s.text) + 2
		}
		b.WriteString(strings.Repeat(" ", max(0, width-used)) + style.Reset + "\n")
	}
	return b.String() + "\n"
}

// ground says what a theme is drawn on.
func ground(t *themes.Theme) string {
	if t.Monochrome {
		return "as the terminal"
	}
	return string(t.Variant)
}

// sample is a word in a style.
type sample struct {
	style cell.Style
	text  string
}
