/** A time typed where other things could be typed too. */

import type { CutView, Position } from '../../generated'
import { readPoint } from '../../time/typed'

interface Jump {
  readonly at: Position
  /** Whether nothing else can be meant: bare figures may also be a cue or a scene. */
  readonly sure: boolean
}

/** Where in the cut a typed time is; undefined for other words, and for times outside the cut. */
export function readJump(text: string, { cut }: CutView, now: Position): Jump | undefined {
  const typed = text.trim()
  if (!/\d/.test(typed)) return undefined
  const read = readPoint(typed, cut, now)
  return 'wrong' in read ? undefined : { at: read.value, sure: !/^\d{1,6}$/.test(typed) }
}
