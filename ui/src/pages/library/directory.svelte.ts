/** Parties and works beside the tracks of the library: which list is shown, and what is open in it. */

import type { PartyId, TrackId, WorkId } from '../../generated'
import { focusField } from '../../lib/focus-field'
import { selection } from '../../lib/selection.svelte'
import { goTo, session } from '../../lib/session.svelte'

export const lists = ['tracks', 'parties', 'works'] as const
export type List = (typeof lists)[number]

class Directory {
  list = $state<List>('tracks')
  /** Parties and works that are selected, to be merged or edited together. */
  parties = $state.raw<readonly PartyId[]>([])
  works = $state.raw<readonly WorkId[]>([])
  /** What is searched for among them. */
  text = $state('')
}

export const directory = new Directory()

/** Shows a list of the Library page. */
export function showList(list: List): void {
  directory.list = list
  if (session.page !== 'library') goTo('library')
}

/** Goes to a party, and to one of its fields. */
export function openParty(id: PartyId, field?: string): void {
  directory.parties = [id]
  showList('parties')
  focusField(`party-${field ?? 'name'}`)
}

/** Goes to a work, and to one of its fields: `iswc`, `title`, `writers`, `publishers`, `publishing`. */
export function openWork(id: WorkId, field = 'title'): void {
  directory.works = [id]
  showList('works')
  if (field === 'writers') focusField('share-0-share', 'add-writers')
  else focusField(`work-${field}`, `add-${field}`)
}

/** Goes to a track of the library, and to one of its fields. */
export function openTrack(id: TrackId, field?: string): void {
  selection.tracks = [id]
  showList('tracks')
  if (field === 'work') focusField('work-title')
  else if (field === 'path') focusField('relink', 'field-title')
  else focusField(`recording-${field ?? ''}`, `field-${field ?? 'title'}`)
}
