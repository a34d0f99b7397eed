// Moving placements in time and across lanes. All that are selected move together and none leaves the cut.

import { between, durationTimecode, frameAt, frameStart, position, snapToFrame } from '../../lib/time'
import type { LaneId, PlacementId, PlacementMove, PlacementView } from '../../generated'
import { nearestLane } from '../layout'
import { noPreview, type Preview } from '../preview'
import { draggedSet, guidesOf, snapReach, snapTogether, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { commit, done, naming, shown, snaps, stay, type Context, type Motion, type Pointer, type Step } from './tool'

export interface Moving {
  readonly kind: 'moving'
  /** The one under the pointer. */
  readonly held: PlacementId
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly guides: readonly Guide[]
  readonly time: number
  readonly y: number
  readonly preview: Preview
}

export function beginMove(context: Context, pointer: Pointer, held: PlacementId, ids: readonly PlacementId[]): Moving {
  const all = [held, ...ids.filter((id) => id !== held)]
  const from = all.flatMap((id) => shown(context, id) ?? [])
  const guides = guidesOf(context.arrangement, context.playhead, draggedSet(all))
  return { kind: 'moving', held, from, guides, time: timeAt(context.view, pointer.x), y: pointer.y, preview: noPreview }
}

export function stepMove(state: Moving, motion: Motion, context: Context): Step {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewMove(state, motion.pointer, context) })
    case 'up': {
      const preview = previewMove(state, motion.pointer, context)
      const moves = state.from.flatMap((before): PlacementMove[] => {
        const after = preview.placements.get(before.id) ?? before
        const isSame = after.inPoint === before.inPoint && after.lane === before.lane
        return isSame ? [] : [{ placement: before.id, inPoint: after.inPoint, lane: after.lane }]
      })
      const label = `Move ${naming(
        context,
        state.from.map((placement) => placement.id),
      )}`
      return commit(moves.length === 0 ? [] : [{ type: 'movePlacements', moves }], label, preview)
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
  const { by, guide } = locked && isAcross ? { by: 0, guide: undefined } : timeShift(state, raw, pointer, context)
  const lanes = locked && !isAcross ? 0 : laneShift(state, held, pointer, context)
  const order = context.layout.lanes.map((lane) => lane.lane)
  const placements = new Map<PlacementId, PlacementView>()
  for (const before of state.from) {
    const lane = order[order.indexOf(before.lane) + lanes] ?? before.lane
    const [inPoint, outPoint] = [position(before.inPoint + by), position(before.outPoint + by)]
    placements.set(before.id, { ...before, inPoint, outPoint, lane })
  }
  const { rate } = arrangement.cut
  const words = by === 0 ? '' : `${by < 0 ? '' : '+'}${durationTimecode(by, rate)}`
  const readout = words === '' ? undefined : { x: pointer.x, y: pointer.y, words }
  return { ...noPreview, placements, guides: guide === undefined ? [] : [guide], readout }
}

/** How far in time: snapped, then to whole frames, then kept inside the cut. */
function timeShift(state: Moving, raw: number, pointer: Pointer, context: Context) {
  const { cut } = context.arrangement
  const edges = state.from.flatMap((placement) => [placement.inPoint, placement.outPoint])
  const reach = spanOf(context.view, snapReach)
  const snapped = snaps(context, pointer)
    ? snapTogether(edges, raw, state.guides, reach)
    : { by: raw, guide: undefined }
  const [held] = state.from
  const start = held?.inPoint ?? position(0)
  const framed = between(start, snapToFrame(start + snapped.by, cut.rate))
  const first = Math.min(...state.from.map((placement) => placement.inPoint))
  const last = Math.max(...state.from.map((placement) => placement.outPoint))
  const most = Math.max(0, frameStart(frameAt(cut.length - last, cut.rate), cut.rate))
  const by = Math.min(Math.max(framed, -first), most)
  return { by, guide: by === framed ? snapped.guide : undefined }
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
