// What is selected on the timeline: a set of things of any kinds.

import type { CueId, HitId, NoteId, PlacementId, SceneId } from '../generated'

/** The kinds of things that can be selected. What is done with each is told in `things`. */
interface Ids {
  readonly placement: PlacementId
  readonly cue: CueId
  readonly scene: SceneId
  readonly hit: HitId
  readonly note: NoteId
}

export type Kind = keyof Ids

/** One thing. */
export type Thing = { [K in Kind]: { readonly on: K; readonly id: Ids[K] } }[Kind]

/** In the order in which they were selected. */
export type Selection = { readonly [K in Kind]: ReadonlySet<Ids[K]> }

export type IdOf<K extends Kind> = Ids[K]

/** In the order in which they are told. */
export const kinds: readonly Kind[] = ['placement', 'cue', 'scene', 'hit', 'note']

export const nothing: Selection = {
  placement: new Set(),
  cue: new Set(),
  scene: new Set(),
  hit: new Set(),
  note: new Set(),
}

export function placements(ids: Iterable<PlacementId>): Selection {
  return { ...nothing, placement: new Set(ids) }
}

export function only(...all: readonly Thing[]): Selection {
  return all.reduce(withThing, nothing)
}

export function placementsOf(selection: Selection): readonly PlacementId[] {
  return [...selection.placement]
}

/** All things of a selection, kind by kind. */
export function thingsOf(selection: Selection): readonly Thing[] {
  // The kind says which ids they are, which the compiler cannot follow through a union.
  return kinds.flatMap((on) => [...selection[on]].map((id) => ({ on, id }) as Thing))
}

export function sizeOf(selection: Selection): number {
  return kinds.reduce((sum, on) => sum + selection[on].size, 0)
}

export function isNothing(selection: Selection): boolean {
  return sizeOf(selection) === 0
}

/** The thing, where it is the only one. */
export function single(selection: Selection): Thing | undefined {
  const [first, ...others] = thingsOf(selection)
  return others.length === 0 ? first : undefined
}

export function holds(selection: Selection, { on, id }: Thing): boolean {
  return (selection[on] as ReadonlySet<number>).has(id)
}

/** Those of all that a question is answered with yes for. */
export function kept(selection: Selection, keeps: (thing: Thing) => boolean): Selection {
  return only(...thingsOf(selection).filter(keeps))
}

export function united(...all: readonly Selection[]): Selection {
  return only(...all.flatMap(thingsOf))
}

/** With a thing, or without it if it is selected. */
export function toggled(selection: Selection, thing: Thing): Selection {
  if (!holds(selection, thing)) return withThing(selection, thing)
  return kept(selection, (other) => other.on !== thing.on || other.id !== thing.id)
}

export function same(a: Selection, b: Selection): boolean {
  return sizeOf(a) === sizeOf(b) && thingsOf(a).every((thing) => holds(b, thing))
}

function withThing(selection: Selection, { on, id }: Thing): Selection {
  return { ...selection, [on]: new Set<number>(selection[on]).add(id) }
}
