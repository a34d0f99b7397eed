// Where the rows of the timeline lie, from the top: those of the table in `rows`, and the lanes, which scroll under them.

import type { Lane, LaneId } from '../generated'
import { hueOf } from './palette'
import { headRows } from './rows'
import { lanes as laneRows } from './rows/lanes'
import { holds, type HeadRow, type LaneRow, type Row, type Shows } from './rows/row'
import {
  leastLaneHeight,
  leastUsualHeight,
  mostLaneHeight,
  mostOpen,
  openHeight,
  sliverGap,
  sliverHeight,
} from './sizes'

export interface Layout {
  /** The rows above the lanes, from the top. */
  readonly heads: readonly HeadRow[]
  /** From the top. */
  readonly lanes: readonly LaneRow[]
  /** Where the lanes are visible. */
  readonly body: Row
  /** How far the lanes are scrolled, and the furthest they can be. */
  readonly scroll: number
  readonly maxScroll: number
}

export interface LayoutWish {
  readonly lanes: readonly Lane[]
  /** Heights set by the user. */
  readonly heights: ReadonlyMap<LaneId, number>
  /** Strips of alternates that each lane needs. */
  readonly slivers: ReadonlyMap<LaneId, number>
  /** Lanes on which they are opened. */
  readonly opened: ReadonlySet<LaneId>
  /** CSS pixels there are. */
  readonly height: number
  readonly scroll: number
  readonly shows?: Shows
}

const showsNothing: Shows = { hasFilmstrip: false, hasArc: false, hasDialogue: false, productions: 0 }

export function layOut(wish: LayoutWish): Layout {
  const heads: HeadRow[] = []
  let top = 0
  for (const { name, title, height } of headRows) {
    const row = { kind: name, title, y: top, height: height(wish.height, wish.shows ?? showsNothing) }
    if (row.height > 0) heads.push(row)
    top += row.height
  }
  const body = { y: top, height: Math.max(0, wish.height - top) }
  const sorted = wish.lanes.toSorted((a, b) => a.ordinal - b.ordinal)
  const heights = heightsOf(sorted, wish, body.height)
  const all = heights.reduce((sum, height) => sum + height, 0)
  const maxScroll = Math.max(0, all - body.height)
  const scroll = Math.min(Math.max(0, Math.round(wish.scroll)), maxScroll)
  let y = top - scroll
  const lanes = sorted.map((lane, index): LaneRow => {
    const height = heights[index] ?? 0
    const { id, kind, name } = lane
    const slivers = sliversOf(lane, wish)
    const row = { lane: id, kind, hue: hueOf(lane), name, slivers, strip: stripOf(wish.opened.has(id)), y, height }
    y += height
    return row
  })
  return { heads, lanes, body, scroll, maxScroll }
}

/** A row above the lanes, by the name of its kind; at the top and without height where there is none. */
export function rowOf(layout: Layout, kind: string): Row {
  return layout.heads.find((row) => row.kind === kind) ?? { y: 0, height: 0 }
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

/** Heights that the user set, and usual ones: lower where not all would be seen, as far as they can still be used. */
function heightsOf(lanes: readonly Lane[], wish: LayoutWish, room: number): readonly number[] {
  const usual = (lane: Lane) => laneRows.height(lane.kind, wish.height)
  const sum = (of: readonly Lane[], height: (lane: Lane) => number) => of.reduce((all, lane) => all + height(lane), 0)
  const isSet = (lane: Lane) => wish.heights.has(lane.id)
  const set = (lane: Lane) => setHeight(wish.heights.get(lane.id) ?? 0)
  let left = room - sum(lanes.filter(isSet), set) - sum(lanes, (lane) => extraFor(lane, wish))
  let lowered = lanes.filter((lane) => !isSet(lane))
  // What a lane is too low to give, the others give.
  for (;;) {
    const share = left / sum(lowered, usual)
    const kept = lowered.filter((lane) => usual(lane) * share >= leastUsualHeight)
    if (kept.length === lowered.length) break
    left -= leastUsualHeight * (lowered.length - kept.length)
    lowered = kept
  }
  const share = Math.min(1, left / sum(lowered, usual))
  return lanes.map((lane) => {
    const own = lowered.includes(lane) ? Math.floor(usual(lane) * share) : leastUsualHeight
    return (isSet(lane) ? set(lane) : own) + extraFor(lane, wish)
  })
}

/** CSS pixels that are needed to see every lane whole: as low as lanes may be, apart from those that are lower yet. */
export function leastHeight({ body, lanes }: Layout): number {
  const least = ({ height, slivers, strip }: LaneRow) =>
    Math.min(height, leastUsualHeight + slivers * (strip + sliverGap))
  return lanes.reduce((all, lane) => all + least(lane), body.y)
}

function setHeight(height: number): number {
  return Math.round(Math.min(Math.max(height, leastLaneHeight), mostLaneHeight))
}

/** Strips of alternates make a lane higher rather than its placements flatter. */
function extraFor(lane: Lane, wish: LayoutWish): number {
  return sliversOf(lane, wish) * (stripOf(wish.opened.has(lane.id)) + sliverGap)
}

/** CSS pixels of a strip of alternates. */
function stripOf(isOpen: boolean): number {
  return isOpen ? openHeight : sliverHeight
}

function sliversOf(lane: Lane, wish: LayoutWish): number {
  return Math.min(mostOpen, wish.slivers.get(lane.id) ?? 0)
}
