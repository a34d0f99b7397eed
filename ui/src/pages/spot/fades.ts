/** Lengths of fades as people type them. */

import type { Flicks, FrameRate } from '../../generated'
import { readNumber } from '../../lib/format'
import { flicks, flicksPerSecond } from '../../time/time'
import { readLength, type Read } from '../../time/typed'

/** As in the core. */
export const longestTail = 10 * flicksPerSecond

/** Bare figures are seconds, as the field shows them; all else is a time as in every field: `12f`, `+6f`, `1:00`. */
export function readFade(text: string, rate: FrameRate, now?: Flicks): Read<Flicks> {
  const seconds = /^[+\-−]/.test(text.trim()) ? undefined : readNumber(text)
  return seconds === undefined ? readLength(text, rate, now) : { value: flicks(seconds * flicksPerSecond) }
}
