package fact

import (
	"fmt"
	"sync"
	"testing"
)

func TestNamesKeepTheirNumbers(t *testing.T) {
	n := NewNames(1000)
	var all sync.WaitGroup
	got := make([][]uint32, 4)
	for g := range got {
		all.Go(func() {
			for i := range 900 {
				got[g] = append(got[g], n.ID(fmt.Sprintf("agent %d", i)))
			}
		})
	}
	all.Wait()
	for i := range 900 {
		name := fmt.Sprintf("agent %d", i)
		for g := range got {
			if id := got[g][i]; id == 0 || id != got[0][i] || n.Name(id) != name {
				t.Fatalf("%s has number %d and %d, which is %q", name, got[0][i], id, n.Name(id))
			}
		}
	}
	if n.Len() != 901 {
		t.Errorf("%d numbers", n.Len())
	}
}

// Who asks for a name while others are added gets its number or none, never that of another name.
func TestNamesAreNotMistakenForOnesBeingAdded(t *testing.T) {
	for range 200 {
		n := NewNames(1000)
		var asking sync.WaitGroup
		for g := range 3 {
			asking.Go(func() {
				for i := range 2000 {
					name := fmt.Sprintf("nobody %d", (i+g*77)%300)
					if id := n.Known(name); id != Missing {
						t.Errorf("%s is taken for %s", name, n.Name(id))
					}
				}
			})
		}
		for i := range 900 {
			n.ID(fmt.Sprintf("agent %d", i))
		}
		asking.Wait()
	}
}

func TestAFullDimensionCountsUnderOther(t *testing.T) {
	n := NewNames(3)
	for i := range 10 {
		n.ID(fmt.Sprint(i))
	}
	if n.Name(n.ID("9")) != other || n.Name(n.ID("1")) != "1" || n.Len() > 5 {
		t.Errorf("9 is %q, 1 is %q, %d numbers", n.Name(n.ID("9")), n.Name(n.ID("1")), n.Len())
	}
}

// Names as feeds have them are found at the first or second place looked at, whatever they have in common, and whatever the seed.
func TestNamesSpread(t *testing.T) {
	for range 20 {
		spreads(t)
	}
}

func spreads(t *testing.T) {
	t.Helper()
	for _, form := range []string{"%d", "a%d", "Agent %d", "queue-%d", "SIP/%d", "Agent/%d@default", "support.agent%04d@company.example", "Local/%d@from-queue/n"} {
		n := NewNames(5000)
		for i := range 1000 {
			n.ID(fmt.Sprintf(form, i))
		}
		b, looks := n.book.Load(), 0
		for i := range 1000 {
			name := fmt.Sprintf(form, i)
			hash := n.seed.hash(name)
			found, _ := b.place(hash)
			for at := hash; ; at++ {
				looks++
				if &b.table[at&uint64(len(b.table)-1)] == found {
					break
				}
			}
		}
		if looks > 2000 {
			t.Errorf("a name such as %s takes %.1f looks", fmt.Sprintf(form, 17), float64(looks)/1000)
		}
	}
}
