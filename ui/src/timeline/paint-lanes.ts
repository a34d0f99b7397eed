// The lanes as the rasteriser draws them: grounds, grid, placements and cues without music.

import { boxesIn, type Arrangement } from './arrangement'
import { spottedSize } from './hit-test'
import { boxRow, type Layout, type LaneRow } from './layout'
import { extent, paintBox, type Ink } from './paint-box'
import { clipped, column, fill, roundedBox, roundedRim, stamp, type Surface } from './raster'
import type { CueId, LaneId, PlacementId } from '../generated'
import type { Viewport } from './viewport'

export interface LanesScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly ink: Ink
  /** Device x of the grid's lines. */
  readonly grid: readonly number[]
  readonly isHeard: (lane: LaneId) => boolean
  /** Drawn elsewhere for now. */
  readonly hidden: ReadonlySet<PlacementId>
  readonly hiddenCues: ReadonlySet<CueId>
}

/** Draws the part of the lanes that the surface's clip allows; its first row is the top of the lanes' body. */
export function paintLanes(on: Surface, scene: LanesScene): void {
  const { view, layout, ink, grid } = scene
  const { palette } = ink
  fill(on, 0, 0, on.width, on.height, palette.ground)
  const line = Math.max(1, Math.round(view.ratio))
  for (const x of grid) for (let part = 0; part < line; part++) column(on, x + part, 0, on.height, palette.line)
  for (const lane of layout.lanes) {
    const { top, bottom } = edgesOf(lane, layout, view)
    if (bottom <= 0 || on.height <= top) continue
    fill(on, 0, bottom - line, on.width, line, palette.lineFaint)
    const { left, right } = on.clip
    paintLane(clipped(on, { left, right, top, bottom: bottom - line }), lane, scene)
  }
}

function edgesOf(lane: LaneRow, layout: Layout, view: Viewport) {
  const device = (y: number) => Math.round((y - layout.body.y) * view.ratio)
  return { top: device(lane.y), bottom: device(lane.y + lane.height) }
}

function paintLane(on: Surface, lane: LaneRow, scene: LanesScene): void {
  const { view, layout, ink, arrangement, isHeard } = scene
  const slack = 2 * view.ratio
  const start = (on.clip.left - slack + view.left) * view.scale
  const end = (on.clip.right + slack + view.left) * view.scale
  const device = (y: number) => Math.round((y - layout.body.y) * view.ratio)
  const colours = ink.palette.lanes[lane.kind]
  for (const box of boxesIn(arrangement.lanes.get(lane.lane), start, end)) {
    if (scene.hidden.has(box.placement.id)) continue
    const row = boxRow(lane, box.sliver)
    const [y, bottom] = [device(row.y), device(row.y + row.height)]
    paintBox(on, view, { box, colours, originX: 0, y, height: bottom - y, isHeard: isHeard(lane.lane) }, ink)
  }
  for (const { cue, lane: at } of arrangement.spotted) {
    if (at !== lane.lane || scene.hiddenCues.has(cue.id)) continue
    const { x } = extent(view, 0, cue.at, cue.at)
    paintSpotted(on, view, lane, x, device(boxRow(lane, undefined).y), `${cue.number} ${cue.title}`, ink)
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
  roundedBox(on, shape, palette.ground, palette.ground, 0)
  roundedRim(on, shape, Math.max(1, Math.round(px)), palette.lanes[lane.kind].wave)
  const limit = x + shape.width - Math.round(4 * px)
  const down = Math.round((spottedSize.height - ink.strong.height / px) * 0.5 * px)
  stamp(
    on,
    ink.labels.mask(words, ink.strong),
    x + Math.round(7 * px),
    y + down,
    palette.detail,
    limit,
    Math.round(14 * px),
  )
}
