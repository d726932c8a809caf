package mask

import "testing"

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"quick and kind", "quick and kind"},
		{"mail me at jane.doe+x@example.co.uk, please", "mail me at [e-mail], please"},
		{"jürgen@müller.de", "[e-mail]"},
		{"call +49 (0)30 1234-5678 now", "call [number] now"},
		{"call 0301234567", "call [number]"},
		{"tel. 555.123.4567.", "tel. [number]."},
		{"my card 4111 1111 1111 1111 was charged twice", "my card [card] was charged twice"},
		{"4111-1111-1111-1112", "[number]"},
		{"IBAN DE89 3704 0044 0532 0130 00 ok", "IBAN [account] ok"},
		{"waited 20 minutes, 3 times, 14:02", "waited 20 minutes, 3 times, 14:02"},
		{"٠١٢٣٤٥٦٧٨", "[number]"},
		{"a＠b.example", "[e-mail]"},
		{"", ""},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1793491200|c1|sales|NONE|ENTERQ||+49 171 12345678|1", "1793491200|c1|sales|NONE|ENTERQ||[number]|1"},
		{"1793491200.25|c1|", "1793491200.25|c1|"},
		{`{"time":1772442000,"customer":"bob@example.com"`, `{"time":1772442000,"customer":"[e-mail]"`},
		{`{"time":"2026-03-02T09:00:00Z","text":"4111 1111 1111 1111"`, `{"time":"2026-03-02T09:00:00Z","text":"[card]"`},
		{`time: "2026-03-02 09:00:00" is no time: write 2026-03-02T09:00:04.120Z`, `time: "2026-03-02 09:00:00" is no time: write 2026-03-02T09:00:04.120Z`},
		{`time: "2026-03-02" is no time`, `time: "2026-03-02" is no time`},
		{`{"time":"02/03/2026 09:00","customer":"+49 171 12345678"`, `{"time":"02/03/2026 09:00","customer":"[number]"`},
		{`csat: "4111111111111111" is outside the scale`, `csat: "[card]" is outside the scale`},
		{"born 1984-05-12", "born [number]"},
		{"", ""},
	} {
		if got := Line(c.in); got != c.want {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("jane@example.com 4111 1111 1111 1111 +49 30 1234567")
	f.Fuzz(func(t *testing.T, s string) {
		once := Text(s)
		for _, m := range digits.FindAllString(once, -1) {
			if number(m) != m {
				t.Fatalf("Text(%q) = %q still holds %q", s, once, m)
			}
		}
	})
}

func TestInitials(t *testing.T) {
	for in, want := range map[string]string{
		"amira": "A.", "Jean-Luc Picard": "J.L.P.", "": "?", "--": "?", "élodie marchand": "É.M.", "SIP/1001": "S.1.",
	} {
		if got := InitialsOf(in); got != want {
			t.Errorf("InitialsOf(%q) = %q, want %q", in, got, want)
		}
	}
	for n := Full; n <= Hidden; n++ {
		if got, ok := ParseNames(n.String()); !ok || got != n {
			t.Errorf("ParseNames(%q) = %v", n, got)
		}
	}
}
