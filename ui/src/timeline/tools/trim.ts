// Trimming: moving one edge of a placement and leaving the other where it is.

import { durationTimecode } from '../../lib/time'
import type { Edge, PlacementId, PlacementView, Position } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { trimmed } from '../shape'
import { draggedSet, guidesOf, snap, snapReach, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { boundsFor, commit, done, naming, shown, snaps, stay } from './tool'
import type { Context, Motion, Pointer, Step } from './tool'

export interface Trimming {
  readonly kind: 'trimming'
  readonly edge: Edge
  readonly from: PlacementView
  readonly guides: readonly Guide[]
  /** From the edge to where it was grasped. */
  readonly grip: number
  readonly preview: Preview
}

export function beginTrim(context: Context, pointer: Pointer, id: PlacementId, edge: Edge): Trimming | undefined {
  const from = shown(context, id)
  if (from === undefined) return undefined
  const guides = guidesOf(context.arrangement, context.playhead, draggedSet([id]))
  const grip = timeAt(context.view, pointer.x) - edgeOf(from, edge)
  return { kind: 'trimming', edge, from, guides, grip, preview: noPreview }
}

export function stepTrim(state: Trimming, motion: Motion, context: Context): Step {
  const { from, edge } = state
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewTrim(state, motion.pointer, context) })
    case 'up': {
      const preview = previewTrim(state, motion.pointer, context)
      const to = edgeOf(preview.placements.get(from.id) ?? from, edge)
      const label = `Trim ${naming(context, [from.id])}`
      return commit(
        to === edgeOf(from, edge) ? [] : [{ type: 'trimPlacement', placement: from.id, edge, to }],
        label,
        preview,
      )
    }
  }
}

function previewTrim(state: Trimming, pointer: Pointer, context: Context): Preview {
  const { from, edge } = state
  const box = context.arrangement.boxes.get(from.id)
  if (box === undefined) return noPreview
  const raw = timeAt(context.view, pointer.x) - state.grip
  const reach = spanOf(context.view, snapReach)
  const { at, guide } = snaps(context, pointer) ? snap(raw, state.guides, reach) : { at: raw, guide: undefined }
  const bounds = boundsFor(context, box)
  const after = trimmed(from, edge, at, bounds)
  const isMet = guide !== undefined && Math.abs(edgeOf(after, edge) - guide.at) < context.arrangement.reach.frame
  const words = durationTimecode(after.outPoint - after.inPoint, bounds.rate)
  return {
    ...noPreview,
    placements: new Map([[from.id, after]]),
    guides: isMet ? [guide] : [],
    readout: { x: pointer.x, y: pointer.y, words },
  }
}

function edgeOf(placement: PlacementView, edge: Edge): Position {
  return edge === 'in' ? placement.inPoint : placement.outPoint
}
