// Where the rows of the timeline lie, from the top: ruler, scenes, marks, and the lanes, which scroll under them.

import type { Lane, LaneId, LaneKind } from '../generated'

/** A row, in CSS pixels from the top of the timeline. A lane's `y` counts the scrolling in. */
export interface Row {
  readonly y: number
  readonly height: number
}

export interface LaneRow extends Row {
  readonly lane: LaneId
  readonly kind: LaneKind
  readonly name: string
  /** Strips of alternates that are not the pick, below the placements. */
  readonly slivers: number
}

export interface Layout {
  readonly ruler: Row
  readonly scenes: Row
  /** Hits and notes. */
  readonly marks: Row
  /** From the top. */
  readonly lanes: readonly LaneRow[]
  /** Where the lanes are visible. */
  readonly body: Row
  /** How far the lanes are scrolled, and the furthest they can be. */
  readonly scroll: number
  readonly maxScroll: number
}

export const rulerHeight = 28
export const scenesHeight = 54
export const marksHeight = 26
/** Scenes without their moods, where there is little room. */
export const lowScenesHeight = 34
/** CSS pixels of the whole below which rows are lower, so that three lanes are seen in a small window. */
export const littleRoom = 400
export const leastLaneHeight = 40
export const mostLaneHeight = 240

/** The title strip of a placement. */
export const stripHeight = 18
/** Between a lane's edge and its placements. */
export const lanePadding = 5
export const sliverHeight = 7
export const sliverGap = 2
/** More alternates at one time share the last strip. */
export const mostSlivers = 3

/** What a lane of a kind takes when nobody has changed it, on a timeline of `height`. */
export function usualLaneHeight(kind: LaneKind, height: number): number {
  const isTall = kind === 'songs' || kind === 'score'
  if (height < littleRoom) return isTall ? 64 : 52
  return isTall ? 88 : 70
}

export interface LayoutWish {
  readonly lanes: readonly Lane[]
  /** Heights set by the user. */
  readonly heights: ReadonlyMap<LaneId, number>
  /** Strips of alternates that each lane needs. */
  readonly slivers: ReadonlyMap<LaneId, number>
  /** CSS pixels there are. */
  readonly height: number
  readonly scroll: number
}

export function layOut(wish: LayoutWish): Layout {
  const ruler = { y: 0, height: rulerHeight }
  const scenes = { y: rulerHeight, height: wish.height < littleRoom ? lowScenesHeight : scenesHeight }
  const marks = { y: scenes.y + scenes.height, height: marksHeight }
  const top = marks.y + marks.height
  const body = { y: top, height: Math.max(0, wish.height - top) }
  const sorted = wish.lanes.toSorted((a, b) => a.ordinal - b.ordinal)
  const heights = sorted.map((lane) => laneHeight(lane, wish))
  const all = heights.reduce((sum, height) => sum + height, 0)
  const maxScroll = Math.max(0, all - body.height)
  const scroll = Math.min(Math.max(0, Math.round(wish.scroll)), maxScroll)
  let y = top - scroll
  const lanes = sorted.map((lane, index): LaneRow => {
    const height = heights[index] ?? 0
    const row = { lane: lane.id, kind: lane.kind, name: lane.name, slivers: sliversOf(lane, wish), y, height }
    y += height
    return row
  })
  return { ruler, scenes, marks, lanes, body, scroll, maxScroll }
}

/** Where a lane's placements lie, or the alternates that are not the pick in strip `sliver`, from 0. */
export function boxRow(lane: LaneRow, sliver: number | undefined): Row {
  const below = lane.slivers * (sliverHeight + sliverGap)
  const full = { y: lane.y + lanePadding, height: Math.max(stripHeight, lane.height - 2 * lanePadding - below) }
  if (sliver === undefined) return full
  const strip = Math.min(sliver, Math.max(0, lane.slivers - 1))
  return { y: full.y + full.height + sliverGap + strip * (sliverHeight + sliverGap), height: sliverHeight }
}

/** The lane under a CSS pixel, if one is. */
export function laneAt(layout: Layout, y: number): LaneRow | undefined {
  if (!holds(layout.body, y)) return undefined
  return layout.lanes.find((lane) => holds(lane, y))
}

/** The lane under a CSS pixel, or the one nearest to it; undefined only where there are no lanes. */
export function nearestLane(layout: Layout, y: number): LaneRow | undefined {
  const inside = Math.min(Math.max(y, layout.body.y), layout.body.y + Math.max(0, layout.body.height - 1))
  return (
    laneAt(layout, inside) ??
    (layout.lanes[0] !== undefined && inside < layout.lanes[0].y ? layout.lanes[0] : layout.lanes.at(-1))
  )
}

export function holds(row: Row, y: number): boolean {
  return row.y <= y && y < row.y + row.height
}

function laneHeight(lane: Lane, wish: LayoutWish): number {
  const height = wish.heights.get(lane.id) ?? usualLaneHeight(lane.kind, wish.height)
  return Math.round(Math.min(Math.max(height, leastLaneHeight), mostLaneHeight)) + extraFor(lane, wish)
}

/** Strips of alternates make a lane higher rather than its placements flatter. */
function extraFor(lane: Lane, wish: LayoutWish): number {
  return sliversOf(lane, wish) * (sliverHeight + sliverGap)
}

function sliversOf(lane: Lane, wish: LayoutWish): number {
  return Math.min(mostSlivers, wish.slivers.get(lane.id) ?? 0)
}
