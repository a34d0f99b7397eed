// Rounded boxes. Their straight rows are all the same, so that those of many boxes beside each other are copied from one
// row; their corners are worked out once for each radius.

import { blended, mixed } from './colour'
import { column, fill, type Clip, type Surface } from './raster'

/** Where a rounded box lies, in device pixels. */
export interface Shape {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly radius: number
}

/** How a box looks, in opaque colours: the strip at its top and its body, each with its rim. */
export interface Skin {
  readonly strip: number
  readonly stripRim: number
  readonly body: number
  readonly bodyRim: number
}

/** A skin of one colour. */
export function plainSkin(colour: number, rim = colour): Skin {
  return { strip: colour, stripRim: rim, body: colour, bodyRim: rim }
}

/** Draws a rounded box with a rim `thick` pixels wide, 0 to 2, inside it, over what is there. */
export function roundedBox(on: Surface, box: Shape, skin: Skin, stripHeight: number, thick: number): void {
  const { radius, insets } = cornerOf(box, thick)
  const top = box.y + radius
  const bottom = box.y + box.height - radius
  const turn = Math.min(Math.max(top, box.y + stripHeight), bottom)
  // A corner is as deep as it is wide: what lies outside of a row's ends is what lies above a column.
  for (let row = 0; row < radius; row++) {
    const outside = insets[row] ?? 0
    fill(on, box.x + outside, box.y + row, box.width - 2 * outside, 1, skin.strip)
    fill(on, box.x + outside, box.y + box.height - 1 - row, box.width - 2 * outside, 1, skin.body)
  }
  fill(on, box.x, top, box.width, turn - top, skin.strip)
  fill(on, box.x, turn, box.width, bottom - turn, skin.body)
  for (let part = 0; part < thick; part++) {
    const last = box.x + box.width - 1 - part
    column(on, box.x + part, top, turn, skin.stripRim)
    column(on, box.x + part, turn, bottom, skin.bodyRim)
    column(on, last, top, turn, skin.stripRim)
    column(on, last, turn, bottom, skin.bodyRim)
  }
  roundedEnds(on, box, skin, thick, undefined)
}

/** Draws a box's span into a row that is then copied into all of its straight rows. */
export function spanRow(row: Uint32Array, clip: Clip, box: Shape, colour: number, rim: number, thick: number): void {
  const { left, right } = clip
  const end = Math.min(box.x + box.width, right)
  for (let at = Math.max(box.x, left); at < end; at++) row[at] = colour
  for (let part = 0; part < thick; part++) {
    const first = box.x + part
    const last = box.x + box.width - 1 - part
    if (left <= first && first < right) row[first] = rim
    if (left <= last && last < right) row[last] = rim
  }
}

/**
 * Draws what differs from the straight rows of a box: the rim above and below, and the corners. Outside of them `ground`
 * is seen, a row as wide as the surface, or else what is there.
 */
export function roundedEnds(on: Surface, box: Shape, skin: Skin, thick: number, ground: Uint32Array | undefined): void {
  const corner = cornerOf(box, thick)
  const { radius, rows, columns, shares } = corner
  const { upper, lower } = inksOf(skin, corner)
  const { pixels, width, clip } = on
  const left = box.x
  const right = box.x + box.width - 1
  const top = box.y
  const bottom = box.y + box.height - 1
  fill(on, left + radius, top, box.width - 2 * radius, thick, skin.stripRim)
  fill(on, left + radius, bottom + 1 - thick, box.width - 2 * radius, thick, skin.bodyRim)
  const isWhole = clip.left <= left && right < clip.right && clip.top <= top && bottom < clip.bottom
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at] ?? 0
    const above = upper[at] ?? 0
    const below = lower[at] ?? 0
    const from = left + (columns[at] ?? 0)
    const to = right - (columns[at] ?? 0)
    const high = top + (rows[at] ?? 0)
    const low = bottom - (rows[at] ?? 0)
    if (isWhole && ground !== undefined) {
      const first = ground[from] ?? 0
      const last = ground[to] ?? 0
      pixels[high * width + from] = blended(first, above, share)
      pixels[high * width + to] = blended(last, above, share)
      pixels[low * width + from] = blended(first, below, share)
      pixels[low * width + to] = blended(last, below, share)
    } else {
      lay(on, from, high, ground, above, share)
      lay(on, to, high, ground, above, share)
      lay(on, from, low, ground, below, share)
      lay(on, to, low, ground, below, share)
    }
  }
}

/** Blends one pixel over the ground, where the clip allows. */
function lay(on: Surface, x: number, y: number, ground: Uint32Array | undefined, colour: number, share: number): void {
  const { pixels } = on
  if (!isInside(on, x, y)) return
  const at = y * on.width + x
  pixels[at] = blended((ground === undefined ? pixels[at] : ground[x]) ?? 0, colour, share)
}

/** How many pixels from its top each of the outermost columns of a rounded box begins; all others begin at the top. */
export function insetsOf(box: Shape): Uint8Array {
  return cornerOf(box, 0).insets
}

/** Lets what is below a rounded box be seen outside of its corners: for pictures that are laid over others. */
export function cutCorners(on: Surface, box: Shape): void {
  const { rows, columns, shares } = cornerOf(box, 0)
  const right = box.x + box.width - 1
  const bottom = box.y + box.height - 1
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at] ?? 0
    const column = columns[at] ?? 0
    const row = rows[at] ?? 0
    thin(on, box.x + column, box.y + row, share)
    thin(on, right - column, box.y + row, share)
    thin(on, box.x + column, bottom - row, share)
    thin(on, right - column, bottom - row, share)
  }
}

/** Draws a rounded rim of an opaque colour, `thick` pixels inside a box, over what may be transparent. */
export function roundedRim(on: Surface, box: Shape, colour: number, thick: number): void {
  const { radius, rows, columns, shares, rims } = cornerOf(box, thick)
  const { x, y, width, height } = box
  fill(on, x + radius, y, width - 2 * radius, thick, colour)
  fill(on, x + radius, y + height - thick, width - 2 * radius, thick, colour)
  fill(on, x, y + radius, thick, height - 2 * radius, colour)
  fill(on, x + width - thick, y + radius, thick, height - 2 * radius, colour)
  const right = x + width - 1
  const bottom = y + height - 1
  for (let at = 0; at < shares.length; at++) {
    const share = Math.round((shares[at] ?? 0) * (rims[at] ?? 0))
    if (share === 0) continue
    const column = columns[at] ?? 0
    const row = rows[at] ?? 0
    layOver(on, x + column, y + row, colour, share)
    layOver(on, right - column, y + row, colour, share)
    layOver(on, x + column, bottom - row, colour, share)
    layOver(on, right - column, bottom - row, colour, share)
  }
}

/** Lets what is below a pixel be seen through it, as far as `share`, 0 to 255, does not cover it. */
function thin(on: Surface, x: number, y: number, share: number): void {
  if (!isInside(on, x, y)) return
  const at = y * on.width + x
  on.pixels[at] = (((on.pixels[at] ?? 0) & 0xffffff) | (share << 24)) >>> 0
}

function isInside({ clip }: Surface, x: number, y: number): boolean {
  return clip.left <= x && x < clip.right && clip.top <= y && y < clip.bottom
}

/** Lays an opaque colour over `share`, 0 to 255, of a pixel that may let through what is below. */
function layOver(on: Surface, x: number, y: number, colour: number, share: number): void {
  if (!isInside(on, x, y)) return
  const at = y * on.width + x
  const below = on.pixels[at] ?? 0
  const alpha = below >>> 24
  if (share === 255) on.pixels[at] = colour
  else if (alpha === 255) on.pixels[at] = blended(below, colour, share)
  else if (alpha === 0) on.pixels[at] = ((colour & 0xffffff) | (share << 24)) >>> 0
  else on.pixels[at] = overThin(below, alpha, colour, share)
}

function overThin(below: number, alpha: number, colour: number, share: number): number {
  const both = share + (alpha * (255 - share)) / 255
  return ((mixed(below, colour, share / both) & 0xffffff) | (Math.round(both) << 24)) >>> 0
}

/** A corner of some radius with a rim, and its pixels that are not just body; rows and columns from the outermost. */
interface Corner {
  readonly radius: number
  /** Rows that lie outside at the top of each column. */
  readonly insets: Uint8Array
  readonly rows: Uint8Array
  readonly columns: Uint8Array
  /** How much of each is covered, 0 to 255. */
  readonly shares: Uint8Array
  /** How much of what is covered is rim, 0 to 1. */
  readonly rims: Float32Array
}

/** By thickness of the rim, then by radius. */
const knownCorners: (Corner | undefined)[][] = []

function cornerOf(box: Shape, thick: number): Corner {
  const radius = Math.max(0, Math.min(Math.round(box.radius), box.width >> 1, box.height >> 1))
  const known = knownCorners[thick]?.[radius]
  if (known !== undefined) return known
  const corner = newCorner(radius, thick)
  const others = (knownCorners[thick] ??= [])
  others[radius] = corner
  return corner
}

function newCorner(radius: number, thick: number): Corner {
  const within = (at: number, reach: number) => {
    const distance = Math.hypot(radius - (at % radius) - 0.5, radius - Math.floor(at / radius) - 0.5)
    return Math.min(1, Math.max(0, reach - distance + 0.5))
  }
  const all = Array.from({ length: radius * radius }, (_, at) => {
    const covered = within(at, radius)
    const rim = thick === 0 || covered === 0 ? 0 : Math.min(1, (covered - within(at, radius - thick)) / covered)
    return { row: Math.floor(at / radius), column: at % radius, share: Math.round(covered * 255), rim }
  })
  const insets = Uint8Array.from({ length: radius }, (_, column) => {
    const first = all.findIndex((pixel) => pixel.column === column && pixel.share === 255)
    return first < 0 ? radius : Math.floor(first / radius)
  })
  const inked = all.filter((pixel) => pixel.share < 255 || pixel.rim > 0 || pixel.column < thick)
  return {
    radius,
    insets,
    rows: Uint8Array.from(inked, (pixel) => pixel.row),
    columns: Uint8Array.from(inked, (pixel) => pixel.column),
    shares: Uint8Array.from(inked, (pixel) => pixel.share),
    rims: Float32Array.from(inked, (pixel) => pixel.rim),
  }
}

/** The colours of a corner's pixels, for the corners at the top and those at the bottom. */
interface Inks {
  readonly upper: Uint32Array
  readonly lower: Uint32Array
}

const knownInks = new WeakMap<Skin, Map<Corner, Inks>>()

function inksOf(skin: Skin, corner: Corner): Inks {
  let inks = knownInks.get(skin)
  if (inks === undefined) knownInks.set(skin, (inks = new Map<Corner, Inks>()))
  let ink = inks.get(corner)
  if (ink === undefined) {
    const of = (colour: number, rim: number) => Uint32Array.from(corner.rims, (share) => mixed(colour, rim, share))
    ink = { upper: of(skin.strip, skin.stripRim), lower: of(skin.body, skin.bodyRim) }
    inks.set(corner, ink)
  }
  return ink
}
