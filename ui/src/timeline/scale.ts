// Where the labels and ticks of the ruler stand in a view.

import { frameAt, frameLength } from '../time/time'
import type { Arrangement } from './arrangement'
import { framesOf, labelOf, stepsFor, ticks, type Step } from './ruler'
import { xAt, type Viewport } from './viewport'

/** CSS pixels between labels, and between ticks, at the least. */
export const labelRoom = 92
const tickGap = 7

/** Where labels and ticks stand in a view, in CSS pixels; a few beyond both edges, for labels that reach in. */
export interface Scale {
  readonly majors: readonly { readonly x: number; readonly label: string }[]
  readonly minors: readonly number[]
}

export function scaleOf(arrangement: Arrangement, view: Viewport): Scale {
  const { rate, start, length } = arrangement.cut
  const perFrame = frameLength(rate) / (view.scale * view.ratio)
  const { major, minor } = stepsFor(rate, perFrame, labelRoom, tickGap)
  const end = Math.ceil(length / frameLength(rate))
  const first = Math.max(0, frameAt(view.left * view.scale, rate) - framesOf(major, rate) - 1)
  const last = Math.min(end, frameAt((view.left + view.width) * view.scale, rate) + framesOf(major, rate) + 1)
  const at = (step: Step) => ticks(rate, start, first, last, step)
  return {
    majors: at(major).map((tick) => ({ x: xAt(view, tick.at), label: labelOf(tick.frame, rate) })),
    minors: at(minor).map((tick) => xAt(view, tick.at)),
  }
}

interface LabelPlace {
  readonly label: string
  /** Where it begins, and the tick that it names, in pixels of the device. */
  readonly from: number
  readonly tick: number
}

/**
 * Where labels are written, in pixels of the device: behind their ticks. One that would be cut at `last` stands before its
 * tick if the one before leaves it room, else it is left out.
 */
export function labelPlaces(
  majors: Scale['majors'],
  widthOf: (label: string) => number,
  px: number,
  last: number,
): readonly LabelPlace[] {
  const gap = Math.round(4 * px)
  const places: LabelPlace[] = []
  let end = -Infinity
  for (const { x, label } of majors) {
    const tick = Math.round(x * px)
    const width = widthOf(label)
    const from = tick + gap + width <= last ? tick + gap : tick - gap - width
    if (from < end + 2 * gap) continue
    end = from + width
    places.push({ label, from, tick })
  }
  return places
}
