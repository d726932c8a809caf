package themes

import "fmt"

// What is read must stand out from the ground at least this much. It is less than WCAG's 4.5 for small text: a theme is a matter
// of taste up to the point where a wall cannot be read.
const (
	leastText = 3.0
	leastDim  = 2.0
)

// check refuses a theme that cannot be read; name and data are its file, for the error.
func (t *Theme) check(name string, data []byte) error {
	for _, c := range []struct {
		key   string
		color Color
		least float64
	}{
		{"text", t.Text, leastText},
		{"bright", t.Bright, leastText},
		{"dim", t.Dim, leastDim},
		{"accent", t.Accent, leastText},
		{"ok", t.OK, leastText},
		{"warn", t.Warn, leastText},
		{"critical", t.Critical, leastText},
		{"series", t.Series[0], leastDim},
		{"series", t.Series[1], leastDim},
		{"series", t.Series[2], leastDim},
	} {
		if got := Contrast(c.color, t.Background); got < c.least {
			return fmt.Errorf("%s:%d: %s %v has a contrast of only %.1f on background %v: choose one with %.1f or more, such as %v",
				name, lineOf(data, c.key), c.key, c.color, got, t.Background, c.least, Readable(c.color, t.Background, 4.5))
		}
	}
	if got := Contrast(t.Text, t.Selection); got < leastText {
		return fmt.Errorf("%s:%d: text %v has a contrast of only %.1f on selection %v: choose a selection nearer to the background",
			name, lineOf(data, "selection"), t.Text, got, t.Selection)
	}
	if !t.Monochrome && Distance(t.Warn, t.Critical) < distinct {
		return fmt.Errorf("%s:%d: warn %v and critical %v look alike: choose colours further apart", name, lineOf(data, "warn"), t.Warn, t.Critical)
	}
	return nil
}

// distinct is the [Distance] from which two colours are told apart at a glance from across a room.
const distinct = 0.08
