//go:build !unix

package tui

import tea "github.com/charmbracelet/bubbletea"

// canSuspend is false where shells have no jobs.
const canSuspend = false

func suspend(*Model, string) tea.Cmd { return nil }

func resume(*Model) tea.Cmd { return nil }

func whenResumed(func()) (end func()) { return func() {} }
