/** Reading what is typed for a cut, before the core is asked: start and length. */

import type { FrameRate } from '../../generated'
import { labelsPerSecond, parseTimecode } from '../../lib/time'

/** Why a text is no start for a cut; undefined if it is one. */
export function wrongStart(text: string, rate: FrameRate): string | undefined {
  const read = parseTimecode(text, rate)
  return 'wrong' in read ? read.wrong : undefined
}

/**
 * Reads a length: a count of frames in the form of a timecode (`00:42:18:00`), or minutes and seconds (`42:18`).
 * Gives the timecode form, or why there is none.
 */
export function readLength(text: string, rate: FrameRate): { readonly text: string } | string {
  const plain = text.trim().replaceAll(';', ':')
  const parts = plain.split(':')
  if (!/^\d{1,3}(?::\d{1,2}){1,3}$/.test(plain)) return 'write it as 00:42:18:00, or as minutes and seconds, 42:18'
  const numbers = parts.map(Number)
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] =
    numbers.length === 4 ? numbers : numbers.length === 3 ? [...numbers, 0] : minutesAndSeconds(numbers)
  if (seconds > 59 || minutes > 59) return 'minutes and seconds go up to 59'
  if (frames >= labelsPerSecond(rate)) return `at ${rate} the frames go up to ${labelsPerSecond(rate) - 1}`
  if (hours > 23) return 'a cut is shorter than a day'
  if (hours + minutes + seconds + frames === 0) return 'a cut has at least one frame'
  return { text: [hours, minutes, seconds, frames].map((part) => String(part).padStart(2, '0')).join(':') }
}

function minutesAndSeconds([minutes = 0, seconds = 0]: readonly number[]): readonly number[] {
  return [Math.floor(minutes / 60), minutes % 60, seconds, 0]
}
