// How far a drag has gone in time, at the speed it had at each moment: fine mode that begins on the way never makes it jump.

import { timeAt } from '../viewport'
import type { Context, Pointer } from './tool'

export interface Going {
  /** The time that the pointer was at last. */
  readonly time: number
  /** What it has gone since the press, in flicks. */
  readonly gone: number
}

/** Fine, while Shift is held: a tenth of the way. */
const fineness = 0.1

/** Where a drag begins. */
export function goingFrom(pointer: Pointer, context: Context): Going {
  return { time: timeAt(context.view, pointer.x), gone: 0 }
}

/** What the pointer has gone since the last move comes to it. */
export function goOn({ time, gone }: Going, pointer: Pointer, context: Context): Going {
  const at = timeAt(context.view, pointer.x)
  return { time: at, gone: gone + (at - time) * (pointer.keys.shift ? fineness : 1) }
}
