// Trimming: moving one edge of a placement and leaving the other where it is.

import { durationTimecode } from '../../time/time'
import type { Edge, PlacementView, Position } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { trimmedAtMost } from '../shape'
import { draggedSet, guidesOf, snap, snapReach, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { heldPart } from './grasp'
import { shown } from '../things'
import { boundsFor, commit, done, naming, snaps, stay, tool } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Trimming {
  readonly edge: Edge
  readonly from: PlacementView
  readonly guides: readonly Guide[]
  /** From the edge to where it was grasped. */
  readonly grip: number
  readonly preview: Preview
}

function begin(press: Press, context: Context): Begun<Trimming> | undefined {
  const grasp = heldPart(press, context)
  if (grasp === undefined || (grasp.part !== 'in' && grasp.part !== 'out')) return undefined
  const { id, part: edge, now } = grasp
  const from = shown(context, id)
  if (from === undefined) return { now }
  const guides = guidesOf(context.arrangement, context.playhead, draggedSet([id]))
  const grip = timeAt(context.view, press.pointer.x) - edgeOf(from, edge)
  return { state: { edge, from, guides, grip, preview: noPreview }, waits: true, now }
}

function step(state: Trimming, motion: Motion, context: Context): Next<Trimming> {
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
  const after = trimmedAtMost(from, edge, at, bounds)
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

export const trim = tool<Trimming>({
  kind: 'trim',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) =>
    target.on !== 'placement'
      ? undefined
      : target.part === 'in'
        ? 'w-resize'
        : target.part === 'out'
          ? 'e-resize'
          : undefined,
  scrollsAtEdge: 'along',
  movesMarks: false,
})
