// The kinds of things, and what is done with a selection of several kinds.

import { position } from '../../time/time'
import type { CueId, Edit, PlacementId, Position } from '../../generated'
import type { Ground, Target } from '../hit-test'
import { noPreview, type Preview, type Rect } from '../preview'
import { kept, kinds, only, sizeOf, thingsOf, type IdOf, type Kind, type Selection, type Thing } from '../selection'
import type { Range } from '../viewport'
import { cue } from './cue'
import { hit, note } from './mark'
import { placement } from './placement'
import { scene } from './scene'
import type { Rim, ThingKind } from './thing'

export { shown } from './placement'

const things: { readonly [K in Kind]: ThingKind<IdOf<K>> } = { placement, cue, scene, hit, note }

/** The kind says which ids it takes, which the compiler cannot follow through a union. */
function of(on: Kind): ThingKind<number> {
  return things[on] as unknown as ThingKind<number>
}

/** The thing that is pointed at. */
export function thingOf(target: Target): Thing | undefined {
  switch (target.on) {
    case 'placement':
      return { on: 'placement', id: target.id }
    case 'cue':
    case 'scene':
    case 'hit':
    case 'note':
      return target
    case 'nothing':
    case 'arc':
    case 'row':
    case 'lane':
    case 'sceneEdge':
      return undefined
  }
}

export function isThere(ground: Pick<Ground, 'arrangement'>, { on, id }: Thing): boolean {
  return of(on).has(ground.arrangement, id)
}

export function pointsOf(ground: Ground, { on, id }: Thing): readonly Position[] {
  return of(on).points(ground, id)
}

export function rimsOf(ground: Ground, { on, id }: Thing): readonly Rim[] {
  return of(on).rims(ground, id)
}

export function isInLanes({ on }: Thing): boolean {
  return of(on).inLanes
}

/** All that a rectangle touches. */
export function touchedBy(ground: Ground, rect: Rect): Selection {
  return only(
    ...kinds.flatMap((on) =>
      of(on)
        .touched(ground, rect)
        .map((id) => ({ on, id }) as Thing),
    ),
  )
}

/** The time that a selection takes; what stands at a frame takes that frame. */
export function timeOf(ground: Ground, selection: Selection): Range | undefined {
  const { frame } = ground.arrangement.reach
  const spans = thingsOf(selection).flatMap((thing) => {
    const [start, end] = pointsOf(ground, thing)
    return start === undefined ? [] : [{ start, end: end ?? start + frame }]
  })
  if (spans.length === 0) return undefined
  return {
    start: position(Math.min(...spans.map((span) => span.start))),
    end: position(Math.max(...spans.map((span) => span.end))),
  }
}

/** How far a selection that wants to move goes: no further than the cut, by whole frames. */
export function roomFor(ground: Ground, selection: Selection, wanted: number): number {
  const time = timeOf(ground, selection)
  if (time === undefined) return 0
  const { length, frame } = ground.arrangement.reach
  const most = Math.max(0, Math.floor((length - time.end) / frame) * frame)
  return Math.min(Math.max(wanted, 0 - time.start), most)
}

/** Moves all of it in time by whole frames, in flicks. */
export function movedBy(
  ground: Ground,
  selection: Selection,
  by: number,
): { readonly edits: readonly Edit[]; readonly preview: Preview } {
  const moved = kinds.filter((on) => selection[on].size > 0).map((on) => of(on).moved(ground, [...selection[on]], by))
  const preview = Object.assign({}, noPreview, ...moved.map((one) => one.preview)) as Preview
  return { edits: moved.flatMap((one) => one.edits), preview }
}

/** What of a selection can be copied: a cue that has music goes with its placements, and notes stay. */
export function copyable({ arrangement }: Ground, selection: Selection): Selection {
  const ofCues = [...arrangement.boxes.values()].filter(({ placement }) => selection.cue.has(placement.cue))
  const withMusic = new Set(ofCues.map(({ placement }) => placement.cue))
  const all = kept(selection, ({ on, id }) => of(on).copied !== undefined && !withMusic.has(id as CueId))
  return { ...all, placement: new Set([...selection.placement, ...ofCues.map(({ placement }) => placement.id)]) }
}

/** Makes all of it but placements again, so much later in flicks. */
export function copiedBy(ground: Ground, selection: Selection, by: number): readonly Edit[] {
  return thingsOf(selection).flatMap(({ on, id }) => of(on).copied?.(ground, id, by) ?? [])
}

/**
 * Removes all of it. What goes with something else of it is not asked for twice: placements of a cue that is removed, and
 * notes first, which may hang on either.
 */
export function removalOf(selection: Selection, cueOf: (placement: PlacementId) => CueId | undefined): readonly Edit[] {
  const own = [...selection.placement].filter((id) => {
    const of = cueOf(id)
    return of === undefined || !selection.cue.has(of)
  })
  const left: Selection = { ...selection, placement: new Set(own) }
  return kinds.toReversed().flatMap((on) => (left[on].size === 0 ? [] : [of(on).removal([...left[on]])]))
}

/** `2 placements, 1 hit`; nothing for nothing. */
export function wordsFor(selection: Selection): string {
  return kinds
    .filter((on) => selection[on].size > 0)
    .map((on) => {
      const { size } = selection[on]
      return `${size} ${of(on).word}${size === 1 ? '' : 's'}`
    })
    .join(', ')
}

/** Whether it is of one kind alone. */
export function isOfKind(selection: Selection, on: Kind): boolean {
  return selection[on].size > 0 && selection[on].size === sizeOf(selection)
}
