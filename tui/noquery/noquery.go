// Package noquery keeps Bubble Tea from asking the terminal for the colour of its background. Bubble Tea asks while the program
// is being initialised (tea_init.go), whatever it was started for, and waits up to five seconds where no answer comes: on a
// serial console, in a pseudo-terminal, over a slow link. Our colours come from a theme, so that nobody needs the answer.
//
// It works by being initialised first: of the packages whose imports are ready, the one with the least import path is next
// (The Go Programming Language Specification, section "Program initialization"), and this one imports Lip Gloss alone. It is
// imported for that effect only.
package noquery

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
