// A placement as it is seen: a rounded box in its lane's colour with a title, its waveform at its gain and fades, and
// the signs of its state.

import type { DuckPoint, Fade } from '../generated'
import type { FinePeaks } from './api'
import { detailOf, nameOf, verdictShown, type Box } from './arrangement'
import { volumeHeight } from './boxes'
import { stripHeight } from './sizes'
import type { Face, Labels } from './labels'
import type { LaneColours, Palette } from './palette'
import { over, rampOf } from './colour'
import { clipped, column, disc, fill, hatch, stamp, tint, type Surface } from './raster'
import { insetsOf, roundedBox, roundedEnds, type Shape } from './rounded'
import { fineOutline } from './fine'
import { ducksAt } from './duck'
import {
  amplitude,
  columns,
  fadeGain,
  framesPerFlick,
  levelOf,
  outlineFor,
  volumesAt,
  type PeaksSource,
} from './waveform'
import type { Viewport } from './viewport'

/** What painting needs beside the box. */
export interface Ink {
  readonly palette: Palette
  readonly labels: Labels
  readonly strong: Face
  readonly plain: Face
  readonly scene: Face
  readonly ruler: Face
  readonly peaks: (hash: string) => PeaksSource | undefined
  readonly finePeaks: FinePeaks | undefined
}

/** A box and where it goes, in device pixels of the surface. */
export interface Place {
  readonly box: Box
  readonly colours: LaneColours
  /** The left edge of the view on the surface. */
  readonly originX: number
  readonly y: number
  readonly height: number
  readonly isHeard: boolean
  /** The line by which its music goes down under what is said. */
  readonly duck: readonly DuckPoint[]
}

/** CSS pixels that a title may take; beyond them the canvas need not be drawn anew when titles stick to the edge. */
export const titleRoom = 304

/** Boxes of fewer CSS pixels have no title. */
export const leastTitled = 18

/** More than a screen's width of columns, minimum and maximum in turn. */
let scratch = new Float32Array(8192)

/** The cuts of type, one object each as long as palette and pixel ratio stay: labels are found by them. */
export function facesFor(palette: Palette, ratio: number): Faces {
  if (lastFaces?.palette === palette && lastFaces.ratio === ratio) return lastFaces
  const height = Math.round(stripHeight * ratio)
  const face = (weight: number, size: number, family: string) => ({
    font: `${weight} ${size * ratio}px ${family}`,
    height,
  })
  lastFaces = {
    palette,
    ratio,
    strong: face(600, 11, palette.face),
    plain: face(400, 11, palette.face),
    scene: face(600, 11.5, palette.face),
    ruler: face(400, 10.5, palette.faceMono),
  }
  return lastFaces
}

type Faces = Pick<Ink, 'strong' | 'plain' | 'scene' | 'ruler'>

let lastFaces: (Faces & { readonly palette: Palette; readonly ratio: number }) | undefined

/** Left edge and width of a span of time in device pixels of the surface; at least two CSS pixels wide. */
export function extent(view: Viewport, originX: number, start: number, end: number) {
  const x = Math.round(start / view.scale) - view.left + originX
  const right = Math.round(end / view.scale) - view.left + originX
  return { x, width: Math.max(Math.round(2 * view.ratio), right - x) }
}

/** The shape of a placement that is drawn in a place. */
export function shapeOf(view: Viewport, place: Place): Shape {
  const { placement, isWhole } = place.box
  const { x, width } = extent(view, place.originX, placement.inPoint, placement.outPoint)
  const radius = (isWhole ? 6 : 2) * view.ratio
  return { x, y: place.y, width, height: place.height, radius }
}

/** Device pixels of a box's title strip. */
export function stripOf(height: number, ratio: number): number {
  return Math.min(height, Math.round(stripHeight * ratio))
}

/** Device pixels of a box's rim; what is hardly wider than its rim has none. */
export function rimOf(shape: Shape, ratio: number): number {
  return shape.width > 3 * ratio ? Math.max(1, Math.min(2, Math.round(ratio))) : 0
}

/** Draws a placement over what is there. */
export function paintBox(on: Surface, view: Viewport, place: Place, ink: Ink): void {
  const { box, colours } = place
  const shape = shapeOf(view, place)
  if (shape.x + shape.width <= on.clip.left || on.clip.right <= shape.x) return
  if (!box.isWhole) {
    roundedBox(on, shape, place.isHeard ? colours.quietSkin : colours.silentSkin, 0, 0)
    return
  }
  roundedBox(on, shape, colours, stripOf(shape.height, view.ratio), rimOf(shape, view.ratio))
  paintInside(on, view, place, shape, ink)
}

/** Draws a placement whose straight rows are there already, with its ground seen outside of its corners. */
export function paintBoxOnRows(
  on: Surface,
  view: Viewport,
  place: Place,
  shape: Shape,
  ground: Uint32Array,
  ink: Ink,
): void {
  roundedEnds(on, shape, place.colours, rimOf(shape, view.ratio), ground)
  paintInside(on, view, place, shape, ink)
}

/** Waveform, fades and title, within the rim. */
function paintInside(on: Surface, view: Viewport, place: Place, shape: Shape, ink: Ink): void {
  const px = view.ratio
  const { box } = place
  const { x, y, width, height } = shape
  const strip = stripOf(height, px)
  const rim = rimOf(shape, px)
  if (width > 4 * px && height > strip + 8 * px) {
    const inside = { x: x + rim, y: y + strip, width: width - 2 * rim, height: height - strip - rim }
    const isMissing = box.track?.missing ?? true
    if (isMissing) {
      const bare = { ...inside, height: inside.height - shape.radius }
      hatch(on, bare.x, bare.y, bare.width, bare.height, 8 * px, 2 * px, ink.palette.hatch, 60)
    }
    followLines(on, view, place, inside)
    paintWave(on, view, box, shape, inside, place, ink)
    if (place.duck.length > 0) paintDuck(on, view, inside, ink.palette)
    if (width > 12 * px) {
      paintFades(on, view, box, shape, inside, ink.palette.fadeLine)
      if (box.placement.volumePoints.length > 0) paintVolume(on, view, place, shape, inside, ink.palette.volumeLine)
    }
  }
  if (width > leastTitled * px) paintTitle(on, view, place, shape, strip, ink)
}

/** A part of a box, in device pixels. */
type Part = Omit<Shape, 'radius'>

/**
 * Hundredths of a decibel of a box's own volume line and of what is taken from it under dialogue, in the middle of the
 * columns that are drawn; the first of each is that of the column before them, where the lines come from.
 */
let volumes = new Float64Array(8192)
let ducks = new Float64Array(8192)

function followLines(on: Surface, view: Viewport, { box, originX, duck }: Place, inside: Part): void {
  const { inPoint, trackStart, volumePoints } = box.placement
  if (volumePoints.length === 0 && duck.length === 0) return
  const first = Math.max(on.clip.left, inside.x) - 1
  const count = Math.min(on.clip.right, inside.x + inside.width) - first
  if (count <= 1) return
  if (volumes.length < count) [volumes, ducks] = [new Float64Array(2 * count), new Float64Array(2 * count)]
  const at = (first + 0.5 - originX + view.left) * view.scale
  if (volumePoints.length > 0) volumesAt(volumePoints, at - inPoint + trackStart, view.scale, count, volumes)
  if (duck.length > 0) ducksAt(duck, at, view.scale, count, ducks)
}

function paintWave(on: Surface, view: Viewport, box: Box, shape: Shape, inside: Part, place: Place, ink: Ink): void {
  const { placement, track } = box
  const source = track === undefined ? undefined : ink.peaks(track.hash)
  if (track === undefined || source === undefined) return
  const rate = framesPerFlick(track.sampleRate)
  const perColumn = view.scale * rate
  const first = Math.max(on.clip.left, inside.x)
  const last = Math.min(on.clip.right, inside.x + inside.width)
  const count = last - first
  if (count <= 0) return
  if (scratch.length < 2 * count) scratch = new Float32Array(4 * count)
  const time = (first - place.originX + view.left) * view.scale - placement.inPoint
  const from = (placement.trackStart + time) * rate
  const outline = fineOutline(ink.finePeaks, source, track.id, from, perColumn, count) ?? outlineFor(source, perColumn)
  if (outline === undefined) return
  columns(outline, from, perColumn, count, scratch)

  const colour = place.isHeard ? place.colours.wave : place.colours.quiet
  const gap = 2 * view.ratio
  const middle = inside.y + inside.height / 2
  const half = inside.height / 2 - gap
  const gain = (amplitude(placement.gain) / 127) * half
  const length = placement.outPoint - placement.inPoint
  const { fadeIn, fadeOut } = placement
  const hasVolume = placement.volumePoints.length > 0
  const hasDuck = place.duck.length > 0
  const insets = insetsOf(shape)
  for (let index = 0; index < count; index++) {
    const into = time + (index + 0.5) * view.scale
    let level = gain
    if (into < fadeIn.length) level *= fadeGain(fadeIn, into / fadeIn.length)
    if (length - into < fadeOut.length) level *= fadeGain(fadeOut, (length - into) / fadeOut.length)
    if (hasVolume || hasDuck)
      level *= levelOf((hasVolume ? (volumes[index + 1] ?? 0) : 0) + (hasDuck ? (ducks[index + 1] ?? 0) : 0))
    const at = first + index - shape.x
    const near = Math.min(at, shape.width - 1 - at)
    const room = near < insets.length ? half - Math.max(0, (insets[near] ?? 0) - gap) : half
    const high = Math.min(room, (scratch[2 * index + 1] ?? 0) * level)
    const low = Math.max(-room, (scratch[2 * index] ?? 0) * level)
    // A silent stretch still has its line, so that it can be told from a missing waveform.
    const top = Math.round(middle - high)
    column(on, first + index, top, Math.max(top + 1, Math.round(middle - low)), colour)
  }
}

/** Decibels that the whole height of a box stands for. */
const duckReach = 30

/** How far the music goes down under what is said: what it loses is shaded, from the top of its box to a line. */
function paintDuck(on: Surface, view: Viewport, inside: Part, { duckLine, duckGround }: Palette): void {
  const thick = Math.max(1, Math.round(1.5 * view.ratio))
  const first = Math.max(on.clip.left, inside.x)
  const last = Math.min(on.clip.right, inside.x + inside.width)
  const room = inside.height - thick
  const yOf = (index: number) => Math.round(inside.y + Math.min(1, -(ducks[index] ?? 0) / 100 / duckReach) * room)
  let before = yOf(first === inside.x ? 1 : 0)
  for (let x = first; x < last; x++) {
    const index = x - first + 1
    const y = yOf(index)
    const top = Math.min(before, y)
    if ((ducks[index] ?? 0) !== 0 || before !== y) {
      tint(on, x, inside.y, 1, y - inside.y, duckGround)
      tint(on, x, top, 1, Math.abs(y - before) + thick, duckLine)
    }
    before = y
  }
}

/** The gain that a fade gives, drawn over its length: straight or bowed as it sounds. */
function paintFades(on: Surface, view: Viewport, box: Box, shape: Shape, inside: Part, colour: number): void {
  const { fadeIn, fadeOut } = box.placement
  paintFade(on, view, fadeIn, shape, inside, shape.x, 1, colour)
  paintFade(on, view, fadeOut, shape, inside, shape.x + shape.width - 1, -1, colour)
}

/** A fade from its silent end at `from` on, a column at a time to the right (1) or the left (-1). */
function paintFade(
  on: Surface,
  view: Viewport,
  fade: Fade,
  shape: Shape,
  inside: Part,
  from: number,
  way: 1 | -1,
  colour: number,
): void {
  const steps = Math.round(fade.length / view.scale)
  if (steps < 2) return
  const bottom = inside.y + inside.height
  const least = Math.max(1, Math.round(view.ratio))
  // The line begins where the rounded corner lets it.
  let before = bottom - (insetsOf(shape)[1] ?? 0)
  for (let step = 0; step < steps; step++) {
    const x = from + way * step
    const top = Math.round(bottom - fadeGain(fade, (step + 1) / steps) * inside.height)
    if (inside.x <= x && x < inside.x + inside.width) {
      const y = Math.max(top, inside.y)
      tint(on, x, y, 1, Math.min(bottom, top + Math.max(least, before - top)) - y, colour)
    }
    before = top
  }
}

/** The volume line, a column at a time, with its points. */
function paintVolume(on: Surface, view: Viewport, place: Place, shape: Shape, inside: Part, colour: number): void {
  const { placement } = place.box
  const thick = Math.max(1, Math.round(view.ratio))
  const height = shape.height / view.ratio
  const first = Math.max(on.clip.left, inside.x)
  const last = Math.min(on.clip.right, inside.x + inside.width)
  const bottom = inside.y + inside.height
  const yOf = (volume: number) => Math.round(shape.y + volumeHeight(placement, volume, height) * view.ratio)
  let before = yOf(volumes[0] ?? 0)
  for (let x = first; x < last; x++) {
    const y = yOf(volumes[x - first + 1] ?? 0)
    const top = Math.min(y, before)
    const from = Math.max(top, inside.y)
    tint(on, x, from, 1, Math.min(bottom, top + Math.max(thick, Math.abs(y - before))) - from, colour)
    before = y
  }
  const within = clipped(on, { left: inside.x, top: inside.y, right: inside.x + inside.width, bottom })
  for (const point of placement.volumePoints) {
    const x = Math.round((placement.inPoint + point.at - placement.trackStart) / view.scale) - view.left + place.originX
    if (x < first - 4 || last + 4 < x) continue
    disc(within, x, yOf(point.gain), 2.6 * view.ratio, rampOf(colour, place.colours.body))
  }
}

function paintTitle(on: Surface, view: Viewport, place: Place, shape: Shape, strip: number, ink: Ink): void {
  const px = view.ratio
  const { box, originX } = place
  const { palette, labels } = ink
  const ground = place.colours.strip
  const end = shape.x + shape.width
  // The title of a box that begins before the view sticks to the view's edge.
  let x = Math.max(shape.x, originX) + Math.round(8 * px)
  let limit = Math.min(end - Math.round(6 * px), x + Math.round(titleRoom * px))
  const verdict = verdictShown(box.placement)
  if (shape.width > 56 * px) {
    const dot = end - 11 * px
    disc(on, dot, shape.y + strip / 2, 3.2 * px, rampOf(palette.verdicts[verdict], ground))
    limit = Math.min(limit, Math.round(end - 20 * px))
  }
  if (1 < box.alternates && shape.width > 150 * px)
    limit = Math.min(limit, paintBadge(on, view, place, shape, strip, ink))
  const fade = Math.round(14 * px)
  // What cannot be heard says so before its name.
  const name = labels.mask(box.track?.missing === true ? `MISSING  ${nameOf(box)}` : nameOf(box), ink.strong)
  stamp(on, name, x, shape.y, rampOf(palette.title, ground), limit, fade)
  x += name.width + Math.round(8 * px)
  if (limit <= x + 24 * px) return
  stamp(on, labels.mask(detailOf(box), ink.plain), x, shape.y, rampOf(palette.detail, ground), limit, fade)
}

/** `3 alts`, at the right end of the title; returns where it begins. */
function paintBadge(on: Surface, view: Viewport, place: Place, shape: Shape, strip: number, ink: Ink): number {
  const px = view.ratio
  const mask = ink.labels.mask(`${place.box.alternates} alts`, ink.plain)
  const width = mask.width + Math.round(8 * px)
  const x = Math.round(shape.x + shape.width - 22 * px) - width
  const pad = Math.round(2 * px)
  const ground = over(place.colours.strip, ink.palette.badgeGround)
  fill(on, x, shape.y + pad, width, strip - 2 * pad, ground)
  stamp(on, mask, x + Math.round(4 * px), shape.y, rampOf(ink.palette.badgeInk, ground), x + width, 1)
  return x - Math.round(4 * px)
}
