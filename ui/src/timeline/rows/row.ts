// What a row of the timeline is. A row above the lanes is one record in one file, put into the list of `index.ts` and
// nowhere else: layout, painter, pointer and the heads beside the timeline read that list.

import type { LaneId, LaneKind } from '../../generated'
import type { Arrangement } from '../arrangement'
import type { Ground, Target } from '../hit-test'
import type { Ink } from '../paint-box'
import type { LaneHue } from '../palette'
import type { Preview } from '../preview'
import type { Surface } from '../raster'
import type { Scale } from '../scale'
import type { Viewport } from '../viewport'

/** A row, in CSS pixels from the top of the timeline. A lane's `y` counts the scrolling in. */
export interface Row {
  readonly y: number
  readonly height: number
}

/** A row above the lanes. */
export interface HeadRow extends Row {
  /** The name of its kind. */
  readonly kind: string
  readonly title: string
}

export interface LaneRow extends Row {
  readonly lane: LaneId
  readonly kind: LaneKind
  readonly hue: LaneHue
  readonly name: string
  /** Strips of alternates that are not the pick, below the placements. */
  readonly slivers: number
  /** CSS pixels of such a strip. */
  readonly strip: number
}

/** What the rows above the lanes are drawn from. */
export interface HeadScene {
  readonly arrangement: Arrangement
  readonly view: Viewport
  readonly ink: Ink
  readonly preview: Preview
  /** The time scale, whose lines run through all rows. */
  readonly scale: Scale
  readonly isHeard: (lane: number) => boolean
}

/** What of the rows that come and go there is. */
export interface Shows {
  readonly hasFilmstrip: boolean
  readonly hasArc: boolean
  readonly hasDialogue: boolean
  /** Sounds beside the music. */
  readonly productions: number
}

/** A kind of row above the lanes: all that the timeline knows of it. What the pointer does on it is for the tools. */
export interface RowKind {
  readonly name: string
  /** What its head says. */
  readonly title: string
  /** CSS pixels, on a timeline of so many; 0 where there is nothing to show. */
  readonly height: (room: number, shows: Shows) => number
  /** Draws the part of it that the surface's clip allows, over the ground; the surface begins at the top of all rows. */
  readonly paint: (on: Surface, scene: HeadScene, row: Row) => void
  /** What stands at a point of it; nothing where only the row is. */
  readonly hit?: (ground: Ground, row: Row, x: number, y: number) => Target | undefined
  /** Where what reaches over a moment ends, if its name sticks to the left edge of the view: what to draw anew. */
  readonly stuck?: (arrangement: Arrangement, at: number) => readonly number[]
}

/** What is known of lanes, which are rows of their own below the others. */
export interface LaneRows {
  /** What a lane of a kind takes when nobody has changed it, on a timeline of so many CSS pixels. */
  readonly height: (kind: LaneKind, room: number) => number
  /** What stands at a point of a lane. */
  readonly hit: (ground: Ground, lane: LaneRow, x: number, y: number) => Target
}

export function holds(row: Row, y: number): boolean {
  return row.y <= y && y < row.y + row.height
}
