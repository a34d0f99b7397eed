/** What a slugline says: inside or outside, the place, and the time of day. */

interface SaidPlace {
  /** `INT`, `EXT` or `INT/EXT`; empty where it does not say. */
  readonly side: string
  readonly place: string
  /** `DUSK`; empty where it does not say. */
  readonly time: string
}

/** Reads `EXT. PIER - DUSK`. What follows the last dash between spaces is the time; one without is all place. */
export function readSlugline(slugline: string): SaidPlace {
  const words = slugline.trim()
  const begin = /^(INT\.?\s*\/\s*EXT|EXT\.?\s*\/\s*INT|I\/E|INT|EXT)(?:[.:]\s*|\s+|$)/i.exec(words)
  const side = begin?.[1]?.replaceAll(/[.\s]/g, '').toUpperCase() ?? ''
  const rest = words.slice(begin?.[0].length ?? 0).trim()
  const end = /^(.*\S)\s+[-–—]{1,2}\s+(\S[^-–—]*)$/u.exec(rest)
  const time = end?.[2]?.trim() ?? ''
  return { side: side === 'I/E' ? 'INT/EXT' : side, place: end?.[1] ?? rest, time }
}
