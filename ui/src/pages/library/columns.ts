/** The columns of the track list: what they show, how they sort, what can be typed into them. */

import type { LibrarySort, TrackPatch, TrackRow } from '../../generated'
import { loudness, tempo } from '../../lib/format'
import { noTempo, readTempo } from './fields'
import { minutes } from '../../time/time'

/** A text of a track that is edited in the list. */
export type CellField = 'title' | 'artist' | 'album' | 'composer' | 'bpm' | 'key' | 'mood' | 'genre'

export interface Column {
  readonly id:
    | 'title'
    | 'wave'
    | 'album'
    | 'composer'
    | 'bpm'
    | 'key'
    | 'mood'
    | 'genre'
    | 'duration'
    | 'loudness'
    | 'format'
    | 'rights'
    | 'used'
  readonly title: string
  /** What it is called where columns are chosen, if it has no title. */
  readonly name?: string
  /** Whether it is shown as long as nobody has said otherwise. */
  readonly shown: boolean
  /** Its least width, in CSS pixels. */
  readonly least: number
  /** Its usual width, unless it takes a share of what is left over. */
  readonly usual?: number
  readonly share?: number
  readonly sort?: LibrarySort
  /** Figures have their largest first at the first click. */
  readonly largestFirst?: boolean
  readonly field?: CellField
}

export const columns: readonly Column[] = [
  { id: 'title', title: 'Title', sort: 'title', field: 'title', shown: true, least: 120, share: 1.5 },
  { id: 'wave', title: '', name: 'Waveform', shown: true, least: 60, usual: 170 },
  { id: 'album', title: 'Album', sort: 'album', field: 'album', shown: false, least: 60, share: 1 },
  { id: 'composer', title: 'Composer', sort: 'composer', field: 'composer', shown: false, least: 60, share: 1 },
  { id: 'bpm', title: 'bpm', sort: 'bpm', field: 'bpm', shown: true, least: 40, usual: 44 },
  { id: 'key', title: 'Key', sort: 'key', field: 'key', shown: true, least: 36, usual: 44 },
  { id: 'mood', title: 'Mood', sort: 'mood', field: 'mood', shown: true, least: 60, share: 1 },
  { id: 'genre', title: 'Genre', sort: 'genre', field: 'genre', shown: true, least: 56, share: 0.8 },
  { id: 'duration', title: 'Length', sort: 'duration', shown: true, least: 44, usual: 48 },
  { id: 'loudness', title: 'LUFS', sort: 'loudness', largestFirst: true, shown: true, least: 44, usual: 48 },
  { id: 'format', title: 'Format', shown: false, least: 44, usual: 56 },
  { id: 'rights', title: 'Rights', sort: 'rights', largestFirst: true, shown: true, least: 40, usual: 46 },
  { id: 'used', title: 'Used', sort: 'used', largestFirst: true, shown: true, least: 40, share: 0.7 },
]

/** Fields in the order in which Tab goes through a row. */
export const cellFields: readonly CellField[] = [
  'title', 'artist', 'album', 'composer', 'bpm', 'key', 'mood', 'genre',
] // prettier-ignore

export const fieldNames: Readonly<Record<CellField, string>> = {
  title: 'Title',
  artist: 'Artist',
  album: 'Album',
  composer: 'Composer',
  bpm: 'Tempo in beats a minute',
  key: 'Key',
  mood: 'Mood',
  genre: 'Genre',
}

export function cellText(row: TrackRow, field: CellField): string {
  switch (field) {
    case 'bpm':
      return row.bpmMilli === null ? '' : tempo(row.bpmMilli)
    case 'title':
    case 'artist':
    case 'album':
    case 'composer':
    case 'key':
    case 'mood':
    case 'genre':
      return row[field]
  }
}

/** What typing a text into a field changes, or why it cannot be taken. */
export function cellPatch(field: CellField, text: string): TrackPatch | string {
  if (field !== 'bpm') {
    if (field === 'title' && text.trim() === '') return 'A track needs a title.'
    return { [field]: text.trim() }
  }
  const bpmMilli = readTempo(text)
  return bpmMilli === undefined ? noTempo : { bpmMilli }
}

export const lengthOf = (row: TrackRow) => minutes(row.duration)
export const loudnessOf = (row: TrackRow) => (row.loudness === null ? '—' : loudness(row.loudness).replace(' LUFS', ''))

/** The order that a click on a column's head asks for. */
export function nextSort(
  column: Column,
  sort: LibrarySort,
  descending: boolean,
): { readonly sort: LibrarySort; readonly descending: boolean } | undefined {
  if (column.sort === undefined) return undefined
  const first = column.largestFirst ?? false
  if (sort !== column.sort) return { sort: column.sort, descending: first }
  // The third click goes back to the best matches.
  if (descending === first) return { sort, descending: !first }
  return { sort: 'best', descending: false }
}
