// The blade: a click cuts the placement under it in two.

import { snapToFrame } from '../../time/time'
import type { Position } from '../../generated'
import type { Target } from '../hit-test'
import { noPreview, type Preview } from '../preview'
import { guidesOf, snap, snapReach } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { shown } from '../things'
import { done, naming, snaps, tool, type Context, type Effect, type Pointer } from './tool'

/** Where the blade would cut, with what it snapped to. */
export function bladePoint(context: Context, pointer: Pointer): { readonly at: Position; readonly preview: Preview } {
  const raw = timeAt(context.view, pointer.x)
  const guides = snaps(context, pointer) ? guidesOf(context.arrangement, context.playhead, new Set()) : []
  const { at, guide } = snap(raw, guides, spanOf(context.view, snapReach))
  const frame = snapToFrame(at, context.arrangement.cut.rate)
  return { at: frame, preview: { ...noPreview, blade: frame, guides: guide === undefined ? [] : [guide] } }
}

/** Cuts the placement that is the target; with Shift all that are under the blade. */
function cutAt(context: Context, pointer: Pointer, target: Target): readonly Effect[] {
  if (target.on !== 'placement') return []
  const { at } = bladePoint(context, pointer)
  const all = pointer.keys.shift ? [...context.arrangement.boxes.keys()] : [target.id]
  const placements = all.filter((id) => {
    const placement = shown(context, id)
    return placement !== undefined && placement.inPoint < at && at < placement.outPoint
  })
  if (placements.length === 0) return []
  const label = `Split ${naming(context, placements)}`
  return [{ type: 'commit', edits: [{ type: 'bladePlacements', placements, at }], label, preview: noPreview }]
}

export const blade = tool<never>({
  kind: 'blade',
  begin: ({ pointer, target }, context) =>
    context.tool === 'blade' && target.on === 'placement' ? { now: cutAt(context, pointer, target) } : undefined,
  step: () => done(),
  preview: () => noPreview,
  cursor: (target, context) =>
    context.tool === 'blade' && (target.on === 'placement' || target.on === 'lane') ? 'crosshair' : undefined,
  scrollsAtEdge: 'never',
  movesMarks: false,
})
