// How a placement will look after an edit, by the core's own rules (crates/model, Placement), so that the preview of
// a gesture is what its commit brings. The core decides; this only draws ahead.

import { flicks, frameLength, position, snapToFrame } from '../time/time'
import { leastGain, mostGain } from '../generated/limits'
import type { Edge, Fade, FrameRate, Millibels, PlacementView } from '../generated'

/** The room that a placement has. */
interface Bounds {
  readonly rate: FrameRate
  readonly cutLength: number
  /** Of its recording; Infinity where it is not known. */
  readonly trackLength: number
}

/**
 * One edge moved to the frame nearest to `to`; stops at the ends of the cut, and at the first and last whole frame of the
 * recording. Undefined where less than a frame would be left, which the core refuses.
 */
export function trimmed(placement: PlacementView, edge: Edge, to: number, bounds: Bounds): PlacementView | undefined {
  const frame = frameLength(bounds.rate)
  const wanted = snapToFrame(to, bounds.rate)
  const start = placement.inPoint - placement.trackStart
  if (edge === 'in') {
    const first = Math.ceil(start / frame) * frame
    const inPoint = position(Math.max(wanted, first, 0))
    if (placement.outPoint - inPoint < frame) return undefined
    const trackStart = flicks(placement.trackStart + (inPoint - placement.inPoint))
    return withFittingFades({ ...placement, inPoint, trackStart })
  }
  const last = bounds.trackLength === Infinity ? Infinity : Math.floor((start + bounds.trackLength) / frame) * frame
  const outPoint = position(Math.min(wanted, last, bounds.cutLength))
  return outPoint - placement.inPoint < frame ? undefined : withFittingFades({ ...placement, outPoint })
}

/** As `trimmed`, for a gesture: an edge that is pulled past the other stops a frame before it. */
export function trimmedAtMost(placement: PlacementView, edge: Edge, to: number, bounds: Bounds): PlacementView {
  const frame = frameLength(bounds.rate)
  const least = edge === 'in' ? placement.outPoint - frame : placement.inPoint + frame
  const kept = edge === 'in' ? Math.min(to, least) : Math.max(to, least)
  return trimmed(placement, edge, kept, bounds) ?? placement
}

/** Other sound under the same frames, kept within the recording. */
export function slipped(placement: PlacementView, trackStart: number, bounds: Bounds): PlacementView {
  const latest = Math.max(0, bounds.trackLength - (placement.outPoint - placement.inPoint))
  return { ...placement, trackStart: flicks(Math.min(Math.max(0, trackStart), latest)) }
}

/** One fade given another length, in whole frames, leaving the other as it is. */
export function faded(placement: PlacementView, edge: Edge, length: number, rate: FrameRate): PlacementView {
  const whole = placement.outPoint - placement.inPoint
  const other = edge === 'in' ? placement.fadeOut.length : placement.fadeIn.length
  const room = Math.max(0, whole - other)
  const fade = (old: Fade): Fade => ({ ...old, length: flicks(Math.min(Math.max(0, snapToFrame(length, rate)), room)) })
  return edge === 'in'
    ? { ...placement, fadeIn: fade(placement.fadeIn) }
    : { ...placement, fadeOut: fade(placement.fadeOut) }
}

/** A gain within its range. */
export function keptGain(millibels: number): Millibels {
  return Math.round(Math.min(Math.max(millibels, leastGain), mostGain)) as Millibels
}

/** Fades brought to fit: first each within the length, then both together. */
function withFittingFades(placement: PlacementView): PlacementView {
  const length = Math.max(0, placement.outPoint - placement.inPoint)
  let first = Math.min(Math.max(0, placement.fadeIn.length), length)
  let second = Math.min(Math.max(0, placement.fadeOut.length), length)
  if (length < first + second) {
    // In whole numbers beyond 2^53, as the core does it.
    first = Number((BigInt(first) * BigInt(length)) / BigInt(first + second))
    second = length - first
  }
  if (first === placement.fadeIn.length && second === placement.fadeOut.length) return placement
  return {
    ...placement,
    fadeIn: { ...placement.fadeIn, length: flicks(first) },
    fadeOut: { ...placement.fadeOut, length: flicks(second) },
  }
}
