package metrics

import (
	"maps"
	"math"
	"slices"
)

// The agent score. An agent with n contacts and a raw score x, in a team whose mean is m (weighted by contacts), scores
// (n·x + k·m) / (n + k): with few contacts the score is drawn to the team's mean, as in James & Stein's estimator with a fixed k.
const (
	scoreMinContacts = 5  // under it there is no score
	scoreShrinkage   = 20 // k
)

// scoreAgents fills in the score of every agent, and its parts.
func scoreAgents(s *Snapshot, r *Rules) {
	type sum struct{ score, n float64 }
	teams := map[string]sum{}
	raw := make([]float64, len(s.Agents))
	terms := scoreTerms(r)
	parts := make([]ScorePart, 0, len(terms)*len(s.Agents))
	for i := range s.Agents {
		g := &s.Agents[i]
		parts, raw[i] = rawScore(g, terms, parts)
		if n := contacts(g); n >= scoreMinContacts && !math.IsNaN(raw[i]) {
			t := teams[g.Agent.Team]
			teams[g.Agent.Team] = sum{t.score + raw[i]*n, t.n + n}
		}
	}
	for i := range s.Agents {
		g := &s.Agents[i]
		n := contacts(g)
		if n < scoreMinContacts || math.IsNaN(raw[i]) {
			continue
		}
		t := teams[g.Agent.Team]
		g.Agent.Raw, g.Agent.TeamMean = raw[i], t.score/t.n
		score := (n*raw[i] + scoreShrinkage*g.Agent.TeamMean) / (n + scoreShrinkage)
		v := &g.Values[Score]
		v.Head, v.N = math.Round(score*10)/10, int64(n)
		if target, ok := r.TargetFor(Score, "", ""); ok {
			v.Level = target.LevelOf(v.Head, table[Score].Better)
		}
	}
}

func contacts(g *Group) float64 { return float64(g.Values[Answered].N) }

// scoreTerm is one KPI that counts in the score.
type scoreTerm struct {
	name string
	key  Key
	ScoreRule
}

// scoreTerms are those with a weight, by name.
func scoreTerms(r *Rules) []scoreTerm {
	var terms []scoreTerm
	for _, name := range slices.Sorted(maps.Keys(r.Score)) {
		if k, ok := Lookup(name); ok && r.Score[name].Weight != 0 {
			terms = append(terms, scoreTerm{name, k, r.Score[name]})
		}
	}
	return terms
}

// rawScore is the weighted mean of the parts that are known, 0..100, before it is drawn to the team's mean. The agent's parts are
// appended to parts.
func rawScore(g *Group, terms []scoreTerm, parts []ScorePart) ([]ScorePart, float64) {
	begin := len(parts)
	var sum, weights float64
	for _, t := range terms {
		p := ScorePart{KPI: t.name, Weight: t.Weight, Value: g.Values[t.key].Head, Floor: t.Floor, Target: t.Target, Scaled: unknown}
		if !math.IsNaN(p.Value) {
			p.Scaled = min(max((p.Value-p.Floor)/(p.Target-p.Floor), 0), 1)
			sum += p.Weight * p.Scaled
			weights += p.Weight
		}
		parts = append(parts, p)
	}
	g.Agent.Score = parts[begin:len(parts):len(parts)]
	if weights == 0 {
		return parts, unknown
	}
	return parts, 100 * sum / weights
}
