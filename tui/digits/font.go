package digits

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

// font is the type of one height.
type font struct {
	height int // rows
	gap    int // columns between two characters
	glyphs map[rune]glyph
}

// glyph is the picture of a character: two rows of pixels for each row of cells.
type glyph struct {
	w      int
	pixels []string
}

// at is 1 where a pixel is set.
func (g glyph) at(x, y int) int {
	if g.pixels[y][x] == '#' {
		return 1
	}
	return 0
}

//go:embed *.txt
var files embed.FS

// fonts are the types there are files for, the largest first. They are read once and then only looked at.
var fonts = sync.OnceValue(func() []*font {
	var all []*font
	for _, f := range []struct{ height, gap int }{{7, 3}, {5, 2}, {3, 1}} {
		data, err := files.ReadFile(fmt.Sprintf("%d.txt", f.height))
		if err == nil {
			var glyphs map[rune]glyph
			if glyphs, err = parse(string(data), 2*f.height); err == nil {
				all = append(all, &font{f.height, f.gap, glyphs})
				continue
			}
		}
		panic(err) // a file of ours: the tests read each
	}
	return all
})

// fontOf is the type for a height, and how many times its pixels are to be enlarged; nil for plain text.
func fontOf(height int) (*font, int) {
	for _, f := range fonts() {
		switch {
		case height >= 2*f.height && f.height >= 5:
			return f, 2
		case height >= f.height && height < 10:
			return f, 1
		}
	}
	return nil, 1
}

// parse reads a file of type: blocks of a line with characters (_ is the space), two spaces or more apart, and below each its
// pixels, # and dot.
func parse(data string, rows int) (map[rune]glyph, error) {
	glyphs := make(map[rune]glyph)
	for block := range strings.SplitSeq(strings.TrimSpace(data), "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) != rows+1 {
			return nil, fmt.Errorf("the block %q has %d rows of pixels, not %d", lines[0], len(lines)-1, rows)
		}
		names := strings.Fields(lines[0])
		for y, line := range lines[1:] {
			parts := strings.Fields(line)
			if len(parts) != len(names) {
				return nil, fmt.Errorf("the block %q has %d pictures in row %d", lines[0], len(parts), y+1)
			}
			for i, name := range names {
				r := []rune(strings.ReplaceAll(name, "_", " "))[0]
				g := glyphs[r]
				if g.w != 0 && g.w != len(parts[i]) {
					return nil, fmt.Errorf("%q is not equally wide in all rows", r)
				}
				g.w, g.pixels = len(parts[i]), append(g.pixels, parts[i])
				glyphs[r] = g
			}
		}
	}
	return glyphs, nil
}
