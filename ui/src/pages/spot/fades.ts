/** Lengths of fades as people type them. */

import type { Flicks, FrameRate } from '../../generated'
import { readNumber } from '../../lib/format'
import { flicks, flicksPerSecond } from '../../time/time'
import { readLength, type Read } from '../../time/typed'

/**
 * Bare figures are seconds, as the field shows them, also with a sign before them, which steps from what it is; all else is
 * a time as in every field: `12f`, `+6f`, `1:00`.
 */
export function readFade(text: string, rate: FrameRate, now?: Flicks): Read<Flicks> {
  const [, sign, figures] = /^([+\-−]?)(.*)$/s.exec(text.trim()) ?? []
  const seconds = readNumber(figures ?? '')
  if (seconds === undefined) return readLength(text, rate, now)
  const length = seconds * flicksPerSecond
  if (sign === '') return { value: flicks(length) }
  return { value: flicks(Math.max(0, (now ?? 0) + (sign === '+' ? length : -length))) }
}
