/** The columns of catalogue sheets, in words. */

import type { CatalogueField } from '../../generated'

export const catalogueFields: readonly { readonly field: CatalogueField; readonly word: string }[] = [
  { field: 'title', word: 'Title' },
  { field: 'artist', word: 'Artist' },
  { field: 'album', word: 'Album' },
  { field: 'isrc', word: 'ISRC' },
  { field: 'fileName', word: 'File name' },
  { field: 'label', word: 'Label' },
  { field: 'catalogueNumber', word: 'Catalogue number' },
  { field: 'cutNumber', word: 'Cut number' },
  { field: 'library', word: 'Library' },
  { field: 'workTitle', word: 'Title of the work' },
  { field: 'iswc', word: 'ISWC' },
  { field: 'writers', word: 'Writers' },
  { field: 'writerFirstNames', word: 'First names of writers' },
  { field: 'writerMiddleNames', word: 'Middle names of writers' },
  { field: 'writerLastNames', word: 'Last names of writers' },
  { field: 'writerRoles', word: 'Roles of writers' },
  { field: 'lyricists', word: 'Lyricists' },
  { field: 'arrangers', word: 'Arrangers' },
  { field: 'writerSocieties', word: 'Societies of writers' },
  { field: 'writerIpis', word: 'IPIs of writers' },
  { field: 'writerShares', word: 'Shares of writers' },
  { field: 'publishers', word: 'Publishers' },
  { field: 'publisherRoles', word: 'Roles of publishers' },
  { field: 'publisherSocieties', word: 'Societies of publishers' },
  { field: 'publisherIpis', word: 'IPIs of publishers' },
  { field: 'publisherShares', word: 'Shares of publishers' },
  { field: 'societyNumber', word: 'Society’s work number' },
  { field: 'year', word: 'Year' },
  { field: 'bpm', word: 'Tempo' },
  { field: 'key', word: 'Key' },
  { field: 'mood', word: 'Mood' },
  { field: 'genre', word: 'Genre' },
  { field: 'language', word: 'Language' },
]

/** What a row changes, in words. */
export function fieldWord(field: string): string {
  if (field === 'work') return 'Work'
  if (field === 'writersPart') return 'Writers’ part'
  if (field === 'publishing') return 'Publishing'
  return catalogueFields.find((one) => one.field === field)?.word ?? field
}
