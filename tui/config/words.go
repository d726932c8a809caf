package config

import (
	"fmt"
	"strings"
)

// Unknown says that value is not among the known ones, and which of them was probably meant.
func Unknown(what, value string, known []string) string {
	return fmt.Sprintf("unknown %s %q; %s", what, value, Suggest(value, known))
}

// Suggest says which of the known words was probably meant, or what they are.
func Suggest(value string, known []string) string {
	if best, ok := closest(value, known); ok {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "known: " + strings.Join(known, ", ")
}

// closest returns the known word that takes the fewest edits to make, if they are few; else one that begins as the word does.
func closest(word string, known []string) (string, bool) {
	best, least := "", 1+max(2, len(word)/3)
	for _, k := range known {
		if d := distance(word, k); d < least {
			best, least = k, d
		}
	}
	for _, k := range known {
		if best == "" && len(word) > 2 && (strings.HasPrefix(k, word) || strings.HasPrefix(word, k)) {
			best = k
		}
	}
	return best, best != ""
}

// distance is how many letters must be put in, taken out or changed to make b of a: Levenshtein (1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := diagonal
			if a[i] != b[j] {
				d = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
