// Times as people type them. Mirrors crates/timebase/src/typed.rs, where the forms are written down, and is held to
// vectors that it writes, sentences included.

import type { Cut, Flicks, FrameRate, Position } from '../generated'
import {
  droppedPerMinute,
  flicksPerSecond,
  frameAt,
  frameLength,
  framesPerDay,
  isDrop,
  labelsPerSecond,
  snapToFrame,
  timecodeOfFrame,
} from './time'

/** Where a cut lies: what its labels count from, and how far they go. */
type TimeScale = Pick<Cut, 'label' | 'rate' | 'start' | 'length'>

/** What was read, or why nothing was. */
export type Read<Value> = { readonly value: Value } | { readonly wrong: string }

/** What may be typed into a field of time, for those who rest on it. */
export const timeHint = '01:00:10:00, or 1000 for its last digits; +12 and -1:00 step from here; 12.5s, 300f'

type Way = 'to' | 'on' | 'back'

type Amount =
  | { readonly kind: 'time'; readonly flicks: number }
  | { readonly kind: 'frames'; readonly frames: number }
  | { readonly kind: 'clock'; readonly parts: readonly [number, number, number, number]; readonly whole: boolean }

/** At most a hundred days, so that nothing added to it is inexact. */
const mostSeconds = 100 * 86_400

class Wrong extends Error {}

/** Reads a frame of the cut. `now` is the present value, from which a step counts. */
export function readPoint(text: string, scale: TimeScale, now?: Position): Read<Position> {
  return answered(() => {
    const frame = frameLength(scale.rate)
    const at = pointOf(text, scale, now, scale.length - 1)
    // What is within the second half of the last frame is nearest to the end, where there is no frame.
    return Math.max(0, Math.min(snapToFrame(at, scale.rate), scale.length - frame)) as Position
  })
}

/** As `readPoint`, for the end of a range: the end of the cut is one as well. */
export function readEnd(text: string, scale: TimeScale, now?: Position): Read<Position> {
  return answered(() => snapToFrame(pointOf(text, scale, now, scale.length), scale.rate))
}

/** Reads a length in flicks, exactly: seconds need not be whole frames. `now` is the present length. */
export function readLength(text: string, rate: FrameRate, now?: number): Read<Flicks> {
  return answered(() => {
    const { way, amount } = typedIn(text, rate)
    const length = lengthOf(amount, rate)
    if (way === 'to') return length as Flicks
    if (way === 'on' && now === undefined) throw nothingToStepFrom(text)
    const sum = (now ?? 0) + (way === 'back' ? -length : length)
    if (sum < 0) throw new Wrong(`${text.trim()} comes to less than zero; a length cannot be negative`)
    return sum as Flicks
  })
}

/** Reads the timecode of a first frame, as frames from midnight. `now` is the present one. */
export function readStart(text: string, rate: FrameRate, now?: number): Read<number> {
  return answered(() => {
    const { way, amount } = typedIn(text, rate)
    const day = framesPerDay(rate)
    if (way === 'to' && amount.kind === 'clock') return labelOf(amount, text, rate)
    const frames = frameAt(snapToFrame(lengthOf(amount, rate), rate), rate)
    if (way !== 'to' && now === undefined) throw nothingToStepFrom(text)
    const label = way === 'to' ? frames : (now ?? 0) + (way === 'back' ? -frames : frames)
    return ((label % day) + day) % day
  })
}

function pointOf(text: string, scale: TimeScale, now: Position | undefined, last: number): number {
  const { rate } = scale
  const { way, amount } = typedIn(text, rate)
  const within = (at: number) => 0 <= at && at <= last
  let at = lengthOf(amount, rate)
  if (way !== 'to') {
    if (now === undefined) throw nothingToStepFrom(text)
    at = now + (way === 'back' ? -at : at)
  } else if (amount.kind === 'clock') {
    const label = answered(() => {
      const day = framesPerDay(rate)
      return ((((labelOf(amount, text, rate) - scale.start) % day) + day) % day) * frameLength(rate)
    })
    if (amount.whole) {
      if ('wrong' in label) throw new Wrong(label.wrong)
      at = label.value
      // Most cuts start at hour 1: who types no hour means this one.
    } else if ('value' in label && within(label.value)) at = label.value
  }
  if (within(at)) return at
  const end = frameAt(scale.length - frameLength(rate), rate)
  const [first, final] = [timecodeOfFrame(scale.start, rate), timecodeOfFrame(scale.start + end, rate)]
  throw new Wrong(`${text.trim()} lies outside ${scale.label}, which goes from ${first} to ${final}`)
}

function answered<Value>(read: () => Value): Read<Value> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message }
    throw error
  }
}

function typedIn(whole: string, rate: FrameRate): { readonly way: Way; readonly amount: Amount } {
  const text = whole.trim()
  const sign = text.charAt(0)
  const way = sign === '+' ? 'on' : sign === '-' || sign === '−' ? 'back' : 'to'
  const rest = way === 'to' ? text : text.slice(1).trimStart()
  if (/s$/i.test(rest)) {
    const flicks = decimalSeconds(rest.slice(0, -1).trimEnd())
    if (flicks === undefined) throw new Wrong(`${quoted(text)} is not a number of seconds; write it as 12.5s`)
    return { way, amount: { kind: 'time', flicks } }
  }
  if (/f$/i.test(rest)) {
    const digits = rest.slice(0, -1).trimEnd()
    const frames = /^\d+$/.test(digits) ? Number(digits) : Infinity
    if (frames > mostSeconds * labelsPerSecond(rate)) {
      throw new Wrong(`${quoted(text)} is not a number of frames; write it as 300f`)
    }
    return { way, amount: { kind: 'frames', frames } }
  }
  const pieces = piecesOf(text, rest, rate)
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = [...Array<number>(4 - pieces.length).fill(0), ...pieces]
  // Frames alone are counted, whatever labels are skipped.
  if (pieces.length === 1) return { way, amount: { kind: 'frames', frames } }
  return { way, amount: { kind: 'clock', parts: [hours, minutes, seconds, frames], whole: pieces.length === 4 } }
}

/** The numbers of a timecode, as many as were written, in pairs from the right where there is no mark. */
function piecesOf(whole: string, text: string, rate: FrameRate): readonly number[] {
  const form = () =>
    new Wrong(
      `${quoted(whole)} is not a timecode; write it as 01:00:10:00${isDrop(rate) ? ' (01:00:10;00 in drop-frame)' : ''}`,
    )
  let pieces: readonly string[]
  if (/^\d{1,8}$/.test(text)) {
    pieces = text.padStart(text.length + (text.length % 2), '0').match(/../g) ?? []
  } else {
    const mark = Math.max(text.lastIndexOf(':'), text.lastIndexOf(';'), text.lastIndexOf('.'))
    if (mark < 0) throw form()
    if (text[mark] !== ':' && !isDrop(rate)) {
      throw new Wrong(`${quoted(whole)} is written as drop-frame, but ${rate} is not; write : before the frames`)
    }
    pieces = [...text.slice(0, mark).split(/[:;]/), text.slice(mark + 1)]
  }
  const fits = pieces.every(
    (piece, index) => /^\d+$/.test(piece) && piece.length <= (index === 0 && pieces.length < 4 ? 4 : 2),
  )
  if (pieces.length > 4 || !fits) throw form()
  const numbers = pieces.map(Number)
  const limits = [
    ['hours', 23],
    ['minutes', 59],
    ['seconds', 59],
    ['frames', labelsPerSecond(rate) - 1],
  ] as const
  const first = 4 - numbers.length
  for (const [index, [part, most]] of limits.entries()) {
    const value = numbers[index - first]
    // What is written first may go beyond its limit, unless it is the hour.
    if (value !== undefined && (index > first || first === 0) && value > most) throw tooLarge(whole, rate, part, most)
  }
  return numbers
}

function lengthOf(amount: Amount, rate: FrameRate): number {
  if (amount.kind === 'time') return amount.flicks
  const frames = amount.kind === 'frames' ? amount.frames : counted(amount.parts, rate).frames
  return frames * frameLength(rate)
}

function labelOf(clock: Amount & { kind: 'clock' }, text: string, rate: FrameRate): number {
  const { frames, skipped } = counted(clock.parts, rate)
  if (skipped !== undefined) {
    const first = String(droppedPerMinute(rate)).padStart(2, '0')
    throw new Wrong(
      `${quoted(text.trim())} does not exist in drop-frame timecode: minute ${skipped % 60} starts at ;${first}`,
    )
  }
  if (frames >= framesPerDay(rate)) throw tooLarge(text.trim(), rate, 'hours', 23)
  return frames
}

/** Frames from midnight to a label, or to the next where drop-frame skips it; then also its minute. */
function counted(
  [hours, minutes, seconds, frames]: readonly [number, number, number, number],
  rate: FrameRate,
): { readonly frames: number; readonly skipped: number | undefined } {
  const [labels, dropped] = [labelsPerSecond(rate), droppedPerMinute(rate)]
  const label = ((hours * 60 + minutes) * 60 + seconds) * labels + frames
  const [minute, within] = [Math.floor(label / (60 * labels)), label % (60 * labels)]
  const isSkipped = minute % 10 !== 0 && within < dropped
  const there = isSkipped ? label + dropped - within : label
  return { frames: there - dropped * (minute - Math.floor(minute / 10)), skipped: isSkipped ? minute : undefined }
}

/** Decimal seconds in flicks, exactly; some write the decimals behind a comma. */
function decimalSeconds(text: string): number | undefined {
  const parts = /^(\d{1,15})(?:[.,](\d{0,9}))?$/.exec(text)
  if (parts === null) return undefined
  // 705.6 million times nine digits is past what a Number holds exactly.
  const part = (BigInt((parts[2] ?? '').padEnd(9, '0')) * BigInt(flicksPerSecond)) / 1_000_000_000n
  const flicks = Number(parts[1]) * flicksPerSecond + Number(part)
  return flicks <= mostSeconds * flicksPerSecond ? flicks : undefined
}

function nothingToStepFrom(text: string): Wrong {
  return new Wrong(`${text.trim()} steps from the current value, and there is none here; type the time itself`)
}

function tooLarge(text: string, rate: FrameRate, part: string, most: number): Wrong {
  return new Wrong(`${quoted(text)} is not a timecode at ${rate}: its ${part} go up to ${most}`)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
