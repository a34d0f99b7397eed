// The ruler: which frames get a label and which a tick, at every zoom and rate, drop-frame included.

import { droppedPerMinute, frameOfLabel, frameStart, labelsPerSecond, timecodeOfFrame } from '../time/time'
import type { FrameRate, Position } from '../generated'

/** Distance of labels, or of ticks: in frames, where a second divides by them, or in whole seconds. */
export type Step = { readonly frames: number } | { readonly seconds: number }

const wholeSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200]
const partsOfSecond = [1, 2, 4, 5, 6, 8, 10, 12, 15, 20, 24, 25, 30]

/** Steps of a rate, finest first. Frames count only as far as a second divides by them evenly, twice or more. */
export function steps(rate: FrameRate): readonly Step[] {
  const labels = labelsPerSecond(rate)
  const frames = partsOfSecond.filter((part) => labels % part === 0 && 2 * part <= labels)
  return [...frames.map((part) => ({ frames: part })), ...wholeSeconds.map((part) => ({ seconds: part }))]
}

/** How many frames a step is, dropped labels not counted out. */
export function framesOf(step: Step, rate: FrameRate): number {
  return 'frames' in step ? step.frames : step.seconds * labelsPerSecond(rate)
}

/** The finest step that leaves `room` pixels between labels, and the finest that divides it and leaves `gap`. */
export function stepsFor(
  rate: FrameRate,
  perFrame: number,
  room: number,
  gap: number,
): { readonly major: Step; readonly minor: Step } {
  const all = steps(rate)
  const wide = (least: number) => all.find((step) => least <= framesOf(step, rate) * perFrame)
  const major = wide(room) ?? { seconds: 7200 }
  const size = framesOf(major, rate)
  const fits = (step: Step) => size % framesOf(step, rate) === 0 && gap <= framesOf(step, rate) * perFrame
  return { major, minor: all.find(fits) ?? major }
}

/**
 * The ticks of a cut whose first frame has label `start`, from frame `first` to `last` of the cut, both included.
 * Ticks stand on labels: every 10 s is `:00`, `:10`…; where drop-frame skips the label the next that exists has it.
 */
export function ticks(
  rate: FrameRate,
  start: number,
  first: number,
  last: number,
  step: Step,
): readonly { readonly at: Position; readonly frame: number }[] {
  const found: { at: Position; frame: number }[] = []
  const labels = labelsPerSecond(rate)
  const every = 'seconds' in step ? step.seconds : 1
  const begin = secondOf(start + first, rate)
  for (let second = Math.floor(begin / every) * every; ; second += every) {
    if (start + last < frameOfSecond(second, rate)) return found
    for (let part = 0; part < labels; part += 'frames' in step ? step.frames : labels) {
      const frame = frameOf(second, part, rate)
      if (frame === undefined) continue
      const index = frame - start
      // Two round labels may stand for one frame where the first of them is skipped.
      if (found.at(-1)?.frame === frame) continue
      if (first <= index && index <= last) found.push({ at: frameStart(index, rate), frame })
    }
  }
}

/** The label of a tick; a day wraps round. */
export function labelOf(frame: number, rate: FrameRate): string {
  return timecodeOfFrame(frame, rate)
}

/** The second of the clock that a frame's label shows, counted on over midnight. */
function secondOf(frame: number, rate: FrameRate): number {
  const label = timecodeOfFrame(frame, rate)
  const day = frameOfLabel(24, 0, 0, 0, rate)
  const [hours, minutes, seconds] = label.split(/[:;]/).map(Number)
  return Math.floor(frame / day) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}

/** The first frame whose label shows a second. */
function frameOfSecond(second: number, rate: FrameRate): number {
  return frameOf(second, 0, rate) ?? 0
}

function frameOf(second: number, part: number, rate: FrameRate): number | undefined {
  const dropped = droppedPerMinute(rate)
  const minute = Math.floor(second / 60)
  const skips = second % 60 === 0 && minute % 10 !== 0 ? dropped : 0
  if (part < skips && part > 0) return undefined
  return frameOfLabel(0, minute, second - 60 * minute, Math.max(part, skips), rate)
}
