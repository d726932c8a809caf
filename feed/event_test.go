package feed

import "testing"

// The names in a feed are the contract: a name that is read is the one that is written.
func TestNames(t *testing.T) {
	for e := Queued; e < NumTypes; e++ {
		if got := ParseType(e.String()); got != e || e.String() == "" {
			t.Errorf("%q is read as %v", e, got)
		}
	}
	for by := ByAgent; by <= BySystem; by++ {
		if got, ok := ParseBy(by.String()); got != by || !ok {
			t.Errorf("%q is read as %v", by, got)
		}
	}
	for s := Available; s < NumAgentStates; s++ {
		if got, ok := ParseAgentState(s.String()); got != s || !ok {
			t.Errorf("%q is read as %v", s, got)
		}
	}
	for _, name := range []string{"", "unknown", "Queued", "queued "} {
		by, isBy := ParseBy(name)
		state, isState := ParseAgentState(name)
		if ParseType(name) != Unknown || by != ByNobody || isBy || state != StateUnknown || isState {
			t.Errorf("%q is read as something", name)
		}
	}
}
