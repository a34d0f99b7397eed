/** A time typed where other things could be typed too. */

import type { CutView, Position } from '../../generated'
import { parseTimecode, positionOfFrame } from '../../lib/time'

/** Figures with something between them that only times have. */
const looksLikeTime = /^\d{1,2}[:;]\d{1,2}[:;]/

/** Where in the cut a typed time is; undefined for other words, and for times outside the cut. */
export function readJump(text: string, { cut }: CutView): Position | undefined {
  if (!looksLikeTime.test(text.trim())) return undefined
  const read = parseTimecode(text, cut.rate)
  if ('wrong' in read) return undefined
  const at = positionOfFrame(read.frame, cut.start, cut.rate)
  return at < cut.length ? at : undefined
}
