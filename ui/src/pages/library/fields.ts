/** The fields of a track in the detail panel, and what several tracks have in common. */

import type { TrackPatch, TrackView } from '../../generated'
import { readNumber, tempo } from '../../lib/format'

type TextField =
  | 'title'
  | 'artist'
  | 'album'
  | 'composer'
  | 'lyricist'
  | 'publisher'
  | 'label'
  | 'isrc'
  | 'key'
  | 'mood'
  | 'genre'
  | 'language'
  | 'grouping'
  | 'comment'

export type FieldName = TextField | 'bpm' | 'year'

interface Field {
  readonly name: FieldName
  readonly title: string
  readonly multiline?: boolean
  readonly mono?: boolean
}

export const fields: readonly Field[] = [
  { name: 'title', title: 'Title' },
  { name: 'artist', title: 'Artist' },
  { name: 'album', title: 'Album' },
  { name: 'composer', title: 'Composer' },
  { name: 'lyricist', title: 'Lyricist' },
  { name: 'publisher', title: 'Publisher (tag)' },
  { name: 'label', title: 'Label (tag)' },
  { name: 'isrc', title: 'ISRC', mono: true },
  { name: 'bpm', title: 'Tempo', mono: true },
  { name: 'key', title: 'Key' },
  { name: 'mood', title: 'Mood' },
  { name: 'genre', title: 'Genre' },
  { name: 'language', title: 'Language' },
  { name: 'year', title: 'Year', mono: true },
  { name: 'grouping', title: 'Grouping' },
  { name: 'comment', title: 'Comment', multiline: true },
]

function textOf(track: TrackView, name: FieldName): string {
  if (name === 'bpm') return track.bpmMilli === null ? '' : tempo(track.bpmMilli)
  if (name === 'year') return track.year === null ? '' : String(track.year)
  return track[name]
}

/** The text that all tracks have; undefined where they differ. */
export function commonText(tracks: readonly TrackView[], name: FieldName): string | undefined {
  const [first, ...others] = tracks.map((track) => textOf(track, name))
  return first !== undefined && others.every((text) => text === first) ? first : undefined
}

/** What typing a text into a field changes, or why it cannot be taken. */
export function patchOf(name: FieldName, text: string): TrackPatch | string {
  const plain = text.trim()
  switch (name) {
    case 'bpm': {
      const bpm = plain === '' ? 0 : readNumber(plain)
      if (bpm === undefined || bpm < 0 || bpm > 999) return 'Write beats a minute, from 1 to 999.'
      return { bpmMilli: Math.round(bpm * 1000) }
    }
    case 'year': {
      const year = plain === '' ? 0 : readNumber(plain)
      const known = year !== undefined && Number.isInteger(year) && (year === 0 || (year >= 1000 && year <= 9999))
      return known ? { year } : 'Write a year of four digits.'
    }
    case 'isrc': {
      const code = plain.replaceAll(/[\s-]/g, '').toUpperCase()
      if (code !== '' && !/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code))
        return 'An ISRC has 12 characters, like GBAYE0601498.'
      return { isrc: code }
    }
    case 'title':
      return plain === '' ? 'A track needs a title.' : { title: plain }
    case 'artist':
    case 'album':
    case 'composer':
    case 'lyricist':
    case 'publisher':
    case 'label':
    case 'key':
    case 'mood':
    case 'genre':
    case 'language':
    case 'grouping':
    case 'comment':
      return { [name]: plain }
  }
}
