// Where boxes lie in their lanes, in CSS pixels of the timeline.

import type { PlacementView, Position } from '../generated'
import type { LaneRow, Row } from './rows/row'
import { mostGain } from './shape'
import { lanePadding, sliverGap, sliverHeight, stripHeight } from './sizes'
import { xAt, type Viewport } from './viewport'

/** Spotted cues are a tag of this size. */
export const spottedSize = { width: 132, height: 22 }
/** How far down a placement's body its gain goes: from the most at the top to this at the bottom. */
const gainFloor = -4800

/** Where a lane's placements lie, or the alternates that are not the pick in strip `sliver`, from 0. */
export function boxRow(lane: LaneRow, sliver: number | undefined): Row {
  const below = lane.slivers * (sliverHeight + sliverGap)
  const full = { y: lane.y + lanePadding, height: Math.max(stripHeight, lane.height - 2 * lanePadding - below) }
  if (sliver === undefined) return full
  const strip = Math.min(sliver, Math.max(0, lane.slivers - 1))
  return { y: full.y + full.height + sliverGap + strip * (sliverHeight + sliverGap), height: sliverHeight }
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

/** What a cue without music is drawn as. */
export function spottedRect(view: Viewport, lane: LaneRow, at: Position) {
  const row = boxRow(lane, undefined)
  return { x: xAt(view, at), y: row.y, ...spottedSize }
}
