// What is under the pointer.

import type { CueId, Edge, HitId, LaneId, NoteId, PlacementId, SceneId } from '../generated'
import type { Arrangement } from './arrangement'
import { laneAt, type Layout } from './layout'
import type { Preview } from './preview'
import { rowKind } from './rows'
import { lanes } from './rows/lanes'
import { holds } from './rows/row'
import type { Selection } from './selection'
import type { Viewport } from './viewport'

/** A part of a placement that a gesture can hold. */
export type Part = 'body' | Edge | 'fadeIn' | 'fadeOut' | 'bendIn' | 'bendOut' | 'gain' | 'tail' | `point${number}`

/** Which point of a volume line a part is; undefined for any other part. */
export function pointOf(part: Part): number | undefined {
  return part.startsWith('point') ? Number(part.slice('point'.length)) : undefined
}

export type Target =
  | { readonly on: 'nothing' }
  /** A row above the lanes, where nothing stands on it. */
  | { readonly on: 'row'; readonly row: string }
  | { readonly on: 'lane'; readonly lane: LaneId }
  | { readonly on: 'placement'; readonly id: PlacementId; readonly part: Part }
  | { readonly on: 'cue'; readonly id: CueId }
  | { readonly on: 'scene'; readonly id: SceneId }
  /** Where a scene ends, or one begins, or both. */
  | { readonly on: 'sceneEdge'; readonly before: SceneId | undefined; readonly after: SceneId | undefined }
  /** The arc under a scene. */
  | { readonly on: 'arc'; readonly scene: SceneId }
  | { readonly on: 'hit'; readonly id: HitId }
  | { readonly on: 'note'; readonly id: NoteId }

/** What a point is tested against. */
export interface Ground {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly selection: Selection
  /** What is shown in other places than the arrangement has it. */
  readonly preview: Preview
}

export function targetAt(ground: Ground, x: number, y: number): Target {
  const { layout } = ground
  const row = layout.heads.find((head) => holds(head, y))
  if (row !== undefined) return rowKind(row.kind)?.hit?.(ground, row, x, y) ?? { on: 'row', row: row.kind }
  const lane = laneAt(layout, y)
  return lane === undefined ? { on: 'nothing' } : lanes.hit(ground, lane, x, y)
}

/** The pick of a cue under a point, whatever part of it, for things dropped on it. */
export function cueAt(ground: Ground, x: number, y: number): CueId | undefined {
  const target = targetAt(ground, x, y)
  if (target.on === 'cue') return target.id
  return target.on === 'placement' ? ground.arrangement.boxes.get(target.id)?.placement.cue : undefined
}
