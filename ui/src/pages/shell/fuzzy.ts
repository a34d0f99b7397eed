/** Finding by letters in order, as palettes do: `exc` finds “Export cue list”. */

/** How well `text` answers `wanted`: larger is better, undefined not at all. An empty wish finds everything. */
export function match(wanted: string, text: string): number | undefined {
  const needle = plain(wanted)
  if (needle === '') return 0
  const hay = plain(text)
  const words = wordsOf(needle)
  let score = 0
  let from = 0
  let asked = 0
  for (const word of words) {
    const best = matchWord(word, hay, from)
    const found = best ?? matchWord(word, hay, 0)
    if (found === undefined) return undefined
    score += found.score - (best === undefined ? 5 : 0)
    from = found.end
    asked += word.length
  }
  // Who types how it begins means it; else the more of it that was typed. Of two that answer alike, the shorter.
  const begins = hay.startsWith(words.join(' ')) ? 12 : hay.startsWith(words[0] ?? '') ? 6 : 0
  return score + begins + (8 * Math.min(asked, hay.length)) / hay.length - hay.length / 100
}

/** Small words ask for nothing by themselves: `add an episode` finds “New episode”. */
const small = new Set(['a', 'an', 'the', 'to', 'of', 'for', 'in', 'on', 'with', 'my', 'this'])

function wordsOf(needle: string): readonly string[] {
  const all = needle.trim().split(/\s+/)
  const meant = all.filter((word) => !small.has(word))
  return meant.length === 0 ? all : meant
}

function matchWord(word: string, hay: string, from: number): { score: number; end: number } | undefined {
  const whole = hay.indexOf(word, from)
  if (whole >= 0) return { score: word.length * 4 + (starts(hay, whole) ? 10 : 0), end: whole + word.length }
  let at = from
  let score = 0
  let before = -2
  for (const letter of word) {
    const found = nextLetter(hay, letter, at)
    if (found === undefined) return undefined
    if (starts(hay, found)) score += 3
    else if (found === before + 1) score += 2
    else score -= 1
    before = found
    at = found + 1
  }
  // Letters strewn about by chance answer nothing: most must begin a word or follow one another.
  return score >= word.length ? { score, end: at } : undefined
}

/** The next place of a letter; at the start of a word, if there is one. */
function nextLetter(hay: string, letter: string, from: number): number | undefined {
  const first = hay.indexOf(letter, from)
  if (first < 0) return undefined
  if (first === from && from > 0) return first
  for (let at = first; at >= 0; at = hay.indexOf(letter, at + 1)) {
    if (starts(hay, at)) return at
  }
  return first
}

function starts(hay: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(hay[at - 1] ?? '')
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'")
}
