// Moving placements in time and across lanes. All that are selected move together and none leaves the cut.
//
// A press with Alt or Ctrl held carries a copy instead, as editors of picture and sound have it; Alt that is pressed later,
// while dragging, switches snapping off for as long as it is held.

import { between, durationTimecode, frameAt, frameStart, position, snapToFrame } from '../../lib/time'
import type { LaneId, PlacementId, PlacementMove, PlacementView } from '../../generated'
import { nearestLane } from '../layout'
import { noPreview, type Ghost, type Preview } from '../preview'
import { draggedSet, guidesOf, snapReach, snapTogether, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { graspOf } from './grasp'
import { commit, done, naming, shown, stay, tool } from './tool'
import type { Begun, Context, Keys, Motion, Next, Pointer, Press } from './tool'

export interface Moving {
  /** Whether the press asked for copies. */
  readonly copies: boolean
  /** Whether the keys of the press are still held: until they are let go, Alt means the copy. */
  readonly pressed: boolean
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly guides: readonly Guide[]
  readonly time: number
  readonly y: number
  readonly preview: Preview
}

function begin(press: Press, context: Context): Begun<Moving> | undefined {
  const grasp = graspOf(press, context)
  if (grasp?.part !== 'body') return undefined
  const { pointer } = press
  const copies = pointer.keys.alt || pointer.keys.command
  const { id, ids, now, click } = grasp
  const all = [id, ...ids.filter((other) => other !== id)]
  const from = all.flatMap((one) => shown(context, one) ?? [])
  // What is copied stays where it is: its own edges are guides like any others.
  const guides = guidesOf(context.arrangement, context.playhead, draggedSet(copies ? [] : all))
  const time = timeAt(context.view, pointer.x)
  const state = { copies, pressed: copies, from, guides, time, y: pointer.y, preview: noPreview }
  return { state, waits: true, now, click }
}

/** Alt of the press means the copy, until it is let go once. */
function stillPressed(state: Moving, keys: Keys): boolean {
  return state.pressed && (keys.alt || keys.command)
}

function step(before: Moving, motion: Motion, context: Context): Next<Moving> {
  const state = motion.type === 'cancel' ? before : { ...before, pressed: stillPressed(before, motion.pointer.keys) }
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewMove(state, motion.pointer, context) })
    case 'up': {
      const preview = previewMove(state, motion.pointer, context)
      const moves = state.from.flatMap((before): PlacementMove[] => {
        const after = (state.copies ? preview.copies : preview.placements).get(before.id) ?? before
        const isSame = after.inPoint === before.inPoint && after.lane === before.lane
        return isSame ? [] : [{ placement: before.id, inPoint: after.inPoint, lane: after.lane }]
      })
      const all = state.from.map((placement) => placement.id)
      if (moves.length === 0) return done()
      if (!state.copies) return commit([{ type: 'movePlacements', moves }], `Move ${naming(context, all)}`, preview)
      const copies = moves.length === state.from.length ? moves : state.from.flatMap((one) => moveOf(one, preview))
      // The originals stay; the copies are shown as ghosts until the core has made them.
      return commit([{ type: 'copyPlacements', copies }], `Copy ${naming(context, all)}`, preview)
    }
  }
}

function previewMove(state: Moving, pointer: Pointer, context: Context): Preview {
  const { view, arrangement } = context
  const [held] = state.from
  if (held === undefined) return noPreview
  const raw = timeAt(view, pointer.x) - state.time
  const down = pointer.y - state.y
  // Shift keeps the move to one axis: the one along which the pointer has gone further.
  const isAcross = Math.abs(raw) / (view.scale * view.ratio) < Math.abs(down)
  const locked = pointer.keys.shift
  const { by, guide, stopped } =
    locked && isAcross ? { by: 0, guide: undefined, stopped: '' } : timeShift(state, raw, pointer, context)
  const lanes = locked && !isAcross ? 0 : laneShift(state, held, pointer, context)
  const order = context.layout.lanes.map((lane) => lane.lane)
  const placements = new Map<PlacementId, PlacementView>()
  for (const before of state.from) {
    const lane = order[order.indexOf(before.lane) + lanes] ?? before.lane
    const [inPoint, outPoint] = [position(before.inPoint + by), position(before.outPoint + by)]
    placements.set(before.id, { ...before, inPoint, outPoint, lane })
  }
  const { rate } = arrangement.cut
  const moved = by === 0 ? '' : `${by < 0 ? '' : '+'}${durationTimecode(by, rate)}`
  const words = [stopped, state.copies ? 'copy' : '', moved].filter((word) => word !== '').join(' · ')
  const readout = words === '' ? undefined : { x: pointer.x, y: pointer.y, words }
  const guides = guide === undefined ? [] : [guide]
  if (!state.copies) return { ...noPreview, placements, guides, readout }
  const ghosts = [...placements.values()].map((one): Ghost => {
    const box = arrangement.boxes.get(one.id)
    const length = one.outPoint - one.inPoint
    return {
      lane: one.lane,
      at: one.inPoint,
      length,
      isOpen: false,
      title: box?.track?.title ?? '',
      hash: box?.track?.hash,
    }
  })
  return { ...noPreview, ghosts, guides, readout, copies: placements }
}

function moveOf(before: PlacementView, preview: Preview): PlacementMove[] {
  const after = preview.copies.get(before.id) ?? before
  return [{ placement: before.id, inPoint: after.inPoint, lane: after.lane }]
}

/** How far in time: snapped, then to whole frames, then kept inside the cut. */
function timeShift(state: Moving, raw: number, pointer: Pointer, context: Context) {
  const { cut } = context.arrangement
  const edges = state.from.flatMap((placement) => [placement.inPoint, placement.outPoint])
  const reach = spanOf(context.view, snapReach)
  const isFree = pointer.keys.alt && !state.pressed
  const snapped =
    context.snapping && !isFree ? snapTogether(edges, raw, state.guides, reach) : { by: raw, guide: undefined }
  const [held] = state.from
  const start = held?.inPoint ?? position(0)
  const framed = between(start, snapToFrame(start + snapped.by, cut.rate))
  const first = Math.min(...state.from.map((placement) => placement.inPoint))
  const last = Math.max(...state.from.map((placement) => placement.outPoint))
  const most = Math.max(0, frameStart(frameAt(cut.length - last, cut.rate), cut.rate))
  const by = Math.min(Math.max(framed, -first), most)
  // A move that something stops must not look dead.
  const stopped = by === framed || by !== 0 ? '' : framed < 0 ? 'at the start of the cut' : 'at the end of the cut'
  return { by, guide: by === framed ? snapped.guide : undefined, stopped }
}

/** How many lanes down, as far as all of them fit. */
function laneShift(state: Moving, held: PlacementView, pointer: Pointer, context: Context): number {
  const order: readonly LaneId[] = context.layout.lanes.map((lane) => lane.lane)
  const to = nearestLane(context.layout, pointer.y)
  const indices = state.from.map((placement) => order.indexOf(placement.lane)).filter((index) => 0 <= index)
  if (to === undefined || indices.length === 0) return 0
  const wanted = order.indexOf(to.lane) - order.indexOf(held.lane)
  return Math.min(Math.max(wanted, -Math.min(...indices)), order.length - 1 - Math.max(...indices))
}

export const move = tool<Moving>({
  kind: 'move',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) => (target.on === 'placement' ? 'grab' : undefined),
  scrollsAtEdge: 'everywhere',
  movesMarks: false,
})
