/** How two editions of an album differ: what is on one alone, what stands elsewhere, what is longer or louder. */

import type { AlbumLine, AlbumView } from '../../generated'
import { counted } from '../../lib/format'
import { minutes } from '../../time/time'

interface EditionLine {
  readonly key: string
  readonly title: string
  readonly words: string
}

type Compared = Pick<AlbumView, 'title' | 'lines' | 'entries' | 'loudness'>

/** What makes an entry of one edition that of the other: the recording, and the cue whose edit it is. */
const whose = (line: AlbumLine) => `${line.track} ${line.cue}`

function matched(lines: readonly AlbumLine[]): Map<string, AlbumLine> {
  const all = new Map<string, AlbumLine>()
  const seen = new Map<string, number>()
  for (const line of lines) {
    const nth = seen.get(whose(line)) ?? 0
    seen.set(whose(line), nth + 1)
    all.set(`${whose(line)} ${nth}`, line)
  }
  return all
}

const loudnessOf = (album: Compared, line: AlbumLine) =>
  album.entries.find(({ id }) => id === line.entry)?.loudness ?? album.loudness
const lufs = (loudness: number | null) => (loudness === null ? 'as it is' : `−${Math.abs(loudness) / 100} LUFS`)

/** What of `one` is otherwise than in `other`, in the order of `one`; then what is on `other` alone. */
export function differences(one: Compared, other: Compared): readonly EditionLine[] {
  const [here, there] = [matched(one.lines), matched(other.lines)]
  const found: EditionLine[] = []
  for (const [key, line] of here) {
    const theirs = there.get(key)
    if (theirs === undefined) {
      found.push({ key, title: line.title, words: `only on ${one.title}` })
      continue
    }
    const [mine, their] = [loudnessOf(one, line), loudnessOf(other, theirs)]
    const words = [
      line.number === theirs.number ? '' : `${line.number} here, ${theirs.number} there`,
      line.length === theirs.length ? '' : `${minutes(line.length)} here, ${minutes(theirs.length)} there`,
      mine === their ? '' : `${lufs(mine)} here, ${lufs(their)} there`,
      line.side === theirs.side ? '' : `side ${line.side || 'none'} here, ${theirs.side || 'none'} there`,
    ].filter((part) => part !== '')
    if (words.length > 0) found.push({ key, title: line.title, words: words.join(' · ') })
  }
  for (const [key, line] of there) {
    if (!here.has(key)) found.push({ key, title: line.title, words: `only on ${other.title}` })
  }
  return found
}

/** `13 tracks, 41:20` beside `14 tracks, 44:02`. */
export const sizeOf = (album: Pick<AlbumView, 'lines' | 'total'>) =>
  `${counted(album.lines.length, 'track')}, ${minutes(album.total)}`
