// Scrubbing: the playhead follows the pointer on the ruler.

import { position, snapToFrame } from '../../time/time'
import type { Position } from '../../generated'
import type { Target } from '../hit-test'
import { timeAt } from '../viewport'
import { noPreview } from '../preview'
import { done, stay, tool, type Begun, type Context, type Motion, type Next, type Pointer, type Press } from './tool'

interface Scrub {
  /** Where the playhead was. */
  readonly from: Position
}

function begin({ pointer, target }: Press, context: Context): Begun<Scrub> | undefined {
  if (!isRuler(target)) return undefined
  return { state: { from: context.playhead }, now: [{ type: 'seek', at: playheadAt(context, pointer), scrub: true }] }
}

function step(state: Scrub, motion: Motion, context: Context): Next<Scrub> {
  switch (motion.type) {
    case 'cancel':
      return done({ type: 'seek', at: state.from, scrub: false })
    case 'move':
      return stay(state, { type: 'seek', at: playheadAt(context, motion.pointer), scrub: true })
    case 'up':
      return done({ type: 'seek', at: playheadAt(context, motion.pointer), scrub: false })
  }
}

export function isRuler(target: Target): boolean {
  return target.on === 'row' && target.row === 'ruler'
}

/** The frame nearest to the pointer, inside the cut: the playhead stands on a frame of it. */
function playheadAt(context: Context, pointer: Pointer): Position {
  const { reach, cut } = context.arrangement
  return position(Math.min(edgeAt(context, pointer), Math.max(0, cut.length - reach.frame)))
}

/** The start of a frame nearest to the pointer, or the end of the cut. */
export function edgeAt(context: Context, pointer: Pointer): Position {
  const { rate, length } = context.arrangement.cut
  return position(Math.min(Math.max(0, snapToFrame(timeAt(context.view, pointer.x), rate)), length))
}

export const scrub = tool<Scrub>({
  kind: 'scrub',
  begin,
  step,
  preview: () => noPreview,
  cursor: (target) => (isRuler(target) ? 'text' : undefined),
  scrollsAtEdge: 'along',
  movesMarks: false,
})
