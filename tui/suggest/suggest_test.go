package suggest

import (
	"slices"
	"testing"

	"floorboard/metrics"
)

func TestNearest(t *testing.T) {
	queues := []string{"Billing", "line-1", "line-2", "sales-support", "support", "vip"}
	kpis := []string{"abandon_rate", "abandon_wait_seconds", "first_reply_seconds", "offered", "score"}
	windows := []string{"5m", "15m", "1h", "4h", "8h", "all"}
	for _, c := range []struct {
		word  string
		known []string
		want  []string
	}{
		{"abandoned_rate", kpis, []string{"abandon_rate"}},
		{"ofered", kpis, []string{"offered"}},
		{"first_reply", kpis, []string{"first_reply_seconds"}},
		{"abandon", kpis, []string{"abandon_rate", "abandon_wait_seconds"}},
		{"xyz", kpis, nil},
		{"2h", windows, []string{"1h", "4h", "8h"}},
		{"x", windows, nil}, // every letter would have to go
		{"-1", windows, nil},
		{"BILLING", queues, []string{"Billing"}},
		{"bill", queues, []string{"Billing"}},
		{"line-3", queues, []string{"line-1", "line-2"}},
		{"suport", queues, []string{"support"}},
		{"port", queues, []string{"sales-support", "support"}},
		{"vip-gold", queues, []string{"vip"}},
		{"zhara", []string{"Chiara", "Clara", "Hana", "Zahra"}, []string{"Zahra"}}, // two letters changed places
		{"größe", []string{"grösse", "gruppe"}, []string{"grösse"}},
		{"", queues, nil},
		{"nosuch", nil, nil},
	} {
		if got := Nearest(c.word, c.known); !slices.Equal(got, c.want) {
			t.Errorf("nearest to %q: %q, want %q", c.word, got, c.want)
		}
	}
}

func TestAmong(t *testing.T) {
	known := []string{"json", "text"}
	for value, want := range map[string]string{
		"jsno": `did you mean "json"?`,
		"yaml": "known: json, text",
		"x":    "known: json, text",
	} {
		if got := Among(value, known); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
	if got, want := Meant([]string{"a", "b", "c"}), `did you mean "a", "b" or "c"?`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := Unknown("form", "jso", known), `unknown form "jso"; did you mean "json"?`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestInstead(t *testing.T) {
	for _, c := range []struct {
		known []string
		want  string
	}{
		{[]string{"billing", "biling-2"}, `did you mean "billing"?`},
		{[]string{"sales"}, "there is sales"},
		{[]string{"sales", "vip"}, "there are sales, vip"},
		{[]string{"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1"}, "there are a1, a2, a3, a4, a5, a6, a7, a8 and 2 more"},
		{nil, "the feed names no queue"},
	} {
		u := metrics.Unmet{What: "queue", Name: "biling", Known: c.known}
		if got := Instead(u); got != c.want {
			t.Errorf("%v: %s, want %s", c.known, got, c.want)
		}
		if got, want := Instead(metrics.Unmet{What: "team", Name: "red,blue", Known: []string{"blue", "red"}}), "name each team by itself, as in --team red --team blue"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got, want := Missing(u), `no queue "biling" was seen`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
