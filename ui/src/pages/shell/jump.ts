/** A time typed where other things could be typed too. */

import type { CutView, Position } from '../../generated'
import { readPoint } from '../../lib/typed'

/** Figures with marks that only times have; bare figures may be a cue or a scene. */
const looksLikeTime = /^[+-]?\d{1,4}[:;]\d{1,2}|^[+-]\d+$|^\d{7,8}$/

/** Where in the cut a typed time is; undefined for other words, and for times outside the cut. */
export function readJump(text: string, { cut }: CutView, now?: Position): Position | undefined {
  if (!looksLikeTime.test(text.trim())) return undefined
  const read = readPoint(text, cut, now)
  return 'wrong' in read ? undefined : read.value
}
