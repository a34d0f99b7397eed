// What is held and what is selected in the lanes, by the rasteriser into a picture that is transparent elsewhere: canvas
// paths and clips for a hundred boxes would take a frame's whole time.

import type { Arrangement, Box } from './arrangement'
import { boxRow, spottedRect } from './boxes'
import type { Layout } from './layout'
import { paintBox, shapeOf, stripOf, type Ink } from './paint-box'
import { paintSpotted } from './paint-lanes'
import type { Preview, Rect } from './preview'
import { fill, type Clip, type Surface } from './raster'
import { cutCorners, roundedRim, type Shape } from './rounded'
import type { LaneRow } from './rows/row'
import { thingsOf, type Selection } from './selection'
import { isInLanes, rimsOf } from './things'
import type { Viewport } from './viewport'
import type { LaneId } from '../generated'

interface HeldScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly ink: Ink
  readonly selection: Selection
  readonly preview: Preview
  readonly isHeard: (lane: LaneId) => boolean
  readonly sounds: (box: Box) => boolean
}

/** Draws it on a transparent surface, whose first row is the top of the lanes' body; says where it has drawn. */
export function paintHeld(on: Surface, scene: HeldScene): Clip {
  const bounds = { left: on.width, top: on.height, right: 0, bottom: 0 }
  const lanes = new Map(scene.layout.lanes.map((lane) => [lane.lane, lane]))
  for (const placement of scene.preview.placements.values()) {
    const box = scene.arrangement.boxes.get(placement.id)
    const lane = lanes.get(placement.lane)
    if (box === undefined || lane === undefined) continue
    widen(bounds, on, paintHeldBox(on, scene, { ...box, placement }, lane))
  }
  for (const { cue, lane: id } of scene.arrangement.spotted) {
    const at = scene.preview.cues.get(cue.id)
    const lane = lanes.get(id)
    if (at === undefined || lane === undefined) continue
    const shape = deviceShape(scene, spottedRect(scene.view, lane, at), 4)
    if (!isSeen(on, shape)) continue
    fill(on, shape.x, shape.y, shape.width, shape.height, scene.ink.palette.ground)
    paintSpotted(on, scene.view, lane, shape.x, shape.y, `${cue.number} ${cue.title}`, scene.ink)
    cutCorners(on, shape)
    widen(bounds, on, shape)
  }
  paintRims(on, scene, bounds)
  return bounds
}

/** A placement at a place of its own, as the lanes draw it. */
function paintHeldBox(on: Surface, scene: HeldScene, box: Box, lane: LaneRow): Shape {
  const { view, ink, arrangement } = scene
  const { y, height } = deviceRow(scene, boxRow(lane, box.sliver))
  const colours = ink.palette.lanes[lane.hue]
  const isHeard = scene.isHeard(lane.lane) && scene.sounds(box)
  const duck = arrangement.ducks.get(box.placement.cue) ?? []
  const place = { box, colours, originX: 0, y, height, isHeard, duck }
  const shape = shapeOf(view, place)
  if (!isSeen(on, shape)) return shape
  // In its own colours, so that nothing dark is mixed into the soft edge of its corners.
  const skin = box.isWhole ? colours : isHeard ? colours.quietSkin : colours.silentSkin
  const strip = stripOf(height, view.ratio)
  fill(on, shape.x, y, shape.width, strip, skin.strip)
  fill(on, shape.x, y + strip, shape.width, height - strip, skin.body)
  paintBox(on, view, place, ink)
  cutCorners(on, shape)
  return shape
}

/** A rim around all that is selected in the lanes. */
function paintRims(on: Surface, scene: HeldScene, bounds: Bounds): void {
  const { ratio } = scene.view
  const half = Math.max(1, Math.round(ratio))
  for (const thing of thingsOf(scene.selection)) {
    if (!isInLanes(thing)) continue
    for (const { rect, radius } of rimsOf(scene, thing)) {
      const { x, y, width, height } = deviceShape(scene, rect, radius)
      const around = { x: x - half, y: y - half, width: width + 2 * half, height: height + 2 * half }
      if (!isSeen(on, around)) continue
      const shape = { ...around, radius: Math.min(radius * ratio, width / 2) + half }
      roundedRim(on, shape, scene.ink.palette.inks.rim, 2 * half)
      widen(bounds, on, around)
    }
  }
}

/** Where something in the lanes lies in device pixels. */
function deviceShape(scene: HeldScene, rect: Rect, radius: number): Shape {
  const { ratio } = scene.view
  const x = Math.round(rect.x * ratio)
  const width = Math.max(Math.round(2 * ratio), Math.round((rect.x + rect.width) * ratio) - x)
  return { x, width, ...deviceRow(scene, rect), radius: radius * ratio }
}

/** Rows of the lanes in device pixels from the top of their body. */
function deviceRow({ view, layout }: HeldScene, { y, height }: Pick<Rect, 'y' | 'height'>) {
  const top = Math.round((y - layout.body.y) * view.ratio)
  return { y: top, height: Math.round((y + height - layout.body.y) * view.ratio) - top }
}

type Part = Omit<Shape, 'radius'>

function isSeen({ clip }: Surface, { x, y, width, height }: Part): boolean {
  return x < clip.right && clip.left < x + width && y < clip.bottom && clip.top < y + height
}

interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

function widen(bounds: Bounds, { clip }: Surface, { x, y, width, height }: Part): void {
  const [left, right] = [Math.max(clip.left, x), Math.min(clip.right, x + width)]
  const [top, bottom] = [Math.max(clip.top, y), Math.min(clip.bottom, y + height)]
  if (right <= left || bottom <= top) return
  bounds.left = Math.min(bounds.left, left)
  bounds.top = Math.min(bounds.top, top)
  bounds.right = Math.max(bounds.right, right)
  bounds.bottom = Math.max(bounds.bottom, bottom)
}
