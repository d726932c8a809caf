package suggest

import (
	"fmt"
	"slices"
	"strings"

	"floorboard/metrics"
)

// mostSeen is how many of the names that there are stand beside one that is not.
const mostSeen = 8

// Missing says that a name was asked for which no event has carried.
func Missing(u metrics.Unmet) string { return fmt.Sprintf("no %s %q was seen", u.What, u.Name) }

// Instead says which name was probably meant by it, or what there is.
func Instead(u metrics.Unmet) string {
	if parts := strings.Split(u.Name, ","); len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains(u.Known, strings.TrimSpace(p)) }) {
		return "name each " + u.What + " by itself, as in --" + u.What + " " + strings.Join(parts, " --"+u.What+" ")
	}
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
