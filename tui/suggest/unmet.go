package suggest

import (
	"fmt"
	"strings"

	"floorboard/metrics"
)

// mostSeen is how many of the names that there are stand beside one that is not.
const mostSeen = 8

// Missing says that a name was asked for which no event has carried.
func Missing(u metrics.Unmet) string { return fmt.Sprintf("no %s %q was seen", u.What, u.Name) }

// Instead says which name was probably meant by it, or what there is.
func Instead(u metrics.Unmet) string {
	if near := Nearest(u.Name, u.Known); len(near) > 0 {
		return Meant(near)
	}
	if len(u.Known) == 0 {
		return "the feed names no " + u.What
	}
	shown := u.Known[:min(len(u.Known), mostSeen)]
	text := "there are " + strings.Join(shown, ", ")
	if len(u.Known) == 1 {
		text = "there is " + shown[0]
	}
	if more := len(u.Known) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
