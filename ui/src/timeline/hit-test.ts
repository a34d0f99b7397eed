// What is under the pointer.

import type {
  CueId,
  Edge,
  HitId,
  LaneId,
  NoteId,
  PlacementId,
  PlacementView,
  Position,
  Scene,
  SceneId,
} from '../generated'
import { boxesIn, type Arrangement, type Box } from './arrangement'
import { boxRow, holds, laneAt, stripHeight, type LaneRow, type Layout, type Row } from './layout'
import type { Preview } from './preview'
import type { Selection } from './selection'
import { mostGain } from './shape'
import { timeAt, xAt, spanOf, type Viewport } from './viewport'

/** A part of a placement that a gesture can hold. */
export type Part = 'body' | Edge | 'fadeIn' | 'fadeOut' | 'gain'

export type Target =
  | { readonly on: 'nothing' }
  | { readonly on: 'ruler' }
  | { readonly on: 'scenes' }
  | { readonly on: 'marks' }
  | { readonly on: 'lane'; readonly lane: LaneId }
  | { readonly on: 'placement'; readonly id: PlacementId; readonly part: Part }
  | { readonly on: 'cue'; readonly id: CueId }
  | { readonly on: 'scene'; readonly id: SceneId }
  /** Where a scene ends, or one begins, or both. */
  | { readonly on: 'sceneEdge'; readonly before: SceneId | undefined; readonly after: SceneId | undefined }
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

/** CSS pixels of an edge that can be grasped. */
const edgeWidth = 6
const markReach = 7
const handleReach = 6
/** Boxes narrower than this have no handles for fades and gain. */
const leastForHandles = 36
/** Spotted cues are a tag of this size. */
export const spottedSize = { width: 132, height: 22 }
/** How far down a placement's body its gain goes: from the most at the top to this at the bottom. */
const gainFloor = -4800

export function targetAt(ground: Ground, x: number, y: number): Target {
  const { layout } = ground
  if (holds(layout.ruler, y)) return { on: 'ruler' }
  if (holds(layout.scenes, y)) return inScenes(ground, x)
  if (holds(layout.marks, y)) return inMarks(ground, x, y)
  const lane = laneAt(layout, y)
  if (lane === undefined) return { on: 'nothing' }
  return inLane(ground, lane, x, y)
}

/** The pick of a cue under a point, whatever part of it, for things dropped on it. */
export function cueAt(ground: Ground, x: number, y: number): CueId | undefined {
  const target = targetAt(ground, x, y)
  if (target.on === 'cue') return target.id
  return target.on === 'placement' ? ground.arrangement.boxes.get(target.id)?.placement.cue : undefined
}

/** Where a placement's box is, in CSS pixels; at least 2 wide. */
export function boxRect(view: Viewport, row: Row, placement: PlacementView) {
  const x = xAt(view, placement.inPoint)
  return { x, y: row.y, width: Math.max(2, xAt(view, placement.outPoint) - x), height: row.height }
}

/** How far below a placement's top its gain line lies, in CSS pixels. */
export function gainOffset(gain: number, height: number): number {
  const body = Math.max(0, height - stripHeight - 8)
  const share = (mostGain - Math.max(gain, gainFloor)) / (mostGain - gainFloor)
  return stripHeight + 4 + share * body
}

/** What a cue without music is drawn as, in CSS pixels. */
export function spottedRect(view: Viewport, lane: LaneRow, at: Position) {
  const row = boxRow(lane, undefined)
  return { x: xAt(view, at), y: row.y, ...spottedSize }
}

function inLane(ground: Ground, lane: LaneRow, x: number, y: number): Target {
  const { arrangement, view, preview } = ground
  const slack = spanOf(view, 2)
  const from = timeAt(view, x) - slack
  const moved = [...preview.placements.values()].filter((placement) => placement.lane === lane.lane).toReversed()
  const near = boxesIn(arrangement.lanes.get(lane.lane), from, from + 2 * slack)
    .toReversed()
    .filter((box) => !preview.placements.has(box.placement.id))
  const under: { box: Box; placement: PlacementView }[] = []
  for (const placement of moved) {
    const box = arrangement.boxes.get(placement.id)
    if (box !== undefined) under.push({ box, placement })
  }
  for (const box of near) under.push({ box, placement: box.placement })

  const selected = new Set<number>(ground.selection.kind === 'placements' ? ground.selection.ids : [])
  // What is selected is drawn on top, so it is also met first.
  under.sort((a, b) => Number(selected.has(b.placement.id)) - Number(selected.has(a.placement.id)))
  for (const { box, placement } of under) {
    const part = partAt(view, boxRow(lane, box.sliver), placement, box.sliver === undefined, x, y, selected)
    if (part !== undefined) return { on: 'placement', id: placement.id, part }
  }
  for (const { cue, lane: at } of arrangement.spotted) {
    if (at !== lane.lane) continue
    const rect = spottedRect(view, lane, preview.cues.get(cue.id) ?? cue.at)
    if (rect.x <= x && x < rect.x + rect.width && holds(rect, y)) return { on: 'cue', id: cue.id }
  }
  return { on: 'lane', lane: lane.lane }
}

function partAt(
  view: Viewport,
  row: Row,
  placement: PlacementView,
  isWhole: boolean,
  x: number,
  y: number,
  selected: ReadonlySet<number>,
): Part | undefined {
  const rect = boxRect(view, row, placement)
  if (!holds(row, y)) return undefined
  const slack = rect.width < 8 ? 2 : 0
  const [left, right] = [x - rect.x, rect.x + rect.width - x]
  if (left < -slack || right < -slack) return undefined
  if (isWhole && leastForHandles <= rect.width) {
    const handle = handleAt(view, rect, placement, left, right, y - rect.y, selected.has(placement.id))
    if (handle !== undefined) return handle
  }
  const edge = Math.min(edgeWidth, rect.width / 4)
  if (left < edge && left <= right) return 'in'
  if (right < edge) return 'out'
  return 'body'
}

/** Fades and gain. The gain line can be held only on a selected placement, or a plain drag would meet it too often. */
function handleAt(
  view: Viewport,
  rect: { readonly width: number; readonly height: number },
  placement: PlacementView,
  left: number,
  right: number,
  down: number,
  isSelected: boolean,
): Part | undefined {
  const scale = view.scale * view.ratio
  if (stripHeight - 2 <= down && down < stripHeight + 2 * handleReach) {
    const [fadeIn, fadeOut] = [placement.fadeIn.length / scale, placement.fadeOut.length / scale]
    if (Math.abs(left - Math.max(4, fadeIn)) <= handleReach) return 'fadeIn'
    if (Math.abs(right - Math.max(4, fadeOut)) <= handleReach) return 'fadeOut'
  }
  const isInside = edgeWidth < left && edgeWidth < right
  if (!isSelected || !isInside) return undefined
  return Math.abs(down - gainOffset(placement.gain, rect.height)) <= 3 ? 'gain' : undefined
}

function inScenes(ground: Ground, x: number): Target {
  const { view, preview } = ground
  const scenes = ground.arrangement.scenes.map((scene) => ({ ...scene, ...preview.scenes.get(scene.id) }))
  const ends = scenes.find((scene) => isNear(view, scene.outPoint, x, 5))
  const begins = scenes.find((scene) => isNear(view, scene.inPoint, x, 5))
  if (begins !== undefined || ends !== undefined) return edgeBetween(ends, begins, timeAt(view, x))
  const at = timeAt(view, x)
  const scene = scenes.find((scene) => scene.inPoint <= at && at < scene.outPoint)
  return scene === undefined ? { on: 'scenes' } : { on: 'scene', id: scene.id }
}

/** Both scenes where they touch, else the one whose edge is nearer. */
function edgeBetween(ends: Scene | undefined, begins: Scene | undefined, at: number): Target {
  if (ends === undefined || begins === undefined || ends.outPoint === begins.inPoint) {
    return { on: 'sceneEdge', before: ends?.id, after: begins?.id }
  }
  const isEnd = Math.abs(ends.outPoint - at) < Math.abs(begins.inPoint - at)
  return { on: 'sceneEdge', before: isEnd ? ends.id : undefined, after: isEnd ? undefined : begins.id }
}

/** Hits stand in the lower half of their row, notes in the upper: both may be at one frame. */
function inMarks(ground: Ground, x: number, y: number): Target {
  const { arrangement, view, preview, layout } = ground
  const isLower = layout.marks.y + layout.marks.height / 2 <= y
  const hit = arrangement.hits.findLast((hit) => isNear(view, preview.hits.get(hit.id) ?? hit.at, x, markReach))
  const note = arrangement.notes.findLast((note) => isNear(view, preview.notes.get(note.id) ?? note.at, x, markReach))
  if (hit !== undefined && (isLower || note === undefined)) return { on: 'hit', id: hit.id }
  return note === undefined ? { on: 'marks' } : { on: 'note', id: note.id }
}

function isNear(view: Viewport, at: number, x: number, reach: number): boolean {
  return Math.abs(xAt(view, at) - x) <= reach
}
