package style

// Profile is what colours a terminal can show.
type Profile uint8

// The profiles.
const (
	NoColor   Profile = iota // bold, faint, underline and reverse video only
	ANSI16                   // the sixteen colours the user's terminal chose
	ANSI256                  // xterm's fixed palette
	TrueColor                // any
)
