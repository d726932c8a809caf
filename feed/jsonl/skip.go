package jsonl

// nesting is in which objects and arrays the scanner stands.
type nesting struct {
	depth   int
	objects uint64 // a bit for each, the innermost lowest: whether it is an object
}

func (n *nesting) enter(object bool) {
	n.depth++
	n.objects <<= 1
	if object {
		n.objects |= 1
	}
}

func (n *nesting) leave() {
	n.depth--
	n.objects >>= 1
}

func (n *nesting) inObject() bool { return n.objects&1 != 0 }

// valueEnd returns where the value ends that begins at s[i], whatever it is. It goes into objects and arrays
// without recursion, so that no depth can exhaust the stack.
func valueEnd(s string, i int) (int, why) {
	var n nesting
	w := fine
	for {
		// A value begins at s[i].
		switch c := s[i]; {
		case c == '{' || c == '[':
			if n.depth == maxDepth {
				return i, tooDeep
			}
			n.enter(c == '{')
			if i = blanks(s, i+1); s[i] != c+2 { // '}' and ']' come two after '{' and '['
				if i, w = n.memberValue(s, i); w != fine {
					return i, w
				}
				continue
			}
			n.leave()
			i++
		case c == '"':
			if i, w = stringEnd(s, i+1); w == fine {
				i++
			}
		case c == '-' || c-'0' <= 9:
			i, w = numberEnd(s, i)
		default:
			i, w = literalEnd(s, i)
		}
		if w != fine {
			return i, w
		}
		// A value ended before s[i].
		if i, w = n.after(s, i); w != fine || n.depth == 0 {
			return i, w
		}
	}
}

// after leaves what is closed at s[i], and returns where the next value begins, or, all being left, the end.
func (n *nesting) after(s string, i int) (int, why) {
	for n.depth > 0 {
		i = blanks(s, i)
		switch c := s[i]; {
		case c == ',':
			return n.memberValue(s, blanks(s, i+1))
		case c == '}' && n.inObject(), c == ']' && !n.inObject():
			n.leave()
			i++
		default:
			return i, wantsComma
		}
	}
	return i, fine
}

// memberValue returns where the value begins that stands at s[i], in an object behind its name.
func (n *nesting) memberValue(s string, i int) (int, why) {
	if !n.inObject() {
		return i, fine
	}
	if s[i] != '"' {
		return i, wantsName
	}
	i, w := stringEnd(s, i+1)
	if w != fine {
		return i, w
	}
	return colon(s, i+1)
}
