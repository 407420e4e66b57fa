package schema

import (
	"net/netip"
	"strings"
	"unicode/utf8"
)

// Rules of URLs: addresses of public pages that anyone can open without harm. What a URL is, RFC 3986 says; nothing is ever opened to find out.

var (
	urlForm = &Rule{"url-form", "urls", "Not a URL", SeverityError,
		"A URL is ASCII without blanks; what is not is percent-encoded, and every % has two hexadecimal digits after it. Paths have no steps such as /../ in them.",
		`"url": "https://example.org/gazette accord"`, `"url": "https://example.org/gazette/accord"`}
	urlScheme = &Rule{"url-scheme", "urls", "Not https", SeverityError,
		"Pages are named by https addresses. A reference whose address is known with plain http only says so in its note, with the words \"plain http\". Schemes that run code or open local files are never right.",
		`"url": "http://example.org/gazette/accord"`, `"url": "https://example.org/gazette/accord"`}
	urlCredentials = &Rule{"url-credentials", "urls", "Credentials in a URL", SeverityError,
		"A name or password before the host gives a secret away, or makes one host look like another.",
		`"url": "https://keeper@example.org/gazette/accord"`, `"url": "https://example.org/gazette/accord"`}
	urlHost = &Rule{"url-host", "urls", "Host that is no public name", SeverityError,
		"A host is a public domain name in lower case: no address of a machine or a private network, no name that is reserved for tests, no letters outside of ASCII. International names are written in Punycode (xn--).",
		`"url": "https://192.168.0.1/gazette/accord"`, `"url": "https://example.org/gazette/accord"`}
	urlTracking = &Rule{"url-tracking", "urls", "Tracking in a URL", SeverityError,
		"Parameters such as utm_source name a reader's way to a page, not the page. Remove them.",
		`"url": "https://example.org/gazette/accord?utm_source=mail"`, `"url": "https://example.org/gazette/accord"`}
	urlShortener = &Rule{"url-shortener", "urls", "Shortened URL", SeverityError,
		"A short link hides where it leads, and ends when its service does. Write the address that it leads to.",
		`"url": "https://bit.ly/accord"`, `"url": "https://example.org/gazette/accord"`}

	urlRules = []*Rule{urlForm, urlScheme, urlCredentials, urlHost, urlTracking, urlShortener}
)

const maxURL = 2000 // bytes; longer ones break in browsers and servers

// url checks the address of a page. Identifiers may begin with http:// where their scheme does: they name a thing and are not a way to it.
func (f *file) url(n int32) bool { return f.address(n, f.plainHTTP(n)) }

// plainHTTP reports whether the note of a reference says that its address is known with plain http only.
func (f *file) plainHTTP(n int32) bool {
	up := f.node(n).Up
	if f.node(up).Type != '{' {
		return false
	}
	note, _ := f.member(up, "note")
	return strings.Contains(note, "plain http")
}

// address goes from what no URL has to what no URL of a public page has. It stops at the first fault: what follows would be told of something else.
func (f *file) address(n int32, http bool) bool {
	s := f.node(n).Text
	if len(s) > maxURL {
		f.at(urlForm, n, "a URL of %d bytes, more than the %d allowed", len(s), maxURL)
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("<>\"\\^`{|}", c) >= 0 {
			x, _ := utf8.DecodeRuneInString(s[i:])
			if host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "/"); c >= 0x7F && strings.Contains(host, string(x)) {
				f.at(urlHost, n, "the host has the character %s; write it in Punycode (xn--), and make sure that it is no look-alike", code(x))
			} else {
				f.at(urlForm, n, "a URL has no %q; percent-encode it", x)
			}
			return false
		}
	}
	scheme, rest, ok := strings.Cut(s, ":")
	lower := strings.ToLower(scheme)
	switch {
	case !ok || scheme == "" || strings.ContainsAny(scheme, "/?#."):
		f.at(urlForm, n, "%q is no URL; write the whole address, beginning with https://", short(s))
		return false
	case lower == "http" && http && strings.HasPrefix(rest, "//"):
	case lower == "http" && strings.HasPrefix(rest, "//"):
		// No fix: nobody has opened the other address.
		f.at(urlScheme, n, "an address of plain http; write https:// if the page is there too, or say in the note that the address is known with \"plain http\" only")
		return false
	case lower != "https":
		f.at(urlScheme, n, "the scheme %q; write an address that begins with https://", short(scheme))
		return false
	case scheme != lower:
		f.mend(f.at(urlForm, n, "the scheme %q; write it in lower case", scheme), n, lower+":"+rest, "write it in lower case")
		return false
	case !strings.HasPrefix(rest, "//"):
		f.at(urlForm, n, "%q is no URL; write the whole address, beginning with https://", short(s))
		return false
	}
	authority, path := rest[2:], ""
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority, path = authority[:i], authority[i:]
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		f.mend(f.at(urlCredentials, n, "a name or password stands before the host; remove it"), n, scheme+"://"+authority[at+1:]+path, "remove it")
		return false
	}
	if why := host(authority); why != "" {
		found := f.at(urlHost, n, "%s", why)
		if low := strings.ToLower(authority); low != authority && host(low) == "" {
			f.mend(found, n, scheme+"://"+low+path, "write it in lower case")
		}
		return false
	}
	if why := pathFault(path); why != "" {
		f.at(urlForm, n, "%s", why)
		return false
	}
	if shorteners(authority) {
		f.at(urlShortener, n, "%s shortens addresses; write the one that it leads to", authority)
		return false
	}
	if clean, names := untracked(s); names != "" {
		f.mend(f.at(urlTracking, n, "the parameters %s track readers; remove them", names), n, clean, "remove them")
		return false
	}
	return true
}

// host says what is wrong with the host of a URL.
func host(authority string) string {
	switch {
	case authority == "":
		return "a URL without a host"
	case strings.HasPrefix(authority, "["):
		return "the host is the address of a machine; write its public name"
	case strings.HasSuffix(authority, ":443"), strings.HasSuffix(authority, ":"):
		return "a URL with the port that it has anyway; leave it out"
	case authority != strings.ToLower(authority):
		return "the host has capitals; write it in lower case"
	case len(authority) > 253:
		return "the host is longer than a name can be"
	}
	if host, port, ok := strings.Cut(authority, ":"); ok {
		if port == "" || len(port) > 5 || strings.Trim(port, "0123456789") != "" || port[0] == '0' || len(port) == 5 && port > "65535" {
			return "the port " + short(port) + " is none"
		}
		authority = host
	}
	if _, err := netip.ParseAddr(authority); err == nil {
		return "the host is the address of a machine; write its public name"
	}
	labels := strings.Split(authority, ".")
	top := labels[len(labels)-1]
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return "the host " + short(authority) + " is no domain name"
		}
	}
	switch {
	case len(top) < 2:
		return "the host " + short(authority) + " is no domain name"
	case len(labels) == 1:
		return "the host " + authority + " is no public name; it has no dot"
	case strings.Trim(top, "0123456789") == "" || strings.HasPrefix(top, "0x"):
		return "the host is the address of a machine; write its public name"
	}
	switch top {
	case "localhost", "local", "internal", "intranet", "lan", "home", "corp", "localdomain", "test", "invalid", "example", "onion", "arpa":
		return "the host " + authority + " is in ." + top + ", which no public page is"
	}
	return ""
}

// pathFault says what is wrong with what follows the host.
func pathFault(path string) string {
	var decoded []byte
	for i := 0; i < len(path); i++ {
		if path[i] == '[' || path[i] == ']' {
			return "a bracket in the path; write %5B and %5D"
		}
		if path[i] != '%' {
			decoded = append(decoded, path[i])
			continue
		}
		if i+2 >= len(path) || unhex(path[i+1]) < 0 || unhex(path[i+2]) < 0 {
			return "a % without two hexadecimal digits after it; write %25 for the sign itself"
		}
		switch b := unhex(path[i+1])<<4 | unhex(path[i+2]); {
		case b < ' ' || b == 0x7F:
			return "an encoded control character, " + path[i:i+3] + "; remove it"
		default:
			decoded = append(decoded, byte(b))
			i += 2
		}
	}
	if !utf8.Valid(decoded) {
		return "encoded bytes that are not UTF-8; encode the characters as UTF-8"
	}
	if _, fragment, _ := strings.Cut(path, "#"); strings.Contains(fragment, "#") {
		return "a second # in the URL; write %23 for the sign itself"
	}
	steps, _, _ := strings.Cut(path, "?")
	steps, _, _ = strings.Cut(steps, "#")
	for step := range strings.SplitSeq(steps, "/") {
		if step == "." || step == ".." {
			return "the path has the step " + step + "; write where it leads"
		}
	}
	return ""
}

// unhex returns the value of a hexadecimal digit, -1 for what is none.
func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// shorteners reports whether a host is a service that shortens addresses.
func shorteners(host string) bool {
	switch strings.TrimPrefix(host, "www.") {
	case "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "lnkd.in", "rebrand.ly", "cutt.ly", "shorturl.at", "tiny.cc", "rb.gy", "dlvr.it", "trib.al", "fb.me",
		"wp.me", "amzn.to", "bl.ink", "t.ly", "s.id", "shorte.st", "adf.ly", "bit.do", "tr.im", "x.co", "soo.gd", "db.tt", "qr.ae", "t.me", "g.co", "goo.su", "clck.ru", "u.to", "short.io":
		return true
	}
	return false
}

// untracked returns a URL without the parameters that track readers, and the names of those.
func untracked(s string) (clean, names string) {
	before, query, ok := strings.Cut(s, "?")
	if !ok {
		return s, ""
	}
	query, fragment, hash := strings.Cut(query, "#")
	var keep, gone []string
	for p := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(p, "=")
		if tracks(strings.ToLower(name)) {
			gone = append(gone, name)
		} else {
			keep = append(keep, p)
		}
	}
	clean = before
	if len(keep) > 0 {
		clean += "?" + strings.Join(keep, "&")
	}
	if hash {
		clean += "#" + fragment
	}
	return clean, strings.Join(gone, ", ")
}

// tracks reports the parameters by which the large services of advertising and mail follow readers.
func tracks(parameter string) bool {
	if strings.HasPrefix(parameter, "utm_") || strings.HasPrefix(parameter, "mtm_") || strings.HasPrefix(parameter, "pk_") {
		return true
	}
	switch parameter {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "hsctatracking", "vero_id", "oly_enc_id",
		"oly_anon_id", "rb_clickid", "s_cid", "wickedid", "_openstat", "mkt_tok", "li_fat_id", "epik", "ref_src", "_ga", "_gl", "wt.mc_id", "piwik_campaign":
		return true
	}
	return false
}

// samePage returns a URL in the form in which two addresses of one page are equal, as far as can be told without opening them.
func samePage(s string) string {
	clean, _ := untracked(s)
	clean, _, _ = strings.Cut(clean, "#")
	_, rest, _ := strings.Cut(clean, "://")
	rest = strings.TrimPrefix(strings.TrimSuffix(rest, "/"), "www.")
	host, path, _ := strings.Cut(rest, "/")
	return strings.ToLower(host) + "/" + path
}
