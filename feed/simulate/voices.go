package simulate

import "strings"

// voices choose what customers write. They have their own dice, so that another sentence does not make another
// day, and remember what was said lately, so that nobody repeats another at once.
type voices struct {
	dice
	delighted, content, unhappy, stranded, comforted, bitter, relieved deck
	grievances, posts, outcries                                        deck
}

// deck is a shuffled order of texts.
type deck struct {
	order []int
	next  int
}

// draw returns the next text, and shuffles when all have been said.
func (v *voices) draw(d *deck, texts []string) string {
	if d.next == len(d.order) {
		d.order, d.next = v.Perm(len(texts)), 0
	}
	d.next++
	return texts[d.order[d.next-1]]
}

// comment is what a survey brings back, by how the customer feels (0 to 10).
func (v *voices) comment(feeling float64, byOutage, lasts bool) string {
	switch {
	case byOutage && lasts && feeling < 6.5:
		return v.draw(&v.stranded, stranded)
	case byOutage && lasts:
		return v.draw(&v.comforted, comforted)
	case byOutage && feeling < 6.5:
		return v.draw(&v.bitter, bitter)
	case byOutage:
		return v.draw(&v.relieved, relieved)
	case feeling >= 8.5:
		return v.draw(&v.delighted, delighted)
	case feeling >= 6.5:
		return v.draw(&v.content, content)
	}
	return v.draw(&v.unhappy, unhappy)
}

// post is what a customer writes in public.
func (v *voices) post(byOutage bool) string {
	if byOutage {
		return v.draw(&v.outcries, outcries)
	}
	return v.draw(&v.posts, posts)
}

// fill puts what the contact is about into a sentence.
func (f *floor) fill(text string, i int32) string {
	if !strings.Contains(text, "{") {
		return text
	}
	c := &f.contacts[i]
	name := "Somebody"
	if c.agent >= 0 {
		name = f.agents[c.agent].name
	}
	return strings.NewReplacer("{topic}", topics[c.topic].name, "{agent}", name).Replace(text)
}

// What customers write when a survey asks them, by how they feel. None of the personal data in them belongs
// to anybody: the numbers and addresses are those set aside for examples.
var (
	delighted = []string{
		"Quick and kind, thank you!",
		"{agent} was fantastic, solved in one go.",
		"Best support I have had in years.",
		"Answered at once and knew exactly what to do about my {topic}.",
		"Five stars for {agent}.",
		"Friendly, patient and to the point.",
		"Didn't expect it to be this easy.",
		"Sorted in five minutes. Wonderful.",
		"Très efficace, merci beaucoup !",
		"Super schnell und sehr freundlich, danke schön.",
		"¡Muy amable! Todo resuelto.",
		"すぐに解決しました。ありがとう。",
		"{agent} even called back to check. Lovely.",
		"My confirmation went to maria.t@example.com within a minute, great.",
		"Finally somebody who listens.",
	}
	content = []string{
		"All fine, thanks.",
		"Solved, but I had to explain it twice.",
		"Good help with my {topic}, the menu at the start is too long.",
		"Okay. Waited a little.",
		"Polite and correct.",
		"Works now.",
		"Fine in the end.",
		"Helpful, though the music is awful.",
		"Good, could be faster.",
		"Please text me at +1 202-555-0143 next time, otherwise fine.",
		"Agent was nice, the process is slow.",
		"Hat geklappt, danke.",
		"Got my answer.",
		"The bot did not understand me, {agent} did.",
	}
	unhappy = []string{
		"Waited far too long.",
		"Still not solved.",
		"Third time I contact you about the same {topic}.",
		"I was passed around from one person to the next.",
		"Nobody could tell me when it will be done.",
		"My {topic} is still open and I get the same answer every time.",
		"I gave my card 4111 1111 1111 1111 twice and it was charged twice.",
		"Wrote from j.doe@example.org three days ago, no answer until today.",
		"On hold for ages, then cut off.",
		"The answer did not fit my question.",
		"You promised to call back on +44 20 7946 0958. You did not.",
		"Copy and paste answer. Did anybody read my mail?",
		"I had to tell my story again and again.",
		"Toujours pas de solution.",
		"Leider keine Lösung.",
		"Not what I was promised.",
	}
	// while an outage lasts
	stranded = []string{
		"Everything is down and nobody answers.",
		"Offline all of a sudden, and I work from home!",
		"Half an hour in the queue for 'we are aware of the problem'.",
		"No connection, no information, no excuse.",
		"Tell people what is going on instead of letting them wait.",
		"Why is there nothing on your status page?",
		"My shop cannot take cards while you are down. Who pays for that?",
		"Chat said 2 minutes, it was 25.",
		"Still down. Ref 12-3456, call +1 202-555-0187 when it works.",
		"Nobody could say when it is back.",
		"Second outage this year. I am thinking of leaving.",
	}
	comforted = []string{
		"Long wait because of the outage, but {agent} was honest about it.",
		"Good that somebody told me what is wrong.",
		"{agent} stayed kind although everything is down.",
		"At least I know now when it should be back.",
	}
	// when it is over
	bitter = []string{
		"The outage was bad, the silence was worse.",
		"An afternoon lost. Who pays for it?",
		"Works again, but I called four times to hear that.",
		"You knew and told nobody.",
		"A refund for one day is a joke.",
		"Third time I have to ask for compensation, write to lee.w@example.com",
	}
	relieved = []string{
		"Back online, thanks for staying in touch.",
		"Works again. You were under fire and stayed kind.",
		"All good now, {agent} kept the promise.",
		"Fixed when you said it would be. Thank you.",
	}
)

// What customers write when they complain about an agent.
var grievances = []string{
	"{agent} was rude and hung up on me.",
	"I was told off for calling about my {topic} again.",
	"{agent} promised a refund and then denied it.",
	"Talked over me the whole time.",
	"Your agent laughed at my question.",
	"{agent} did not even look at my account.",
	"I was put on hold and forgotten.",
	"Very short with me, no greeting, no sorry.",
}

// What customers post in public, or write when they want to be found again.
var posts = []string{
	"@support any news on my {topic}?",
	"Anybody there? {topic} problem since this morning",
	"Third message about my {topic}. Hello?",
	"Love the product, the {topic} part less so. Help?",
	"Is it just me or is {topic} broken?",
	"Sent you a message with my number, please check",
	"you can reach me at sam.k@example.net about the {topic}",
	"Where do I ask about {topic}?",
}

// What customers post while an outage lasts.
var outcries = []string{
	"Is it down for everybody?",
	"@support we are offline, whole street",
	"DOWN. AGAIN.",
	"hello?? no connection at all",
	"Your status page says all good. It is not.",
	"any ETA on the outage?",
	"so much for 99.9 %",
}
