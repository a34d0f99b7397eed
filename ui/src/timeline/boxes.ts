// Where boxes lie in their lanes, in CSS pixels of the timeline.

import type { Edge, PlacementView, Position } from '../generated'
import type { Rect } from './preview'
import type { LaneRow, Row } from './rows/row'
import { mostGain } from '../generated/limits'
import { lanePadding, sliverGap, stripHeight } from './sizes'
import { xAt, type Viewport } from './viewport'
import { fadeGain, volumeAt } from './waveform'

/** Spotted cues are a tag of this size. */
export const spottedSize = { width: 132, height: 22 }
/** How far down a placement's body its gain goes: from the most at the top to this at the bottom. */
const gainFloor = -4800

/** Where a lane's placements lie, or the alternates that are not the pick in strip `sliver`, from 0. */
export function boxRow(lane: LaneRow, sliver: number | undefined): Row {
  const below = lane.slivers * (lane.strip + sliverGap)
  const full = { y: lane.y + lanePadding, height: Math.max(stripHeight, lane.height - 2 * lanePadding - below) }
  if (sliver === undefined) return full
  const strip = Math.min(sliver, Math.max(0, lane.slivers - 1))
  return { y: full.y + full.height + sliverGap + strip * (lane.strip + sliverGap), height: lane.strip }
}

/** Where a placement's box is; at least 2 wide. */
export function boxRect(view: Viewport, row: Row, placement: PlacementView) {
  const x = xAt(view, placement.inPoint)
  return { x, y: row.y, width: Math.max(2, xAt(view, placement.outPoint) - x), height: row.height }
}

/** How far below a placement's top its gain line lies. */
export function gainOffset(gain: number, height: number): number {
  const body = Math.max(0, height - stripHeight - 8)
  const share = (mostGain - Math.max(gain, gainFloor)) / (mostGain - gainFloor)
  return stripHeight + 4 + share * body
}

/** The gain that lies so far below a placement's top, in hundredths of a decibel. */
export function gainAt(offset: number, height: number): number {
  const body = Math.max(1, height - stripHeight - 8)
  return mostGain - ((offset - stripHeight - 4) / body) * (mostGain - gainFloor)
}

/** How far below a placement's top its gain and volume line lie together at a moment of the recording. */
export function volumeOffset(placement: PlacementView, at: number, height: number): number {
  return volumeHeight(placement, volumeAt(placement.volumePoints, at), height)
}

/** The same for what its volume line says at that moment. */
export function volumeHeight(placement: PlacementView, volume: number, height: number): number {
  return gainOffset(Math.min(mostGain, placement.gain + volume), height)
}

/** Where a point of a volume line stands, in CSS pixels from the left of the timeline. */
export function pointX(view: Viewport, placement: PlacementView, at: number): number {
  return xAt(view, placement.inPoint + at - placement.trackStart)
}

/** Where a fade is bent: half way, at the gain that it has there; undefined where it is too short to be held. */
export function bendAt(view: Viewport, rect: Rect, placement: PlacementView, edge: Edge) {
  const fade = edge === 'in' ? placement.fadeIn : placement.fadeOut
  const width = fade.length / (view.scale * view.ratio)
  if (width < leastBent || rect.height < leastBentHeight) return undefined
  const x = edge === 'in' ? rect.x + width / 2 : rect.x + rect.width - width / 2
  const room = rect.height - stripHeight - 2
  return { x, y: rect.y + stripHeight + (1 - fadeGain(fade, 0.5)) * room }
}

/** Where the tail of a placement is held: at its end, low behind the box, where no edge of one lies. */
export function tailAt(view: Viewport, rect: Rect, placement: PlacementView) {
  const end = rect.x + rect.width + placement.tail / (view.scale * view.ratio)
  return { x: Math.max(end, rect.x + rect.width + tailOut), y: rect.y + rect.height - tailUp }
}

/** CSS pixels from the out-point, and from the bottom of the box, to where a tail is held. */
const tailOut = 7
const tailUp = 5

/** CSS pixels of a fade, and of a placement, that can be bent. */
const leastBent = 28
const leastBentHeight = 44

/** What a cue without music is drawn as. */
export function spottedRect(view: Viewport, lane: LaneRow, at: Position) {
  const row = boxRow(lane, undefined)
  return { x: xAt(view, at), y: row.y, ...spottedSize }
}
