/** The fields of a track in the detail panel, and what several tracks have in common. */

import type { TrackPatch, TrackView } from '../../generated'
import { readFixed, readNumber, tempo } from '../../lib/format'

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

export const noTempo = 'Write beats a minute, such as 97.5.'

/** Thousandths of a beat a minute; nothing typed is none. */
export function readTempo(text: string): number | undefined {
  return text.trim() === '' ? 0 : readFixed(text, 3)
}

/** What typing a text into a field changes, or why it cannot be read. What is a tempo, a year or an ISRC the core knows. */
export function patchOf(name: FieldName, text: string): TrackPatch | string {
  const plain = text.trim()
  switch (name) {
    case 'bpm': {
      const bpmMilli = readTempo(plain)
      return bpmMilli === undefined ? noTempo : { bpmMilli }
    }
    case 'year': {
      const year = plain === '' ? 0 : readNumber(plain)
      return year === undefined || !Number.isInteger(year) ? 'Write a year.' : { year }
    }
    case 'title':
      return plain === '' ? 'A track needs a title.' : { title: plain }
    case 'isrc':
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
