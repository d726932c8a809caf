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

// scoreAgents fills in the score of every agent, and its parts. The mean of a team is that of the mates.
func (l *look) scoreAgents(mates []Group) {
	terms := scoreTerms(l.rules)
	for i := range l.s.Agents {
		g, kept := &l.s.Agents[i], l.team[i]
		if kept.score == nil || kept.look == l.seq {
			kept.score, kept.raw = rawScore(g, terms)
		}
		g.Agent.Score, g.Agent.Raw, g.Agent.TeamMean = kept.score, unknown, unknown
		if contacts(g) >= scoreMinContacts {
			g.Agent.Raw = kept.raw
		}
	}
	means := teamMeans(mates)
	target, aimed := l.rules.TargetFor(Score, "", "")
	for i := range l.s.Agents {
		g, kept := &l.s.Agents[i], l.team[i]
		v := Value{Head: unknown, Has: true}
		if a := g.Agent; !math.IsNaN(a.Raw) {
			n := contacts(g)
			a.TeamMean = means[a.Team]
			score := (n*a.Raw + scoreShrinkage*a.TeamMean) / (n + scoreShrinkage)
			v.Head, v.N = math.Round(score*10)/10, int64(n)
			if aimed {
				v.Level = target.LevelOf(v.Head, table[Score].Better)
			}
		}
		if was := &g.Values[Score]; was.N != v.N || was.Level != v.Level || was.Head != v.Head && (was.Known() || v.Known()) {
			l.own(&kept.answer)
			g.Values = kept.values
			g.Values[Score] = v
		}
	}
}

// teamMeans are the means of the teams' scores, weighted by contacts.
func teamMeans(mates []Group) map[string]float64 {
	means, weights := map[string]float64{}, map[string]float64{}
	for i := range mates {
		if a := mates[i].Agent; !math.IsNaN(a.Raw) {
			n := contacts(&mates[i])
			means[a.Team] += a.Raw * n
			weights[a.Team] += n
		}
	}
	for team, n := range weights {
		means[team] /= n
	}
	return means
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

// rawScore returns the agent's parts of the score, and their weighted mean, 0..100, before it is drawn to the team's. Parts that
// are not known do not count.
func rawScore(g *Group, terms []scoreTerm) ([]ScorePart, float64) {
	parts := make([]ScorePart, 0, len(terms))
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
	if weights == 0 {
		return parts, unknown
	}
	return parts, 100 * sum / weights
}
