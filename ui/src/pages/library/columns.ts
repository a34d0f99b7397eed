/** The columns of the track list: what they show, how they sort, what can be typed into them. */

import type { LibrarySort, TrackPatch, TrackRow } from '../../generated'
import { loudness, readNumber, tempo } from '../../lib/format'
import { minutes } from '../../lib/time'

/** A text of a track that is edited in the list. */
export type CellField = 'title' | 'artist' | 'bpm' | 'key' | 'mood' | 'genre'

export interface Column {
  readonly id: 'title' | 'wave' | 'bpm' | 'key' | 'mood' | 'genre' | 'duration' | 'loudness' | 'rights' | 'used'
  readonly title: string
  readonly sort?: LibrarySort
  /** Figures have their largest first at the first click. */
  readonly largestFirst?: boolean
  readonly field?: CellField
}

export const columns: readonly Column[] = [
  { id: 'title', title: 'Title', sort: 'title', field: 'title' },
  { id: 'wave', title: '' },
  { id: 'bpm', title: 'bpm', sort: 'bpm', field: 'bpm' },
  { id: 'key', title: 'Key', sort: 'key', field: 'key' },
  { id: 'mood', title: 'Mood', sort: 'mood', field: 'mood' },
  { id: 'genre', title: 'Genre', sort: 'genre', field: 'genre' },
  { id: 'duration', title: 'Length', sort: 'duration' },
  { id: 'loudness', title: 'LUFS', sort: 'loudness', largestFirst: true },
  { id: 'rights', title: 'Rights', sort: 'rights', largestFirst: true },
  { id: 'used', title: 'Used', sort: 'used', largestFirst: true },
]

/** Fields in the order in which Tab goes through a row. */
export const cellFields: readonly CellField[] = ['title', 'artist', 'bpm', 'key', 'mood', 'genre']

export const fieldNames: Readonly<Record<CellField, string>> = {
  title: 'Title',
  artist: 'Artist',
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
  if (text.trim() === '') return { bpmMilli: 0 }
  const bpm = readNumber(text)
  if (bpm === undefined || bpm < 1 || bpm > 999) return 'Write beats a minute, from 1 to 999.'
  return { bpmMilli: Math.round(bpm * 1000) }
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
