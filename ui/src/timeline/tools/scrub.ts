// Scrubbing: the playhead follows the pointer on the ruler.

import { position, snapToFrame } from '../../lib/time'
import type { Position } from '../../generated'
import { timeAt } from '../viewport'
import { done, stay, type Context, type Motion, type Pointer, type Step } from './tool'

export interface Scrub {
  readonly kind: 'scrub'
  /** Where the playhead was. */
  readonly from: Position
}

export function beginScrub(context: Context, pointer: Pointer): Step {
  const at = playheadAt(context, pointer)
  return stay({ kind: 'scrub', from: context.playhead }, { type: 'seek', at, scrub: true })
}

export function stepScrub(state: Scrub, motion: Motion, context: Context): Step {
  switch (motion.type) {
    case 'cancel':
      return done({ type: 'seek', at: state.from, scrub: false })
    case 'move':
      return stay(state, { type: 'seek', at: playheadAt(context, motion.pointer), scrub: true })
    case 'up':
      return done({ type: 'seek', at: playheadAt(context, motion.pointer), scrub: false })
  }
}

/** The frame nearest to the pointer, inside the cut. */
export function playheadAt(context: Context, pointer: Pointer): Position {
  const { rate, length } = context.arrangement.cut
  const at = snapToFrame(timeAt(context.view, pointer.x), rate)
  return position(Math.min(Math.max(0, at), Math.max(0, length - context.arrangement.reach.frame)))
}
