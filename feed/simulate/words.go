package simulate

import "strconv"

// topic is what a contact is about.
type topic uint8

const (
	invoice topic = iota
	payment
	refund
	cancellation
	tracking
	delivery
	upgrade
	address
	damaged
	warranty
	setup
	connection
	login
	renewal
	outage
	numTopics
)

// topics name each topic and the stage of the customer's journey that it belongs to.
var topics = [numTopics]struct{ name, stage string }{
	invoice:      {"invoice", "renewal"},
	payment:      {"payment", "purchase"},
	refund:       {"refund", "support"},
	cancellation: {"cancellation", "renewal"},
	tracking:     {"tracking", "delivery"},
	delivery:     {"delivery", "delivery"},
	upgrade:      {"upgrade", "purchase"},
	address:      {"address", "onboarding"},
	damaged:      {"damaged", "delivery"},
	warranty:     {"warranty", "support"},
	setup:        {"setup", "onboarding"},
	connection:   {"connection", "support"},
	login:        {"login", "onboarding"},
	renewal:      {"renewal", "renewal"},
	outage:       {"outage", "support"},
}

// moreQueues are the names of the queues that follow those of the profiles.
var moreQueues = []string{
	"delivery", "refunds", "warranty", "repairs", "loyalty", "partners", "invoices", "subscriptions", "mobile", "internet",
	"television", "roaming", "devices", "porting", "moving", "fraud", "cards", "loans", "savings", "claims", "policies",
	"travel", "hotels", "flights", "resellers", "wholesale", "gifts", "marketplace", "feedback", "privacy", "security",
	"retention", "onboarding", "installation", "spares", "rentals", "events", "tickets", "groceries", "pharmacy",
}

func queueName(i int) string {
	if i < len(profiles) {
		return profiles[i].name
	}
	i -= len(profiles)
	if i < len(moreQueues) {
		return moreQueues[i]
	}
	return moreQueues[i%len(moreQueues)] + strconv.Itoa(1+i/len(moreQueues))
}

var teams = []string{"harbour", "meadow", "lantern", "summit", "willow", "compass", "orchard", "granite", "juniper", "beacon"}

// teamName gives teams of about ten.
func teamName(i, agents int) string {
	t := i % max(1, (agents+5)/10)
	if t < len(teams) {
		return teams[t]
	}
	return teams[t%len(teams)] + strconv.Itoa(1+t/len(teams))
}

var firstNames = []string{
	"Amira", "Jonas", "Priya", "Mateo", "Aiko", "Kwame", "Freya", "Diego", "Leila", "Tomasz", "Noor", "Sven", "Zanele", "Luca",
	"Mei", "Omar", "Ingrid", "Rafael", "Yara", "Dmitri", "Chiara", "Tariq", "Maeve", "Kofi", "Sofia", "Hiro", "Nadia", "Emil",
	"Thandi", "Bruno", "Elif", "Arjun", "Greta", "Malik", "Paloma", "Viktor", "Safiya", "Lars", "Imani", "Enzo", "Katya", "Ravi",
	"Astrid", "Jamal", "Lucia", "Pavel", "Ayesha", "Finn", "Renata", "Kenji", "Zofia", "Samir", "Elena", "Tunde", "Hanna", "Andrés",
	"Mila", "Faisal", "Brigid", "Nico", "Anjali", "Oskar", "Soraya", "Matteo", "Linh", "Idris", "Clara", "Bilal", "Agnes", "Ximena",
	"Marek", "Adaeze", "Théo", "Yuki", "Rosa", "Hamza", "Nina", "Callum", "Fatou", "Piotr", "Carmen", "Rohan", "Sigrid", "Amadou",
	"Vera", "Elias", "Naomi", "Javier", "Hana", "Stellan", "Ines", "Karim", "Lotte", "Desta", "Gabriel", "Shirin", "Anton", "Wanjiru",
	"Felipe", "Signe", "Ibrahim", "Dalia", "Ruben", "Tova", "Asif", "Marta", "Kelechi", "Petra", "Danilo", "Zahra",
}

// names returns n different names in a chance order: first names, and with an initial when they run out.
func (f *floor) names(n int) []string {
	order := f.Perm(len(firstNames))
	names := make([]string, n)
	for i := range names {
		names[i] = firstNames[order[i%len(order)]]
		if round := i / len(order); round > 26 {
			names[i] += " " + strconv.Itoa(round)
		} else if round > 0 {
			names[i] += " " + string(rune('A'+round-1))
		}
	}
	return names
}
