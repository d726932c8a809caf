package panel

import "floorboard/metrics"

// Profile is what those who look at a board should see. To add one is to add it to profiles.
type Profile struct {
	name     string
	Decimals int  // of ratios: whole numbers are for a look from afar
	Ranking  bool // whether agents' scores are shown
	Waiting  bool // whether it is shown how many wait, and for how long
	Turning  bool // whether several pages turn by themselves
}

// profiles are all there are, the usual one first.
var profiles = [...]Profile{
	{name: "desk", Decimals: 1, Ranking: true, Waiting: true},
	{name: "wall", Waiting: true, Turning: true},
	{name: "floor"}, // for agents: what they cannot change makes them hurry, and a ranking makes them rivals
}

// Profiles returns the names of the profiles, the usual one first.
func Profiles() []string {
	var names []string
	for _, p := range profiles {
		names = append(names, p.name)
	}
	return names
}

// ProfileOf returns the profile of a name; the usual one for a name that there is not.
func ProfileOf(name string) Profile {
	for _, p := range profiles {
		if p.name == name {
			return p
		}
	}
	return profiles[0]
}

// Shows says whether a KPI is for those who look.
func (p Profile) Shows(k metrics.Key) bool {
	switch k {
	case metrics.Waiting, metrics.LongestWait:
		return p.Waiting
	case metrics.Score:
		return p.Ranking
	}
	return true
}
