package record

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"

	"floorboard/feed"
)

// anonymizer hides who the people of a recording are, and keeps what all other numbers are made of:
//
//   - customers are left out, and with them who came again on another channel;
//   - agents become agent-1, agent-2, … in the order in which they turn up, the same one always the same;
//   - ids of conversations and events become short codes (HMAC-SHA256, RFC 2104, with a secret that is drawn anew for each
//     recording and written nowhere), the same id always the same code: a telephone number cannot be found by trying;
//   - in what customers wrote, letters become x and digits 0.
//
// All else stays: times, scores, queues, channels, teams, topics, stages, levels and reasons. Where people type those
// freely, names in them stay as well.
type anonymizer struct {
	mac    hash.Hash
	agents map[string]string
	sum    []byte
}

// newAnonymizer returns an anonymizer that draws its secret from r, or from the system if r is nil.
func newAnonymizer(r io.Reader) (*anonymizer, error) {
	if r == nil {
		r = rand.Reader
	}
	secret := make([]byte, sha256.Size)
	if _, err := io.ReadFull(r, secret); err != nil {
		return nil, fmt.Errorf("draw a secret for hiding names: %w", err)
	}
	return &anonymizer{mac: hmac.New(sha256.New, secret), agents: map[string]string{}}, nil
}

// hide returns e without who the people are.
func (a *anonymizer) hide(e feed.Event) feed.Event {
	e.Customer = ""
	e.Agent, e.ToAgent = a.agent(e.Agent), a.agent(e.ToAgent)
	e.ID, e.Conversation = a.code("e", e.ID), a.code("c", e.Conversation)
	e.Text = mask(e.Text)
	return e
}

func (a *anonymizer) agent(name string) string {
	if name == "" {
		return ""
	}
	alias, ok := a.agents[name]
	if !ok {
		alias = "agent-" + strconv.Itoa(len(a.agents)+1)
		a.agents[strings.Clone(name)] = alias
	}
	return alias
}

// code hides an id; 64 bits of the sum make it unlikely that two of millions meet.
func (a *anonymizer) code(kind, id string) string {
	if id == "" {
		return ""
	}
	a.mac.Reset()
	io.WriteString(a.mac, kind)
	io.WriteString(a.mac, id)
	a.sum = a.mac.Sum(a.sum[:0])
	return kind + hex.EncodeToString(a.sum[:8])
}

// mask keeps the shape of a text.
func mask(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '0'
		case unicode.IsSpace(r), unicode.IsPunct(r):
			return r
		}
		return 'x'
	}, s)
}
