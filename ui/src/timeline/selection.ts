// What is selected on the timeline: one kind of thing at a time.

import type { CueId, HitId, NoteId, PlacementId, SceneId } from '../generated'

export type Selection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'placements'; readonly ids: readonly PlacementId[] }
  | { readonly kind: 'cue'; readonly id: CueId }
  | { readonly kind: 'scene'; readonly id: SceneId }
  | { readonly kind: 'hit'; readonly id: HitId }
  | { readonly kind: 'note'; readonly id: NoteId }

export const nothing: Selection = { kind: 'nothing' }

export function placementsOf(selection: Selection): readonly PlacementId[] {
  return selection.kind === 'placements' ? selection.ids : []
}

/** These placements, each once; nothing if there are none. */
export function placements(ids: Iterable<PlacementId>): Selection {
  const once = [...new Set(ids)]
  return once.length === 0 ? nothing : { kind: 'placements', ids: once }
}

export function toggled(selection: Selection, id: PlacementId): Selection {
  const ids = placementsOf(selection)
  return placements(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
}

export function same(a: Selection, b: Selection): boolean {
  if (a.kind === 'nothing' || b.kind === 'nothing') return a.kind === b.kind
  if (a.kind === 'placements' || b.kind === 'placements') {
    if (a.kind !== 'placements' || b.kind !== 'placements') return false
    return a.ids.length === b.ids.length && a.ids.every((id) => b.ids.includes(id))
  }
  return a.kind === b.kind && Number(a.id) === Number(b.id)
}
