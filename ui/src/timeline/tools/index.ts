// The tools of the timeline, and the step of whichever is under way.

import type { Target } from '../hit-test'
import { arc } from './arc'
import { band } from './band'
import { bend } from './bend'
import { blade } from './blade'
import { fade } from './fade'
import { gain } from './gain'
import { locked } from './locked'
import { move } from './move'
import { open } from './open'
import { pan } from './pan'
import { range } from './range'
import { sceneEdge } from './scene-edge'
import { scrub } from './scrub'
import { slip } from './slip'
import { tail } from './tail'
import { dragThreshold, idle } from './tool'
import type { Context, Gesture, Motion, Pointer, Press, Step, Tool } from './tool'
import { trim } from './trim'
import { volume } from './volume'

export * from './tool'
export { bladePoint } from './blade'

/** In the order in which they are asked whether a press is theirs. */
const tools: readonly Tool[] = [
  pan,
  open,
  range,
  scrub,
  blade,
  locked,
  slip,
  volume,
  bend,
  trim,
  fade,
  tail,
  gain,
  move,
  sceneEdge,
  arc,
  // What nobody else wants.
  band,
]

const nothingBegun: Step = { gesture: idle, effects: [] }

/** What a press begins. */
export function press(event: Press, context: Context): Step {
  for (const tool of tools) {
    const step = tool.press(event, context)
    if (step !== undefined) return step
  }
  return nothingBegun
}

/** The next step of a gesture. */
export function step(gesture: Gesture, motion: Motion, context: Context): Step {
  if ('step' in gesture) return gesture.step(motion, context)
  if (!('becomes' in gesture)) return nothingBegun
  if (motion.type === 'cancel') return nothingBegun
  if (motion.type === 'up') return { gesture: idle, effects: gesture.click }
  const { origin, becomes } = gesture
  return isDrag(origin, motion.pointer) ? becomes.step(motion, context) : { gesture, effects: [] }
}

/** Ends a gesture as if the pointer stood where a typed figure means; or says why it does not. */
export function stepTyped(gesture: Gesture, text: string, context: Context): Step | { readonly wrong: string } {
  if (!('step' in gesture)) return nothingBegun
  const typed = gesture.typed(text, context)
  if ('wrong' in typed) return typed
  return gesture.step({ type: 'up', pointer: typed.pointer }, { ...context, snapping: false })
}

/** The cursor over something. */
export function cursorOver(target: Target, context: Context): string {
  for (const tool of tools) {
    const cursor = tool.cursor(target, context)
    if (cursor !== undefined) return cursor
  }
  return 'default'
}

function isDrag(from: Pointer, to: Pointer): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= dragThreshold
}
