// Finds quotes as the Hypothesis client does: by exact search, else by approximate search with at most min(256, length / 2) errors,
// and chooses among the matches with the fewest errors by a score of 50 for the quote, 20 for each context and 2 for the position.
// Written from that description over approx-string-match, which the client uses. Reads {text, quotes: [{exact, prefix, suffix, start}]}
// from a file, offsets in UTF-16 units, and writes [{start, end, score, ms}].
import { readFileSync } from "node:fs";
import search from "approx-string-match";

function matches(text, pattern, errors) {
  const exact = [];
  for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1)) {
    exact.push({ start: at, end: at + pattern.length, errors: 0 });
  }
  return exact.length > 0 ? exact : search(text, pattern, errors);
}

function alike(text, pattern) {
  if (text.includes(pattern)) return 1;
  const found = search(text, pattern, pattern.length);
  return found.length > 0 ? 1 - found[0].errors / pattern.length : 0;
}

function find(text, { exact, prefix, suffix, start }) {
  let best = null;
  for (const m of matches(text, exact, Math.min(256, exact.length / 2))) {
    const quote = 1 - m.errors / exact.length;
    const before = prefix ? alike(text.slice(Math.max(0, m.start - prefix.length), m.start), prefix) : 1;
    const after = suffix ? alike(text.slice(m.end, m.end + suffix.length), suffix) : 1;
    const place = 1 - Math.abs(m.start - start) / text.length;
    const score = (50 * quote + 20 * before + 20 * after + 2 * place) / 92;
    if (!best || score > best.score) best = { start: m.start, end: m.end, score };
  }
  return best ?? { start: -1, end: -1, score: 0 };
}

const { text, quotes } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(quotes.map((q) => {
  const before = performance.now();
  const found = find(text, q);
  return { ...found, ms: performance.now() - before };
})));
