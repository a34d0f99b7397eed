// The lanes as the rasteriser draws them: grounds, grid, placements and cues without music.

import { boxesIn, type Arrangement, type Box } from './arrangement'
import { boxRow, spottedSize } from './boxes'
import { paintTail } from './paint-tail'
import type { Layout } from './layout'
import type { LaneRow } from './rows/row'
import { rampOf } from './colour'
import { extent, paintBox, paintBoxOnRows, rimOf, shapeOf, stripOf, type Ink, type Place } from './paint-box'
import { clipped, copyRow, fill, stamp, tint, type Surface } from './raster'
import { roundedBox, spanRow, type Shape } from './rounded'
import type { CueId, LaneId, PlacementId } from '../generated'
import type { Viewport } from './viewport'

export interface LanesScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly ink: Ink
  /** Device x of the grid's lines. */
  readonly grid: readonly number[]
  /** Device x of the hits. */
  readonly hits: readonly number[]
  readonly isHeard: (lane: LaneId) => boolean
  /** Whether a placement is what is heard of its cue. */
  readonly sounds: (box: Box) => boolean
  /** Drawn elsewhere for now. */
  readonly hidden: ReadonlySet<PlacementId>
  readonly hiddenCues: ReadonlySet<CueId>
}

/** Rows as wide as the surface: the ground with its grid, and the same under the strips and the bodies of boxes. */
interface Rows {
  readonly ground: Uint32Array
  readonly strips: Uint32Array
  readonly bodies: Uint32Array
}

let scratch: Rows = rowsOf(0)

function rowsOf(width: number): Rows {
  return { ground: new Uint32Array(width), strips: new Uint32Array(width), bodies: new Uint32Array(width) }
}

/** Draws the part of the lanes that the surface's clip allows; its first row is the top of the lanes' body. */
export function paintLanes(on: Surface, scene: LanesScene): void {
  const { view, layout, ink, grid } = scene
  const { palette } = ink
  const { left, right } = on.clip
  if (scratch.ground.length !== on.width) scratch = rowsOf(on.width)
  const rows = scratch
  rows.ground.fill(palette.ground, left, right)
  const line = Math.max(1, Math.round(view.ratio))
  for (const x of grid) {
    for (let at = Math.max(left, x); at < Math.min(right, x + line); at++) rows.ground[at] = palette.line
  }
  let below = 0
  for (const lane of layout.lanes) {
    const { top, bottom } = edgesOf(lane, layout, view)
    if (bottom <= 0 || on.height <= top) continue
    paintLane(clipped(on, { left, right, top, bottom: bottom - line }), lane, scene, rows)
    fill(on, 0, bottom - line, on.width, line, palette.lineFaint)
    below = bottom
  }
  copyRow(on, rows.ground, below, on.height)
  paintHitLines(on, scene)
}

/** A dashed line for each hit through the lanes: music should answer it. */
function paintHitLines(on: Surface, { view, ink, hits }: LanesScene): void {
  const line = Math.max(1, Math.round(view.ratio))
  for (const x of hits) {
    if (x + line <= on.clip.left || on.clip.right <= x) continue
    for (let y = 0; y < on.height; y += 6 * line) tint(on, x, y, line, 3 * line, ink.palette.inks.guide)
  }
}

function edgesOf(lane: LaneRow, layout: Layout, view: Viewport) {
  const device = (y: number) => Math.round((y - layout.body.y) * view.ratio)
  return { top: device(lane.y), bottom: device(lane.y + lane.height) }
}

/** A placement in its lane. */
interface Laid {
  readonly place: Place
  readonly shape: Shape
  /** Shares no column with another. */
  isAlone: boolean
}

function paintLane(on: Surface, lane: LaneRow, scene: LanesScene, rows: Rows): void {
  const { view, layout, ink, arrangement } = scene
  const { ground, strips, bodies } = rows
  const { clip } = on
  const slack = 2 * view.ratio
  const start = (clip.left - slack + view.left) * view.scale
  const end = (clip.right + slack + view.left) * view.scale
  const device = (y: number) => Math.round((y - layout.body.y) * view.ratio)
  const colours = ink.palette.lanes[lane.hue]
  const isHeard = scene.isHeard(lane.lane)
  const laid: Laid[] = []
  for (const box of boxesIn(arrangement.lanes.get(lane.lane), start, end)) {
    if (scene.hidden.has(box.placement.id)) continue
    const row = boxRow(lane, box.sliver)
    const y = device(row.y)
    const place = {
      box,
      colours,
      originX: 0,
      y,
      height: device(row.y + row.height) - y,
      isHeard: isHeard && scene.sounds(box),
      duck: arrangement.ducks.get(box.placement.cue) ?? [],
    }
    laid.push({ place, shape: shapeOf(view, place), isAlone: box.sliver === undefined })
  }

  // Placements beside each other are alike in nearly all rows: a row is drawn once and copied.
  tellAlone(laid)
  const { y, height } = boxRow(lane, undefined)
  const [top, bottom] = [device(y), device(y + height)]
  strips.set(ground.subarray(clip.left, clip.right), clip.left)
  bodies.set(strips.subarray(clip.left, clip.right), clip.left)
  for (const { shape, isAlone } of laid) {
    if (!isAlone) continue
    const rim = rimOf(shape, view.ratio)
    spanRow(strips, clip, shape, colours.strip, colours.stripRim, rim)
    spanRow(bodies, clip, shape, colours.body, colours.bodyRim, rim)
  }
  const turn = top + stripOf(bottom - top, view.ratio)
  copyRow(on, ground, clip.top, top)
  copyRow(on, strips, top, turn)
  copyRow(on, bodies, turn, bottom)
  copyRow(on, ground, bottom, clip.bottom)
  for (const one of laid) {
    if (one.isAlone) paintBoxOnRows(on, view, one.place, one.shape, ground, ink)
    else paintBox(on, view, one.place, ink)
  }
  for (const box of arrangement.lanes.get(lane.lane)?.ringing ?? []) {
    const { outPoint, tail } = box.placement
    if (end <= outPoint || outPoint + tail <= start || scene.hidden.has(box.placement.id)) continue
    const row = boxRow(lane, box.sliver)
    paintTail(on, view, box.placement, device(row.y), device(row.y + row.height), {
      wave: isHeard && scene.sounds(box) ? colours.wave : colours.quiet,
      duck: arrangement.ducks.get(box.placement.cue) ?? [],
    })
  }
  for (const { cue, lane: at } of arrangement.spotted) {
    if (at !== lane.lane || scene.hiddenCues.has(cue.id)) continue
    const { x } = extent(view, 0, cue.at, cue.at)
    paintSpotted(on, view, lane, x, top, `${cue.number} ${cue.title}`, ink)
  }
}

/** Finds those that share a column with another; by in-point, without alternates that are not the pick. */
function tellAlone(laid: readonly Laid[]): void {
  let before: Laid | undefined
  let reach = -Infinity
  for (const one of laid) {
    if (!one.isAlone) continue
    if (one.shape.x < reach) {
      one.isAlone = false
      if (before !== undefined) before.isAlone = false
    }
    const end = one.shape.x + one.shape.width
    if (end <= reach) continue
    reach = end
    before = one
  }
}

/** A cue without music: a tag at its frame, hollow. */
export function paintSpotted(
  on: Surface,
  view: Viewport,
  lane: LaneRow,
  x: number,
  y: number,
  words: string,
  ink: Ink,
): void {
  const px = view.ratio
  const shape = {
    x,
    y,
    width: Math.round(spottedSize.width * px),
    height: Math.round(spottedSize.height * px),
    radius: 4 * px,
  }
  if (x + shape.width <= on.clip.left || on.clip.right <= x) return
  const { palette } = ink
  roundedBox(on, shape, palette.lanes[lane.hue].spotted, 0, Math.max(1, Math.min(2, Math.round(px))))
  const limit = x + shape.width - Math.round(4 * px)
  const down = Math.round((spottedSize.height - ink.strong.height / px) * 0.5 * px)
  stamp(
    on,
    ink.labels.mask(words, ink.strong),
    x + Math.round(7 * px),
    y + down,
    rampOf(palette.detail, palette.ground),
    limit,
    Math.round(14 * px),
  )
}
