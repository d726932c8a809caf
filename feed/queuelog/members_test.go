package queuelog

import "testing"

// TestAgentStates plays the lines about agents, by name.
func TestAgentStates(t *testing.T) {
	for _, c := range []struct{ name, log, want string }{
		{"a name is added, paused, removed", `
			100|CLI|sales|Ann|ADDMEMBER|
			101|NONE|sales|Ann|PAUSE|lunch
			102|NONE|sales|Ann|PAUSE|training
			103|NONE|sales|Ann|UNPAUSE|
			104|CLI|sales|Ann|REMOVEMEMBER|
		`, `
			100 agent_state Ann available
			101 agent_state Ann away reason=lunch
			102 agent_state Ann away reason=training
			103 agent_state Ann available
			104 agent_state Ann offline
		`},
		{"added paused", `
			100|CLI|sales|Ann|ADDMEMBER|PAUSED
			101|NONE|sales|Ann|UNPAUSE|
		`, `
			100 agent_state Ann away
			101 agent_state Ann available
		`},
		{"away is paused in every queue", `
			100|CLI|sales|Ann|ADDMEMBER|
			100|CLI|support|Ann|ADDMEMBER|
			101|NONE|sales|Ann|PAUSE|lunch
			102|NONE|support|Ann|PAUSE|lunch
			103|NONE|sales|Ann|UNPAUSE|
			104|NONE|sales|Ann|PAUSE|lunch
			105|CLI|sales|Ann|REMOVEMEMBER|
			106|CLI|support|Ann|REMOVEMEMBER|
			107|CLI|support|Ann|REMOVEMEMBER|
		`, `
			100 agent_state Ann available
			102 agent_state Ann away reason=lunch
			103 agent_state Ann available
			104 agent_state Ann away reason=lunch
			106 agent_state Ann offline
		`},
		{"PAUSEALL and its PAUSEs are one", `
			100|CLI|sales|Ann|ADDMEMBER|
			100|CLI|support|Ann|ADDMEMBER|
			101|NONE|NONE|Ann|PAUSEALL|meeting
			101|NONE|support|Ann|PAUSE|meeting
			101|NONE|sales|Ann|PAUSE|meeting
			105|NONE|NONE|Ann|UNPAUSEALL|
			105|NONE|support|Ann|UNPAUSE|
			105|NONE|sales|Ann|UNPAUSE|
		`, `
			100 agent_state Ann available
			101 agent_state Ann away reason=meeting
			105 agent_state Ann available
		`},
		{"PAUSEALL of somebody unknown", `
			101|NONE|NONE|Ann|PAUSEALL|meeting
			101|NONE|sales|Ann|PAUSE|meeting
			105|NONE|sales|Ann|UNPAUSE|
			106|c1|support|Ann|RINGNOANSWER|1000
		`, `
			101 agent_state Ann away reason=meeting
			105 agent_state Ann available
			106 missed c1@support agent=Ann
		`},
		{"autopause", `
			110|c1|sales|Ann|RINGNOANSWER|10000
			110|NONE|NONE|Ann|PAUSEALL|Auto-Pause
			110|NONE|sales|Ann|PAUSE|Auto-Pause
		`, `
			110 agent_state Ann available
			110 missed c1@sales agent=Ann
			110 agent_state Ann away reason=Auto-Pause
		`},
		{"the reason of a pause changes (22.6)", `
			100|NONE|sales|Ann|PAUSE|lunch
			101|NONE|sales|Ann|UNPAUSE|Auto-Unpause
			101|NONE|sales|Ann|PAUSE|training
		`, `
			100 agent_state Ann away reason=lunch
			101 agent_state Ann available
			101 agent_state Ann away reason=training
		`},
		{"logins", `
			100|c1|NONE|Agent/7|AGENTLOGIN|SIP/7-1
			101|c1|NONE|Agent/7|AGENTLOGOFF|SIP/7-1|1
			102|c2|NONE|Agent/8|AGENTCALLBACKLOGIN|8@x
			103|NONE|NONE|Agent/8|AGENTCALLBACKLOGOFF|8@x|1|CommandLogoff
		`, `
			100 agent_state Agent/7 available
			101 agent_state Agent/7 offline
			102 agent_state Agent/8 available
			103 agent_state Agent/8 offline
		`},
		{"only members can be paused", `
			100|CLI|sales|Ann|ADDMEMBER|
			110|CLI|sales|Ann|REMOVEMEMBER|
			120|NONE|support|Ann|PAUSE|lunch
		`, `
			100 agent_state Ann available
			110 agent_state Ann offline
			120 agent_state Ann away reason=lunch
		`},
		{"a break ends with the last queue", `
			100|NONE|NONE|Ann|PAUSEALL|lunch
			101|c1|NONE|Ann|AGENTLOGOFF|SIP/1|1
			102|CLI|sales|Ann|REMOVEMEMBER|
			103|c1|NONE|Ann|AGENTLOGIN|SIP/1
		`, `
			100 agent_state Ann away reason=lunch
			101 agent_state Ann offline
			103 agent_state Ann available
		`},
		{"a ring that is late does not make a member", `
			100|CLI|sales|Ann|ADDMEMBER|
			100|CLI|support|Ann|ADDMEMBER|
			110|CLI|support|Ann|REMOVEMEMBER|
			112|c1|support|Ann|RINGNOANSWER|8000
			120|CLI|sales|Ann|REMOVEMEMBER|
		`, `
			100 agent_state Ann available
			112 missed c1@support agent=Ann
			120 agent_state Ann offline
		`},
		{"unpausing does not sign in who has logged off", `
			100|c1|NONE|Agent/7|AGENTCALLBACKLOGIN|7@x
			101|NONE|NONE|Agent/7|AGENTCALLBACKLOGOFF|7@x|1|CommandLogoff
			102|NONE|NONE|Agent/7|UNPAUSEALL|
			102|NONE|q1|Agent/7|UNPAUSE|
		`, `
			100 agent_state Agent/7 available
			101 agent_state Agent/7 offline
		`},
		{"a call rings only at who is there", `
			100|CLI|sales|Ann|ADDMEMBER|
			110|CLI|sales|Ann|REMOVEMEMBER|
			112|c1|sales|Ann|RINGNOANSWER|8000
			130|c1|sales|Ann|RINGNOANSWER|8000
		`, `
			100 agent_state Ann available
			110 agent_state Ann offline
			112 missed c1@sales agent=Ann
			130 agent_state Ann available
			130 missed c1@sales agent=Ann
		`},
		{"who is removed talks on", `
			100|CLI|sales|Ann|ADDMEMBER|
			105|c1|sales|Ann|CONNECT|5|x|3
			110|CLI|sales|Ann|REMOVEMEMBER|
			205|c1|sales|Ann|COMPLETEAGENT|5|100|1
		`, `
			100 agent_state Ann available
			105 answered c1@sales agent=Ann wait=5
			110 agent_state Ann offline
			205 closed c1@sales agent=Ann by=agent talk=100
		`},
		{"logins with a bare number (12), and the interface", `
			100|c1|NONE|7|AGENTLOGIN|SIP/7-1
			110|c2|sales|Agent/7|CONNECT|5|x|3
			115|c2|sales|Agent/7|COMPLETEAGENT|5|5|1
			120|c1|NONE|7|AGENTLOGOFF|SIP/7-1|20
			130|c1|NONE|7|AGENTLOGIN|SIP/7-1
		`, `
			100 agent_state 7 available
			110 agent_state Agent/7 available
			110 agent_state 7 offline
			110 answered c2@sales agent=Agent/7 wait=5
			115 closed c2@sales agent=Agent/7 by=agent talk=5
			120 agent_state Agent/7 offline
			130 agent_state Agent/7 available
		`},
	} {
		t.Run(c.name, func(t *testing.T) { play(t, c.log, c.want) })
	}
}

// TestInterfaces plays the ways in which the name of an interface is found out, and in which it is not.
func TestInterfaces(t *testing.T) {
	for _, c := range []struct{ name, log, want string }{
		{"an interface is nobody", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|MANAGER|sales|Local/1@x/n|ADDMEMBER|
			100|MANAGER|sales|Local/2@x/n|ADDMEMBER|PAUSED
			100|NONE|sales|Local/1@x/n|PENALTY|3
			100|NONE|sales|Local/1@x/n|RINGINUSE|1
			100|MANAGER|sales|Local/1@x/n|REMOVEMEMBER|
		`, ``},
		{"the interface is the name", `
			100|MANAGER|sales|PJSIP/7|ADDMEMBER|
			105|c1|sales|PJSIP/7|CONNECT|5|x|3
			110|c1|sales|PJSIP/7|COMPLETEAGENT|5|5|1
			120|MANAGER|sales|PJSIP/7|REMOVEMEMBER|
			130|MANAGER|sales|PJSIP/7|ADDMEMBER|PAUSED
		`, `
			105 agent_state PJSIP/7 available
			105 answered c1@sales agent=PJSIP/7 wait=5
			110 closed c1@sales agent=PJSIP/7 by=agent talk=5
			120 agent_state PJSIP/7 offline
			130 agent_state PJSIP/7 away
		`},
		{"a login with the same call id", `
			100|c1|sales|Local/1@x|ADDMEMBER|
			100|c1|support|Local/1@x|ADDMEMBER|
			100|c1|NONE|Ann|AGENTCALLBACKLOGIN|1@x
			200|c2|sales|Local/1@x|REMOVEMEMBER|
			200|c2|support|Local/1@x|REMOVEMEMBER|
			200|c2|NONE|Ann|AGENTCALLBACKLOGOFF|1@x|100
			300|MANAGER|sales|Local/1@x|ADDMEMBER|
		`, `
			100 agent_state Ann available
			200 agent_state Ann offline
			300 agent_state Ann available
		`},
		{"a logoff with the same call id", `
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			105|c1|sales|Ann|RINGNOANSWER|1000
			200|c2|sales|Local/1@x|REMOVEMEMBER|
			200|c2|NONE|Ann|AGENTCALLBACKLOGOFF|1@x|100
			300|MANAGER|sales|Local/1@x|ADDMEMBER|
		`, `
			105 agent_state Ann available
			105 missed c1@sales agent=Ann
			200 agent_state Ann offline
			300 agent_state Ann available
		`},
		{"several members under one call id tell nothing", `
			100|c1|sales|Local/1@x|ADDMEMBER|
			100|c1|sales|Local/2@x|ADDMEMBER|
			100|c1|NONE|Ann|AGENTCALLBACKLOGIN|1@x
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
			200|MANAGER|sales|Local/2@x|REMOVEMEMBER|
		`, `
			100 agent_state Ann available
		`},
		{"one interface, one name", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			105|c1|sales|Ann|RINGNOANSWER|1000
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
			300|MANAGER|sales|Local/1@x|ADDMEMBER|
		`, `
			105 agent_state Ann available
			105 missed c1@sales agent=Ann
			200 agent_state Ann offline
			300 agent_state Ann available
		`},
		{"by elimination: Carol serves both queues, Dave still rings when 4 is gone", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			100|MANAGER|sales|Local/2@x|ADDMEMBER|
			100|MANAGER|support|Local/2@x|ADDMEMBER|
			100|MANAGER|support|Local/3@x|ADDMEMBER|
			100|MANAGER|support|Local/4@x|ADDMEMBER|
			110|c1|support|Carol|RINGNOANSWER|1000
			111|c1|support|Dave|RINGNOANSWER|1000
			112|c1|support|Erin|RINGNOANSWER|1000
			113|c2|sales|Carol|RINGNOANSWER|1000
			120|MANAGER|support|Local/4@x|REMOVEMEMBER|
			121|c1|support|Erin|RINGNOANSWER|5000
			130|c1|support|Dave|RINGNOANSWER|1000
			140|MANAGER|support|Local/2@x|REMOVEMEMBER|
			150|MANAGER|sales|Local/2@x|REMOVEMEMBER|
		`, `
			110 agent_state Carol available
			110 missed c1@support agent=Carol
			111 agent_state Dave available
			111 missed c1@support agent=Dave
			112 agent_state Erin available
			112 missed c1@support agent=Erin
			113 missed c2@sales agent=Carol
			121 missed c1@support agent=Erin
			130 agent_state Erin offline
			130 missed c1@support agent=Dave
			150 agent_state Carol offline
		`},
		{"a pause says who is a member, too", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			105|NONE|sales|Ann|PAUSE|lunch
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
		`, `
			105 agent_state Ann away reason=lunch
			200 agent_state Ann offline
		`},
		{"no elimination without a QUEUESTART: Ann may have been added before", `
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			105|c1|sales|Ann|RINGNOANSWER|1000
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
		`, `
			105 agent_state Ann available
			105 missed c1@sales agent=Ann
		`},
		{"no elimination in a queue with members of queues.conf", `
			100|NONE|NONE|NONE|QUEUESTART|
			105|c1|sales|Fix|RINGNOANSWER|1000
			110|MANAGER|sales|Local/1@x|ADDMEMBER|
			115|c1|sales|Ann|RINGNOANSWER|1000
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
		`, `
			105 agent_state Fix available
			105 missed c1@sales agent=Fix
			115 agent_state Ann available
			115 missed c1@sales agent=Ann
		`},
		{"a wrong guess heals", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|MANAGER|sales|Local/1@x|ADDMEMBER|
			105|c1|sales|Fix|RINGNOANSWER|1000
			200|MANAGER|sales|Local/1@x|REMOVEMEMBER|
			210|c2|sales|Fix|RINGNOANSWER|1000
		`, `
			105 agent_state Fix available
			105 missed c1@sales agent=Fix
			200 agent_state Fix offline
			210 agent_state Fix available
			210 missed c2@sales agent=Fix
		`},
		{"another one at the same desk", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|c1|sales|Local/1@x|ADDMEMBER|
			100|c1|NONE|Ann|AGENTCALLBACKLOGIN|1@x
			200|c2|sales|Local/1@x|REMOVEMEMBER|
			300|MANAGER|sales|Local/1@x|ADDMEMBER|
			310|c3|sales|Bob|RINGNOANSWER|1000
			400|MANAGER|sales|Local/1@x|REMOVEMEMBER|
			500|c4|sales|Local/1@x|ADDMEMBER|
			500|c4|NONE|Ann|AGENTCALLBACKLOGIN|1@x
		`, `
			100 agent_state Ann available
			200 agent_state Ann offline
			300 agent_state Ann available
			310 agent_state Bob available
			310 agent_state Ann offline
			310 missed c3@sales agent=Bob
			400 agent_state Bob offline
			500 agent_state Bob available
			500 agent_state Ann available
			500 agent_state Bob offline
		`},
		{"added again, and confirmed by a call", `
			100|NONE|NONE|NONE|QUEUESTART|
			100|c1|sales|Local/1@x|ADDMEMBER|
			100|c1|NONE|Ann|AGENTCALLBACKLOGIN|1@x
			200|c2|sales|Local/1@x|REMOVEMEMBER|
			300|MANAGER|sales|Local/1@x|ADDMEMBER|
			310|c3|sales|Ann|RINGNOANSWER|1000
			320|c3|sales|Bob|RINGNOANSWER|1000
			400|MANAGER|sales|Local/1@x|REMOVEMEMBER|
		`, `
			100 agent_state Ann available
			200 agent_state Ann offline
			300 agent_state Ann available
			310 missed c3@sales agent=Ann
			320 agent_state Bob available
			320 missed c3@sales agent=Bob
			400 agent_state Ann offline
		`},
		{"a rating may come with the interface", `
			100|c1|sales|Local/1@x|ADDMEMBER|
			100|c1|NONE|Ann|AGENTCALLBACKLOGIN|1@x
			110|c2|sales|Local/1@x|CSAT|4
			111|c3|sales|Local/9@x|CSAT|3
		`, `
			100 agent_state Ann available
			110 rated c2@sales agent=Ann csat=4
			111 rated c3@sales agent=Local/9@x csat=3
		`},
	} {
		t.Run(c.name, func(t *testing.T) { play(t, c.log, c.want) })
	}
}
