// Trimming: moving one edge of placements and leaving the other where it is. What else is selected goes along by as much.
//
// With Ctrl held where two placements touch, both go: the edit between them rolls. With ripple on what comes later follows.

import { durationTimecode, position } from '../../time/time'
import { readEnd } from '../../time/typed'
import type { Edge, PlacementId, PlacementTrim, PlacementView, Position } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { follow, type Laid } from '../ripple'
import { trimmedAtMost } from '../shape'
import { draggedSet, guidesOf, snap, snapReach, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { heldPart } from './grasp'
import { shown } from '../things'
import { boundsFor, commit, done, naming, readBy, snaps, stay, stayedWords, tool, trimEdit, typedTime } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Trimming {
  readonly edge: Edge
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  /** The one that touches the held one, where the edit between them rolls. */
  readonly partner: PlacementView | undefined
  readonly guides: readonly Guide[]
  /** From the edge to where it was grasped. */
  readonly grip: number
  readonly preview: Preview
}

function begin(press: Press, context: Context): Begun<Trimming> | undefined {
  const grasp = heldPart(press, context)
  if (grasp === undefined || (grasp.part !== 'in' && grasp.part !== 'out')) return undefined
  const { id, part: edge, now } = grasp
  const held = shown(context, id)
  if (held === undefined || held.locked) return { now }
  const partner = press.pointer.keys.command ? touching(context, held, edge) : undefined
  const others = partner === undefined ? grasp.ids.filter((other) => other !== id) : []
  const from = [held, ...others.flatMap((other) => shown(context, other) ?? []).filter((one) => !one.locked)]
  const moved = [...from, ...(partner === undefined ? [] : [partner])]
  const guides = guidesOf(context.arrangement, context.playhead, draggedSet(moved.map((one) => one.id)))
  const grip = timeAt(context.view, press.pointer.x) - edgeOf(held, edge)
  return { state: { edge, from, partner, guides, grip, preview: noPreview }, waits: true, now }
}

/** The placement that begins where another ends on the same lane, or ends where it begins. */
export function touching(context: Context, held: PlacementView, edge: Edge): PlacementView | undefined {
  const ids = [...context.arrangement.boxes.keys()]
  return ids
    .flatMap((id) => shown(context, id) ?? [])
    .find((one) => {
      const meets = edge === 'out' ? one.inPoint === held.outPoint : one.outPoint === held.inPoint
      return meets && one.lane === held.lane && one.pick === held.pick && !one.locked && one.id !== held.id
    })
}

/** What a roll is called in history, by the two placements that it is between. */
export function rollWords(context: Context, sides: readonly PlacementView[]): string {
  const [left, right] = sides.toSorted((a, b) => a.inPoint - b.inPoint).map(({ id }) => naming(context, [id]))
  return `Roll the edit between ${left ?? ''} and ${right ?? ''}`
}

function step(state: Trimming, motion: Motion, context: Context): Next<Trimming> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewTrim(state, motion.pointer, context).preview })
    case 'up': {
      const { trims, preview } = previewTrim(state, motion.pointer, context)
      const ids = trims.map((one) => one.placement)
      const { partner, from } = state
      if (partner !== undefined) {
        const label = rollWords(context, [...from, partner])
        return commit(trims.length === 0 ? [] : [trimEdit(context, trims, false)], label, preview)
      }
      const label = `Trim ${naming(context, ids)}`
      return commit(trims.length === 0 ? [] : [trimEdit(context, trims)], label, preview, stayedWords(context))
    }
  }
}

function previewTrim(state: Trimming, pointer: Pointer, context: Context) {
  const { from, edge, partner } = state
  const [held] = from
  if (held === undefined) return { trims: [], preview: noPreview }
  const raw = timeAt(context.view, pointer.x) - state.grip
  const reach = spanOf(context.view, snapReach)
  const { at, guide } = snaps(context, pointer) ? snap(raw, state.guides, reach) : { at: raw, guide: undefined }
  const after = partner === undefined ? trimmedAll(context, from, edge, at) : rolled(context, held, partner, edge, at)
  const [first] = after
  const ended = first === undefined ? held : first.after
  const isMet = guide !== undefined && Math.abs(edgeOf(ended, edge) - guide.at) < context.arrangement.reach.frame
  const words = durationTimecode(ended.outPoint - ended.inPoint, context.arrangement.cut.rate)
  const trims = after.flatMap(({ before, edge, after }): PlacementTrim[] => {
    const to = edgeOf(after, edge)
    return to === edgeOf(before, edge) ? [] : [{ placement: before.id, edge, to }]
  })
  const placements: Laid = new Map(after.map((one) => [one.after.id, one.after]))
  if (context.ripple && partner === undefined) rippled(context, placements, after)
  const readout = { x: pointer.x, y: pointer.y, words }
  return { trims, preview: { ...noPreview, placements, guides: isMet ? [guide] : [], readout } }
}

interface Trimmed {
  readonly before: PlacementView
  readonly edge: Edge
  readonly after: PlacementView
}

/** All by as much as the held one, each as far as it goes. */
function trimmedAll(context: Context, from: readonly PlacementView[], edge: Edge, at: number): readonly Trimmed[] {
  const [held] = from
  const by = held === undefined ? 0 : at - edgeOf(held, edge)
  return from.map((before) => ({ before, edge, after: trimmedOne(context, before, edge, edgeOf(before, edge) + by) }))
}

export function trimmedOne(context: Context, before: PlacementView, edge: Edge, to: number): PlacementView {
  const box = context.arrangement.boxes.get(before.id)
  return box === undefined ? before : trimmedAtMost(before, edge, to, boundsFor(context, box))
}

/** Both sides of an edit, as far as both go. */
export function rolled(
  context: Context,
  held: PlacementView,
  partner: PlacementView,
  edge: Edge,
  at: number,
): readonly Trimmed[] {
  const across = edge === 'in' ? 'out' : 'in'
  const wish = edgeOf(trimmedOne(context, held, edge, at), edge)
  const other = trimmedOne(context, partner, across, wish)
  const own = trimmedOne(context, held, edge, edgeOf(other, across))
  return [
    { before: held, edge, after: own },
    { before: partner, edge: across, after: trimmedOne(context, partner, across, edgeOf(own, edge)) },
  ]
}

/** As the core does it: the last first, and a start that is trimmed stays on its frame. */
function rippled(context: Context, laid: Laid, all: readonly Trimmed[]): void {
  for (const { before, edge, after } of all.toSorted((a, b) => b.before.inPoint - a.before.inPoint)) {
    const length = after.outPoint - after.inPoint
    if (edge === 'in') {
      const outPoint = position(before.inPoint + length)
      laid.set(before.id, { ...after, inPoint: before.inPoint, outPoint })
    }
    const by = length - (before.outPoint - before.inPoint)
    follow(context, laid, before.lane, before.outPoint, by, new Set<PlacementId>([before.id]))
  }
}

export function edgeOf(placement: PlacementView, edge: Edge): Position {
  return edge === 'in' ? placement.inPoint : placement.outPoint
}

export const trim = tool<Trimming>({
  kind: 'trim',
  begin,
  step,
  preview: (state) => state.preview,
  typed({ from, edge, grip }, text, context) {
    const [held] = from
    const now = held === undefined ? undefined : edgeOf(held, edge)
    return typedTime(context, readBy(readEnd(text, context.arrangement.cut, now), grip), 0)
  },
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
