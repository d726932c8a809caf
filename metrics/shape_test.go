package metrics

import "testing"

// Places of parts are those of their names.
func TestPlacesOfParts(t *testing.T) {
	for shape, places := range map[Shape]map[int]string{
		Duration:    {PartMean: "mean", PartP50: "p50", PartP90: "p90", PartP95: "p95", PartMax: "max"},
		MeanOnly:    {PartMean: "mean"},
		Attainment:  {PartThreshold: "threshold_seconds", PartWithin: "within", PartOf: "of"},
		NetScore:    {PartMargin: "margin", PartPromoters: "promoters", PartPassives: "passives", PartDetractors: "detractors"},
		PromiseBook: {PartMade: "made", PartKept: "kept", PartBroken: "broken", PartOpen: "open", PartOverdue: "overdue"},
		Rating5:     {PartSatisfied: "satisfied_ratio", PartResponse: "response_ratio"},
		StateCounts: {PartAvailable: "available", PartStaffed: "staffed"},
	} {
		for place, name := range places {
			if parts := shape.Parts(); place >= len(parts) || parts[place] != name {
				t.Errorf("place %d of %v is not %s", place, parts, name)
			}
		}
	}
}
