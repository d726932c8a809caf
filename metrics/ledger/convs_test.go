package ledger

import "testing"

// Instants are exact from 1970 on.
func TestInstants(t *testing.T) {
	for _, ms := range []int64{0, 1, 1772400000123, 253402300799999, 1<<48 - 1} {
		var at instant
		if at.set(ms); at.ms() != ms {
			t.Errorf("%d became %d", ms, at.ms())
		}
	}
	var before instant
	if before.set(-5); before.ms() != 0 {
		t.Errorf("before 1970 is %d", before.ms())
	}
}
