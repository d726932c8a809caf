// Package suggest guesses which word was meant by one that is not known.
package suggest

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Unknown says that value is no such thing, and which of the known ones was probably meant, or what they are.
func Unknown(what, value string, known []string) string {
	return fmt.Sprintf("unknown %s %q; %s", what, value, Among(value, known))
}

// Among says which of the known words were probably meant, or what they are.
func Among(value string, known []string) string {
	if best := Nearest(value, known); len(best) > 0 {
		return Meant(best)
	}
	return "known: " + strings.Join(known, ", ")
}

// Meant asks whether one of words was meant.
func Meant(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	last := len(quoted) - 1
	if last == 0 {
		return "did you mean " + quoted[0] + "?"
	}
	return "did you mean " + strings.Join(quoted[:last], ", ") + " or " + quoted[last] + "?"
}

// most is how many words are suggested at once.
const most = 3

// Nearest returns the known words that take the fewest edits to make, if they are few; else some that one finds at the beginning of, or that
// begin with, the word; else some of which it is a part. Upper and lower case are all the same.
func Nearest(word string, known []string) []string {
	word = strings.ToLower(word)
	if word == "" {
		return nil
	}
	length := utf8.RuneCountInString(word)
	var best []string
	least := 1 + max(2, length/3)
	for _, k := range known {
		d := distance(word, strings.ToLower(k))
		if d >= max(length, utf8.RuneCountInString(k)) && d > 0 {
			continue // nothing of it is left
		}
		switch c := cmp.Compare(d, least); {
		case c < 0:
			best, least = append(best[:0], k), d
		case c == 0 && best != nil:
			best = append(best, k)
		}
	}
	for _, alike := range []func(s, part string) bool{strings.HasPrefix, strings.Contains} {
		if len(best) > 0 || length < 3 {
			break
		}
		for _, k := range known {
			if l := strings.ToLower(k); alike(l, word) || len(k) > 2 && alike(word, l) {
				best = append(best, k)
			}
		}
	}
	return best[:min(len(best), most)]
}

// distance is how many letters must be put in, taken out, changed or swapped with their neighbour to make b of a: Damerau (1964), with no letter
// touched twice ("optimal string alignment").
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	var before, last []int
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		before, last, row = last, row, make([]int, len(to)+1)
		row[0] = i + 1
		for j := range to {
			change := last[j]
			if from[i] != to[j] {
				change++
			}
			row[j+1] = min(change, row[j]+1, last[j+1]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(to)]
}
